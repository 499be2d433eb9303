//! Definition lists of facts, and the word for what is not known.

use maud::{Markup, Render, html};

use crate::http::Lang;

/// What is shown where a value was never stated; never blank and never a dash.
#[must_use]
pub fn unknown(lang: Lang) -> Markup {
    html! { span.unknown { (lang.text("unknown")) } }
}

/// The value, or «невідомо».
pub fn or_unknown(lang: Lang, value: Option<impl Render>) -> Markup {
    match value {
        Some(value) => html! { (value) },
        None => unknown(lang),
    }
}

/// A yes/no fact that may not be known.
#[must_use]
pub fn yes_no(lang: Lang, value: Option<bool>) -> Markup {
    match value {
        Some(true) => html! { (lang.text("yes")) },
        Some(false) => html! { (lang.text("no")) },
        None => unknown(lang),
    }
}

/// Terms with their values, in order.
#[derive(Debug, Default)]
pub struct Facts(Vec<(String, Markup)>);

impl Facts {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a term by the key of its text.
    #[must_use]
    pub fn add(mut self, lang: Lang, key: &str, value: impl Render) -> Self {
        self.0.push((lang.text(key), html! { (value) }));
        self
    }

    /// Adds a term whose value may be unknown.
    #[must_use]
    pub fn known_fact(self, lang: Lang, key: &str, value: Option<impl Render>) -> Self {
        let value = or_unknown(lang, value);
        self.add(lang, key, value)
    }

    /// Adds a term only where there is something to say.
    #[must_use]
    pub fn some(self, lang: Lang, key: &str, value: Option<impl Render>) -> Self {
        match value {
            Some(value) => self.add(lang, key, value),
            None => self,
        }
    }
}

impl Render for Facts {
    fn render(&self) -> Markup {
        html! {
            dl.facts {
                @for (term, value) in &self.0 { div { dt { (term) } dd { (value) } } }
            }
        }
    }
}
