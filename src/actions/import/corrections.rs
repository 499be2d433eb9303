//! Rows of a file that void stored rows: those with `void` in the column `correct`.

use chrono::NaiveDate;

use super::context::ImportContext;
use crate::actions::merge::{Index, Merge};
use crate::domain::Message;
use crate::formats::tables::{OwnRow, cells};
use crate::formats::{VoidRow, correct};
use crate::store::Stored;

/// Takes the rows that a file voids out of the index, so that what else it states is merged as if they never were; a
/// fault for each row that is not stored as the file states it.
pub fn take_voided<R: Merge + OwnRow>(
    context: &mut ImportContext<'_>,
    index: &mut Index<R>,
    voids: Vec<VoidRow<R>>,
) -> Vec<Stored<R>> {
    let mut taken = Vec::with_capacity(voids.len());
    for void in voids {
        let key = Merge::key(&void.named.value);
        let named = Target { void: &void, day: context.day };
        if let Some(row) = index.take(&key, |stored| named.matches_row(stored)) {
            taken.push(row);
        } else {
            tell_missing(context, index.stored_under(&key), &void);
        }
    }
    taken
}

/// What a row that voids another says of it.
struct Target<'a, R> {
    void: &'a VoidRow<R>,
    /// The import's day, from which rows without a start of their own hold.
    day: Option<NaiveDate>,
}

impl<R: Merge + OwnRow> Target<'_, R> {
    /// True for the row with the same start whose cells are as stated.
    fn matches_row(&self, stored: &R) -> bool {
        let (named, held) = (start(&self.void.named.value), start(stored));
        let same_start = named == held || (named.is_none() && held == self.day);
        same_start && self.differing_cell(stored).is_none()
    }

    /// The first stated cell that differs, with what is stored.
    fn differing_cell(&self, stored: &R) -> Option<(&'static str, String)> {
        let (named, held) = (cells(&self.void.named.value), cells(stored));
        let of = |cells: &[(&'static str, String)], key: &str| {
            cells.iter().find(|cell| cell.0 == key).map(|cell| cell.1.clone()).unwrap_or_default()
        };
        let mut stated = self.void.stated.iter();
        stated.find(|key| of(&named, key) != of(&held, key)).map(|key| (*key, of(&held, key)))
    }
}

fn start<R: Merge>(row: &R) -> Option<NaiveDate> {
    Merge::span(row).and_then(|span| span.from)
}

/// Says what was looked for, and what is stored under the same key.
fn tell_missing<R: Merge + OwnRow>(context: &mut ImportContext<'_>, stored: &[Stored<R>], void: &VoidRow<R>) {
    let from = |row: &R| match start(row) {
        None => Message::new("expected-no-start"),
        Some(from) => Message::new("expected-start").with("from", from.to_string()),
    };
    let day = start(&void.named.value).map_or_else(|| "–".to_owned(), |from| from.to_string());
    let named = format!("{}, {day}", OwnRow::key(&void.named.value));
    let same = stored.iter().find(|row| start(&row.kept.row) == start(&void.named.value));
    let target = Target { void, day: context.day };
    let differing = same.and_then(|row| target.differing_cell(&row.kept.row));
    let starts: Vec<Message> = stored.iter().map(|row| from(&row.kept.row)).collect();
    let (reason, expected) = correct::not_stored(differing, &starts);
    context.fault(void.named.row, correct::KEY, named, reason, expected);
}
