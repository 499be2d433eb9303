//! Registries as they were known after earlier entries: read when asked for, kept for a while.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use moka::sync::Cache;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use super::judgements::Judgements;
use crate::registry::{Records, Registry};
use crate::store::{self, Store};

/// Earlier states kept ready; the records of each may be those of a whole country.
const KEPT: usize = 3;
/// Days of an earlier state kept ready.
const DAYS: u64 = 6;
/// Questions that may wait while earlier states are read.
const WAITING: usize = 16;

/// Why an earlier state cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum KnownError {
    /// There is no entry with this number yet.
    #[error("there is no entry {0}")]
    NoSuchEntry(u64),
    /// Too many questions wait already.
    #[error("too many earlier states are asked for at once")]
    Busy,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// An earlier state of knowledge with what was made from it.
#[derive(Debug)]
pub(super) struct KnownState {
    pub records: Records,
    days: Cache<NaiveDate, Arc<Registry>>,
    pub audits: Judgements,
}

impl KnownState {
    fn new(records: Records) -> Self {
        Self { records, days: Cache::new(DAYS), audits: Judgements::default() }
    }

    /// The registry of a day, as it was known then.
    pub fn registry_on(&self, day: NaiveDate) -> Arc<Registry> {
        self.days.get_with(day, || Arc::new(Registry::at(&self.records, day)))
    }
}

/// The earlier states kept ready, the latest asked for first.
#[derive(Debug)]
pub(super) struct KnownStates {
    kept: Mutex<VecDeque<Arc<KnownState>>>,
    places: Arc<Semaphore>,
    /// Held while a state is read: one at a time, so that nobody takes the database for themselves.
    turn: tokio::sync::Mutex<()>,
}

impl Default for KnownStates {
    fn default() -> Self {
        let places = Arc::new(Semaphore::new(WAITING));
        Self { kept: Mutex::default(), places, turn: tokio::sync::Mutex::default() }
    }
}

impl KnownStates {
    /// The state after an entry, where it is kept.
    pub fn find(&self, entry: u64) -> Option<Arc<KnownState>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let position = kept.iter().position(|state| state.records.version == entry)?;
        let state = kept.remove(position)?;
        kept.push_front(Arc::clone(&state));
        Some(state)
    }

    /// The state after an entry; read from the database where it is not kept. The reading goes on
    /// when the one who asked is gone, so that it is not begun again and again.
    pub async fn get(
        self: &Arc<Self>,
        store: &Store,
        now: &Records,
        entry: u64,
    ) -> Result<Arc<KnownState>, KnownError> {
        if let Some(state) = self.find(entry) {
            return Ok(state);
        }
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| KnownError::Busy)?;
        let (states, store, now) = (Arc::clone(self), store.clone(), now.clone());
        let reading = tokio::spawn(async move {
            let _place = place;
            states.read(store, now, entry).await
        });
        reading.await.map_err(store::Error::stopped)?
    }

    async fn read(&self, store: Store, now: Records, entry: u64) -> Result<Arc<KnownState>, KnownError> {
        let _turn = self.turn.lock().await;
        if let Some(state) = self.find(entry) {
            return Ok(state);
        }
        // Rows become records on a thread of their own: everybody else's answers must not wait.
        let reading = move || Handle::current().block_on(store.load_known_beside(&now, entry));
        let read = tokio::task::spawn_blocking(reading).await.map_err(store::Error::stopped)??;
        let state = Arc::new(KnownState::new(read.ok_or(KnownError::NoSuchEntry(entry))?));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(Arc::clone(&state));
        kept.truncate(KEPT);
        Ok(state)
    }
}
