//! Rows of one file that contradict each other: one key twice, or twice at the same time.

use std::cmp::Ordering;

use super::OwnRow;
use crate::formats::cells::full;
use crate::formats::columns::clip;
use crate::formats::{Fault, Numbered, Parsed};

/// Tells the faults of rows that contradict each other.
pub(super) fn check<T: OwnRow>(parsed: &mut Parsed<T>) {
    for fault in clashes(&parsed.rows) {
        parsed.faults.push(fault);
        if full(&mut parsed.faults).is_break() {
            break;
        }
    }
}

/// A fault for every row that repeats or overlaps an earlier one, with the number of that row.
pub fn clashes<T: OwnRow>(rows: &[Numbered<T>]) -> Vec<Fault> {
    let mut order: Vec<&Numbered<T>> = rows.iter().collect();
    order.sort_by(|a, b| a.value.by_key(&b.value).then_with(|| start(a).cmp(&start(b))));
    let mut found = Vec::new();
    // The row of this key that lasts longest so far: whatever overlaps any overlaps it.
    let mut longest: Option<&Numbered<T>> = None;
    for row in order {
        let rival = longest.filter(|other| other.value.by_key(&row.value) == Ordering::Equal);
        found.extend(rival.and_then(|other| clash(other, row)));
        if rival.is_none_or(|other| lasts_longer(row, other)) {
            longest = Some(row);
        }
    }
    found.sort_by_key(|fault: &Fault| fault.row);
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

fn clash<T: OwnRow>(a: &Numbered<T>, b: &Numbered<T>) -> Option<Fault> {
    let (first, later) = if a.row <= b.row { (a, b) } else { (b, a) };
    let said = match (first.value.span(), later.value.span()) {
        (Some(one), Some(two)) if !one.overlaps(&two) => return None,
        (Some(_), _) => ("перетинається в часі з рядком", "періоди одного ключа не перетинаються"),
        _ => ("повторює рядок", "кожен ключ один раз"),
    };
    Some(Fault {
        row: later.row,
        column: T::KEY.join(" + "),
        value: clip(&later.value.key()),
        reason: format!("{} {}", said.0, first.row),
        expected: said.1.to_owned(),
    })
}
