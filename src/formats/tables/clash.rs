//! Rows of one file that contradict each other: one key twice, or twice at the same time.

use std::cmp::Ordering;

use super::{OwnRow, cells};
use crate::formats::columns::{Column, clip};
use crate::formats::{Fault, FaultList, Numbered, Parsed, messages};

/// Tells the faults of rows that contradict each other.
pub(super) fn check<T: OwnRow>(parsed: &mut Parsed<T>) {
    parsed.faults.append(clashes(&parsed.rows, &parsed.titles));
}

/// A fault for every row that repeats or overlaps an earlier one, with the number of that row; `titles` are what the
/// file calls the columns.
pub fn clashes<T: OwnRow>(rows: &[Numbered<T>], titles: &[(&'static str, String)]) -> FaultList {
    let mut order: Vec<&Numbered<T>> = rows.iter().collect();
    order.sort_by(|a, b| a.value.by_key(&b.value).then_with(|| start(a).cmp(&start(b))));
    let mut found = FaultList::default();
    // The row of this key that lasts longest so far: whatever overlaps any overlaps it.
    let mut longest: Option<&Numbered<T>> = None;
    for row in order {
        let rival = longest.filter(|other| other.value.by_key(&row.value) == Ordering::Equal);
        found.extend(rival.and_then(|other| clash(other, row, titles)));
        if rival.is_none_or(|other| lasts_longer(row, other)) {
            longest = Some(row);
        }
    }
    found.sort_by_row();
    found
}

fn start<T: OwnRow>(row: &Numbered<T>) -> Option<chrono::NaiveDate> {
    row.value.span().and_then(|span| span.from)
}

fn lasts_longer<T: OwnRow>(row: &Numbered<T>, other: &Numbered<T>) -> bool {
    match (row.value.span().map(|span| span.until), other.value.span().map(|span| span.until)) {
        (Some(Some(a)), Some(Some(b))) => a > b,
        (Some(None), Some(Some(_))) => true,
        _ => false,
    }
}

fn clash<T: OwnRow>(a: &Numbered<T>, b: &Numbered<T>, titles: &[(&'static str, String)]) -> Option<Fault> {
    let (first, later) = if a.row <= b.row { (a, b) } else { (b, a) };
    let differs = differing_columns(&first.value, &later.value, titles);
    let (reason, expected) = match (first.value.span(), later.value.span()) {
        (Some(one), Some(two)) if !one.overlaps(&two) => return None,
        _ if differs.is_empty() => messages::same_row(first.row),
        (Some(_), _) => messages::overlapping_row(first.row, &differs),
        _ => messages::repeated_key(first.row, &differs),
    };
    let columns: Vec<&str> = T::KEY.iter().map(|key| column_label(key, titles)).collect();
    let (column, value) = (columns.join(" + "), clip(&later.value.key()));
    Some(Fault { row: later.row, column, value, reason, expected })
}

/// What the file calls a column, or its key.
fn column_label<'a>(key: &'a str, titles: &'a [(&'static str, String)]) -> &'a str {
    titles.iter().find(|(known, _)| *known == key).map_or(key, |(_, title)| title)
}

/// The columns in which two rows are not the same.
fn differing_columns<'a, T: OwnRow>(one: &T, two: &T, titles: &'a [(&'static str, String)]) -> Vec<&'a str> {
    let (one, two) = (cells(one), cells(two));
    let of = |cells: &[(&'static str, String)], key: &str| {
        cells.iter().find(|(known, _)| *known == key).map(|(_, text)| text.clone())
    };
    let differ = |column: &&Column| of(&one, column.key) != of(&two, column.key);
    T::COLUMNS.iter().filter(differ).map(|column| column_label(column.key, titles)).collect()
}
