//! The parts a territory is split into, and the part each point belongs to.

use std::collections::BTreeSet;

use crate::domain::{Category, TerritoryCode};
use crate::registry::{PointOnDate, Registry, Scope};

/// Parts of a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    Raion,
    Hromada,
}

impl By {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "raion" => Some(Self::Raion),
            "hromada" => Some(Self::Hromada),
            _ => None,
        }
    }
}

/// Every raion or hromada of the territory, in order of code.
pub(super) fn all(registry: &Registry, scope: Scope, by: By) -> impl Iterator<Item = TerritoryCode> {
    let found: BTreeSet<TerritoryCode> = registry
        .hromadas_in(scope)
        .filter_map(|hromada| match by {
            By::Raion => hromada.raion,
            By::Hromada => Some(hromada.code),
        })
        .collect();
    found.into_iter()
}

/// The raion of a point; a city with special status stands for its own. `None`: not known.
pub(super) fn raion(registry: &Registry, point: &PointOnDate) -> Option<TerritoryCode> {
    point.raion.or_else(|| special_city(registry, point))
}

/// The hromada of a point; a city with special status stands for its own. `None`: not known.
pub(super) fn hromada(registry: &Registry, point: &PointOnDate) -> Option<TerritoryCode> {
    point.row().hromada.or_else(|| special_city(registry, point))
}

fn special_city(registry: &Registry, point: &PointOnDate) -> Option<TerritoryCode> {
    let first = registry.records.territories.get(point.oblast?)?;
    (first.category == Category::SpecialCity).then_some(first.code)
}
