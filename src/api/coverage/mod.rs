//! `/api/v1/coverage`: settlements and people within a distance of what is asked for.

pub mod existing;
pub mod new_points;
pub mod settlements;

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters};
use super::response;
use super::rule_texts::audit;
use crate::compliance::Judgement;
use crate::coverage::gaps::{districts_without, hromadas_without};
use crate::coverage::{Coverage, Reaches, Settlement};
use crate::domain::TerritoryCode;
use crate::domain::facts::word_enum;
use crate::http::coverage::{CoverageQuery, travel};
use crate::http::{AppState, Failure};
use crate::registry::Scope;

parameters! {
    /// Of coverage.
    CoverageOf = [
        "territory", "service", "group", "life_event", "full_list", "kind", "checklist@full", "type@one", "within_km",
        "by@coverage", "date", "known", "leave_out", "lang",
    ]
}

word_enum! {
    /// Parts by which coverage is told.
    CoveragePart {
        Oblast = "oblast",
        Raion = "raion",
        Hromada = "hromada",
    }
}

impl CoveragePart {
    /// The part a settlement lies in.
    #[must_use]
    pub fn of(self, settlement: &Settlement) -> Option<TerritoryCode> {
        match self {
            Self::Oblast => settlement.oblast,
            Self::Raion => settlement.raion,
            Self::Hromada => settlement.hromada,
        }
    }
}

/// How much of a territory is served.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageItem {
    /// KATOTTG code; `null` for the whole country.
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    /// Services asked for; empty: any point counts.
    pub services: Vec<String>,
    pub groups: Vec<String>,
    /// Only points that give all they owe count.
    pub full_list: bool,
    #[schema(example = 14.0)]
    pub within_km: f64,
    #[serde(flatten)]
    pub counts: CoverageCounts,
    /// Points that count but whose place is not known.
    pub points_unknown: u32,
    /// The same within the time criterion: travel time is an estimate.
    pub within_time: TimeItem,
    /// Hromadas in which no point counts.
    #[schema(value_type = Vec<String>)]
    pub hromadas_without: Vec<TerritoryCode>,
    /// Starosta districts in which no point counts.
    pub districts_without: Vec<DistrictItem>,
    /// How it is counted, in words.
    pub rule: String,
    pub leave_out: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups_by: Option<Vec<CoverageGroup>>,
}

/// The numbers of coverage.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageCounts {
    pub settlements: u32,
    pub settlements_covered: u32,
    /// Settlements whose place is not known: counted, not covered.
    pub settlements_unknown: u32,
    pub settlement_share: Option<f64>,
    /// `null` where no population is known.
    pub population: Option<u32>,
    pub population_covered: Option<u32>,
    pub population_unknown: u32,
    pub population_share: Option<f64>,
    /// Hromadas whose people are in no count.
    pub hromadas_unknown: u32,
    /// People of settlements are estimated from their hromada.
    pub estimated: bool,
}

impl From<Coverage> for CoverageCounts {
    fn from(found: Coverage) -> Self {
        let known = found.population > 0;
        Self {
            settlements: found.settlements,
            settlements_covered: found.settlements_covered,
            settlements_unknown: found.settlements_unknown,
            settlement_share: found.settlement_share(),
            population: known.then_some(found.population),
            population_covered: known.then_some(found.population_covered),
            population_unknown: found.population_unknown,
            population_share: found.population_share(),
            hromadas_unknown: found.hromadas_unknown,
            estimated: found.estimated,
        }
    }
}

/// Coverage by the time criterion and the estimate it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimeItem {
    #[schema(example = 30.0)]
    pub within_minutes: f64,
    /// How many times longer roads are taken to be than straight lines.
    #[schema(example = 1.3)]
    pub detour: f64,
    #[schema(example = 40.0)]
    pub speed_kmh: f64,
    pub settlements_covered: u32,
    pub settlement_share: Option<f64>,
    pub population_covered: Option<u32>,
    pub population_share: Option<f64>,
}

impl TimeItem {
    fn new(audit: &Judgement, reaches: &Reaches) -> Self {
        let rule = travel(audit);
        let counts = CoverageCounts::from(reaches.coverage(rule.metres_within()));
        Self {
            within_minutes: rule.within_minutes,
            detour: rule.detour,
            speed_kmh: rule.speed_kmh,
            settlements_covered: counts.settlements_covered,
            settlement_share: counts.settlement_share,
            population_covered: counts.population_covered,
            population_share: counts.population_share,
        }
    }
}

/// A starosta district.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistrictItem {
    #[schema(value_type = String)]
    pub hromada: TerritoryCode,
    pub code: String,
    pub name: String,
}

/// Coverage of a part of the territory.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageGroup {
    #[schema(value_type = String)]
    pub territory: TerritoryCode,
    pub name: String,
    #[serde(flatten)]
    pub counts: CoverageCounts,
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(of_territory))
        .merge(settlements::routes())
        .merge(new_points::routes())
        .merge(existing::routes())
}

/// Settlements and people of a territory within a distance of a point that counts.
#[utoipa::path(get, path = "/api/v1/coverage", operation_id = "coverage", tag = "coverage", params(CoverageOf),
    responses((status = 200, body = CoverageItem)))]
async fn of_territory(State(state): State<AppState>, asked: ApiQuery<CoverageOf>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let query = CoverageQuery::read_coded(&asked, &audit)?;
    let part = asked.parsed("by", "oblast | raion | hromada", CoveragePart::parse)?;
    let scope = asked.territory();
    let reaches = query.reaches(&audit, scope);
    response::json(&CoverageItem {
        territory: scope.code(),
        date: audit.date(),
        services: asked.words("service")?.unwrap_or_default(),
        groups: asked.words("group")?.unwrap_or_default(),
        full_list: query.full_list,
        within_km: query.within_km,
        counts: reaches.coverage(query.within()).into(),
        points_unknown: reaches.points_unknown,
        within_time: TimeItem::new(&audit, &reaches),
        hromadas_without: query.ask(&audit, scope, |question| hromadas_without(audit.registry(), question)),
        districts_without: districts(&audit, &query, scope),
        rule: asked.lang.text("api-coverage-rule"),
        leave_out: audit.leave_out().to_string(),
        groups_by: part.map(|part| groups(&audit, &reaches, query.within(), part)),
    })
}

fn districts(audit: &Judgement, query: &CoverageQuery, scope: Scope) -> Vec<DistrictItem> {
    let registry = audit.registry();
    let positions = query.ask(audit, scope, |question| districts_without(registry, question));
    let rows = positions.iter().filter_map(|position| registry.records.districts.all.get(*position as usize));
    rows.map(|row| DistrictItem { hromada: row.hromada, code: row.code.clone(), name: row.name.clone() }).collect()
}

fn groups(audit: &Judgement, reaches: &Reaches, within: f64, part: CoveragePart) -> Vec<CoverageGroup> {
    let tree = &audit.registry().records.territories;
    let named = |territory| tree.get(territory).map(|place| place.name.clone()).unwrap_or_default();
    let found = reaches.coverage_by(within, |settlement| part.of(settlement));
    let item = |(territory, counts): (TerritoryCode, Coverage)| CoverageGroup {
        territory,
        name: named(territory),
        counts: counts.into(),
    };
    found.into_iter().map(item).collect()
}
