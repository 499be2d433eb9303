//! Services a point gives, by group, with ground and period.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::domain::Period;
use crate::http::urls::in_lang;
use crate::http::{Lang, RequestContext};
use crate::registry::inventory::OfferingRecord;
use crate::registry::search::{Ask, HitKind, find};
use crate::registry::{PointOnDate, Scope, ServiceRecord};
use crate::site::pages::services::group_order;
use crate::site::parts::{filters, format, links, names};

/// Services looked through for words.
const MOST_FOUND: usize = 400;

struct GivenServices<'a> {
    service: &'a ServiceRecord,
    row: &'a OfferingRecord,
}

impl GivenServices<'_> {
    /// What may be told once for a whole group.
    fn common(&self) -> (u32, Period) {
        (self.row.ground, self.row.period)
    }
}

/// The section; a point that never declared its list is unknown, not empty.
pub(super) fn section(view: &RequestContext, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let mut groups = grouped(view, point);
    let wanted = view.param("find").map(|words| codes_found(view, words));
    if let Some(wanted) = &wanted {
        for (_, given) in &mut groups {
            given.retain(|one| wanted.contains(one.service.code.as_ref()));
        }
        groups.retain(|(_, given)| !given.is_empty());
    }
    html! {
        h2 #services { (lang.text("nav-services")) }
        (names::catalogue_note(lang))
        @if point.declared {
            p { (format::plural(lang, "services-count", point.offered.len())) }
            (search(view))
            @if wanted.is_some() && groups.is_empty() { p.notice { (lang.text("point-services-none")) } }
            @for (group, given) in &groups { (group_part(view, group, given, wanted.is_some())) }
        } @else {
            p.notice { (lang.text("services-undeclared")) }
        }
    }
}

/// A line to look for a service in one's own words; works without scripts and keeps its place on the page.
fn search(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let words = view.param("find").unwrap_or_default();
    html! {
        form.search method="get" action=(format!("{}#services", in_lang(lang, &view.path))) role="search"
            aria-label=(lang.text("point-services-find")) {
            label.hidden for="find" { (lang.text("point-services-find")) }
            input #find type="search" name="find" value=(words) maxlength="200" placeholder=(lang.text("point-services-find"));
            (filters::carried(view, &["find"]))
            button type="submit" { (lang.text("search-button")) }
        }
        @if !words.is_empty() { p { a href={ (view.same_page(&[("find", "")])) "#services" } { (lang.text("point-services-all")) } } }
    }
}

/// Codes of the services the words lead to: those of their names, and those they mean in everyday speech.
fn codes_found(view: &RequestContext, words: &str) -> HashSet<String> {
    let topics = view.registry.records.topics(view.lang == Lang::En);
    let ask = Ask { query: words, kinds: &[HitKind::Service], scope: Scope::Country, limit: MOST_FOUND };
    find(&view.registry, topics, &ask).0.into_iter().map(|hit| hit.code).collect()
}

fn grouped<'a>(view: &'a RequestContext, point: &PointOnDate) -> Vec<(&'a str, Vec<GivenServices<'a>>)> {
    let records = &view.registry.records;
    let mut groups: Vec<(&str, Vec<GivenServices>)> =
        group_order(view).into_iter().map(|id| (id, Vec::new())).collect();
    for row in view.registry.offerings_of(point) {
        let Some(service) = records.catalogue.by_id(row.service) else { continue };
        let Some(described) = service.description_on(view.date()) else { continue };
        if let Some((_, given)) = groups.iter_mut().find(|(id, _)| *id == described.group) {
            given.push(GivenServices { service, row });
        }
    }
    for (_, given) in &mut groups {
        given.sort_by(|a, b| a.service.code.cmp(&b.service.code));
    }
    groups.retain(|(_, given)| !given.is_empty());
    groups
}

fn group_part(view: &RequestContext, group: &str, given: &[GivenServices<'_>], is_open: bool) -> Markup {
    let first = given.first().map(GivenServices::common);
    let alike = given.iter().all(|one| Some(one.common()) == first);
    html! {
        details open[is_open] {
            summary { (names::group(view, group)) " (" (format::count(view.lang, given.len())) ")" }
            @if alike { @if let Some(one) = given.first() { p.small { (ground(view, one)) } } }
            ul.columns {
                @for one in given {
                    li { (links::service(view, one.service)) @if !alike { br; span.small { (ground(view, one)) } } }
                }
            }
        }
    }
}

fn ground(view: &RequestContext, one: &GivenServices<'_>) -> Markup {
    let lang = view.lang;
    let ground = view.registry.records.offerings.ground(one.row);
    html! {
        (lang.text("ground")) ": "
        @match ground { Some(text) => (text), None => (lang.text("unknown")) }
        "; " (format::period(lang, &one.row.period))
    }
}
