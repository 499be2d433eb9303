//! What could not be answered, by meaning; `site` turns it into a page and `api` into problem+json at the edge.

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::actions::Refusal;
use crate::domain::Message;
use crate::formats::Fault;
use crate::texts::Lang;

use super::limits::{self, MAX_ECHO, shortened};

/// Travels in the response's extensions until the edge renders it.
#[derive(Clone, Debug)]
pub struct Failure {
    pub status: StatusCode,
    pub what: FailureKind,
}

/// A message in words of a language; one that repeats much of the input is shortened.
#[must_use]
pub fn in_words(lang: Lang, message: &Message) -> String {
    shortened(&lang.line(message), 2 * MAX_ECHO)
}

/// What a parameter was expected to be: words of a language, or values to the letter.
#[derive(Clone, Debug)]
pub struct Expected(Message);

impl From<Message> for Expected {
    fn from(message: Message) -> Self {
        Self(message)
    }
}

impl From<&str> for Expected {
    fn from(values: &str) -> Self {
        Self(Message::new("expected-text").with("text", values))
    }
}

impl From<&String> for Expected {
    fn from(values: &String) -> Self {
        values.as_str().into()
    }
}

/// The meaning of a failure.
#[derive(Clone, Debug)]
pub enum FailureKind {
    /// There is no such page or thing; the text names what was looked for.
    NotFound {
        looked_for: String,
    },
    /// There was such a thing, and it ended; the text says when and why.
    Gone {
        reason: Message,
    },
    /// A parameter cannot be read.
    BadParameter {
        name: String,
        value: String,
        expected: Message,
    },
    /// The input was refused, with every fault that is told.
    Refused {
        faults: Vec<Fault>,
    },
    /// The one who asks may not; the text says what is not theirs, where that may be told.
    Forbidden {
        reason: Message,
    },
    /// Something else changed meanwhile.
    Conflict {
        reason: Message,
    },
    TooLarge,
    /// The address itself is too long to be read.
    AddressTooLong,
    MethodNotAllowed,
    TooManyRequests,
    /// Others are being served; the same request may succeed a little later.
    Busy,
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
        let looked_for = shortened(&looked_for.into(), MAX_ECHO);
        Self { status: StatusCode::NOT_FOUND, what: FailureKind::NotFound { looked_for } }
    }

    /// What was looked for existed and has ended.
    #[must_use]
    pub fn gone(reason: Message) -> Self {
        Self { status: StatusCode::GONE, what: FailureKind::Gone { reason } }
    }

    #[must_use]
    pub fn bad_parameter(name: &str, value: &str, expected: impl Into<Expected>) -> Self {
        let (name, value) = (shortened(name, MAX_ECHO), shortened(value, MAX_ECHO));
        let what = FailureKind::BadParameter { name, value, expected: expected.into().0 };
        Self { status: StatusCode::BAD_REQUEST, what }
    }

    /// True where the parameter of this name cannot be read.
    #[must_use]
    pub fn names(&self, parameter: &str) -> bool {
        matches!(&self.what, FailureKind::BadParameter { name, .. } if name == parameter)
    }

    /// A parameter that can be read names a thing that is not there.
    #[must_use]
    pub fn no_such(name: &str, value: &str, expected: impl Into<Expected>) -> Self {
        Self { status: StatusCode::NOT_FOUND, ..Self::bad_parameter(name, value, expected) }
    }

    /// The input was read and refused.
    #[must_use]
    pub const fn refused(faults: Vec<Fault>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, what: FailureKind::Refused { faults } }
    }

    /// The one who asks may not do this.
    #[must_use]
    pub fn forbidden(reason: impl Into<Message>) -> Self {
        Self { status: StatusCode::FORBIDDEN, what: FailureKind::Forbidden { reason: reason.into() } }
    }

    /// Too many others are being served; the visitor is told when to come again.
    #[must_use]
    pub const fn busy() -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, what: FailureKind::Busy }
    }

    /// The address is longer than any that means something.
    #[must_use]
    pub const fn address_too_long() -> Self {
        Self { status: StatusCode::URI_TOO_LONG, what: FailureKind::AddressTooLong }
    }

    /// The request itself cannot be right.
    #[must_use]
    pub const fn unreadable() -> Self {
        Self { status: StatusCode::BAD_REQUEST, what: FailureKind::Unreadable }
    }

    /// Adds what the headers of the answer say of the failure, in whatever form it is told.
    pub fn add_headers(&self, headers: &mut HeaderMap) {
        if matches!(self.what, FailureKind::Busy) {
            headers.insert(RETRY_AFTER, HeaderValue::from(limits::RETRY_AFTER));
        }
    }

    /// The failure behind a status that nobody explained.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        let what = match status {
            StatusCode::PAYLOAD_TOO_LARGE => FailureKind::TooLarge,
            StatusCode::URI_TOO_LONG => FailureKind::AddressTooLong,
            StatusCode::METHOD_NOT_ALLOWED => FailureKind::MethodNotAllowed,
            StatusCode::TOO_MANY_REQUESTS => FailureKind::TooManyRequests,
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => FailureKind::TimedOut,
            _ if status.is_server_error() => FailureKind::Internal,
            _ => FailureKind::Unreadable,
        };
        Self { status, what }
    }

    /// Tells the log the error and the visitor only that something broke here.
    #[must_use]
    pub fn internal(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "request failed");
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, what: FailureKind::Internal }
    }
}

impl From<Refusal> for Failure {
    /// Why an action was not carried out, as it is told at the edge.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Forbidden(reason) => Self::forbidden(reason),
            Refusal::Invalid(faults) => Self::refused(faults.iter().cloned().collect()),
            Refusal::Conflict(reason) => Self { status: StatusCode::CONFLICT, what: FailureKind::Conflict { reason } },
            Refusal::Store(error) => Self::internal(&error),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        self.add_headers(response.headers_mut());
        response.extensions_mut().insert(self);
        response
    }
}
