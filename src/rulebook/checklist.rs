//! Checklists of barrier-free accessibility: criteria, editions, measures that judge.

use chrono::NaiveDate;
use serde::Deserialize;

use super::Text;
use super::read;
use crate::domain::PointKind;

/// One checklist: a file of `data/checklists/`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    pub id: String,
    #[serde(default)]
    pub order: u32,
    pub title: Text,
    pub act: String,
    /// True while not every criterion of the act is loaded.
    #[serde(default)]
    pub partial: bool,
    /// Kinds of point it applies to.
    #[serde(deserialize_with = "read::kinds")]
    pub kinds: Vec<PointKind>,
    pub note: Option<Text>,
    /// In order of date in force.
    #[serde(rename = "edition")]
    pub editions: Vec<ChecklistEdition>,
    #[serde(default, rename = "criterion")]
    pub criteria: Vec<Criterion>,
}

/// An edition of the checklist's act.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistEdition {
    #[serde(deserialize_with = "read::date")]
    pub in_force: NaiveDate,
    pub act: String,
}

/// One question of a checklist.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub id: String,
    pub title: Text,
    /// Physical, informational, digital, communicative or organisational.
    pub area: String,
    /// Without it people cannot get in.
    #[serde(default)]
    pub critical: bool,
    /// Groups of people it stops.
    #[serde(default)]
    pub stops: Vec<String>,
    /// What it says of getting in and about in a wheelchair; `None`: it does not decide that.
    pub wheelchair: Option<Wheelchair>,
    #[serde(default = "one")]
    pub weight: f64,
    /// The edition that brought the criterion; `None`: the first.
    #[serde(default, deserialize_with = "read::some_date")]
    pub since: Option<NaiveDate>,
    /// Kinds of point it applies to, where fewer than the checklist's.
    #[serde(default, deserialize_with = "read::some_kinds")]
    pub kinds: Option<Vec<PointKind>>,
    pub advice: Option<Text>,
    pub measure: Option<MeasureRule>,
}

/// How a criterion decides whether a person in a wheelchair can use a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wheelchair {
    /// Without a yes to one of these nobody can say that one gets in.
    Entrance,
    /// A no stops, silence does not.
    WhereStated,
}

/// A measured value that decides the answer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureRule {
    pub unit: String,
    pub max: Option<f64>,
    pub min: Option<f64>,
    pub act: Option<String>,
    /// Measured values outside are hardly right.
    pub likely: Option<[f64; 2]>,
    /// Areas of the point whose sum is the value where no answer is given.
    #[serde(default)]
    pub from_areas: Vec<Zone>,
    /// The least value by the hromada's population, in rising order; the last has no limit.
    #[serde(default)]
    pub by_population: Vec<Threshold>,
}

/// An area a point states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    Total,
    Waiting,
    Service,
}

/// The least value for hromadas of up to this many people.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    pub up_to: Option<u32>,
    pub min: f64,
}

const fn one() -> f64 {
    1.0
}

impl Checklist {
    /// The edition in force on the day.
    #[must_use]
    pub fn edition_on(&self, day: NaiveDate) -> Option<&ChecklistEdition> {
        self.editions.iter().filter(|edition| edition.in_force <= day).max_by_key(|edition| edition.in_force)
    }

    /// Criteria of the edition that apply to the kind of point, in their order.
    pub fn criteria_for(&self, edition: &ChecklistEdition, kind: PointKind) -> impl Iterator<Item = &Criterion> {
        let applies = self.kinds.contains(&kind);
        let in_force = edition.in_force;
        self.criteria.iter().filter(move |criterion| applies && criterion.is_asked(in_force, kind))
    }

    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }
}

impl Criterion {
    fn is_asked(&self, in_force: NaiveDate, kind: PointKind) -> bool {
        self.since.is_none_or(|since| since <= in_force)
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}
