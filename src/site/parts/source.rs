//! Where a fact came from and when it was last confirmed.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use maud::{Markup, html};

use super::{format, names};
use crate::http::{Lang, RequestContext};
use crate::registry::{Source, Sourced};

/// Counts of an entry in the order they are told.
const COUNTED: [&str; 6] = ["added", "changed", "ended", "removed", "voided", "unchanged"];

/// «Імпорт національного реєстру (файл), підтверджено 12.10.2025».
#[must_use]
pub fn line(view: &RequestContext, source: u32, confirmed: NaiveDate) -> Markup {
    let lang = view.lang;
    let date = format::date(lang, confirmed);
    html! {
        span.source {
            @match view.registry.records.source(source) {
                Some(source) => { a href=(entry_url(view, source.id)) { (name(view, source)) } }
                None => (lang.text("unknown")),
            }
            ", " (lang.with("confirmed-on", [("date", date.into())]))
            @if confirmed < fresh_since(view) { " " span.badge.stale { (lang.text("stale")) } }
        }
    }
}

/// The line of a row, and of those of its fields that another file stated or confirmed.
#[must_use]
pub fn lines<T>(view: &RequestContext, table: &str, row: &Sourced<T>) -> Markup {
    let others = row.other_origins();
    html! {
        p { (view.lang.text("source")) ": " (line(view, row.source, row.confirmed)) }
        @if !others.is_empty() {
            p { (view.lang.text("fields-elsewhere")) }
            ul.fields {
                @for ((source, confirmed), columns) in others {
                    li { (titles(view.lang, table, &columns)) ": " (line(view, source, confirmed)) }
                }
            }
        }
    }
}

fn titles(lang: Lang, table: &str, columns: &[&str]) -> String {
    columns.iter().map(|column| names::column(lang, table, column)).collect::<Vec<_>>().join(", ")
}

/// What was confirmed before this day was confirmed more than a year before the day in view: it may have changed since.
#[must_use]
pub fn fresh_since(view: &RequestContext) -> NaiveDate {
    view.date().checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN)
}

/// The page of an entry of the audit log.
#[must_use]
pub fn entry_url(view: &RequestContext, entry: u32) -> String {
    view.url(&format!("/sources/{entry}"), &[])
}

/// What an entry did, table by table: «Таблиця точок доступу: додано 3, без змін 12».
#[must_use]
pub fn source_counts(view: &RequestContext, source: &Source) -> Markup {
    html! {
        @for (table, counts) in &source.counts {
            div { (names::action(view.lang, table)) ": " (counts_text(view.lang, counts)) }
        }
    }
}

fn counts_text(lang: Lang, counts: &BTreeMap<String, u64>) -> String {
    let said = COUNTED.iter().filter_map(|word| {
        let count = counts.get(*word).copied().filter(|count| *count > 0)?;
        Some(format!("{} {}", lang.text(&format!("counted-rows-{word}")), format::number(lang, count)))
    });
    said.collect::<Vec<_>>().join(", ")
}

/// The action's name and, for the demonstration, the word that says so; its file stands on the page of the entry.
#[must_use]
pub fn name(view: &RequestContext, source: &Source) -> Markup {
    html! {
        (names::action(view.lang, &source.action))
        @if source.sample { " " span.badge.sample { (view.lang.text("sample-data")) } }
    }
}
