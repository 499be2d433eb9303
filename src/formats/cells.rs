//! One row seen by the keys of its columns: each cell read as its type, each fault told with its place.

use chrono::NaiveDate;

use super::columns::{Header, clip};
use super::homoglyphs::fix_homoglyphs;
use super::references::References;
use super::{Fault, FaultList, formula_guard, messages, text_faults};
use crate::domain::degrees::rounded;
use crate::domain::facts::BOOLEANS;
use crate::domain::text::tidy_spaces;
use crate::domain::{Message, Period, TerritoryCode, TextRule, Word, looks_like_date, parse_date};

/// Latitudes and longitudes of Ukraine, roughly.
const LATITUDES: std::ops::RangeInclusive<f64> = 44.0..=52.6;
const LONGITUDES: std::ops::RangeInclusive<f64> = 22.0..=40.5;

/// Where the texts of a row come from.
#[derive(Debug)]
pub(crate) enum Source<'a> {
    Sheet(&'a [String]),
    Json(&'a serde_json::Map<String, serde_json::Value>),
}

/// One row seen by the keys of its columns. A reader of a cell gives `None` for an empty cell, and for a faulty one
/// after telling the fault.
#[derive(Debug)]
pub struct Cells<'a> {
    pub(crate) row: u32,
    pub(crate) header: &'a Header,
    pub(crate) source: Source<'a>,
    pub(crate) references: &'a References,
    pub(crate) faults: &'a mut FaultList,
    pub(crate) warnings: &'a mut FaultList,
}

