//! Whether a point suits people with a need, by the criteria of the checklists that say whom they stop.

use super::wheelchair::{self, deciding, stated_entrance};
use crate::domain::{Answer, Truth};
use crate::registry::{PointOnDate, Registry};
use crate::rulebook::Rulebook;
use crate::rulebook::{Checklist, Criterion};

/// The need whose criteria the checklists name one by one.
pub const WHEELCHAIR: &str = "wheelchair";

/// What is known of a point for people with a need.
#[derive(Clone, Debug)]
pub struct Access<'a> {
    pub suits: Truth,
    /// What there is for them.
    pub there: Vec<&'a Criterion>,
    /// What is stated to be missing.
    pub missing: Vec<&'a Criterion>,
}

/// Every need the checklists know, in the order of their first criteria.
#[must_use]
pub fn all(rules: &Rulebook) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for need in rules.checklists.iter().flat_map(|one| &one.criteria).flat_map(|one| &one.stops) {
        if !found.contains(&need.as_str()) {
            found.push(need);
        }
    }
    found
}

/// Critical criteria decide where the need has some: one no stops, and without a yes nobody can say that one gets in.
/// Other needs stop nobody at the door: a point suits where something is there for them, and does not where all that
/// is stated is missing. What does not apply stops nobody, but is not there either.
#[must_use]
pub fn access<'a>(registry: &'a Registry, point: &PointOnDate, need: &str) -> Access<'a> {
    let criteria = criteria(&registry.records.rules, need);
    let is_decided = criteria.iter().any(|(_, one)| one.critical);
    let decides = |one: &Criterion| need == WHEELCHAIR || !is_decided || one.critical;
    let (mut there, mut missing) = (Vec::new(), Vec::new());
    let mut stops_nobody = false;
    for (checklist, criterion) in criteria.into_iter().filter(|(_, one)| decides(one)) {
        match stated_entrance(registry, point, checklist, criterion) {
            Some(Answer::Yes) => there.push(criterion),
            Some(Answer::No) => missing.push(criterion),
            Some(Answer::NotApplicable) => stops_nobody = is_decided,
            Some(Answer::Unknown) | None => {}
        }
    }
    let suits = match (need, there.is_empty() && !stops_nobody, missing.is_empty()) {
        (WHEELCHAIR, ..) => wheelchair::enters(registry, point),
        (_, _, false) if is_decided => Truth::No,
        (_, false, _) => Truth::Yes,
        (_, true, false) => Truth::No,
        (_, true, true) => Truth::Unknown,
    };
    Access { suits, there, missing }
}

fn criteria<'a>(rules: &'a Rulebook, need: &str) -> Vec<(&'a Checklist, &'a Criterion)> {
    if need == WHEELCHAIR {
        return deciding(rules).map(|(checklist, one, _)| (checklist, one)).collect();
    }
    let of = |checklist: &'a Checklist| checklist.criteria.iter().map(move |one| (checklist, one));
    let all = rules.checklists.iter().flat_map(of);
    all.filter(|(_, one)| one.stops.iter().any(|stopped| stopped == need)).collect()
}
