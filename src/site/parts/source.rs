//! Where a fact came from and when it was last confirmed.

use chrono::{Months, NaiveDate};
use maud::{Markup, html};

use super::{format, names};
use crate::http::View;
use crate::registry::Source;

/// «Імпорт національного реєстру (файл), підтверджено 12.10.2025».
#[must_use]
pub fn line(view: &View, source: u32, confirmed: NaiveDate) -> Markup {
    let lang = view.lang;
    let date = format::date(lang, confirmed);
    html! {
        span.source {
            @match view.registry.records.source(source) {
                Some(source) => (name(view, source)),
                None => (lang.text("unknown")),
            }
            ", " (lang.with("confirmed-on", [("date", date.into())]))
            @if confirmed < fresh_since(view) { " " span.badge.stale { (lang.text("stale")) } }
        }
    }
}

/// What was confirmed before this day was confirmed more than a year before the day in view: it may have changed since.
#[must_use]
pub fn fresh_since(view: &View) -> NaiveDate {
    view.date().checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN)
}

/// The action's name with its file and, for the demonstration, the word that says so.
#[must_use]
pub fn name(view: &View, source: &Source) -> Markup {
    html! {
        (names::action(view.lang, &source.action))
        @if let Some(file) = &source.file { " (" (file) ")" }
        @if source.sample { " " span.badge.sample { (view.lang.text("sample-data")) } }
    }
}
