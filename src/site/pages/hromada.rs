//! `/hromadas/{code}`: what is known of one hromada and its points.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use maud::{Markup, Render, html};

use crate::domain::{Fact, FactName, TerritoryCode};
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{HromadaOnDate, PointOnDate};
use crate::site::layout::{self, Page};
use crate::site::map::Mark;
use crate::site::parts::chooser::{Choose, as_of};
use crate::site::parts::choropleth::{Shading, outlined};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Facts, KindCounts, Table, badge, format, links, names, source};

pub fn routes() -> Router<AppState> {
    Router::new().route("/hromadas/{code}", get(show_hromada))
}

async fn show_hromada(Path(code): Path<String>, view: RequestContext) -> Result<Markup, Failure> {
    let hromada = find(&view, &code)?;
    Ok(page(&view, hromada))
}

/// The hromada with this code.
pub(super) fn find<'a>(view: &'a RequestContext, code: &str) -> Result<&'a HromadaOnDate, Failure> {
    let found = TerritoryCode::parse(code).ok().and_then(|code| view.registry.hromada(code));
    found.ok_or_else(|| Failure::not_found(code))
}

/// The hromada's points, in order of code.
pub(super) fn points<'a>(
    view: &'a RequestContext,
    hromada: &'a HromadaOnDate,
) -> impl Iterator<Item = &'a PointOnDate> {
    hromada.points.iter().filter_map(|position| view.registry.point_at(*position))
}

fn page(view: &RequestContext, hromada: &HromadaOnDate) -> Markup {
    let lang = view.lang;
    let title = links::territory_name(view, hromada.code);
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("hromada-lead")) " " (as_of(view)) "." }
        ul.counts { (KindCounts::of_hromada(&view.registry, hromada).figures(view, &[("hromada", hromada.code.as_str())])) }
        p.actions {
            a.button href=(view.url(&format!("/hromadas/{}/compliance", hromada.code), &[])) { (lang.text("hromada-compliance-link")) }
            a href=(view.url(&format!("/hromadas/{}/history", hromada.code), &[])) { (lang.text("learned-link")) }
            a href=(view.data_url(&format!("/api/v1/hromadas/{}", hromada.code), &[])) { "JSON" }
        }
        (points_section(view, hromada))
        (standing_here(view, hromada))
        (map(view, hromada))
        (districts(view, hromada))
        h2 { (lang.text("hromada-facts")) }
        (place_facts(view, hromada))
        (stated_facts(view, hromada))
        (super::embed::snippet(view, ("hromada", hromada.code.as_str()), &links::territory_name(view, hromada.code)))
    };
    let mut page = Page::new(title, body).choose(Choose::Day);
    for code in [hromada.oblast, hromada.raion].into_iter().flatten() {
        page = page.crumb(links::territory_name(view, code), view.url("/network", &[("territory", code.as_str())]));
    }
    layout::render(view, &page)
}

fn place_facts(view: &RequestContext, hromada: &HromadaOnDate) -> Facts {
    let lang = view.lang;
    let tree = &view.registry.records.territories;
    let place = tree.get(hromada.code);
    let kind = place.and_then(|place| place.kind).map(|kind| names::hromada_kind(lang, kind));
    let centre = place.and_then(|place| place.centre).map(|code| links::territory_name(view, code));
    let area = place.and_then(|place| place.area_km2).map(|area| format::short_number(lang, area));
    let settlements = tree.children(hromada.code).filter(|child| child.category.is_settlement()).count();
    Facts::new()
        .add(lang, "code-katottg", html! { code { (hromada.code) } })
        .known_fact(lang, "hromada-type", kind)
        .known_fact(lang, "hromada-centre", centre)
        .known_fact(lang, "area-km2", area)
        .add(lang, "settlements", format::count(lang, settlements))
        .known_fact(lang, "raion", hromada.raion.map(|code| links::overview(view, code)))
        .known_fact(lang, "oblast", hromada.oblast.map(|code| links::overview(view, code)))
}

/// Dated facts with the period each holds over and where it came from.
fn stated_facts(view: &RequestContext, hromada: &HromadaOnDate) -> Markup {
    let lang = view.lang;
    let columns = ["fact", "value", "holds", "source"].map(|key| Column::text(lang.text(key))).to_vec();
    let not_stated = || html! { (lang.text("not-stated")) };
    let rows = FactName::ALL.iter().map(|name| {
        let row = view.registry.records.facts.fact_on(hromada.code, *name, view.date());
        // A hromada without a stated status is ordinary; every other fact is then unknown.
        let unstated = (*name == FactName::TerritoryStatus).then(|| lang.text("territory-status-not-stated"));
        let value = or_unknown(lang, row.map(|row| fact_words(view, row.fact)).or(unstated));
        let period = row.map_or_else(not_stated, |row| format::period(lang, &row.period).render());
        let from = row.map_or_else(not_stated, |row| source::line(view, row.source, row.confirmed));
        vec![html! { (names::fact(lang, *name)) }, value, period, from]
    });
    html! { (Table::new(lang.text("hromada-facts-caption"), columns).stacked().rows(rows)) }
}

