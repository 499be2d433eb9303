//! The question of the door as a form, and what to do where it was not understood.

use maud::{Markup, html};

use super::origin::{Origin, full_place_name};
use super::question::{About, DoorQuestion};
use crate::compliance::cards::needs;
use crate::http::RequestContext;
use crate::http::urls::in_lang;
use crate::registry::Place;
use crate::registry::search::{HitKind, SearchHit};
use crate::site::pages::barrier_free::people;
use crate::site::parts::{format, links, names};

/// Places of one name that are listed.
const PLACES: usize = 40;
/// Places written alike that are offered.
const ALIKE: usize = 6;

/// The form with what was asked, and faults beside their fields.
pub(super) fn form(view: &RequestContext, asked: &DoorQuestion<'_>) -> Markup {
    let lang = view.lang;
    let named = || asked.subject_name(view).unwrap_or_default();
    let what = if asked.what.is_empty() { named() } else { asked.what.clone() };
    html! {
        form.door method="get" action=(in_lang(lang, "/")) aria-label=(lang.text("door-title"))
            data-suggestions=(in_lang(lang, "/suggest")) {
            (field("q", &lang.text("door-what"), &what, &lang.text("door-what-hint"), what_fault(view, asked)))
            (field("place", &lang.text("door-where"), &asked.place_shown, &lang.text("door-where-hint"), place_fault(view, asked)))
            div.field {
                label for="need" { (lang.text("door-need")) }
                select #need name="need" {
                    option value="" { (lang.text("door-need-none")) }
                    @for need in needs::all(&view.registry.records.rules) {
                        option value=(need) selected[asked.need == Some(need)] { (people(view, need)) }
                    }
                }
            }
            div.field {
                label for="open_at" { (lang.text("door-open-at")) }
                input #open_at type="datetime-local" name="open_at" aria-describedby="open-at-hint"
                    value=(asked.at_word());
                p.hint #open-at-hint { (lang.text("door-open-at-hint")) }
            }
            @for name in ["when", "kind", "date", "known"] {
                @if let Some(value) = view.param(name) { input type="hidden" name=(name) value=(value); }
            }
            p.send {
                button type="submit" { (lang.text("door-send")) }
                button.plain type="button" data-locate="place" hidden { (lang.text("filter-locate")) }
            }
            p.field-error data-locate-refused role="status" hidden { (lang.text("door-locate-refused")) }
        }
    }
}

/// A labelled line of text with its hint and its fault.
fn field(name: &str, label: &str, value: &str, hint: &str, fault: Option<Markup>) -> Markup {
    let (hint_id, fault_id) = (format!("{name}-hint"), format!("{name}-fault"));
    let described = if fault.is_some() { format!("{fault_id} {hint_id}") } else { hint_id.clone() };
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) type="text" name=(name) value=(value) maxlength="200" autocomplete="off"
                data-suggest=(name) aria-describedby=(described)
                aria-invalid=[fault.is_some().then_some("true")];
            p.hint id=(hint_id) { (hint) }
            @if let Some(fault) = fault { div.field-error id=(fault_id) { (fault) } }
        }
    }
}

/// What to do about the words of the service.
fn what_fault(view: &RequestContext, asked: &DoorQuestion<'_>) -> Option<Markup> {
    let lang = view.lang;
    match &asked.about {
        About::Unknown => {
            Some(html! { p { (lang.with("door-what-unknown", [("words", asked.what.as_str().into())])) } })
        }
        About::Likely(hits) => Some(html! {
            p { (lang.with("door-what-unsure", [("words", asked.what.as_str().into())])) " " (lang.text("did-you-mean")) }
            (meanings(view, asked, hits))
        }),
        About::Several(hits) => Some(html! {
            p { (lang.text("door-what-several")) }
            (meanings(view, asked, hits))
        }),
        _ => None,
    }
}

/// What else the words may mean, each one link away.
pub(super) fn meanings(view: &RequestContext, asked: &DoorQuestion<'_>, hits: &[SearchHit]) -> Markup {
    let url = |hit: &SearchHit| match hit.kind {
        HitKind::LifeEvent => asked.url(view, &[("life_event", &hit.code), ("service", "")]),
        _ => asked.url(view, &[("service", &hit.code), ("life_event", "")]),
    };
    let foreign = |hit: &SearchHit| links::foreign(view).filter(|_| hit.kind == HitKind::Service);
    html! { ul { @for hit in hits { li { a href=(url(hit)) lang=[foreign(hit)] { (hit.name) } } } } }
}

/// What to do about the place.
fn place_fault(view: &RequestContext, asked: &DoorQuestion<'_>) -> Option<Markup> {
    let lang = view.lang;
    let typed = || [("place", asked.place_shown.as_str().into())];
    match &asked.origin {
        Origin::NotAsked if !matches!(asked.about, About::NotAsked) => {
            Some(html! { p { (lang.text("door-where-missing")) } })
        }
        Origin::NotFound(alike) => Some(html! {
            p { (lang.with("door-where-unknown", typed())) }
            @if !alike.is_empty() {
                p { (lang.text("did-you-mean")) }
                (places(view, asked, alike, ALIKE))
            }
        }),
        Origin::Ambiguous(all) => Some(html! {
            p { (lang.with("door-where-several", typed())) }
            (places(view, asked, all, PLACES))
            @if all.len() > PLACES { p { (format::plural(lang, "door-where-more", all.len() - PLACES)) } }
        }),
        Origin::OffTheMap(place) => Some(html! {
            p { (lang.with("door-where-off-map", [("place", full_place_name(view, place).into())])) }
        }),
        Origin::NotAsked | Origin::At { .. } => None,
    }
}

/// Places to choose from, each with what it lies in.
pub(super) fn places(view: &RequestContext, asked: &DoorQuestion<'_>, all: &[&Place], most: usize) -> Markup {
    let url = |place: &Place| asked.url(view, &[("place", place.code.as_str())]);
    html! { ul { @for place in all.iter().take(most) { li { a href=(url(place)) { (full_place_name(view, place)) } } } } }
}

/// What may be asked: groups of services, life events, and the lists behind them.
pub(super) fn help(view: &RequestContext, asked: &DoorQuestion<'_>) -> Markup {
    let lang = view.lang;
    let rules = &view.registry.records.rules;
    let events = rules.life_events.iter();
    let event = |id: &str| asked.url(view, &[("life_event", id), ("service", ""), ("q", "")]);
    html! {
        section {
            h2 { (lang.text("door-events")) }
            ul.columns {
                @for one in events { li { a href=(event(&one.id)) { (names::ruled(lang, &one.title)) } } }
            }
            h2 { (lang.text("door-groups")) }
            (group_links(view))
            p { a href=(view.url("/points", &[])) { (lang.text("door-all-points")) } " · "
                a href=(view.url("/network", &[])) { (lang.text("door-network")) } }
        }
    }
}

/// Groups that have services, each with the way to them.
pub(in crate::site::pages) fn group_links(view: &RequestContext) -> Markup {
    let groups = view.registry.records.rules.groups.iter();
    let groups = groups.filter(|group| view.registry.services.by_group.contains_key(&group.id));
    let url = |id: &str| view.url("/services", &[("group", id)]);
    html! {
        ul.columns {
            @for group in groups { li { a href=(url(&group.id)) { (names::ruled(view.lang, &group.title)) } } }
        }
    }
}
