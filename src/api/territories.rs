//! `/api/v1/territories`: the KATOTTG tree.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::geojson::{self, Feature, Shape};
use super::params::{ApiQuery, parameters, path_parameter};
use super::points::OnDate;
use super::response::{self, Page};
use super::tables::boundaries_attribution;
use crate::coverage::near::Bbox;
use crate::coverage::outlines::outlines;
use crate::domain::degrees::rounded;
use crate::domain::{Category, TerritoryCode};
use crate::http::points::{Area, passes_filter};
use crate::http::{AppState, Failure};
use crate::registry::tree::Boundaries;
use crate::registry::{Place, Registry, Territories};

parameters! {
    /// Filters of territories, for lists that are not paged.
    TerritoryFilters = ["territory", "category", "parent@territory", "q", "bbox", "date", "known"]
}
parameters! {
    /// Filters of territories and the page.
    TerritoryList = ["territory", "category", "parent@territory", "q", "bbox", "date", "known", "page", "per_page"]
}

path_parameter!(TerritoryPath = "code@territory");

/// A place of the tree.
#[derive(Debug, Serialize, ToSchema)]
pub struct TerritoryItem<'r> {
    #[schema(value_type = String, example = "UA53000000000028050")]
    pub code: TerritoryCode,
    /// Letter of the codifier: O oblast, K city with special status, P raion, H hromada, M city, X settlement,
    /// C village, B city district.
    #[schema(value_type = String, example = "O")]
    pub category: Category,
    #[schema(example = "Полтавська")]
    pub name: &'r str,
    #[schema(example = "Полтавська область")]
    pub full_name: String,
    /// `null` for the first level.
    #[schema(value_type = Option<String>)]
    pub parent: Option<TerritoryCode>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

const COLUMNS: &[&str] = &["code", "category", "name", "full_name", "parent", "lat", "lon"];

impl<'r> TerritoryItem<'r> {
    fn new(tree: &Territories, place: &'r Place) -> Self {
        Self {
            code: place.code,
            category: place.category,
            name: &place.name,
            full_name: tree.full_name(place),
            parent: place.parent,
            lat: place.location.map(|at| rounded(at.0)),
            lon: place.location.map(|at| rounded(at.1)),
        }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(list_csv))
        .routes(routes!(list_geojson))
        .routes(routes!(get_territory))
}

fn find<P>(asked: &ApiQuery<P>) -> Result<Vec<&Place>, Failure> {
    let registry = &*asked.registry;
    let tree = &*registry.records.territories;
    let within = asked.territory().code();
    let categories = asked.list("category", "O, K, P, H, M, X, C, B, separated by commas", Category::parse)?;
    let parents = asked.codes("parent")?;
    let area = read_box(asked)?;
    let keeps = |place: &&Place| {
        within.is_none_or(|code| tree.lies_in(place.code, code))
            && passes_filter(categories.as_deref(), Some(&place.category))
            && passes_filter(parents.as_deref(), place.parent.as_ref())
            && asked.param("q").is_none_or(|q| tells(place, q))
            && area.is_none_or(|area| in_box(registry, place, area))
    };
    Ok(tree.all().iter().filter(keeps).collect())
}

/// Reads `bbox` alone.
pub fn read_box<P>(asked: &ApiQuery<P>) -> Result<Option<Bbox>, Failure> {
    Ok(if let Area::Box(area) = Area::read(asked)? { Some(area) } else { None })
}

/// True when the boundary of a place, or else its coordinates, touch the box.
#[must_use]
pub fn in_box(registry: &Registry, place: &Place, area: Bbox) -> bool {
    let outline = registry.records.boundaries.get(place.code).map(|outline| {
        let (low, high) = (outline.bbox.min(), outline.bbox.max());
        Bbox { west: low.x, south: low.y, east: high.x, north: high.y }
    });
    let spot = place.location.map(|(lat, lon)| Bbox { west: lon, south: lat, east: lon, north: lat });
    outline.or(spot).is_some_and(|own| {
        own.west <= area.east && own.east >= area.west && own.south <= area.north && own.north >= area.south
    })
}

/// True when every word asked for stands in the name or is the code.
#[must_use]
pub fn tells(place: &Place, q: &str) -> bool {
    let name = place.name.to_lowercase();
    q.split_whitespace().all(|word| name.contains(&word.to_lowercase()) || place.code.as_str() == word)
}

/// Territories by filter, in order of code.
#[utoipa::path(get, path = "/api/v1/territories", operation_id = "territories", tag = "territories",
    params(TerritoryList), responses((status = 200, body = Page<TerritoryItem>)))]
async fn list(asked: ApiQuery<TerritoryList>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let found = find(&asked)?;
    let tree = &asked.registry.records.territories;
    let items = paging.slice(&found).iter().map(|place| TerritoryItem::new(tree, place)).collect();
    response::page(&asked, paging, found.len(), items)
}

/// Territories as CSV, the whole filtered list.
#[utoipa::path(get, path = "/api/v1/territories.csv", operation_id = "territories-csv", tag = "territories",
    params(TerritoryFilters), responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(asked: ApiQuery<TerritoryFilters>) -> Result<Response, Failure> {
    let tree = &asked.registry.records.territories;
    let items = find(&asked)?.into_iter().map(|place| TerritoryItem::new(tree, place));
    response::csv("territories", COLUMNS, items)
}

/// Territories as GeoJSON: the boundary where there is one, loaded or approximate, else the coordinates.
#[utoipa::path(get, path = "/api/v1/territories.geojson", operation_id = "territories-geojson", tag = "territories",
    params(TerritoryFilters), responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn list_geojson(asked: ApiQuery<TerritoryFilters>) -> Result<Response, Failure> {
    let tree = Arc::clone(&asked.registry.records.territories);
    let outlines = outlines(&asked.registry.records);
    let found: Vec<TerritoryCode> = find(&asked)?.into_iter().map(|place| place.code).collect();
    let whose = boundaries_attribution(&asked.registry.records);
    geojson::stream_features(found.len(), whose.as_deref(), move |range, features| {
        let places = found.get(range).unwrap_or_default().iter().filter_map(|code| tree.get(*code));
        places.map(|place| feature(&tree, &outlines, place)).try_for_each(|feature| features.add(&feature))
    })
}

fn feature<'r>(tree: &'r Territories, outlines: &'r Boundaries, place: &'r Place) -> Feature<'r, TerritoryItem<'r>> {
    let outline = outlines.get(place.code).map(|outline| Shape::Area(&outline.shape));
    let geometry = outline.or_else(|| place.location.map(|(lat, lon)| Shape::Point(lat, lon)));
    Feature { id: place.code.as_str().into(), geometry, properties: TerritoryItem::new(tree, place) }
}

/// One territory.
#[utoipa::path(get, path = "/api/v1/territories/{code}", operation_id = "territory", tag = "territories",
    params(TerritoryPath, OnDate),
    responses((status = 200, body = TerritoryItem)))]
async fn get_territory(Path(code): Path<String>, asked: ApiQuery<OnDate>) -> Result<Response, Failure> {
    let tree = &asked.registry.records.territories;
    let place = TerritoryCode::parse(&code).ok().and_then(|code| tree.get(code));
    let place = place.ok_or_else(|| Failure::not_found(format!("territory {code}")))?;
    response::json(&TerritoryItem::new(tree, place))
}
