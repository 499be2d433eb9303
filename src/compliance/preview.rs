//! Preview of an amendment: which points a draft edition would make non-compliant, by which positions. Nothing is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::compare::{Difference, difference};
use super::judgement::Judgement;
use super::leave_out::LeaveOut;
use super::point::State;
use crate::domain::rows::{ListClass, PositionRow};
use crate::domain::{PointKind, TerritoryCode};
use crate::registry::{Bits, Edition, PointOnDate, Registry, Scope};

/// What a draft would change.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    pub list: String,
    /// Date from which the draft would be in force.
    pub edition: NaiveDate,
    /// Date in force of the edition it is compared with; `None`: there is none yet.
    pub compared_with: Option<NaiveDate>,
    /// Points judged; those that have not declared or are excluded are not.
    pub judged: usize,
    pub unknown: usize,
    pub excluded: usize,
    /// Points that miss nothing required now and would.
    pub become_non_compliant: usize,
    /// Positions the draft adds to the edition it is compared with, takes from it, and changes.
    pub positions_added: usize,
    pub positions_removed: usize,
    pub positions_changed: usize,
    /// Services of the draft the catalogue does not hold: their positions are not judged.
    pub unknown_services: Vec<String>,
    /// Every judged point that would miss more than now, in order of code.
    pub affected: Vec<Affected>,
}

/// A point that would miss more than now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Affected {
    pub point: String,
    pub name: String,
    pub kind: PointKind,
    pub class: Option<ListClass>,
    pub hromada: Option<TerritoryCode>,
    /// Day from which it would be so.
    pub from: NaiveDate,
    pub becomes_non_compliant: bool,
    /// Services of the positions it would newly miss.
    pub services: Vec<String>,
    pub required_before: usize,
    pub required_after: usize,
    pub share_before: Option<f64>,
    pub share_after: Option<f64>,
}

/// A draft from its rows.
#[must_use]
pub fn draft(list: &str, in_force: NaiveDate, mut positions: Vec<PositionRow>) -> Edition {
    positions.sort_by(|a, b| a.service.cmp(&b.service));
    Edition {
        list: list.to_owned(),
        in_force,
        positions,
        declared: BTreeMap::new(),
        source: 0,
        sources: BTreeSet::new(),
    }
}

/// Compares the draft with the edition otherwise in force; `registry` is that of the day the draft comes into force.
#[must_use]
pub fn preview(registry: &Arc<Registry>, draft: &Edition, scope: Scope, leave_out: LeaveOut) -> Preview {
    let now = Judgement::new(Arc::clone(registry), leave_out);
    let then = Judgement::under_edition(Arc::clone(registry), leave_out, Some(draft));
    let changes = now.edition().map(|edition| difference(edition, draft));
    let counted = |count: fn(&Difference<'_>) -> usize| changes.as_ref().map(count);
    let mut told = Preview {
        list: draft.list.clone(),
        edition: draft.in_force,
        compared_with: now.edition().map(|edition| edition.in_force),
        judged: 0,
        unknown: 0,
        excluded: 0,
        become_non_compliant: 0,
        positions_added: counted(|found| found.added.len()).unwrap_or(draft.positions.len()),
        positions_removed: counted(|found| found.removed.len()).unwrap_or(0),
        positions_changed: counted(|found| found.changed.len()).unwrap_or(0),
        unknown_services: unknown_services(registry, draft),
        affected: Vec::new(),
    };
    for point in registry.points_in(scope).filter(|point| point.row().kind != PointKind::Mobile) {
        match then.verdict(point).state {
            State::Excluded => told.excluded += 1,
            State::Unknown => told.unknown += 1,
            State::Judged => {
                told.judged += 1;
                told.affected.extend(affected(&now, &then, draft, point));
            }
        }
    }
    told.become_non_compliant = told.affected.iter().filter(|one| one.becomes_non_compliant).count();
    told
}

fn unknown_services(registry: &Registry, draft: &Edition) -> Vec<String> {
    let codes = draft.positions.iter().map(|position| &position.service);
    codes.filter(|code| registry.records.catalogue.by_code(code).is_none()).cloned().collect()
}

fn affected(now: &Judgement, then: &Judgement, draft: &Edition, point: &PointOnDate) -> Option<Affected> {
    let (before, after) = (now.verdict(point), then.verdict(point));
    let missing = |required: &Bits| required.difference(&point.offered);
    let newly = missing(&after.owed.required).difference(&missing(&before.owed.required));
    if newly.is_empty() {
        return None;
    }
    let catalogue = &now.registry().records.catalogue;
    let mut services: Vec<String> =
        newly.iter().filter_map(|id| catalogue.by_id(id)).map(|s| s.code.to_string()).collect();
    services.sort_unstable();
    Some(Affected {
        point: point.code().to_owned(),
        name: point.row().name.clone(),
        kind: point.row().kind,
        class: after.class,
        hromada: point.row().hromada,
        from: draft.in_force.max(now.date()),
        becomes_non_compliant: missing(&before.owed.required).is_empty(),
        services,
        required_before: before.required,
        required_after: after.required,
        share_before: before.share(),
        share_after: after.share(),
    })
}
