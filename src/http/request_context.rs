//! What a request looks at: language, day, territory, and the registry of that day.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::Uri;
use axum::http::request::Parts;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::failure::Expected;
use super::limits::MAX_QUERY;
use super::urls::{COUNTRY, in_lang, scope_word, with_query};
use super::{AppState, Failure, Known, Lang, PublicUrl};
use crate::domain::{Message, TerritoryCode, kyiv, parse_day};
use crate::registry::{Registry, Scope};

/// What a request looks at. Every page and API answer starts from it.
#[derive(Clone, Debug)]
pub struct RequestContext {
    pub lang: Lang,
    pub registry: Arc<Registry>,
    pub scope: Scope,
    /// The territory was named in the address, not taken by default.
    pub scope_named: bool,
    /// Another day than today was named in the address.
    pub date_named: bool,
    /// An earlier state of knowledge that was named in the address.
    pub known: Option<Known>,
    /// When the request was asked.
    pub now: DateTime<Utc>,
    /// Path without the language prefix.
    pub path: String,
    /// All query parameters in order, decoded.
    pub query: Vec<(String, String)>,
    /// The address others find this service at.
    pub public: PublicUrl,
}

impl RequestContext {
    /// The first value of a query parameter, trimmed; `None` when absent or empty.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        let named = self.query.iter().filter(|(key, _)| key == name);
        named.map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    /// Reads a parameter with a parser.
    ///
    /// # Errors
    /// A failure that names the parameter, its value and what was expected.
    pub fn parsed<T>(
        &self,
        name: &str,
        expected: impl Into<Expected>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let Some(value) = self.param(name) else { return Ok(None) };
        parse(value).map(Some).ok_or_else(|| Failure::bad_parameter(name, value, expected))
    }

    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.registry.date
    }

    /// What clocks in Kyiv showed when the request was asked.
    #[must_use]
    pub fn kyiv_time(&self) -> NaiveDateTime {
        kyiv::time(self.now)
    }

    /// The day of the request in Kyiv.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        kyiv::date(self.now)
    }

    /// Address of a page in the language of this one, keeping day, territory and known state where they were named.
    #[must_use]
    pub fn url(&self, path: &str, more: &[(&str, &str)]) -> String {
        let territory = if self.scope_named { scope_word(self.scope) } else { String::new() };
        let date = if self.date_named { self.date().to_string() } else { String::new() };
        let known = self.param("known").unwrap_or_default();
        let mut pairs: Vec<(&str, &str)> = more.to_vec();
        for (name, value) in [("territory", territory.as_str()), ("date", date.as_str()), ("known", known)] {
            if !pairs.iter().any(|(key, _)| *key == name) {
                pairs.push((name, value));
            }
        }
        with_query(&in_lang(self.lang, path), &pairs)
    }

    /// Address of data outside the languages, such as the API's, of the same day and known state where named.
    #[must_use]
    pub fn data_url(&self, path: &str, more: &[(&str, &str)]) -> String {
        let mut pairs = more.to_vec();
        pairs.extend(["date", "known"].map(|name| (name, self.param(name).unwrap_or_default())));
        with_query(path, &pairs)
    }

    /// This same address of data, outside the languages, with some parameters changed; an empty value removes one.
    #[must_use]
    pub fn same_data(&self, changes: &[(&str, &str)]) -> String {
        self.changed(&self.path, changes)
    }

    /// This same page with some parameters changed; an empty value removes one.
    #[must_use]
    pub fn same_page(&self, changes: &[(&str, &str)]) -> String {
        self.page_in(self.lang, changes)
    }

    /// This same page in another language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        self.page_in(lang, &[])
    }

    fn page_in(&self, lang: Lang, changes: &[(&str, &str)]) -> String {
        self.changed(&in_lang(lang, &self.path), changes)
    }

    fn changed(&self, path: &str, changes: &[(&str, &str)]) -> String {
        let kept = self.query.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        let kept = kept.filter(|(key, _)| !changes.iter().any(|(name, _)| name == key));
        let pairs: Vec<(&str, &str)> = kept.chain(changes.iter().copied()).collect();
        with_query(path, &pairs)
    }
}

