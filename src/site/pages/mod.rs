//! The list of pages; each file holds a page's route, handler and view.

mod about;
mod hromada;
mod hromadas;
mod life_event;
mod overview;
mod point;
mod points;
mod search;
mod service;
mod services;
mod sources;

use axum::Router;

use crate::http::AppState;

/// All routes of pages.
pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(overview::routes())
        .merge(hromadas::routes())
        .merge(hromada::routes())
        .merge(points::routes())
        .merge(point::routes())
        .merge(services::routes())
        .merge(service::routes())
        .merge(life_event::routes())
        .merge(search::routes())
        .merge(sources::routes())
        .merge(about::routes())
}
