//! `/map`: one layer over the hromadas, points by kind, quarter by quarter; the list beside it is the same data.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use geo::{Intersects as _, Rect};
use maud::{Markup, html};

use super::overview::scope_name;
use crate::compliance::Judgement;
use crate::coverage::near::Bbox;
use crate::domain::{PointKind, TerritoryCode, collation_key};
use crate::http::points::bbox;
use crate::http::read_parameters::word_list;
use crate::http::{AppState, Failure, Paging, RequestContext, SiteSettings, assets};
use crate::registry::Scope;
use crate::site::layout::{self, Page};
use crate::site::map::Shape;
use crate::site::map::features::{PlacedPoint, ZOOMS, points_for, shapes_for};
use crate::site::parts::chooser::as_of;
use crate::site::parts::choropleth::{Shading, figure, marks, outlined_shapes};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::pager::pager;
use crate::site::parts::{Column, Table, compliance_controls, format, links};

mod choice;
use choice::Choice;

/// The assets of the movable map.
const LEAFLET: [&str; 2] = ["leaflet/leaflet.js", "leaflet/leaflet.css"];
/// Begins every id in the drawing, and names its hatchings to the movable map.
const ID: &str = "map";
/// What a box in an address is.
const BBOX: &str = "west,south,east,north";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/map", get(answer))
        .route("/map/shapes.json", get(shapes))
        .route("/map/points.json", get(points))
}

async fn answer(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let choice = Choice::read(&view, &audit)?;
    let paging = Paging::read(&view, 100, 1000)?;
    let lang = view.lang;
    let title = lang.text("nav-map");
    let values = choice.values(&audit, view.scope);
    let body = html! {
        h1 { (title) ": " (scope_name(&view)) }
        p.lead { (choice.title(&view, &audit)) ", " (as_of(&view)) "." }
        (Choice::form(&view, &audit))
        p.rule { (lang.text(&format!("layer-rule-{}", choice.layer.id))) }
        (movable(&view, state.settings()))
        div.map-beside {
            (drawing(&view, &audit, &choice, values.clone()))
            (list(&view, &choice, values, paging))
        }
    };
    Ok(layout::render(&view, &Page::new(title, body).with_script("map.js")))
}

/// The layer as the choropleth wants it.
fn shading(
    view: &RequestContext,
    audit: &Judgement,
    choice: &Choice,
    values: Vec<(TerritoryCode, Option<f64>)>,
) -> Shading<'static> {
    Shading { id: ID, title: choice.title(view, audit), values, words: choice.words(), below: "" }
}

fn drawing(
    view: &RequestContext,
    audit: &Judgement,
    choice: &Choice,
    values: Vec<(TerritoryCode, Option<f64>)>,
) -> Markup {
    let marks = marks(view, view.scope != Scope::Country);
    let marks = marks.into_iter().filter(|mark| choice.shows(mark.kind)).collect();
    figure(view, &shading(view, audit, choice, values), marks)
}

/// The button that makes the map movable, with where its data are; it does nothing without scripts and is hidden then.
fn movable(view: &RequestContext, settings: &SiteSettings) -> Markup {
    let [script, style] = LEAFLET;
    let lang = view.lang;
    let tiles = settings.tiles.as_ref();
    html! {
        @if assets::exists(script) {
            p {
                button type="button" hidden data-movable=(ID) data-script=(assets::url(script)) data-style=(assets::url(style))
                    data-shapes=(view.url("/map/shapes.json", &Choice::pairs(view))) data-points=(view.url("/map/points.json", &Choice::pairs(view)))
                    data-zooms={ (ZOOMS[0]) "," (ZOOMS[1]) }
                    data-tiles=[tiles.map(|tiles| tiles.url.as_str())] data-attribution=[tiles.map(|tiles| tiles.attribution.as_str())]
                    data-zoom-in=(lang.text("map-zoom-in")) data-zoom-out=(lang.text("map-zoom-out"))
                    data-cluster=(lang.text("map-cluster")) data-label=(lang.text("map-movable-label")) data-failed=(lang.text("map-movable-failed")) {
                    (lang.text("map-movable"))
                }
                span.small data-movable-state aria-live="polite" {}
            }
        }
    }
}

/// The hromadas with their values: the same data as the map, in words.
fn list(
    view: &RequestContext,
    choice: &Choice,
    mut values: Vec<(TerritoryCode, Option<f64>)>,
    paging: Paging,
) -> Markup {
    let lang = view.lang;
    values.sort_by_cached_key(|(code, _)| collation_key(&links::territory_name(view, *code)));
    let columns = vec![Column::text(lang.text("hromada")), Column::number(lang.text("value"))];
    let rows = paging.slice(&values).iter().map(|(code, value)| {
        vec![links::hromada(view, *code), or_unknown(lang, value.map(|value| choice.words()(lang, value)))]
    });
    let table = Table::new(lang.text("map-list-caption"), columns).rows(rows);
    html! {
        div #map-list {
            @if table.is_empty() { p { (lang.text("map-list-empty")) } } @else { (table) }
            (pager(view, paging, values.len()))
            p { (format::plural(lang, "points-count", view.registry.points_in(view.scope).count())) ": "
                a href=(view.url("/points", &[])) { (lang.text("show-them")) } }
        }
    }
}

/// `GET /map/shapes.json`: outlines simplified for a zoom, with value and shade.
async fn shapes(State(state): State<AppState>, view: RequestContext) -> Result<Response, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let choice = Choice::read(&view, &audit)?;
    let zoom = read_zoom(&view)?;
    let shading = shading(&view, &audit, &choice, choice.values(&audit, view.scope));
    let near = read_bbox(&view)?.map(|bbox| Rect::new((bbox.west, bbox.south), (bbox.east, bbox.north)));
    let found = outlined_shapes(&view, &shading, |shapes| {
        let shown = |shape: &&Shape<'_>| near.is_none_or(|near| shape.boundary.bbox.intersects(&near));
        shapes_for(ID, &shapes.iter().filter(shown).cloned().collect::<Vec<_>>(), zoom)
    });
    Ok(Json(found).into_response())
}

/// `GET /map/points.json`: points of a box, gathered where they would touch.
async fn points(State(state): State<AppState>, view: RequestContext) -> Result<Response, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let choice = Choice::read(&view, &audit)?;
    let zoom = read_zoom(&view)?;
    let bbox = read_bbox(&view)?.ok_or_else(|| Failure::bad_parameter("bbox", "", BBOX))?;
    let shown = view.registry.points_in(view.scope).filter(|point| choice.shows(point.row().kind));
    let placed = shown.filter_map(|point| {
        let (kind, title) = (point.row().kind, point.row().name.as_str());
        Some(PlacedPoint { kind, at: point.location?, title, href: links::point_url(&view, point.code()) })
    });
    Ok(Json(points_for(&placed.collect::<Vec<_>>(), bbox, zoom)).into_response())
}

fn read_bbox(view: &RequestContext) -> Result<Option<Bbox>, Failure> {
    view.parsed("bbox", BBOX, bbox)
}

fn read_zoom(view: &RequestContext) -> Result<u8, Failure> {
    let [least, most] = ZOOMS;
    let read = |text: &str| text.parse().ok().filter(|zoom: &u8| (least..=most).contains(zoom));
    Ok(view.parsed("zoom", &format!("{least}…{most}"), read)?.unwrap_or(least + 2))
}

/// Kinds of points asked for.
fn read_kinds(view: &RequestContext) -> Result<Option<Vec<PointKind>>, Failure> {
    word_list!(view, "kind", PointKind)
}
