//! HTML for people: layout, parts, one file per page, map layers.

pub mod map;
pub mod pages;
pub mod plot;

use axum::Router;

use crate::http::{AppState, Lang};

/// Every page, in Ukrainian at the root and in English below `/en`.
pub fn routes() -> Router<AppState> {
    let in_language = |lang: Lang| pages::routes().layer(axum::Extension(lang));
    Router::new().merge(in_language(Lang::Uk)).nest("/en", in_language(Lang::En))
}
