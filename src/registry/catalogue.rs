//! The unified catalogue of services over all time.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::bits::Bits;
use super::records::Kept;
use super::words::WordIndex;
use crate::domain::Period;
use crate::domain::rows::{ServiceRow, StepRow};
use crate::domain::timeline::{holding, life};

/// One service: its rows in order of `from`, and the steps of its technological card.
#[derive(Clone, Debug)]
pub struct ServiceRecord {
    /// Number of the service in the store, dense from 1: its bit in sets of services.
    pub id: u32,
    pub code: Arc<str>,
    pub rows: Vec<Kept<ServiceRow>>,
    pub steps: Vec<StepRow>,
}

impl ServiceRecord {
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&Kept<ServiceRow>> {
        holding(&self.rows, day)
    }

    #[must_use]
    pub fn life(&self) -> Vec<Period> {
        life(&self.rows)
    }

    /// The row of the day, or else the latest: a name is wanted even for an ended service.
    #[must_use]
    pub fn described(&self, day: NaiveDate) -> Option<&Kept<ServiceRow>> {
        self.on(day).or_else(|| self.rows.last())
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
    pub fn on(&self, day: NaiveDate) -> ServicesOnDate {
        let mut found = ServicesOnDate { all: Bits::with_capacity(self.capacity()), ..ServicesOnDate::default() };
        for service in &self.services {
            let Some(row) = service.on(day) else { continue };
            found.all.insert(service.id);
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
}
