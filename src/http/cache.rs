//! Ready answers kept for a short while, with their `ETag`; today's registry being immutable, the same question has the
//! same answer until the next write.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE, ETAG, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use moka::sync::Cache;
use xxhash_rust::xxh3::xxh3_128;

use super::session::is_private;
use super::streaming::Written;
use super::{AppState, content_negotiation};

/// Bytes all kept answers may take together.
const CAPACITY: u64 = 8 * 1024 * 1024;
/// An answer larger than this is not kept.
const LARGEST: usize = 1024 * 1024;
/// «Open now» changes with the minute, so an answer is kept no longer than this.
const KEPT_FOR: Duration = Duration::from_secs(20);

/// An answer is used again only after it was checked with its tag.
const CHECKED: &str = "public, max-age=0, must-revalidate";

/// One answer, ready to be sent.
#[derive(Clone, Debug)]
struct Ready {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    version: u64,
}

/// Ready answers by address and encoding.
#[derive(Clone, Debug)]
pub struct Responses(Cache<Box<str>, Ready>);

impl Default for Responses {
    fn default() -> Self {
        let cache = Cache::builder().max_capacity(CAPACITY).time_to_live(KEPT_FOR);
        Self(cache.weigher(weigh).build())
    }
}

#[expect(clippy::borrowed_box, reason = "the cache hands keys out as they are kept")]
fn weigh(key: &Box<str>, ready: &Ready) -> u32 {
    u32::try_from(key.len() + ready.body.len() + 512).unwrap_or(u32::MAX)
}

/// Answers `GET` and `HEAD` from what is kept, or keeps what the inner service answers.
pub async fn cached_response(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    if is_private(request.headers()) {
        return private(next.run(request).await);
    }
    let version = state.live().version();
    let seen = request.headers().clone();
    let key = key(&mut request);
    if let Some(ready) = state.responses().0.get(&key).filter(|ready| ready.version == version) {
        return send(&ready, &seen);
    }
    // A question about the head alone is answered like the whole one, so that its headers are the same; what answers
    // over HTTP leaves the body out.
    *request.method_mut() = Method::GET;
    let response = next.run(request).await;
    if response.extensions().get::<Written>().is_some() {
        return written(response, &format!("{version} {} {key}", state.live().today().date), &seen);
    }
    if !keepable(&response) {
        return response;
    }
    keep_response(&state, key, version, response, &seen).await
}

/// An answer to somebody who signed in, or who is about to, is kept by nobody.
#[must_use]
pub fn private(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// Under what an answer is kept. The inner service is told of the one coding chosen here, so that it cannot pack an
/// answer otherwise than it is kept.
fn key(request: &mut Request) -> Box<str> {
    let coding = content_negotiation::coding(request.headers()).unwrap_or("identity");
    request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static(coding));
    let uri = request.uri().path_and_query().map_or("/", |path| path.as_str());
    format!("{coding} {uri}").into()
}

fn keepable(response: &Response) -> bool {
    let known = response.headers().contains_key(CONTENT_TYPE);
    let private = response.headers().contains_key(SET_COOKIE);
    let own = response.headers().contains_key(CACHE_CONTROL);
    response.status() == StatusCode::OK && known && !private && !own
}

/// An answer written while it is read: its tag comes from the version, the day and the address instead of its text.
fn written(mut response: Response, question: &str, seen: &HeaderMap) -> Response {
    let tag = format!("W/\"{:032x}\"", xxh3_128(question.as_bytes()));
    let unchanged = content_negotiation::accepts_tag(seen, &tag);
    if unchanged {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(CHECKED));
    response
}

async fn keep_response(
    state: &AppState,
    key: Box<str>,
    version: u64,
    response: Response,
    seen: &HeaderMap,
) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let tag = format!("{:032x}", xxh3_128(&body));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        parts.headers.insert(ETAG, tag);
    }
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static(CHECKED));
    let ready = Ready { status: parts.status, headers: parts.headers, body, version };
    let response = send(&ready, seen);
    if ready.body.len() <= LARGEST {
        // An exact copy: the bytes as they were built may own twice their length.
        let body = Bytes::copy_from_slice(&ready.body);
        state.responses().0.insert(key, Ready { body, ..ready });
    }
    response
}

fn send(ready: &Ready, seen: &HeaderMap) -> Response {
    let tag = ready.headers.get(ETAG).and_then(|tag| tag.to_str().ok());
    let unchanged = tag.is_some_and(|tag| content_negotiation::accepts_tag(seen, tag));
    let body = if unchanged { Body::empty() } else { Body::from(ready.body.clone()) };
    let mut response = Response::new(body);
    *response.status_mut() = if unchanged { StatusCode::NOT_MODIFIED } else { ready.status };
    *response.headers_mut() = ready.headers.clone();
    response
}
