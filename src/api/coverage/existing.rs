//! `/api/v1/coverage/added-services` and `/closing`: what existing points could add, and what the end of one takes.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::CoverageCounts;
use super::settlements::rounded;
use crate::api::params::{ApiQuery, parameters};
use crate::api::response;
use crate::api::rule_texts::audit;
use crate::compliance::Judgement;
use crate::coverage::Nearest;
use crate::coverage::added_services::{AddedService, added_services};
use crate::coverage::closing::{Farther, closing};
use crate::domain::{Message, TerritoryCode};
use crate::http::coverage::{CoverageQuery, count_of_additions, services_to_add};
use crate::http::{AppState, Failure};
use crate::registry::PointOnDate;

parameters! {
    /// Of services existing points should add.
    AddedServicesIn = [
        "territory", "service", "group", "life_event", "kind", "checklist@full", "type@one", "within_km", "count",
        "date", "known", "leave_out", "lang",
    ]
}
parameters! {
    /// Of the closing of a point.
    ClosingOf = [
        "point@closing", "territory", "service", "group", "life_event", "full_list", "kind", "checklist@full",
        "type@one", "within_km", "date", "known", "leave_out", "lang",
    ]
}

const COLUMNS: &[&str] =
    &["step", "service", "service_name", "point", "point_name", "hromada", "people", "settlements"];
/// Settlements told of at most.
const MOST_FARTHER: usize = 1_000;

/// Services existing points should begin to give.
#[derive(Debug, Serialize, ToSchema)]
pub struct AddedServicesItem<'a> {
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    pub within_km: f64,
    /// Services compared; 0 where none is named, at most 30.
    pub services: usize,
    /// Points that have not declared what they give: not proposed, for they may give it already.
    pub undeclared: usize,
    pub rule: String,
    pub additions: Vec<AddedServiceItem<'a>>,
}

/// A service a point should begin to give.
#[derive(Debug, Serialize, ToSchema)]
pub struct AddedServiceItem<'a> {
    #[schema(example = 1)]
    pub step: usize,
    pub service: String,
    pub service_name: String,
    pub point: &'a str,
    pub point_name: &'a str,
    #[schema(value_type = Option<String>)]
    pub hromada: Option<TerritoryCode>,
    /// People who come within reach of the service: an estimate.
    pub people: f64,
    pub settlements: u32,
}

impl<'a> AddedServiceItem<'a> {
    fn new(audit: &'a Judgement, step: usize, addition: &AddedService) -> Option<Self> {
        let registry = audit.registry();
        let point = registry.point_at(addition.point)?;
        let service = registry.records.catalogue.by_id(addition.service)?;
        Some(Self {
            step,
            service: service.code.to_string(),
            service_name: service.row_on(audit.date()).map(|row| row.name.clone()).unwrap_or_default(),
            point: point.code(),
            point_name: &point.row().name,
            hromada: point.row().hromada,
            people: rounded(addition.people, 1.0),
            settlements: addition.settlements,
        })
    }
}

/// What the closing of a point changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingItem<'a> {
    pub point: &'a str,
    pub date: NaiveDate,
    pub within_km: f64,
    /// The point counts for what is asked; one that does not takes nothing with it.
    pub counts: bool,
    pub before: CoverageCounts,
    pub after: CoverageCounts,
    /// Settlements for which it is the nearest: those that lose their coverage first; at most 1000.
    pub farther: Vec<FartherItem<'a>>,
    pub farther_total: usize,
    pub rule: String,
}

/// A settlement whose nearest point would be farther.
#[derive(Debug, Serialize, ToSchema)]
pub struct FartherItem<'a> {
    #[schema(value_type = String)]
    pub settlement: TerritoryCode,
    pub name: &'a str,
    pub people: Option<f64>,
    pub distance_km: f64,
    /// `null`: no other point counts.
    pub distance_after_km: Option<f64>,
    pub point_after: Option<&'a str>,
    /// It is covered now and would not be.
    pub lost: bool,
}

