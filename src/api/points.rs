//! `/api/v1/points`: access points of four kinds.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone as _};
use chrono_tz::Europe::Kyiv;
use chrono_tz::Tz;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::ended::missing_point;
use super::geojson::{self, Feature, Shape};
use super::params::{ApiQuery, parameters, path_parameter};
use super::response::{self, Page};
use super::source::{FieldsItem, SourceText};
use crate::domain::degrees::rounded;
use crate::domain::resolution::{self, ReviewReason};
use crate::domain::rows::PointRow;
use crate::domain::{PointKind, PointStatus, Precision, TerritoryCode, TerritoryStatus};
use crate::http::points::order::{arrange_points, point_sorting};
use crate::http::points::{Area, MatchingPoint, PointFilter, moment, services, status};
use crate::http::ready::WrittenPoints;
use crate::http::{AppState, Failure};
use crate::registry::{PointOnDate, Registry, Scope};

parameters! {
    /// Filters of points, for lists that are not paged.
    PointFilters = [
        "territory", "date", "known", "kind", "status", "territory_status", "service", "group", "life_event", "q", "bbox",
        "near", "within_m",
        "oblast", "raion", "hromada", "settlement", "parent", "diia_centre", "open_now", "open_at", "wheelchair", "need",
        "unsure",
        "confirmed_since", "confirmed_before", "located_in", "review", "sort@points", "order",
    ]
}
parameters! {
    /// Filters of points and the page.
    PointList = [
        "territory", "date", "known", "kind", "status", "territory_status", "service", "group", "life_event", "q", "bbox",
        "near", "within_m",
        "oblast", "raion", "hromada", "settlement", "parent", "diia_centre", "open_now", "open_at", "wheelchair", "need",
        "unsure",
        "confirmed_since", "confirmed_before", "located_in", "review", "sort@points", "order", "page",
        "per_page",
    ]
}
parameters! {
    /// Of one thing on a day.
    OnDate = ["date", "known"]
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
    /// The hromada it stands in, which may not be `hromada`, whose council runs it; `null` where no
    /// source states it.
    #[schema(value_type = Option<String>)]
    pub located_in: Option<TerritoryCode>,
    /// Stated, or the district that lists the settlement.
    pub starosta_district: Option<&'r str>,
    /// ordinary, hostilities or occupied: the graver status of its hromada and of the hromada it stands in; nobody is
    /// sent to a point of an occupied one. `null` where neither is known.
    #[schema(value_type = Option<String>, example = "ordinary")]
    pub territory_status: Option<TerritoryStatus>,
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
    /// Fields with another source or day of confirmation; only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldsItem<'r>>,
    /// Metres from `near`; only where it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<f64>,
    /// When it opens next, in Kyiv time; `null` where it is open, where its hours leave that unknown, and on other days
    /// than today unless `open_at` names the moment. The last field: lists fill it in where the rest is ready.
    #[schema(value_type = Option<String>, format = DateTime, example = "2023-12-04T08:00:00+02:00")]
    pub opens_next: Option<DateTime<Tz>>,
}

/// How a place was found and how sure that is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Resolution<'r> {
    pub method: &'r str,
    /// 0 to 1.
    pub confidence: f64,
    /// How `parent` was found; `null` where it is stated or there is none.
    pub parent: Option<ParentResolution>,
    /// Why a person should look at it: place, founder, department, `village_desk`, kind.
    #[schema(value_type = Vec<String>)]
    pub review: Vec<ReviewReason>,
}

/// How a parent was found and how sure that is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParentResolution {
    /// `only-centre`: the one active centre of the hromada.
    pub method: &'static str,
    /// 0 to 1.
    pub confidence: f64,
}

