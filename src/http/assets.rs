//! Front-end files embedded in the binary, addressed by their content so that they may be cached for ever.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

use super::{AppState, Failure};
use crate::domain::hex;

#[derive(RustEmbed)]
#[folder = "src/site/assets/"]
#[exclude = "node_modules/*"]
#[exclude = "package*.json"]
struct Files;

// `LEAFLET`: names and bytes of what npm fetched when the program was built; empty where there was no npm.
include!(concat!(env!("OUT_DIR"), "/leaflet.rs"));

static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let hash = |name: &str| Files::get(name).map(|file| hex(&file.metadata.sha256_hash()[..6]));
    let own = Files::iter().filter_map(|name| hash(&name).map(|h| (name.to_string(), format!("/assets/{h}/{name}"))));
    let fetched = LEAFLET.iter().map(|(name, bytes)| {
        let hash = hex(&Sha256::digest(bytes)[..6]);
        ((*name).to_owned(), format!("/assets/{hash}/{name}"))
    });
    own.chain(fetched).collect()
});

/// The bytes of an asset.
fn bytes(name: &str) -> Option<Vec<u8>> {
    let fetched = LEAFLET.iter().find(|(known, _)| *known == name).map(|(_, bytes)| bytes.to_vec());
    fetched.or_else(|| Files::get(name).map(|file| file.data.into_owned()))
}

/// The address of an asset; an unknown one gives an address that answers 404.
#[must_use]
pub fn url(name: &str) -> String {
    ADDRESSES.get(name).cloned().unwrap_or_else(|| format!("/assets/0/{name}"))
}

/// True when the file is part of this build (Leaflet is left out where npm was missing).
#[must_use]
pub fn exists(name: &str) -> bool {
    ADDRESSES.contains_key(name)
}

const ROBOTS: &str = "User-agent: *\nDisallow: /search\nDisallow: /en/search\nDisallow: /api/v1/\nDisallow: /ogc/\n\
    Disallow: /hsds/\n";

/// Files of the front end, and those that browsers and search engines ask for by name.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/assets/{hash}/{*name}", get(serve))
        .route("/favicon.svg", get(icon))
        .route("/favicon.ico", get(icon))
        .route("/robots.txt", get(robots))
}

/// What search engines may keep, and where all of it is listed.
async fn robots(State(state): State<AppState>) -> Response {
    let text = format!("{ROBOTS}Sitemap: {}\n", state.public().absolute("/sitemap.xml"));
    for_a_day("text/plain; charset=utf-8", text.into_bytes())
}

async fn icon() -> Result<Response, Failure> {
    let file = Files::get("icon.svg").ok_or_else(|| Failure::not_found("icon.svg"))?;
    Ok(for_a_day("image/svg+xml", file.data.into_owned()))
}

fn for_a_day(kind: &'static str, body: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=86400")], body).into_response()
}

/// `GET /assets/{hash}/{*name}`.
async fn serve(Path((_, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let body = bytes(&name).ok_or_else(|| Failure::not_found(name.clone()))?;
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    let kind = HeaderValue::from_str(kind.as_ref()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let cache = HeaderValue::from_static("public, max-age=31536000, immutable");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], body).into_response())
}
