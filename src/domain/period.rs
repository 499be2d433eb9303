//! Half-open periods `[from, until)` in calendar days; an absent end is open.

use chrono::{NaiveDate, NaiveTime};

/// Days `d` with `from <= d < until`. No `from`: since always. No `until`: open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl Period {
    #[must_use]
    pub const fn new(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Self {
        Self { from, until }
    }

    /// True when the day lies in the period.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.starts_by(day) && self.until.is_none_or(|end| day < end)
    }

    /// True when the period has begun on or before the day.
    #[must_use]
    pub fn starts_by(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|start| start <= day)
    }

    /// True when some day lies in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        starts_before(self.from, other.until) && starts_before(other.from, self.until)
    }

    /// True when every day of `inner` lies in this period.
    #[must_use]
    pub fn covers(&self, inner: &Self) -> bool {
        let starts = self.from.is_none_or(|s| inner.from.is_some_and(|i| s <= i));
        let ends = self.until.is_none_or(|e| inner.until.is_some_and(|i| i <= e));
        starts && ends
    }

    /// True when the end does not come after the start: such a period holds no day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.until), (Some(f), Some(u)) if u <= f)
    }
}

fn starts_before(start: Option<NaiveDate>, end: Option<NaiveDate>) -> bool {
    match (start, end) {
        (Some(s), Some(e)) => s < e,
        _ => true,
    }
}

/// Reads a date as a table may hold it: also with the time of day that spreadsheets put after it.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    match text.trim().split_once(['T', ' ']) {
        Some((day, time)) if is_time(time.trim()) => parse_day(day),
        Some(_) => None,
        None => parse_day(text),
    }
}

/// A time of day, with the zone of UTC or an offset after it.
fn is_time(text: &str) -> bool {
    let local = text.strip_suffix('Z').unwrap_or(text);
    let local = local.split_once(['+', '-']).map_or(local, |(local, _)| local);
    ["%H:%M", "%H:%M:%S%.f"].iter().any(|format| NaiveTime::parse_from_str(local, format).is_ok())
}

/// Years that dates may have.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// True for three numbers written as a date is, whether or not there is such a day: `31.06.2023`.
#[must_use]
pub fn looks_like_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['.', '/', '-']).collect();
    let are_numbers = parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    let lengths = parts.iter().map(|part| part.len()).collect::<Vec<_>>();
    let year = parts.iter().find(|part| part.len() == 4).and_then(|year| year.parse().ok());
    let is_written_so = matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]);
    are_numbers && is_written_so && year.is_some_and(|year| YEARS.contains(&year))
}

/// Reads `YYYY-MM-DD`, `DD.MM.YYYY` or `DD/MM/YYYY` and nothing else; years 1900 to 2200 only.
#[must_use]
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    let day = text.trim();
    ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(day, format).ok())
        .filter(|date| YEARS.contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_have_a_time_after_it_in_a_table_and_nothing_else() {
        let day = NaiveDate::from_ymd_opt(2023, 11, 30);
        for text in ["2023-11-30", "30.11.2023", " 30/11/2023 ", "2023-11-30T00:00:00", "2023-11-30 10:30"] {
            assert_eq!(parse_date(text), day, "{text}");
        }
        for text in ["2023-11-30T00:00:00.000Z", "2023-11-30T10:00+02:00", "30.11.2023  0:00:00"] {
            assert_eq!((parse_date(text), parse_day(text)), (day, None), "{text}");
        }
        for text in ["2023-11-30Tzzz", "2023-11-30 і далі", "2023-11-30T", "2023-11-30T25:00", "1899-12-31", ""] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
