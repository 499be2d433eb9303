//! What is refused before anything is looked up: addresses too long, requests that name no host or several.

use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Failure;
use super::limits::MAX_ADDRESS;

/// The name of a request, by which the log and the visitor speak of the same one.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest name of a request that is taken from outside.
const MAX_REQUEST_ID: usize = 64;

/// Refuses a request that cannot be right; lets all others through.
pub async fn check(request: Request, next: Next) -> Response {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > MAX_ADDRESS {
        return Failure::address_too_long().into_response();
    }
    if !names_one_host(request.headers(), request.version()) {
        return Failure::unreadable().into_response();
    }
    next.run(request).await
}

/// True when the request names exactly one host; only the oldest clients may name none.
fn names_one_host(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(HOST).into_iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => version < Version::HTTP_11,
        (Some(host), None) => host.to_str().is_ok_and(|host| !host.contains('@') && host.parse::<Authority>().is_ok()),
        (Some(_), Some(_)) => false,
    }
}

/// Forgets a name of the request that a log should not hold; a new one is given then.
pub async fn forget_odd_request_id(mut request: Request) -> Request {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.' | ':');
    let is_plain = id.is_some_and(|id| id.len() <= MAX_REQUEST_ID && id.chars().all(is_sign));
    if !is_plain {
        request.headers_mut().remove(REQUEST_ID);
    }
    request
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn hosts(values: &[&'static str]) -> HeaderMap {
        values.iter().map(|value| (HOST, HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_request_names_exactly_one_host() {
        for one in ["localhost", "127.0.0.1:8080", "[::1]:8080", "cnap.example.ua"] {
            assert!(names_one_host(&hosts(&[one]), Version::HTTP_11), "{one}");
        }
        for none in [&[][..], &[""], &["a", "b"], &["a", "a"], &["a b"], &["u@a"], &["a/b"]] {
            assert!(!names_one_host(&hosts(none), Version::HTTP_11), "{none:?}");
        }
        assert!(names_one_host(&hosts(&[]), Version::HTTP_10));
    }
}
