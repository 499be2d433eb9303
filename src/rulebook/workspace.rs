//! When what hromadas keep is asked about again.

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;

/// Rules of the work of editors: `data/workspace.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceRules {
    /// What was not confirmed for so many days is stale; `None`: nothing ever is.
    pub stale_days: Option<u32>,
    /// Day of the month after a quarter by which its figures are due.
    pub report_day: Option<u32>,
    #[serde(default, rename = "assessment")]
    pub assessments: Vec<Assessment>,
}

/// The weeks of a year in which the card of a checklist is filled in anew.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    pub checklist: String,
    /// First and last day as `06-01`.
    pub from: String,
    pub until: String,
}

impl Assessment {
    /// The first and the last day of a year; `None` where the rule names no days of it.
    #[must_use]
    pub fn in_year(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let day = |text: &str| format!("{year}-{text}").parse::<NaiveDate>().ok();
        day(&self.from).zip(day(&self.until)).filter(|(from, until)| from <= until)
    }

    /// The days that are under way.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        self.in_year(day.year()).filter(|(from, until)| (*from..=*until).contains(&day))
    }
}
