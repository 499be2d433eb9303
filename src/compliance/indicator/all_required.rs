//! `gives … all-required` and `full-list`: every position the edition in force requires of the point.

use super::Reason;
use crate::compliance::judgement::Judgement;
use crate::registry::{Bits, PointOnDate};

/// `within`: the group; `None` for the full list.
pub(super) fn reason<'a>(audit: &'a Judgement, point: &PointOnDate, within: Option<&Bits>) -> Reason<'a> {
    if !point.declared {
        return Reason::NotDeclared;
    }
    let owed = audit.owed(point);
    let inside = |set: &Bits| within.map_or_else(|| set.clone(), |group| set.and(group));
    let (all, undecided) = (inside(&owed.required), inside(&owed.undecided));
    let required = all.len();
    let missing = all.difference(&point.offered);
    if !missing.is_empty() {
        return Reason::MissingPositions { required, services: codes(audit, &missing) };
    }
    let doubtful = undecided.difference(&point.offered);
    let unsure = if required == 0 { &undecided } else { &doubtful };
    match (unsure.is_empty(), required) {
        (false, _) => Reason::UndecidedPositions { required, services: codes(audit, unsure) },
        (true, 0) => Reason::OwesNothing,
        (true, required) => Reason::GivesAll { required },
    }
}

fn codes<'a>(audit: &'a Judgement, services: &Bits) -> Vec<&'a str> {
    let catalogue = &audit.registry().records.catalogue;
    let mut codes: Vec<&str> = services.iter().filter_map(|id| catalogue.by_id(id)).map(|s| &*s.code).collect();
    codes.sort_unstable();
    codes
}
