//! `/api/v1/gap-order`: the services that lift an indicator most, and the workbook of a territory's gaps.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::gap_sheets;
use super::gaps::NeedItem;
use super::indicators::CountFields;
use super::params::{ApiQuery, parameters};
use super::response;
use super::rule_texts::{audit, text_in};
use crate::compliance::Judgement;
use crate::compliance::indicator::{Lift, LiftStep, lift};
use crate::compliance::pooled_gaps::GapFilter;
use crate::domain::TerritoryCode;
use crate::http::{AppState, Failure, Lang, gaps};

parameters! {
    /// Of the order of closing gaps.
    GapOrderIn = [
        "territory", "date", "known", "leave_out", "lift", "steps", "group", "class@owed", "purchase", "raion",
        "need@gap", "lang",
    ]
}

const COLUMNS: &[&str] = &[
    "step",
    "service",
    "name",
    "group",
    "points",
    "hromadas",
    "needs.nothing",
    "needs.neighbour",
    "needs.training",
    "needs.unknown",
    "needs.equipment",
    "needs_equipment",
    "added",
    "gain",
    "numerator",
    "denominator",
    "share",
];

/// The order that lifts an indicator most.
#[derive(Debug, Serialize, ToSchema)]
pub struct GapOrder<'a> {
    /// Id of the indicator.
    #[schema(example = "overall-compliance")]
    pub lift: &'a str,
    pub title: &'a str,
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    pub leave_out: String,
    /// The figure as it stands.
    pub now: CountFields,
    pub steps: Vec<GapStepItem<'a>>,
}

/// One service, given by every point that lacks it and that the indicator counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct GapStepItem<'a> {
    #[schema(example = 1)]
    pub step: usize,
    pub service: &'a str,
    pub name: &'a str,
    pub group: &'a str,
    /// Points that begin to give it.
    pub points: usize,
    pub hromadas: usize,
    pub needs: NeedItem,
    pub needs_equipment: Option<&'a str>,
    /// What the step adds to the numerator.
    pub added: usize,
    /// What the step adds to the share, a fraction of one.
    pub gain: Option<f64>,
    /// The figure after this step and those before it.
    pub numerator: Option<usize>,
    pub denominator: usize,
    pub share: Option<f64>,
}

impl<'a> GapStepItem<'a> {
    fn new((step, found): (usize, &LiftStep<'a>)) -> Self {
        Self {
            step,
            service: found.service,
            name: found.name,
            group: found.group,
            points: found.needs.total(),
            hromadas: found.hromadas,
            needs: found.needs.into(),
            needs_equipment: found.needs_equipment,
            added: found.added,
            gain: found.gain,
            numerator: found.after.numerator,
            denominator: found.after.denominator,
            share: found.after.share,
        }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(order)).routes(routes!(order_csv)).routes(routes!(book))
}

fn requested_order<'a>(audit: &'a Judgement, asked: &ApiQuery<GapOrderIn>) -> Result<Lift<'a>, Failure> {
    let pooled = audit.pooled_gaps(asked.territory(), &GapFilter::read(asked)?);
    let indicator = gaps::lifted(asked, audit)?;
    Ok(lift(audit, indicator, asked.territory(), &pooled, gaps::steps(asked)?))
}

/// The services whose giving lifts an indicator most, step by step, each gain counted in a registry where they are given.
#[utoipa::path(get, path = "/api/v1/gap-order", operation_id = "gap-order", tag = "compliance", params(GapOrderIn),
    responses((status = 200, body = GapOrder)))]
async fn order(State(state): State<AppState>, asked: ApiQuery<GapOrderIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let indicator = gaps::lifted(&asked, &audit)?;
    let found = requested_order(&audit, &asked)?;
    response::json(&GapOrder {
        lift: &indicator.id,
        title: text_in(asked.lang, &indicator.title),
        territory: asked.territory().code(),
        date: audit.date(),
        leave_out: audit.leave_out().to_string(),
        now: found.now.into(),
        steps: (1..).zip(&found.steps).map(GapStepItem::new).collect(),
    })
}

/// The same as CSV.
#[utoipa::path(get, path = "/api/v1/gap-order.csv", operation_id = "gap-order-csv", tag = "compliance",
    params(GapOrderIn), responses((status = 200, body = String, content_type = "text/csv")))]
async fn order_csv(State(state): State<AppState>, asked: ApiQuery<GapOrderIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let found = requested_order(&audit, &asked)?;
    response::csv("gap-order", COLUMNS, (1..).zip(&found.steps).map(GapStepItem::new))
}

/// The gaps of a territory, the order of closing them and the points behind them as a workbook.
#[utoipa::path(get, path = "/api/v1/gaps.xlsx", operation_id = "gaps-xlsx", tag = "compliance", params(GapOrderIn),
    responses((status = 200, body = String,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn book(State(state): State<AppState>, asked: ApiQuery<GapOrderIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let pooled = audit.pooled_gaps(asked.territory(), &GapFilter::read(&asked)?);
    let indicator = gaps::lifted(&asked, &audit)?;
    let found = lift(&audit, indicator, asked.territory(), &pooled, gaps::steps(&asked)?);
    let told = gap_sheets::GapColumns { audit: &audit, view: &asked, pooled: &pooled, indicator, lift: &found };
    response::workbook("gaps", &told.sheets())
}

/// A title in words where a language is known; used by sheets.
pub(super) fn group_name<'a>(audit: &'a Judgement, lang: Lang, id: &'a str) -> &'a str {
    audit.rules().group(id).map_or(id, |group| text_in(lang, &group.title))
}
