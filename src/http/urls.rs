//! Addresses: the one place that knows them, query parts percent-encoded.

use std::fmt::Write as _;

use super::Lang;
use crate::registry::Scope;

/// The code in addresses that stands for the whole country.
pub const COUNTRY: &str = "UA";

/// Percent-encodes one part of a path or query.
#[must_use]
pub fn encode(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// `path?name=value&…` with empty and blank values left out.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let query: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// A site path in a language: English pages live below `/en`.
#[must_use]
pub fn in_lang(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::Uk, _) => path.to_owned(),
        (Lang::En, "/") => "/en".to_owned(),
        (Lang::En, _) => format!("/en{path}"),
    }
}

/// Where programs read: there a failure is a problem (RFC 9457), elsewhere a page.
const DATA: [&str; 4] = ["/api", "/ogc", "/hsds", "/id"];

/// True for addresses that programs read; `/api` itself is a page.
#[must_use]
pub fn is_data(path: &str) -> bool {
    let below = |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    path != "/api" && DATA.iter().any(|root| below(root))
}

/// The scope as it stands in addresses.
#[must_use]
pub fn scope_word(scope: Scope) -> String {
    scope.code().map_or_else(|| COUNTRY.to_owned(), |code| code.to_string())
}
