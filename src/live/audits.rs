//! Audits of a day kept ready: pages, API and exports ask the same one.

use std::sync::Arc;

use chrono::NaiveDate;
use moka::sync::Cache;

use crate::compliance::{Audit, LeaveOut};
use crate::registry::Registry;

/// Audits kept at a time; each holds the registry of its day.
const KEPT: u64 = 16;

/// Audits by version, day and what is left out.
#[derive(Clone, Debug)]
pub struct Audits(Cache<(u64, NaiveDate, LeaveOut), Arc<Audit>>);

impl Default for Audits {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

impl Audits {
    /// The audit of the registry's day.
    #[must_use]
    pub fn of(&self, registry: &Arc<Registry>, leave_out: LeaveOut) -> Arc<Audit> {
        let key = (registry.records.version, registry.date, leave_out);
        self.0.get_with(key, || Arc::new(Audit::new(Arc::clone(registry), leave_out)))
    }

    /// Lets go of audits of registries that are no longer shown.
    pub fn forget(&self) {
        self.0.invalidate_all();
    }
}
