//! The services a filter names: by code, by group, by life event; and, for people, by words.

use std::sync::Arc;

use crate::http::{Failure, Lang, RequestContext};
use crate::registry::search::read_subject;
use crate::registry::words::normalize::folded;
use crate::registry::{Bits, Registry, ServiceRecord};

/// Services that fit a question less than this part of the best one are other meanings of it.
const CLOSE_TO_BEST: f32 = 0.9;

/// Reads `service`, `group` and `life_event`; `None` where none of them is asked for. Several values of one parameter
/// widen the set, several parameters narrow it.
///
/// # Errors
/// A value that is not known.
pub fn read(view: &RequestContext) -> Result<Option<Bits>, Failure> {
    let codes =
        services_named(view, "service", "codes of services of the catalogue", |code| by_code(&view.registry, code))?;
    narrow_services(view, codes)
}

/// The same, where `service` may also be words of a name.
///
/// # Errors
/// A value that is not known, words that find nothing.
pub fn read_worded(view: &RequestContext) -> Result<Option<Bits>, Failure> {
    let Some(text) = view.param("service") else { return narrow_services(view, None) };
    let codes: Option<Vec<Bits>> = text.split(',').map(|code| by_code(&view.registry, code.trim())).collect();
    let codes = codes.map_or_else(|| by_words(view, text), |sets| union(view, &sets));
    if codes.is_empty() {
        return Err(Failure::bad_parameter("service", text, &view.lang.text("expected-service")));
    }
    narrow_services(view, Some(codes))
}

/// The services `service` names, in order of code.
#[must_use]
pub fn service_records(view: &RequestContext, services: &Bits) -> Vec<Arc<ServiceRecord>> {
    let catalogue = &view.registry.records.catalogue;
    catalogue.all().iter().filter(|service| services.contains(service.id)).cloned().collect()
}

fn narrow_services(view: &RequestContext, codes: Option<Bits>) -> Result<Option<Bits>, Failure> {
    let registry = &view.registry;
    let parts = [
        codes,
        services_named(view, "group", "ids of service groups", |id| by_group(registry, id))?,
        services_named(view, "life_event", "ids of life events", |id| by_life_event(registry, id))?,
    ];
    Ok(parts.into_iter().flatten().reduce(|a, b| a.and(&b)))
}

fn services_named(
    view: &RequestContext,
    name: &str,
    expected: &str,
    find: impl Fn(&str) -> Option<Bits>,
) -> Result<Option<Bits>, Failure> {
    let sets = view.list(name, expected, find)?;
    Ok(sets.map(|sets| union(view, &sets)))
}

fn union(view: &RequestContext, sets: &[Bits]) -> Bits {
    let mut all = Bits::with_capacity(view.registry.records.catalogue.capacity());
    for set in sets {
        all.add_all(set);
    }
    all
}

fn by_code(registry: &Registry, code: &str) -> Option<Bits> {
    let service = registry.records.catalogue.by_code(code)?;
    let mut set = Bits::with_capacity(registry.records.catalogue.capacity());
    set.insert(service.id);
    Some(set)
}

/// Services of the day whose names hold all the words; the one whose whole name they are, where there is one; else
/// those the everyday words of the text lead to.
fn by_words(view: &RequestContext, text: &str) -> Bits {
    let registry = &view.registry;
    let catalogue = &registry.records.catalogue;
    let matches = catalogue.words().matches(text);
    if !matches.complete() {
        return by_everyday_words(view, text);
    }
    let mut set = Bits::with_capacity(catalogue.capacity());
    let hits = matches.hits.iter().filter_map(|hit| catalogue.all().get(hit.doc as usize));
    let on_day: Vec<_> = hits.filter(|service| registry.services.all.contains(service.id)).collect();
    let whole = folded(text);
    let is_whole =
        |service: &ServiceRecord| service.row_on(registry.date).is_some_and(|row| folded(&row.name) == whole);
    match on_day.iter().find(|service| is_whole(service)) {
        Some(service) => set.insert(service.id),
        None => on_day.iter().for_each(|service| set.insert(service.id)),
    }
    set
}

/// The services a question in one's own words leads to first.
fn by_everyday_words(view: &RequestContext, text: &str) -> Bits {
    let registry = &view.registry;
    let catalogue = &registry.records.catalogue;
    let subject = read_subject(registry, registry.records.topics(view.lang == Lang::En), text);
    let best = subject.hits.first().map_or(0.0, |hit| hit.score);
    let close = subject.hits.iter().filter(|hit| hit.score >= best * CLOSE_TO_BEST);
    let mut set = Bits::with_capacity(catalogue.capacity());
    for service in close.filter_map(|hit| catalogue.by_code(&hit.code)) {
        set.insert(service.id);
    }
    set
}

fn by_group(registry: &Registry, id: &str) -> Option<Bits> {
    let found = registry.services.by_group.get(id).cloned();
    found.or_else(|| registry.records.rules.group(id).map(|_| Bits::default()))
}

fn by_life_event(registry: &Registry, id: &str) -> Option<Bits> {
    let found = registry.services.by_life_event.get(id).cloned();
    found.or_else(|| registry.records.rules.life_event(id).map(|_| Bits::default()))
}
