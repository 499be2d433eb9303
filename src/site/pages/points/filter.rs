//! The form over the list of points, and what it asks for in words.

use maud::{Markup, html};

use super::near::Near;
use crate::compliance::cards::needs;
use crate::domain::{Category, PointKind, PointStatus, TerritoryCode, collation_key};
use crate::http::points::{Area, PointFilter, services};
use crate::http::{Failure, RequestContext};
use crate::registry::Bits;
use crate::site::pages::barrier_free::people;
use crate::site::parts::{filters, format, links, names};

/// Services named one by one where words mean several.
const NAMED: usize = 12;

/// What is asked of the points.
#[derive(Debug)]
pub(super) struct FilterValues<'a> {
    pub(super) filter: PointFilter,
    pub(super) near: Option<Near<'a>>,
    /// Services of which a point gives at least one.
    pub(super) services: Option<Bits>,
    /// Words of the service lead to none.
    is_service_unknown: bool,
}

impl<'a> FilterValues<'a> {
    pub(super) fn read(view: &'a RequestContext) -> Result<Self, Failure> {
        let near = Near::read(view);
        let read = services::read_worded(view);
        let is_service_unknown = read.as_ref().is_err_and(|failure| failure.names("service"));
        let services = if is_service_unknown { None } else { read? };
        let area = near.as_ref().map_or(Area::Everywhere, Near::area);
        let filter = PointFilter::read(view, view.scope, area, services.clone())?;
        Ok(Self { filter, near, services, is_service_unknown })
    }

    /// What to do about words of the service or a place that are not understood.
    fn faults(&self, view: &RequestContext) -> [Option<Markup>; 2] {
        let typed = [("words", view.param("service").unwrap_or_default().into())];
        let unknown = self.is_service_unknown.then(|| html! { p { (view.lang.with("door-what-unknown", typed)) } });
        [unknown, self.near.as_ref().and_then(|near| near.fault(view))]
    }

    /// True where the list answers all that was asked.
    pub(super) fn is_understood(&self, view: &RequestContext) -> bool {
        self.faults(view).iter().all(Option::is_none)
    }
}

/// The form over the list.
pub(super) fn form(view: &RequestContext, wanted: &FilterValues<'_>) -> Markup {
    let lang = view.lang;
    let kinds: Vec<filters::Choice> =
        PointKind::ALL.iter().map(|kind| (kind.word().to_owned(), names::kind(lang, *kind))).collect();
    let statuses: Vec<filters::Choice> = [PointStatus::Active, PointStatus::Suspended]
        .iter()
        .map(|status| (status.word().to_owned(), names::status(lang, *status)))
        .collect();
    let groups = groups(view);
    let needs = needs::all(&view.registry.records.rules).into_iter();
    let needs: Vec<filters::Choice> = needs.map(|need| (need.to_owned(), people(view, need))).collect();
    let [service_fault, near_fault] = wanted.faults(view);
    let is_open = service_fault.is_some() || near_fault.is_some();
    let fields = html! {
        (filters::faulted(view, "service", ["filter-service", "filter-service-hint"], service_fault))
        (filters::faulted(view, "near", ["filter-near", "filter-near-hint"], near_fault))
        button type="button" data-locate hidden { (lang.text("filter-locate")) }
        (filters::tick(view, "open_now", "filter-open"))
        (filters::select(view, "need", "door-need", &needs))
        (filters::words(view, "q", "filter-words"))
        (filters::select(view, "kind", "kind", &kinds))
        (places(view))
        (filters::select(view, "status", "status", &statuses))
        (filters::select(view, "group", "filter-group", &groups))
    };
    let own = [
        "service",
        "near",
        "open_now",
        "need",
        "wheelchair",
        "q",
        "kind",
        "raion",
        "hromada",
        "status",
        "group",
        "unsure",
    ];
    filters::form_or_open(view, &own, &fields, is_open)
}

/// The services asked for by code or words, each by its name; where there are several, each alone is one link away.
pub(super) fn services_told(view: &RequestContext, wanted: &FilterValues<'_>) -> Markup {
    let lang = view.lang;
    let Some(services) = wanted.services.as_ref().filter(|_| view.param("service").is_some()) else { return html! {} };
    let told = services::service_records(view, services);
    html! {
        div.notice {
            (names::catalogue_note(lang))
            @if let [one] = told.as_slice() {
                p { (lang.text("points-giving")) " " (links::service(view, one)) "." }
            } @else {
                p { (format::plural(lang, "points-giving-any-of", told.len())) }
                ul.columns {
                    @for service in told.iter().take(NAMED) {
                        li { a href=(view.same_page(&[("service", &service.code), ("page", "")])) { (links::service_name(view, service)) } }
                    }
                    @if told.len() > NAMED { li { (format::plural(lang, "and-more", told.len() - NAMED)) } }
                }
            }
            p { a href=(view.same_page(&[("service", ""), ("page", "")])) { (lang.text("points-giving-any")) } }
        }
    }
}

/// Service groups in the order of the rules.
fn groups(view: &RequestContext) -> Vec<filters::Choice> {
    let groups = view.registry.records.rules.groups.iter();
    groups.map(|group| (group.id.clone(), names::ruled(view.lang, &group.title).to_owned())).collect()
}

/// Raions and hromadas of the territory in view; for the whole country the lists would be too long.
fn places(view: &RequestContext) -> Markup {
    let Some(code) = view.scope.code() else { return html! {} };
    let tree = &view.registry.records.territories;
    let raions = tree.children(code).filter(|place| place.category == Category::Raion);
    let raions = choices(raions.map(|place| (place.code, links::short_name(view, place).into_owned())).collect());
    let hromadas = view.registry.hromadas_in(view.scope).filter_map(|hromada| tree.get(hromada.code));
    let hromadas = choices(hromadas.map(|place| (place.code, links::short_name(view, place).into_owned())).collect());
    html! {
        @if !raions.is_empty() { (filters::select(view, "raion", "raion", &raions)) }
        @if hromadas.len() > 1 { (filters::select(view, "hromada", "hromada", &hromadas)) }
    }
}

fn choices(mut places: Vec<(TerritoryCode, String)>) -> Vec<filters::Choice> {
    places.sort_by_cached_key(|(_, name)| collation_key(name));
    places.into_iter().map(|(code, name)| (code.to_string(), name)).collect()
}
