//! Readers of parameters: lists, codes, days, numbers; each failure names what was expected.

use chrono::{NaiveDate, NaiveDateTime};

use super::failure::Expected;
use super::{Failure, RequestContext};
use crate::compliance::LeaveOut;
use crate::domain::{Message, TerritoryCode, parse_day};

impl RequestContext {
    /// A comma-separated parameter: `None` when absent, so that nothing is filtered.
    ///
    /// # Errors
    /// One of the values cannot be read.
    pub fn list<T>(
        &self,
        name: &str,
        expected: impl Into<Expected>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<Vec<T>>, Failure> {
        self.parsed(name, expected, |text| text.split(',').map(str::trim).map(&parse).collect())
    }

    /// KATOTTG codes.
    ///
    /// # Errors
    /// One of the values is none.
    pub fn codes(&self, name: &str) -> Result<Option<Vec<TerritoryCode>>, Failure> {
        self.list(name, Message::new("expected-param-territories"), |text| TerritoryCode::parse(text).ok())
    }

    /// Free words, any non-empty ones.
    ///
    /// # Errors
    /// One of them is empty.
    pub fn words(&self, name: &str) -> Result<Option<Vec<String>>, Failure> {
        self.list(name, Message::new("expected-param-words"), |text| (!text.is_empty()).then(|| text.to_owned()))
    }

    /// A day.
    ///
    /// # Errors
    /// The value is none.
    pub fn read_date(&self, name: &str) -> Result<Option<NaiveDate>, Failure> {
        self.parsed(name, Message::new("expected-param-day"), parse_day)
    }

    /// The days `from` and `to`, `to` being the day in view where it is not named.
    ///
    /// # Errors
    /// One of them is no day, or `from` is not before `to`.
    pub fn two_days(&self) -> Result<(Option<NaiveDate>, NaiveDate), Failure> {
        let to = self.read_date("to")?.unwrap_or_else(|| self.date());
        let from = self.read_date("from")?;
        if from.is_some_and(|from| from >= to) {
            return Err(self.wrong("from", Message::new("expected-param-before-to")));
        }
        Ok((from, to))
    }

    /// The failure of a parameter whose value can be read and does not fit.
    pub fn wrong(&self, name: &str, expected: impl Into<Expected>) -> Failure {
        Failure::bad_parameter(name, self.param(name).unwrap_or_default(), expected)
    }

    /// What is left out of denominators; temporarily occupied hromadas where nothing is said.
    ///
    /// # Errors
    /// A choice that cannot be read.
    pub fn leave_out(&self) -> Result<LeaveOut, Failure> {
        let expected = "occupied | hostilities | occupied,hostilities | none";
        Ok(self.parsed("leave_out", expected, LeaveOut::parse)?.unwrap_or_default())
    }

    /// A moment by the clock of Kyiv.
    ///
    /// # Errors
    /// The value is none.
    pub fn moment(&self, name: &str) -> Result<Option<NaiveDateTime>, Failure> {
        let read = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok();
        self.parsed(name, Message::new("expected-param-moment"), read)
    }

    /// Yes or no.
    ///
    /// # Errors
    /// The value is neither.
    pub fn yes_no(&self, name: &str) -> Result<Option<bool>, Failure> {
        self.parsed(name, "yes | no", crate::domain::facts::parse_bool)
    }

    /// A finite number in a range.
    ///
    /// # Errors
    /// The value is none, or out of the range.
    pub fn number(&self, name: &str, low: f64, high: f64) -> Result<Option<f64>, Failure> {
        self.parsed(
            name,
            Message::new("expected-param-number").with("low", low.to_string()).with("high", high.to_string()),
            |text| text.parse().ok().filter(|number: &f64| (low..=high).contains(number)),
        )
    }
}

/// Reads a word of one of the domain's enums, telling all of them when it is none.
macro_rules! word_list {
    ($asked:expr, $name:literal, $kind:ty) => {{
        let expected = <$kind>::ALL.iter().map(|value| value.word()).collect::<Vec<_>>().join(" | ");
        $asked.list($name, &expected, <$kind>::parse)
    }};
}
pub(crate) use word_list;
