//! The time of Kyiv: what the clock on the wall of a centre shows.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Europe::Kyiv;

/// Local date and time of a moment.
#[must_use]
pub fn time(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Kyiv).naive_local()
}

/// Local date of a moment.
#[must_use]
pub fn date(at: DateTime<Utc>) -> NaiveDate {
    time(at).date()
}
