//! Errors of the API as RFC 9457 `application/problem+json`.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::formats::Fault;
use crate::formats::report::line;
use crate::http::failure::{FailureKind, in_words};
use crate::http::limits::{MAX_ECHO, shortened};
use crate::http::request_context::asked_language;
use crate::http::{Failure, Lang};

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
    pub title: String,
    /// The stable name of the first reason, where one is told.
    #[schema(example = "fault-not-a-date")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
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
    /// The same, part by part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<ProblemFault>,
    /// The version there is, where another one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// One thing wrong with an input.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemFault {
    /// The stable name of the reason.
    #[schema(example = "fault-not-a-date")]
    pub code: &'static str,
    /// Row of the table as a person counts it (the header is row 1); 0 for the whole input.
    pub row: u32,
    /// The column as the input calls it.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong, in words.
    pub reason: String,
    /// What may stand there, in words.
    pub expected: String,
}

impl ProblemFault {
    pub(super) fn new(lang: Lang, fault: &Fault) -> Self {
        Self {
            code: fault.reason.code(),
            row: fault.row,
            column: shortened(&fault.column, MAX_ECHO),
            value: shortened(&fault.value, MAX_ECHO),
            reason: in_words(lang, &fault.reason),
            expected: in_words(lang, &fault.expected),
        }
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
pub async fn render_failures(request: Request, next: Next) -> Response {
    let lang = asked_language(request.uri());
    let response = next.run(request).await;
    let status = response.status();
    let is_told = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM);
    if is_told || !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let failure = response.extensions().get::<Failure>().cloned();
    let problem = failure.map_or_else(|| bare_problem(status), |failure| problem(lang, failure.status, failure.what));
    let (mut parts, _) = response.into_parts();
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

/// The failure as a problem.
#[must_use]
pub fn problem_response(failure: Failure, lang: Lang, method: &Method) -> Response {
    let status = failure.status;
    let mut added = HeaderMap::new();
    failure.add_headers(&mut added);
    let body = serde_json::to_vec(&problem(lang, status, failure.what)).unwrap_or_default();
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
fn bare_problem(status: StatusCode) -> Problem {
    let title = status.canonical_reason().unwrap_or("Error").to_owned();
    Problem { kind: "about:blank", title, status: status.as_u16(), ..Problem::default() }
}

fn problem(lang: Lang, status: StatusCode, what: FailureKind) -> Problem {
    let (kind, title) = (kind(&what), lang.text(title(&what)));
    let base = Problem { kind, title, status: status.as_u16(), ..Problem::default() };
    match what {
        FailureKind::NotFound { looked_for } => {
            let detail = lang.with("problem-no-such", [("thing", looked_for.into())]);
            Problem { detail: Some(detail), ..base }
        }
        FailureKind::BadParameter { name, value, expected } => {
            let expected = lang.line(&expected);
            let args = [("name", name.clone().into()), ("expected", expected.clone().into())];
            let detail = Some(lang.with("problem-expected", args));
            Problem { detail, parameter: Some(name), value: Some(value), expected: Some(expected), ..base }
        }
        FailureKind::Gone { reason } | FailureKind::Forbidden { reason } | FailureKind::Conflict { reason } => {
            let code = (!reason.is_empty()).then_some(reason.code());
            Problem { detail: Some(in_words(lang, &reason)), code, ..base }
        }
        FailureKind::Refused { faults } => refused(lang, &faults, base),
        _ => base,
    }
}

fn refused(lang: Lang, faults: &[Fault], base: Problem) -> Problem {
    let reasons: Vec<String> = faults.iter().map(|fault| in_words(lang, &line(fault))).collect();
    Problem {
        detail: reasons.first().cloned(),
        code: faults.first().map(|fault| fault.reason.code()),
        reasons,
        faults: faults.iter().map(|fault| ProblemFault::new(lang, fault)).collect(),
        ..base
    }
}

const fn kind(what: &FailureKind) -> &'static str {
    match what {
        FailureKind::NotFound { .. } => "urn:cnap:problem:not-found",
        FailureKind::Gone { .. } => "urn:cnap:problem:gone",
        FailureKind::BadParameter { .. } => "urn:cnap:problem:bad-parameter",
        FailureKind::Refused { .. } => "urn:cnap:problem:refused",
        FailureKind::Forbidden { .. } => "urn:cnap:problem:forbidden",
        FailureKind::Conflict { .. } => "urn:cnap:problem:conflict",
        FailureKind::TooLarge => "urn:cnap:problem:too-large",
        FailureKind::MethodNotAllowed => "urn:cnap:problem:method-not-allowed",
        FailureKind::AddressTooLong => "urn:cnap:problem:address-too-long",
        FailureKind::Busy => "urn:cnap:problem:busy",
        FailureKind::TooManyRequests => "urn:cnap:problem:too-many-requests",
        FailureKind::TimedOut => "urn:cnap:problem:timed-out",
        FailureKind::Unreadable => "urn:cnap:problem:unreadable",
        FailureKind::Internal => "urn:cnap:problem:internal",
    }
}

const fn title(what: &FailureKind) -> &'static str {
    match what {
        FailureKind::NotFound { .. } => "problem-not-found",
        FailureKind::Gone { .. } => "problem-gone",
        FailureKind::BadParameter { .. } => "problem-bad-parameter",
        FailureKind::Refused { .. } => "problem-refused",
        FailureKind::Forbidden { .. } => "problem-forbidden",
        FailureKind::Conflict { .. } => "problem-conflict",
        FailureKind::TooLarge => "problem-too-large",
        FailureKind::MethodNotAllowed => "problem-method-not-allowed",
        FailureKind::AddressTooLong => "problem-address-too-long",
        FailureKind::Busy => "problem-busy",
        FailureKind::TooManyRequests => "problem-too-many-requests",
        FailureKind::TimedOut => "problem-timed-out",
        FailureKind::Unreadable => "problem-unreadable",
        FailureKind::Internal => "problem-internal",
    }
}
