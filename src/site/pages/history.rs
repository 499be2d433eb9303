//! `/points/{code}/history` and the like: what was learned of a thing, in the order of learning.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use maud::{Markup, html};

use super::hromada;
use crate::actions::history::{Learned, Subject, history};
use crate::domain::TerritoryCode;
use crate::http::urls::encode;
use crate::http::{AppState, Failure, RequestContext};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::{format, links, names, source};
use crate::wording::learned;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/points/{code}/history", get(point))
        .route("/services/{code}/history", get(service))
        .route("/hromadas/{code}/history", get(of_hromada))
}

async fn point(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
) -> Result<Markup, Failure> {
    let record = view.registry.records.network.by_code(&code);
    let name = record.and_then(|record| record.latest_row()).map(|row| row.name.clone());
    let back = (name.unwrap_or_else(|| code.clone()), links::point_url(&view, &code));
    page(&state, &view, Subject::Point(code), back).await
}

async fn service(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
) -> Result<Markup, Failure> {
    let service = view.registry.records.catalogue.by_code(&code);
    let name = service.map_or_else(|| code.clone(), |service| links::service_name(&view, service).to_owned());
    let back = (name, links::service_url(&view, &code));
    page(&state, &view, Subject::Service(code), back).await
}

async fn of_hromada(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
) -> Result<Markup, Failure> {
    let code = match TerritoryCode::parse(&code) {
        Ok(code) => code,
        Err(_) => hromada::find(&view, &code)?.code,
    };
    let back = (links::territory_name(&view, code), links::hromada_url(&view, code));
    page(&state, &view, Subject::Hromada(code), back).await
}

/// The page of a thing's history, with its name and address.
async fn page(
    state: &AppState,
    view: &RequestContext,
    subject: Subject,
    (name, url): (String, String),
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let known = Some(view.registry.records.version);
    let all = history(state.live().store(), &subject, known).await.map_err(|error| Failure::internal(&error))?;
    if all.is_empty() {
        return Err(Failure::not_found(view.path.clone()));
    }
    let data = view.data_url(&format!("/api/v1/{}/history", path(&subject)), &[]);
    let body = html! {
        h1 { (lang.text("learned")) ": " (name) }
        p.lead { (lang.text("learned-lead")) }
        p.actions { a href=(data) { "JSON" } }
        ol.learned { @for one in &all { (entry(view, one)) } }
    };
    let page = Page::new(lang.text("learned"), body).crumb(name, url).choose(Choose::Knowledge);
    Ok(layout::render(view, &page.not_indexed()))
}

/// The thing's part of an address.
fn path(subject: &Subject) -> String {
    match subject {
        Subject::Point(code) => format!("points/{}", encode(code)),
        Subject::Service(code) => format!("services/{}", encode(code)),
        Subject::Hromada(code) => format!("hromadas/{code}"),
    }
}

/// One entry: when, by whom and from which file, then what changed.
fn entry(view: &RequestContext, learned: &Learned) -> Markup {
    let records = &view.registry.records;
    html! {
        li {
            @if let Some(of) = records.source(learned.entry) {
                p {
                    strong { (format::moment(view.lang, of.at)) } ", " (names::actor(view.lang, &of.actor)) ": "
                    a href=(source::entry_url(view, of.id)) { (source::name(view, of)) }
                }
            }
            ul { @for text in learned::sentences(view.lang, records, &learned.events) { li { (text) } } }
        }
    }
}
