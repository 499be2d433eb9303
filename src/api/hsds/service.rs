//! `/hsds/services`: services of the catalogue.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::HsdsOne;
use super::identity::id_of;
use super::listed::{HsdsPage, id_asked, nothing, page};
use super::organization::{Organization, provider, provider_id};
use super::taxonomy::{Attribute, attributes, group_id, life_event_id};
use crate::api::params::{ApiQuery, parameters, path_parameter};
use crate::api::response;
use crate::domain::rows::ServiceRow;
use crate::http::urls::encode;
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::registry::{ServiceRecord, Sourced};

parameters! {
    /// Of services.
    HsdsServices = ["search@hsds", "taxonomy_term_id", "organization_id", "page", "per_page", "lang"]
}
path_parameter!(ServiceUuid = "uuid@service");

/// A service.
#[derive(Debug, Serialize, ToSchema)]
pub struct Service {
    #[schema(value_type = String)]
    pub id: Uuid,
    /// Its provider, where that is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub organization_id: Option<Uuid>,
    pub name: String,
    /// Address of its page.
    pub url: String,
    #[schema(example = "active")]
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility_description: Option<String>,
    /// Day on which the facts were last confirmed.
    pub assured_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_documents: Vec<RequiredDocument>,
    pub attributes: Vec<Attribute>,
}

/// What a person must bring.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequiredDocument {
    #[schema(value_type = String)]
    pub id: Uuid,
    #[schema(value_type = String)]
    pub service_id: Uuid,
    pub document: String,
}

/// The id of a service.
pub fn service_id(code: &str) -> Uuid {
    id_of("service", code)
}

fn service(view: &RequestContext, row: &Sourced<ServiceRow>) -> Service {
    let (id, lang) = (service_id(&row.code), view.lang);
    let document = |document: &String| RequiredDocument {
        id: id_of("document", &format!("{}:{document}", row.code)),
        service_id: id,
        document: document.clone(),
    };
    let audience = row.audience.iter().map(|one| lang.text(&format!("audience-{}", one.replace('_', "-"))));
    let audience: Vec<String> = audience.collect();
    Service {
        id,
        organization_id: row.provider.as_deref().map(provider_id),
        name: row.name.clone(),
        url: view.public.absolute(&crate::http::urls::in_lang(lang, &format!("/services/{}", encode(&row.code)))),
        status: "active",
        wait_time: row.term_days.map(|days| lang.with("hsds-days", [("days", days.to_string().into())])),
        fees_description: row.fee.clone(),
        eligibility_description: (!audience.is_empty()).then(|| audience.join(", ")),
        assured_date: row.confirmed.to_string(),
        organization: row.provider.as_deref().and_then(|name| provider(view, name)),
        required_documents: row.documents.iter().map(document).collect(),
        attributes: sorted(view, lang, id, row),
    }
}

fn sorted(view: &RequestContext, lang: Lang, id: Uuid, row: &ServiceRow) -> Vec<Attribute> {
    attributes(&view.registry.records.rules, lang, id, &row.group, &row.life_events)
}

/// Services of the day under a term and of a provider, in order of code.
pub fn matching(
    view: &RequestContext,
    term: Option<Uuid>,
    organization: Option<Uuid>,
) -> impl Iterator<Item = (&ServiceRecord, &Sourced<ServiceRow>)> {
    let registry = &view.registry;
    let on_day = registry.records.catalogue.all().iter();
    let on_day = on_day.filter_map(|service| Some((service.as_ref(), service.row_on(registry.date)?)));
    let is_under = move |row: &ServiceRow, term: Uuid| {
        group_id(&row.group) == term || row.life_events.iter().any(|event| life_event_id(event) == term)
    };
    on_day.filter(move |(_, row)| {
        term.is_none_or(|term| is_under(row, term))
            && organization.is_none_or(|one| row.provider.as_deref().is_some_and(|name| provider_id(name) == one))
    })
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(services)).routes(routes!(get_service))
}

/// Services of the catalogue.
#[utoipa::path(get, path = "/hsds/services", operation_id = "hsds-services", tag = "hsds", params(HsdsServices),
    responses((status = 200, body = HsdsPage<Service>)))]
async fn services(asked: ApiQuery<HsdsServices>) -> Result<Response, Failure> {
    let (term, body) = (id_asked(&asked, "taxonomy_term_id")?, id_asked(&asked, "organization_id")?);
    let catalogue = &asked.registry.records.catalogue;
    let worded = asked.param("search").map(|words| {
        let hits = catalogue.words().matches(words).hits;
        hits.iter().filter_map(|hit| catalogue.all().get(hit.doc as usize)).map(|one| one.id).collect::<Vec<u32>>()
    });
    let fits = |service: &ServiceRecord| worded.as_ref().is_none_or(|worded| worded.contains(&service.id));
    let found: Vec<_> = matching(&asked, term, body).filter(|(record, _)| fits(record)).map(|(_, row)| row).collect();
    page(response::paging(&asked)?, &found, |row| Some(service(&asked, row)))
}

/// One service.
#[utoipa::path(get, path = "/hsds/services/{uuid}", operation_id = "hsds-service", tag = "hsds",
    params(ServiceUuid, HsdsOne), responses((status = 200, body = Service)))]
async fn get_service(Path(id): Path<String>, asked: ApiQuery<HsdsOne>) -> Result<Response, Failure> {
    let wanted = Uuid::try_parse(&id).ok();
    let found = matching(&asked, None, None).find(|(_, row)| Some(service_id(&row.code)) == wanted);
    let (_, row) = found.ok_or_else(|| nothing("service", &id))?;
    response::json(&service(&asked, row))
}
