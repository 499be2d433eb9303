//! Why an action was not carried out.

use crate::formats::FaultList;
use crate::store;

/// Nothing was changed, and this is why.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error("not permitted: {0}")]
    Forbidden(String),
    /// The input has faults, each with its place.
    #[error("{} fault(s) in the input", .0.len())]
    Invalid(FaultList),
    /// Something else changed meanwhile.
    #[error("conflict: {0}")]
    Conflict(String),
    #[error(transparent)]
    Store(#[from] store::Error),
}
