//! `/api/v1/coverage`: settlements and people within a distance of what is asked for.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::answer;
use super::audits::audit;
use super::params::{Asked, parameters};
use crate::compliance::Audit;
use crate::compliance::cards::card;
use crate::coverage::{self, Coverage, Question};
use crate::domain::{PointKind, PointStatus, TerritoryCode};
use crate::http::points::services::read as services_asked;
use crate::http::read::word_list;
use crate::http::{AppState, Failure};
use crate::registry::{Bits, PointOnDate};

/// The ministry's distance, in kilometres.
const DEFAULT_KM: f64 = 14.0;
/// Longest distance one may ask for, in kilometres.
pub const FARTHEST_KM: f64 = 500.0;

parameters! {
    /// Of coverage.
    CoverageOf = [
        "territory", "service", "group", "life_event", "kind", "checklist@full", "type@one", "within_km", "date", "known",
        "leave_out", "lang",
    ]
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
    #[schema(example = 14.0)]
    pub within_km: f64,
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
    /// Points that count but whose place is not known.
    pub points_unknown: u32,
    /// People of settlements are estimated from their hromada.
    pub estimated: bool,
    /// How it is counted, in words.
    pub rule: String,
    pub leave_out: String,
}

/// Which points count.
struct Serving<'a> {
    audit: &'a Audit,
    services: Option<Bits>,
    kinds: Option<Vec<PointKind>>,
    checklist: Option<String>,
    equipment: Option<String>,
}

impl<'a> Serving<'a> {
    fn read<P>(asked: &Asked<P>, audit: &'a Audit) -> Result<Self, Failure> {
        let rules = audit.rules();
        let checklist = |id: &str| rules.checklist(id).map(|list| list.id.clone());
        let equipment = |id: &str| rules.equipment_type(id).map(|kind| kind.id.clone());
        Ok(Self {
            audit,
            services: services_asked(asked)?,
            kinds: word_list!(asked, "kind", PointKind)?,
            checklist: asked.parsed("checklist", "id of a checklist", checklist)?,
            equipment: asked.parsed("type", "id of an equipment type", equipment)?,
        })
    }

    fn counts(&self, point: &PointOnDate) -> bool {
        let full = |id: &str| card(self.audit, id, point).is_some_and(|card| card.full == Some(true));
        let has = |kind: &str| self.audit.has_equipment(point, kind) == Some(true);
        point.row().status != PointStatus::Suspended
            && self.services.as_ref().is_none_or(|wanted| point.offered.intersects(wanted))
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&point.row().kind))
            && self.equipment.as_deref().is_none_or(has)
            && self.checklist.as_deref().is_none_or(full)
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_territory))
}

/// Settlements and people of a territory within a distance of a point that counts.
#[utoipa::path(get, path = "/api/v1/coverage", operation_id = "coverage", tag = "coverage", params(CoverageOf),
    responses((status = 200, body = CoverageItem)))]
async fn of_territory(State(state): State<AppState>, asked: Asked<CoverageOf>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let within_km = asked.number("within_km", 0.0, FARTHEST_KM)?.unwrap_or(DEFAULT_KM);
    let serving = Serving::read(&asked, &audit)?;
    let question = Question {
        scope: asked.territory(),
        within: within_km * 1_000.0,
        serves: &|point| serving.counts(point),
        leave_out: &|hromada| audit.leave_out().status(&hromada.facts).is_some(),
    };
    let found = coverage::share(audit.registry(), &question);
    answer::json(&CoverageItem {
        territory: asked.territory().code(),
        date: audit.date(),
        services: asked.words("service")?.unwrap_or_default(),
        groups: asked.words("group")?.unwrap_or_default(),
        within_km,
        rule: asked.lang.text("api-coverage-rule"),
        leave_out: audit.leave_out().to_string(),
        ..CoverageItem::of(found)
    })
}

impl CoverageItem {
    /// The numbers; what was asked is filled in by the caller.
    fn of(found: Coverage) -> Self {
        let known = found.population > 0;
        Self {
            territory: None,
            date: NaiveDate::default(),
            services: Vec::new(),
            groups: Vec::new(),
            within_km: 0.0,
            settlements: found.settlements,
            settlements_covered: found.settlements_covered,
            settlements_unknown: found.settlements_unknown,
            settlement_share: found.settlement_share(),
            population: known.then_some(found.population),
            population_covered: known.then_some(found.population_covered),
            population_unknown: found.population_unknown,
            population_share: found.population_share(),
            hromadas_unknown: found.hromadas_unknown,
            points_unknown: found.points_unknown,
            estimated: found.estimated,
            rule: String::new(),
            leave_out: String::new(),
        }
    }
}