impl<'r> Resolution<'r> {
    fn of_row(row: &'r PointRow) -> Option<Self> {
        let (method, confidence) = row.resolution.as_ref()?;
        let parent = row
            .parent_is_derived()
            .then_some(ParentResolution { method: "only-centre", confidence: resolution::ONLY_CENTRE_CONFIDENCE });
        Some(Self {
            method: resolution::without_parent(method),
            confidence: *confidence,
            parent,
            review: row.review_reasons(),
        })
    }
}

/// Statements by key.
#[derive(Clone, Copy, Debug)]
pub struct Features<'r>(&'r [(String, bool)]);

impl Serialize for Features<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, yes)| (key, yes)))
    }
}

/// A local moment of Kyiv with its offset; of an hour that clocks repeat the first, of one they leave out none.
fn in_kyiv(at: NaiveDateTime) -> Option<DateTime<Tz>> {
    Kyiv.from_local_datetime(&at).earliest()
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
    "located_in",
    "starosta_district",
    "territory_status",
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
    "opens_next",
];

impl<'r> PointItem<'r> {
    /// The fields of a point; everything is borrowed from the registry.
    #[must_use]
    pub fn new(registry: &'r Registry, point: &'r PointOnDate) -> Self {
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
            located_in: point.located_in,
            starosta_district: district.or(row.starosta_district.as_deref()),
            territory_status: point.territory_status,
            address: row.address.as_deref(),
            lat: point.location.map(|at| rounded(at.0)),
            lon: point.location.map(|at| rounded(at.1)),
            precision: point.precision,
            resolution: Resolution::of_row(row),
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
            source: SourceText::of_source(&registry.records, row.source),
            fields: FieldsItem::of_row(&registry.records, row),
            distance_m: None,
            opens_next: None,
        }
    }

    /// The same with what depends on the question: the distance, and the next opening after a moment.
    fn from_match(registry: &'r Registry, hit: &MatchingPoint, moment: Option<NaiveDateTime>) -> Option<Self> {
        let point = registry.point_at(hit.position)?;
        let opens_next = moment.and_then(|moment| point.opens_next(moment)).and_then(in_kyiv);
        Some(Self { distance_m: hit.distance_m, opens_next, ..Self::new(registry, point) })
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(list_csv))
        .routes(routes!(list_geojson))
        .routes(routes!(get_point))
}

/// The points asked for, and the moment their hours are asked about.
type Matching = (Vec<MatchingPoint>, Option<NaiveDateTime>);

fn matching_points<P>(asked: &ApiQuery<P>) -> Result<Matching, Failure> {
    let filter = PointFilter::read(asked, asked.territory(), Area::read(asked)?, services::read(asked)?)?;
    let mut found = filter.find(&asked.registry);
    arrange_points(&asked.registry, &point_sorting(asked)?, &mut found);
    Ok((found, moment(asked, Some(&filter))))
}

fn items<'r>(
    registry: &'r Registry,
    found: &'r [MatchingPoint],
    moment: Option<NaiveDateTime>,
) -> impl Iterator<Item = PointItem<'r>> {
    found.iter().filter_map(move |hit| PointItem::from_match(registry, hit, moment))
}

/// The ready JSON of a point with its next opening put in.
fn ready_item(
    ready: &WrittenPoints,
    registry: &Registry,
    hit: &MatchingPoint,
    moment: NaiveDateTime,
) -> Option<String> {
    let item = ready.item(hit.position)?;
    let next = registry.point_at(hit.position)?.opens_next(moment);
    let next = next.and_then(in_kyiv);
    Some(match (next, item.strip_suffix("null}")) {
        (Some(next), Some(item)) => format!("{item}\"{}\"}}", next.to_rfc3339()),
        _ => item.to_owned(),
    })
}

/// Points by filter, in order of code, or of distance where `near` is asked for.
#[utoipa::path(get, path = "/api/v1/points", operation_id = "points", tag = "points", params(PointList),
    responses((status = 200, body = Page<PointItem>)))]
