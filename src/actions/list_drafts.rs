//! Drafts of editions of mandatory lists, whole or as amendments: what a preview judges by.

use crate::domain::Message;
use crate::domain::rows::{AmendmentRow, PositionRow};
use crate::formats::tables::amendments::{Draft, amend, read_draft};
use crate::formats::{Fault, FaultList, InputLimits, Numbered, Parsed};
use crate::registry::Lists;

/// The positions of a draft table: those it states, or those its changes make of the edition in force
/// the day before.
///
/// # Errors
/// Every fault of the table.
pub fn drafted_positions(limits: InputLimits, bytes: &[u8], lists: &Lists) -> Result<Vec<PositionRow>, FaultList> {
    match read_draft(limits, bytes) {
        Draft::Edition(parsed) => Ok(readable(parsed)?.into_iter().map(|row| row.value).collect()),
        Draft::Amendment(mut parsed) => {
            let titles = std::mem::take(&mut parsed.titles);
            let named = |fault: Fault| fault.titled(&titles);
            amended(lists, &readable(parsed)?).map_err(|faults| faults.into_iter().map(named).collect())
        }
    }
}

fn readable<T>(parsed: Parsed<T>) -> Result<Vec<Numbered<T>>, FaultList> {
    if parsed.faults.is_empty() { Ok(parsed.rows) } else { Err(parsed.faults) }
}

/// The positions the changes of one date make of the edition in force the day before.
///
/// # Errors
/// Changes of several editions, no edition before, changes that do not fit it.
pub fn amended(lists: &Lists, changes: &[Numbered<AmendmentRow>]) -> Result<Vec<PositionRow>, FaultList> {
    let Some(first) = changes.first().map(|row| &row.value) else { return Ok(Vec::new()) };
    let other = |row: &&Numbered<AmendmentRow>| (&row.value.list, row.value.in_force) != (&first.list, first.in_force);
    if let Some(row) = changes.iter().find(other) {
        let expected = Message::new("expected-edition").with("list", &first.list);
        let expected = expected.with("date", first.in_force.to_string());
        return Err(vec![misplaced(row, "fault-draft-editions", expected)].into());
    }
    let Some(before) = lists.edition_before(&first.list, first.in_force) else {
        let misplaced = |row| misplaced(row, "fault-no-edition-before", "expected-loaded-list");
        let found: Vec<Fault> = changes.first().map(misplaced).into_iter().collect();
        return Err(found.into());
    };
    amend(&before.positions, changes)
}

fn misplaced(row: &Numbered<AmendmentRow>, reason: impl Into<Message>, expected: impl Into<Message>) -> Fault {
    Fault {
        row: row.row,
        column: "in_force".to_owned(),
        value: format!("{} {}", row.value.list, row.value.in_force),
        reason: reason.into(),
        expected: expected.into(),
    }
}