fn fact_words(view: &RequestContext, fact: Fact) -> String {
    let lang = view.lang;
    match fact {
        Fact::Population(people) => format::number(lang, people.into()),
        Fact::DmsUnit(yes) | Fact::MvsCentre(yes) => lang.text(if yes { "fact-works" } else { "fact-works-not" }),
        Fact::Class(class) => names::hromada_class(lang, class),
        Fact::TerritoryStatus(status) => names::territory_status(lang, status),
    }
}

/// The hromada's outline with the points that stand in it, whoever founded them.
fn map(view: &RequestContext, hromada: &HromadaOnDate) -> Markup {
    let own = points(view, hromada).filter(|point| !point.stands_elsewhere());
    let marks: Vec<Mark> = own
        .chain(view.registry.standing_in(hromada.code))
        .filter_map(|point| {
            let row = point.row();
            let link = (links::point_url(view, point.code()), row.name.as_str());
            Some(Mark { kind: row.kind, at: point.location?, link: Some(link) })
        })
        .collect();
    let title = view.lang.text("map-hromada");
    let values = vec![(hromada.code, Some(hromada.points.len() as f64))];
    let words = |lang, value| format::decimal(lang, value, 0);
    html! { h2 { (view.lang.text("map")) } (outlined(view, &Shading { id: "hromada", title, values, words, below: "" }, marks)) }
}

fn districts(view: &RequestContext, hromada: &HromadaOnDate) -> Markup {
    let lang = view.lang;
    let all = &view.registry.records.districts;
    let tree = &view.registry.records.territories;
    let here: Vec<&PointOnDate> = points(view, hromada).collect();
    let columns =
        ["district", "district-settlements", "district-points"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = hromada.districts.iter().filter_map(|position| all.get(*position).map(|row| (*position, row)));
    let rows = rows.map(|(position, row)| {
        let names =
            row.settlements.iter().filter_map(|code| tree.get(*code)).map(|place| links::short_name(view, place));
        let served: Vec<&PointOnDate> = here.iter().copied().filter(|point| point.district == Some(position)).collect();
        vec![
            html! { (row.name) },
            html! { (names.collect::<Vec<_>>().join(", ")) },
            html! {
                @for (index, point) in served.iter().enumerate() { @if index > 0 { "; " } (links::point(view, point)) }
                @if served.is_empty() { (lang.text("district-no-points")) }
            },
        ]
    });
    html! {
        h2 { (lang.text("districts")) }
        @if hromada.districts.is_empty() { p { (lang.text("districts-none")) } }
        @else { (Table::new(lang.text("districts-caption"), columns).stacked().rows(rows)) }
    }
}

/// The hromada a point stands in, where that is another one.
fn stands_in(view: &RequestContext, point: &PointOnDate) -> Markup {
    let elsewhere = point.located_in.filter(|_| point.stands_elsewhere());
    html! {
        @if let Some(code) = elsewhere {
            br; span.small { (view.lang.text("stands-in")) ": " (links::hromada(view, code)) }
        }
    }
}

fn points_section(view: &RequestContext, hromada: &HromadaOnDate) -> Markup {
    html! {
        h2 { (view.lang.text("nav-points")) }
        @if hromada.points.is_empty() { p { (view.lang.text("hromada-no-points")) } }
        @else { (points_table(view, points(view, hromada))) }
    }
}

/// Points that stand here though another hromada's council founded them.
fn standing_here(view: &RequestContext, hromada: &HromadaOnDate) -> Markup {
    let lang = view.lang;
    let points: Vec<&PointOnDate> = view.registry.standing_in(hromada.code).collect();
    let columns = ["point", "kind", "hromada", "address"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = points.iter().map(|point| {
        let row = point.row();
        vec![
            links::point(view, point),
            html! { (badge::kind(lang, row.kind)) " " (badge::status(lang, row.status)) },
            links::hromada_of(view, point),
            or_unknown(lang, view.registry.full_address(point)),
        ]
    });
    html! {
        @if !points.is_empty() {
            h2 { (lang.text("hromada-standing")) }
            p { (lang.text("hromada-standing-why")) }
            (Table::new(lang.text("hromada-standing"), columns).stacked().rows(rows))
        }
    }
}

/// Points by kind, then by code.
pub(super) fn points_table<'a>(view: &RequestContext, points: impl Iterator<Item = &'a PointOnDate>) -> Markup {
    let lang = view.lang;
    let mut points: Vec<&PointOnDate> = points.collect();
    points.sort_by_key(|point| point.row().kind);
    let columns = ["point", "kind", "address", "services-given"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = points.into_iter().map(|point| {
        let given = point.declared.then(|| format::count(lang, point.offered.len()));
        vec![
            html! { (links::point(view, point)) },
            badge::point(lang, point),
            html! { (or_unknown(lang, view.registry.full_address(point))) (stands_in(view, point)) },
            or_unknown(lang, given),
        ]
    });
    html! { (Table::new(lang.text("points-caption"), columns).stacked().rows(rows)) }
}
