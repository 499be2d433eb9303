//! The service put together: routes, layers, and a graceful end.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, Method, Request, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_request};
use axum::response::Response;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::classify::ServerErrorsFailureClass;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tower_http::trace::TraceLayer;

use crate::formats::InputLimits;
use crate::http::limits::{ANSWER_TIME, BODY_PAUSE, MAX_BODY, MAX_ECHO, shortened};
use crate::http::request_checks::{self, REQUEST_ID};
use crate::http::request_context::{asked_language, is_text};
use crate::http::{
    AppState, ConnectionLimits, Failure, Lang, assets, cache, connections, headers, health, session, telemetry, urls,
};
use crate::{api, site};

// One limit: what arrives may be read.
const _: () = assert!(MAX_BODY == InputLimits::ANONYMOUS.bytes);

/// Addresses for those who watch, who want bare words.
const WATCHED: [&str; 2] = ["/healthz", "/readyz"];
/// Headers that speak of a body that is replaced.
const OF_THE_BODY: [HeaderName; 3] = [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING];

/// The whole service.
pub fn router(state: AppState) -> Router {
    let public = Router::new()
        .merge(api::routes())
        .merge(site::routes(&state).layer(session::layer(state.live().store().clone())))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
        .layer(from_fn_with_state(state.clone(), cache::cached_response));
    Router::new()
        .merge(public)
        .merge(health::routes())
        .merge(assets::routes().layer(CompressionLayer::new()))
        .layer(from_fn(telemetry::measure))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, ANSWER_TIME))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(request_checks::check))
        .layer(from_fn_with_state(state.clone(), explain))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        .layer(TraceLayer::new_for_http().make_span_with(span).on_failure(log_failure))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(map_request(request_checks::forget_odd_request_id))
        .with_state(state)
}

/// Gives a failure that a layer or the framework answered barely the form of all others: a page, or a problem.
async fn explain(State(state): State<AppState>, request: Request<Body>, next: Next) -> Response {
    let (path, method) = (request.uri().path().to_owned(), request.method().clone());
    let lang = asked_language(request.uri());
    if !is_text(&path) {
        return failure_response(&state, &path, lang, &method, Failure::not_found(&*path));
    }
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_told(&response) || WATCHED.contains(&&*path) {
        return response;
    }
    let failure = response.extensions().get::<Failure>().cloned().unwrap_or_else(|| Failure::of_status(status));
    let (mut parts, body) = failure_response(&state, &path, lang, &method, failure).into_parts();
    // What else the bare answer said, such as which methods are taken, is kept.
    for (name, value) in response.headers().iter().filter(|(name, _)| !OF_THE_BODY.contains(name)) {
        parts.headers.insert(name.clone(), value.clone());
    }
    Response::from_parts(parts, body)
}

fn failure_response(state: &AppState, path: &str, lang: Lang, method: &Method, failure: Failure) -> Response {
    if urls::is_data(path) {
        api::problem::problem_response(failure, lang, method)
    } else {
        site::failures::failure_page(state, path, &failure)
    }
}

fn is_told(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/problem+json")
}

fn span(request: &Request<Body>) -> tracing::Span {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or("-");
    let path = shortened(request.uri().path(), MAX_ECHO);
    tracing::info_span!("request", method = %request.method(), path, id)
}

/// Tells the log what failed. What a visitor can bring about, a busy service and requests sent too slowly, is no error.
fn log_failure(class: ServerErrorsFailureClass, latency: Duration, _: &tracing::Span) {
    match class {
        ServerErrorsFailureClass::StatusCode(StatusCode::SERVICE_UNAVAILABLE) => {
            tracing::debug!(?latency, "not answered: busy");
        }
        ServerErrorsFailureClass::StatusCode(StatusCode::GATEWAY_TIMEOUT) => {
            tracing::warn!(?latency, "not answered in time");
        }
        class => tracing::error!(classification = %class, ?latency, "response failed"),
    }
}

/// Serves until told to stop, then lets running requests end.
pub async fn run(listener: TcpListener, state: AppState, limits: ConnectionLimits, stop: impl Future<Output = ()>) {
    connections::serve(listener, router(state), limits, stop).await;
}

/// Listens for Ctrl-C and SIGTERM from now on; the future completes on either.
///
/// # Errors
/// The system refuses to tell of signals.
#[cfg(unix)]
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        tracing::info!("stopping");
    })
}

/// Listens for Ctrl-C.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
        tracing::info!("stopping");
    })
}
