//! The state of knowledge a question is about: after an entry of the journal, or at a moment.

use chrono::{DateTime, Days, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Kyiv;

use super::parse_date;

/// A state of knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownAt {
    /// After the entry with this number.
    Entry(u64),
    /// After everything learned by then.
    Moment(DateTime<Utc>),
}

impl KnownAt {
    /// Reads the number of an entry, a moment (`2026-11-20T10:00:00Z`), or a day, which is its end in Kyiv.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().map(Self::Entry);
        }
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Some(Self::Moment(moment.to_utc()));
        }
        let day = parse_date(text).filter(|_| !text.contains(['T', ' ']))?;
        let next = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
        let end = Kyiv.from_local_datetime(&next).earliest()?.to_utc();
        Some(Self::Moment(end - chrono::TimeDelta::milliseconds(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_of_knowledge_is_an_entry_a_moment_or_the_end_of_a_day_in_kyiv() {
        let moment = |text: &str| Some(KnownAt::Moment(text.parse().unwrap()));
        assert_eq!(KnownAt::parse("17"), Some(KnownAt::Entry(17)));
        assert_eq!(KnownAt::parse("2026-11-20T10:00:00Z"), moment("2026-11-20T10:00:00Z"));
        assert_eq!(KnownAt::parse("2026-11-20T12:00:00+02:00"), moment("2026-11-20T10:00:00Z"));
        assert_eq!(KnownAt::parse("2026-11-20"), moment("2026-11-20T21:59:59.999Z"));
        assert_eq!(KnownAt::parse("20.07.2026"), moment("2026-07-20T20:59:59.999Z"));
        for wrong in ["", "-1", "1.5", "2026-11-20T10", "2026-13-01", "учора"] {
            assert_eq!(KnownAt::parse(wrong), None, "{wrong}");
        }
    }
}
