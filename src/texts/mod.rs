//! Languages and every word a person reads in them (Fluent files in `data/texts`).

mod message;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use unic_langid::{LanguageIdentifier, langid};

static_loader! {
    static TEXTS = {
        locales: "./data/texts",
        fallback_language: "uk",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static UK: LanguageIdentifier = langid!("uk");
static EN: LanguageIdentifier = langid!("en");

/// Language of a page; Ukrainian unless the address says `/en`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Uk,
    En,
}

/// Arguments of a text.
pub type Args<'a> = HashMap<Cow<'static, str>, FluentValue<'a>>;

impl Lang {
    /// The language tag for `lang` attributes.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::En => "en",
        }
    }

    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        match tag {
            "uk" => Some(Self::Uk),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Uk => Self::En,
            Self::En => Self::Uk,
        }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Uk => &UK,
            Self::En => &EN,
        }
    }

    /// The text with this key; the key itself where there is none, which tests look for.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        TEXTS.try_lookup(self.id(), key).unwrap_or_else(|| key.to_owned())
    }

    /// The text with one argument, for plural forms `$count`-style.
    #[must_use]
    pub fn with<'a>(self, key: &str, args: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>) -> String {
        let args: Args = args.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        TEXTS.try_lookup_with_args(self.id(), key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// The text with `$count`, in the right plural form.
    #[must_use]
    pub fn count(self, key: &str, count: usize) -> String {
        self.with(key, [("count", FluentValue::from(count))])
    }
}
