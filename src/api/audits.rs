//! The audit a request asks for: day, and what is left out.

use std::sync::Arc;

use super::params::Asked;
use crate::compliance::{Audit, LeaveOut};
use crate::http::{AppState, Failure, Lang};
use crate::registry::rulebook::Text;

/// The audit of the day asked for, with `leave_out`.
pub fn audit<P>(state: &AppState, asked: &Asked<P>) -> Result<Arc<Audit>, Failure> {
    let expected = "occupied | hostilities | occupied,hostilities | none";
    let leave_out = asked.parsed("leave_out", expected, LeaveOut::parse)?.unwrap_or_default();
    Ok(state.live().audit(&asked.registry, leave_out))
}

/// A text in the language asked for.
#[must_use]
pub fn told(lang: Lang, text: &Text) -> &str {
    text.get(lang == Lang::En)
}
