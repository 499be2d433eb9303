//! What looks odd in a submission: limits as a region sets them.

use serde::Deserialize;

use super::Text;

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Watches {
    /// How many times a figure is the last one, or less.
    FigureTimes,
    /// Services gone from the points of the hromada together.
    ServicesGone,
    /// The share of a point's services that are gone.
    ServicesGoneShare,
    /// Points gone from the hromada.
    PointsGone,
    /// By which share the population differs.
    PopulationShare,
}

/// One thing to look at, and from which limit on it is told.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRule {
    pub id: String,
    pub title: Text,
    pub watches: Watches,
    pub limit: f64,
    #[serde(default)]
    pub order: u32,
}
