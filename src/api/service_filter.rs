//! The services a filter names: by code, by group, by life event.

use super::params::Asked;
use crate::http::Failure;
use crate::registry::{Bits, Registry};

/// Reads `service`, `group` and `life_event`; `None` where none of them is asked for. Several values of one parameter
/// widen the set, several parameters narrow it.
pub fn read<P>(asked: &Asked<P>) -> Result<Option<Bits>, Failure> {
    let registry = &asked.registry;
    let parts = [
        named(asked, "service", "codes of services of the catalogue", |code| by_code(registry, code))?,
        named(asked, "group", "ids of service groups", |id| by_group(registry, id))?,
        named(asked, "life_event", "ids of life events", |id| by_life_event(registry, id))?,
    ];
    Ok(parts.into_iter().flatten().reduce(|a, b| a.and(&b)))
}

fn named<P>(
    asked: &Asked<P>,
    name: &str,
    expected: &str,
    find: impl Fn(&str) -> Option<Bits>,
) -> Result<Option<Bits>, Failure> {
    let sets = asked.list(name, expected, find)?;
    Ok(sets.map(|sets| {
        let mut all = Bits::with_capacity(asked.registry.records.catalogue.capacity());
        for set in &sets {
            all.add_all(set);
        }
        all
    }))
}

fn by_code(registry: &Registry, code: &str) -> Option<Bits> {
    let service = registry.records.catalogue.by_code(code)?;
    let mut set = Bits::with_capacity(registry.records.catalogue.capacity());
    set.insert(service.id);
    Some(set)
}

fn by_group(registry: &Registry, id: &str) -> Option<Bits> {
    let found = registry.services.by_group.get(id).cloned();
    found.or_else(|| registry.records.rules.group(id).map(|_| Bits::default()))
}

fn by_life_event(registry: &Registry, id: &str) -> Option<Bits> {
    let found = registry.services.by_life_event.get(id).cloned();
    found.or_else(|| registry.records.rules.life_event(id).map(|_| Bits::default()))
}
