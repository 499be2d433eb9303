//! `/api/v1/hromadas`: hromadas with their facts on the day.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::geojson::{self, Feature, Shape};
use super::params::{ApiQuery, parameters, path_parameter};
use super::points::OnDate;
use super::response::{self, Page};
use super::tables::boundaries_attribution;
use super::territories::{in_box, read_box, tells};
use crate::coverage::outlines::outlines;
use crate::domain::{FactName, HromadaClass, HromadaKind, PointKind, TerritoryCode, TerritoryStatus};
use crate::http::points::passes_filter;
use crate::http::read_parameters::word_list;
use crate::http::{AppState, Failure};
use crate::registry::tree::Boundaries;
use crate::registry::{HromadaOnDate, Place, Registry, Scope};

parameters! {
    /// Filters of hromadas, for lists that are not paged.
    HromadaFilters = ["territory", "date", "known", "kind@hromada", "class", "territory_status", "raion", "oblast", "q", "bbox"]
}
parameters! {
    /// Filters of hromadas and the page.
    HromadaList = [
        "territory", "date", "known", "kind@hromada", "class", "territory_status", "raion", "oblast", "q", "bbox", "page",
        "per_page",
    ]
}

path_parameter!(HromadaCode = "code@hromada");

/// A hromada as it stands on the day asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct HromadaItem<'r> {
    #[schema(value_type = String, example = "UA53080370000025447")]
    pub code: TerritoryCode,
    pub name: &'r str,
    pub full_name: String,
    /// rural, settlement or urban.
    #[schema(value_type = Option<String>, example = "urban")]
    pub kind: Option<HromadaKind>,
    /// The fact that decides which set of the mandatory list its centres owe.
    #[schema(value_type = Option<String>, example = "raion_centre")]
    pub class: Option<HromadaClass>,
    #[schema(value_type = Option<String>)]
    pub raion: Option<TerritoryCode>,
    #[schema(value_type = Option<String>)]
    pub oblast: Option<TerritoryCode>,
    pub population: Option<u32>,
    /// The day from which the population holds; `null`: since always.
    pub population_date: Option<NaiveDate>,
    pub area_km2: Option<f64>,
    /// Whether a unit of the State Migration Service works here.
    pub dms_unit: Option<bool>,
    /// Whether a service centre of the Interior Ministry works here.
    pub mvs_centre: Option<bool>,
    /// ordinary, hostilities or occupied; `null`: not stated, which counts as ordinary.
    #[schema(value_type = Option<String>)]
    pub territory_status: Option<TerritoryStatus>,
    /// Points that exist on the day, by kind.
    pub points: PointCounts,
    /// Number of starosta districts.
    pub starosta_districts: usize,
}

/// Points by kind.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct PointCounts {
    pub cnap: usize,
    pub tp: usize,
    pub vrm: usize,
    pub mobile: usize,
}

const COLUMNS: &[&str] = &[
    "code",
    "name",
    "full_name",
    "kind",
    "class",
    "raion",
    "oblast",
    "population",
    "population_date",
    "area_km2",
    "dms_unit",
    "mvs_centre",
    "territory_status",
    "points.cnap",
    "points.tp",
    "points.vrm",
    "points.mobile",
    "starosta_districts",
];

impl<'r> HromadaItem<'r> {
    /// The fields of one; everything is borrowed from the registry.
    pub fn new(registry: &'r Registry, place: &'r Place, hromada: &HromadaOnDate) -> Self {
        let population = registry.records.facts.fact_on(hromada.code, FactName::Population, registry.date);
        Self {
            code: hromada.code,
            name: &place.name,
            full_name: registry.records.territories.full_name(place),
            kind: place.kind,
            class: hromada.facts.class,
            raion: hromada.raion,
            oblast: hromada.oblast,
            population: hromada.facts.population,
            population_date: population.and_then(|row| row.period.from),
            area_km2: place.area_km2,
            dms_unit: hromada.facts.dms_unit,
            mvs_centre: hromada.facts.mvs_centre,
            territory_status: Some(hromada.facts.territory_status.unwrap_or(TerritoryStatus::Ordinary)),
            points: PointCounts::of_hromada(registry, hromada),
            starosta_districts: hromada.districts.len(),
        }
    }
}

impl PointCounts {
    fn of_hromada(registry: &Registry, hromada: &HromadaOnDate) -> Self {
        let mut counts = Self::default();
        for point in hromada.points.iter().filter_map(|i| registry.point_at(*i)) {
            match point.row().kind {
                PointKind::Cnap => counts.cnap += 1,
                PointKind::Tp => counts.tp += 1,
                PointKind::Vrm => counts.vrm += 1,
                PointKind::Mobile => counts.mobile += 1,
            }
        }
        counts
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(list_csv))
        .routes(routes!(list_geojson))
        .routes(routes!(get_hromada))
}

pub(super) type PlaceAndHromada<'r> = (&'r Place, &'r HromadaOnDate);

