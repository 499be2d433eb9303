//! Fields of a sheet: a label, what was typed, what is wrong with it.

use maud::{Markup, html};

use crate::actions::forms::{FieldFault, Values};
use crate::http::RequestContext;
use crate::http::urls::encode;

/// A sheet as it is shown.
pub struct Fields<'a> {
    pub view: &'a RequestContext,
    pub values: &'a Values,
    pub faults: &'a [FieldFault],
}

/// The id of a field.
pub fn id(name: &str) -> String {
    format!("f-{}", encode(name))
}

impl Fields<'_> {
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).unwrap_or_default()
    }

    fn is_wrong(&self, name: &str) -> bool {
        self.faults.iter().any(|fault| fault.field == name)
    }

    /// What is wrong with a field, in words.
    pub fn faults(&self, name: &str) -> Markup {
        let lang = self.view.lang;
        html! {
            @if self.is_wrong(name) {
                span.field-error id=(format!("{}-error", id(name))) {
                    @for fault in self.faults.iter().filter(|fault| fault.field == name) {
                        (lang.message(&fault.reason)) ". " (lang.text("failure-expected")) ": "
                        (lang.message(&fault.expected)) " "
                    }
                }
            }
        }
    }

    fn invalid(&self, name: &str) -> Option<&'static str> {
        self.is_wrong(name).then_some("true")
    }

    fn described(&self, name: &str) -> Option<String> {
        self.is_wrong(name).then(|| format!("{}-error", id(name)))
    }

    /// A field of one line; `mode` is the keyboard a phone shows.
    pub fn line(&self, name: &str, label: &str, mode: &str) -> Markup {
        self.field(
            name,
            label,
            &html! {
                input id=(id(name)) name=(name) value=(self.value(name)) inputmode=(mode) maxlength="500"
                    aria-invalid=[self.invalid(name)] aria-describedby=[self.described(name)];
            },
        )
    }

    pub fn text_field(&self, name: &str, label: &str, rows: u8) -> Markup {
        self.field(
            name,
            label,
            &html! {
                textarea.one-line id=(id(name)) name=(name) rows=(rows) maxlength="2000"
                    aria-invalid=[self.invalid(name)] aria-describedby=[self.described(name)] { (self.value(name)) }
            },
        )
    }

    pub fn day(&self, name: &str, label: &str) -> Markup {
        self.field(
            name,
            label,
            &html! {
                input type="date" id=(id(name)) name=(name) value=(self.value(name))
                    aria-invalid=[self.invalid(name)] aria-describedby=[self.described(name)];
            },
        )
    }

    /// One of some words; the first is that nobody looked.
    pub fn choices(&self, name: &str, options: &[(&str, String)]) -> Markup {
        let value = self.value(name);
        html! {
            p.choices {
                @for (word, text) in options {
                    label { input type="radio" name=(name) value=(word) checked[value == *word]; " " (text) }
                }
            }
            (self.faults(name))
        }
    }

    fn field(&self, name: &str, label: &str, widget: &Markup) -> Markup {
        html! {
            div.field { label for=(id(name)) { (label) } (widget) (self.faults(name)) }
        }
    }
}
