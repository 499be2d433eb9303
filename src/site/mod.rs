//! HTML for people: layout, parts, one file per page, map layers.

pub mod failures;
pub mod layout;
pub mod map;
pub mod pages;
pub mod parts;
pub mod plot;
pub mod structured;

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::http::{AppState, Lang};

/// Every page, in Ukrainian at the root and in English below `/en`; what fails becomes a page too.
pub fn routes(state: &AppState) -> Router<AppState> {
    let in_language = |lang: Lang| {
        let pages = pages::routes().method_not_allowed_fallback(failures::method_not_allowed);
        pages.layer(axum::Extension(lang))
    };
    Router::new()
        .merge(in_language(Lang::Uk))
        .nest("/en", in_language(Lang::En))
        .fallback(failures::not_found)
        .layer(from_fn_with_state(state.clone(), failures::render))
}
