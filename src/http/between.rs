//! What a request for changes asks for: the two days that are compared.

use chrono::{Datelike as _, NaiveDate};

use super::{Failure, RequestContext};
use crate::compliance::figures::Span;
use crate::domain::{Message, parse_day};

/// Reads `from` and `to`: without them the day in view and the last day of the quarter before it.
///
/// # Errors
/// One of them is no day, or the earlier is not the earlier.
pub fn days(view: &RequestContext) -> Result<(NaiveDate, NaiveDate), Failure> {
    let to = view.parsed("to", Message::new("expected-param-day"), parse_day)?.unwrap_or_else(|| view.date());
    let from = view.parsed("from", Message::new("expected-param-day"), parse_day)?;
    let before = || Span::Quarter(to.year(), to.month0() / 3 + 1).previous().last_day();
    let wrong = || {
        Failure::bad_parameter("from", view.param("from").unwrap_or_default(), Message::new("expected-param-before-to"))
    };
    let from = from.or_else(before).filter(|from| *from < to).ok_or_else(wrong)?;
    Ok((from, to))
}
