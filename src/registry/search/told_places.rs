//! Places told otherwise than by their own name: a former name, the raion or oblast around, or a slip of the pen.

use super::places;
use super::whereabouts::LARGER_WORDS;
use crate::domain::Category;
use crate::domain::latin::cyrillic;
use crate::registry::scope::Scope;
use crate::registry::snapshot::Registry;
use crate::registry::tree::Place;
use crate::registry::words::{is_type_word, normalize, root, slips};

/// Slips in a name that is still offered.
const SLIPS: u32 = 2;
/// Places offered at most.
const OFFERED: usize = 6;

/// The place of a former name, with that name as it was.
pub fn once_called<'a>(registry: &'a Registry, text: &str) -> Option<(&'a Place, &'a str)> {
    let asked = own_name(text);
    let old = registry.records.rules.old_names.iter().find(|old| normalize::folded(&old.name) == asked)?;
    let place = registry.records.territories.get(old.code)?;
    place.category.is_settlement_or_city().then_some((place, old.name.as_str()))
}

/// The raion or oblast that is called exactly so, and the settlement where its people go.
pub fn larger_place<'a>(registry: &'a Registry, text: &str) -> Option<(&'a Place, &'a Place)> {
    if !read_words(text).any(|word| LARGER_WORDS.contains(&word.as_str())) {
        return None;
    }
    let asked = roots(&own_name(text));
    let tree = &registry.records.territories;
    let is_called = |place: &&Place| {
        matches!(place.category, Category::Oblast | Category::Raion) && roots(&normalize::folded(&place.name)) == asked
    };
    let says_oblast = read_words(text).any(|word| word.starts_with("обл"));
    let area = tree.all().iter().filter(is_called).find(|place| (place.category == Category::Oblast) == says_oblast)?;
    Some((main_settlement(registry, area)?, area))
}

/// The city or settlement the area is called after, else the centre of its largest hromada.
fn main_settlement<'a>(registry: &'a Registry, area: &Place) -> Option<&'a Place> {
    let tree = &registry.records.territories;
    let name = roots(&normalize::folded(&area.name));
    let inside = || tree.all().iter().filter(|place| tree.lies_in(place.code, area.code));
    let is_namesake = |place: &&Place| {
        matches!(place.category, Category::City | Category::SettlementType)
            && roots(&normalize::folded(&place.name)) == name
    };
    let hromadas = || registry.hromadas_in(Scope::Within(area.code, area.category));
    let largest = || hromadas().max_by_key(|hromada| hromada.facts.population.unwrap_or_default());
    inside().find(is_namesake).or_else(|| largest().and_then(|hromada| tree.get(tree.get(hromada.code)?.centre?)))
}

/// Cities and settlements written nearly so, as one word or as several; the fewest slips and the larger place first.
pub fn nearly_called<'a>(registry: &'a Registry, text: &str) -> Vec<&'a Place> {
    let asked = own_name(text).replace(' ', "");
    let is_town =
        |place: &&Place| matches!(place.category, Category::City | Category::SpecialCity | Category::SettlementType);
    let near = registry.records.territories.all().iter().filter(is_town).filter_map(|place| {
        let name = normalize::folded(&place.name).replace(' ', "");
        slips(&asked, &name, SLIPS).map(|found| (found, places::factor(registry, place), place))
    });
    let mut near: Vec<(u32, f32, &Place)> = near.collect();
    near.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    near.into_iter().map(|(_, _, place)| place).take(OFFERED).collect()
}

/// The folded words of a name without those for the type of a place.
pub fn own_name(text: &str) -> String {
    let words = read_words(text).filter(|word| !is_type_word(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Folded words, those in Latin letters read back.
fn read_words(text: &str) -> impl Iterator<Item = String> + '_ {
    normalize::search_words(text)
        .map(|word| normalize::folded(&cyrillic(word).unwrap_or_else(|| word.to_owned())))
        .filter(|word| !word.is_empty())
}

fn roots(folded: &str) -> Vec<String> {
    folded.split(' ').map(root).collect()
}
