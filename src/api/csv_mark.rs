//! The byte order mark before a CSV that asks for it: old spreadsheets know UTF-8 by it.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{StreamExt as _, stream};

use crate::domain::facts::parse_bool;
use crate::http::request_context::form_pairs;

const MARK: &[u8] = &[0xef, 0xbb, 0xbf];

/// Puts the mark before a CSV where `bom=yes` was asked for.
pub async fn add(request: Request, next: Next) -> Response {
    let query = form_pairs(request.uri().query().unwrap_or_default());
    let asked = query.iter().any(|(name, value)| name == "bom" && parse_bool(value) == Some(true));
    let response = next.run(request).await;
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !asked || !kind.starts_with("text/csv") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    let mark = stream::iter([Ok(Bytes::from_static(MARK))]);
    // Fused, for the compression asks once more after the end.
    Response::from_parts(parts, Body::from_stream(mark.chain(body.into_data_stream()).fuse()))
}
