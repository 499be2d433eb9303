//! Which place people mean by its name: one, several of one name to choose from, or none.

use std::collections::HashSet;

use super::told_places::{larger_place, nearly_called, once_called, own_name};
use super::{find_places, wholes};
use crate::domain::{Category, TerritoryCode};
use crate::registry::scope::Scope;
use crate::registry::snapshot::Registry;
use crate::registry::tree::Place;
use crate::registry::words::{is_stop_word, is_type_word, normalize, root, stem};

/// Most places that are looked through: no name is given to more.
const MOST: usize = 600;
/// Words that say a hromada is meant, and not the settlement it is called after.
const HROMADA_WORDS: &[&str] = &["громада", "громади", "отг", "тг"];

/// Words that say a raion or an oblast is meant, or what a settlement lies in; never a hromada.
pub(super) const LARGER_WORDS: &[&str] = &["обл", "област", "области", "район", "району"];

/// What a name of a place leads to.
#[derive(Clone, Debug)]
pub enum NamedPlace<'a> {
    /// The place, and others of the same name.
    One(&'a Place, Vec<&'a Place>),
    /// A place that was told otherwise than by its own name.
    Instead(&'a Place, Told<'a>),
    /// Places of one name, none of them the likelier.
    Several(Vec<&'a Place>),
    /// No place is called so; these are written alike.
    Alike(Vec<&'a Place>),
}

/// How a place was told, where not by its own name.
#[derive(Clone, Debug)]
pub enum Told<'a> {
    /// By a former name.
    OldName(String),
    /// By the raion or oblast it is the middle of.
    Larger(&'a Place),
}

/// The settlement or hromada people mean by a text: the only one of the name, else the only city, else the only one in
/// the territory in view. After a comma stands what it lies in, as pages print it.
#[must_use]
pub fn named_place<'a>(registry: &'a Registry, text: &str, scope: Scope) -> NamedPlace<'a> {
    let (own, around) = text.split_once(',').unwrap_or((text, ""));
    if let Some((place, area)) = larger_place(registry, own) {
        return NamedPlace::Instead(place, Told::Larger(area));
    }
    let called = places_called(registry, own);
    if let Some((place, old)) = once_called(registry, own).filter(|_| !is_called_exactly(&called, own)) {
        return NamedPlace::Instead(place, Told::OldName(old.to_owned()));
    }
    if called.is_empty() && !around.is_empty() {
        return named_place(registry, &text.replace(',', " "), scope);
    }
    match called.as_slice() {
        [] => NamedPlace::Alike(places_like(registry, own)),
        _ => choose(registry, closest_around(registry, called, around), scope),
    }
}

/// Settlements and hromadas of the name; the one of a code.
fn places_called<'a>(registry: &'a Registry, text: &str) -> Vec<&'a Place> {
    let found = places_alike(registry, text);
    if TerritoryCode::parse(text).is_ok() {
        return found;
    }
    let name = Name::new(text);
    name.closest(found.into_iter().filter(|place| name.calls(place)).collect())
}

/// True where one of the places has the very name.
fn is_called_exactly(called: &[&Place], text: &str) -> bool {
    called.iter().any(|place| own_name(text) == normalize::folded(&place.name))
}

/// Places written nearly so: towns first, then whatever the index finds.
fn places_like<'a>(registry: &'a Registry, text: &str) -> Vec<&'a Place> {
    let mut found = nearly_called(registry, text);
    for place in places_alike(registry, text) {
        if !found.iter().any(|known| known.code == place.code) {
            found.push(place);
        }
    }
    found
}

fn places_alike<'a>(registry: &'a Registry, text: &str) -> Vec<&'a Place> {
    let mut found = find_places(registry, text, Scope::Country, MOST);
    found.retain(|place| is_place(place));
    found
}

/// Those of the places that lie in the most of what was written after the name.
fn closest_around<'a>(registry: &'a Registry, called: Vec<&'a Place>, around: &str) -> Vec<&'a Place> {
    let wholes = wholes(around);
    let written: HashSet<String> = wholes.iter().flat_map(|whole| whole.split(' ')).map(root).collect();
    let lies_in = |place: &&Place| {
        let outer = registry.records.territories.lineage(place.code).skip(1);
        outer.filter(|one| normalize::words(&one.name).all(|word| written.contains(&root(&word)))).count()
    };
    let most = called.iter().map(lies_in).max().unwrap_or_default();
    called.into_iter().filter(|place| lies_in(place) == most).collect()
}

