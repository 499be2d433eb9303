//! Why an action was not carried out.

use crate::domain::Message;
use crate::formats::FaultList;
use crate::store;

/// Nothing was changed, and this is why.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error("not permitted: {0}")]
    Forbidden(Message),
    /// The input has faults, each with its place.
    #[error("{} fault(s) in the input", .0.len())]
    Invalid(FaultList),
    /// Something else changed meanwhile.
    #[error("conflict: {0}")]
    Conflict(Message),
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Refusal {
    /// The actor may not do this, and why.
    #[must_use]
    pub fn forbidden(reason: impl Into<Message>) -> Self {
        Self::Forbidden(reason.into())
    }

    /// What is asked does not fit what is there.
    #[must_use]
    pub fn conflict(reason: impl Into<Message>) -> Self {
        Self::Conflict(reason.into())
    }
}
