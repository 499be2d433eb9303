//! The territory in view: the country, an oblast, a raion, a hromada or a settlement.

use super::point::PointOnDate;
use super::snapshot::Registry;
use crate::domain::{Category, TerritoryCode};

/// What part of the country a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    Country,
    Within(TerritoryCode, Category),
}

impl Scope {
    /// The territory's code; `None` for the country.
    #[must_use]
    pub const fn code(self) -> Option<TerritoryCode> {
        match self {
            Self::Country => None,
            Self::Within(code, _) => Some(code),
        }
    }

    /// True when the point lies in the territory.
    #[must_use]
    pub fn contains_point(self, registry: &Registry, point: &PointOnDate) -> bool {
        let Self::Within(code, category) = self else { return true };
        match category {
            Category::Oblast | Category::SpecialCity => point.oblast == Some(code),
            Category::Raion => point.raion == Some(code),
            Category::Hromada => point.row().hromada == Some(code),
            _ => point.row().settlement.is_some_and(|place| registry.records.territories.lies_in(place, code)),
        }
    }
}
