//! The audit a request asks for: day, and what is left out.

use std::sync::Arc;

use super::params::ApiQuery;
use crate::compliance::Judgement;
use crate::http::{AppState, Failure, Lang};
use crate::rulebook::Text;

/// The audit of the day asked for, with `leave_out`.
pub fn audit<P>(state: &AppState, asked: &ApiQuery<P>) -> Result<Arc<Judgement>, Failure> {
    let leave_out = asked.leave_out()?;
    Ok(state.live().audit(&asked.registry, leave_out))
}

/// A text in the language asked for.
#[must_use]
pub fn text_in(lang: Lang, text: &Text) -> &str {
    text.get(lang == Lang::En)
}
