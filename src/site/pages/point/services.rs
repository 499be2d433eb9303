//! Services a point gives, by group, with ground and period.

use maud::{Markup, html};

use crate::domain::Period;
use crate::http::View;
use crate::registry::inventory::OfferingRecord;
use crate::registry::{PointOnDate, ServiceRecord};
use crate::site::pages::services::group_order;
use crate::site::parts::{format, links, names};

struct Given<'a> {
    service: &'a ServiceRecord,
    row: &'a OfferingRecord,
}

impl Given<'_> {
    /// What may be told once for a whole group.
    fn common(&self) -> (u32, Period) {
        (self.row.ground, self.row.period)
    }
}

/// The section; a point that never declared its list is unknown, not empty.
pub(super) fn section(view: &View, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let groups = grouped(view, point);
    html! {
        h2 #services { (lang.text("nav-services")) }
        (names::catalogue_note(lang))
        @if point.declared {
            p { (format::plural(lang, "services-count", point.offered.len())) }
            @for (group, given) in &groups { (group_part(view, group, given)) }
        } @else {
            p.notice { (lang.text("services-undeclared")) }
        }
    }
}

fn grouped<'a>(view: &'a View, point: &PointOnDate) -> Vec<(&'a str, Vec<Given<'a>>)> {
    let records = &view.registry.records;
    let mut groups: Vec<(&str, Vec<Given>)> = group_order(view).into_iter().map(|id| (id, Vec::new())).collect();
    for row in view.registry.offerings_of(point) {
        let Some(service) = records.catalogue.by_id(row.service) else { continue };
        let Some(described) = service.described(view.date()) else { continue };
        if let Some((_, given)) = groups.iter_mut().find(|(id, _)| *id == described.group) {
            given.push(Given { service, row });
        }
    }
    for (_, given) in &mut groups {
        given.sort_by(|a, b| a.service.code.cmp(&b.service.code));
    }
    groups.retain(|(_, given)| !given.is_empty());
    groups
}

fn group_part(view: &View, group: &str, given: &[Given<'_>]) -> Markup {
    let first = given.first().map(Given::common);
    let alike = given.iter().all(|one| Some(one.common()) == first);
    html! {
        details open[given.len() <= 12] {
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

fn ground(view: &View, one: &Given<'_>) -> Markup {
    let lang = view.lang;
    let ground = view.registry.records.offerings.ground(one.row);
    html! {
        (lang.text("ground")) ": "
        @match ground { Some(text) => (text), None => (lang.text("unknown")) }
        "; " (format::period(lang, &one.row.period))
    }
}
