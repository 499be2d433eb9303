//! CPSV-AP 3.2: the catalogue of services, its providers, points as channels and mandatory lists as rules.

mod notions;
mod places;
mod service;
mod things;

pub use notions::{registry_as_agent, told_of};
pub use things::{Sets, Thing};

use std::sync::Arc;

use axum::response::Response;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::api::params::{ApiQuery, parameters};
use crate::api::rdf::{self, Document, Ids};
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::Scope;

parameters! {
    /// Of the whole catalogue as linked data.
    CatalogueOf = ["territory", "date", "known"]
}

/// Routes of this dialect.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(json_ld)).routes(routes!(turtle))
}

/// The catalogue as JSON-LD by CPSV-AP 3.2; points as channels of the whole country or of a territory.
#[utoipa::path(get, path = "/api/v1/cpsv-ap.jsonld", operation_id = "cpsv-ap-jsonld", tag = "linked-data",
    params(CatalogueOf), responses((status = 200, body = Object, content_type = "application/ld+json")))]
async fn json_ld(asked: ApiQuery<CatalogueOf>) -> Result<Response, Failure> {
    whole(&asked, asked.territory(), Document::JsonLd)
}

/// The same as Turtle.
#[utoipa::path(get, path = "/api/v1/cpsv-ap.ttl", operation_id = "cpsv-ap-turtle", tag = "linked-data",
    params(CatalogueOf), responses((status = 200, body = String, content_type = "text/turtle")))]
async fn turtle(asked: ApiQuery<CatalogueOf>) -> Result<Response, Failure> {
    whole(&asked, asked.territory(), Document::Turtle)
}

fn whole(view: &RequestContext, scope: Scope, document: Document) -> Result<Response, Failure> {
    let sets = Sets::new(Arc::clone(&view.registry), Ids::new(view.public.clone()), scope);
    let all = sets.all();
    rdf::answer(document, "cpsv-ap", all.len(), move |range, graph| {
        for thing in all.get(range).unwrap_or_default() {
            sets.describe(thing, graph);
        }
    })
}
