//! Whether a person in a wheelchair can use a point, by the criteria the checklists name for it.

use super::form::{latest_answer, of_checklist};
use crate::domain::{Answer, Truth};
use crate::registry::{PointOnDate, Registry};
use crate::rulebook::Rulebook;
use crate::rulebook::{Checklist, Criterion, Wheelchair};

/// Criteria that decide, each with its checklist, in order.
pub fn deciding(rules: &Rulebook) -> impl Iterator<Item = (&Checklist, &Criterion, Wheelchair)> {
    rules.checklists.iter().flat_map(|checklist| {
        checklist.criteria.iter().filter_map(move |one| one.wheelchair.map(|role| (checklist, one, role)))
    })
}

/// Yes: an entrance is answered yes (or needs none) and nothing that decides is answered no. No: something that decides
/// is answered no. Unknown: no entrance is answered.
#[must_use]
pub fn enters(registry: &Registry, point: &PointOnDate) -> Truth {
    let mut entrance = Truth::Unknown;
    for (checklist, criterion, role) in deciding(&registry.records.rules) {
        match stated_entrance(registry, point, checklist, criterion) {
            Some(Answer::No) => return Truth::No,
            Some(Answer::Yes | Answer::NotApplicable) if role == Wheelchair::Entrance => entrance = Truth::Yes,
            _ => {}
        }
    }
    entrance
}

/// What was stated of the criterion by the day, where the checklist asks it of such points then.
pub(super) fn stated_entrance(
    registry: &Registry,
    point: &PointOnDate,
    checklist: &Checklist,
    criterion: &Criterion,
) -> Option<Answer> {
    let edition = checklist.edition_on(registry.date)?;
    let asked = checklist.kinds.contains(&point.row().kind)
        && checklist.criteria_for(edition, point.row().kind).any(|own| own.id == criterion.id);
    let rows = of_checklist(registry, &checklist.id, point);
    latest_answer(rows, &criterion.id, registry.date).filter(|_| asked).map(|row| row.answer)
}
