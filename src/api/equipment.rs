//! `/api/v1/equipment`: what points have, and which hromadas are without.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::geojson::{self, Feature, Shape};
use super::params::{ApiQuery, parameters};
use super::points::{self, PointCode};
use super::response::{self, Page};
use super::rule_texts::{audit, text_in};
use super::shapes;
use super::source::SourceText;
use crate::compliance::Judgement;
use crate::compliance::equipment::{EquipmentLine, Holder};
use crate::domain::rows::EquipmentRow;
use crate::domain::{PointKind, TerritoryCode};
use crate::http::{AppState, Failure, Lang};
use crate::registry::{EquipmentFlag, PointOnDate, Registry, Sourced};
use crate::rulebook::EquipmentType;

parameters! {
    /// Of the equipment of a point.
    EquipmentOf = ["date", "known", "type@equipment"]
}
parameters! {
    /// Of the equipment of a territory.
    EquipmentIn = ["territory", "type@equipment", "date", "known", "leave_out", "lang"]
}
parameters! {
    /// Of the rows of a territory.
    EquipmentRows = ["territory", "type@equipment", "date", "known"]
}

/// Things of one type at a point.
#[derive(Debug, Serialize, ToSchema)]
pub struct EquipmentItem<'r> {
    pub point: &'r str,
    /// Id of the type.
    #[serde(rename = "type")]
    #[schema(example = "card_terminal")]
    pub kind: &'r str,
    /// Whether it is there.
    pub present: bool,
    /// Pieces; 0 states that there is none; `null`: a flag of a source, which counts nothing.
    pub quantity: Option<u32>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub funder: Option<&'r str>,
    pub state: Option<&'r str>,
    pub confirmed: NaiveDate,
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'r>>,
}

const COLUMNS: &[&str] =
    &["point", "type", "present", "quantity", "from", "until", "funder", "state", "confirmed", "source"];

impl<'r> EquipmentItem<'r> {
    /// What a source flags of a type, without pieces.
    fn flagged(registry: &'r Registry, point: &'r PointOnDate, kind: &'r str, flag: &EquipmentFlag<'r>) -> Self {
        Self {
            point: point.code(),
            kind,
            present: flag.present,
            quantity: None,
            from: flag.from,
            until: flag.row.period.until,
            funder: None,
            state: None,
            confirmed: flag.row.confirmed,
            source: SourceText::of_source(&registry.records, flag.row.source),
        }
    }

    fn new(registry: &'r Registry, point: &'r PointOnDate, row: &'r Sourced<EquipmentRow>) -> Self {
        Self {
            point: point.code(),
            kind: &row.kind,
            present: row.quantity > 0,
            quantity: Some(row.quantity),
            from: row.period.from,
            until: row.period.until,
            funder: row.funder.as_deref(),
            state: row.state.as_deref(),
            confirmed: row.confirmed,
            source: SourceText::of_source(&registry.records, row.source),
        }
    }
}

/// One type of equipment in a territory; suspended points and left-out hromadas are not counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct EquipmentSummary<'a> {
    #[serde(rename = "type")]
    #[schema(example = "card_terminal")]
    pub kind: &'a str,
    pub title: &'a str,
    /// KATOTTG code; `null` for the whole country.
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    pub leave_out: String,
    /// Groups of services that cannot be given without it.
    pub needed_by: &'a [String],
    pub points: usize,
    pub having: usize,
    pub lacking: usize,
    /// Points of which it is not known.
    pub unknown: usize,
    /// Counted points whose hromada is not known: they are in none of its hromadas.
    pub unplaced: usize,
    /// Pieces that were counted.
    pub pieces: u64,
    /// Points that have it, but how many pieces is not stated.
    pub uncounted: usize,
    pub centres: usize,
    pub centres_having: usize,
    pub centres_unknown: usize,
    /// Of centres, a fraction of one.
    pub share: Option<f64>,
    /// What the share would be if every unknown had it.
    pub share_high: Option<f64>,
    #[schema(value_type = Vec<shapes::Holder>)]
    pub holders: Vec<Holder<'a>>,
    /// Hromadas where no point has it.
    #[schema(value_type = Vec<String>)]
    pub hromadas_without: Vec<TerritoryCode>,
    /// Hromadas where no point is known to have it but some may.
    #[schema(value_type = Vec<String>)]
    pub hromadas_unknown: Vec<TerritoryCode>,
}

