//! Half-open periods `[from, until)` in calendar days; an absent end is open.

use chrono::NaiveDate;

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
        before(self.from, other.until) && before(other.from, self.until)
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

fn before(start: Option<NaiveDate>, end: Option<NaiveDate>) -> bool {
    match (start, end) {
        (Some(s), Some(e)) => s < e,
        _ => true,
    }
}

/// Reads `YYYY-MM-DD`, `DD.MM.YYYY` or `DD/MM/YYYY`; years 1900 to 2200 only.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    let text = text.trim();
    let day = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(day, format).ok())
        .filter(|date| (1900..=2200).contains(&date.year()))
}
