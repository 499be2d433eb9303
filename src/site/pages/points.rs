//! `/points`: where to go: access points by service, nearness, open hours, wheelchair access, place, kind or words.

use axum::Router;
use axum::routing::get;
use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::barrier_free::people;
use super::door::card::verdict;
use super::overview::scope_name;
use crate::compliance::cards::needs::{self, access};
use crate::compliance::cards::wheelchair;
use crate::domain::Precision;
use crate::http::points::order::{arrange_points, days_unconfirmed, point_sorting};
use crate::http::points::{MatchingPoint, moment};
use crate::http::sorting::Sorting;
use crate::http::urls::scope_word;
use crate::http::{AppState, Failure, Paging, RequestContext};
use crate::registry::PointOnDate;
use crate::rulebook::Wheelchair;
use crate::site::layout::{self, Page};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::pager::pager;
use crate::site::parts::{Column, Table, badge, format, links, names, sortable, unplaced};

/// Where the table stands in the page.
const TABLE: &str = "table";

mod filter;
mod near;
use filter::FilterValues;
use near::Near;

pub fn routes() -> Router<AppState> {
    Router::new().route("/points", get(async |view: RequestContext| page(&view)))
}

fn page(view: &RequestContext) -> Result<Markup, Failure> {
    let lang = view.lang;
    let paging = Paging::read(view, 50, 1000)?;
    let wanted = FilterValues::read(view)?;
    let title = lang.text("nav-points");
    let heading = html! { h1 { (title) ": " (scope_name(view)) } (filter::form(view, &wanted)) };
    if !wanted.is_understood(view) {
        return Ok(layout::render(view, &Page::new(title, heading).not_indexed()));
    }
    let mut found = wanted.filter.find(&view.registry);
    wanted.filter.best_first(&view.registry, &mut found);
    let sorting = point_sorting(view)?;
    arrange_points(&view.registry, &sorting, &mut found);
    let body = html! {
        (heading)
        (filter::services_told(view, &wanted))
        (rules(view, &wanted))
        @if !view.registry.points.is_empty() { (count(view, &wanted, found.len())) }
        @if view.param("hromada").is_none() { (unplaced::notice(view)) }
        @if !found.is_empty() { (table(view, &wanted, &sorting, paging.slice(&found))) }
        (pager(view, paging, found.len()))
        p.small { (lang.text("also-as")) " "
            a href=(data_url(view, &wanted, "csv")) { "CSV" } ", " a href=(data_url(view, &wanted, "geojson")) { "GeoJSON" } "." }
    };
    Ok(layout::render(view, &Page::new(title, body)))
}

/// By what rule points are called near, open or accessible; only where that is asked.
fn rules(view: &RequestContext, wanted: &FilterValues<'_>) -> Markup {
    let lang = view.lang;
    html! {
        @if let Some(near) = &wanted.near { (near.origin_notice(view)) }
        @if wanted.filter.open.is_some() || wanted.filter.wheelchair.is_some() {
            details {
                summary { (lang.text("rule")) }
                @if let Some((_, at)) = wanted.filter.open {
                    p.rule { (lang.with("open-rule", [
                        ("date", format::date(lang, at.date()).into()), ("time", at.format("%H:%M").to_string().into())])) }
                }
                @if wanted.filter.wheelchair.is_some() { (wheelchair_rule(view)) }
            }
        }
    }
}

/// The rule, with the criteria that decide as the checklists name them.
fn wheelchair_rule(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let named = |wanted: Wheelchair| {
        let deciding = wheelchair::deciding(&view.registry.records.rules).filter(|(.., role)| *role == wanted);
        let titles: Vec<String> = deciding.map(|(_, one, _)| format!("«{}»", names::ruled(lang, &one.title))).collect();
        titles.join(", ")
    };
    let (entrance, stated) = (named(Wheelchair::Entrance), named(Wheelchair::WhereStated));
    html! { p.rule { (lang.with("wheelchair-rule", [("entrance", entrance.into()), ("stated", stated.into())])) } }
}

/// How many there are, and how many more may be, with the way to them.
fn count(view: &RequestContext, wanted: &FilterValues<'_>, found: usize) -> Markup {
    let lang = view.lang;
    if wanted.filter.unsure {
        let certain = view.same_page(&[("unsure", ""), ("page", "")]);
        return html! {
            p { (format::plural(lang, "points-unsure", found)) " " (lang.text("points-unsure-why")) " "
                a href=(certain) { (lang.text("points-certain")) } }
        };
    }
    let doubtful = wanted.filter.count_doubtful(&view.registry);
    let occupied = wanted.filter.count_occupied(&view.registry);
    html! {
        p { (format::plural(lang, "points-count", found)) @if wanted.near.is_some() { ", " (lang.text("nearest-first")) } }
        @if doubtful > 0 {
            p.notice { (format::plural(lang, "points-left-out", doubtful)) " " (lang.text("points-unsure-why")) " "
                a href=(view.same_page(&[("unsure", "yes"), ("page", "")])) { (lang.text("show-them")) } }
        }
        @if occupied > 0 { p.notice { (format::plural(lang, "points-occupied", occupied)) } }
    }
}

