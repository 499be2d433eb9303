//! Who writes through the API: the token of a request.

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::problem::{Problem, rendered};
use crate::actions::{Actor, tokens};
use crate::http::request_context::asked_language;
use crate::http::{AppState, Failure, Lang};

/// Who acts by the token of the request; without one that may be used nothing is done.
#[derive(Clone, Debug)]
pub struct Bearer(pub Actor);

impl FromRequestParts<AppState> for Bearer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let lang = asked_language(&parts.uri);
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(secret) = header.and_then(secret) else {
            return Err(unauthorised(lang, "problem-token-missing"));
        };
        let now = state.live().clock().now();
        let found = tokens::actor_of(state.live().store(), secret, now).await;
        let found = found.map_err(|error| Failure::internal(&error).into_response())?;
        found.map(Self).ok_or_else(|| unauthorised(lang, "problem-token-unknown"))
    }
}

fn secret(header: &str) -> Option<&str> {
    let (scheme, secret) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

fn unauthorised(lang: Lang, detail: &str) -> Response {
    let problem = Problem {
        kind: "urn:cnap:problem:unauthorised",
        title: lang.text("problem-token"),
        detail: Some(lang.text(detail)),
        ..Problem::default()
    };
    let mut response = rendered(StatusCode::UNAUTHORIZED, problem);
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"cnap\""));
    response
}