/// A settlement, a city with special status or a hromada: what people say they live in.
fn is_place(place: &Place) -> bool {
    place.category.is_settlement_or_city() || place.category == Category::Hromada
}

fn choose<'a>(registry: &Registry, called: Vec<&'a Place>, scope: Scope) -> NamedPlace<'a> {
    let tree = &registry.records.territories;
    let in_view = |place: &&&Place| scope.code().is_none_or(|code| tree.lies_in(place.code, code));
    let is_city = |place: &&&Place| matches!(place.category, Category::City | Category::SpecialCity);
    let only = only_one(called.iter()).or_else(|| only_one(called.iter().filter(is_city)));
    let only = only.or_else(|| only_one(called.iter().filter(in_view)));
    match only.copied() {
        Some(one) => NamedPlace::One(one, called.into_iter().filter(|place| place.code != one.code).collect()),
        None => NamedPlace::Several(called),
    }
}

fn only_one<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// The words of a name as a person wrote it.
struct Name {
    words: HashSet<String>,
    stems: HashSet<String>,
    roots: HashSet<String>,
    says_hromada: bool,
    says_larger: bool,
}

impl Name {
    fn new(text: &str) -> Self {
        let wholes = wholes(text);
        let all: Vec<&str> = wholes.iter().flat_map(|whole| whole.split(' ')).collect();
        // After a comma stands what the place lies in.
        let first = text.split(',').next().unwrap_or_default();
        let says_hromada = normalize::words(first).any(|word| HROMADA_WORDS.contains(&word.as_str()));
        let says_larger = all.iter().any(|word| LARGER_WORDS.contains(word));
        let own = || all.iter().filter(|word| !is_type_word(word) && !is_stop_word(word));
        Self {
            words: own().map(|word| (*word).to_owned()).collect(),
            stems: own().map(|word| stem(word)).collect(),
            roots: own().map(|word| root(word)).collect(),
            says_hromada,
            says_larger,
        }
    }

    /// True where every word of the place's name was written, in some form. A hromada is an adjective of its centre.
    fn calls(&self, place: &Place) -> bool {
        let mut words = normalize::words(&place.name);
        match place.category {
            Category::Hromada if self.says_larger && !self.says_hromada => false,
            Category::Hromada => words.all(|word| self.roots.contains(&root(&word))),
            _ => words.all(|word| self.stems.contains(&stem(&word))),
        }
    }

    /// True where every word of the place's name was written to the letter.
    fn calls_exactly(&self, place: &Place) -> bool {
        normalize::words(&place.name).all(|word| self.words.contains(&word))
    }

    /// The hromada where one is meant, else settlements, and those first that are called so to the letter.
    fn closest<'a>(&self, called: Vec<&'a Place>) -> Vec<&'a Place> {
        let is_wanted = |place: &&&Place| (place.category == Category::Hromada) == self.says_hromada;
        let wanted: Vec<&Place> = called.iter().filter(is_wanted).copied().collect();
        let called = if wanted.is_empty() { called } else { wanted };
        let exact: Vec<&Place> = called.iter().filter(|place| self.calls_exactly(place)).copied().collect();
        if exact.is_empty() { called } else { exact }
    }
}

impl Registry {
    /// Where a place is: its own coordinates, those of its centre, or the middle of the points there.
    #[must_use]
    pub fn location_of(&self, place: &Place) -> Option<(f64, f64)> {
        let tree = &self.records.territories;
        let centre = || place.centre.and_then(|code| tree.get(code)).and_then(|centre| centre.location);
        place.location.or_else(centre).or_else(|| self.middle_of_points(place))
    }

    fn middle_of_points(&self, place: &Place) -> Option<(f64, f64)> {
        let scope = Scope::Within(place.code, place.category);
        let all: Vec<(f64, f64)> = self.points_in(scope).filter_map(|point| point.location).collect();
        let mean = |one: fn(&(f64, f64)) -> f64| all.iter().map(one).sum::<f64>() / all.len() as f64;
        (!all.is_empty()).then(|| (mean(|at| at.0), mean(|at| at.1)))
    }
}
