//! What could not be answered, by meaning; `site` turns it into a page and `api` into problem+json at the edge.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Travels in the response's extensions until the edge renders it.
#[derive(Clone, Debug)]
pub struct Failure {
    pub status: StatusCode,
    pub what: What,
}

/// The meaning of a failure.
#[derive(Clone, Debug)]
pub enum What {
    /// There is no such page or thing; the text names what was looked for.
    NotFound {
        looked_for: String,
    },
    /// A parameter cannot be read.
    BadParameter {
        name: String,
        value: String,
        expected: String,
    },
    /// The input was refused, with the reasons.
    Refused {
        reasons: Vec<String>,
    },
    TooLarge,
    MethodNotAllowed,
    TooManyRequests,
    /// The answer took too long.
    TimedOut,
    /// Refused before anybody looked at it: a body that cannot be read, headers that do not fit.
    Unreadable,
    /// The log knows everything, the visitor nothing.
    Internal,
}

impl Failure {
    #[must_use]
    pub fn not_found(looked_for: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, what: What::NotFound { looked_for: looked_for.into() } }
    }

    #[must_use]
    pub fn bad_parameter(name: &str, value: &str, expected: &str) -> Self {
        let value = value.chars().take(200).collect();
        let what = What::BadParameter { name: name.into(), value, expected: expected.into() };
        Self { status: StatusCode::BAD_REQUEST, what }
    }

    /// A parameter that can be read names a thing that is not there.
    #[must_use]
    pub fn no_such(name: &str, value: &str, expected: &str) -> Self {
        Self { status: StatusCode::NOT_FOUND, ..Self::bad_parameter(name, value, expected) }
    }

    /// Others are being served; the same request may succeed a little later.
    #[must_use]
    pub const fn busy() -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, what: What::TooManyRequests }
    }

    /// The failure behind a status that nobody explained.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        let what = match status {
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => What::TooLarge,
            StatusCode::METHOD_NOT_ALLOWED => What::MethodNotAllowed,
            StatusCode::TOO_MANY_REQUESTS => What::TooManyRequests,
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => What::TimedOut,
            _ if status.is_server_error() => What::Internal,
            _ => What::Unreadable,
        };
        Self { status, what }
    }

    /// Tells the log the error and the visitor only that something broke here.
    #[must_use]
    pub fn internal(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "request failed");
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, what: What::Internal }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
