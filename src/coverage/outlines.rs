//! Outlines of all territories kept ready: loaded ones, and approximate ones where none was loaded.

use std::sync::Arc;

use super::approximate::{approximate, is_complete};
use crate::registry::Records;
use crate::registry::tree::Boundaries;

/// The outlines of the records; computed once for each state of tree and boundaries, and kept with the tree.
#[must_use]
pub fn outlines(records: &Records) -> Arc<Boundaries> {
    records.territories.completed_outlines(&records.boundaries, || make(records))
}

fn make(records: &Records) -> Arc<Boundaries> {
    if is_complete(&records.territories, &records.boundaries) {
        return Arc::clone(&records.boundaries);
    }
    Arc::new(approximate(&records.territories, &records.boundaries))
}
