//! `/hsds/organizations`: providers of services, known by their names, and hromadas whose councils run points.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::HsdsOne;
use super::identity::id_of;
use super::listed::{HsdsPage, nothing, page};
use crate::api::params::{ApiQuery, parameters, path_parameter};
use crate::api::rdf::Ids;
use crate::api::response;
use crate::domain::TerritoryCode;
use crate::http::{AppState, Failure, RequestContext};

parameters! {
    /// Of organizations.
    HsdsOrganizations = ["search@hsds", "page", "per_page", "lang"]
}
path_parameter!(OrganizationUuid = "uuid@organization");

/// A body that gives services or runs points.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names of the standard")]
pub struct Organization {
    #[schema(value_type = String)]
    pub id: Uuid,
    pub name: String,
    pub description: String,
    /// Its stable address as linked data.
    pub uri: String,
    /// KATOTTG code of a hromada.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organization_identifiers: Vec<OrganizationIdentifier>,
}

/// A code of an organization in a register.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationIdentifier {
    #[schema(value_type = String)]
    pub id: Uuid,
    #[schema(value_type = String)]
    pub organization_id: Uuid,
    #[schema(example = "KATOTTG")]
    pub identifier_type: &'static str,
    pub identifier: String,
}

/// Which body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Body {
    Provider(String),
    Hromada(TerritoryCode),
}

impl Body {
    fn id(&self) -> Uuid {
        match self {
            Self::Provider(name) => provider_id(name),
            Self::Hromada(code) => hromada_id(*code),
        }
    }

    fn name(&self, view: &RequestContext) -> Option<String> {
        match self {
            Self::Provider(name) => Some(name.clone()),
            Self::Hromada(code) => {
                let tree = &view.registry.records.territories;
                tree.get(*code).map(|place| tree.full_name(place))
            }
        }
    }
}

/// The id of the provider of this name.
pub fn provider_id(name: &str) -> Uuid {
    id_of("provider", name)
}

/// The id of the hromada as the one that runs points.
pub fn hromada_id(code: TerritoryCode) -> Uuid {
    id_of("hromada", code.as_str())
}

/// The provider of this name as an organization.
pub fn provider(view: &RequestContext, name: &str) -> Option<Organization> {
    organization(view, &Body::Provider(name.to_owned()))
}

fn organization(view: &RequestContext, body: &Body) -> Option<Organization> {
    let (id, ids) = (body.id(), Ids::new(view.public.clone()));
    let (uri, about, code) = match body {
        Body::Provider(name) => (ids.provider(name), "hsds-provider-about", None),
        Body::Hromada(code) => (ids.thing("hromadas", code.as_str()), "hsds-hromada-about", Some(code)),
    };
    let identifier = |code: &TerritoryCode| OrganizationIdentifier {
        id: id_of("katottg", code.as_str()),
        organization_id: id,
        identifier_type: "KATOTTG",
        identifier: code.to_string(),
    };
    Some(Organization {
        id,
        name: body.name(view)?,
        description: view.lang.text(about),
        uri,
        organization_identifiers: code.map(identifier).into_iter().collect(),
    })
}

/// Providers of services of the day, then hromadas that have points on it.
fn all(view: &RequestContext) -> Vec<Body> {
    let registry = &view.registry;
    let services = registry.records.catalogue.all().iter().filter_map(|service| service.row_on(registry.date));
    let providers: BTreeSet<Body> = services.filter_map(|row| row.provider.clone()).map(Body::Provider).collect();
    let hromadas: BTreeSet<Body> =
        registry.points.iter().filter_map(|point| point.row().hromada).map(Body::Hromada).collect();
    providers.into_iter().chain(hromadas).collect()
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(organizations)).routes(routes!(get_organization))
}

/// Providers of services, and hromadas whose councils run points.
#[utoipa::path(get, path = "/hsds/organizations", operation_id = "hsds-organizations", tag = "hsds",
    params(HsdsOrganizations), responses((status = 200, body = HsdsPage<Organization>)))]
async fn organizations(asked: ApiQuery<HsdsOrganizations>) -> Result<Response, Failure> {
    let mut found = all(&asked);
    if let Some(words) = asked.param("search").map(str::to_lowercase) {
        let has = |name: String| words.split_whitespace().all(|word| name.to_lowercase().contains(word));
        found.retain(|body| body.name(&asked).is_some_and(has));
    }
    page(response::paging(&asked)?, &found, |body| organization(&asked, body))
}

/// One organization.
#[utoipa::path(get, path = "/hsds/organizations/{uuid}", operation_id = "hsds-organization", tag = "hsds",
    params(OrganizationUuid, HsdsOne), responses((status = 200, body = Organization)))]
async fn get_organization(Path(id): Path<String>, asked: ApiQuery<HsdsOne>) -> Result<Response, Failure> {
    let wanted = Uuid::try_parse(&id).ok();
    let body = all(&asked).into_iter().find(|body| Some(body.id()) == wanted);
    let found = body.and_then(|body| organization(&asked, &body));
    response::json(&found.ok_or_else(|| nothing("organization", &id))?)
}
