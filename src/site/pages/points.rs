//! `/points`: access points of the territory in view, narrowed by place, kind, status, service, words or nearness.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use super::overview::scope_name;
use crate::http::{AppState, Failure, Paging, View};
use crate::site::layout::{self, Page};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::pager::pager;
use crate::site::parts::{Column, Table, badge, format, links};

mod filter;
use filter::{Found, Wanted};

pub fn routes() -> Router<AppState> {
    Router::new().route("/points", get(async |view: View| page(&view)))
}

fn page(view: &View) -> Result<Markup, Failure> {
    let lang = view.lang;
    let paging = Paging::read(view, 50, 1000)?;
    let wanted = Wanted::read(view)?;
    let found = wanted.find(view);
    let title = lang.text("nav-points");
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        (filter::form(view))
        (chosen_service(view))
        p { (format::plural(lang, "points-count", found.len())) @if wanted.near.is_some() { ", " (lang.text("nearest-first")) } }
        @if !found.is_empty() { (table(view, paging.slice(&found), wanted.near.is_some())) }
        (pager(view, paging, found.len()))
        p.small { (lang.text("also-as")) " "
            a href=(data_url(view, "csv")) { "CSV" } ", " a href=(data_url(view, "geojson")) { "GeoJSON" } "." }
    };
    Ok(layout::render(view, &Page::new(title, body)))
}

/// The one service asked for, which the form does not show.
fn chosen_service(view: &View) -> Markup {
    let service = view.param("service").and_then(|code| view.registry.records.catalogue.by_code(code));
    html! {
        @if let Some(service) = service {
            p.notice {
                (view.lang.text("points-giving")) " " (links::service(view, service)) ". "
                a href=(view.same_page(&[("service", ""), ("page", "")])) { (view.lang.text("points-giving-any")) }
            }
        }
    }
}

/// The same list as data.
fn data_url(view: &View, form: &str) -> String {
    let territory = crate::http::urls::scope_word(view.scope);
    let kept = ["kind", "status", "group", "service", "q"];
    let mut pairs: Vec<(&str, &str)> =
        kept.iter().filter_map(|name| view.param(name).map(|value| (*name, value))).collect();
    let place = view.param("hromada").or_else(|| view.param("raion")).filter(|code| *code != "unknown");
    pairs.push(("territory", place.unwrap_or(&territory)));
    crate::http::urls::with_query(&format!("/api/v1/points.{form}"), &pairs)
}

fn table(view: &View, found: &[Found<'_>], near: bool) -> Markup {
    let lang = view.lang;
    let mut columns = ["point", "kind", "hromada", "address"].map(|key| Column::text(lang.text(key))).to_vec();
    columns.push(Column::number(lang.text("services-given")));
    if near {
        columns.push(Column::number(lang.text("distance-km")));
    }
    let rows = found.iter().map(|found| row(view, found));
    html! { (Table::new(lang.text("points-caption"), columns).stacked().rows(rows)) }
}

fn row(view: &View, found: &Found<'_>) -> Vec<Markup> {
    let lang = view.lang;
    let (point, row) = (found.point, found.point.row());
    let mut cells = vec![
        links::point(view, point),
        html! { (badge::kind(lang, row.kind)) " " (badge::status(lang, row.status)) },
        links::hromada_of(view, point),
        or_unknown(lang, row.address.as_deref()),
        or_unknown(lang, point.declared.then(|| format::count(lang, point.offered.len()))),
    ];
    if let Some(metres) = found.metres {
        cells.push(html! { (format::decimal(lang, metres / 1000.0, 1)) });
    }
    cells
}