impl<'a> FartherItem<'a> {
    fn new(audit: &'a Judgement, farther: &Farther) -> Option<Self> {
        let registry = audit.registry();
        let km = |nearest: Nearest| rounded(nearest.metres / 1_000.0, 100.0);
        let after = farther.after.and_then(|nearest| registry.point_at(nearest.point));
        Some(Self {
            settlement: farther.settlement.code,
            name: &registry.records.territories.get(farther.settlement.code)?.name,
            people: farther.settlement.people.map(|people| rounded(people, 1.0)),
            distance_km: km(farther.before),
            distance_after_km: farther.after.map(km),
            point_after: after.map(PointOnDate::code),
            lost: farther.lost,
        })
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(additions)).routes(routes!(additions_csv)).routes(routes!(of_closing))
}

/// The additions a request asks for.
fn items<'a>(
    audit: &'a Judgement,
    asked: &ApiQuery<AddedServicesIn>,
    query: &CoverageQuery,
) -> Result<(Vec<AddedServiceItem<'a>>, [usize; 2]), Failure> {
    let services = services_to_add(asked, query)?;
    let count = count_of_additions(asked)?;
    let found = query
        .ask_of_able(audit, asked.territory(), |question| added_services(audit.registry(), question, &services, count));
    let items = (1..).zip(&found.additions).filter_map(|(step, one)| AddedServiceItem::new(audit, step, one));
    Ok((items.collect(), [services.len(), found.undeclared]))
}

/// Which existing point should begin to give which service, so that the most people come within reach of it.
#[utoipa::path(get, path = "/api/v1/coverage/added-services", operation_id = "added-services", tag = "coverage",
    params(AddedServicesIn), responses((status = 200, body = AddedServicesItem)))]
async fn additions(State(state): State<AppState>, asked: ApiQuery<AddedServicesIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let query = CoverageQuery::read_coded(&asked, &audit)?;
    let (additions, [services, undeclared]) = items(&audit, &asked, &query)?;
    response::json(&AddedServicesItem {
        territory: asked.territory().code(),
        date: audit.date(),
        within_km: query.within_km,
        services,
        undeclared,
        rule: asked.lang.text("added-services-rule"),
        additions,
    })
}

/// The same as CSV.
#[utoipa::path(get, path = "/api/v1/coverage/added-services.csv", operation_id = "added-services-csv",
    tag = "coverage", params(AddedServicesIn),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn additions_csv(State(state): State<AppState>, asked: ApiQuery<AddedServicesIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let query = CoverageQuery::read_coded(&asked, &audit)?;
    response::csv("added-services", COLUMNS, items(&audit, &asked, &query)?.0)
}

/// What coverage loses when a point closes.
#[utoipa::path(get, path = "/api/v1/coverage/closing", operation_id = "coverage-closing", tag = "coverage",
    params(ClosingOf), responses((status = 200, body = ClosingItem)))]
async fn of_closing(State(state): State<AppState>, asked: ApiQuery<ClosingOf>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let query = CoverageQuery::read_coded(&asked, &audit)?;
    let code = asked
        .param("point")
        .ok_or_else(|| Failure::bad_parameter("point", "", Message::new("expected-param-point")))?;
    let point = audit
        .registry()
        .point(code)
        .ok_or_else(|| Failure::no_such("point", code, Message::new("expected-param-point")))?;
    let scope = asked.territory();
    let found = query.ask(&audit, scope, |question| closing(audit.registry(), question, point.code()));
    let farther = found.farther.iter().take(MOST_FARTHER).filter_map(|one| FartherItem::new(&audit, one));
    response::json(&ClosingItem {
        point: point.code(),
        date: audit.date(),
        within_km: query.within_km,
        counts: found.counts,
        before: found.before.into(),
        after: found.after.into(),
        farther: farther.collect(),
        farther_total: found.farther.len(),
        rule: asked.lang.text("api-coverage-rule"),
    })
}
