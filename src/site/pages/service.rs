//! `/services/{code}`: the information card, the technological card, and where the service is given.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use maud::{Markup, Render, html};

use super::report;
use crate::actions::citizen_reports::ReportSubject;
use crate::domain::rows::{ServiceRow, StepRow};
use crate::http::urls::{encode, in_lang, with_query};
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{PointOnDate, ServiceRecord};
use crate::site::layout::{self, Page};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Facts, Table, badge, format, links, names, source};
use crate::site::structured;
use crate::wording::condition;

/// Points shown on the card; the rest is one link away.
const SHOWN: usize = 30;

pub fn routes() -> Router<AppState> {
    Router::new().route("/services/{code}", get(show_service))
}

async fn show_service(Path(code): Path<String>, view: RequestContext) -> Result<Markup, Failure> {
    let service = view.registry.records.catalogue.by_code(&code).ok_or_else(|| Failure::not_found(code))?;
    Ok(page(&view, service))
}

fn page(view: &RequestContext, service: &ServiceRecord) -> Markup {
    let lang = view.lang;
    let title = links::service_name(view, service).to_owned();
    let row = service.description_on(view.date());
    let body = html! {
        h1 lang=[links::foreign(view)] { (title) }
        (existence(view, service))
        p.actions {
            a.button href=(with_query(&in_lang(lang, "/"), &[("service", &service.code)])) { (lang.text("service-where")) }
            a href=(view.url(&format!("/services/{}/history", encode(&service.code)), &[])) { (lang.text("learned-link")) }
            a href=(view.data_url(&format!("/api/v1/services/{}", encode(&service.code)), &[])) { "JSON" }
            (report::link(view, ReportSubject::Service, &service.code))
        }
        (names::catalogue_note(lang))
        h2 { (lang.text("information-card")) }
        @if let Some(row) = row {
            (card(view, row))
            (source::lines(view, "services", row))
        }
        h2 { (lang.text("technological-card")) }
        (steps(view, &service.steps))
        (on_lists(view, service))
        (given_at(view, service))
        (super::embed::snippet(view, ("service", &service.code), links::service_name(view, service)))
    };
    let group = row.map(|row| (names::group(view, &row.group).to_owned(), row.group.clone()));
    let today = service.row_on(view.date()).filter(|_| structured::is_of_today(view));
    let mut page = Page::new(title, body).crumb(lang.text("nav-services"), view.url("/services", &[]));
    page = page.about(today.map(|row| structured::service(view, row)));
    if let Some((name, id)) = group {
        page = page.crumb(name, view.url("/services", &[("group", &id)]));
    }
    layout::render(view, &page)
}

/// Says so where the service is withdrawn, or is not yet in the catalogue.
fn existence(view: &RequestContext, service: &ServiceRecord) -> Markup {
    let lang = view.lang;
    let since = service.withdrawn_since(view.date()).map(|day| format::date(lang, day));
    html! {
        @if let Some(since) = since {
            p.notice { strong { (lang.with("service-withdrawn-since", [("date", since.into())])) } " "
                (lang.text("service-withdrawn-explained")) }
        } @else if service.row_on(view.date()).is_none() { p.notice { (lang.text("service-not-on-day")) } }
    }
}

fn card(view: &RequestContext, row: &ServiceRow) -> Facts {
    let lang = view.lang;
    let term = row.term_days.map(|days| format::plural(lang, "days-count", days as usize));
    let events =
        row.life_events.iter().map(|id| (view.url(&format!("/life-events/{id}"), &[]), names::life_event(view, id)));
    let events =
        (!row.life_events.is_empty()).then(|| html! { @for (url, name) in events { a href=(url) { (name) } " " } });
    Facts::new()
        .add(lang, "service-code", html! { code { (row.code) } })
        .known_fact(lang, "service-identifier", row.identifier.as_deref())
        .add(lang, "service-group", names::group(view, &row.group))
        .some(lang, "life-events", events)
        .known_fact(lang, "service-provider", row.provider.as_deref().map(|text| links::ukrainian(view, text)))
        .known_fact(lang, "service-basis", row.basis.as_deref().map(|text| links::ukrainian(view, text)))
        .known_fact(lang, "service-documents", list(&row.documents))
        .known_fact(lang, "service-term", term)
        .known_fact(lang, "service-fee", row.fee.as_deref())
        .known_fact(lang, "service-result", row.result.as_deref())
        .known_fact(lang, "service-audience", list(&words(&row.audience, |id| names::audience(lang, id))))
        .known_fact(lang, "service-channels", list(&words(&row.channels, |id| names::channel(lang, id))))
        .add(lang, "holds", format::period(lang, &row.period))
}

