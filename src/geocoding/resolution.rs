//! What goes into the resolver and what comes out.

use crate::domain::{PointKind, TerritoryCode, resolution};

/// What a source states of a centre's place.
#[derive(Clone, Copy, Debug, Default)]
pub struct StatedPlace<'a> {
    pub name: &'a str,
    pub address: &'a str,
    pub formation: &'a str,
}

/// What the hromada was told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// The address names it.
    Address,
    /// The address and the name agree.
    Both,
    /// The name names the council that founded it; the address says that it stands in another hromada.
    Founder,
    /// The name says whose centre it is, or in which city.
    Name,
    /// The only settlement of that name in the oblast.
    TreeUnique,
    /// A former name of the hromada or of its settlement.
    OldName,
    /// A spelling close to exactly one name.
    Similar,
    /// A city with special status, which has no hromada.
    SpecialCity,
    /// Nothing certain was found.
    Unresolved,
}

impl Method {
    /// The word of the tables and of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Both => "both",
            Self::Founder => resolution::FOUNDER,
            Self::Name => "name",
            Self::TreeUnique => "tree-unique",
            Self::OldName => "old-name",
            Self::Similar => "similar",
            Self::SpecialCity => "special-city",
            Self::Unresolved => resolution::UNRESOLVED,
        }
    }
}

/// The place and the kind found; what is not certain stays empty.
#[derive(Clone, Debug)]
pub struct Resolution {
    pub oblast: Option<TerritoryCode>,
    pub raion: Option<TerritoryCode>,
    /// The hromada whose council runs the centre.
    pub hromada: Option<TerritoryCode>,
    /// The hromada it stands in; `None` where nothing states it.
    pub located_in: Option<TerritoryCode>,
    /// Only a settlement that the address or the name states.
    pub settlement: Option<TerritoryCode>,
    pub kind: PointKind,
    pub kind_method: &'static str,
    /// How sure the kind is, from 0 to 1.
    pub kind_confidence: f32,
    pub method: Method,
    /// How sure the place is, from 0 to 1.
    pub confidence: f32,
    /// Where several places fit: what a person may choose from.
    pub candidates: Vec<TerritoryCode>,
    pub note: &'static str,
}