impl FromRequestParts<AppState> for RequestContext {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let lang = parts.extensions.get::<Lang>().copied().unwrap_or_default();
        read(&parts.uri, lang, parts.uri.path().to_owned(), state).await
    }
}

impl OptionalFromRequestParts<AppState> for RequestContext {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, Infallible> {
        Ok(<Self as FromRequestParts<AppState>>::from_request_parts(parts, state).await.ok())
    }
}

async fn read(uri: &Uri, lang: Lang, path: String, state: &AppState) -> Result<RequestContext, Failure> {
    let query = query_pairs(uri)?;
    let find = |name: &str| query.iter().find(|(k, v)| k == name && !v.trim().is_empty()).map(|(_, v)| v.trim());
    let lang = match find("lang") {
        Some(tag) => Lang::parse(tag).ok_or_else(|| Failure::bad_parameter("lang", tag, "uk | en"))?,
        None => lang,
    };
    let day = find("date").map(|text| {
        parse_day(text).ok_or_else(|| Failure::bad_parameter("date", text, Message::new("expected-param-day")))
    });
    let today = state.today();
    let day = day.transpose()?.filter(|day| *day != today.date);
    let now = state.live().clock().now();
    let known = find("known").map(|text| Known::read(text, &today.records, now)).transpose()?;
    let registry = match (known, day) {
        (Some(known), day) => state.live().registry_known(known.entry, day).await?,
        (None, Some(day)) => state.registry_on(day),
        (None, None) => today,
    };
    let named = find("territory").map(|text| territory(&registry, text)).transpose()?;
    let scope = named.unwrap_or_else(|| state.default_scope(&registry));
    let (scope_named, date_named) = (named.is_some(), day.is_some());
    let public = state.public().clone();
    Ok(RequestContext { lang, registry, scope, scope_named, date_named, known, now, path, query, public })
}

/// The language an address names, as answers to failed requests need it; Ukrainian where it names none.
#[must_use]
pub fn asked_language(uri: &Uri) -> Lang {
    let query = query_pairs(uri).unwrap_or_default();
    let tag = query.iter().find(|(name, _)| name == "lang");
    tag.and_then(|(_, tag)| Lang::parse(tag.trim())).unwrap_or_default()
}

/// A KATOTTG code, or `UA` for the country.
fn territory(registry: &Registry, text: &str) -> Result<Scope, Failure> {
    if text.eq_ignore_ascii_case(COUNTRY) {
        return Ok(Scope::Country);
    }
    let expected = Message::new("expected-param-territory");
    let code = TerritoryCode::parse(text).map_err(|_| Failure::bad_parameter("territory", text, expected))?;
    registry.scope(code).ok_or_else(|| Failure::not_found(format!("territory {code}")))
}

fn query_pairs(uri: &Uri) -> Result<Vec<(String, String)>, Failure> {
    let raw = uri.query().unwrap_or("");
    if raw.len() > MAX_QUERY {
        return Err(Failure::bad_parameter("query", "", Message::new("expected-param-bytes").with("most", MAX_QUERY)));
    }
    Ok(form_pairs(raw))
}

/// Decodes `a=b&c=d`; what is not UTF-8 is replaced.
#[must_use]
pub fn form_pairs(raw: &str) -> Vec<(String, String)> {
    raw.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

/// True when the percent-encoded text is UTF-8: only such addresses name anything here.
#[must_use]
pub fn is_text(part: &str) -> bool {
    std::str::from_utf8(&bytes(part)).is_ok()
}

fn decode(part: &str) -> String {
    String::from_utf8_lossy(&bytes(part)).into_owned()
}

fn bytes(part: &str) -> Vec<u8> {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            (b'+', _) => {
                out.push(b' ');
                rest = tail;
            }
            _ => {
                out.push(first);
                rest = tail;
            }
        }
    }
    out
}
