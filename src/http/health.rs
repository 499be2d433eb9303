//! `/healthz`, `/readyz`, `/metrics`.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::{Router, routing::get};

use super::AppState;

/// How long the database may take to answer; who asks whether the service is ready does not wait longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Routes for those who watch over the service.
pub fn routes() -> Router<AppState> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).route("/metrics", get(metrics))
}

async fn alive() -> &'static str {
    "ok"
}

/// Ready when the registry is loaded and the database answers.
async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(PATIENCE, state.live().store().ping()).await {
        Ok(Ok(())) => return (StatusCode::OK, "ready"),
        Ok(Err(error)) => tracing::warn!(%error, "the database does not answer"),
        Err(_) => tracing::warn!("the database does not answer in time"),
    }
    (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
}

async fn metrics(State(state): State<AppState>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], state.metrics().render())
}
