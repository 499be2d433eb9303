//! `/services`: the unified catalogue by group.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{Bits, ServiceRecord};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::{filters, format, links, names};

pub fn routes() -> Router<AppState> {
    Router::new().route("/services", get(async |view: RequestContext| page(&view)))
}

fn page(view: &RequestContext) -> Result<Markup, Failure> {
    let lang = view.lang;
    let groups = grouped(view)?;
    let total = groups.iter().map(|(_, services)| services.len()).sum();
    let title = lang.text("nav-services");
    let body = html! {
        h1 { (lang.text("services-title")) }
        p.lead { (lang.text("services-lead")) }
        (form(view))
        (life_events(view))
        p { (format::plural(lang, "services-count", total)) }
        (names::catalogue_note(lang))
        @for (group, services) in &groups {
            section {
                h2 id=(group) { (names::group(view, group)) " " small { (format::count(lang, services.len())) } }
                ul.columns { @for service in services { li { (links::service(view, service)) } } }
            }
        }
    };
    Ok(layout::render(view, &Page::new(title, body).choose(Choose::Day)))
}

/// Ids of the groups in the order of the rules, then those only the catalogue knows.
pub(super) fn group_order(view: &RequestContext) -> Vec<&str> {
    let rules = &view.registry.records.rules;
    let known = rules.groups.iter().map(|group| group.id.as_str());
    let others = view.registry.services.by_group.keys().map(String::as_str).filter(|id| rules.group(id).is_none());
    known.chain(others).collect()
}

/// Services of the day that fit the form, by group.
fn grouped(view: &RequestContext) -> Result<Vec<(&str, Vec<&ServiceRecord>)>, Failure> {
    let order = group_order(view);
    let group = view.param("group");
    if let Some(group) = group.filter(|group| !order.contains(group)) {
        return Err(Failure::bad_parameter("group", group, &order.join(", ")));
    }
    let catalogue = &view.registry.records.catalogue;
    let words = view.param("q").map(|words| catalogue.words().matches(words));
    let found = words.map(|matches| {
        let docs = matches.hits.iter().filter_map(|hit| catalogue.all().get(hit.doc as usize));
        docs.map(|service| service.id).collect::<std::collections::HashSet<u32>>()
    });
    let asked = order.into_iter().filter(|id| group.is_none_or(|group| group == *id));
    let services = |id: &str| {
        let ids = view.registry.services.by_group.get(id).into_iter().flat_map(Bits::iter);
        let ids = ids.filter(|id| found.as_ref().is_none_or(|found| found.contains(id)));
        let mut services: Vec<&ServiceRecord> = ids.filter_map(|id| catalogue.by_id(id)).map(AsRef::as_ref).collect();
        services.sort_by(|a, b| a.code.cmp(&b.code));
        services
    };
    Ok(asked.map(|id| (id, services(id))).filter(|(_, services)| !services.is_empty()).collect())
}

fn form(view: &RequestContext) -> Markup {
    let groups: Vec<filters::Choice> =
        group_order(view).into_iter().map(|id| (id.to_owned(), names::group(view, id).to_owned())).collect();
    let fields = html! {
        (filters::words(view, "q", "filter-words"))
        (filters::select(view, "group", "filter-group", &groups))
    };
    filters::form(view, &["q", "group"], &fields)
}

fn life_events(view: &RequestContext) -> Markup {
    let events = &view.registry.records.rules.life_events;
    html! {
        @if !events.is_empty() {
            p {
                (view.lang.text("life-events")) ": "
                @for (index, event) in events.iter().enumerate() {
                    @if index > 0 { " · " }
                    a href=(view.url(&format!("/life-events/{}", event.id), &[])) { (names::ruled(view.lang, &event.title)) }
                }
            }
        }
    }
}
