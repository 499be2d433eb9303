//! Mandatory lists, checklists, indicators, equipment, figures: verdicts and counts, with the reason for each.
//!
//! Everything here is a pure function of a [`crate::registry::Registry`]. An [`Audit`] prepares a day once; points,
//! hromadas, indicators, cards and tables are then asked of it. Nothing computed here is ever stored.

mod audit;
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
mod leave_out;
pub mod odd;
mod owing;
mod parts;
mod peers;
pub mod point;
pub mod pooled_gaps;
pub mod preview;
pub mod quarter;
mod surroundings;
#[cfg(test)]
mod tests;
pub mod trend;

pub use audit::{Audit, Exclusion};
pub use edition::{Compiled, Owed};
pub use leave_out::LeaveOut;
pub use parts::By;
pub use point::{PointCompliance, PointVerdict, State};

/// A part of a whole as a fraction of one; `None` of an empty whole.
#[must_use]
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
