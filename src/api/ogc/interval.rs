//! `datetime` of the OGC API: an instant or an interval, either end of which may be open.

use chrono::{DateTime, NaiveDate};

use crate::domain::{Period, kyiv, parse_day};

/// Days from the first to the last, both counted; `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
}

impl Interval {
    /// Reads `2023-06-01`, `2023-06-01T10:00:00Z`, `2023-01-01/2023-06-01`, `../2023-06-01`, `2023-01-01/..`; an end left
    /// empty is open too.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((first, last)) = text.split_once('/') else {
            let day = instant(text)?;
            return Some(Self { first: Some(day), last: Some(day) });
        };
        let (first, last) = (end(first).ok()?, end(last).ok()?);
        let is_ordered = first.zip(last).is_none_or(|(first, last)| first <= last);
        is_ordered.then_some(Self { first, last })
    }

    /// The last day of the interval on which a period holds; an open end is taken at `today`, or later where the period
    /// only begins then.
    #[must_use]
    pub fn last_day_of(self, period: Period, today: NaiveDate) -> Option<NaiveDate> {
        let begin = self.first.max(period.from);
        let before_end = period.until.map(|until| until.pred_opt().unwrap_or(until));
        let end = match (self.last, before_end) {
            (Some(last), Some(end)) => last.min(end),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => begin.map_or(today, |begin| begin.max(today)),
        };
        begin.is_none_or(|begin| begin <= end).then_some(end)
    }

    /// The day on which things without periods of their own are looked at: the last, or today where it is open.
    #[must_use]
    pub fn day(self, today: NaiveDate) -> NaiveDate {
        self.last.or(self.first.map(|first| first.max(today))).unwrap_or(today)
    }
}

/// The end of an interval cannot be read.
struct Unreadable;

/// An end of an interval; `None` is open.
fn end(text: &str) -> Result<Option<NaiveDate>, Unreadable> {
    if text.is_empty() || text == ".." { Ok(None) } else { instant(text).map(Some).ok_or(Unreadable) }
}

/// A day, or a moment, whose day in Kyiv counts.
fn instant(text: &str) -> Option<NaiveDate> {
    if text.contains(['T', 't']) {
        let moment = DateTime::parse_from_rfc3339(&text.to_uppercase()).ok()?;
        return parse_day(&kyiv::date(moment.to_utc()).to_string());
    }
    let is_iso = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
    parse_day(text).filter(|_| is_iso)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + chrono::Duration::days(number)
    }

    #[test]
    fn instants_and_open_intervals_are_read_and_nothing_else() {
        let read =
            |text: &str| Interval::parse(text).map(|one| [one.first, one.last].map(|day| day.map(|d| d.to_string())));
        let both = |first: &str, last: &str| Some([first, last].map(|day| (!day.is_empty()).then(|| day.to_owned())));
        assert_eq!(read("2023-06-01"), both("2023-06-01", "2023-06-01"));
        assert_eq!(read("2023-06-01T22:00:00Z"), both("2023-06-02", "2023-06-02"));
        assert_eq!(read("2023-06-01T00:00:00+03:00/2023-07-01"), both("2023-06-01", "2023-07-01"));
        assert_eq!(read("../2023-06-01"), both("", "2023-06-01"));
        assert_eq!(read("2023-06-01/"), both("2023-06-01", ""));
        assert_eq!(read("../.."), both("", ""));
        for wrong in ["2023-07-01/2023-06-01", "01.06.2023", "2023-06", "yesterday", "a/b", "2023-06-01T25:00:00Z"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn the_last_day_lies_in_both_and_there_is_none_after_it(
            from in prop::option::of(0i64..40), length in prop::option::of(1i64..20),
            first in prop::option::of(0i64..40), span in prop::option::of(0i64..20), today in 0i64..40,
        ) {
            let until = length.map(|length| from.unwrap_or(0) + length);
            let period = Period::new(from.map(day), until.map(day));
            let last = span.map(|span| first.unwrap_or(0) + span);
            let interval = Interval { first: first.map(day), last: last.map(day) };
            let holds = |number: i64| {
                period.contains(day(number)) && first.is_none_or(|f| f <= number) && last.is_none_or(|l| number <= l)
            };
            match interval.last_day_of(period, day(today)) {
                Some(found) => {
                    let number = (found - day(0)).num_days();
                    prop_assert!(holds(number));
                    let open = until.is_none() && last.is_none();
                    prop_assert!(open || (number + 1..number + 80).all(|later| !holds(later)));
                }
                None => prop_assert!((0..120).all(|number| !holds(number))),
            }
        }
    }
}
