//! `/life-events/{id}`: the services one event of life starts, and where they are given together.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use maud::{Markup, html};

use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{Bits, PointOnDate};
use crate::site::layout::{self, Page};
use crate::site::parts::{Column, Table, badge, format, links, names};

pub fn routes() -> Router<AppState> {
    Router::new().route("/life-events/{id}", get(show_life_event))
}

async fn show_life_event(Path(id): Path<String>, view: RequestContext) -> Result<Markup, Failure> {
    let services = view.registry.services.by_life_event.get(&id);
    let event = view.registry.records.rules.life_event(&id);
    if services.is_none() && event.is_none() {
        return Err(Failure::not_found(id));
    }
    let none = Bits::default();
    Ok(page(&view, &id, services.unwrap_or(&none)))
}

fn page(view: &RequestContext, id: &str, services: &Bits) -> Markup {
    let lang = view.lang;
    let title = names::life_event(view, id).to_owned();
    let text = view.registry.records.rules.life_event(id).and_then(|event| event.text.as_ref());
    let giving = view.registry.points_in(view.scope).filter(|point| point.offered.intersects(services));
    let (occupied, points): (Vec<&PointOnDate>, Vec<&PointOnDate>) = giving.partition(|point| point.is_occupied());
    let catalogue = &view.registry.records.catalogue;
    let body = html! {
        h1 { (title) }
        @if let Some(text) = text { p.lead { (names::ruled(lang, text)) } }
        h2 { (lang.text("life-event-services")) }
        (names::catalogue_note(lang))
        ul.columns { @for service in services.iter().filter_map(|id| catalogue.by_id(id)) { li { (links::service(view, service)) } } }
        h2 { (lang.text("life-event-points")) }
        @if !view.registry.points.is_empty() { p { (format::plural(lang, "points-count", points.len())) } }
        @if !occupied.is_empty() { p.notice { (format::plural(lang, "points-occupied", occupied.len())) } }
        @if !points.is_empty() { (table(view, &points, services)) }
    };
    layout::render(view, &Page::new(title, body).crumb(lang.text("nav-services"), view.url("/services", &[])))
}

fn table(view: &RequestContext, points: &[&PointOnDate], services: &Bits) -> Markup {
    let lang = view.lang;
    let columns = ["point", "kind", "address", "services-given"].map(|key| Column::text(lang.text(key))).to_vec();
    let all = services.len();
    let rows = points.iter().map(|point| {
        let given = point.offered.count_common(services);
        vec![
            links::point(view, point),
            badge::point(lang, point),
            crate::site::parts::facts::or_unknown(lang, view.registry.full_address(point)),
            html! { (format::part_of_whole(lang, given, all)) },
        ]
    });
    html! { (Table::new(lang.text("points-caption"), columns).stacked().rows(rows)) }
}
