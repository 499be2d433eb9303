//! Which of several places of one name is meant: cities and centres of hromadas before villages, the larger before.

use crate::domain::Category;
use crate::registry::snapshot::Registry;
use crate::registry::tree::Place;
use crate::registry::words::normalize;

/// Population that counts as the largest.
const LARGEST: f32 = 3_000_000.0;

/// What the score of a place is multiplied with, at most 1.
pub fn factor(registry: &Registry, place: &Place) -> f32 {
    let by_kind = match place.category {
        Category::SpecialCity => 0.96,
        Category::Oblast => 0.94,
        Category::City => 0.92,
        Category::Hromada => 0.88,
        Category::Raion => 0.87,
        Category::SettlementType => 0.83,
        Category::Village | Category::CityDistrict => 0.80,
    };
    let tree = &registry.records.territories;
    let hromada = tree.hromada_of(place.code);
    let is_centre = hromada.is_some_and(|hromada| hromada.centre == Some(place.code));
    let people =
        hromada.and_then(|hromada| registry.hromada(hromada.code)).and_then(|hromada| hromada.facts.population);
    let size = people.map_or(0.0, |people| (people.max(1) as f32).ln() / LARGEST.ln());
    by_kind + if is_centre { 0.02 } else { 0.0 } + 0.02 * size.min(1.0)
}

/// What people call places the codifier names at length: (how the name ends there, the short name).
const SHORT_NAMES: &[(&str, &str)] = &[("Республіка Крим", "крим"), ("Республіка Крим", "арк")];

/// Other words a place is found by.
pub fn short_names(place: &Place) -> impl Iterator<Item = &'static str> {
    SHORT_NAMES.iter().filter(|(ending, _)| place.name.ends_with(ending)).map(|(_, short)| *short)
}

/// True when one of the folded texts is the whole name of the place, or what people call it.
pub fn is_called(place: &Place, wholes: &[String]) -> bool {
    let is_whole = |name: &str| wholes.contains(&normalize::folded(name));
    is_whole(&place.name) || short_names(place).any(is_whole)
}
