//! `/network`: the network of the territory in view, on a map and in tables.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};

use super::hromadas;
use super::hromadas::Show;
use super::people;
use crate::domain::{Category, PointKind, TerritoryCode, collation_key};
use crate::http::sorting::Sorting;
use crate::http::visitor::Visitor;
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{HromadaOnDate, Scope};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::as_of;
pub(super) use crate::site::parts::chooser::scope_name;
use crate::site::parts::choropleth::{Shading, figure, marks};
use crate::site::parts::{Column, KindCounts, Table, format, links, names, source};

pub fn routes() -> Router<AppState> {
    Router::new().route("/network", get(show))
}

async fn show(
    State(state): State<AppState>,
    view: RequestContext,
    Visitor(visitor): Visitor,
) -> Result<Markup, Failure> {
    let overdue = people::overdue_notice(&state, &view, visitor.as_ref()).await?;
    Ok(page(&view, &overdue))
}

fn page(view: &RequestContext, overdue: &Markup) -> Markup {
    let lang = view.lang;
    let name = scope_name(view);
    let tally = KindCounts::of_points(view.registry.points_in(view.scope));
    let hromadas: Vec<&HromadaOnDate> = view.registry.hromadas_in(view.scope).collect();
    let body = html! {
        h1 { (name) }
        p.lead { (lang.text("overview-lead")) " " (as_of(view)) "." }
        (overdue)
        @if view.registry.records.network.all().is_empty() { div.notice { p { (lang.text("overview-empty")) } } }
        ul.counts {
            (hromadas_tile(view, &hromadas))
            (tally.figures(view, &[]))
        }
        (gaps(view, &hromadas, &tally))
        (map(view, &hromadas))
        (parts_table(view))
        @if view.scope != Scope::Country && !hromadas.is_empty() { (hromadas_table(view, hromadas)) }
        @else if view.scope != Scope::Country { (points(view)) }
    };
    layout::render(view, &Page::new(name, body))
}

/// How many hromadas there are; of the country those of Crimea and Sevastopol apart, as official totals have them.
fn hromadas_tile(view: &RequestContext, hromadas: &[&HromadaOnDate]) -> Markup {
    let lang = view.lang;
    let apart = |hromada: &&&HromadaOnDate| view.scope == Scope::Country && hromada.code.is_crimean();
    let crimean = hromadas.iter().filter(apart).count();
    let others = hromadas.len() - crimean;
    html! {
        li {
            b { (format::count(lang, others)) }
            a href=(view.url("/hromadas", &[])) { (format::plural(lang, "overview-hromadas-count", others)) }
            @if crimean > 0 { span.small { (format::plural(lang, "overview-crimean", crimean)) } }
        }
    }
}

/// Hromadas shaded by the number of their points, with the points by kind.
fn map(view: &RequestContext, hromadas: &[&HromadaOnDate]) -> Markup {
    // Where nothing is held of the day, no count is known.
    let known = |count: usize| (!view.registry.points.is_empty()).then_some(count as f64);
    let mut values: Vec<(TerritoryCode, Option<f64>)> =
        hromadas.iter().map(|hromada| (hromada.code, known(hromada.points.len()))).collect();
    if let Some(code) = view.scope.code().filter(|_| values.is_empty()) {
        values.push((code, known(view.registry.points_in(view.scope).count())));
    }
    let title = view.lang.text("map-points");
    let words = |lang, value| format::decimal(lang, value, 0);
    let shading = Shading { id: "points", title, values, words, below: "" };
    figure(view, &shading, marks(view, view.scope != Scope::Country))
}

