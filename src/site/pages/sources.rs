//! `/sources`: where the data come from, under which licence, and what was imported when.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use crate::http::{AppState, View};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::{Column, Table, format, names, source};

/// Imports shown, the newest first.
const SHOWN: usize = 200;

pub fn routes() -> Router<AppState> {
    Router::new().route("/sources", get(async |view: View| page(&view)))
}

fn page(view: &View) -> Markup {
    let lang = view.lang;
    let title = lang.text("nav-sources");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("sources-lead")) }
        (known(view))
        (review(view))
        h2 { (lang.text("imports")) }
        (imports(view))
    };
    layout::render(view, &Page::new(title, body).choose(Choose::Nothing))
}

fn known(view: &View) -> Markup {
    let lang = view.lang;
    let columns = ["source", "publisher", "licence", "used-for"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = view.registry.records.rules.sources.iter().map(|source| {
        let texts = [&source.title, &source.publisher, &source.licence, &source.used_for];
        texts.iter().map(|text| html! { (names::ruled(lang, text)) }).collect()
    });
    html! { (Table::new(lang.text("sources-caption"), columns).stacked().rows(rows)) }
}

/// How many points a person should look at, with the way to them.
fn review(view: &View) -> Markup {
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

fn imports(view: &View) -> Markup {
    let lang = view.lang;
    let columns = ["import", "import-at"].map(|key| Column::text(lang.text(key))).to_vec();
    let all = &view.registry.records.sources;
    let rows = all.iter().rev().take(SHOWN).map(|entry| {
        let at = entry.at.with_timezone(&chrono_tz::Europe::Kyiv);
        let when = html! { (format::date(lang, at.date_naive())) " " (at.format("%H:%M")) };
        vec![source::name(view, entry), when]
    });
    html! {
        @if all.is_empty() { p { (lang.text("no-imports")) } }
        @else { (Table::new(lang.text("imports-caption"), columns).stacked().rows(rows)) }
    }
}
