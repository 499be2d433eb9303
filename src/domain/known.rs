//! The state of knowledge a question is about: after an entry of the journal, or at a moment.

use chrono::{DateTime, Datelike as _, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Europe::Kyiv;

use super::parse_date;

/// How a minute may be written.
const MINUTES: [&str; 3] = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"];

/// A state of knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownAt {
    /// After the entry with this number.
    Entry(u64),
    /// After everything learned by then.
    Moment(DateTime<Utc>),
}

impl KnownAt {
    /// Reads the number of an entry, a moment (`2026-11-20T10:00:00Z`), a minute by the clock of Kyiv
    /// (`2026-11-20T12:00`, `20.11.2026 12:00`), or a day; a minute and a day mean their ends.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().map(Self::Entry);
        }
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Some(Self::Moment(moment.to_utc()));
        }
        let minute = MINUTES.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
        if let Some(minute) = minute.filter(|minute| (1900..=2200).contains(&minute.year())) {
            return end_before(minute + TimeDelta::minutes(1));
        }
        let day = parse_date(text).filter(|_| !text.contains(['T', ' ']))?;
        let next = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
        end_before(next)
    }
}

/// The last millisecond before a moment by the clock of Kyiv.
fn end_before(next: NaiveDateTime) -> Option<KnownAt> {
    let next = Kyiv.from_local_datetime(&next).earliest()?.to_utc();
    Some(KnownAt::Moment(next - TimeDelta::milliseconds(1)))
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
        for text in ["2026-11-20T12:00", "2026-11-20 12:00", "20.11.2026 12:00"] {
            assert_eq!(KnownAt::parse(text), moment("2026-11-20T10:00:59.999Z"), "{text}");
        }
        for wrong in ["", "-1", "1.5", "2026-11-20T10", "2026-13-01", "учора", "262142-12-31T23:59"] {
            assert_eq!(KnownAt::parse(wrong), None, "{wrong}");
        }
    }
}
