//! `/api/v1/points`: access points of four kinds.

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::answer::{self, Page};
use super::geojson::{self, Feature, Shape};
use super::params::{Asked, parameters, path_parameter};
use super::ready::ReadyPoints;
use super::source::SourceText;
use crate::domain::degrees::rounded;
use crate::domain::{PointKind, PointStatus, Precision, TerritoryCode};
use crate::http::points::{Area, Found, PointFilter, services, status};
use crate::http::{AppState, Failure};
use crate::registry::{PointOnDate, Registry};

parameters! {
    /// Filters of points, for lists that are not paged.
    PointFilters = [
        "territory", "date", "kind", "status", "service", "group", "life_event", "q", "bbox", "near", "within_m",
        "oblast", "raion", "hromada", "settlement", "parent", "diia_centre", "open_now", "open_at", "wheelchair", "unsure",
        "confirmed_since", "confirmed_before",
    ]
}
parameters! {
    /// Filters of points and the page.
    PointList = [
        "territory", "date", "kind", "status", "service", "group", "life_event", "q", "bbox", "near", "within_m",
        "oblast", "raion", "hromada", "settlement", "parent", "diia_centre", "open_now", "open_at", "wheelchair", "unsure",
        "confirmed_since", "confirmed_before", "page", "per_page",
    ]
}
parameters! {
    /// Of one thing on a day.
    OnDate = ["date"]
}

path_parameter!(PointCode = "code@point");

/// An access point as it stands on the day asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointItem<'r> {
    #[schema(example = "532")]
    pub code: &'r str,
    pub name: &'r str,
    /// cnap, tp, vrm or mobile.
    #[schema(value_type = String, example = "cnap")]
    pub kind: PointKind,
    /// active or suspended.
    #[schema(value_type = String, example = "active")]
    pub status: PointStatus,
    /// Code of the centre a unit or workplace belongs to.
    pub parent: Option<&'r str>,
    #[schema(value_type = Option<String>)]
    pub oblast: Option<TerritoryCode>,
    #[schema(value_type = Option<String>)]
    pub raion: Option<TerritoryCode>,
    /// `null` where the place could not be resolved.
    #[schema(value_type = Option<String>)]
    pub hromada: Option<TerritoryCode>,
    #[schema(value_type = Option<String>)]
    pub settlement: Option<TerritoryCode>,
    /// Stated, or the district that lists the settlement.
    pub starosta_district: Option<&'r str>,
    pub address: Option<&'r str>,
    /// Stated, or those of the settlement, or of the hromada's centre: `precision` tells which.
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// What the coordinates are the place of: address, settlement, hromada or unknown.
    #[schema(value_type = String, example = "settlement")]
    pub precision: Precision,
    /// How hromada, settlement and kind were found; `null` when the source stated them.
    pub resolution: Option<Resolution<'r>>,
    pub diia_centre: Option<bool>,
    /// Square metres.
    pub area_total: Option<f64>,
    pub area_waiting: Option<f64>,
    pub area_service: Option<f64>,
    pub workers: Option<u32>,
    /// OpenStreetMap `opening_hours` syntax.
    #[schema(example = "Mo-Fr 08:00-17:00")]
    pub hours: Option<&'r str>,
    /// The hours as the source states them.
    pub hours_text: Option<&'r str>,
    pub phone: Option<&'r str>,
    pub email: Option<&'r str>,
    pub web: Option<&'r str>,
    /// Other yes/no statements of the source, by its own key; what it does not state is not here.
    #[schema(value_type = HashMap<String, bool>)]
    pub features: Features<'r>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// When the facts were last confirmed.
    pub confirmed: NaiveDate,
    /// Which import or change stated the facts.
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'r>>,
    /// Metres from `near`; only where it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<f64>,
}

/// How a place was found and how sure that is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Resolution<'r> {
    pub method: &'r str,
    /// 0 to 1.
    pub confidence: f64,
}

/// Statements by key.
#[derive(Clone, Copy, Debug)]
pub struct Features<'r>(&'r [(String, bool)]);

impl Serialize for Features<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, yes)| (key, yes)))
    }
}

/// CSV columns: the same words as the fields.
const COLUMNS: &[&str] = &[
    "code",
    "name",
    "kind",
    "status",
    "parent",
    "oblast",
    "raion",
    "hromada",
    "settlement",
    "starosta_district",
    "address",
    "lat",
    "lon",
    "precision",
    "resolution.method",
    "resolution.confidence",
    "diia_centre",
    "area_total",
    "area_waiting",
    "area_service",
    "workers",
    "hours",
    "hours_text",
    "phone",
    "email",
    "web",
    "features",
    "from",
    "until",
    "confirmed",
    "source",
    "distance_m",
];

