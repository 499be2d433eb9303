//! The form of coverage: what a point must be to count, and the ways between the pages of coverage.

use std::path::Path;

use maud::{Markup, html};

use crate::compliance::Judgement;
use crate::domain::PointKind;
use crate::http::coverage::CoverageQuery;
use crate::http::points::services;
use crate::http::urls::scope_word;
use crate::http::{Failure, RequestContext};
use crate::site::parts::{compliance_controls, filters, names};

/// Parameters that say which points count.
const OWN: [&str; 7] = ["service", "group", "full_list", "kind", "checklist", "type", "within_km"];

/// What was asked; `query` is absent where the words of the service were not understood.
#[derive(Debug)]
pub(super) struct AskedCoverage {
    pub(super) query: Option<CoverageQuery>,
    fault: Option<Markup>,
}

/// Reads the question; words of a service that lead to none are no failure but told beside the field.
pub(super) fn read(view: &RequestContext, audit: &Judgement) -> Result<AskedCoverage, Failure> {
    match services::read_worded(view) {
        Ok(found) => Ok(AskedCoverage { query: Some(CoverageQuery::read(view, audit, found)?), fault: None }),
        Err(failure) if failure.names("service") => {
            let typed = [("words", view.param("service").unwrap_or_default().into())];
            Ok(AskedCoverage { query: None, fault: Some(html! { p { (view.lang.with("door-what-unknown", typed)) } }) })
        }
        Err(failure) => Err(failure),
    }
}

/// The parameters that are kept on the way to another part of coverage, with one more.
pub(super) fn kept<'a>(view: &'a RequestContext, more: (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    OWN.iter().map(|name| (*name, view.param(name).unwrap_or_default())).chain([more]).collect()
}

/// Links to the three questions of coverage.
pub(super) fn sections(view: &RequestContext, here: &str) -> Markup {
    let lang = view.lang;
    let pages = [
        ("/coverage", "coverage-section"),
        ("/coverage/new-points", "new-points-section"),
        ("/coverage/existing", "existing-section"),
    ];
    html! {
        nav.sections aria-label=(lang.text("nav-coverage")) {
            ul {
                @for (path, key) in pages {
                    li {
                        a href=(compliance_controls::url(view, path, &kept(view, ("", "")))) aria-current=[(path == here).then_some("page")] {
                            (lang.text(key))
                        }
                    }
                }
            }
        }
    }
}

/// The form with more fields of a page.
pub(super) fn form(
    view: &RequestContext,
    audit: &Judgement,
    asked: &AskedCoverage,
    more: &Markup,
    own: &[&str],
) -> Markup {
    let (lang, rules) = (view.lang, audit.rules());
    let groups: Vec<filters::Choice> =
        rules.groups.iter().map(|group| (group.id.clone(), names::ruled(lang, &group.title).to_owned())).collect();
    let kinds: Vec<filters::Choice> =
        PointKind::ALL.iter().map(|kind| (kind.word().to_owned(), names::kind(lang, *kind))).collect();
    let types: Vec<filters::Choice> =
        rules.equipment.iter().map(|kind| (kind.id.clone(), names::ruled(lang, &kind.title).to_owned())).collect();
    let km = view.param("within_km").map_or_else(|| rules.travel.within_km.to_string(), str::to_owned);
    let fields = html! {
        (filters::faulted(view, "service", ["filter-service", "filter-service-hint"], asked.fault.clone()))
        (filters::select(view, "group", "filter-group", &groups))
        (filters::select(view, "kind", "kind", &kinds))
        (filters::select(view, "checklist", "coverage-checklist", &checklists(view, audit)))
        (filters::select(view, "type", "equipment-type", &types))
        label { span { (lang.text("coverage-distance")) }
            input type="number" name="within_km" value=(km) min="0" max="500" step="any"; }
        (filters::tick(view, "full_list", "coverage-full-list"))
        (more)
    };
    let all: Vec<&str> = OWN.iter().chain(own).copied().collect();
    compliance_controls::form(view, audit, &all, &fields)
}

/// The checklists as choices.
pub(super) fn checklists(view: &RequestContext, audit: &Judgement) -> Vec<filters::Choice> {
    let lists = audit.rules().checklists.iter();
    lists.map(|list| (list.id.clone(), names::ruled(view.lang, &list.title).to_owned())).collect()
}

/// The same question asked of the API: services found by words are named by their codes.
pub(super) fn data_url(view: &RequestContext, query: &CoverageQuery, resource: &str) -> String {
    let found = query.services.as_ref().filter(|_| view.param("service").is_some());
    let codes = found.map(|found| services::service_records(view, found)).unwrap_or_default();
    let codes: Vec<&str> = codes.iter().map(|service| &*service.code).collect();
    let (codes, territory) = (codes.join(","), scope_word(view.scope));
    let carried = ["count", "starosta_below", "premises", "hostilities", "per_hromada", "leave_out"];
    let mut pairs: Vec<(&str, &str)> = vec![("territory", &territory), ("service", &codes)];
    let same = OWN.iter().filter(|name| **name != "service").chain(&carried);
    pairs.extend(same.map(|name| (*name, view.param(name).unwrap_or_default())));
    let is_book = Path::new(resource).extension().is_some_and(|ending| ending == "xlsx");
    pairs.extend(is_book.then_some(("lang", view.lang.tag())));
    view.data_url(&format!("/api/v1/coverage/{resource}"), &pairs)
}
