//! A month, a quarter or a year: `2023-11`, `2023Q4`, `2023`.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

/// A stretch of the calendar figures are told for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    Year(i32),
    /// Year and quarter from 1.
    Quarter(i32, u32),
    /// Year and month from 1.
    Month(i32, u32),
}

impl Span {
    /// Reads `2023`, `2023Q4` or `2023-11`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let year = |digits: &str| digits.parse().ok().filter(|year| (1900..=2200).contains(year));
        if let Some((head, quarter)) = text.split_once(['Q', 'q']) {
            let quarter = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
            return Some(Self::Quarter(year(head)?, quarter));
        }
        if let Some((head, month)) = text.split_once('-') {
            let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
            return Some(Self::Month(year(head)?, month));
        }
        Some(Self::Year(year(text)?))
    }

    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> u32 {
        match self {
            Self::Year(_) => 12,
            Self::Quarter(..) => 3,
            Self::Month(..) => 1,
        }
    }

    /// The shorter spans it consists of, in order; a month has none.
    #[must_use]
    pub fn months_and_quarters(self) -> Vec<Self> {
        match self {
            Self::Year(year) => (1..=4).map(|quarter| Self::Quarter(year, quarter)).collect(),
            Self::Quarter(year, quarter) => {
                (quarter * 3 - 2..=quarter * 3).map(|month| Self::Month(year, month)).collect()
            }
            Self::Month(..) => Vec::new(),
        }
    }

    /// The span of the same length just before.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year - 1),
            Self::Quarter(year, 1) => Self::Quarter(year - 1, 4),
            Self::Quarter(year, quarter) => Self::Quarter(year, quarter - 1),
            Self::Month(year, 1) => Self::Month(year - 1, 12),
            Self::Month(year, month) => Self::Month(year, month - 1),
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Option<NaiveDate> {
        self.previous().last_day()?.succ_opt()
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        let (year, month) = match self {
            Self::Year(year) | Self::Quarter(year, 4) | Self::Month(year, 12) => (year + 1, 1),
            Self::Quarter(year, quarter) => (year, quarter * 3 + 1),
            Self::Month(year, month) => (year, month + 1),
        };
        NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Quarter(year, quarter) => write!(f, "{year}Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
        }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
