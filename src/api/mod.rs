//! The open API and its standard dialects: one file for each resource.

pub mod a11y;
pub mod barrier_free;
pub mod bearer;
mod between;
pub mod bulk;
mod bulk_tables;
pub mod cards;
pub mod changes;
pub mod compliance;
pub mod coverage;
pub mod cpsv_ap;
pub mod csv_mark;
pub mod dcat_ap;
pub mod dictionary;
pub mod ended;
pub mod equipment;
pub mod figures;
pub mod gap_order;
mod gap_sheets;
pub mod gaps;
pub mod geojson;
pub mod history;
pub mod hromadas;
pub mod hsds;
pub mod indicators;
pub mod linked;
pub mod lists;
pub mod offerings;
pub mod ogc;
pub mod openapi;
pub mod parameter_values;
pub mod params;
pub mod points;
pub mod preview;
pub mod problem;
pub mod rdf;
pub mod readable;
pub mod reason;
pub mod response;
pub mod rule_texts;
pub mod search;
pub mod sent_body;
pub mod services;
pub mod shapes;
pub mod source;
pub mod sources;
pub mod tables;
pub mod territories;
mod trend;
pub mod writes;

use axum::http::header::{CONTENT_DISPOSITION, ETAG, LINK};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{from_fn, map_response};
use axum::response::{Redirect, Response};
use axum::routing::{any, get};
use axum::{Extension, Router};
use tower_http::cors::{Any, CorsLayer};
use utoipa_axum::router::OpenApiRouter;

use crate::http::failure::FailureKind;
use crate::http::request_checks::REQUEST_ID;
use crate::http::{AppState, Failure, Lang};

/// Every resource.
fn resources() -> OpenApiRouter<AppState> {
    readable_resources().merge(preview::routes())
}

/// Resources that are only read.
fn readable_resources() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::base())
        .merge(territories::routes())
        .merge(hromadas::routes())
        .merge(points::routes())
        .merge(services::routes())
        .merge(offerings::routes())
        .merge(search::routes())
        .merge(compliance::routes())
        .merge(gaps::routes())
        .merge(gap_order::routes())
        .merge(between::routes())
        .merge(indicators::routes())
        .merge(trend::routes())
        .merge(lists::routes())
        .merge(cards::routes())
        .merge(barrier_free::routes())
        .merge(equipment::routes())
        .merge(figures::routes())
        .merge(coverage::routes())
        .merge(sources::routes())
        .merge(history::routes())
        .merge(changes::routes())
        .merge(tables::routes())
        .merge(dictionary::routes())
        .merge(ogc::routes())
        .merge(cpsv_ap::routes())
        .merge(dcat_ap::routes())
        .merge(linked::routes())
        .merge(bulk::routes())
        .merge(a11y::routes())
        .merge(hsds::routes())
        .merge(writes::routes())
}

/// All routes of the API.
pub fn routes() -> Router<AppState> {
    let (readable, _) = readable_resources().split_for_parts();
    let (uploads, _) = preview::routes().split_for_parts();
    let readable = readable
        .route("/api/openapi.json", get(openapi::serve))
        .route("/api/{*rest}", any(nothing_here))
        .route("/ogc/{*rest}", any(nothing_here))
        .route("/hsds/{*rest}", any(nothing_here))
        .merge(linked::addresses())
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(problem::render_failures))
        .layer(from_fn(csv_mark::add))
        .layer(map_response(name_licences))
        .layer(open_for_reading());
    let uploads = uploads.method_not_allowed_fallback(method_not_allowed).layer(from_fn(problem::render_failures));
    let human = Router::new()
        .route("/api", get(readable::page))
        .route("/en/api", get(readable::page).layer(Extension(Lang::En)))
        .route("/api/", get(|| async { Redirect::permanent("/api") }));
    readable.merge(uploads).merge(human)
}

/// Pages of every site may read; they may not send.
fn open_for_reading() -> CorsLayer {
    CorsLayer::new().allow_origin(Any).allow_methods([Method::GET, Method::HEAD]).allow_headers(Any).expose_headers([
        ETAG,
        CONTENT_DISPOSITION,
        REQUEST_ID,
    ])
}

/// Every answer says where the licences of the data stand.
async fn name_licences(mut response: Response) -> Response {
    let link = HeaderValue::from_static("</api/v1/licences>; rel=\"license\"");
    response.headers_mut().insert(LINK, link);
    response
}

async fn nothing_here(uri: axum::http::Uri) -> Failure {
    Failure::not_found(format!("address {}", uri.path()))
}

async fn method_not_allowed() -> Failure {
    Failure { status: StatusCode::METHOD_NOT_ALLOWED, what: FailureKind::MethodNotAllowed }
}
