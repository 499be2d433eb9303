//! What a request for changes asks for: the two days that are compared.

use chrono::{Datelike as _, NaiveDate};

use super::{Failure, RequestContext};
use crate::compliance::figures::Span;
use crate::domain::Message;

/// Reads `from` and `to`: without them the day in view and the last day of the quarter before it.
///
/// # Errors
/// One of them is no day, or the earlier is not the earlier.
pub fn days(view: &RequestContext) -> Result<(NaiveDate, NaiveDate), Failure> {
    let (from, to) = view.two_days()?;
    let before = || Span::Quarter(to.year(), to.month0() / 3 + 1).previous().last_day();
    let from = from.or_else(before).ok_or_else(|| view.wrong("from", Message::new("expected-param-before-to")))?;
    Ok((from, to))
}
