//! Everything known over all time, in parts that are shared between snapshots until a write touches them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::catalogue::Catalogue;
use super::hromada::{Districts, FactRecords};
use super::inventory::{Answers, Equipment, Figures, Offerings};
use super::lists::{Edition, Lists};
use super::network::Network;
use super::search::TopicIndexes;
use super::targets::Targets;
use super::tree::{Boundaries, Territories};
use crate::rulebook::{ListEditionText, Rulebook};

/// Actions that state mandatory lists: a sample among them says nothing of other facts.
const LISTS: [&str; 3] = ["mandatory", "mandatory-amendment", "mandatory-declared"];

/// How many rows of a table an entry added, changed and so on, by word.
pub type CountsByTable = BTreeMap<String, BTreeMap<String, u64>>;

/// An entry of the audit log that put facts into the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: u32,
    /// Name of the action, for an import the format: `guide-registry`, `points`, …
    pub action: String,
    /// File the facts were read from.
    pub file: Option<String>,
    pub at: DateTime<Utc>,
    /// Who did it, as the audit log names them.
    pub actor: String,
    /// Day from which rows without dates of their own hold.
    pub as_of: Option<NaiveDate>,
    /// The entry it takes back.
    pub undoes: Option<u32>,
    pub counts: CountsByTable,
    /// True for the demonstration's sample data.
    pub sample: bool,
}

/// All parts. Cloning is cheap: every part is shared.
#[derive(Clone, Debug, Default)]
pub struct Records {
    pub territories: Arc<Territories>,
    pub boundaries: Arc<Boundaries>,
    pub facts: Arc<FactRecords>,
    pub districts: Arc<Districts>,
    pub network: Arc<Network>,
    pub catalogue: Arc<Catalogue>,
    pub lists: Arc<Lists>,
    pub offerings: Arc<Offerings>,
    pub answers: Arc<Answers>,
    pub equipment: Arc<Equipment>,
    pub figures: Arc<Figures>,
    pub targets: Arc<Targets>,
    pub sources: Arc<Vec<Arc<Source>>>,
    pub rules: Arc<Rulebook>,
    /// Word indexes over the rules, made when first asked for.
    pub topics: Arc<TopicIndexes>,
    /// Number of the last committed action: the version of what is shown.
    pub version: u64,
}

impl Records {
    /// True when some of the facts, other than mandatory lists, are sample data.
    #[must_use]
    pub fn has_samples(&self) -> bool {
        self.sources.iter().any(|source| source.sample && !LISTS.contains(&source.action.as_str()))
    }

    /// True when the mandatory list in force on the day is a sample.
    #[must_use]
    pub fn list_is_sample(&self, day: NaiveDate) -> bool {
        self.lists.edition_on(day).is_some_and(|edition| self.edition_is_sample(edition))
    }

    /// True when positions of the edition come from an import of sample data, whatever its date.
    #[must_use]
    pub fn edition_is_sample(&self, edition: &Edition) -> bool {
        let mut sources = edition.sources.iter().filter_map(|source| self.source(*source));
        sources.any(|source| source.sample)
    }

    /// The remark of the rules on the edition; one about the shipped sample only where the edition is it.
    #[must_use]
    pub fn remark(&self, edition: &Edition) -> Option<&ListEditionText> {
        let remark = self.rules.list(&edition.list)?.edition(edition.in_force)?;
        (!remark.sample || self.edition_is_sample(edition)).then_some(remark)
    }

    /// The last entry written at a moment or before it; 0 where there is none.
    #[must_use]
    pub fn entry_at(&self, moment: DateTime<Utc>) -> u64 {
        let written = self.sources.iter().filter(|source| source.at <= moment);
        written.map(|source| u64::from(source.id)).max().unwrap_or(0)
    }

    /// The last action of each sort that stated facts, in order of its name; accounts and the like are none.
    #[must_use]
    pub fn last_of_each_action(&self) -> Vec<&Source> {
        let stating = self.sources.iter().filter(|source| !source.counts.is_empty());
        let named = stating.map(|source| (source.action.as_str(), source.as_ref()));
        let last: BTreeMap<&str, &Source> = named.collect();
        last.into_values().collect()
    }

    /// The action with this id.
    #[must_use]
    pub fn source(&self, id: u32) -> Option<&Source> {
        self.sources
            .binary_search_by_key(&id, |source| source.id)
            .ok()
            .and_then(|i| self.sources.get(i))
            .map(AsRef::as_ref)
    }

    /// The entry that took this one back, where one did.
    #[must_use]
    pub fn undone_by(&self, id: u32) -> Option<u32> {
        self.sources.iter().rev().find(|source| source.undoes == Some(id)).map(|source| source.id)
    }

    /// True when places, facts, districts and points are the very same: nothing stands elsewhere than before.
    #[must_use]
    pub fn shares_network(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.territories, &other.territories)
            && Arc::ptr_eq(&self.boundaries, &other.boundaries)
            && Arc::ptr_eq(&self.facts, &other.facts)
            && Arc::ptr_eq(&self.districts, &other.districts)
            && Arc::ptr_eq(&self.network, &other.network)
    }
}
