//! Named things the tables refer to by id: equipment types, measures, groups, life events, lists, sources.

use chrono::NaiveDate;
use serde::Deserialize;

use super::Text;
use super::read;
use crate::domain::{FactName, TerritoryCode};

/// A type of equipment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EquipmentType {
    pub id: String,
    pub title: Text,
    /// Groups of services that cannot be given without it.
    #[serde(default)]
    pub needed_by_groups: Vec<String>,
    /// Yes/no statements of a point that tell whether it has this, the most exact first.
    #[serde(default)]
    pub flags: Vec<String>,
    #[serde(default)]
    pub order: u32,
}

/// A figure points report by period.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub id: String,
    pub title: Text,
    pub unit: Text,
    pub total: Total,
    /// Group of services whose part of «services» it counts; never added to it.
    #[serde(default, deserialize_with = "read::word")]
    pub group: Option<String>,
    /// True where only whole numbers make sense.
    #[serde(default)]
    pub whole: bool,
    /// More than this cannot be.
    pub max: Option<f64>,
    /// Values outside are hardly right.
    pub likely: Option<[f64; 2]>,
    #[serde(default)]
    pub order: u32,
}

/// How periods of one point join into a longer one; points are summed except for means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Total {
    /// Periods and points are added.
    Sum,
    /// Periods and points are averaged.
    Mean,
    /// The last period stands, points are added.
    Last,
}

/// A group of services.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceGroup {
    pub id: String,
    pub title: Text,
    /// The fact of a hromada which says that an office of another body there gives these services too.
    #[serde(default, deserialize_with = "read::some_fact")]
    pub also_given_by: Option<FactName>,
    #[serde(default)]
    pub order: u32,
}

/// A bundle of services one event of life starts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeEvent {
    pub id: String,
    pub title: Text,
    pub text: Option<Text>,
    #[serde(default)]
    pub order: u32,
}

/// What a mandatory list is called and by which act it stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListText {
    pub id: String,
    pub title: Text,
    #[serde(default)]
    pub act: String,
    #[serde(default, rename = "edition")]
    pub editions: Vec<ListEditionText>,
}

/// A remark on one edition of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListEditionText {
    #[serde(deserialize_with = "read::date")]
    pub in_force: NaiveDate,
    /// True for a remark on the shipped sample: it is told only of an edition that is it.
    #[serde(default)]
    pub sample: bool,
    pub note: Option<Text>,
}

/// Where data come from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceText {
    pub id: String,
    pub title: Text,
    pub publisher: Text,
    pub licence: Text,
    pub used_for: Text,
    /// Formats whose files it speaks of.
    #[serde(default)]
    pub formats: Vec<String>,
    /// It speaks of every file marked as sample data.
    #[serde(default)]
    pub samples: bool,
    #[serde(default)]
    pub order: u32,
}

impl ListText {
    /// The remark on the edition of this date.
    #[must_use]
    pub fn edition(&self, in_force: NaiveDate) -> Option<&ListEditionText> {
        self.editions.iter().find(|edition| edition.in_force == in_force)
    }
}

/// Another name of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldPlaceName {
    pub code: TerritoryCode,
    pub name: String,
}
