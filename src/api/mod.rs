//! The open API and its standard dialects: one file for each resource.

pub mod answer;
pub mod audits;
pub mod barrier_free;
pub mod cards;
pub mod compliance;
pub mod coverage;
pub mod equipment;
pub mod figures;
pub mod geojson;
pub mod hromadas;
pub mod indicators;
pub mod lists;
pub mod offerings;
pub mod openapi;
pub mod parameter_values;
pub mod params;
pub mod points;
pub mod preview;
pub mod problem;
pub mod readable;
pub mod ready;
pub mod reason;
pub mod search;
pub mod services;
pub mod shapes;
pub mod source;
pub mod territories;

use axum::http::StatusCode;
use axum::middleware::map_response;
use axum::response::Redirect;
use axum::routing::{any, get};
use axum::{Extension, Router};
use tower_http::cors::CorsLayer;
use utoipa_axum::router::OpenApiRouter;

use crate::http::failure::What;
use crate::http::{AppState, Failure, Lang};

/// Every resource.
fn resources() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::base())
        .merge(territories::routes())
        .merge(hromadas::routes())
        .merge(points::routes())
        .merge(services::routes())
        .merge(offerings::routes())
        .merge(search::routes())
        .merge(compliance::routes())
        .merge(indicators::routes())
        .merge(lists::routes())
        .merge(preview::routes())
        .merge(cards::routes())
        .merge(barrier_free::routes())
        .merge(equipment::routes())
        .merge(figures::routes())
        .merge(coverage::routes())
}

/// All routes of the API.
pub fn routes() -> Router<AppState> {
    let (resources, _) = resources().split_for_parts();
    let machine = resources
        .route("/api/openapi.json", get(openapi::serve))
        .route("/api/{*rest}", any(nothing_here))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(map_response(problem::render_failures))
        .layer(CorsLayer::permissive());
    let human = Router::new()
        .route("/api", get(readable::page))
        .route("/en/api", get(readable::page).layer(Extension(Lang::En)))
        .route("/api/", get(|| async { Redirect::permanent("/api") }));
    machine.merge(human)
}

async fn nothing_here(uri: axum::http::Uri) -> Failure {
    Failure::not_found(format!("address {}", uri.path()))
}

async fn method_not_allowed() -> Failure {
    Failure { status: StatusCode::METHOD_NOT_ALLOWED, what: What::MethodNotAllowed }
}
