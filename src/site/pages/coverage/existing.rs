//! `/coverage/existing`: which point should begin to give which service, and what the closing of a point takes away.

use axum::extract::State;
use maud::{Markup, html};

use super::form;
use crate::compliance::Judgement;
use crate::coverage::added_services::{AddedServices, added_services};
use crate::coverage::closing::{Closing, Farther, closing};
use crate::http::coverage::{CoverageQuery, MOST_SERVICES, count_of_additions, services_to_add};
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::PointOnDate;
use crate::site::layout::{self, Page};
use crate::site::pages::overview::scope_name;
use crate::site::parts::chooser::as_of;
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, compliance_controls, filters, format, links};

/// Parameters of this page alone.
const OWN: [&str; 2] = ["point", "count"];
/// Settlements told of before the rest is only counted.
const TOLD: usize = 200;

pub(super) async fn answer(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let asked = form::read(&view, &audit)?;
    let lang = view.lang;
    let title = lang.text("existing-section");
    let fields = html! { (filters::hinted(&view, "point", "closing-point", "closing-point-hint")) };
    let body = html! {
        h1 { (title) ": " (scope_name(&view)) }
        p.lead { (lang.text("existing-lead")) " " (as_of(&view)) "." }
        (form::sections(&view, "/coverage/existing"))
        (form::form(&view, &audit, &asked, &fields, &OWN))
        @if let Some(query) = &asked.query {
            (closing_section(&view, &audit, query)?)
            (additions_section(&view, &audit, query)?)
        }
    };
    let page =
        Page::new(title, body).crumb(lang.text("nav-coverage"), compliance_controls::url(&view, "/coverage", &[]));
    Ok(layout::render(&view, &page))
}

fn closing_section(view: &RequestContext, audit: &Judgement, query: &CoverageQuery) -> Result<Markup, Failure> {
    let lang = view.lang;
    let Some(code) = view.param("point") else {
        return Ok(html! { h2 { (lang.text("closing-title")) } p { (lang.text("closing-ask")) } });
    };
    let point = audit.registry().point(code);
    let point = point.ok_or_else(|| Failure::no_such("point", code, "code of a point"))?;
    let found = query.ask(audit, view.scope, |question| closing(audit.registry(), question, point.code()));
    Ok(html! {
        h2 { (lang.text("closing-title")) ": " (links::point(view, point)) }
        (closing_told(view, query, point, &found))
    })
}

fn closing_told(view: &RequestContext, query: &CoverageQuery, point: &PointOnDate, found: &Closing) -> Markup {
    let lang = view.lang;
    let (before, after) = (&found.before, &found.after);
    let lost = before.settlements_covered.saturating_sub(after.settlements_covered) as usize;
    let people = before.population_covered.saturating_sub(after.population_covered);
    let km = format::short_number(lang, query.within_km);
    html! {
        @if !found.counts { p.notice { (lang.with("closing-not-counted", [("point", point.row().name.as_str().into())])) } }
        ul.counts {
            li { b { (format::count(lang, lost)) } span { (lang.with("closing-lost", [("km", km.into())])) } }
            li { b { (format::count(lang, people as usize)) } span { (lang.text("closing-lost-people")) } }
            li { b { (compliance_controls::share(lang, before.settlement_share())) " → " (compliance_controls::share(lang, after.settlement_share())) }
                span { (lang.text("coverage-share-settlements")) } }
            li { b { (format::count(lang, found.farther.len())) } span { (lang.text("closing-farther")) } }
        }
        p.rule { (lang.text("api-coverage-rule")) }
        @if !found.farther.is_empty() { (farther_table(view, &found.farther)) }
    }
}

fn farther_table(view: &RequestContext, farther: &[Farther]) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("settlement")),
        Column::number(lang.text("coverage-people")),
        Column::number(lang.text("closing-now")),
        Column::number(lang.text("closing-then")),
        Column::text(lang.text("coverage-nearest")),
        Column::text(lang.text("closing-loses")),
    ];
    let km = |metres: f64| format::decimal(lang, metres / 1_000.0, 1);
    let rows = farther.iter().take(TOLD).map(|one| {
        let after = one.after.and_then(|nearest| view.registry.point_at(nearest.point));
        vec![
            links::ukrainian(view, &links::territory_name(view, one.settlement.code)),
            or_unknown(lang, one.settlement.people.map(|people| format::decimal(lang, people, 0))),
            html! { (km(one.before.metres)) },
            html! { @if let Some(after) = one.after { (km(after.metres)) } @else { (lang.text("closing-none-left")) } },
            html! { @if let Some(point) = after { (links::point(view, point)) } },
            html! { (lang.text(if one.lost { "yes" } else { "no" })) },
        ]
    });
    html! {
        (Table::new(lang.text("closing-caption"), columns).stacked().rows(rows))
        @if farther.len() > TOLD { p { (format::plural(lang, "and-more", farther.len() - TOLD)) } }
    }
}

fn additions_section(view: &RequestContext, audit: &Judgement, query: &CoverageQuery) -> Result<Markup, Failure> {
    let lang = view.lang;
    let heading = html! { h2 { (lang.text("added-services-title")) } };
    let services = services_to_add(view, query).unwrap_or_default();
    if services.is_empty() {
        let most = [("most", MOST_SERVICES.into())];
        return Ok(html! { (heading) p { (lang.with("added-services-ask", most)) } });
    }
    let count = count_of_additions(view)?;
    let found =
        query.ask_of_able(audit, view.scope, |question| added_services(audit.registry(), question, &services, count));
    Ok(html! {
        (heading)
        p.rule { (lang.text("added-services-rule")) }
        @if found.undeclared > 0 { p { (format::plural(lang, "added-services-undeclared", found.undeclared)) } }
        @if found.additions.is_empty() { p.notice { (lang.text("added-services-none")) } }
        @else {
            (additions_table(view, &found))
            p.small { (lang.text("also-as")) " " a href=(form::data_url(view, query, "added-services.csv")) { "CSV" } "." }
        }
    })
}

fn additions_table(view: &RequestContext, found: &AddedServices) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("point")),
        Column::text(lang.text("added-services-service")),
        Column::number(lang.text("new-points-people")),
        Column::number(lang.text("new-points-settlements")),
    ];
    let rows = found.additions.iter().filter_map(|one| {
        let point = view.registry.point_at(one.point)?;
        let service = view.registry.records.catalogue.by_id(one.service)?;
        Some(vec![
            links::point(view, point),
            links::service(view, service),
            html! { (format::decimal(lang, one.people, 0)) },
            html! { (format::count(lang, one.settlements as usize)) },
        ])
    });
    html! { (Table::new(lang.text("added-services-caption"), columns).stacked().rows(rows)) }
}
