//! `/search`: services, points, places and life events found by words.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use crate::domain::{Category, TerritoryCode};
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::registry::Scope;
use crate::registry::search::{Ask, HitKind, SearchHit, find};
use crate::site::layout::{self, Page};
use crate::site::pages::door::group_links;
use crate::site::parts::{badge, format, links};

/// Hits shown on the page.
const LIMIT: usize = 60;

pub fn routes() -> Router<AppState> {
    Router::new().route("/search", get(async |view: RequestContext| page(&view)))
}

fn page(view: &RequestContext) -> Result<Markup, Failure> {
    let lang = view.lang;
    let kind = view.parsed("type", "service | point | territory | life_event", HitKind::parse)?;
    let title = lang.text("search-title");
    let query = view.param("q").unwrap_or_default();
    let body = html! {
        h1 { (title) }
        (layout::search_form(view, "page-search"))
        @if query.is_empty() { p { (lang.text("search-empty")) } (groups(view)) } @else { (results(view, query, kind)) }
    };
    Ok(layout::render(view, &Page::new(title, body).not_indexed()))
}

fn results(view: &RequestContext, query: &str, kind: Option<HitKind>) -> Markup {
    let lang = view.lang;
    let kinds: Vec<HitKind> = kind.into_iter().collect();
    // A named territory narrows the search; the default one does not, or a traveller would find nothing elsewhere.
    let scope = if view.scope_named { view.scope } else { Scope::Country };
    let ask = Ask { query, kinds: &kinds, scope, limit: LIMIT };
    let (hits, total) = find(&view.registry, view.registry.records.topics(view.lang == Lang::En), &ask);
    html! {
        p {
            (lang.with("search-for", [("query", query.into())])) " "
            @if total > 0 { (format::plural(lang, "search-found", total)) } @else { (lang.text("search-nothing")) }
        }
        @if total > 0 || kind.is_some() { (kind_links(view, kind)) }
        @if hits.iter().any(|hit| hit.kind == HitKind::Service) { (crate::site::parts::names::catalogue_note(lang)) }
        ol.results { @for hit in &hits { li { (hit_line(view, hit)) } } }
        @if total == 0 { (groups(view)) }
        @if total > hits.len() { p.small { (lang.with("search-first", [("n", format::count(lang, hits.len()).into())])) } }
    }
}

/// Groups of services to choose from where no word helps.
fn groups(view: &RequestContext) -> Markup {
    let lang = view.lang;
    html! { h2 { (lang.text("door-groups")) } (group_links(view)) }
}

fn kind_links(view: &RequestContext, now: Option<HitKind>) -> Markup {
    let lang = view.lang;
    html! {
        details.fold.controls { summary { (lang.text("search-only")) } p.actions {
            a href=(view.same_page(&[("type", "")])) aria-current=[now.is_none().then_some("true")] { (lang.text("search-all")) }
            @for kind in HitKind::ALL {
                a href=(view.same_page(&[("type", kind.word())])) aria-current=[(now == Some(*kind)).then_some("true")] {
                    (lang.text(&format!("search-kinds-{}", kind.word().replace('_', "-"))))
                }
            }
        } }
    }
}

fn hit_line(view: &RequestContext, hit: &SearchHit) -> Markup {
    let lang = view.lang;
    let url = match hit.kind {
        HitKind::Service => links::service_url(view, &hit.code),
        HitKind::Point => links::point_url(view, &hit.code),
        HitKind::LifeEvent => view.url(&format!("/life-events/{}", hit.code), &[]),
        HitKind::Territory => territory_url(view, &hit.code),
    };
    html! {
        a href=(url) lang=[foreign(view, hit)] { (name(view, hit)) } " "
        span.small { (lang.text(&format!("search-type-{}", hit.kind.word().replace('_', "-")))) }
        @if let Some(detail) = detail(view, hit) { p.small { (detail) } }
    }
}

/// Names of services and points are Ukrainian on every page.
fn foreign(view: &RequestContext, hit: &SearchHit) -> Option<&'static str> {
    links::foreign(view).filter(|_| matches!(hit.kind, HitKind::Service | HitKind::Point))
}

/// The name of a hit; a place is named in the letters of the page's language.
fn name(view: &RequestContext, hit: &SearchHit) -> String {
    let place = TerritoryCode::parse(&hit.code).ok().filter(|_| hit.kind == HitKind::Territory);
    place.map_or_else(|| hit.name.clone(), |code| links::territory_name(view, code))
}

/// Where a place is looked at: a hromada and a settlement on the hromada's page, larger ones on the overview.
fn territory_url(view: &RequestContext, code: &str) -> String {
    let tree = &view.registry.records.territories;
    let Ok(parsed) = TerritoryCode::parse(code) else { return view.url("/network", &[]) };
    match tree.hromada_of(parsed) {
        Some(hromada) => links::hromada_url(view, hromada.code),
        None => view.url("/network", &[("territory", code)]),
    }
}

fn detail(view: &RequestContext, hit: &SearchHit) -> Option<Markup> {
    let registry = &view.registry;
    match hit.kind {
        HitKind::Point => registry.point(&hit.code).map(|point| html! {
            (badge::point(view.lang, point)) " " (links::ukrainian(view, &registry.full_address(point).unwrap_or_default()))
        }),
        HitKind::Service => registry.records.catalogue.by_code(&hit.code).and_then(|s| s.description_on(view.date())).map(|row| html! {
            (crate::site::parts::names::group(view, &row.group)) @if let Some(provider) = &row.provider { " · " (links::ukrainian(view, provider)) }
        }),
        HitKind::Territory => TerritoryCode::parse(&hit.code).ok().map(|code| above(view, code)).filter(|above| !above.is_empty()).map(|above| html! { (above) }),
        HitKind::LifeEvent => None,
    }
}

/// The places a place lies in, the nearest first.
fn above(view: &RequestContext, code: TerritoryCode) -> String {
    let tree = &view.registry.records.territories;
    let places = tree.lineage(code).skip(1).filter(|place| place.category != Category::City);
    places.map(|place| links::full_name(view, place)).collect::<Vec<_>>().join(", ")
}
