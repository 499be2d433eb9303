//! The choice of territory and day: a plain GET form, kept in the address.

use maud::{Markup, html};

use super::filters::carried;
use super::{format, links};
use crate::domain::{Category, TerritoryCode, collation_key};
use crate::http::RequestContext;
use crate::http::urls::{COUNTRY, in_lang, scope_word};
use crate::registry::{Place, Scope};

/// What a page lets its reader choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    TerritoryAndDay,
    Day,
    /// The state of knowledge alone.
    Knowledge,
    Nothing,
}

/// The form; nothing where the page depends on neither.
#[must_use]
pub fn chooser(view: &RequestContext, choose: Choose) -> Markup {
    let lang = view.lang;
    let own: &[&str] = match choose {
        Choose::TerritoryAndDay => &["territory", "date", "known"],
        Choose::Day => &["date", "known"],
        Choose::Knowledge | Choose::Nothing => &["known"],
    };
    let told = match choose {
        Choose::TerritoryAndDay => format!("{}, {}", scope_name(view), as_of(view)),
        Choose::Day => as_of(view),
        Choose::Knowledge | Choose::Nothing => lang.text("chooser-known"),
    };
    html! {
        @if choose != Choose::Nothing {
            details.fold.controls { summary { (told) }
            form.chooser method="get" action=(in_lang(lang, &view.path)) aria-label=(lang.text("chooser")) {
                (carried(view, own))
                @if choose == Choose::TerritoryAndDay { (territory(view)) }
                @if choose != Choose::Knowledge {
                    label {
                        span { (lang.text("chooser-date")) }
                        input type="date" name="date" value=(view.date()) min="1990-01-01" max="2199-12-31";
                    }
                }
                (known_at_chooser(view))
                button type="submit" { (lang.text("show")) }
                @if view.date_named && choose != Choose::Knowledge {
                    a.today href=(view.same_page(&[("date", "")])) { (lang.text("chooser-today")) }
                }
            } }
        }
    }
}

/// The territory in view by its full name.
#[must_use]
pub fn scope_name(view: &RequestContext) -> String {
    view.scope.code().map_or_else(|| view.lang.text("country"), |code| links::territory_name(view, code))
}

/// The state of knowledge, folded away: few ask for an earlier one.
fn known_at_chooser(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let now = view.param("known").unwrap_or_default();
    html! {
        details.known open[!now.is_empty()] {
            summary { (lang.text("chooser-known")) }
            label {
                span { (lang.text("chooser-known-at")) }
                input type="text" name="known" value=(now) placeholder="2026-11-20" maxlength="40"
                    aria-describedby="known-hint";
            }
            p.small #known-hint { (lang.text("chooser-known-hint")) }
        }
    }
}

/// «станом на 30.11.2023».
#[must_use]
pub fn as_of(view: &RequestContext) -> String {
    let date = format::date(view.lang, view.date());
    view.lang.with(if view.date_named { "as-of" } else { "as-of-today" }, [("date", date.into())])
}

/// The choice of territory alone, to stand in a form.
#[must_use]
pub fn territory(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let tree = &view.registry.records.territories;
    let current = scope_word(view.scope);
    let oblasts = named_places(view, tree.first_levels());
    let first = view.scope.code().and_then(|code| tree.first_level(code)).map(|place| place.code);
    let raions = first.map(|code| raions(view, code)).unwrap_or_default();
    let listed = |code: &str| code == COUNTRY || oblasts.iter().chain(&raions).any(|(value, _)| value == code);
    let elsewhere = view.scope.code().filter(|code| !listed(code.as_str()));
    html! {
        label {
            span { (lang.text("chooser-territory")) }
            select name="territory" {
                option value=(COUNTRY) selected[view.scope == Scope::Country] { (lang.text("country")) }
                @if let Some(code) = elsewhere {
                    option value=(code) selected { (links::territory_name(view, code)) }
                }
                @for (label, places) in [("chooser-raions", &raions), ("chooser-oblasts", &oblasts)] {
                    @if !places.is_empty() {
                        optgroup label=(lang.text(label)) {
                            @for (code, name) in places { option value=(code) selected[*code == current] { (name) } }
                        }
                    }
                }
            }
        }
    }
}

fn raions(view: &RequestContext, oblast: TerritoryCode) -> Vec<(String, String)> {
    let children = view.registry.records.territories.children(oblast);
    named_places(view, children.filter(|place| place.category == Category::Raion))
}

/// Codes with full names, in alphabetical order.
fn named_places<'a>(view: &RequestContext, places: impl Iterator<Item = &'a Place>) -> Vec<(String, String)> {
    let mut places: Vec<&Place> = places.collect();
    places.sort_by_cached_key(|place| collation_key(&place.name));
    places.into_iter().map(|place| (place.code.to_string(), links::full_name(view, place))).collect()
}
