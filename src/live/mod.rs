//! What is no change: the registry in view, swapped whole after each committed write, what is kept ready of it, the clock.

mod clock;
mod judgements;
mod known;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use chrono::NaiveDate;
use moka::sync::Cache;

pub use self::clock::Clock;
use self::judgements::Judgements;
pub use self::known::KnownError;
use self::known::KnownStates;
use crate::compliance::{Judgement, LeaveOut};
use crate::registry::{Records, Registry};
use crate::store::{self, Store};

/// Past and planned days kept ready.
const DATED: u64 = 12;
/// Pause before the database is asked again after it did not answer.
const RETRY: Duration = Duration::from_secs(2);

/// Today's registry, other days on demand, and the store behind them.
#[derive(Debug)]
pub struct Live {
    store: Store,
    clock: Clock,
    today: ArcSwap<Registry>,
    dated: Cache<(u64, NaiveDate), Arc<Registry>>,
    audits: Judgements,
    known: Arc<KnownStates>,
    /// Held while records are exchanged, so that two writes cannot lose one another's parts.
    swapping: tokio::sync::Mutex<()>,
    rolling: Mutex<()>,
}

impl Live {
    /// A registry over records already loaded.
    #[must_use]
    pub fn new(store: Store, clock: Clock, records: &Records) -> Self {
        metrics::gauge!("registry_version").set(records.version as f64);
        Self {
            store,
            clock,
            today: ArcSwap::from_pointee(Registry::at(records, clock.today())),
            dated: Cache::new(DATED),
            audits: Judgements::default(),
            known: Arc::default(),
            swapping: tokio::sync::Mutex::default(),
            rolling: Mutex::default(),
        }
    }

    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Everything known over all time, as of the last write.
    #[must_use]
    pub fn records(&self) -> Records {
        self.today.load().records.clone()
    }

    /// Number of the last committed action.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.today.load().records.version
    }

    /// Today's registry; the first question after midnight makes the new day's.
    #[must_use]
    pub fn today(&self) -> Arc<Registry> {
        let current = self.today.load_full();
        let date = self.clock.today();
        if current.date == date { current } else { self.roll_over(date) }
    }

    fn roll_over(&self, date: NaiveDate) -> Arc<Registry> {
        let _guard = self.rolling.lock().unwrap_or_else(PoisonError::into_inner);
        let current = self.today.load_full();
        if current.date == date {
            return current;
        }
        let next = Arc::new(Registry::at(&current.records, date));
        self.today.store(Arc::clone(&next));
        next
    }

    /// The registry of any day.
    #[must_use]
    pub fn registry_on(&self, day: NaiveDate) -> Arc<Registry> {
        let today = self.today();
        if today.date == day {
            return today;
        }
        let key = (today.records.version, day);
        self.dated.get_with(key, || Arc::new(Registry::at(&today.records, day)))
    }

    /// The registry of a day, today's without one, as it was known after an entry of the journal.
    ///
    /// # Errors
    /// There is no such entry, too many ask at once, or the database cannot be read.
    pub async fn registry_known(&self, entry: u64, day: Option<NaiveDate>) -> Result<Arc<Registry>, KnownError> {
        let today = self.today();
        let day = day.unwrap_or(today.date);
        if entry == today.records.version {
            return Ok(self.registry_on(day));
        }
        Ok(self.known.get(&self.store, &today.records, entry).await?.registry_on(day))
    }

    /// The registry of another day that rests on the same knowledge.
    #[must_use]
    pub fn same_knowledge_on(&self, registry: &Registry, day: NaiveDate) -> Arc<Registry> {
        if registry.records.version == self.version() {
            return self.registry_on(day);
        }
        match self.known.find(registry.records.version) {
            Some(state) => state.registry_on(day),
            None => Arc::new(Registry::at(&registry.records, day)),
        }
    }

    /// The audit of a registry of this house: compliance, indicators and cards are asked of it.
    #[must_use]
    pub fn audit(&self, registry: &Arc<Registry>, leave_out: LeaveOut) -> Arc<Judgement> {
        let version = registry.records.version;
        let earlier = if version == self.version() { None } else { self.known.find(version) };
        match earlier {
            Some(state) => state.audits.judgement_of(registry, leave_out),
            None => self.audits.judgement_of(registry, leave_out),
        }
    }

    /// Shows the registry of newer records.
    async fn show(&self, records: Records) -> Result<(), store::Error> {
        let (current, clock) = (self.today.load_full(), self.clock);
        let next = tokio::task::spawn_blocking(move || {
            let today = clock.today();
            if current.date == today { current.after(&records) } else { Registry::at(&records, today) }
        });
        let next = Arc::new(next.await.map_err(store::Error::stopped)?);
        {
            // A midnight's change begun before must not put older records back.
            let _guard = self.rolling.lock().unwrap_or_else(PoisonError::into_inner);
            self.today.store(next);
        }
        self.audits.forget();
        self.warm();
        Ok(())
    }

    /// Makes the word indexes of today's registry ready, so that no visitor waits for them.
    pub fn warm(&self) {
        let records = self.records();
        tokio::task::spawn_blocking(move || {
            records.territories.words();
            records.network.words();
            records.catalogue.words();
        });
    }

    /// Follows the commits of all writers for as long as the service runs.
    pub async fn follow(self: Arc<Self>) {
        loop {
            if let Err(error) = self.keep_up().await {
                tracing::error!(%error, "cannot follow the database; the older registry stays in view, trying again");
            }
            tokio::time::sleep(RETRY).await;
        }
    }

    /// Shows commit after commit until the database fails. The feed begins before the first look, and anew after every
    /// failure: a commit between a look and the listening would be told by nobody.
    async fn keep_up(&self) -> Result<(), store::Error> {
        let mut feed = self.store.feed().await?;
        loop {
            self.catch_up().await?;
            feed.wait().await?;
        }
    }

    /// Reads what was committed since the registry in view was made, and shows it.
    ///
    /// # Errors
    /// The database cannot be read; the old registry stays in view.
    pub async fn catch_up(&self) -> Result<(), store::Error> {
        let _guard = self.swapping.lock().await;
        let begun = Instant::now();
        let Some(records) = self.store.catch_up(&self.records()).await? else { return Ok(()) };
        let (version, read) = (records.version, begun.elapsed());
        self.show(records).await?;
        let swapped = begun.elapsed();
        metrics::gauge!("registry_version").set(version as f64);
        metrics::histogram!("registry_swap_seconds").record(swapped.as_secs_f64());
        tracing::info!(version, ?read, ?swapped, "showing the latest changes");
        Ok(())
    }
}
