//! `/visits`: an auditor's visits, what is overdue after them, and the form that opens a new one.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::{finding, told, within};
use crate::actions::Refusal;
use crate::actions::visits::{self, Finding, NewVisit, followed, new_request_key, place_of_point, request_key};
use crate::domain::person::Role;
use crate::domain::{TerritoryCode, parse_day};
use crate::http::session::Auditor;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn};
use crate::registry::PointOnDate;
use crate::site::pages::people::{alert, page as private_page, person_bar, token};
use crate::site::parts::{Column, Table, format, links};
use crate::store::{Visit, VisitSignature, Within};

/// What an auditor has of visits.
struct Visits {
    all: Vec<(Visit, Option<VisitSignature>)>,
    findings: Vec<Finding>,
}

pub async fn show(
    State(state): State<AppState>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
) -> Result<Markup, Failure> {
    render(&state, &view, &signed_in, (&Sent::default(), None)).await
}

async fn visits_of(state: &AppState, signed_in: &SignedIn) -> Result<Visits, Failure> {
    let store = state.live().store();
    // An editor's findings stand in the workspace.
    let audited = Within { hromadas: Vec::new(), ..within(signed_in) };
    let all = store.visits_within(&audited).await.map_err(|error| told(&error))?;
    let rows = store.findings_within(&audited).await.map_err(|error| told(&error))?;
    let findings = followed(store, rows).await.map_err(|error| told(&error))?;
    Ok(Visits { all, findings })
}

async fn render(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    (sent, fault): (&Sent, Option<&str>),
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let Visits { all, findings } = visits_of(state, signed_in).await?;
    let waiting = finding::waiting(view, &findings, true);
    let (open, signed): (Vec<_>, Vec<_>) = all.iter().partition(|(_, signature)| signature.is_none());
    let key = match request_key(sent.get("request_key")) {
        Ok(key) => key,
        Err(_) => new_request_key()?,
    };
    let title = lang.text("visits");
    let body = html! {
        (person_bar(view, signed_in))
        h1 { (title) }
        (alert(fault))
        p { a href=(in_lang(lang, "/findings")) { (lang.text("findings-all")) } }
        @if !waiting.is_empty() { h2 #waiting { (lang.text("findings-waiting")) } (finding::table(view, &waiting)) }
        @if !open.is_empty() { h2 { (lang.text("visits-open")) } (table(view, "visits-open", &open)) }
        h2 #new { (lang.text("visit-new")) }
        (form(view, signed_in, sent, &key))
        @if !signed.is_empty() { h2 { (lang.text("visits-signed")) } (table(view, "visits-signed", &signed)) }
    };
    Ok(private_page(view, title, body))
}

fn table(view: &RequestContext, caption: &str, visits: &[&(Visit, Option<VisitSignature>)]) -> Markup {
    let lang = view.lang;
    let columns = ["visit", "visit-day", "hromada", "visit-signed-on"];
    let columns = columns.map(|key| Column::text(lang.text(key))).to_vec();
    let rows = visits.iter().map(|(visit, signature)| {
        let name = view.registry.point(&visit.point).map_or(visit.point.as_str(), |point| &point.row().name);
        let hromada = TerritoryCode::parse(&visit.hromada).map(|code| links::territory_name(view, code));
        vec![
            html! { a href=(in_lang(lang, &format!("/visits/{}", visit.id))) { "№ " (visit.id) " " (name) } },
            html! { (format::date(lang, visit.day)) },
            html! { (hromada.unwrap_or_default()) },
            html! { @match signature {
                Some(signature) => (format::date(lang, signature.signed_on)),
                None => (lang.text("visit-not-signed")),
            } },
        ]
    });
    html! { (Table::new(lang.text(caption), columns).stacked().rows(rows)) }
}

/// Points of the auditor's oblasts by hromada.
fn points<'a>(view: &'a RequestContext, signed_in: &SignedIn) -> BTreeMap<(Vec<u8>, String), Vec<&'a PointOnDate>> {
    let oblasts: Vec<TerritoryCode> = signed_in.person.territories(Role::Auditor).collect();
    let tree = &view.registry.records.territories;
    let mut found: BTreeMap<_, Vec<&PointOnDate>> = BTreeMap::new();
    for point in &view.registry.points {
        let Some(hromada) = point.row().hromada else { continue };
        if oblasts.iter().any(|oblast| tree.lies_in(hromada, *oblast)) {
            let name = links::territory_name(view, hromada);
            let key = format!("{:?}", crate::domain::collation_key(&name)).into_bytes();
            found.entry((key, name)).or_default().push(point);
        }
    }
    found
}

fn form(view: &RequestContext, signed_in: &SignedIn, sent: &Sent, key: &str) -> Markup {
    let lang = view.lang;
    let chosen = sent.get("point").or_else(|| view.param("point")).unwrap_or_default();
    let day = sent.get("day").map_or_else(|| view.today().to_string(), str::to_owned);
    html! {
        form.upload method="post" action=(in_lang(lang, "/visits")) {
            (token(signed_in))
            input type="hidden" name="request_key" value=(key);
            p { label for="point" { (lang.text("visit-point")) }
                select #point name="point" required {
                    @for ((_, hromada), points) in points(view, signed_in) {
                        optgroup label=(hromada) {
                            @for point in points {
                                option value=(point.code()) selected[point.code() == chosen] {
                                    (point.code()) " " (point.row().name)
                                }
                            }
                        }
                    }
                } }
            p { label for="day" { (lang.text("visit-day")) }
                input #day type="date" name="day" value=(day) required; }
            p { label for="note" { (lang.text("visit-present")) }
                textarea #note name="present" rows="3" maxlength="2000" required aria-describedby="present-help" {
                    (sent.typed("present")) } }
            p.small #present-help { (lang.text("visit-present-help")) }
            button type="submit" { (lang.text("visit-open")) }
        }
    }
}

pub async fn open(
    State(state): State<AppState>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let opened = match new_visit(&view, &sent) {
        Ok(new) => visits::open(state.live().store(), &signed_in.actor(), new, view.now).await,
        Err(key) => Err(Refusal::conflict(key)),
    };
    match opened {
        Ok(id) => Ok(Redirect::to(&in_lang(view.lang, &format!("/visits/{id}"))).into_response()),
        Err(Refusal::Conflict(reason)) => {
            let fault = view.lang.message(&reason);
            let page = render(&state, &view, &signed_in, (&sent, Some(&fault))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn new_visit(view: &RequestContext, sent: &Sent) -> Result<NewVisit, &'static str> {
    let point = sent.get("point").unwrap_or_default();
    let place = place_of_point(&view.registry, point).ok_or("refused-visit-no-point")?;
    let day = sent.get("day").and_then(parse_day).ok_or("refused-visit-no-day")?;
    let request_key = request_key(sent.get("request_key")).map_err(|_| "refused-no-request-key")?;
    let present = sent.typed("present").to_owned();
    Ok(NewVisit { request_key, point: point.to_owned(), place, day, present })
}
