//! Judgements of a day kept ready: pages, API and exports ask the same one.

use std::sync::Arc;

use chrono::NaiveDate;
use moka::sync::Cache;

use crate::compliance::{Judgement, LeaveOut};
use crate::registry::Registry;

/// Judgements kept at a time; each holds the registry of its day.
const KEPT: u64 = 16;

/// Judgements by version, day and what is left out.
#[derive(Clone, Debug)]
pub struct Judgements(Cache<(u64, NaiveDate, LeaveOut), Arc<Judgement>>);

impl Default for Judgements {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

impl Judgements {
    /// The audit of the registry's day.
    #[must_use]
    pub fn judgement_of(&self, registry: &Arc<Registry>, leave_out: LeaveOut) -> Arc<Judgement> {
        let key = (registry.records.version, registry.date, leave_out);
        self.0.get_with(key, || Arc::new(Judgement::new(Arc::clone(registry), leave_out)))
    }

    /// Lets go of audits of registries that are no longer shown.
    pub fn forget(&self) {
        self.0.invalidate_all();
    }
}