async fn list(State(state): State<AppState>, asked: ApiQuery<PointList>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let (found, moment) = matching_points(&asked)?;
    let part = paging.slice(&found);
    let registry = &asked.registry;
    let unplaced = Some(count_unplaced(registry, &found));
    let is_today = !asked.date_named && asked.known.is_none();
    let Some(now) = moment.filter(|_| is_today && part.iter().all(|hit| hit.distance_m.is_none())) else {
        let items = items(registry, part, moment).collect();
        return response::json(&Page { unplaced, ..Page::new(&asked, paging, found.len(), items) });
    };
    let write = |point: &PointOnDate| serde_json::to_string(&PointItem::new(registry, point));
    let ready = state.ready_points().written(registry, write).map_err(|error| Failure::internal(&error))?;
    let items = part.iter().filter_map(|hit| ready_item(&ready, registry, hit, now));
    let rest = Page { unplaced, ..Page::new(&asked, paging, found.len(), Vec::new()) };
    response::ready_page(&rest, items)
}

fn count_unplaced(registry: &Registry, found: &[MatchingPoint]) -> usize {
    let points = found.iter().filter_map(|hit| registry.point_at(hit.position));
    points.filter(|point| registry.is_unplaced(point)).count()
}

/// Points as CSV, the whole filtered list.
#[utoipa::path(get, path = "/api/v1/points.csv", operation_id = "points-csv", tag = "points", params(PointFilters),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(asked: ApiQuery<PointFilters>) -> Result<Response, Failure> {
    let (found, moment) = matching_points(&asked)?;
    response::csv("points", COLUMNS, items(&asked.registry, &found, moment))
}

/// Points as GeoJSON, the whole filtered list; a point without coordinates has the geometry `null`.
#[utoipa::path(get, path = "/api/v1/points.geojson", operation_id = "points-geojson", tag = "points",
    params(PointFilters), responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn list_geojson(asked: ApiQuery<PointFilters>) -> Result<Response, Failure> {
    let (found, moment) = matching_points(&asked)?;
    geojson::collection(items(&asked.registry, &found, moment).map(feature).collect())
}

/// All points of a territory on the day as GeoJSON, for a file, with their number.
pub fn all_geojson(registry: &Registry, scope: Scope) -> serde_json::Result<(Vec<u8>, usize)> {
    let features: Vec<_> = registry.points_in(scope).map(|point| feature(PointItem::new(registry, point))).collect();
    let count = features.len();
    Ok((geojson::text(features, None)?, count))
}

pub(super) fn feature(properties: PointItem<'_>) -> Feature<'_, PointItem<'_>> {
    let at = properties.lat.zip(properties.lon);
    Feature { id: properties.code.into(), geometry: at.map(|(lat, lon)| Shape::Point(lat, lon)), properties }
}

/// One point; 404 where it does not exist on the day, 410 for today's question about one that ended.
#[utoipa::path(get, path = "/api/v1/points/{code}", operation_id = "point", tag = "points",
    params(PointCode, OnDate),
    responses((status = 200, body = PointItem)))]
async fn get_point(Path(code): Path<String>, asked: ApiQuery<OnDate>) -> Result<Response, Failure> {
    let named = asked.date_named || asked.known.is_some();
    let point = if named { find(&asked.registry, &code) } else { find_now(&asked.registry, &code) }?;
    let opens_next = moment(&asked, None).and_then(|now| point.opens_next(now)).and_then(in_kyiv);
    response::json(&PointItem { opens_next, ..PointItem::new(&asked.registry, point) })
}

/// The point, or the failure that tells that it ended, or that there never was one.
fn find_now<'r>(registry: &'r Registry, code: &str) -> Result<&'r PointOnDate, Failure> {
    registry.point(code).ok_or_else(|| missing_point(registry, code))
}

/// The point, or the failure that tells it does not exist on the day.
pub fn find<'r>(registry: &'r Registry, code: &str) -> Result<&'r PointOnDate, Failure> {
    registry.point(code).ok_or_else(|| Failure::not_found(format!("point {code} on {}", registry.date)))
}
