//! Fields of forms: the label, what was typed or is known, what is wrong with it, and where the known value came from.

use maud::{Markup, html};

use super::{Asked, Told, labels};
use crate::actions::forms::Values;
use crate::http::RequestContext;
use crate::http::urls::encode;
use crate::site::parts::source;

/// A form as it is shown.
pub struct Sheet<'a> {
    pub view: &'a RequestContext,
    pub asked: &'a Asked,
    pub values: &'a Values,
    pub told: &'a Told,
}

/// The id of a field.
pub fn id(name: &str) -> String {
    format!("f-{}", encode(name))
}

impl Sheet<'_> {
    pub fn value(&self, name: &str) -> &str {
        self.values.over(&self.asked.base, name)
    }

    pub fn label(&self, name: &str) -> String {
        labels::field(self.view, &self.asked.kind, name)
    }

    /// True where something was typed into a part of the form, or something is wrong with it.
    pub fn is_touched(&self, part: &str) -> bool {
        let is_of_part = |name: &str| name.strip_prefix(part).is_some_and(|rest| rest.starts_with('.'));
        self.told.faults.iter().any(|fault| is_of_part(&fault.field))
            || self.values.fields().any(|(name, value)| is_of_part(name) && !value.is_empty())
    }

    fn is_wrong(&self, name: &str) -> bool {
        self.told.faults.iter().any(|fault| fault.field == name)
    }

    /// What is wrong with a field, in words.
    pub fn faults(&self, name: &str) -> Markup {
        let faults: Vec<_> = self.told.faults.iter().filter(|fault| fault.field == name).collect();
        let cautions = self.told.cautions.iter().filter(|fault| fault.field == name);
        html! {
            @for caution in cautions { span.hint.caution { (self.view.lang.message(&caution.reason)) ": " (self.view.lang.message(&caution.expected)) } }
            @if !faults.is_empty() {
                span.field-error id=(format!("{}-error", id(name))) {
                    @for fault in faults { (self.view.lang.message(&fault.reason)) ". " (self.view.lang.text("failure-expected")) ": " (self.view.lang.message(&fault.expected)) " " }
                }
            }
        }
    }

    /// Where the known value came from.
    pub fn origin(&self, name: &str) -> Markup {
        let origin = self.asked.base.origin(name);
        let line = origin.map(|(entry, confirmed)| source::line(self.view, entry, confirmed));
        html! { span.hint { @match line { Some(line) => { (line) } None => { (self.view.lang.text("not-stated")) } } } }
    }

    fn invalid(&self, name: &str) -> Option<&'static str> {
        self.is_wrong(name).then_some("true")
    }

    fn described(&self, name: &str) -> Option<String> {
        self.is_wrong(name).then(|| format!("{}-error", id(name)))
    }

    /// A field of one line with all that belongs to it.
    pub fn text(&self, name: &str) -> Markup {
        self.field(name, &self.input(name, "text", None))
    }

    /// A number with its unit.
    pub fn number(&self, name: &str, unit: Option<&str>) -> Markup {
        let unit = unit.map(|unit| html! { " " span.unit { (unit) } });
        self.field(name, &html! { (self.input(name, "decimal", None)) @if let Some(unit) = unit { (unit) } })
    }

    /// A text of several lines.
    pub fn area(&self, name: &str, rows: u8) -> Markup {
        let widget = html! {
            textarea id=(id(name)) name=(name) rows=(rows) aria-invalid=[self.invalid(name)]
                aria-describedby=[self.described(name)] { (self.value(name)) }
        };
        self.field(name, &widget)
    }

    /// One of some values; a known value that is none of them is offered too.
    pub fn choice(&self, name: &str, options: &[(String, String)]) -> Markup {
        self.field(name, &self.select(name, None, options))
    }

    pub fn field(&self, name: &str, widget: &Markup) -> Markup {
        html! {
            div.field {
                label for=(id(name)) { (self.label(name)) }
                (widget)
                (self.faults(name))
                (self.origin(name))
            }
        }
    }

    /// A field of one line alone; `label` where no other element names it.
    pub fn input(&self, name: &str, mode: &str, label: Option<&str>) -> Markup {
        html! {
            input id=(id(name)) name=(name) value=(self.value(name)) inputmode=(mode) aria-label=[label]
                aria-invalid=[self.invalid(name)] aria-describedby=[self.described(name)];
        }
    }

    /// A text that may have several lines, alone.
    pub fn lines(&self, name: &str, label: Option<&str>) -> Markup {
        html! {
            textarea.one-line id=(id(name)) name=(name) rows="1" aria-label=[label] aria-invalid=[self.invalid(name)]
                aria-describedby=[self.described(name)] { (self.value(name)) }
        }
    }

    /// A day.
    pub fn day(&self, name: &str, label: Option<&str>) -> Markup {
        html! {
            input type="date" id=(id(name)) name=(name) value=(self.value(name)) aria-label=[label]
                aria-invalid=[self.invalid(name)] aria-describedby=[self.described(name)];
        }
    }

    pub fn select(&self, name: &str, label: Option<&str>, options: &[(String, String)]) -> Markup {
        let value = self.value(name);
        let is_other = !options.iter().any(|(option, _)| option == value);
        html! {
            select id=(id(name)) name=(name) aria-label=[label] aria-invalid=[self.invalid(name)]
                aria-describedby=[self.described(name)] {
                @if is_other {
                    option value=(value) selected { (labels::value(self.view, &self.asked.kind, name, value)) }
                }
                @for (option, title) in options { option value=(option) selected[option == value] { (title) } }
            }
        }
    }
}
