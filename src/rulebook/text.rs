//! A text in the two languages of the product.

use serde::{Deserialize, Serialize};

/// Ukrainian and English; both are always given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub uk: String,
    pub en: String,
}

impl Text {
    /// The text in English or else in Ukrainian.
    #[must_use]
    pub fn get(&self, english: bool) -> &str {
        if english { &self.en } else { &self.uk }
    }

    /// True when a language is missing.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.uk.trim().is_empty() || self.en.trim().is_empty()
    }
}
