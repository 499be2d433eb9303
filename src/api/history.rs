//! `/api/v1/{points,services,hromadas}/{code}/history`: what was learned of a thing, in order.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::hromadas::HromadaCode;
use super::params::{ApiQuery, parameters};
use super::points::PointCode;
use super::response::{self, Page};
use super::services::ServiceCode;
use crate::actions::history::{CellChange, Event, Learned, Subject, history};
use crate::domain::TerritoryCode;
use crate::domain::person::public_actor;
use crate::http::{AppState, Failure};
use crate::registry::Records;

parameters! {
    /// Of a history.
    HistoryOf = ["known"]
}

/// What one entry of the audit log changed in what is known of a thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct LearnedItem<'r> {
    /// Number of the entry.
    #[schema(example = 1)]
    pub entry: u32,
    pub at: Option<DateTime<Utc>>,
    /// The role of a person and where it holds; never who it is.
    pub actor: Option<&'r str>,
    /// What was done, for an import the format.
    #[schema(example = "points")]
    pub action: Option<&'r str>,
    pub file: Option<&'r str>,
    pub as_of: Option<NaiveDate>,
    /// Sample data.
    pub sample: bool,
    pub events: Vec<EventItem<'r>>,
}

/// What happened to one statement about the thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventItem<'r> {
    #[schema(example = "points")]
    pub table: &'r str,
    /// stated, succeeded (a new period follows), corrected, ended, voided or confirmed.
    #[schema(example = "corrected")]
    pub change: &'static str,
    /// What of the thing it speaks of, such as a service of a point; empty for the thing itself.
    pub key: &'r str,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub cells: Vec<CellItem<'r>>,
}

/// A cell before and after.
#[derive(Debug, Serialize, ToSchema)]
pub struct CellItem<'r> {
    #[schema(example = "name")]
    pub column: &'static str,
    /// `null`: not stated.
    pub before: Option<&'r str>,
    /// `null`: not stated.
    pub after: Option<&'r str>,
}

impl<'r> LearnedItem<'r> {
    fn new(records: &'r Records, learned: &'r Learned) -> Self {
        let source = records.source(learned.entry);
        Self {
            entry: learned.entry,
            at: source.map(|source| source.at),
            actor: source.map(|source| public_actor(&source.actor)),
            action: source.map(|source| source.action.as_str()),
            file: source.and_then(|source| source.file.as_deref()),
            as_of: source.and_then(|source| source.as_of),
            sample: source.is_some_and(|source| source.sample),
            events: learned.events.iter().map(EventItem::new).collect(),
        }
    }
}

impl<'r> EventItem<'r> {
    fn new(event: &'r Event) -> Self {
        let stated = |text: &'r String| Some(text.as_str()).filter(|text| !text.is_empty());
        let cell = |cell: &'r CellChange| CellItem {
            column: cell.column,
            before: stated(&cell.before),
            after: stated(&cell.after),
        };
        Self {
            table: event.table,
            change: event.kind.word(),
            key: &event.key,
            from: event.period.and_then(|period| period.from),
            until: event.period.and_then(|period| period.until),
            cells: event.cells.iter().map(cell).collect(),
        }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_point)).routes(routes!(of_service)).routes(routes!(of_hromada))
}

async fn history_response(
    state: &AppState,
    asked: &ApiQuery<HistoryOf>,
    subject: Subject,
) -> Result<Response, Failure> {
    let records = &asked.registry.records;
    let all = history(state.live().store(), &subject, Some(records.version)).await;
    let all = all.map_err(|error| Failure::internal(&error))?;
    if all.is_empty() {
        return Err(Failure::not_found(format!("history at {}", asked.path)));
    }
    response::whole_list(all.iter().map(|learned| LearnedItem::new(records, learned)).collect())
}

/// What was learned of a point and of what it offers and has, the earliest first.
#[utoipa::path(get, path = "/api/v1/points/{code}/history", operation_id = "point-history", tag = "points",
    params(PointCode, HistoryOf), responses((status = 200, body = Page<LearnedItem>)))]
async fn of_point(
    State(state): State<AppState>,
    Path(code): Path<String>,
    asked: ApiQuery<HistoryOf>,
) -> Result<Response, Failure> {
    history_response(&state, &asked, Subject::Point(code)).await
}

/// What was learned of a service, of its card and of its positions in lists, the earliest first.
#[utoipa::path(get, path = "/api/v1/services/{code}/history", operation_id = "service-history", tag = "services",
    params(ServiceCode, HistoryOf), responses((status = 200, body = Page<LearnedItem>)))]
async fn of_service(
    State(state): State<AppState>,
    Path(code): Path<String>,
    asked: ApiQuery<HistoryOf>,
) -> Result<Response, Failure> {
    history_response(&state, &asked, Subject::Service(code)).await
}

/// What was learned of a hromada, its facts and its starosta districts, the earliest first.
#[utoipa::path(get, path = "/api/v1/hromadas/{code}/history", operation_id = "hromada-history", tag = "hromadas",
    params(HromadaCode, HistoryOf), responses((status = 200, body = Page<LearnedItem>)))]
async fn of_hromada(
    State(state): State<AppState>,
    Path(code): Path<String>,
    asked: ApiQuery<HistoryOf>,
) -> Result<Response, Failure> {
    let code = TerritoryCode::parse(&code).map_err(|_| Failure::not_found(format!("hromada {code}")))?;
    history_response(&state, &asked, Subject::Hromada(code)).await
}
