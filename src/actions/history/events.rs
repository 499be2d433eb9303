//! What one entry did to the rows of a thing: which were stated, corrected, ended, voided, confirmed.

use crate::actions::merge::Merge;
use crate::domain::Period;
use crate::domain::facts::word_enum;
use crate::store::StatedRow;

word_enum! {
    /// What happened to a statement.
    EventKind {
        /// Stated for the first time.
        Stated = "stated",
        /// A new period follows an earlier one.
        Succeeded = "succeeded",
        /// The same period, stated otherwise.
        Corrected = "corrected",
        /// The same, with an end.
        Ended = "ended",
        /// Taken back: it counts for nothing on any day.
        Voided = "voided",
        /// Stated again without a change.
        Confirmed = "confirmed",
    }
}

/// A cell before and after; empty text: not stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    pub column: &'static str,
    pub before: String,
    pub after: String,
}

/// What happened to one statement about a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Name of the table.
    pub table: &'static str,
    pub kind: EventKind,
    /// What of the thing it speaks of: a service, a fact; empty for the thing itself.
    pub key: String,
    /// When it holds; `None` where a statement has no period.
    pub period: Option<Period>,
    pub cells: Vec<CellChange>,
}

/// The events of one entry in the rows of a table.
pub(super) fn events<R: Merge>(rows: &[StatedRow<R>], entry: u32, table: &'static str, code: &str) -> Vec<Event> {
    let event = |kind, row: &R, cells| Event { table, kind, key: own_key(row, code), period: row.span(), cells };
    let mut voided: Vec<&StatedRow<R>> = rows.iter().filter(|row| row.voided_by == Some(entry)).collect();
    let mut found = Vec::new();
    for stated in rows.iter().filter(|row| row.stated_by == entry) {
        let new = &stated.row;
        found.push(match take_replaced(&mut voided, new) {
            Some(old) => event(replaced_kind(&old.row, new), new, differing_cells(Some(&old.row), new)),
            None => match predecessor(rows, stated) {
                Some(old) => event(EventKind::Succeeded, new, differing_cells(Some(old), new)),
                None => event(EventKind::Stated, new, differing_cells(None, new)),
            },
        });
    }
    for gone in voided {
        found.push(event(EventKind::Voided, &gone.row, differing_cells(None, &gone.row)));
    }
    for same in rows.iter().filter(|row| row.confirmed_by.contains(&entry)) {
        found.push(event(EventKind::Confirmed, &same.row, Vec::new()));
    }
    found
}

/// The voided row a new one stands in for: of its key, if possible with the same start.
fn take_replaced<'a, R: Merge>(voided: &mut Vec<&'a StatedRow<R>>, new: &R) -> Option<&'a StatedRow<R>> {
    let same_key = |old: &&StatedRow<R>| old.row.key() == new.key();
    let same_start = |old: &&StatedRow<R>| same_key(old) && start(&old.row) == start(new);
    let at = voided.iter().position(same_start).or_else(|| voided.iter().position(same_key))?;
    Some(voided.remove(at))
}

/// The row of an earlier period that a new one follows, as it was known at the time.
fn predecessor<'a, R: Merge>(rows: &'a [StatedRow<R>], new: &StatedRow<R>) -> Option<&'a R> {
    let since = start(&new.row)?;
    let stood = |old: &&StatedRow<R>| {
        let known = old.stated_by <= new.stated_by && old.voided_by.is_none_or(|entry| entry > new.stated_by);
        known && old.row.key() == new.row.key() && start(&old.row) < Some(since)
    };
    rows.iter().filter(stood).max_by_key(|old| start(&old.row)).map(|old| &old.row)
}

fn start<R: Merge>(row: &R) -> Option<chrono::NaiveDate> {
    row.span().and_then(|span| span.from)
}

/// Only the end differs: the statement was ended, not corrected.
fn replaced_kind<R: Merge>(old: &R, new: &R) -> EventKind {
    let only_end = differing_cells(Some(old), new).iter().all(|cell| ["until", "status"].contains(&cell.column));
    let ended =
        new.span().is_some_and(|span| span.until.is_some() && old.span().is_some_and(|old| old.until.is_none()));
    if only_end && ended { EventKind::Ended } else { EventKind::Corrected }
}

/// Cells that differ; all of them where nothing was before.
fn differing_cells<R: Merge>(old: Option<&R>, new: &R) -> Vec<CellChange> {
    let (before, after) = (old.map(Merge::told).unwrap_or_default(), new.told());
    let text = |cells: &[(&'static str, String)], column: &str| {
        cells.iter().find(|cell| cell.0 == column).map(|cell| cell.1.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|cell| after.iter().all(|other| other.0 != cell.0));
    let columns = after.iter().chain(gone).map(|cell| cell.0);
    let cells = columns.map(|column| CellChange { column, before: text(&before, column), after: text(&after, column) });
    cells.filter(|cell| cell.before != cell.after).collect()
}

/// The key without the thing's own code.
fn own_key<R: Merge>(row: &R, code: &str) -> String {
    let key = row.key();
    let parts = key.split(['\t', ' ']).filter(|part| !part.is_empty() && *part != code);
    parts.collect::<Vec<_>>().join(" ")
}
