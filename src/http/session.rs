//! Who asks: sessions of people who signed in, as extractors, and what people send by forms.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, Session, SessionManagerLayer};

use super::request_context::form_pairs;
use super::urls::encode;
use super::{AppState, Failure, Lang};
use crate::actions::{Actor, second_factor};
use crate::domain::person::{Person, Role};
use crate::store::{ACCOUNT, Account, Sessions, Store};

/// Name of the cookie; the prefix lets no other site or subdomain set it.
pub const COOKIE: &str = "__Host-cnap";
/// A session nobody used for so long is over.
const IDLE: time::Duration = time::Duration::hours(2);
/// A session is over after so long however it was used.
const LONGEST: TimeDelta = TimeDelta::hours(12);
/// How often the use of a session is kept.
const KEPT_EVERY: TimeDelta = TimeDelta::minutes(5);
/// Keys of what a session holds beside its account.
pub const BEGUN: &str = "begun";
pub const USED: &str = "used";
const TOKEN: &str = "token";
const SECOND_STEP: &str = "second";
/// So long a session may owe the second step; then the password is asked for again.
const OWES: TimeDelta = TimeDelta::minutes(15);

/// The address a request came from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub std::net::IpAddr);

/// Sessions in the database, by a cookie that scripts and other sites do not get.
#[must_use]
pub fn layer(store: Store) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions(store))
        .with_name(COOKIE)
        .with_secure(true)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(IDLE))
}

/// True for a request that may be answered otherwise than to anybody else.
#[must_use]
pub fn is_private(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(axum::http::header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let has_session = |line: &str| line.split(';').any(|pair| pair.trim_start().starts_with(COOKIE));
    headers.contains_key(axum::http::header::AUTHORIZATION) || cookies.into_iter().any(has_session)
}

/// What somebody who gave the right password has still to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owed {
    Nothing,
    /// A code of the second step.
    Code,
    /// Setting up a second factor, without which the role may do nothing.
    Enrolment,
}

/// Somebody who gave the right password, and may owe the second step.
#[derive(Clone, Debug)]
pub struct PasswordGiven {
    pub account: Account,
    pub owed: Owed,
    /// What forms of this session carry, so that no other site can send them.
    pub token: String,
    pub session: Session,
}

/// Somebody who signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub person: Arc<Person>,
    /// What forms of this session carry, so that no other site can send them.
    pub token: String,
    pub session: Session,
}

fn told(error: &tower_sessions::session::Error) -> Failure {
    Failure::internal(error)
}

impl PasswordGiven {
    /// Begins a session: it gets another number, so that one known before is worth nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin(session: &Session, account: &Account, now: DateTime<Utc>) -> Result<(), Failure> {
        session.cycle_id().await.map_err(|error| told(&error))?;
        let token = tower_sessions::session::Id::default().to_string();
        session.insert(ACCOUNT, account.person.id).await.map_err(|error| told(&error))?;
        session.insert(BEGUN, now.timestamp()).await.map_err(|error| told(&error))?;
        session.insert(USED, now.timestamp()).await.map_err(|error| told(&error))?;
        session.insert(SECOND_STEP, false).await.map_err(|error| told(&error))?;
        session.insert(TOKEN, token).await.map_err(|error| told(&error))
    }

    /// Takes the second step: the session begins anew, under another number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_second_step(&self, now: DateTime<Utc>) -> Result<(), Failure> {
        Self::begin(&self.session, &self.account, now).await?;
        self.session.insert(SECOND_STEP, true).await.map_err(|error| told(&error))
    }

    async fn read(session: Session, state: &AppState) -> Result<Option<Self>, Failure> {
        let Some(id) = session.get::<i32>(ACCOUNT).await.map_err(|error| told(&error))? else { return Ok(None) };
        let now = state.live().clock().now();
        let begun = session.get::<i64>(BEGUN).await.map_err(|error| told(&error))?.unwrap_or_default();
        let account = state.live().store().account(id).await.map_err(|error| Failure::internal(&error))?;
        let owed = match &account {
            Some(account) => Self::owed(&session, account).await?,
            None => Owed::Nothing,
        };
        let longest = if owed == Owed::Nothing { LONGEST } else { OWES };
        let account = account.filter(|account| !account.is_disabled);
        let Some(account) = account.filter(|_| now.timestamp() - begun < longest.num_seconds()) else {
            session.flush().await.map_err(|error| told(&error))?;
            return Ok(None);
        };
        let used = session.get::<i64>(USED).await.map_err(|error| told(&error))?.unwrap_or_default();
        if now.timestamp() - used > KEPT_EVERY.num_seconds() {
            session.insert(USED, now.timestamp()).await.map_err(|error| told(&error))?;
        }
        let token = session.get::<String>(TOKEN).await.map_err(|error| told(&error))?.unwrap_or_default();
        Ok(Some(Self { account, owed, token, session }))
    }

    async fn owed(session: &Session, account: &Account) -> Result<Owed, Failure> {
        let taken = session.get::<bool>(SECOND_STEP).await.map_err(|error| told(&error))?.unwrap_or_default();
        Ok(match (account.has_second_factor, taken) {
            (true, false) => Owed::Code,
            (false, _) if second_factor::is_required(account) => Owed::Enrolment,
            _ => Owed::Nothing,
        })
    }

    /// What forms of the session need.
    #[must_use]
    pub fn signed_in(&self) -> SignedIn {
        let person = Arc::new(self.account.person.clone());
        SignedIn { person, token: self.token.clone(), session: self.session.clone() }
    }
}

