//! The open API and its standard dialects.

use axum::Router;

use crate::http::AppState;

/// All routes of the API.
pub fn routes() -> Router<AppState> {
    Router::new()
}
