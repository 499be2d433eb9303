//! `/ogc`: OGC API - Features, Part 1: access points, hromadas and coverage as collections of features in CRS84.

mod collection;
mod features;
mod interval;
mod items;
mod landing;
mod link;

use utoipa_axum::router::OpenApiRouter;

use crate::http::AppState;

/// Routes of this dialect.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().merge(landing::routes()).merge(collection::routes()).merge(items::routes())
}