impl Cells<'_> {
    /// The text of a cell without spaces around; empty where the column is absent.
    pub(crate) fn raw(&self, key: &str) -> String {
        match &self.source {
            Source::Sheet(cells) => tidy_spaces(formula_guard::unguarded(self.header.cell(key, cells))),
            Source::Json(object) => object.get(key).map(super::json::value_text).unwrap_or_default(),
        }
    }

    /// Tells a fault of a cell.
    pub(crate) fn fault(&mut self, key: &str, reason: impl Into<Message>, expected: impl Into<Message>) {
        let fault = self.fault_in(key, reason, expected);
        self.faults.push(fault);
    }

    /// Tells a warning of a cell.
    pub(crate) fn warn(&mut self, key: &str, reason: impl Into<Message>, expected: impl Into<Message>) {
        let warning = self.fault_in(key, reason, expected);
        self.warnings.push(warning);
    }

    fn fault_in(&self, key: &str, reason: impl Into<Message>, expected: impl Into<Message>) -> Fault {
        Fault {
            row: self.row,
            column: self.header.title(key),
            value: clip(&self.raw(key)),
            reason: reason.into(),
            expected: expected.into(),
        }
    }

    pub(crate) fn check_width(&mut self) {
        let Source::Sheet(cells) = self.source else { return };
        let width = self.header.width();
        if let Some(stray) = cells.iter().skip(width).find(|cell| !cell.trim().is_empty()) {
            self.faults.push(Fault {
                row: self.row,
                column: String::new(),
                value: clip(stray),
                reason: Message::new("fault-wide-row").with("width", width),
                expected: "expected-quoted-cell".into(),
            });
        }
    }

    /// Reads a cell with `parse`; an empty one is `None`.
    pub(crate) fn parsed<T>(
        &mut self,
        key: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        reason: impl Into<Message>,
        expected: impl Into<Message>,
    ) -> Option<T> {
        let text = self.raw(key);
        if text.is_empty() {
            return None;
        }
        let value = parse(&text);
        if value.is_none() {
            self.fault(key, reason, expected);
        }
        value
    }

    /// Demands that the cell is filled.
    pub(crate) fn required_value<T>(&mut self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.raw(key).is_empty() {
            self.fault(key, "fault-empty", "expected-value");
        }
        value
    }

    /// A text within the rule.
    pub(crate) fn text(&mut self, key: &str, rule: TextRule) -> Option<String> {
        let text = self.raw(key);
        if let Err(fault) = rule.check(&text) {
            let (reason, expected) = text_faults::words(fault);
            self.fault(key, reason, expected);
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// A text that must be there.
    pub(crate) fn must_text(&mut self, key: &str, rule: TextRule) -> Option<String> {
        let text = self.text(key, rule);
        self.required_value(key, text)
    }

    /// A free code of a point, service, district or list.
    pub(crate) fn id(&mut self, key: &str) -> Option<String> {
        self.text(key, TextRule::CODE)
    }

    /// Entries of a list cell, split by `split`.
    pub(crate) fn list(&mut self, key: &str, split: impl Fn(&str) -> Vec<String>) -> Vec<String> {
        self.text(key, TextRule::TEXT).map(|text| split(&text)).unwrap_or_default()
    }

    /// A code that must be there.
    pub(crate) fn must_id(&mut self, key: &str) -> Option<String> {
        let id = self.id(key);
        self.required_value(key, id)
    }

    pub(crate) fn territory(&mut self, key: &str) -> Option<TerritoryCode> {
        self.parsed(key, |text| TerritoryCode::parse(text).ok(), "fault-not-katottg", "expected-katottg")
    }

    pub(crate) fn must_territory(&mut self, key: &str) -> Option<TerritoryCode> {
        let code = self.territory(key);
        self.required_value(key, code)
    }

    /// One of fixed words, English or Ukrainian; Latin letters inside Ukrainian words are forgiven.
    pub(crate) fn word<T: Word>(&mut self, key: &str) -> Option<T> {
        let text = self.raw(key);
        if text.is_empty() {
            return None;
        }
        let word = T::read(&text).or_else(|| T::read(&fix_homoglyphs(&text)));
        if word.is_none() {
            let (reason, expected) = messages::unknown_word::<T>(&text);
            self.fault(key, reason, expected);
        }
        word
    }

    /// A fixed word that must be there.
    pub(crate) fn must_word<T: Word>(&mut self, key: &str) -> Option<T> {
        let word = self.word(key);
        self.required_value(key, word)
    }

    /// `yes/no` and the words that mean the same.
    pub(crate) fn flag(&mut self, key: &str) -> Option<bool> {
        self.parsed(
            key,
            crate::domain::facts::parse_bool,
            "fault-not-yes-no",
            Message::new("expected-yes-no").with("words", BOOLEANS),
        )
    }

    pub(crate) fn date(&mut self, key: &str) -> Option<NaiveDate> {
        let reason = if looks_like_date(&self.raw(key)) { "fault-no-such-day" } else { "fault-not-a-date" };
        self.parsed(key, parse_date, reason, "expected-date")
    }

    /// The columns `from` and `until`.
    pub(crate) fn period(&mut self) -> Period {
        let period = Period::new(self.date("from"), self.date("until"));
        if period.is_empty() {
            let from = self.raw("from");
            self.fault("until", "fault-end-not-after-start", Message::new("expected-after").with("from", from));
        }
        period
    }

    /// A whole number that is not negative; spaces between thousands are forgiven.
    pub(crate) fn count(&mut self, key: &str) -> Option<u32> {
        self.parsed(key, crate::domain::facts::parse_people, "fault-not-a-count", "expected-count")
    }

    /// A number that is not negative; a decimal comma is forgiven.
    pub(crate) fn measure(&mut self, key: &str) -> Option<f64> {
        let parse = |text: &str| number(text).filter(|value| *value >= 0.0);
        self.parsed(key, parse, "fault-not-a-measure", "expected-measure")
    }

    /// Latitude and longitude, both or neither, within Ukraine.
    pub(crate) fn location(&mut self, lat: &str, lon: &str) -> Option<(f64, f64)> {
        let north = self.degrees(lat, &LATITUDES);
        let east = self.degrees(lon, &LONGITUDES);
        for (here, there) in [(lat, lon), (lon, lat)] {
            if self.raw(here).is_empty() && !self.raw(there).is_empty() {
                self.fault(here, "fault-one-coordinate", "expected-both-coordinates");
            }
        }
        north.zip(east)
    }

    fn degrees(&mut self, key: &str, range: &std::ops::RangeInclusive<f64>) -> Option<f64> {
        let degrees = self.parsed(key, number, "fault-not-a-number", "expected-degrees")?;
        if !range.contains(&degrees) {
            self.fault(key, "fault-outside-ukraine", self::range("expected-range", range));
            return None;
        }
        Some(rounded(degrees))
    }
}

/// A message with the ends of a range.
pub(crate) fn range(code: &'static str, range: &std::ops::RangeInclusive<f64>) -> Message {
    let (least, most) = (range.start().to_string(), range.end().to_string());
    Message::new(code).with("least", least).with("most", most)
}

/// True for a place in Ukraine, roughly.
pub(crate) fn in_ukraine(lat: f64, lon: f64) -> bool {
    LATITUDES.contains(&lat) && LONGITUDES.contains(&lon)
}

/// A finite number with a point or a comma; spaces between thousands are forgiven.
pub(crate) fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let digits = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    plain.parse().ok().filter(|value: &f64| digits && value.is_finite())
}

/// Parts of a list cell between `;`, `|`, `,` or line ends.
pub(crate) fn parts(text: &str, separators: &[char]) -> Vec<String> {
    text.split(separators).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