impl SignedIn {
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Person(Arc::clone(&self.person))
    }
}

impl FromRequestParts<AppState> for PasswordGiven {
    type Rejection = Response;

    /// Somebody who did not sign in is led to where one does, and back.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let session = Session::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        match Self::read(session, state).await.map_err(IntoResponse::into_response)? {
            Some(given) => Ok(given),
            None => Err(led_to(parts, "/sign-in").into_response()),
        }
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Response;

    /// Somebody who owes a step is led to it, and back.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let given = PasswordGiven::from_request_parts(parts, state).await?;
        match given.owed {
            Owed::Nothing => Ok(given.signed_in()),
            Owed::Code => Err(led_to(parts, "/sign-in/code").into_response()),
            Owed::Enrolment => Err(led_to(parts, "/account/second-factor").into_response()),
        }
    }
}

fn led_to(parts: &Parts, page: &str) -> Redirect {
    let lang = parts.extensions.get::<Lang>().copied().unwrap_or(Lang::Uk);
    let back = if parts.method == Method::GET { own_path(&parts.uri, lang) } else { "/workspace".to_owned() };
    let path = super::urls::in_lang(lang, page);
    Redirect::to(&format!("{path}?next={}", encode(&back)))
}

/// Path and query as they were asked for, in the language asked for.
fn own_path(uri: &Uri, lang: Lang) -> String {
    let path = uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str);
    if path.starts_with("/en/") { path.to_owned() } else { super::urls::in_lang(lang, path) }
}

/// A role as the policy of a handler: who has it not, is refused.
macro_rules! role {
    ($(#[$meta:meta])* $name:ident, $role:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name(pub SignedIn);

        impl FromRequestParts<AppState> for $name {
            type Rejection = Response;

            async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
                let signed_in = SignedIn::from_request_parts(parts, state).await?;
                if signed_in.person.has_role($role) { Ok(Self(signed_in)) } else { Err(Failure::forbidden("").into_response()) }
            }
        }
    };
}

role!(/** Somebody who submits for a hromada. */ Editor, Role::Editor);
role!(/** Somebody who judges what is submitted. */ Auditor, Role::Auditor);
role!(/** Somebody who keeps the accounts. */ Administrator, Role::Administrator);

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct SentFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What a form sent: from our own page, not from another site's.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    pub fields: Vec<(String, String)>,
    pub file: Option<SentFile>,
}

impl Sent {
    /// The trimmed text of a field; `None` where it is empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    }

    /// A field as it was typed, which matters of passwords.
    #[must_use]
    pub fn typed(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Refuses a form that does not carry the token of the session.
    ///
    /// # Errors
    /// It carries another one, or none.
    pub fn check(&self, signed_in: &SignedIn) -> Result<(), Failure> {
        let fits = !signed_in.token.is_empty() && self.typed("token") == signed_in.token;
        if fits { Ok(()) } else { Err(Failure::forbidden("refused-other-session")) }
    }
}

impl FromRequest<AppState> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Failure> {
        if !is_from_here(request.headers()) {
            return Err(Failure::forbidden("refused-other-site"));
        }
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, state).await.map_err(|_| Failure::unreadable())?;
            return of_parts(parts).await;
        }
        let body = String::from_request(request, state).await;
        let body = body.map_err(|refused| Failure::of_status(refused.into_response().status()))?;
        Ok(Self { fields: form_pairs(&body), file: None })
    }
}

async fn of_parts(mut parts: Multipart) -> Result<Sent, Failure> {
    let mut sent = Sent::default();
    let told = |error: axum::extract::multipart::MultipartError| Failure::of_status(error.status());
    while let Some(field) = parts.next_field().await.map_err(told)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(told)?;
        match file {
            // Where no file was chosen browsers send one without a name.
            Some(file) if !file.is_empty() || !bytes.is_empty() => {
                sent.file = Some(SentFile { name: file, bytes: bytes.into() });
            }
            Some(_) => {}
            None => sent.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(sent)
}

/// Browsers say where a form stands: what came from elsewhere is not read. Programs without a browser say nothing.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(ORIGIN.as_str()) else { return true };
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text(HOST.as_str())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_form_of_another_site_is_not_read() {
        assert!(is_from_here(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(!is_from_here(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_from_here(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(is_from_here(&headers(&[("origin", "https://cnap.example"), ("host", "cnap.example")])));
        assert!(!is_from_here(&headers(&[("origin", "https://evil.example"), ("host", "cnap.example")])));
        assert!(!is_from_here(&headers(&[("origin", "null"), ("host", "cnap.example")])));
        assert!(is_from_here(&headers(&[("host", "cnap.example")])));
    }

    #[test]
    fn a_request_with_a_session_or_a_token_is_private() {
        assert!(is_private(&headers(&[("cookie", "a=1; __Host-cnap=abc")])));
        assert!(is_private(&headers(&[("authorization", "Bearer x")])));
        assert!(!is_private(&headers(&[("cookie", "a=1")])));
    }
}
