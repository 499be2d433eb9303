//! `Judgement`: a registry made ready to be judged, once for all questions of a day.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use serde::Serialize;

use super::edition::{Compiled, ObligedPositions};
use super::leave_out::LeaveOut;
use super::obligations::{self, Obligations};
use super::peers::Peers;
use crate::domain::facts::HromadaFacts;
use crate::domain::rows::ListClass;
use crate::domain::{PointStatus, TerritoryStatus, Truth};
use crate::registry::{Bits, Edition, PointOnDate, Registry};
use crate::rulebook::Rulebook;

/// A day's registry with the edition in force compiled and what every point owes worked out. Immutable, so it may be
/// kept beside the registry and shared.
#[derive(Debug)]
pub struct Judgement {
    registry: Arc<Registry>,
    leave_out: LeaveOut,
    edition: Option<Compiled>,
    owing: Obligations,
    groups: HashMap<String, Bits>,
    nothing: ObligedPositions,
    peers: OnceLock<Peers>,
    /// Whether each starosta district is served, by its place in the records.
    districts: OnceLock<Vec<Truth>>,
}

/// Why a point or a hromada stays out of the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    Suspended,
    LeftOut(TerritoryStatus),
}

impl Judgement {
    /// Judges by the edition in force on the registry's day.
    #[must_use]
    pub fn new(registry: Arc<Registry>, leave_out: LeaveOut) -> Self {
        let lists = Arc::clone(&registry.records.lists);
        let day = registry.date;
        Self::under_edition(registry, leave_out, lists.edition_on(day))
    }

    /// Judges by another edition, a draft for instance; `None`: nothing is owed.
    #[must_use]
    pub fn under_edition(registry: Arc<Registry>, leave_out: LeaveOut, edition: Option<&Edition>) -> Self {
        let edition = edition.map(|edition| Compiled::new(edition, &registry.records.catalogue));
        let owing = edition.as_ref().map(|compiled| Obligations::new(&registry, compiled)).unwrap_or_default();
        let groups = groups(&registry);
        let (nothing, peers, districts) = (ObligedPositions::default(), OnceLock::new(), OnceLock::new());
        Self { registry, leave_out, edition, owing, groups, nothing, peers, districts }
    }

    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    #[must_use]
    pub fn rules(&self) -> &Rulebook {
        &self.registry.records.rules
    }

    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.registry.date
    }

    #[must_use]
    pub const fn leave_out(&self) -> LeaveOut {
        self.leave_out
    }

    /// The edition that is judged by; `None` before the first.
    #[must_use]
    pub const fn compiled(&self) -> Option<&Compiled> {
        self.edition.as_ref()
    }

    /// The edition that is judged by; `None` before the first.
    #[must_use]
    pub fn edition(&self) -> Option<&Edition> {
        self.edition.as_ref().map(Compiled::edition)
    }

    /// True when the edition judged by is a sample and not the official text.
    #[must_use]
    pub fn list_is_sample(&self) -> bool {
        self.edition().is_some_and(|edition| self.registry.records.edition_is_sample(edition))
    }

    /// What is known of the point's hromada.
    #[must_use]
    pub fn facts(&self, point: &PointOnDate) -> HromadaFacts {
        obligations::facts(&self.registry, point)
    }

    /// Why the point stays out of the count, if it does.
    #[must_use]
    pub fn exclusion(&self, point: &PointOnDate) -> Option<Exclusion> {
        if point.row().status == PointStatus::Suspended {
            return Some(Exclusion::Suspended);
        }
        self.leave_out.status(&self.facts(point)).map(Exclusion::LeftOut)
    }

    /// The set the point owes; `None` for a mobile point.
    #[must_use]
    pub fn class(&self, point: &PointOnDate) -> Option<ListClass> {
        obligations::class(point.row().kind, &self.facts(point)).map(|(class, _)| class)
    }

    /// True when the set the point owes is not in doubt.
    #[must_use]
    pub fn class_known(&self, point: &PointOnDate) -> bool {
        obligations::class(point.row().kind, &self.facts(point)).is_some_and(|(_, known)| known)
    }

    /// What the point owes; nothing for a mobile point and before the first edition.
    #[must_use]
    pub fn owed(&self, point: &PointOnDate) -> &ObligedPositions {
        self.owing.obliged_at(point).unwrap_or(&self.nothing)
    }

    /// Whether the point gives all it owes, within a group or in all; unknown where it has not declared.
    #[must_use]
    pub fn gives_all(&self, point: &PointOnDate, within: Option<&Bits>) -> Truth {
        if point.declared { self.owed(point).all_given(&point.offered, within) } else { Truth::Unknown }
    }

    /// Services of the group, those that have ended too: a position may outlive its service.
    #[must_use]
    pub fn group(&self, id: &str) -> &Bits {
        self.groups.get(id).unwrap_or(&self.nothing.required)
    }

    /// Services of the life event that exist on the day.
    #[must_use]
    pub fn life_event(&self, id: &str) -> &Bits {
        self.registry.services.by_life_event.get(id).unwrap_or(&self.nothing.required)
    }

    /// Whether an active workplace in the starosta district gives all it owes.
    #[must_use]
    pub fn district_served(&self, district: u32) -> Truth {
        let served = self.districts.get_or_init(|| super::indicator::served(self));
        served.get(district as usize).copied().unwrap_or(Truth::No)
    }

    /// What points of the same class in the same oblast offer.
    pub(super) fn peers(&self) -> &Peers {
        self.peers.get_or_init(|| Peers::new(self))
    }
}

fn groups(registry: &Registry) -> HashMap<String, Bits> {
    let catalogue = &registry.records.catalogue;
    let mut groups: HashMap<String, Bits> = HashMap::new();
    for service in catalogue.all() {
        let Some(row) = service.description_on(registry.date) else { continue };
        if !groups.contains_key(&row.group) {
            groups.insert(row.group.clone(), Bits::with_capacity(catalogue.capacity()));
        }
        if let Some(group) = groups.get_mut(&row.group) {
            group.insert(service.id);
        }
    }
    groups
}
