//! What the programme of a territory says of an indicator: its baseline, its targets, the act.

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use crate::domain::TerritoryCode;
use crate::domain::rows::{TargetKind, TargetRow};
use crate::registry::Registry;
use crate::rulebook::Indicator;

/// What the programme of exactly the territory says: rows of the table `targets`, and of a kind the
/// table says nothing of, the rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Goal {
    pub baseline: Option<f64>,
    pub baseline_year: Option<i32>,
    pub target: Option<f64>,
    /// The year the target stands for: that of the date, or the next later one stated.
    pub target_year: Option<i32>,
    /// The baseline as the programme prints it.
    pub published: Option<String>,
    /// Every target that is stated, in order of year.
    pub targets: Vec<YearTarget>,
    /// The act of the programme, where it is stated.
    pub programme: Option<String>,
}

/// What is to be reached by the end of a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct YearTarget {
    pub year: i32,
    pub value: f64,
}

impl Goal {
    /// The goal of a territory on the day of the registry.
    pub(super) fn of_indicator(registry: &Registry, indicator: &Indicator, territory: Option<TerritoryCode>) -> Self {
        let mut goal = Self::of_rules(indicator, territory);
        if let Some(territory) = territory {
            goal.read_targets(registry.records.targets.rows_of(territory, &indicator.id).map(|kept| &kept.row));
        }
        goal.choose(registry.date);
        goal
    }

    fn of_rules(indicator: &Indicator, territory: Option<TerritoryCode>) -> Self {
        let Some(programme) = indicator.programme(territory) else { return Self::default() };
        let target = |(year, value): (&i32, &f64)| YearTarget { year: *year, value: *value };
        Self {
            baseline: programme.baseline,
            baseline_year: programme.baseline_year,
            published: programme.published.clone(),
            targets: programme.targets.iter().map(target).collect(),
            ..Self::default()
        }
    }

    /// Puts stated rows, in order of year, in the place of what the rules say of the same kind.
    fn read_targets<'r>(&mut self, rows: impl Iterator<Item = &'r TargetRow>) {
        let mut targets = Vec::new();
        for row in rows {
            match row.kind {
                TargetKind::Baseline => {
                    (self.baseline, self.baseline_year) = (Some(row.value), Some(row.year));
                    self.published = None;
                }
                TargetKind::Target => targets.push(YearTarget { year: row.year, value: row.value }),
            }
            self.programme = row.act.clone().or_else(|| self.programme.take());
        }
        if !targets.is_empty() {
            self.targets = targets;
        }
    }

    /// Chooses the target of the year or, where none is stated for it, of the next later year.
    fn choose(&mut self, date: NaiveDate) {
        let next = self.targets.iter().find(|target| target.year >= date.year());
        self.target = next.map(|target| target.value);
        self.target_year = next.map(|target| target.year);
    }
}
