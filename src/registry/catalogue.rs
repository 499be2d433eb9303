//! The unified catalogue of services over all time.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::bits::Bits;
use super::sourced::Sourced;
use super::words::WordIndex;
use crate::domain::Period;
use crate::domain::rows::{ServiceRow, StepRow};
use crate::domain::timeline::{existence, in_force_on};

/// One service: its rows in order of `from`, and the steps of its technological card.
#[derive(Clone, Debug)]
pub struct ServiceRecord {
    /// Number of the service in the store, dense from 1: its bit in sets of services.
    pub id: u32,
    pub code: Arc<str>,
    pub rows: Vec<Sourced<ServiceRow>>,
    pub steps: Vec<StepRow>,
}

impl ServiceRecord {
    #[must_use]
    pub fn row_on(&self, day: NaiveDate) -> Option<&Sourced<ServiceRow>> {
        in_force_on(&self.rows, day)
    }

    #[must_use]
    pub fn existence(&self) -> Vec<Period> {
        existence(&self.rows)
    }

    /// The row of the day, or else the last one before it, or else the latest: a name is wanted even
    /// for an ended service.
    #[must_use]
    pub fn description_on(&self, day: NaiveDate) -> Option<&Sourced<ServiceRow>> {
        let begun = || self.rows.iter().rev().find(|row| row.period.starts_by(day));
        self.row_on(day).or_else(begun).or_else(|| self.rows.last())
    }

    /// The day from which the service is withdrawn; `None` while it exists and before it began.
    #[must_use]
    pub fn withdrawn_since(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.row_on(day).is_some() { None } else { self.last_end(day) }
    }

    /// The last end of the service on or before the day.
    fn last_end(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.existence().into_iter().rev().filter_map(|span| span.until).find(|until| *until <= day)
    }
}

/// All services, in order of code.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    services: Vec<Arc<ServiceRecord>>,
    by_code: HashMap<Arc<str>, u32>,
    slots: Vec<u32>,
    /// Made by `words()` when first asked for.
    pub(super) words: OnceLock<WordIndex>,
}

impl Catalogue {
    #[must_use]
    pub fn new(mut services: Vec<ServiceRecord>) -> Self {
        for service in &mut services {
            service.rows.sort_by_key(|row| row.period.from);
            service.steps.sort_by_key(|step| step.position);
        }
        services.sort_by(|a, b| a.code.cmp(&b.code));
        let by_code = services.iter().zip(0u32..).map(|(s, i)| (Arc::clone(&s.code), i)).collect();
        let mut slots = vec![u32::MAX; services.iter().map(|s| s.id as usize + 1).max().unwrap_or(0)];
        for (service, i) in services.iter().zip(0u32..) {
            if let Some(slot) = slots.get_mut(service.id as usize) {
                *slot = i;
            }
        }
        Self { services: services.into_iter().map(Arc::new).collect(), by_code, slots, words: OnceLock::new() }
    }

    #[must_use]
    pub fn all(&self) -> &[Arc<ServiceRecord>] {
        &self.services
    }

    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Arc<ServiceRecord>> {
        self.by_code.get(code).and_then(|i| self.services.get(*i as usize))
    }

    #[must_use]
    pub fn by_id(&self, id: u32) -> Option<&Arc<ServiceRecord>> {
        self.slots.get(id as usize).and_then(|i| self.services.get(*i as usize))
    }

    /// Room a set of services needs.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.slots.len()
    }

    /// Services that exist on the day, all and by group.
    #[must_use]
    pub fn services_on(&self, day: NaiveDate) -> ServicesOnDate {
        let mut found = ServicesOnDate { all: Bits::with_capacity(self.capacity()), ..ServicesOnDate::default() };
        for service in &self.services {
            let Some(row) = service.row_on(day) else { continue };
            found.all.insert(service.id);
            if let Some(end) = service.last_end(day) {
                found.restored.insert(service.id, end);
            }
            let group = found.by_group.entry(row.group.clone());
            group.or_insert_with(|| Bits::with_capacity(self.capacity())).insert(service.id);
            for event in &row.life_events {
                let event = found.by_life_event.entry(event.clone());
                event.or_insert_with(|| Bits::with_capacity(self.capacity())).insert(service.id);
            }
        }
        found
    }
}

/// Sets of the services that exist on a day.
#[derive(Clone, Debug, Default)]
pub struct ServicesOnDate {
    pub all: Bits,
    pub by_group: BTreeMap<String, Bits>,
    pub by_life_event: BTreeMap<String, Bits>,
    /// Services that had ended once and exist again: the last day they ended.
    pub restored: BTreeMap<u32, NaiveDate>,
}

impl ServicesOnDate {
    /// True when an offering that began on this day still counts: the end of a service ends its
    /// offerings for good, so they do not return with it.
    #[must_use]
    pub fn keep_offering(&self, service: u32, from: Option<NaiveDate>) -> bool {
        let since = |end: &NaiveDate| from.is_some_and(|from| from >= *end);
        self.all.contains(service) && self.restored.get(&service).is_none_or(since)
    }

    /// True when exactly the same offerings count.
    #[must_use]
    pub fn keep_the_same(&self, other: &Self) -> bool {
        self.all == other.all && self.restored == other.restored
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::default() + Days::new(number)
    }

    /// A service that exists over the spans between days that follow one another.
    fn service(turns: &[u64]) -> ServiceRecord {
        let row = |pair: &[u64]| {
            let period = Period::new(pair.first().map(|n| day(*n)), pair.get(1).map(|n| day(*n)));
            Sourced::from_one_source(ServiceRow { period, ..ServiceRow::default() }, 1, day(0))
        };
        ServiceRecord { id: 1, code: "S".into(), rows: turns.chunks(2).map(row).collect(), steps: Vec::new() }
    }

    proptest! {
        #![proptest_config(crate::domain::testing::with_kept_seeds())]
        #[test]
        fn an_offering_counts_while_its_service_exists_and_never_returns_after_an_end(
            turns in prop::collection::btree_set(0u64..30, 1..6),
            from in 0u64..30,
            shown in 0u64..40,
        ) {
            let turns: Vec<u64> = turns.into_iter().collect();
            let record = service(&turns);
            let exists = |number: u64| record.row_on(day(number)).is_some();
            let ended = (from..shown).any(|number| exists(number) && !exists(number + 1));
            let services = Catalogue::new(vec![record.clone()]).services_on(day(shown));
            let counts = exists(shown) && !(from < shown && ended);
            prop_assert_eq!(services.keep_offering(1, Some(day(from))), counts);
            let last_end = (0..shown).rev().find(|number| exists(*number) && !exists(number + 1));
            let withdrawn = last_end.filter(|_| !exists(shown)).map(|number| day(number + 1));
            prop_assert_eq!(record.withdrawn_since(day(shown)), withdrawn);
        }
    }
}
