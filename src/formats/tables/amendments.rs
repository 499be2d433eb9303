//! `mandatory-amendment`: what an act changes in a mandatory list, and the edition that follows from it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::mandatory::{classes, condition};
use super::{Line, OwnRow, entry_points, read_within};
use crate::domain::rows::{AmendmentRow, PositionChange, PositionRow};
use crate::domain::{Message, Word as _};
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::{Need, Subject};
use crate::formats::{Fault, FaultList, Format, InputLimits, Numbered, Parsed};

entry_points!(AmendmentRow);

impl OwnRow for AmendmentRow {
    const FORMAT: Format = Format::MandatoryAmendment;
    const COLUMNS: &'static [Column] = &[
        required_column("list", "Перелік"),
        required_column("in_force", "Набирає чинності"),
        required_column("change", "Зміна"),
        required_column("service", "Код послуги"),
        optional_column("classes", "Класи"),
        optional_column("condition", "Умова"),
    ];
    const KEY: &'static [&'static str] = &["list", "in_force", "service"];
    const NEEDS: &'static [Need] = &[Need::Services];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let list = cells.must_id("list");
        let in_force = cells.date("in_force");
        let in_force = cells.required_value("in_force", in_force);
        let change = cells.must_word::<PositionChange>("change");
        let service = cells.must_reference("service", &Subject::Service);
        // A position that leaves the list needs no classes.
        let leaves = change == Some(PositionChange::Remove);
        let classes = if leaves { Some(Vec::new()) } else { classes(cells) };
        let condition = condition(cells).filter(|_| !leaves);
        Some(Self {
            list: list?,
            in_force: in_force?,
            change: change?,
            service: service?,
            classes: classes?,
            condition,
        })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.list)).date(Some(self.in_force)).text(Some(self.change.word()));
        line.text(Some(&self.service)).list(self.classes.iter().map(|class| class.word()), " ");
        line.text(self.condition.as_ref());
    }

    fn by_key(&self, other: &Self) -> Ordering {
        let key = |row: &Self| (row.list.clone(), row.in_force, row.service.clone());
        key(self).cmp(&key(other))
    }

    fn key(&self) -> String {
        format!("{} {} {}", self.list, self.in_force, self.service)
    }
}

/// A draft of an edition: its whole table, or what it changes in the edition before.
#[derive(Debug)]
pub enum Draft {
    Edition(Parsed<PositionRow>),
    Amendment(Parsed<AmendmentRow>),
}

/// Reads a draft; a table with the column `change` is an amendment.
#[must_use]
pub fn read_draft(limits: InputLimits, bytes: &[u8]) -> Draft {
    let amendment = read_within(limits, bytes);
    if amendment.absent.contains(&"change") {
        return Draft::Edition(read_within(limits, bytes));
    }
    Draft::Amendment(amendment)
}

/// The positions of the edition the changes make of the one before.
///
/// # Errors
/// A position that is added though it is there, or removed or changed though it is not.
pub fn amend(before: &[PositionRow], changes: &[Numbered<AmendmentRow>]) -> Result<Vec<PositionRow>, FaultList> {
    let mut positions: BTreeMap<&str, PositionRow> =
        before.iter().map(|position| (position.service.as_str(), position.clone())).collect();
    let mut faults = FaultList::default();
    for Numbered { row, value } in changes {
        let stands = positions.contains_key(value.service.as_str());
        match value.change {
            PositionChange::Add if stands => faults.push(already_there(*row, value)),
            PositionChange::Remove | PositionChange::Change if !stands => {
                faults.push(not_there(*row, value));
            }
            PositionChange::Remove => {
                positions.remove(value.service.as_str());
            }
            PositionChange::Add | PositionChange::Change => {
                positions.insert(&value.service, value.position());
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let in_force = changes.first().map(|row| row.value.in_force);
    let moved = |position: PositionRow| PositionRow { in_force: in_force.unwrap_or(position.in_force), ..position };
    Ok(positions.into_values().map(moved).collect())
}

fn already_there(row: u32, change: &AmendmentRow) -> Fault {
    let reason = "fault-position-exists";
    misfit(row, change, reason, "expected-change-verb")
}

fn not_there(row: u32, change: &AmendmentRow) -> Fault {
    let reason = "fault-no-position-before";
    misfit(row, change, reason, "expected-position-before")
}

fn misfit(row: u32, change: &AmendmentRow, reason: &'static str, expected: &'static str) -> Fault {
    let word = change.change.names().first().copied().unwrap_or_else(|| change.change.word());
    Fault {
        row,
        column: "service".to_owned(),
        value: change.service.clone(),
        reason: Message::new("fault-of-change").with("change", word).with("reason", Message::new(reason)),
        expected: expected.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "list,in_force,change,service,classes,condition\n";

    fn positions(text: &str) -> Vec<PositionRow> {
        let text = format!("list,in_force,service,classes,condition\n{text}");
        let parsed = super::super::mandatory::read(text.as_bytes());
        assert_eq!(parsed.faults.as_slice(), []);
        parsed.rows.into_iter().map(|row| row.value).collect()
    }

    fn changes(text: &str) -> Vec<Numbered<AmendmentRow>> {
        let parsed = read(format!("{HEADER}{text}").as_bytes());
        assert_eq!(parsed.faults.as_slice(), []);
        parsed.rows
    }

    #[test]
    fn an_amendment_adds_removes_and_changes_positions_of_the_edition_before() {
        let before = positions("x,2023-01-01,1,cnap,\nx,2023-01-01,2,cnap,\nx,2023-01-01,3,tp,\n");
        let stated = changes(
            "x,2024-01-01,додати,4,vrm,\nx,2024-01-01,remove,2,,\nx,2024-01-01,змінити,3,cnap tp,no dms_unit\n",
        );
        let expected = positions("x,2024-01-01,1,cnap,\nx,2024-01-01,3,cnap tp,no dms_unit\nx,2024-01-01,4,vrm,\n");
        assert_eq!(amend(&before, &stated), Ok(expected));
    }

    #[test]
    fn what_cannot_be_changed_is_told_with_its_row() {
        let before = positions("x,2023-01-01,1,cnap,\n");
        let stated = changes("x,2024-01-01,add,1,cnap,\nx,2024-01-01,remove,2,,\nx,2024-01-01,change,3,tp,\n");
        let rows: Vec<u32> = amend(&before, &stated).unwrap_err().iter().map(|fault| fault.row).collect();
        assert_eq!(rows, [2, 3, 4]);
    }

    #[test]
    fn a_draft_with_the_column_of_changes_is_an_amendment() {
        let whole = "list,in_force,service,classes\nx,2024-01-01,1,cnap\n";
        assert!(
            matches!(read_draft(InputLimits::FILE, whole.as_bytes()), Draft::Edition(parsed) if parsed.rows.len() == 1)
        );
        let part = "Перелік;Набирає чинності;Зміна;Код послуги\nx;01.01.2024;вилучити;1\n";
        assert!(
            matches!(read_draft(InputLimits::FILE, part.as_bytes()), Draft::Amendment(parsed) if parsed.rows.len() == 1)
        );
    }

    #[test]
    fn a_position_that_is_added_names_its_classes() {
        let parsed = read(format!("{HEADER}x,2024-01-01,add,1,,\n").as_bytes());
        assert_eq!(parsed.faults.iter().map(|fault| fault.column.as_str()).collect::<Vec<_>>(), ["classes"]);
    }
}
