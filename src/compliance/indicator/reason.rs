//! Why a member stands as it does: a word for machines with its numbers; pages put it into sentences.

use serde::Serialize;

use crate::domain::{Condition, TerritoryStatus};

/// The reason, tagged by `code`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason<'a> {
    Suspended,
    LeftOut {
        status: TerritoryStatus,
    },
    /// The condition of membership rests on a fact that is not known.
    MembershipUnknown {
        condition: Option<&'a Condition>,
    },
    /// The point has not declared what it offers.
    NotDeclared,
    /// Some services are given: how many.
    Gives {
        services: usize,
    },
    GivesNone,
    GivesAll {
        required: usize,
    },
    /// The edition in force asks nothing of the kind of the point.
    OwesNothing,
    MissingPositions {
        required: usize,
        services: Vec<&'a str>,
    },
    /// Nothing required is missing, but whether these are required is not known.
    UndecidedPositions {
        required: usize,
        services: Vec<&'a str>,
    },
    Positions {
        offered: usize,
        required: usize,
    },
    Has {
        pieces: u32,
    },
    /// A source says that it is there, not how many pieces.
    HasUncounted,
    HasNone,
    /// Nothing about the point's equipment was ever stated.
    EquipmentUnknown,
    DiiaCentre,
    NoDiiaCentre,
    /// Whether the point is a Diia.Centre is not stated.
    DiiaCentreUnknown,
    Card {
        share: f64,
        yes: u32,
        no: u32,
        unknown: u32,
    },
    /// No criterion has a yes or a no.
    NotAnswered,
    /// Starosta districts: all, those served, those that cannot be judged.
    Districts {
        districts: usize,
        served: usize,
        unknown: usize,
    },
}
