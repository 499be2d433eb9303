//! Errors of the API as RFC 9457 `application/problem+json`.

use axum::body::Body;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::formats::Fault;
use crate::http::Failure;
use crate::http::failure::What;

const PROBLEM: &str = "application/problem+json";

/// What went wrong, as RFC 9457 tells it.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Problem {
    /// Kind of the problem, a name that does not change.
    #[serde(rename = "type")]
    #[schema(example = "urn:cnap:problem:bad-parameter")]
    pub kind: &'static str,
    /// The kind in words.
    #[schema(example = "A parameter cannot be read")]
    pub title: &'static str,
    /// HTTP status.
    #[schema(example = 400)]
    pub status: u16,
    /// What went wrong this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// The value it had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What may stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// Every reason of a refusal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Every fault of rows that were sent, with its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FaultItem>,
    /// The version there is, where another one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// One thing wrong with what was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultItem {
    /// Number of the row in the order they were sent, from 1; 0 for the whole.
    pub row: u32,
    pub field: String,
    pub value: String,
    /// What is wrong.
    pub detail: String,
    pub expected: String,
}

impl From<&Fault> for FaultItem {
    fn from(fault: &Fault) -> Self {
        let Fault { row, column, value, reason, expected } = fault.clone();
        Self { row, field: column, value, detail: reason, expected }
    }
}

/// A problem as an answer of its own.
#[must_use]
pub fn rendered(status: StatusCode, problem: Problem) -> Response {
    let body = serde_json::to_vec(&Problem { status: status.as_u16(), ..problem }).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    response
}

/// Renders a failed answer as a problem; the last step of every API route.
pub async fn render_failures(response: Response) -> Response {
    let status = response.status();
    let is_told = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM);
    if is_told || !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let failure = response.extensions().get::<Failure>().cloned();
    let problem = failure.map_or_else(|| bare(status), |failure| problem(failure.status, failure.what));
    let (mut parts, _) = response.into_parts();
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

/// The failure as a problem.
#[must_use]
pub fn answer(failure: Failure, method: &Method) -> Response {
    let status = failure.status;
    let mut added = HeaderMap::new();
    failure.add_headers(&mut added);
    let body = serde_json::to_vec(&problem(status, failure.what)).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    headers.extend(added);
    // Such an answer never met the layer that opens reading to every site.
    if matches!(*method, Method::GET | Method::HEAD) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    response
}

/// A failure which nobody explained, such as a refused body.
fn bare(status: StatusCode) -> Problem {
    let title = status.canonical_reason().unwrap_or("Error");
    Problem { kind: "about:blank", title, status: status.as_u16(), ..Problem::default() }
}

fn problem(status: StatusCode, what: What) -> Problem {
    let (kind, title) = titles(&what);
    let base = Problem { kind, title, status: status.as_u16(), ..Problem::default() };
    match what {
        What::NotFound { looked_for } => Problem { detail: Some(format!("there is no {looked_for}")), ..base },
        What::BadParameter { name, value, expected } => {
            let detail = Some(format!("{name}: expected {expected}"));
            Problem { detail, parameter: Some(name), value: Some(value), expected: Some(expected), ..base }
        }
        What::Forbidden { reason } | What::Conflict { reason } => Problem { detail: Some(reason), ..base },
        What::Refused { reasons } => Problem { detail: reasons.first().cloned(), reasons, ..base },
        _ => base,
    }
}

fn titles(what: &What) -> (&'static str, &'static str) {
    match what {
        What::NotFound { .. } => ("urn:cnap:problem:not-found", "There is no such thing"),
        What::BadParameter { .. } => ("urn:cnap:problem:bad-parameter", "A parameter cannot be read"),
        What::Refused { .. } => ("urn:cnap:problem:refused", "The input was refused"),
        What::Forbidden { .. } => ("urn:cnap:problem:forbidden", "You may not do this"),
        What::Conflict { .. } => ("urn:cnap:problem:conflict", "Something else changed meanwhile"),
        What::TooLarge => ("urn:cnap:problem:too-large", "The input is too large"),
        What::MethodNotAllowed => ("urn:cnap:problem:method-not-allowed", "This address does not take this method"),
        What::AddressTooLong => ("urn:cnap:problem:address-too-long", "The address is too long"),
        What::Busy => ("urn:cnap:problem:busy", "The service is busy, ask again a little later"),
        What::TooManyRequests => ("urn:cnap:problem:too-many-requests", "Too many requests"),
        What::TimedOut => ("urn:cnap:problem:timed-out", "The answer took too long"),
        What::Unreadable => ("urn:cnap:problem:unreadable", "The request cannot be read"),
        What::Internal => ("urn:cnap:problem:internal", "Something broke here"),
    }
}
