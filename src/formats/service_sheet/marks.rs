//! What stands in a cell of a matrix of services and points: a sign, a word or a day.

use chrono::NaiveDate;

use crate::domain::parse_day;
use crate::domain::words::normalize_words;

/// Whether a point gives a service, as a cell says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It does, since the day where one stands.
    Yes(Option<NaiveDate>),
    No,
    /// The cell is empty: nothing is said.
    Empty,
}

const YES: &[&str] =
    &["+", "++", "так", "є", "наявна", "надається", "надаються", "v", "х", "x", "✓", "✔", "да", "1", "yes"];
const NO: &[&str] =
    &["-", "–", "—", "ні", "немає", "нема", "відсутня", "не надається", "не надаються", "нет", "0", "no"];

impl Mark {
    /// Reads a cell; `None` where it is no mark.
    pub fn read(cell: &str) -> Option<Self> {
        let word = normalize_words(cell);
        let word = word.trim_matches(['.', '*', ' ']);
        if word.is_empty() {
            return Some(Self::Empty);
        }
        if YES.contains(&word) {
            return Some(Self::Yes(None));
        }
        if NO.contains(&word) {
            return Some(Self::No);
        }
        let day = word.trim_start_matches("з ").trim_end_matches(" р").trim();
        parse_day(day).map(|day| Self::Yes(Some(day)))
    }
}