/// What a reader should know before trusting the counts.
fn gaps(view: &RequestContext, hromadas: &[&HromadaOnDate], tally: &KindCounts) -> Markup {
    let lang = view.lang;
    let count = |show: Show| hromadas.iter().filter(|hromada| show.shows(&view.registry, hromada)).count();
    let without = if view.registry.points.is_empty() { 0 } else { count(Show::WithoutCentre) };
    let occupied = count(Show::Occupied);
    let unplaced = view.registry.count_unplaced(view.scope);
    let doubtful = view.registry.points_in(view.scope);
    let doubtful = doubtful.filter(|point| !point.row().review_reasons().is_empty()).count();
    let fresh = source::fresh_since(view);
    let stale = view.registry.points_in(view.scope).filter(|point| point.row().confirmed < fresh).count();
    let fresh = fresh.to_string();
    let told = [
        ("overview-without-centre", without, "/hromadas", ("show", Show::WithoutCentre.word())),
        ("overview-occupied", occupied, "/hromadas", ("show", Show::Occupied.word())),
        ("overview-suspended", tally.suspended, "/points", ("status", "suspended")),
        ("overview-unplaced", unplaced, "/points", ("hromada", "unknown")),
        ("overview-review", doubtful, "/points", ("review", "yes")),
        ("overview-stale", stale, "/points", ("confirmed_before", fresh.as_str())),
    ];
    html! {
        ul.small {
            @for (key, count, path, of) in told {
                @if count > 0 {
                    li { (format::plural(lang, key, count)) " " a href=(view.url(path, &[of])) { (lang.text("show-them")) } }
                }
            }
        }
    }
}

/// Oblasts of the country or raions of an oblast.
fn parts_table(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let (heading, level) = match view.scope {
        Scope::Country => ("overview-oblasts", Category::Oblast),
        Scope::Within(_, Category::Oblast) => ("overview-raions", Category::Raion),
        Scope::Within(..) => return html! {},
    };
    let parts = subdivision_parts(view, level);
    let mut columns = vec![Column::text(lang.text("territory")), Column::number(lang.text("overview-hromadas"))];
    columns.extend(PointKind::ALL.iter().map(|kind| Column::number(names::kinds(lang, *kind))));
    columns.push(Column::number(lang.text("total")));
    let rows = parts.into_iter().map(|(code, part)| {
        let name = html! { (links::overview(view, code)) };
        let here = ("territory", code.as_str());
        let mut cells = vec![name, format::linked(lang, part.hromadas, &view.url("/hromadas", &[here]))];
        cells.extend(part.tally.cells(view, here));
        cells
    });
    html! {
        h2 { (lang.text(heading)) }
        (Table::new(lang.text("overview-parts-caption"), columns).stacked().rows(rows))
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Part {
    hromadas: usize,
    tally: KindCounts,
}

/// Counts by oblast or raion in one pass over hromadas and one over points, in alphabetical order.
fn subdivision_parts(view: &RequestContext, level: Category) -> Vec<(TerritoryCode, Part)> {
    let registry = &view.registry;
    let pick = |oblast: Option<TerritoryCode>, raion| if level == Category::Raion { raion } else { oblast };
    let mut parts: BTreeMap<TerritoryCode, Part> = BTreeMap::new();
    for hromada in registry.hromadas_in(view.scope) {
        if let Some(code) = pick(hromada.oblast, hromada.raion) {
            parts.entry(code).or_default().hromadas += 1;
        }
    }
    for point in registry.points_in(view.scope) {
        if let Some(code) = pick(point.oblast, point.raion) {
            parts.entry(code).or_default().tally.add(point);
        }
    }
    let mut parts: Vec<(TerritoryCode, Part)> = parts.into_iter().collect();
    let tree = &registry.records.territories;
    parts.sort_by_cached_key(|(code, _)| tree.get(*code).map(|place| collation_key(&place.name)));
    parts
}

/// The points themselves, where there are no hromadas between: a city with special status, a settlement.
fn points(view: &RequestContext) -> Markup {
    html! {
        h2 { (view.lang.text("nav-points")) }
        (super::hromada::points_table(view, view.registry.points_in(view.scope)))
    }
}

fn hromadas_table(view: &RequestContext, mut hromadas: Vec<&HromadaOnDate>) -> Markup {
    let tree = &view.registry.records.territories;
    hromadas.sort_by_cached_key(|hromada| tree.get(hromada.code).map(|place| collation_key(&place.name)));
    html! {
        h2 { (view.lang.text("overview-hromadas-heading")) }
        (hromadas::table(view, &hromadas, &Sorting::fixed()))
    }
}
