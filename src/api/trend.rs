//! `/api/v1/indicators/{id}/trend`: one indicator on several days.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::indicators::{CountFields, IndicatorId};
use super::params::{ApiQuery, parameters};
use super::response::{self, Page};
use crate::http::{AppState, Failure, trend};

parameters! {
    /// Of an indicator on several days.
    TrendIn = ["territory", "date", "from@trend", "to@trend", "step@trend", "known", "leave_out", "lang"]
}

const COLUMNS: &[&str] =
    &["id", "date", "numerator", "denominator", "unknown", "undecided", "excluded", "share", "share_high", "quantity"];

/// The figure on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrendItem {
    #[schema(example = "passport")]
    pub id: String,
    pub date: NaiveDate,
    #[serde(flatten)]
    #[schema(inline)]
    pub counts: CountFields,
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(list_csv))
}

async fn items(state: &AppState, id: &str, asked: &ApiQuery<TrendIn>) -> Result<Vec<TrendItem>, Failure> {
    let leave_out = asked.leave_out()?;
    let points = trend::points(state, asked, leave_out, id, asked.territory()).await?;
    let item = |(date, counts)| TrendItem { id: id.to_owned(), date, counts };
    Ok(points.into_iter().map(|point| item((point.date, point.counts.into()))).collect())
}

/// An indicator on the last days of months, quarters or years, at most 40 of them.
#[utoipa::path(get, path = "/api/v1/indicators/{id}/trend", operation_id = "indicator-trend", tag = "indicators",
    params(IndicatorId, TrendIn), responses((status = 200, body = Page<TrendItem>)))]
async fn list(
    State(state): State<AppState>,
    Path(id): Path<String>,
    asked: ApiQuery<TrendIn>,
) -> Result<Response, Failure> {
    response::whole_list(items(&state, &id, &asked).await?)
}

/// The same as CSV.
#[utoipa::path(get, path = "/api/v1/indicators/{id}/trend.csv", operation_id = "indicator-trend-csv",
    tag = "indicators", params(IndicatorId, TrendIn),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(
    State(state): State<AppState>,
    Path(id): Path<String>,
    asked: ApiQuery<TrendIn>,
) -> Result<Response, Failure> {
    response::csv("indicator-trend", COLUMNS, items(&state, &id, &asked).await?)
}