impl<'a> EquipmentSummary<'a> {
    fn new(audit: &'a Judgement, territory: Option<TerritoryCode>, lang: Lang, line: EquipmentLine<'a>) -> Self {
        Self {
            kind: line.id,
            title: text_in(lang, line.title),
            territory,
            date: audit.date(),
            leave_out: audit.leave_out().to_string(),
            needed_by: line.needed_by,
            points: line.points,
            having: line.having,
            lacking: line.lacking,
            unknown: line.unknown,
            unplaced: line.unplaced,
            pieces: line.pieces,
            uncounted: line.uncounted,
            centres: line.centres,
            centres_having: line.centres_having,
            centres_unknown: line.centres_unknown,
            share: line.centre_share,
            share_high: line.centre_share_high,
            holders: line.holders,
            hromadas_without: line.hromadas_without,
            hromadas_unknown: line.hromadas_unknown,
        }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(of_point))
        .routes(routes!(of_territory))
        .routes(routes!(rows_csv))
        .routes(routes!(layer))
}

/// Reads `type`: ids of known types, or all.
fn types<P>(asked: &ApiQuery<P>) -> Result<Vec<&EquipmentType>, Failure> {
    let all = &asked.registry.records.rules.equipment;
    let expected = all.iter().map(|kind| kind.id.as_str()).collect::<Vec<_>>().join(" | ");
    let found = asked.list("type", &expected, |id| all.iter().find(|kind| kind.id == id))?;
    Ok(found.unwrap_or_else(|| all.iter().collect()))
}

/// What stands at a point on the day, of the types asked for.
fn held_items<'r>(
    registry: &'r Registry,
    point: &'r PointOnDate,
    types: &[&'r EquipmentType],
) -> Vec<EquipmentItem<'r>> {
    let mut items = Vec::new();
    for kind in types {
        let known = registry.equipment_at(point, &kind.id);
        items.extend(known.flag.map(|flag| EquipmentItem::flagged(registry, point, &kind.id, &flag)));
        items.extend(known.rows.iter().map(|row| EquipmentItem::new(registry, point, row)));
    }
    items
}

/// Equipment of a point on the day.
#[utoipa::path(get, path = "/api/v1/points/{code}/equipment", operation_id = "point-equipment", tag = "equipment",
    params(PointCode, EquipmentOf), responses((status = 200, body = Page<EquipmentItem>)))]
async fn of_point(Path(code): Path<String>, asked: ApiQuery<EquipmentOf>) -> Result<Response, Failure> {
    let point = points::find(&asked.registry, &code)?;
    response::whole_list(held_items(&asked.registry, point, &types(&asked)?))
}

/// Equipment of a territory by type.
#[utoipa::path(get, path = "/api/v1/equipment", operation_id = "equipment", tag = "equipment", params(EquipmentIn),
    responses((status = 200, body = Page<EquipmentSummary>)))]
async fn of_territory(State(state): State<AppState>, asked: ApiQuery<EquipmentIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let scope = asked.territory();
    let types = types(&asked)?;
    let lines = types.into_iter().map(|kind| audit.equipment_of(kind, scope));
    response::whole_list(lines.map(|line| EquipmentSummary::new(&audit, scope.code(), asked.lang, line)).collect())
}

/// Equipment rows that hold on the day as CSV.
#[utoipa::path(get, path = "/api/v1/equipment.csv", operation_id = "equipment-csv", tag = "equipment",
    params(EquipmentRows), responses((status = 200, body = String, content_type = "text/csv")))]
async fn rows_csv(asked: ApiQuery<EquipmentRows>) -> Result<Response, Failure> {
    let types = types(&asked)?;
    let points = asked.registry.points_in(asked.territory());
    response::csv("equipment", COLUMNS, points.flat_map(|point| held_items(&asked.registry, point, &types)))
}

/// A point on the map with one type of equipment.
#[derive(Serialize)]
struct OnMap<'r> {
    code: &'r str,
    name: &'r str,
    kind: PointKind,
    #[serde(rename = "type")]
    equipment: &'r str,
    /// `None`: not known.
    has: Option<bool>,
    pieces: Option<u32>,
}

/// Points with whether they have a type of equipment as GeoJSON, one feature for each point and type.
#[utoipa::path(get, path = "/api/v1/equipment.geojson", operation_id = "equipment-geojson", tag = "equipment",
    params(EquipmentRows), responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn layer(State(state): State<AppState>, asked: ApiQuery<EquipmentRows>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let mut features = Vec::new();
    for kind in types(&asked)? {
        features.extend(audit.registry().points_in(asked.territory()).map(|point| {
            let row = point.row();
            let known = audit.registry().equipment_at(point, &kind.id);
            let (has, pieces) = (known.is_present(), known.pieces());
            let properties =
                OnMap { code: point.code(), name: &row.name, kind: row.kind, equipment: &kind.id, has, pieces };
            let id = format!("{} {}", point.code(), kind.id).into();
            Feature { id, geometry: point.location.map(|(lat, lon)| Shape::Point(lat, lon)), properties }
        }));
    }
    geojson::collection(features)
}
