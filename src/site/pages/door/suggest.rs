//! `/suggest`: what the registry knows of words that are being typed, for the list under a field of the door.

use axum::Json;
use serde::Serialize;

use super::origin::{full_place_name, name_to_type};
use crate::http::{Lang, RequestContext};
use crate::registry::Scope;
use crate::registry::search::{find_places, read_subject};

/// Suggestions shown.
const SHOWN: usize = 6;
/// Places looked through for settlements and hromadas.
const LOOKED: usize = 60;

/// One suggestion: what to put into the field, and what to show.
#[derive(Debug, Serialize)]
pub(super) struct Suggestion {
    value: String,
    label: String,
}

pub(super) fn respond(view: &RequestContext) -> Json<Vec<Suggestion>> {
    let text = view.param("text").unwrap_or_default();
    Json(match (text, view.param("field")) {
        ("", _) => Vec::new(),
        (_, Some("place")) => places(view, text),
        _ => services(view, text),
    })
}

fn services(view: &RequestContext, text: &str) -> Vec<Suggestion> {
    let topics = view.registry.records.topics(view.lang == Lang::En);
    let hits = read_subject(&view.registry, topics, text).hits.into_iter();
    hits.take(SHOWN).map(|hit| Suggestion { value: hit.name.clone(), label: hit.name }).collect()
}

fn places(view: &RequestContext, text: &str) -> Vec<Suggestion> {
    find_places(&view.registry, text, Scope::Country, LOOKED)
        .into_iter()
        .filter(|place| place.category.is_settlement_or_city())
        .take(SHOWN)
        .map(|place| Suggestion { value: name_to_type(view, place), label: full_place_name(view, place) })
        .collect()
}
