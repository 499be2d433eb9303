//! Mandatory lists, checklists, indicators, equipment, figures: verdicts and counts, with the reason for each.
//!
//! Everything here is a pure function of a [`crate::registry::Registry`]. A [`Judgement`] prepares a day once; points,
//! hromadas, indicators, cards and tables are then asked of it. Nothing computed here is ever stored.

pub mod between;
pub mod cards;
pub mod compare;
mod edition;
pub mod effect;
pub mod equipment;
pub mod figures;
pub mod gap_needs;
pub mod gap_order;
pub mod hromada;
pub mod indicator;
mod judgement;
mod leave_out;
mod nearby_offers;
mod obligations;
pub mod odd;
mod peers;
pub mod point;
pub mod pooled_gaps;
pub mod preview;
pub mod quarter;
mod subdivisions;
#[cfg(test)]
mod tests;
pub mod trend;

pub use edition::{Compiled, ObligedPositions};
pub use judgement::{Exclusion, Judgement};
pub use leave_out::LeaveOut;
pub use point::{PointCompliance, PointVerdict, State};
pub use subdivisions::By;

/// A part of a whole as a fraction of one; `None` of an empty whole.
#[must_use]
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
