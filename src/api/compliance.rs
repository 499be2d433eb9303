//! `/api/v1/points/{code}/compliance`, `/api/v1/hromadas/{code}/compliance`: verdicts with the reason for each position.

use axum::extract::{Path, State};
use axum::response::Response;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::hromadas::{self, HromadaCode};
use super::params::{ApiQuery, parameters};
use super::points::{self, PointCode};
use super::response;
use super::rule_texts::audit;
use super::shapes;
use crate::http::{AppState, Failure};

parameters! {
    /// Of one thing on a day, with the rule for territories left out.
    Judged = ["date", "known", "leave_out"]
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(point)).routes(routes!(hromada))
}

/// Compliance of a point; 404 where it does not exist on the day.
#[utoipa::path(get, path = "/api/v1/points/{code}/compliance", operation_id = "point-compliance", tag = "compliance",
    params(PointCode, Judged), responses((status = 200, body = shapes::PointCompliance)))]
async fn point(
    State(state): State<AppState>,
    Path(code): Path<String>,
    asked: ApiQuery<Judged>,
) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    response::json(&audit.compliance(points::find(audit.registry(), &code)?))
}

/// Compliance of a hromada: its points, and its gaps in the order in which to close them.
#[utoipa::path(get, path = "/api/v1/hromadas/{code}/compliance", operation_id = "hromada-compliance",
    tag = "compliance", params(HromadaCode, Judged), responses((status = 200, body = shapes::HromadaCompliance)))]
async fn hromada(
    State(state): State<AppState>,
    Path(code): Path<String>,
    asked: ApiQuery<Judged>,
) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    response::json(&audit.hromada(hromadas::find_one(audit.registry(), &code)?))
}
