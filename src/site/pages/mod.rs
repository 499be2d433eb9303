//! The list of pages; each file holds a page's route, handler and view.

use axum::Router;

use crate::http::AppState;

/// All routes of pages.
pub fn routes() -> Router<AppState> {
    Router::new()
}