fn words(ids: &[String], name: impl Fn(&str) -> String) -> Vec<String> {
    ids.iter().map(|id| name(id)).collect()
}

fn list(items: &[String]) -> Option<Markup> {
    match items {
        [] => None,
        [one] => Some(one.render()),
        many => Some(html! { ul { @for item in many { li { (item) } } } }),
    }
}

fn steps(view: &RequestContext, steps: &[StepRow]) -> Markup {
    let lang = view.lang;
    let columns = ["step", "step-what", "step-who", "step-days", "step-note"].map(|key| Column::text(lang.text(key)));
    let rows = steps.iter().map(|step| {
        vec![
            html! { (step.position) },
            html! { (step.step) },
            or_unknown(lang, step.responsible.as_deref()),
            or_unknown(lang, step.days.map(|days| format::plural(lang, "days-count", days as usize))),
            html! { (step.note.as_deref().unwrap_or_default()) },
        ]
    });
    html! {
        @if steps.is_empty() { p { (lang.text("steps-none")) } }
        @else { (Table::new(lang.text("steps-caption"), columns.to_vec()).stacked().rows(rows)) }
    }
}

/// Editions of mandatory lists with the service among their positions.
fn on_lists(view: &RequestContext, service: &ServiceRecord) -> Markup {
    let lang = view.lang;
    let editions = view.registry.records.lists.editions.iter();
    let named = editions.filter_map(|edition| {
        let at = edition.positions.binary_search_by(|position| position.service.as_str().cmp(&service.code)).ok()?;
        Some((edition, edition.positions.get(at)?))
    });
    let columns = ["list", "list-classes", "condition"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = named.map(|(edition, position)| {
        let url = view.url(&format!("/lists/{}/{}", encode(&edition.list), edition.in_force), &[]);
        let classes: Vec<String> = position.classes.iter().map(|class| names::list_class(lang, *class)).collect();
        let stated = position.condition.as_ref().map(|stated| condition::words(lang, stated));
        let condition = stated.unwrap_or_else(|| lang.text("condition-none"));
        vec![
            html! { a href=(url) { (edition.list) ", " (format::date(lang, edition.in_force)) } },
            html! { (classes.join(", ")) },
            html! { (condition) },
        ]
    });
    let table = Table::new(lang.text("on-lists-caption"), columns).stacked().rows(rows);
    html! {
        h2 { (lang.text("on-lists")) }
        @if table.is_empty() { p { (lang.text("on-lists-none")) } } @else { (table) }
    }
}

/// How many points have said that they give a service of those in view, and how many have declared no list: these are
/// not «no».
#[must_use]
pub(super) fn giving_words(view: &RequestContext, giving: usize) -> String {
    let lang = view.lang;
    let undeclared =
        view.registry.points_in(view.scope).filter(|point| !point.declared && !point.is_occupied()).count();
    let unknown = format::plural(lang, "points-list-unknown", undeclared);
    match (giving, undeclared) {
        (_, 0) => format::plural(lang, "points-count", giving),
        (0, _) => unknown,
        _ => format!("{}; {unknown}", format::plural(lang, "points-count", giving)),
    }
}

fn given_at(view: &RequestContext, service: &ServiceRecord) -> Markup {
    let lang = view.lang;
    let giving = view.registry.points_in(view.scope).filter(|point| point.offered.contains(service.id));
    let (occupied, points): (Vec<&PointOnDate>, Vec<&PointOnDate>) = giving.partition(|point| point.is_occupied());
    let columns = ["point", "kind", "hromada", "address"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = points.iter().take(SHOWN).map(|point| {
        vec![
            links::point(view, point),
            badge::point(lang, point),
            links::hromada_of(view, point),
            or_unknown(lang, view.registry.full_address(point).map(|text| links::ukrainian(view, &text))),
        ]
    });
    let all = view.url("/points", &[("service", &service.code)]);
    html! {
        h2 { (lang.text("given-at")) ": " (super::overview::scope_name(view)) }
        @if !view.registry.points.is_empty() { p { (giving_words(view, points.len())) } }
        @if !occupied.is_empty() { p.notice { (format::plural(lang, "points-occupied", occupied.len())) } }
        @if !points.is_empty() { (Table::new(lang.text("points-caption"), columns).stacked().rows(rows)) }
        p { a href=(all) { (lang.text("show-all-points")) } }
    }
}
