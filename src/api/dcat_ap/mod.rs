//! DCAT-AP 3: the tables, maps and services of this registry as a catalogue of open data.

mod datasets;

use axum::response::Response;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::api::params::{ApiQuery, parameters};
use crate::api::rdf::{self, Document, Ids};
use crate::http::{AppState, Failure, RequestContext};

parameters! {
    /// Of the catalogue of data.
    DataOf = ["known"]
}

/// Routes of this dialect.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(json_ld)).routes(routes!(turtle))
}

/// Datasets, distributions and services of the registry as JSON-LD by DCAT-AP 3.
#[utoipa::path(get, path = "/api/v1/dcat-ap.jsonld", operation_id = "dcat-ap-jsonld", tag = "linked-data",
    params(DataOf), responses((status = 200, body = Object, content_type = "application/ld+json")))]
async fn json_ld(asked: ApiQuery<DataOf>) -> Result<Response, Failure> {
    whole(&asked, Document::JsonLd)
}

/// The same as Turtle.
#[utoipa::path(get, path = "/api/v1/dcat-ap.ttl", operation_id = "dcat-ap-turtle", tag = "linked-data",
    params(DataOf), responses((status = 200, body = String, content_type = "text/turtle")))]
async fn turtle(asked: ApiQuery<DataOf>) -> Result<Response, Failure> {
    whole(&asked, Document::Turtle)
}

fn whole(view: &RequestContext, document: Document) -> Result<Response, Failure> {
    let catalogue = datasets::Catalogue::new(Ids::new(view.public.clone()), &view.registry.records);
    rdf::answer(document, "dcat-ap", 1, move |_, graph| catalogue.describe(graph))
}
