//! Names of what the rules of the registry in view define, and all that `wording` names.

use maud::{Markup, html};

use crate::http::{Lang, RequestContext};
pub use crate::wording::names::*;

/// A service group; an id the rules do not know is shown as it is.
#[must_use]
pub fn group<'a>(view: &'a RequestContext, id: &'a str) -> &'a str {
    view.registry.records.rules.group(id).map_or(id, |group| ruled(view.lang, &group.title))
}

#[must_use]
pub fn life_event<'a>(view: &'a RequestContext, id: &'a str) -> &'a str {
    view.registry.records.rules.life_event(id).map_or(id, |event| ruled(view.lang, &event.title))
}

/// A measure of the figures.
#[must_use]
pub fn measure<'a>(view: &'a RequestContext, id: &'a str) -> &'a str {
    view.registry.records.rules.measure(id).map_or(id, |measure| ruled(view.lang, &measure.title))
}

/// A type of equipment.
#[must_use]
pub fn equipment<'a>(view: &'a RequestContext, id: &'a str) -> &'a str {
    view.registry.records.rules.equipment_type(id).map_or(id, |kind| ruled(view.lang, &kind.title))
}

/// On English pages: names of services and their cards stand in the language of the catalogue.
#[must_use]
pub fn catalogue_note(lang: Lang) -> Markup {
    html! { @if lang == Lang::En { p.small { (lang.text("catalogue-language")) } } }
}
