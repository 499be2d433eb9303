//! What a page says to programs: schema.org as JSON-LD in a data block. What is not known is left out.

mod point;
mod service;

pub use point::point;
pub use service::service;

use maud::{Markup, PreEscaped, html};
use serde_json::{Map, Value, json};

use crate::http::RequestContext;

/// A thing of schema.org with the fields that are known.
#[derive(Debug)]
pub struct Thing(Map<String, Value>);

impl Thing {
    fn new(kind: &str) -> Self {
        Self(Map::from_iter([("@context".to_owned(), json!("https://schema.org")), ("@type".to_owned(), json!(kind))]))
    }

    /// Adds a field where its value is known.
    fn known(mut self, name: &str, value: Option<impl Into<Value>>) -> Self {
        self.0.extend(value.map(|value| (name.to_owned(), value.into())));
        self
    }

    fn field(self, name: &str, value: impl Into<Value>) -> Self {
        self.known(name, Some(value))
    }

    /// The data block: no script runs in it, and no text can end it.
    #[must_use]
    pub fn block(&self) -> Markup {
        let text = Value::Object(self.0.clone()).to_string().replace('<', "\\u003c");
        html! { script type="application/ld+json" { (PreEscaped(text)) } }
    }
}

/// True for pages of today: of other days nothing is told to programs that index.
#[must_use]
pub fn is_of_today(view: &RequestContext) -> bool {
    !view.date_named && view.known.is_none()
}
