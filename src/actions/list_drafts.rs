//! Drafts of editions of mandatory lists, whole or as amendments: what a preview judges by.

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
        let reason = "чернетка – це зміни одного переліку на одну дату";
        let expected = format!("{} {}", first.list, first.in_force);
        return Err(vec![misplaced(row, reason, &expected)].into());
    }
    let Some(before) = lists.before(&first.list, first.in_force) else {
        let reason = "немає редакції, чинної напередодні: змінювати нічого";
        let expected = "перелік, ціла редакція якого вже завантажена";
        let found: Vec<Fault> = changes.first().map(|row| misplaced(row, reason, expected)).into_iter().collect();
        return Err(found.into());
    };
    amend(&before.positions, changes)
}

fn misplaced(row: &Numbered<AmendmentRow>, reason: &str, expected: &str) -> Fault {
    Fault {
        row: row.row,
        column: "in_force".to_owned(),
        value: format!("{} {}", row.value.list, row.value.in_force),
        reason: reason.to_owned(),
        expected: expected.to_owned(),
    }
}
