//! Front-end files embedded in the binary, addressed by their content so that they may be cached for ever.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::Failure;
use crate::domain::hex;

#[derive(RustEmbed)]
#[folder = "src/site/assets/"]
#[exclude = "node_modules/*"]
#[exclude = "package*.json"]
struct Files;

static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let hash = |name: &str| Files::get(name).map(|file| hex(&file.metadata.sha256_hash()[..6]));
    Files::iter().filter_map(|name| hash(&name).map(|h| (name.to_string(), format!("/assets/{h}/{name}")))).collect()
});

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

/// `GET /assets/{hash}/{*name}`.
pub async fn serve(Path((_, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let file = Files::get(&name).ok_or_else(|| Failure::not_found(name.clone()))?;
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    let kind = HeaderValue::from_str(kind.as_ref()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let cache = HeaderValue::from_static("public, max-age=31536000, immutable");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], file.data.into_owned()).into_response())
}
