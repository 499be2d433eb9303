//! Opening hours of a point: OSM syntax told in words, and whether a point is open at a moment.

use chrono::NaiveDateTime;

/// Language of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursLanguage {
    Ukrainian,
    English,
}

/// The hours in words («Пн–Пт 08:00–17:00, Сб вихідний»), or `None` where the text is not OSM syntax.
#[must_use]
pub fn describe(_hours: &str, _language: HoursLanguage) -> Option<String> {
    None
}

/// Whether the hours say open at a local moment; `None` where the text is not OSM syntax or does not speak of the day.
#[must_use]
pub fn open_at(_hours: &str, _moment: NaiveDateTime) -> Option<bool> {
    None
}
