//! Outlines of all territories kept ready: loaded ones, and approximate ones where none was loaded.

use std::sync::{Arc, Mutex, PoisonError};

use super::approximate::{approximate, is_complete};
use crate::registry::Records;
use crate::registry::tree::{Boundaries, Territories};

/// Sets of outlines kept: today's, and the one before while requests that began with it still run.
const KEPT: usize = 2;

/// The outlines with what they were made from; holding the parts keeps their addresses from being used again.
struct Kept {
    territories: Arc<Territories>,
    loaded: Arc<Boundaries>,
    outlines: Arc<Boundaries>,
}

static READY: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// The outlines of the records; computed once for each state of tree and boundaries.
#[must_use]
pub fn outlines(records: &Records) -> Arc<Boundaries> {
    // Held while computing, so that many first visitors cause one computation.
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    let same = |kept: &&Kept| {
        Arc::ptr_eq(&kept.territories, &records.territories) && Arc::ptr_eq(&kept.loaded, &records.boundaries)
    };
    if let Some(kept) = ready.iter().find(same) {
        return Arc::clone(&kept.outlines);
    }
    let outlines = make(records);
    let (territories, loaded) = (Arc::clone(&records.territories), Arc::clone(&records.boundaries));
    ready.insert(0, Kept { territories, loaded, outlines: Arc::clone(&outlines) });
    ready.truncate(KEPT);
    outlines
}

fn make(records: &Records) -> Arc<Boundaries> {
    if is_complete(&records.territories, &records.boundaries) {
        return Arc::clone(&records.boundaries);
    }
    Arc::new(approximate(&records.territories, &records.boundaries))
}
