//! `/ogc` and `/ogc/conformance`: where clients begin, and what they may rely on.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::link::{JSON, Link};
use crate::api::params::{ApiQuery, parameters};
use crate::api::response;
use crate::http::{AppState, Failure};

parameters! {
    /// Of resources that describe the collections.
    OgcAbout = ["lang"]
}

/// Requirements classes that are kept.
const CLASSES: [&str; 2] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
];
/// Media type of the OpenAPI document.
const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.1";

/// Where a client begins.
#[derive(Debug, Serialize, ToSchema)]
pub struct Landing {
    pub title: String,
    pub description: String,
    pub links: Vec<Link>,
}

/// Standards that are kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conformance {
    #[serde(rename = "conformsTo")]
    pub conforms_to: Vec<&'static str>,
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(landing)).routes(routes!(conformance))
}

/// Where a client of OGC API - Features begins.
#[utoipa::path(get, path = "/ogc", operation_id = "ogc", tag = "ogc", params(OgcAbout),
    responses((status = 200, body = Landing)))]
async fn landing(asked: ApiQuery<OgcAbout>) -> Result<Response, Failure> {
    let links = vec![
        Link::to_itself(&asked, JSON),
        Link::new(&asked, "/api/openapi.json", "service-desc", OPENAPI, "ogc-link-openapi"),
        Link::new(&asked, "/api", "service-doc", "text/html", "ogc-link-page"),
        Link::new(&asked, "/ogc/conformance", "conformance", JSON, "ogc-link-conformance"),
        Link::new(&asked, "/ogc/collections", "data", JSON, "ogc-link-collections"),
        Link::new(&asked, "/api/v1/licences", "license", JSON, "ogc-link-licences"),
    ];
    let (title, description) = (asked.lang.text("ogc-title"), asked.lang.text("ogc-about"));
    response::json(&Landing { title, description, links })
}

/// The requirements classes of OGC API - Features that are kept.
#[utoipa::path(get, path = "/ogc/conformance", operation_id = "ogc-conformance", tag = "ogc", params(OgcAbout),
    responses((status = 200, body = Conformance)))]
async fn conformance(_: ApiQuery<OgcAbout>) -> Result<Response, Failure> {
    response::json(&Conformance { conforms_to: CLASSES.to_vec() })
}
