//! `/api/v1/coverage/settlements`: each settlement's distance to the nearest point that counts.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::api::params::{ApiQuery, parameters};
use crate::api::response::{self, Page};
use crate::api::rule_texts::audit;
use crate::compliance::Judgement;
use crate::coverage::{Reach, Settlement};
use crate::domain::{Category, TerritoryCode, Truth};
use crate::http::coverage::{CoverageQuery, travel};
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{PointOnDate, Scope};

parameters! {
    /// Of the distances of settlements.
    SettlementsIn = [
        "territory", "service", "group", "life_event", "full_list", "kind", "checklist@full", "type@one", "within_km",
        "covered", "date", "known", "leave_out", "page", "per_page",
    ]
}
parameters! {
    /// Of the distances of all settlements.
    AllSettlementsIn = [
        "territory", "service", "group", "life_event", "full_list", "kind", "checklist@full", "type@one", "within_km",
        "covered", "date", "known", "leave_out",
    ]
}

const COLUMNS: &[&str] = &[
    "code",
    "name",
    "category",
    "oblast",
    "raion",
    "hromada",
    "hromada_name",
    "lat",
    "lon",
    "people",
    "estimated",
    "covered",
    "distance_km",
    "minutes",
    "point",
    "point_name",
];

/// What a settlement is called and where it lies.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceFields<'a> {
    pub name: &'a str,
    #[schema(value_type = Option<String>)]
    pub oblast: Option<TerritoryCode>,
    #[schema(value_type = Option<String>)]
    pub raion: Option<TerritoryCode>,
    #[schema(value_type = Option<String>)]
    pub hromada: Option<TerritoryCode>,
    pub hromada_name: Option<&'a str>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

impl<'a> PlaceFields<'a> {
    /// The fields of a settlement; `None` for one the tree does not know.
    #[must_use]
    pub fn new(audit: &'a Judgement, settlement: &Settlement) -> Option<Self> {
        let tree = &audit.registry().records.territories;
        let hromada = settlement.hromada.and_then(|code| tree.get(code));
        Some(Self {
            name: &tree.get(settlement.code)?.name,
            oblast: settlement.oblast,
            raion: settlement.raion,
            hromada: settlement.hromada,
            hromada_name: hromada.map(|place| place.name.as_str()),
            lat: settlement.at.map(|at| at.0),
            lon: settlement.at.map(|at| at.1),
        })
    }
}

/// A settlement and its nearest point that counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettlementItem<'a> {
    #[schema(value_type = String)]
    pub code: TerritoryCode,
    #[schema(value_type = String)]
    pub category: Category,
    #[serde(flatten)]
    pub place: PlaceFields<'a>,
    /// People; an estimate where `estimated`, `null` where the hromada's population is not known.
    pub people: Option<f64>,
    pub estimated: bool,
    /// `null`: it is not known where the settlement is.
    pub covered: Option<bool>,
    /// Kilometres along a straight line; `null` where the place is not known or no point counts.
    pub distance_km: Option<f64>,
    /// Estimated minutes of travel.
    pub minutes: Option<f64>,
    /// Code of the nearest point.
    pub point: Option<&'a str>,
    pub point_name: Option<&'a str>,
}

impl<'a> SettlementItem<'a> {
    /// The item of a reach; `None` for a settlement the tree does not know.
    #[must_use]
    pub fn new(audit: &'a Judgement, query: &CoverageQuery, reach: &Reach) -> Option<Self> {
        let (registry, settlement) = (audit.registry(), &reach.settlement);
        let point = reach.nearest.and_then(|nearest| registry.point_at(nearest.point));
        Some(Self {
            code: settlement.code,
            category: registry.records.territories.get(settlement.code)?.category,
            place: PlaceFields::new(audit, settlement)?,
            people: settlement.people.map(|people| rounded(people, 1.0)),
            estimated: settlement.estimated,
            covered: reach.is_within(query.within()),
            distance_km: reach.nearest.map(|nearest| rounded(nearest.metres / 1_000.0, 100.0)),
            minutes: reach.nearest.map(|nearest| rounded(travel(audit).minutes(nearest.metres), 10.0)),
            point: point.map(PointOnDate::code),
            point_name: point.map(|point| point.row().name.as_str()),
        })
    }
}

/// A number in whole parts of one.
pub fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(list_csv))
}

fn read_covered(word: &str) -> Option<Truth> {
    [("yes", Truth::Yes), ("no", Truth::No), ("unknown", Truth::Unknown)]
        .into_iter()
        .find_map(|(known, truth)| (known == word).then_some(truth))
}

/// The settlements asked for, with the question.
fn found(view: &RequestContext, audit: &Judgement, scope: Scope) -> Result<(CoverageQuery, Vec<Reach>), Failure> {
    let query = CoverageQuery::read_coded(view, audit)?;
    let covered = view.parsed("covered", "yes | no | unknown", read_covered)?;
    let mut reaches = query.reaches(audit, scope).all;
    reaches.retain(|reach| covered.is_none_or(|wanted| Truth::from_option(reach.is_within(query.within())) == wanted));
    Ok((query, reaches))
}

/// Each settlement's distance to the nearest point that counts.
#[utoipa::path(get, path = "/api/v1/coverage/settlements", operation_id = "coverage-settlements", tag = "coverage",
    params(SettlementsIn), responses((status = 200, body = Page<SettlementItem>)))]
async fn list(State(state): State<AppState>, asked: ApiQuery<SettlementsIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let paging = response::paging(&asked)?;
    let (query, reaches) = found(&asked, &audit, asked.territory())?;
    let shown = paging.slice(&reaches).iter();
    let items = shown.filter_map(|reach| SettlementItem::new(&audit, &query, reach)).collect();
    response::page(&asked, paging, reaches.len(), items)
}

/// The same of all settlements as CSV.
#[utoipa::path(get, path = "/api/v1/coverage/settlements.csv", operation_id = "coverage-settlements-csv",
    tag = "coverage", params(AllSettlementsIn),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(State(state): State<AppState>, asked: ApiQuery<AllSettlementsIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let (query, reaches) = found(&asked, &audit, asked.territory())?;
    let items = reaches.iter().filter_map(|reach| SettlementItem::new(&audit, &query, reach));
    response::csv("coverage-settlements", COLUMNS, items)
}
