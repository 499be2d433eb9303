//! `/embed`: one hromada or one service for the site of a hromada, without the frame of the other pages.

use std::collections::HashSet;

use axum::Router;
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};

use super::service::giving_words;
use crate::domain::{Message, PointStatus, TerritoryCode};
use crate::http::points::services;
use crate::http::urls::scope_word;
use crate::http::{AppState, Failure, RequestContext, assets};
use crate::registry::{HromadaOnDate, PointOnDate};
use crate::site::map::Mark;
use crate::site::parts::chooser::as_of;
use crate::site::parts::choropleth::{Shading, figure, outlined};
use crate::site::parts::{badge, format, links, names};

/// Points named in a frame before the rest is one link away.
const NAMED: usize = 100;

pub fn routes() -> Router<AppState> {
    Router::new().route("/embed", get(async |view: RequestContext| page(&view)))
}

/// What a frame shows.
struct Framed<'a> {
    title: String,
    map: Markup,
    points: Vec<&'a PointOnDate>,
    /// How many points there are, as words.
    count: String,
    /// The page of the site that says more.
    more: String,
}

fn page(view: &RequestContext) -> Result<Markup, Failure> {
    let framed = match (view.param("hromada"), view.param("service")) {
        (Some(code), _) => of_hromada(view, super::hromada::find(view, code)?),
        (None, Some(_)) => of_service(view)?,
        (None, None) => {
            return Err(Failure::bad_parameter("hromada", "", Message::new("expected-param-hromada-or-service")));
        }
    };
    Ok(document(view, &framed))
}

fn mark<'a>(view: &RequestContext, point: &'a PointOnDate) -> Option<Mark<'a>> {
    let link = Some((links::point_url(view, point.code()), point.row().name.as_str()));
    Some(Mark { kind: point.row().kind, at: point.location?, link })
}

fn of_hromada<'a>(view: &'a RequestContext, hromada: &'a HromadaOnDate) -> Framed<'a> {
    let points: Vec<&PointOnDate> = super::hromada::points(view, hromada).collect();
    let marks = points.iter().filter_map(|point| mark(view, point)).collect();
    let values = vec![(hromada.code, Some(points.len() as f64))];
    let words = |lang, value| format::decimal(lang, value, 0);
    let title = view.lang.text("map-hromada");
    let map = outlined(view, &Shading { id: "embed", title, values, words, below: "" }, marks);
    let more = links::hromada_url(view, hromada.code);
    let count = format::plural(view.lang, "points-count", points.len());
    Framed { title: links::territory_name(view, hromada.code), map, points, count, more }
}

fn of_service(view: &RequestContext) -> Result<Framed<'_>, Failure> {
    let wanted = services::read(view)?.unwrap_or_default();
    let named = services::service_records(view, &wanted);
    let name = named.iter().map(|service| links::service_name(view, service)).collect::<Vec<_>>().join("; ");
    let gives = |point: &&PointOnDate| {
        point.row().status != PointStatus::Suspended && !point.is_occupied() && point.offered.intersects(&wanted)
    };
    let points: Vec<&PointOnDate> = view.registry.points_in(view.scope).filter(gives).collect();
    let in_hromada = |code| points.iter().filter(|point| point.row().hromada == Some(code)).count();
    // A hromada none of whose points has declared a list does not give it as little as it does.
    let declared: HashSet<TerritoryCode> = declaring_hromadas(view).collect();
    let value = |code| Some(in_hromada(code) as f64).filter(|_| declared.contains(&code));
    let values = view.registry.hromadas_in(view.scope).map(|hromada| (hromada.code, value(hromada.code)));
    let words = |lang, value| format::decimal(lang, value, 0);
    let title = view.lang.text("embed-service-map");
    let shading = Shading { id: "embed", title, values: values.collect(), words, below: "" };
    let marks = points.iter().filter_map(|point| mark(view, point)).take(NAMED).collect();
    let map = figure(view, &shading, marks);
    let more = view.url("/points", &[("service", view.param("service").unwrap_or_default())]);
    let count = giving_words(view, points.len());
    Ok(Framed { title: name, map, points, count, more })
}

/// Hromadas with a point that has declared its list, and those without any point to declare one.
fn declaring_hromadas(view: &RequestContext) -> impl Iterator<Item = TerritoryCode> {
    let points = || view.registry.points_in(view.scope);
    let with_points: HashSet<TerritoryCode> = points().filter_map(|point| point.row().hromada).collect();
    let declaring: HashSet<TerritoryCode> =
        points().filter(|point| point.declared).filter_map(|point| point.row().hromada).collect();
    let all = view.registry.hromadas_in(view.scope).map(|hromada| hromada.code);
    all.filter(move |code| declaring.contains(code) || !with_points.contains(code))
}

/// A whole document whose links open outside the frame.
fn document(view: &RequestContext, framed: &Framed<'_>) -> Markup {
    let lang = view.lang;
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                base target="_blank";
                title { (framed.title) " — " (lang.text("site-name")) }
                link rel="stylesheet" href=(assets::url("style.css"));
                link rel="stylesheet" href=(assets::url("map.css"));
                script src=(assets::url("site.js")) defer {}
            }
            body.embed {
                main #main {
                    h1 { (framed.title) }
                    p.small { (framed.count) ", " (as_of(view)) "." }
                    (framed.map)
                    ul {
                        @for point in framed.points.iter().take(NAMED) { li { (point_line(view, point)) } }
                        @if framed.points.len() > NAMED { li { (format::plural(lang, "and-more", framed.points.len() - NAMED)) } }
                    }
                    @if view.registry.records.has_samples() { p.notice { (lang.text("sample-explained")) } }
                    p { a href=(framed.more) { (lang.text("embed-more")) } }
                }
            }
        }
    }
}

fn point_line(view: &RequestContext, point: &PointOnDate) -> Markup {
    let (lang, row) = (view.lang, point.row());
    html! {
        (links::point(view, point)) " — " (names::kind(lang, row.kind))
        @if let Some(address) = view.registry.full_address(point) { br; (links::ukrainian(view, &address)) }
        @if row.status != PointStatus::Active { " " (badge::status(lang, row.status)) }
        @if point.is_occupied() { " " (lang.text("map-occupied")) }
    }
}

/// What to copy into another site, for a hromada or a service; the script puts this site's address before it.
#[must_use]
pub(super) fn snippet(view: &RequestContext, (name, code): (&str, &str), title: &str) -> Markup {
    let lang = view.lang;
    let territory = if name == "service" && view.scope_named { scope_word(view.scope) } else { String::new() };
    let path = crate::http::urls::with_query(
        &crate::http::urls::in_lang(lang, "/embed"),
        &[(name, code), ("territory", &territory)],
    );
    let title = title.replace(['"', '<', '>', '&'], " ");
    let frame =
        format!("<iframe src=\"{path}\" title=\"{title}\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>");
    html! {
        details.snippet {
            summary { (lang.text("embed-snippet")) }
            p { (lang.text("embed-snippet-explained")) " " a href=(path) { (lang.text("embed-preview")) } }
            label { span { (lang.text("embed-code")) } textarea rows="3" readonly data-embed=(path) { (frame) } }
        }
    }
}
