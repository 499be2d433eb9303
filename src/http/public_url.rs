//! The public address of the service, which absolute addresses begin with.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::http::Uri;

/// Scheme and host, with a path where the service lives below one; never a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Arc<str>);

impl PublicUrl {
    /// Reads `https://cnap.example.org`, with a path where there is one.
    ///
    /// # Errors
    /// What is expected, where the text is no such address.
    pub fn parse(text: &str) -> Result<Self, String> {
        let expected = || "an address such as https://cnap.example.org".to_owned();
        let text = text.trim().trim_end_matches('/');
        let uri: Uri = text.parse().map_err(|_| expected())?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        let is_plain = uri.query().is_none() && !text.contains(['#', '@', '"', '<', '>']);
        (is_web && is_plain && uri.host().is_some()).then(|| Self(text.into())).ok_or_else(expected)
    }

    /// The address of a listener, where no other was set.
    #[must_use]
    pub fn of_listener(address: SocketAddr) -> Self {
        Self(format!("http://{address}").into())
    }

    /// The absolute address of a path of this service.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_has_a_scheme_and_a_host_and_no_slash_at_its_end() {
        let read = |text: &str| PublicUrl::parse(text).map(|url| url.absolute("/points/1"));
        assert_eq!(read("https://cnap.example.org/").as_deref(), Ok("https://cnap.example.org/points/1"));
        assert_eq!(read("http://[::1]:8080/cnap").as_deref(), Ok("http://[::1]:8080/cnap/points/1"));
        for wrong in ["", "cnap.example.org", "ftp://a", "https://", "https://a?b", "https://u@a", "/x"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
