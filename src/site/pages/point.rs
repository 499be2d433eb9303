//! `/points/{code}`: the card of an access point.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::report;
use crate::actions::citizen_reports::ReportSubject;
use crate::compliance::Judgement;
use crate::domain::{TerritoryCode, TerritoryStatus};
use crate::http::urls::encode;
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{PointOnDate, PointRecord};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::{Choose, as_of};
use crate::site::parts::{badge, compliance_controls, format, links, source};
use crate::site::structured;

mod access;
mod equipment;
mod facts;
mod figures;
mod history;
mod services;
mod visit;

pub fn routes() -> Router<AppState> {
    Router::new().route("/points/{code}", get(show_point))
}

async fn show_point(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
) -> Result<Response, Failure> {
    let now = view.kyiv_time();
    if let Some(point) = view.registry.point(&code) {
        let audit = compliance_controls::audit(&state, &view)?;
        return Ok(page(&view, &audit, point, now).into_response());
    }
    let record = view.registry.records.network.by_code(&code).ok_or_else(|| Failure::not_found(code))?;
    Ok((StatusCode::NOT_FOUND, absent(&view, record)).into_response())
}

fn page(view: &RequestContext, audit: &Judgement, point: &PointOnDate, now: NaiveDateTime) -> Markup {
    let lang = view.lang;
    let row = point.row();
    let body = html! {
        h1 lang=[links::foreign(view)] { (row.name) }
        p { (badge::point(lang, point)) " " span.small { (as_of(view)) } }
        @if point.is_occupied() { (occupation_notice(view, point)) }
        (visit::section(view, point, now))
        (services::section(view, point))
        (facts::house(view, point))
        (access::section(view, audit, point))
        p.actions { (report::link(view, ReportSubject::Point, point.code())) }
        div.paperless {
            (equipment::section(view, audit, point))
            (figures::section(view, point))
            (facts::place(view, point))
            (for_auditors(view, point))
        }
    };
    let thing = structured::is_of_today(view).then(|| structured::point(view, point));
    let page = Page::new(row.name.clone(), body).about(thing);
    layout::render(view, &crumbs(view, point, page).choose(Choose::Day))
}

/// Where the facts come from and what is judged by them, folded: a visitor needs none of it.
fn for_auditors(view: &RequestContext, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let row = point.row();
    let code = encode(point.code());
    html! {
        h2 { (lang.text("point-for-auditors")) }
        p.actions {
            a.button href=(view.url(&format!("/points/{code}/compliance"), &[])) {
                (lang.text("point-compliance-link"))
            }
            a href=(view.url(&format!("/points/{code}/history"), &[])) { (lang.text("learned-link")) }
            a href=(view.data_url(&format!("/api/v1/points/{code}"), &[])) { "JSON" }
            button type="button" data-print hidden { (lang.text("print")) }
        }
        details {
            summary { (lang.text("source")) }
            (source::lines(view, "points", row))
            (facts::resolution(view, point))
        }
        (history::section(view, &point.record))
    }
}

/// Why nobody is sent to the point, with the hromada whose status that is.
fn occupation_notice(view: &RequestContext, point: &PointOnDate) -> Markup {
    let row = point.row();
    let is_occupied = |code: &TerritoryCode| {
        let hromada = view.registry.hromada(*code);
        hromada.is_some_and(|hromada| hromada.facts.territory_status == Some(TerritoryStatus::Occupied))
    };
    let hromada = [row.hromada, point.located_in].into_iter().flatten().find(is_occupied);
    html! {
        div.notice {
            p {
                (view.lang.text("point-occupied"))
                @if let Some(code) = hromada { " " (view.lang.text("hromada")) ": " (links::hromada(view, code)) "." }
            }
        }
    }
}

/// The way to a point: its oblast, raion, hromada.
pub(super) fn crumbs(view: &RequestContext, point: &PointOnDate, mut page: Page) -> Page {
    for code in [point.oblast, point.raion].into_iter().flatten() {
        page = page.crumb(links::territory_name(view, code), view.url("/network", &[("territory", code.as_str())]));
    }
    match point.row().hromada {
        Some(code) => page.crumb(links::territory_name(view, code), links::hromada_url(view, code)),
        None => page,
    }
}

/// A point that did not exist on the day: when it did.
fn absent(view: &RequestContext, record: &PointRecord) -> Markup {
    let lang = view.lang;
    let name = record.latest_row().map_or_else(|| record.code.to_string(), |row| row.name.clone());
    let date = format::date(lang, view.date());
    let body = html! {
        h1 { (name) }
        div.notice { p { (lang.with("point-absent", [("date", date.into())])) } }
        (history::section(view, record))
    };
    layout::render(view, &Page::new(name.clone(), body).choose(Choose::Day).not_indexed())
}
