//! The form that narrows a list: plain GET, every choice kept in the address.

use maud::{Markup, html};

use super::format;
use crate::http::RequestContext;
use crate::http::urls::in_lang;

/// One value a person may choose, with its words.
pub type Choice = (String, String);

/// A labelled select whose first line means «any».
#[must_use]
pub fn select(view: &RequestContext, name: &str, label_key: &str, choices: &[Choice]) -> Markup {
    let current = view.param(name).unwrap_or_default();
    html! {
        label {
            span { (view.lang.text(label_key)) }
            select name=(name) {
                option value="" { (view.lang.text("any")) }
                @for (value, words) in choices { option value=(value) selected[value == current] { (words) } }
            }
        }
    }
}

/// A labelled line of text.
#[must_use]
pub fn words(view: &RequestContext, name: &str, label_key: &str) -> Markup {
    html! {
        label {
            span { (view.lang.text(label_key)) }
            input type="search" name=(name) value=(view.param(name).unwrap_or_default()) maxlength="200";
        }
    }
}

/// A labelled line of text that tells what may stand there.
#[must_use]
pub fn hinted(view: &RequestContext, name: &str, label_key: &str, hint_key: &str) -> Markup {
    let now = view.param(name).unwrap_or_default();
    html! {
        label {
            span { (view.lang.text(label_key)) }
            input type="text" name=(name) value=(now) placeholder=(view.lang.text(hint_key)) maxlength="200";
        }
    }
}

/// The same with what to do about a value that was not understood, beside the field.
#[must_use]
pub fn faulted(view: &RequestContext, name: &str, [label_key, hint_key]: [&str; 2], fault: Option<Markup>) -> Markup {
    let Some(fault) = fault else { return hinted(view, name, label_key, hint_key) };
    let now = view.param(name).unwrap_or_default();
    let (id, fault_id) = (format!("filter-{name}"), format!("filter-{name}-fault"));
    html! {
        div.faulted {
            label for=(id) { span { (view.lang.text(label_key)) } }
            input id=(id) type="text" name=(name) value=(now) placeholder=(view.lang.text(hint_key)) maxlength="200"
                aria-invalid="true" aria-describedby=(fault_id);
            div.field-error id=(fault_id) { (fault) }
        }
    }
}

/// A box to tick: `name=yes`.
#[must_use]
pub fn tick(view: &RequestContext, name: &str, label_key: &str) -> Markup {
    let ticked = view.yes_no(name).is_ok_and(|value| value == Some(true));
    html! {
        label.tick { input type="checkbox" name=(name) value="yes" checked[ticked]; span { (view.lang.text(label_key)) } }
    }
}

/// A form around its fields; parameters not among `own` are carried along, the page number is not.
#[must_use]
pub fn form(view: &RequestContext, own: &[&str], fields: &Markup) -> Markup {
    form_or_open(view, own, fields, false)
}

/// The same, unfolded where something in it was not understood.
#[must_use]
pub fn form_or_open(view: &RequestContext, own: &[&str], fields: &Markup, is_open: bool) -> Markup {
    let chosen = own.iter().filter(|name| view.param(name).is_some()).count();
    html! {
        details.fold.controls open[is_open] {
        summary {
            (view.lang.text("filters"))
            @if chosen > 0 { ": " (format::plural(view.lang, "filters-chosen", chosen)) }
        }
        form.filters method="get" action=(in_lang(view.lang, &view.path)) aria-label=(view.lang.text("filters")) {
            (carried(view, own))
            (fields)
            button type="submit" { (view.lang.text("show")) }
        } }
    }
}

/// Hidden fields for the parameters a form does not ask for.
#[must_use]
pub fn carried(view: &RequestContext, own: &[&str]) -> Markup {
    let kept = view
        .query
        .iter()
        .filter(|(name, value)| !value.trim().is_empty() && name != "page" && !own.contains(&name.as_str()));
    html! { @for (name, value) in kept { input type="hidden" name=(name) value=(value); } }
}
