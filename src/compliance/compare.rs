//! What changed between two editions of a mandatory list.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::Condition;
use crate::domain::rows::{ListClass, PositionRow};
use crate::registry::Edition;

/// Positions added, removed and changed from one edition to another, in order of service code.
#[derive(Clone, Debug, Serialize)]
pub struct Difference<'a> {
    pub from: EditionName<'a>,
    pub to: EditionName<'a>,
    pub added: Vec<Position<'a>>,
    pub removed: Vec<Position<'a>>,
    pub changed: Vec<Change<'a>>,
    pub unchanged: usize,
    /// Loaded and declared positions of each class, before and after.
    pub classes: Vec<ClassCounts>,
}

/// Which edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditionName<'a> {
    pub list: &'a str,
    pub edition: NaiveDate,
}

/// A position as it stands in an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Position<'a> {
    pub service: &'a str,
    pub classes: &'a [ListClass],
    pub condition: Option<&'a Condition>,
}

/// A position whose condition or classes differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change<'a> {
    pub service: &'a str,
    pub before: Position<'a>,
    pub after: Position<'a>,
    pub classes_changed: bool,
    pub condition_changed: bool,
}

/// How many positions a class has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ClassCounts {
    pub class: ListClass,
    pub loaded_before: usize,
    pub loaded_after: usize,
    pub declared_before: Option<u32>,
    pub declared_after: Option<u32>,
}

/// What changed from `old` to `new`.
#[must_use]
pub fn difference<'a>(old: &'a Edition, new: &'a Edition) -> Difference<'a> {
    let (before, after) = (by_service(old), by_service(new));
    let only = |some: &BTreeMap<&str, &'a PositionRow>, other: &BTreeMap<&str, &'a PositionRow>| {
        some.iter().filter(|(service, _)| !other.contains_key(*service)).map(|(_, row)| Position::of_row(row)).collect()
    };
    let both = before.iter().filter_map(|(service, row)| after.get(service).map(|other| (*row, *other)));
    let changed: Vec<Change<'a>> = both.clone().filter_map(|(row, other)| Change::between_rows(row, other)).collect();
    Difference {
        from: EditionName::of_edition(old),
        to: EditionName::of_edition(new),
        added: only(&after, &before),
        removed: only(&before, &after),
        unchanged: both.count() - changed.len(),
        changed,
        classes: ListClass::ALL.map(|class| ClassCounts::of_class(class, old, new)).to_vec(),
    }
}

fn by_service(edition: &Edition) -> BTreeMap<&str, &PositionRow> {
    edition.positions.iter().map(|position| (position.service.as_str(), position)).collect()
}

impl<'a> EditionName<'a> {
    fn of_edition(edition: &'a Edition) -> Self {
        Self { list: &edition.list, edition: edition.in_force }
    }
}

impl<'a> Position<'a> {
    fn of_row(row: &'a PositionRow) -> Self {
        let condition = row.condition.as_ref();
        Self { service: &row.service, classes: &row.classes, condition }
    }
}

impl<'a> Change<'a> {
    /// Classes differ where the position enters or leaves a set: naming a larger class beside a smaller adds nothing.
    fn between_rows(before: &'a PositionRow, after: &'a PositionRow) -> Option<Self> {
        let classes_changed = ListClass::ALL.into_iter().any(|class| before.is_in(class) != after.is_in(class));
        let condition_changed = before.condition != after.condition;
        (classes_changed || condition_changed).then(|| Self {
            service: &before.service,
            before: Position::of_row(before),
            after: Position::of_row(after),
            classes_changed,
            condition_changed,
        })
    }
}

impl ClassCounts {
    fn of_class(class: ListClass, old: &Edition, new: &Edition) -> Self {
        Self {
            class,
            loaded_before: old.loaded(class),
            loaded_after: new.loaded(class),
            declared_before: old.declared.get(&class).copied(),
            declared_after: new.declared.get(&class).copied(),
        }
    }
}
