//! `/api/v1/services`: the unified catalogue with its cards.

use std::collections::HashSet;

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters, path_parameter};
use super::points::OnDate;
use super::response::{self, Page};
use super::source::{FieldsItem, SourceText};
use crate::domain::rows::ServiceRow;
use crate::http::points::{passes_filter, services::read as services_asked};
use crate::http::{AppState, Failure};
use crate::registry::{Registry, ServiceRecord, Sourced};

parameters! {
    /// Filters of services, for lists that are not paged.
    ServiceFilters = ["group", "life_event", "service", "provider", "identifier", "q", "date", "known"]
}
parameters! {
    /// Filters of services and the page.
    ServiceList = ["group", "life_event", "service", "provider", "identifier", "q", "date", "known", "page", "per_page"]
}

path_parameter!(ServiceCode = "code@service");

/// A service of the catalogue with its information card.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceItem<'r> {
    #[schema(example = "01-01")]
    pub code: &'r str,
    /// Identifier in the national Register of Services.
    #[schema(example = "00034")]
    pub identifier: Option<&'r str>,
    pub name: &'r str,
    /// Id of a service group.
    #[schema(example = "residence")]
    pub group: &'r str,
    pub life_events: &'r [String],
    pub provider: Option<&'r str>,
    pub basis: Option<&'r str>,
    pub term_days: Option<u32>,
    pub fee: Option<&'r str>,
    pub result: Option<&'r str>,
    /// What to bring.
    pub documents: &'r [String],
    pub audience: &'r [String],
    pub channels: &'r [String],
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// The day from which the service is withdrawn; `null` while it exists.
    pub withdrawn: Option<NaiveDate>,
    pub confirmed: NaiveDate,
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'r>>,
    /// Fields with another source or day of confirmation; only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldsItem<'r>>,
}

const COLUMNS: &[&str] = &[
    "code",
    "identifier",
    "name",
    "group",
    "life_events",
    "provider",
    "basis",
    "term_days",
    "fee",
    "result",
    "documents",
    "audience",
    "channels",
    "from",
    "until",
    "withdrawn",
    "confirmed",
    "source",
];

/// A service with the steps of its technological card.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceCard<'r> {
    #[serde(flatten)]
    item: ServiceItem<'r>,
    steps: Vec<CardStep<'r>>,
}

/// One step of a technological card.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardStep<'r> {
    position: u32,
    step: &'r str,
    responsible: Option<&'r str>,
    days: Option<u32>,
    note: Option<&'r str>,
}

impl<'r> ServiceItem<'r> {
    /// The fields of one; everything is borrowed from the registry.
    pub fn new(registry: &'r Registry, row: &'r Sourced<ServiceRow>) -> Self {
        Self {
            code: &row.code,
            identifier: row.identifier.as_deref(),
            name: &row.name,
            group: &row.group,
            life_events: &row.life_events,
            provider: row.provider.as_deref(),
            basis: row.basis.as_deref(),
            term_days: row.term_days,
            fee: row.fee.as_deref(),
            result: row.result.as_deref(),
            documents: &row.documents,
            audience: &row.audience,
            channels: &row.channels,
            from: row.period.from,
            until: row.period.until,
            withdrawn: withdrawn_since(registry, &row.code),
            confirmed: row.confirmed,
            source: SourceText::of_source(&registry.records, row.source),
            fields: FieldsItem::of_row(&registry.records, row),
        }
    }
}

/// The day from which a service is withdrawn on the day of the registry.
pub(super) fn withdrawn_since(registry: &Registry, code: &str) -> Option<NaiveDate> {
    registry.records.catalogue.by_code(code)?.withdrawn_since(registry.date)
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(list_csv)).routes(routes!(get_service))
}

fn find<P>(asked: &ApiQuery<P>) -> Result<Vec<&Sourced<ServiceRow>>, Failure> {
    let registry = &*asked.registry;
    let wanted = services_asked(asked)?;
    let identifiers = asked.words("identifier")?;
    let catalogue = &registry.records.catalogue;
    let worded = asked.param("q").map(|words| {
        let hits = catalogue.words().matches(words).hits;
        hits.iter().filter_map(|hit| catalogue.all().get(hit.doc as usize)).map(|one| one.id).collect::<HashSet<u32>>()
    });
    let keeps = |service: &&ServiceRecord| {
        wanted.as_ref().is_none_or(|wanted| wanted.contains(service.id))
            && worded.as_ref().is_none_or(|worded| worded.contains(&service.id))
    };
    let rows = catalogue.all().iter().map(AsRef::as_ref).filter(keeps);
    let told = |row: &&Sourced<ServiceRow>| {
        asked.param("provider").is_none_or(|q| contains(row.provider.as_deref().unwrap_or(""), q))
            && passes_filter(identifiers.as_deref(), row.identifier.as_ref())
    };
    Ok(rows.filter_map(|service| service.row_on(registry.date)).filter(told).collect())
}

/// True when every word of `q` stands in the text.
fn contains(text: &str, q: &str) -> bool {
    let text = text.to_lowercase();
    q.split_whitespace().all(|word| text.contains(&word.to_lowercase()))
}

/// Services of the catalogue on the day, in order of code.
#[utoipa::path(get, path = "/api/v1/services", operation_id = "services", tag = "services", params(ServiceList),
    responses((status = 200, body = Page<ServiceItem>)))]
async fn list(asked: ApiQuery<ServiceList>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let found = find(&asked)?;
    let items = paging.slice(&found).iter().map(|row| ServiceItem::new(&asked.registry, row)).collect();
    response::page(&asked, paging, found.len(), items)
}

/// Services as CSV, the whole filtered list.
#[utoipa::path(get, path = "/api/v1/services.csv", operation_id = "services-csv", tag = "services",
    params(ServiceFilters), responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(asked: ApiQuery<ServiceFilters>) -> Result<Response, Failure> {
    let found = find(&asked)?;
    response::csv("services", COLUMNS, found.iter().map(|row| ServiceItem::new(&asked.registry, row)))
}

/// One service with its technological card; a withdrawn one with its last card and the day it ended. 404 before it began.
#[utoipa::path(get, path = "/api/v1/services/{code}", operation_id = "service", tag = "services",
    params(ServiceCode, OnDate),
    responses((status = 200, body = ServiceCard)))]
async fn get_service(Path(code): Path<String>, asked: ApiQuery<OnDate>) -> Result<Response, Failure> {
    let registry = &*asked.registry;
    let none = || Failure::not_found(format!("service {code} on {}", registry.date));
    let service = registry.records.catalogue.by_code(&code).ok_or_else(none)?;
    let ended = service.withdrawn_since(registry.date).and_then(|_| service.description_on(registry.date));
    let row = service.row_on(registry.date).or(ended).ok_or_else(none)?;
    let steps = service.steps.iter().map(|step| CardStep {
        position: step.position,
        step: &step.step,
        responsible: step.responsible.as_deref(),
        days: step.days,
        note: step.note.as_deref(),
    });
    response::json(&ServiceCard { item: ServiceItem::new(registry, row), steps: steps.collect() })
}
