//! Facts and starosta districts of hromadas, over time and on a day.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::sourced::Sourced;
use crate::domain::facts::HromadaFacts;
use crate::domain::rows::{DistrictRow, FactRow};
use crate::domain::timeline::in_force_on;
use crate::domain::{FactName, TerritoryCode};

/// Stated facts of every hromada, each fact's rows sorted by `from`.
#[derive(Clone, Debug, Default)]
pub struct FactRecords(HashMap<TerritoryCode, Arc<FactsOfOne>>);

type FactsOfOne = BTreeMap<FactName, Vec<Sourced<FactRow>>>;

impl FactRecords {
    /// Groups rows; those with equal starts keep their order, so the later import wins.
    #[must_use]
    pub fn new(rows: Vec<Sourced<FactRow>>) -> Self {
        let mut all: HashMap<TerritoryCode, FactsOfOne> = HashMap::new();
        for row in rows {
            all.entry(row.hromada).or_default().entry(row.fact.name()).or_default().push(row);
        }
        for rows in all.values_mut().flat_map(BTreeMap::values_mut) {
            rows.sort_by_key(|row| row.period.from);
        }
        Self(all.into_iter().map(|(code, facts)| (code, Arc::new(facts))).collect())
    }

    /// The same with the facts of some hromadas told anew; all else is shared.
    #[must_use]
    pub fn replacing_hromadas(
        &self,
        hromadas: impl IntoIterator<Item = TerritoryCode>,
        rows: Vec<Sourced<FactRow>>,
    ) -> Self {
        let mut all = self.0.clone();
        for hromada in hromadas {
            all.remove(&hromada);
        }
        all.extend(Self::new(rows).0);
        Self(all)
    }

    /// Every row of one fact of a hromada, in order of `from`.
    #[must_use]
    pub fn rows(&self, hromada: TerritoryCode, name: FactName) -> &[Sourced<FactRow>] {
        self.0.get(&hromada).and_then(|facts| facts.get(&name)).map_or(&[], Vec::as_slice)
    }

    /// The row that holds on the day.
    #[must_use]
    pub fn fact_on(&self, hromada: TerritoryCode, name: FactName, day: NaiveDate) -> Option<&Sourced<FactRow>> {
        in_force_on(self.rows(hromada, name), day)
    }

    /// All facts on a day.
    #[must_use]
    pub fn facts_on(&self, hromada: TerritoryCode, day: NaiveDate) -> HromadaFacts {
        let mut facts = HromadaFacts::default();
        for name in FactName::ALL {
            if let Some(row) = self.fact_on(hromada, *name, day) {
                facts.set(row.fact);
            }
        }
        facts
    }
}

/// Starosta districts, in order of code.
#[derive(Clone, Debug, Default)]
pub struct Districts {
    pub all: Vec<Sourced<DistrictRow>>,
    by_code: HashMap<String, u32>,
    by_settlement: HashMap<TerritoryCode, u32>,
}

impl Districts {
    #[must_use]
    pub fn new(mut all: Vec<Sourced<DistrictRow>>) -> Self {
        all.sort_by(|a, b| a.code.cmp(&b.code));
        let numbered = || all.iter().zip(0u32..);
        let by_code = numbered().map(|(district, i)| (district.code.clone(), i)).collect();
        let by_settlement =
            numbered().flat_map(|(district, i)| district.settlements.iter().map(move |s| (*s, i))).collect();
        Self { all, by_code, by_settlement }
    }

    #[must_use]
    pub fn position(&self, code: &str) -> Option<u32> {
        self.by_code.get(code).copied()
    }

    /// The district that lists the settlement.
    #[must_use]
    pub fn serving(&self, settlement: TerritoryCode) -> Option<u32> {
        self.by_settlement.get(&settlement).copied()
    }

    #[must_use]
    pub fn get(&self, position: u32) -> Option<&Sourced<DistrictRow>> {
        self.all.get(position as usize)
    }

    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Sourced<DistrictRow>> {
        self.position(code).and_then(|i| self.get(i))
    }
}

/// A hromada as it stands on a day.
#[derive(Clone, Debug)]
pub struct HromadaOnDate {
    pub code: TerritoryCode,
    pub raion: Option<TerritoryCode>,
    pub oblast: Option<TerritoryCode>,
    pub facts: HromadaFacts,
    /// Positions in `Registry::points`, in order of code.
    pub points: Vec<u32>,
    /// Positions in `Districts::all`.
    pub districts: Vec<u32>,
}
