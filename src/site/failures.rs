//! Failures as kind pages: what happened, what to do next, and nothing of the inside.

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::layout::{self, Page};
use super::parts::chooser::Choose;
use crate::formats::report::line;
use crate::http::failure::{Failure, FailureKind, in_words};
use crate::http::urls::{in_lang, is_data};
use crate::http::{AppState, Lang, RequestContext};

/// Bytes of a path that the links of an error page repeat.
const MAX_PATH: usize = 300;

/// No page has this address.
pub async fn not_found(uri: Uri) -> Failure {
    Failure::not_found(uri.path())
}

/// The page exists but is not asked this way.
pub async fn method_not_allowed(method: Method) -> Failure {
    tracing::debug!(%method, "method not allowed");
    Failure { status: StatusCode::METHOD_NOT_ALLOWED, what: FailureKind::MethodNotAllowed }
}

/// Turns a failure in the answer's extensions into a page, except for the API, which has its own form.
pub async fn render(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let failure = response.extensions().get::<Failure>().cloned();
    match failure {
        Some(failure) if !is_data(&path) => failure_page(&state, &path, &failure),
        _ => response,
    }
}

/// The failure as a page.
#[must_use]
pub fn failure_page(state: &AppState, path: &str, failure: &Failure) -> Response {
    let mut response = (failure.status, page(&view(state, path), failure)).into_response();
    failure.add_headers(response.headers_mut());
    response
}

/// The failed request may have had no readable view, so the error page has its own: today, the default territory.
fn view(state: &AppState, path: &str) -> RequestContext {
    let english = path.strip_prefix("/en").filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let lang = if english.is_some() { Lang::En } else { Lang::Uk };
    let path = english.map_or(path, |rest| if rest.is_empty() { "/" } else { rest });
    // The page links to itself in the other language; an address that long is not worth repeating.
    let path = if path.len() > MAX_PATH { "/" } else { path }.to_owned();
    let registry = state.today();
    let scope = state.default_scope(&registry);
    let now = state.live().clock().now();
    let (query, public) = (Vec::new(), state.public().clone());
    RequestContext {
        lang,
        scope,
        scope_named: false,
        date_named: false,
        known: None,
        now,
        path,
        query,
        registry,
        public,
    }
}

fn page(view: &RequestContext, failure: &Failure) -> Markup {
    let lang = view.lang;
    let key = key(&failure.what);
    let title = lang.text(&format!("failure-{key}"));
    let body = html! {
        h1 { (title) }
        (failure_text(lang, &failure.what))
        p { (lang.text(&format!("failure-{key}-advice"))) }
        (layout::search_form(view, "failure-search"))
        ul {
            li { a href=(in_lang(lang, "/")) { (lang.text("nav-door")) } }
            li { a href=(in_lang(lang, "/network")) { (lang.text("nav-overview")) } }
            li { a href=(in_lang(lang, "/points")) { (lang.text("nav-points")) } }
            li { a href=(in_lang(lang, "/services")) { (lang.text("nav-services")) } }
        }
    };
    layout::render(view, &Page::new(title, body).choose(Choose::Nothing).not_indexed())
}

const fn key(what: &FailureKind) -> &'static str {
    match what {
        FailureKind::NotFound { .. } => "not-found",
        FailureKind::Gone { .. } => "gone",
        FailureKind::BadParameter { .. } => "bad-parameter",
        FailureKind::Refused { .. } => "refused",
        FailureKind::Forbidden { .. } => "forbidden",
        FailureKind::Conflict { .. } => "conflict",
        FailureKind::TooLarge => "too-large",
        FailureKind::AddressTooLong => "address-too-long",
        FailureKind::Busy => "busy",
        FailureKind::MethodNotAllowed => "method",
        FailureKind::TooManyRequests => "too-many",
        FailureKind::TimedOut => "timed-out",
        FailureKind::Unreadable => "unreadable",
        FailureKind::Internal => "internal",
    }
}

fn failure_text(lang: Lang, what: &FailureKind) -> Markup {
    match what {
        FailureKind::NotFound { looked_for } => {
            html! { p { (lang.text("failure-looked-for")) " " code { (looked_for) } } }
        }
        FailureKind::BadParameter { name, value, expected } => html! {
            dl.facts {
                div { dt { (lang.text("failure-parameter")) } dd { code { (name) } } }
                div { dt { (lang.text("failure-value")) } dd { code { (value) } } }
                div { dt { (lang.text("failure-expected")) } dd { code { (lang.line(expected)) } } }
            }
        },
        FailureKind::Refused { faults } => {
            html! { ul { @for fault in faults { li { (in_words(lang, &line(fault))) } } } }
        }
        FailureKind::Gone { reason } | FailureKind::Forbidden { reason } | FailureKind::Conflict { reason } => {
            html! { @if !reason.is_empty() { p { (in_words(lang, reason)) } } }
        }
        FailureKind::TooLarge
        | FailureKind::AddressTooLong
        | FailureKind::Busy
        | FailureKind::MethodNotAllowed
        | FailureKind::TooManyRequests
        | FailureKind::TimedOut
        | FailureKind::Unreadable
        | FailureKind::Internal => html! {},
    }
}
