//! `/lists`: mandatory lists and their editions by date in force.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use crate::domain::rows::ListClass;
use crate::http::{AppState, RequestContext};
use crate::registry::Edition;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, compliance_controls, format, names, unknown};

pub fn routes() -> Router<AppState> {
    Router::new().route("/lists", get(async |view: RequestContext| page(&view)))
}

fn page(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let title = lang.text("nav-lists");
    let lists = &view.registry.records.lists;
    let body = html! {
        h1 { (lang.text("lists-title")) }
        p.lead { (lang.text("lists-lead")) }
        p.actions { a.button href=(view.url("/lists/preview", &[])) { (lang.text("preview-link")) } }
        @if lists.editions.is_empty() { p.notice { (lang.text("lists-none")) } }
        @for name in lists.names() { (list(view, name)) }
    };
    layout::render(view, &Page::new(title, body).choose(Choose::Day))
}

fn list(view: &RequestContext, name: &str) -> Markup {
    let lang = view.lang;
    let text = view.registry.records.rules.list(name);
    let lists = &view.registry.records.lists;
    let editions: Vec<&Edition> = lists.editions.iter().filter(|edition| edition.list == name).collect();
    let in_force = lists.edition_on(view.date()).map(|edition| (edition.list.as_str(), edition.in_force));
    let mut columns = vec![Column::text(lang.text("edition"))];
    columns.extend(ListClass::ALL.map(|class| Column::number(names::list_class(lang, class))));
    columns.push(Column::text(lang.text("compare-with-earlier")));
    let rows = editions.iter().enumerate().rev().map(|(index, edition)| {
        let now = in_force == Some((edition.list.as_str(), edition.in_force));
        let mut cells = vec![
            html! { (compliance_controls::edition_link(view, edition)) @if now { " " span.badge { (lang.text("in-force")) } } },
        ];
        cells.extend(ListClass::ALL.map(|class| class_cell(view, edition, class)));
        cells.push(compare(view, edition, index.checked_sub(1).and_then(|i| editions.get(i).copied())));
        cells
    });
    html! {
        h2 { (text.map_or(name, |text| names::ruled(lang, &text.title))) }
        p { (lang.text("act")) ": " (or_unknown(lang, text.map(|text| text.act.as_str()).filter(|act| !act.is_empty()))) }
        (Table::new(lang.text("editions-caption"), columns).stacked().rows(rows))
        (compare_form(view, &editions))
    }
}

/// Loaded and declared positions of a class.
fn class_cell(view: &RequestContext, edition: &Edition, class: ListClass) -> Markup {
    let lang = view.lang;
    let loaded = edition.loaded(class);
    html! {
        @if let Some(declared) = edition.declared.get(&class) { (format::part_of_whole(lang, loaded, *declared as usize)) }
        @else { (format::count(lang, loaded)) " / " (unknown(lang)) }
    }
}

fn compare(view: &RequestContext, edition: &Edition, earlier: Option<&Edition>) -> Markup {
    let lang = view.lang;
    let Some(earlier) = earlier else { return html! { (lang.text("first-edition")) } };
    let (from, to) = (earlier.in_force.to_string(), edition.in_force.to_string());
    let url = view.url("/lists/compare", &[("list", &edition.list), ("from", &from), ("to", &to)]);
    html! { a href=(url) { (lang.text("what-changed")) } }
}

/// The choice of two editions to compare.
fn compare_form(view: &RequestContext, editions: &[&Edition]) -> Markup {
    let lang = view.lang;
    let (Some(first), Some(last)) = (editions.first(), editions.last()) else { return html! {} };
    let select = |name: &str, key: &str, chosen: &Edition| {
        html! {
            label {
                span { (lang.text(key)) }
                select name=(name) {
                    @for edition in editions {
                        option value=(edition.in_force) selected[edition.in_force == chosen.in_force] { (format::date(lang, edition.in_force)) }
                    }
                }
            }
        }
    };
    html! {
        @if editions.len() > 1 {
            form.filters method="get" action=(crate::http::urls::in_lang(lang, "/lists/compare")) {
                input type="hidden" name="list" value=(first.list);
                (select("from", "compare-from", first))
                (select("to", "compare-to", last))
                button type="submit" { (lang.text("compare")) }
            }
        }
    }
}