impl<'r> PointItem<'r> {
    /// The fields of a point; everything is borrowed from the registry.
    #[must_use]
    pub fn new(registry: &'r Registry, point: &'r PointOnDate, distance_m: Option<f64>) -> Self {
        let row = point.row();
        let district = point.district.and_then(|i| registry.records.districts.get(i)).map(|d| d.code.as_str());
        Self {
            code: point.code(),
            name: &row.name,
            kind: row.kind,
            status: status(point),
            parent: row.parent.as_deref(),
            oblast: point.oblast,
            raion: point.raion,
            hromada: row.hromada,
            settlement: row.settlement,
            starosta_district: district.or(row.starosta_district.as_deref()),
            address: row.address.as_deref(),
            lat: point.location.map(|at| rounded(at.0)),
            lon: point.location.map(|at| rounded(at.1)),
            precision: point.precision,
            resolution: row
                .resolution
                .as_ref()
                .map(|(method, confidence)| Resolution { method, confidence: *confidence }),
            diia_centre: row.diia_centre,
            area_total: row.area_total,
            area_waiting: row.area_waiting,
            area_service: row.area_service,
            workers: row.workers,
            hours: row.hours.as_deref(),
            hours_text: row.hours_text.as_deref(),
            phone: row.phone.as_deref(),
            email: row.email.as_deref(),
            web: row.web.as_deref(),
            features: Features(&row.features),
            from: row.period.from,
            until: row.period.until,
            confirmed: row.confirmed,
            source: SourceText::of(&registry.records, row.source),
            distance_m,
        }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(list_csv))
        .routes(routes!(list_geojson))
        .routes(routes!(one))
}

/// The points asked for.
fn sought<P>(asked: &Asked<P>) -> Result<Vec<Found>, Failure> {
    let filter = PointFilter::read(asked, asked.territory(), Area::read(asked)?, services::read(asked)?)?;
    Ok(filter.find(&asked.registry))
}

fn items<'r>(registry: &'r Registry, found: &'r [Found]) -> impl Iterator<Item = PointItem<'r>> {
    found.iter().filter_map(|hit| Some(PointItem::new(registry, registry.point_at(hit.position)?, hit.distance_m)))
}

/// Points by filter, in order of code, or of distance where `near` is asked for.
#[utoipa::path(get, path = "/api/v1/points", operation_id = "points", tag = "points", params(PointList),
    responses((status = 200, body = Page<PointItem>)))]
async fn list(asked: Asked<PointList>) -> Result<Response, Failure> {
    let paging = answer::paging(&asked)?;
    let found = sought(&asked)?;
    let part = paging.slice(&found);
    if asked.date_named || part.iter().any(|hit| hit.distance_m.is_some()) {
        return answer::page(&asked, paging, found.len(), items(&asked.registry, part).collect());
    }
    let ready = ReadyPoints::of(&asked.registry)?;
    answer::ready_page(&asked, paging, found.len(), part.iter().filter_map(|hit| ready.item(hit.position)))
}

/// Points as CSV, the whole filtered list.
#[utoipa::path(get, path = "/api/v1/points.csv", operation_id = "points-csv", tag = "points", params(PointFilters),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(asked: Asked<PointFilters>) -> Result<Response, Failure> {
    let found = sought(&asked)?;
    answer::csv("points", COLUMNS, items(&asked.registry, &found))
}

/// Points as GeoJSON, the whole filtered list; a point without coordinates has the geometry `null`.
#[utoipa::path(get, path = "/api/v1/points.geojson", operation_id = "points-geojson", tag = "points",
    params(PointFilters), responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn list_geojson(asked: Asked<PointFilters>) -> Result<Response, Failure> {
    let found = sought(&asked)?;
    geojson::collection(items(&asked.registry, &found).map(feature).collect())
}

/// All points of the day as GeoJSON, for a file.
pub fn all_geojson(registry: &Registry) -> serde_json::Result<Vec<u8>> {
    geojson::text(registry.points.iter().map(|point| feature(PointItem::new(registry, point, None))).collect())
}

fn feature(properties: PointItem<'_>) -> Feature<'_, PointItem<'_>> {
    let at = properties.lat.zip(properties.lon);
    Feature { id: properties.code.into(), geometry: at.map(|(lat, lon)| Shape::Point(lat, lon)), properties }
}

/// One point; 404 where it does not exist on the day.
#[utoipa::path(get, path = "/api/v1/points/{code}", operation_id = "point", tag = "points",
    params(PointCode, OnDate),
    responses((status = 200, body = PointItem)))]
async fn one(Path(code): Path<String>, asked: Asked<OnDate>) -> Result<Response, Failure> {
    answer::json(&PointItem::new(&asked.registry, find(&asked.registry, &code)?, None))
}

/// The point, or the failure that tells it does not exist on the day.
pub fn find<'r>(registry: &'r Registry, code: &str) -> Result<&'r PointOnDate, Failure> {
    registry.point(code).ok_or_else(|| Failure::not_found(format!("point {code} on {}", registry.date)))
}
