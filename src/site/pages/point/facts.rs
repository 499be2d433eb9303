//! Where a point stands in the tree of territories, how that was found, and what the house is like.

use maud::{Markup, html};

use crate::domain::rows::PointRow;
use crate::domain::{Precision, resolution};
use crate::http::{Lang, RequestContext};
use crate::registry::PointOnDate;
use crate::site::parts::facts::{or_unknown, yes_no};
use crate::site::parts::{Facts, format, links, names};

/// Address, territory, coordinates and how they were found.
pub(super) fn place(view: &RequestContext, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let row = point.row();
    let district = point.district.and_then(|position| view.registry.records.districts.get(position));
    let parent = row.parent.as_deref().map(|code| parent(view, code));
    let elsewhere = point.located_in.filter(|_| point.stands_elsewhere());
    let facts = Facts::new()
        .add(lang, "point-code", html! { code { (point.code()) } })
        .some(lang, "point-parent", parent)
        .known_fact(lang, "settlement", row.settlement.map(|code| links::territory_name(view, code)))
        .add(lang, "hromada", links::hromada_of(view, point))
        .some(lang, "stands-in", elsewhere.map(|code| links::hromada(view, code)))
        .add(lang, "raion", raion(view, point))
        .some(lang, "district", district.map(|district| district.name.as_str()))
        .known_fact(lang, "coordinates", point.location.map(|at| coordinates(lang, point.precision, at)))
        .known_fact(lang, "life", view_life(view, point));
    html! { h2 { (lang.text("point-place")) } (facts) }
}

/// How place, kind and parent were found where the source did not state them, and what a person should look at.
pub(super) fn resolution(view: &RequestContext, point: &PointOnDate) -> Facts {
    let lang = view.lang;
    let row = point.row();
    Facts::new()
        .some(lang, "resolution", how_found(lang, row))
        .some(lang, "parent-resolution", parent_resolution(lang, row))
        .some(lang, "review-needed", review(lang, row))
}

/// The raion; a city with special status stands for its own.
fn raion(view: &RequestContext, point: &PointOnDate) -> Markup {
    let code = point.raion.or_else(|| view.registry.special_city(point));
    or_unknown(view.lang, code.map(|code| links::overview(view, code)))
}

fn view_life(view: &RequestContext, point: &PointOnDate) -> Option<String> {
    let spans: Vec<String> = point.record.existence().iter().map(|span| format::period(view.lang, span)).collect();
    (!spans.is_empty()).then(|| spans.join("; "))
}

fn parent(view: &RequestContext, code: &str) -> Markup {
    let parent = view.registry.point(code);
    html! { @if let Some(parent) = parent { (links::point(view, parent)) } @else { code { (code) } } }
}

fn coordinates(lang: Lang, precision: Precision, (lat, lon): (f64, f64)) -> Markup {
    html! {
        span.nowrap { (format!("{lat:.5}, {lon:.5}")) } " "
        span.small { "(" (names::precision(lang, precision)) ")" } " "
        a href=(format!("https://www.openstreetmap.org/?mlat={lat:.5}&mlon={lon:.5}#map=17/{lat:.5}/{lon:.5}"))
            rel="noopener noreferrer" { (lang.text("on-osm")) }
    }
}

/// How hromada, settlement and kind were found, where the source did not state them.
fn how_found(lang: Lang, row: &PointRow) -> Option<String> {
    let (method, _) = row.resolution.as_ref()?;
    Some(names::resolution(lang, resolution::without_parent(method)))
}

/// How the parent was found, where the source did not state it.
fn parent_resolution(lang: Lang, row: &PointRow) -> Option<String> {
    row.parent_is_derived().then(|| lang.text("parent-only-centre"))
}

/// Why a person should look at how the point was read.
fn review(lang: Lang, row: &PointRow) -> Option<String> {
    let reasons = row.review_reasons();
    let words = reasons.iter().map(|reason| names::review_reason(lang, *reason));
    (!reasons.is_empty()).then(|| words.collect::<Vec<_>>().join("; "))
}

/// Areas, staff, format.
pub(super) fn house(view: &RequestContext, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let row = point.row();
    let area = |value: Option<f64>| {
        or_unknown(lang, value.map(|m2| format!("{}\u{a0}{}", format::short_number(lang, m2), names::unit(lang, "m²"))))
    };
    let workers = row.workers.map(|count| format::number(lang, count.into()));
    let facts = Facts::new()
        .add(lang, "area-total", area(row.area_total))
        .add(lang, "area-waiting", area(row.area_waiting))
        .add(lang, "area-service", area(row.area_service))
        .known_fact(lang, "workers", workers)
        .add(lang, "diia-centre", yes_no(lang, row.diia_centre));
    html! { h2 { (lang.text("point-house")) } (facts) (features(view, row)) }
}

/// Other yes/no statements of the source; what it does not state, and what stands among the equipment, is not told here.
fn features(view: &RequestContext, row: &PointRow) -> Markup {
    let lang = view.lang;
    let types = &view.registry.records.rules.equipment;
    let known = row
        .features
        .iter()
        .filter(|(key, _)| !types.iter().any(|kind| kind.flags.contains(key)))
        .filter_map(|(key, has)| Some((names::feature(lang, key)?, *has)));
    let known: Vec<(String, bool)> = known.collect();
    html! {
        @if !known.is_empty() {
            h3 { (lang.text("features")) }
            ul.columns { @for (name, has) in known { li { (name) ": " (yes_no(lang, Some(has))) } } }
        }
    }
}
