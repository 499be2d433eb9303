//! Stable addresses of things below `/id`, which linked data speak of.

use sha2::{Digest as _, Sha256};

use crate::domain::hex;
use crate::http::PublicUrl;
use crate::http::urls::encode;

/// Makes addresses that begin with the public one.
#[derive(Clone, Debug)]
pub struct Ids(PublicUrl);

impl Ids {
    #[must_use]
    pub const fn new(public: PublicUrl) -> Self {
        Self(public)
    }

    /// The absolute address of a path of this service.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        self.0.absolute(path)
    }

    /// The address of a thing of a set.
    #[must_use]
    pub fn thing(&self, set: &str, code: &str) -> String {
        self.0.absolute(&format!("/id/{set}/{}", encode(code)))
    }

    /// The catalogue of services.
    #[must_use]
    pub fn catalogue(&self) -> String {
        self.0.absolute("/id/catalogue")
    }

    /// The registry itself, which publishes what it holds.
    #[must_use]
    pub fn registry(&self) -> String {
        self.0.absolute("/id/registry")
    }

    /// The provider of this name.
    #[must_use]
    pub fn provider(&self, name: &str) -> String {
        self.thing("providers", &provider_code(name))
    }
}

/// A provider is known by its name alone: its code is the beginning of a digest of it.
#[must_use]
pub fn provider_code(name: &str) -> String {
    hex(&Sha256::digest(name.as_bytes())).chars().take(16).collect()
}
