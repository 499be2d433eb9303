//! What a decision was about, kept as it was seen then: changes, effect on figures, what looked odd.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::actions::Outcome;
use crate::actions::actor::Place;
use crate::actions::merge;
use crate::compliance::effect::{Effect, IndicatorEffect, PointEffect, PointNumbers, effect};
use crate::compliance::indicator::Counts;
use crate::compliance::odd::{Compared, Odd, odd_things};
use crate::compliance::{Judgement, LeaveOut};
use crate::domain::Category;
use crate::formats::ChangeList;
use crate::formats::report::{Change, Told};
use crate::registry::{Records, Registry, Scope};

/// Changes that are kept and shown; the others are counted.
const SHOWN: usize = 1_000;
/// Services and points are compared on this day too, so that what ends next month is seen.
const AHEAD: Days = Days::new(365);

/// What a submission changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Differences {
    /// The day whose figures are compared; `None` where only the changes are kept.
    pub date: Option<NaiveDate>,
    pub counts: merge::Counts,
    pub changes: Vec<KeptChange>,
    /// Changes that are only counted.
    pub more: usize,
    pub indicators: Vec<KeptIndicator>,
    pub points: Vec<KeptPoint>,
    pub odd: Vec<Odd>,
}

/// A changed cell, or a row that is added or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptChange {
    /// The word of what happened.
    pub told: String,
    pub table: String,
    pub key: String,
    pub column: String,
    pub before: String,
    pub after: String,
}

/// An indicator of the oblast that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptIndicator {
    pub id: String,
    pub before: Counts,
    pub after: Counts,
}

/// A point of the hromada whose compliance differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPoint {
    pub code: String,
    pub name: String,
    pub before: Option<PointNumbers>,
    pub after: Option<PointNumbers>,
}

impl Differences {
    /// The changes with their effect on the day of a registry.
    #[must_use]
    pub fn of(outcome: &Outcome, registry: &Arc<Registry>, records: &Records, place: Place) -> Self {
        let after = Arc::new(registry.after(records));
        let judged = |registry: &Arc<Registry>| Judgement::new(Arc::clone(registry), LeaveOut::default());
        let (before_audit, after_audit) = (judged(registry), judged(&after));
        let territory = place.oblast.and_then(|code| registry.scope(code)).unwrap_or(Scope::Country);
        let hromada = Scope::Within(place.hromada, Category::Hromada);
        let Effect { indicators, points } = effect(&before_audit, &after_audit, territory, hromada);
        Self {
            date: Some(registry.date),
            indicators: indicators.iter().filter(|one| one.differs()).map(KeptIndicator::of).collect(),
            points: points.iter().map(KeptPoint::of).collect(),
            odd: odd(registry, &after, place),
            ..Self::of_changes(outcome)
        }
    }

    /// The changes alone.
    #[must_use]
    pub fn of_changes(outcome: &Outcome) -> Self {
        let changes: &ChangeList = &outcome.changes;
        Self {
            counts: counts(outcome),
            changes: changes.iter().take(SHOWN).map(KeptChange::of).collect(),
            more: changes.len().saturating_sub(SHOWN),
            ..Self::default()
        }
    }

    /// As it is kept.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As it was kept; `None` for what cannot be read.
    #[must_use]
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

/// The counts of the import, in which a new period of a row that was known is a change and no addition.
fn counts(outcome: &Outcome) -> merge::Counts {
    let follows = |change: &&Change| change.told == Told::Added && !change.before.is_empty();
    let followed: BTreeSet<_> =
        outcome.changes.iter().filter(follows).map(|change| (change.table, &change.key)).collect();
    let mut counts = outcome.counts;
    let following = followed.len().min(counts.added);
    counts.added -= following;
    counts.changed += following;
    counts
}

fn odd(before: &Registry, after: &Registry, place: Place) -> Vec<Odd> {
    let later = before.date.checked_add_days(AHEAD).unwrap_or(before.date);
    let ahead = [Registry::at(&before.records, later), Registry::at(&after.records, later)];
    let [before_ahead, after_ahead] = &ahead;
    let days = [Compared { before, after }, Compared { before: before_ahead, after: after_ahead }];
    odd_things(&days, place.hromada, &before.records.rules.review)
}

impl KeptChange {
    fn of(change: &Change) -> Self {
        Self {
            told: change.told.word().to_owned(),
            table: change.table.to_owned(),
            key: change.key.clone(),
            column: change.column.to_owned(),
            before: change.before.clone(),
            after: change.after.clone(),
        }
    }
}

impl KeptIndicator {
    fn of(effect: &IndicatorEffect<'_>) -> Self {
        Self { id: effect.indicator.id.clone(), before: effect.before, after: effect.after }
    }
}

impl KeptPoint {
    fn of(effect: &PointEffect<'_>) -> Self {
        let (code, name) = (effect.code.to_owned(), effect.name.to_owned());
        Self { code, name, before: effect.before, after: effect.after }
    }
}
