//! `/hsds`: services, organizations and places by HSDS 3.0 (Open Referral). What nobody knows is left out.

mod identity;
mod listed;
mod organization;
mod place;
mod schedule;
mod service;
mod service_at_location;
mod taxonomy;

pub use identity::id_of_offering;

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::api::params::{ApiQuery, parameters, path_parameter};
use crate::api::response;
use crate::http::{AppState, Failure};

parameters! {
    /// Of one thing, and of the interface.
    HsdsOne = ["lang"]
}
path_parameter!(TermUuid = "uuid@term");
path_parameter!(TaxonomyUuid = "uuid@taxonomy");

/// An id that answers on the demonstration region, for the examples of the OpenAPI document.
#[must_use]
pub fn example_id(full: &str) -> String {
    let id = match full {
        "uuid@service" => identity::id_of("service", "01-01"),
        "uuid@organization" => identity::id_of("hromada", "UA53080370000025447"),
        "uuid@offering" => id_of_offering("532", "01-01"),
        "uuid@taxonomy" | "taxonomy_id" => identity::id_of("taxonomy", "groups"),
        "organization_id" => identity::id_of("provider", "Держгеокадастр"),
        _ => identity::id_of("groups", "residence"),
    };
    id.to_string()
}

/// What the interface keeps.
#[derive(Debug, Serialize, ToSchema)]
pub struct About {
    /// Version of HSDS.
    #[schema(example = "3.0")]
    pub version: &'static str,
    pub profile: &'static str,
    pub openapi_url: String,
}

/// Routes of this dialect.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get_api_description))
        .merge(service::routes())
        .merge(organization::routes())
        .merge(service_at_location::routes())
        .merge(taxonomy::routes())
}

/// Which version of HSDS is kept.
#[utoipa::path(get, path = "/hsds", operation_id = "hsds", tag = "hsds", params(HsdsOne),
    responses((status = 200, body = About)))]
async fn get_api_description(asked: ApiQuery<HsdsOne>) -> Result<Response, Failure> {
    let openapi_url = asked.public.absolute("/api/openapi.json");
    response::json(&About { version: "3.0", profile: "https://docs.openreferral.org/en/3.0/hsds/", openapi_url })
}