/// The same list as data: places and services that were named in words by their coordinates and codes.
fn data_url(view: &RequestContext, wanted: &FilterValues<'_>, form: &str) -> String {
    let kept = [
        "kind",
        "status",
        "group",
        "life_event",
        "raion",
        "hromada",
        "located_in",
        "review",
        "q",
        "territory_status",
        "open_now",
        "open_at",
        "wheelchair",
        "need",
        "unsure",
        "sort",
        "order",
    ];
    let mut pairs: Vec<(&str, &str)> =
        kept.iter().filter_map(|name| view.param(name).map(|value| (*name, value))).collect();
    let named = wanted.services.as_ref().filter(|_| view.param("service").is_some());
    let codes = named.map(|services| crate::http::points::services::service_records(view, services));
    let codes = codes.map(|told| told.iter().map(|service| service.code.to_string()).collect::<Vec<_>>().join(","));
    let at = wanted.near.as_ref().and_then(Near::coordinates).map(|(lat, lon)| format!("{lat},{lon}"));
    let territory = scope_word(view.scope);
    pairs.push(("territory", &territory));
    pairs.extend(codes.as_deref().map(|codes| ("service", codes)));
    if let Some(at) = at.as_deref() {
        pairs.extend([("near", at), ("within_m", Near::REACH_M)]);
    }
    view.data_url(&format!("/api/v1/points.{form}"), &pairs)
}

fn table(view: &RequestContext, wanted: &FilterValues<'_>, sorting: &Sorting, found: &[MatchingPoint]) -> Markup {
    let lang = view.lang;
    let sorted = |key: &str, column: Column| sortable(view, sorting, (key, TABLE), column);
    let named = |key: &str| sorted(key, Column::text(lang.text(key)));
    let mut columns = ["point", "kind", "hromada", "address"].map(named).to_vec();
    let moment = moment(view, Some(&wanted.filter));
    columns.extend(moment.map(|_| Column::text(lang.text("hours-now"))));
    columns.extend(need(wanted).map(|need| Column::text(people(view, need))));
    columns.push(named("phone"));
    if wanted.near.is_some() {
        columns.push(sorted("distance", Column::number(lang.text("distance-km"))));
    }
    columns.push(sorted("confirmed", Column::number(lang.text("days-unconfirmed"))));
    let points = found.iter().filter_map(|hit| Some((view.registry.point_at(hit.position)?, hit.distance_m)));
    let rows = points.map(|(point, metres)| row(view, wanted, point, (metres, moment)));
    html! { (Table::new(lang.text("points-caption"), columns).id(TABLE).stacked().rows(rows)) }
}

fn row(
    view: &RequestContext,
    wanted: &FilterValues<'_>,
    point: &PointOnDate,
    (metres, moment): (Option<f64>, Option<NaiveDateTime>),
) -> Vec<Markup> {
    let lang = view.lang;
    let row = point.row();
    let mut cells = vec![
        links::point(view, point),
        badge::point(lang, point),
        links::hromada_and_place(view, point),
        or_unknown(lang, row.address.as_deref().map(|text| links::ukrainian(view, text))),
    ];
    if let Some(at) = moment {
        cells.push(badge::open(lang, point, at));
    }
    cells.extend(need(wanted).map(|need| verdict(lang, &access(&view.registry, point, need))));
    cells.push(or_unknown(lang, row.phone.as_deref().map(links::phone)));
    if wanted.near.is_some() {
        cells.push(or_unknown(lang, metres.map(|metres| distance(view, point.precision, metres))));
    }
    cells.push(html! { (format::number(lang, days_unconfirmed(&view.registry, point).unsigned_abs())) });
    cells
}

/// Whose access is asked about.
fn need<'a>(wanted: &'a FilterValues<'_>) -> Option<&'a str> {
    wanted.filter.need.as_deref().or_else(|| wanted.filter.wheelchair.map(|_| needs::WHEELCHAIR))
}

/// The distance, and what of the point it leads to where that is not its door.
fn distance(view: &RequestContext, precision: Precision, metres: f64) -> Markup {
    let lang = view.lang;
    html! {
        (format::decimal(lang, metres / 1000.0, 1))
        @if precision != Precision::Address { br; " " span.small { (names::precision(lang, precision)) } }
    }
}
