//! The one place that sets security headers.

use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

use super::AppState;
use super::site_settings::{SiteSettings, TileSource};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const PERMISSIONS: &str = "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)";

/// Adds the security headers to any answer.
pub async fn secure(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let page = page_of(request.uri().path());
    let policy = page.and_then(|page| policy_of(page, state.settings()));
    let is_framed = page == Some(OpenPage::Embed) && !state.settings().embed_origins.is_empty();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(policy) = policy {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if is_framed {
        // It knows no list of origins; the policy has it.
        headers.remove(X_FRAME_OPTIONS);
    }
    response
}

/// Pages whose policy a setting may widen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenPage {
    Map,
    Embed,
}

fn page_of(path: &str) -> Option<OpenPage> {
    match path.strip_prefix("/en").unwrap_or(path) {
        "/map" => Some(OpenPage::Map),
        "/embed" => Some(OpenPage::Embed),
        _ => None,
    }
}

/// The policy of a page that settings widen; `None` where they widen nothing.
fn policy_of(page: OpenPage, settings: &SiteSettings) -> Option<HeaderValue> {
    let policy = match page {
        OpenPage::Map => {
            let origin = settings.tiles.as_ref().and_then(TileSource::origin)?;
            POLICY.replace("img-src 'self'", &format!("img-src 'self' {origin}"))
        }
        OpenPage::Embed if settings.embed_origins.is_empty() => return None,
        OpenPage::Embed => {
            POLICY.replace("ancestors 'none'", &format!("ancestors {}", settings.embed_origins.join(" ")))
        }
    };
    HeaderValue::from_str(&policy).ok()
}
