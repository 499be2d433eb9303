//! `/lists/compare`: what one edition of a list adds, removes and changes against another.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use super::list_edition::{classes, condition_words, find, service_cell};
use crate::compliance::compare::{Change, Difference, Position, difference};
use crate::domain::Message;
use crate::http::{AppState, Failure, RequestContext};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, compliance_controls, format, names};

pub fn routes() -> Router<AppState> {
    Router::new().route("/lists/compare", get(async |view: RequestContext| page(&view)))
}

fn page(view: &RequestContext) -> Result<Markup, Failure> {
    let lang = view.lang;
    let asked = |name: &str| {
        view.param(name).ok_or_else(|| Failure::bad_parameter(name, "", Message::new("expected-param-day")))
    };
    let list = view.param("list").ok_or_else(|| Failure::bad_parameter("list", "", "523-р"))?;
    let (old, new) = (find(view, list, asked("from")?)?, find(view, list, asked("to")?)?);
    let told = difference(old, new);
    let title = lang.text("compare-title");
    let body = html! {
        h1 { (title) }
        p { (compliance_controls::edition_link(view, old)) " → " (compliance_controls::edition_link(view, new)) }
        ul.counts {
            @for (key, count) in [("added", told.added.len()), ("removed", told.removed.len()), ("changed", told.changed.len())] {
                li { b { (format::count(lang, count)) } @if count > 0 { a href={ "#" (key) } { (lang.text(key)) } } @else { span { (lang.text(key)) } } }
            }
            li { b { (format::count(lang, told.unchanged)) } span { (lang.text("unchanged")) } }
        }
        (class_counts(view, &told))
        (positions(view, "added", &told.added))
        (positions(view, "removed", &told.removed))
        (changes(view, &told.changed))
    };
    let page = Page::new(title, body).choose(Choose::Nothing);
    Ok(layout::render(view, &page.crumb(lang.text("nav-lists"), view.url("/lists", &[]))))
}

fn class_counts(view: &RequestContext, told: &Difference<'_>) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("owed-set")),
        Column::number(lang.text("loaded-before")),
        Column::number(lang.text("loaded-after")),
        Column::number(lang.text("declared-before")),
        Column::number(lang.text("declared-after")),
    ];
    let rows = told.classes.iter().map(|counts| {
        let declared = |count: Option<u32>| or_unknown(lang, count.map(|count| format::number(lang, count.into())));
        vec![
            html! { (names::list_class(lang, counts.class)) },
            html! { (format::count(lang, counts.loaded_before)) },
            html! { (format::count(lang, counts.loaded_after)) },
            declared(counts.declared_before),
            declared(counts.declared_after),
        ]
    });
    html! { (Table::new(lang.text("compare-classes-caption"), columns).stacked().rows(rows)) }
}

fn positions(view: &RequestContext, key: &str, positions: &[Position<'_>]) -> Markup {
    let lang = view.lang;
    let columns = ["service-code", "service", "list-classes", "condition"].map(|key| Column::text(lang.text(key)));
    let rows = positions.iter().map(|position| {
        vec![
            html! { span.nowrap { (position.service) } },
            service_cell(view, position.service),
            html! { (classes(view, position.classes)) },
            html! { (condition_words(view, position.condition)) },
        ]
    });
    html! {
        @if !positions.is_empty() {
            h2 id=(key) { (lang.text(key)) }
            (Table::new(lang.text(key), columns.to_vec()).stacked().rows(rows))
        }
    }
}

fn changes(view: &RequestContext, changes: &[Change<'_>]) -> Markup {
    let lang = view.lang;
    let columns = ["service-code", "service", "before", "after"].map(|key| Column::text(lang.text(key)));
    let side = |position: &Position<'_>| {
        html! { (classes(view, position.classes)) "; " (condition_words(view, position.condition)) }
    };
    let rows = changes.iter().map(|change| {
        vec![
            html! { span.nowrap { (change.service) } },
            service_cell(view, change.service),
            side(&change.before),
            side(&change.after),
        ]
    });
    html! {
        @if !changes.is_empty() {
            h2 #changed { (lang.text("changed")) }
            (Table::new(lang.text("changed"), columns.to_vec()).stacked().rows(rows))
        }
    }
}
