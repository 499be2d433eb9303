//! Indicators as data: who is counted, what must hold, baselines and targets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Text;
use super::read;
use crate::domain::{Condition, PointKind, TerritoryCode};

/// One indicator: a file of `data/indicators/`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub id: String,
    pub order: u32,
    pub title: Text,
    pub unit: Unit,
    /// Kinds of point that are counted.
    #[serde(deserialize_with = "read::kinds")]
    pub kinds: Vec<PointKind>,
    /// Condition over the hromada's facts a member meets; `None`: every point of the kinds is a member.
    #[serde(default, deserialize_with = "read::condition")]
    pub member: Option<Condition>,
    pub holds: MembershipRule,
    /// True where the number of pieces is told too.
    #[serde(default)]
    pub quantity: bool,
    /// The rule in words, printed with every figure.
    pub rule: Text,
    #[serde(default)]
    pub act: String,
    pub note: Option<Text>,
    #[serde(default, rename = "programme")]
    pub programmes: Vec<Programme>,
}

/// What the numerator and the denominator count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Points,
    Hromadas,
    Positions,
    Cards,
    /// The numerator alone is the figure: a number of points, no share.
    Count,
}

/// What must hold for a member.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum MembershipRule {
    /// Services of a group are given.
    Gives { group: String, how: Measurement },
    /// Every required position is given.
    FullList(bool),
    /// At least one piece of the type.
    HasEquipment(String),
    /// The point has the format of a Diia.Centre.
    DiiaCentre(bool),
    /// Some service of the life event is given.
    LifeEvent(String),
    /// Hromadas where enough starosta districts have a workplace that gives all it owes.
    StarostaShare { threshold: f64 },
    /// Positions of all declared points are counted instead of points.
    Positions(bool),
    /// Mean share of fulfilled criteria.
    BarrierFree { checklist: String },
    /// Points that fulfil every applicable criterion.
    BarrierFreeFull { checklist: String },
    /// Points whose own share is at least this.
    #[serde(rename_all = "kebab-case")]
    BarrierFreeShare { checklist: String, at_least: f64 },
}

/// How many services of the group are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measurement {
    /// Some service of the group, on the list or not.
    Any,
    /// Every position of the group the point owes, and at least one.
    AllRequired,
}

/// What the programme of one territory says of the indicator.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    #[serde(deserialize_with = "read::territory")]
    pub territory: TerritoryCode,
    pub baseline: Option<f64>,
    pub baseline_year: Option<i32>,
    /// The figure as the programme prints it.
    pub published: Option<String>,
    #[serde(default, deserialize_with = "read::by_year")]
    pub targets: BTreeMap<i32, f64>,
}

impl Indicator {
    /// What the programme of exactly this territory says.
    #[must_use]
    pub fn programme(&self, territory: Option<TerritoryCode>) -> Option<&Programme> {
        self.programmes.iter().find(|programme| Some(programme.territory) == territory)
    }

    /// True when the figure has members only while an edition of the mandatory list is in force.
    #[must_use]
    pub const fn rests_on_list(&self) -> bool {
        match self.holds {
            MembershipRule::Gives { how: Measurement::AllRequired, .. }
            | MembershipRule::FullList(_)
            | MembershipRule::StarostaShare { .. }
            | MembershipRule::Positions(_) => true,
            MembershipRule::Gives { how: Measurement::Any, .. }
            | MembershipRule::HasEquipment(_)
            | MembershipRule::DiiaCentre(_)
            | MembershipRule::LifeEvent(_)
            | MembershipRule::BarrierFree { .. }
            | MembershipRule::BarrierFreeFull { .. }
            | MembershipRule::BarrierFreeShare { .. } => false,
        }
    }
}
