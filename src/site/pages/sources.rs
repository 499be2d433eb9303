//! `/sources`: what is loaded, from which files and under which licence, and every entry of the audit log.

use std::collections::BTreeMap;

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use crate::http::{AppState, Failure, Paging, RequestContext};
use crate::registry::Source;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::facts::or_unknown;
use crate::site::parts::pager::pager;
use crate::site::parts::{Column, Table, format, names, source};

pub fn routes() -> Router<AppState> {
    Router::new().route("/sources", get(async |view: RequestContext| page(&view)))
}

fn page(view: &RequestContext) -> Result<Markup, Failure> {
    let lang = view.lang;
    let paging = Paging::read(view, 50, 200)?;
    let entries: Vec<&Source> = view.registry.records.sources.iter().rev().map(AsRef::as_ref).collect();
    let title = lang.text("nav-sources");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("sources-lead")) }
        h2 { (lang.text("loaded")) }
        (loaded(view, &entries))
        (review(view))
        h2 { (lang.text("imports")) }
        p.actions { a href=(view.url("/feed.atom", &[])) type="application/atom+xml" { (lang.text("feed-link")) } }
        @if entries.is_empty() { p { (lang.text("no-imports")) } }
        @else { (journal(view, paging.slice(&entries))) }
        (pager(view, paging, entries.len()))
        h2 { (lang.text("sources-caption")) }
        (licences(view))
    };
    Ok(layout::render(view, &Page::new(title, body).choose(Choose::Knowledge)))
}

/// The latest file of each format, with its licence.
fn loaded(view: &RequestContext, entries: &[&Source]) -> Markup {
    let lang = view.lang;
    let mut latest: BTreeMap<&str, (&Source, usize)> = BTreeMap::new();
    // An entry about an account or a token loads nothing.
    for &entry in entries.iter().filter(|entry| entry.file.is_some() || !entry.counts.is_empty()) {
        latest.entry(&entry.action).or_insert((entry, 0)).1 += 1;
    }
    let columns = ["import", "file", "as-of-column", "import-at", "licence"].map(|key| Column::text(lang.text(key)));
    let rows = latest.values().map(|(entry, files)| loaded_row(view, entry, *files));
    html! {
        @if latest.is_empty() { p { (lang.text("no-imports")) } }
        @else { (Table::new(lang.text("loaded-caption"), columns.to_vec()).stacked().rows(rows)) }
    }
}

fn loaded_row(view: &RequestContext, entry: &Source, files: usize) -> Vec<Markup> {
    let lang = view.lang;
    vec![
        html! {
            (names::action(lang, &entry.action))
            @if files > 1 { " " span.small { (lang.with("files-count", [("count", format::count(lang, files).into())])) } }
        },
        file(view, entry),
        html! { (as_of(view, entry)) },
        entry_moment(view, entry),
        or_unknown(lang, licence(view, entry)),
    ]
}

/// Who published the file and under which licence, where the rules state it.
pub(super) fn licence(view: &RequestContext, entry: &Source) -> Option<Markup> {
    let text = view.registry.records.rules.source_of(&entry.action, entry.sample)?;
    let (publisher, licence) = (names::ruled(view.lang, &text.publisher), names::ruled(view.lang, &text.licence));
    Some(html! { (publisher) "; " (licence) })
}

/// Entries of the audit log, each a link to its page.
fn journal(view: &RequestContext, entries: &[&Source]) -> Table {
    let columns = ["entry", "import", "file", "import-at", "changes"].map(|key| Column::text(view.lang.text(key)));
    let rows = entries.iter().map(|entry| journal_row(view, entry));
    Table::new(view.lang.text("imports-caption"), columns.to_vec()).stacked().rows(rows)
}

fn journal_row(view: &RequestContext, entry: &Source) -> Vec<Markup> {
    let lang = view.lang;
    let number = lang.with("entry-number", [("entry", entry.id.to_string().into())]);
    let undone = view.registry.records.undone_by(entry.id).is_some();
    vec![
        html! { a href=(source::entry_url(view, entry.id)) { (number) } },
        html! {
            (names::action(lang, &entry.action))
            @if undone { " " span.badge.stale { (lang.text("undone")) } }
        },
        file(view, entry),
        entry_moment(view, entry),
        source::source_counts(view, entry),
    ]
}

fn file(view: &RequestContext, entry: &Source) -> Markup {
    html! {
        @if let Some(file) = &entry.file { (file) }
        @if entry.sample { " " span.badge.sample { (view.lang.text("sample-data")) } }
    }
}

fn entry_moment(view: &RequestContext, entry: &Source) -> Markup {
    html! { (format::moment(view.lang, entry.at)) ", " (names::actor(view.lang, &entry.actor)) }
}

/// The day from which the file's rows hold where they name none.
pub(super) fn as_of(view: &RequestContext, entry: &Source) -> String {
    entry.as_of.map_or_else(|| view.lang.text("as-of-none"), |day| format::date(view.lang, day))
}

fn licences(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let columns = ["source", "publisher", "licence", "used-for"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = view.registry.records.rules.sources.iter().map(|source| {
        let texts = [&source.title, &source.publisher, &source.licence, &source.used_for];
        texts.iter().map(|text| html! { (names::ruled(lang, text)) }).collect()
    });
    html! { (Table::new(lang.text("sources-caption"), columns).stacked().rows(rows)) }
}

/// How many points a person should look at, with the way to them.
fn review(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let points = view.registry.points.iter();
    let count = points.filter(|point| !point.row().review_reasons().is_empty()).count();
    html! {
        @if count > 0 {
            h2 { (lang.text("review-needed")) }
            p { (format::plural(lang, "overview-review", count)) " "
                a href=(view.url("/points", &[("territory", "UA"), ("review", "yes")])) { (lang.text("show-them")) } }
        }
    }
}