fn find<P>(asked: &ApiQuery<P>) -> Result<Vec<PlaceAndHromada<'_>>, Failure> {
    let registry = &*asked.registry;
    let kinds = word_list!(asked, "kind", HromadaKind)?;
    let classes = word_list!(asked, "class", HromadaClass)?;
    let statuses = word_list!(asked, "territory_status", TerritoryStatus)?;
    let raions = asked.codes("raion")?;
    let oblasts = asked.codes("oblast")?;
    let area = read_box(asked)?;
    let keeps = |(place, hromada): &PlaceAndHromada<'_>| {
        let status = hromada.facts.territory_status.unwrap_or(TerritoryStatus::Ordinary);
        passes_filter(kinds.as_deref(), place.kind.as_ref())
            && passes_filter(classes.as_deref(), hromada.facts.class.as_ref())
            && passes_filter(statuses.as_deref(), Some(&status))
            && passes_filter(raions.as_deref(), hromada.raion.as_ref())
            && passes_filter(oblasts.as_deref(), hromada.oblast.as_ref())
            && asked.param("q").is_none_or(|q| tells(place, q))
            && area.is_none_or(|area| in_box(registry, place, area))
    };
    let tree = &registry.records.territories;
    let hromadas = registry.hromadas_in(asked.territory());
    Ok(hromadas.filter_map(|hromada| Some((tree.get(hromada.code)?, hromada))).filter(keeps).collect())
}

/// Hromadas by filter, in order of code.
#[utoipa::path(get, path = "/api/v1/hromadas", operation_id = "hromadas", tag = "hromadas", params(HromadaList),
    responses((status = 200, body = Page<HromadaItem>)))]
async fn list(asked: ApiQuery<HromadaList>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let found = find(&asked)?;
    let items = paging.slice(&found).iter().map(|(place, hromada)| HromadaItem::new(&asked.registry, place, hromada));
    response::page(&asked, paging, found.len(), items.collect())
}

/// Hromadas as CSV, the whole filtered list.
#[utoipa::path(get, path = "/api/v1/hromadas.csv", operation_id = "hromadas-csv", tag = "hromadas",
    params(HromadaFilters), responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(asked: ApiQuery<HromadaFilters>) -> Result<Response, Failure> {
    let found = find(&asked)?;
    let items = found.iter().map(|(place, hromada)| HromadaItem::new(&asked.registry, place, hromada));
    response::csv("hromadas", COLUMNS, items)
}

/// Hromadas with their boundaries as GeoJSON, approximate ones where none was loaded.
#[utoipa::path(get, path = "/api/v1/hromadas.geojson", operation_id = "hromadas-geojson", tag = "hromadas",
    params(HromadaFilters), responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn list_geojson(asked: ApiQuery<HromadaFilters>) -> Result<Response, Failure> {
    let registry = Arc::clone(&asked.registry);
    let outlines = outlines(&registry.records);
    let found: Vec<TerritoryCode> = find(&asked)?.into_iter().map(|(place, _)| place.code).collect();
    let whose = boundaries_attribution(&registry.records);
    geojson::stream_features(found.len(), whose.as_deref(), move |range, features| {
        let both = found.get(range).unwrap_or_default().iter().filter_map(|code| place_and_hromada(&registry, *code));
        both.map(|both| feature(&registry, &outlines, both)).try_for_each(|feature| features.add(&feature))
    })
}

/// All hromadas of a territory on the day as GeoJSON, for a file, with their number.
pub fn all_geojson(registry: &Registry, scope: Scope) -> serde_json::Result<(Vec<u8>, usize)> {
    let outlines = outlines(&registry.records);
    let all = registry.hromadas_in(scope).filter_map(|hromada| place_and_hromada(registry, hromada.code));
    let features: Vec<_> = all.map(|both| feature(registry, &outlines, both)).collect();
    let count = features.len();
    Ok((geojson::text(features, boundaries_attribution(&registry.records))?, count))
}

pub(super) fn place_and_hromada(registry: &Registry, code: TerritoryCode) -> Option<PlaceAndHromada<'_>> {
    registry.records.territories.get(code).zip(registry.hromada(code))
}

pub(super) fn feature<'r>(
    registry: &'r Registry,
    outlines: &'r Boundaries,
    (place, hromada): PlaceAndHromada<'r>,
) -> Feature<'r, Outlined<'r>> {
    let outline = outlines.get(hromada.code);
    let boundary_approximate = outline.map(|outline| outline.approximate);
    let properties = Outlined { item: HromadaItem::new(registry, place, hromada), boundary_approximate };
    Feature { id: place.code.as_str().into(), geometry: outline.map(|outline| Shape::Area(&outline.shape)), properties }
}

/// Properties on the map: the fields of the list and whether the boundary was computed from the settlements.
#[derive(Serialize)]
pub(super) struct Outlined<'r> {
    #[serde(flatten)]
    item: HromadaItem<'r>,
    boundary_approximate: Option<bool>,
}

/// One hromada.
#[utoipa::path(get, path = "/api/v1/hromadas/{code}", operation_id = "hromada", tag = "hromadas",
    params(HromadaCode, OnDate),
    responses((status = 200, body = HromadaItem)))]
async fn get_hromada(Path(code): Path<String>, asked: ApiQuery<OnDate>) -> Result<Response, Failure> {
    let hromada = find_one(&asked.registry, &code)?;
    let place = asked.registry.records.territories.get(hromada.code);
    let place = place.ok_or_else(|| Failure::not_found(format!("hromada {code}")))?;
    response::json(&HromadaItem::new(&asked.registry, place, hromada))
}

/// The hromada, or the failure that tells there is none.
pub fn find_one<'r>(registry: &'r Registry, code: &str) -> Result<&'r HromadaOnDate, Failure> {
    let parsed = TerritoryCode::parse(code).ok();
    parsed.and_then(|code| registry.hromada(code)).ok_or_else(|| Failure::not_found(format!("hromada {code}")))
}
