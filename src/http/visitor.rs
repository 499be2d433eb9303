//! Whoever asks for a public page: somebody who signed in, or not.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;

use super::session::is_private;
use super::{AppState, SignedIn};

/// A visitor of a page that all may read; it offers more to some.
#[derive(Clone, Debug)]
pub struct Visitor(pub Option<SignedIn>);

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        if !is_private(&parts.headers) {
            return Ok(Self(None));
        }
        match SignedIn::from_request_parts(parts, state).await {
            Ok(signed_in) => Ok(Self(Some(signed_in))),
            // Where one would be led to sign in, the page is shown as to anybody.
            Err(led) if led.status().is_redirection() => Ok(Self(None)),
            Err(failed) => Err(failed),
        }
    }
}
