//! The territory tree as the resolver asks it: hromadas of an oblast, settlements of a hromada, all by their spellings.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{Category, TerritoryCode};
use crate::geocoding::spelling::{Place, Spelling};
use crate::geocoding::{normalize, stem};

/// A place of the codifier.
#[derive(Clone, Copy, Debug)]
pub struct PlaceRow<'a> {
    pub code: TerritoryCode,
    pub category: Category,
    pub name: &'a str,
    pub parent: Option<TerritoryCode>,
}

/// Another name of a place: a former one, or one the codifier does not know yet.
#[derive(Clone, Copy, Debug)]
pub struct OldName<'a> {
    pub code: TerritoryCode,
    pub name: &'a str,
}

/// The tree, ready to be asked; built once, never changed.
#[derive(Debug, Default)]
pub struct Gazetteer {
    pub(super) oblasts: Vec<Oblast>,
    pub(super) special_cities: Vec<Spelling>,
}

/// An oblast with its hromadas and with the spellings of its settlements.
#[derive(Debug)]
pub(super) struct Oblast {
    pub code: TerritoryCode,
    pub stem: String,
    pub hromadas: Vec<Hromada>,
    /// Settlement spellings by their stems.
    pub by_stem: HashMap<String, Vec<Spelling>>,
}

/// A hromada with the names of its council and its settlements.
#[derive(Debug)]
pub(super) struct Hromada {
    pub code: TerritoryCode,
    pub raion: Option<TerritoryCode>,
    pub raion_stem: String,
    pub stem: String,
    pub old_stems: Vec<String>,
    pub seat: Option<Category>,
    pub settlements: Vec<Spelling>,
}

impl Gazetteer {
    /// Builds it from a whole codifier or from a part of it.
    pub fn new<'a>(
        rows: impl IntoIterator<Item = PlaceRow<'a>>,
        old_names: impl IntoIterator<Item = OldName<'a>>,
    ) -> Self {
        let mut tree = Tree::new(rows, old_names);
        let firsts = std::mem::take(&mut tree.firsts);
        let (cities, oblasts): (Vec<_>, Vec<_>) =
            firsts.into_iter().partition(|row| row.category == Category::SpecialCity);
        Self {
            oblasts: oblasts.into_iter().map(|row| tree.oblast(row)).collect(),
            special_cities: cities.into_iter().map(special_city).collect(),
        }
    }

    /// True when the tree holds so many oblasts that «the only one» can be said of the country.
    pub(super) fn is_whole_country(&self) -> bool {
        self.oblasts.len() >= 24
    }
}

impl Oblast {
    /// The spellings that share the stem of a key.
    pub(super) fn spellings(&self, key: &str) -> &[Spelling] {
        self.by_stem.get(&stem::name(key)).map_or(&[], Vec::as_slice)
    }
}

/// The rows by their parents, while the gazetteer is built.
struct Tree<'a> {
    firsts: Vec<PlaceRow<'a>>,
    children: HashMap<TerritoryCode, Vec<PlaceRow<'a>>>,
    old: HashMap<TerritoryCode, Vec<&'a str>>,
}

impl<'a> Tree<'a> {
    fn new(rows: impl IntoIterator<Item = PlaceRow<'a>>, old_names: impl IntoIterator<Item = OldName<'a>>) -> Self {
        let mut tree = Self { firsts: Vec::new(), children: HashMap::new(), old: HashMap::new() };
        for row in rows {
            match row.parent {
                Some(parent) => tree.children.entry(parent).or_default().push(row),
                None => tree.firsts.push(row),
            }
        }
        for old in old_names {
            tree.old.entry(old.code).or_default().push(old.name);
        }
        tree
    }

    fn below(&self, code: TerritoryCode) -> impl Iterator<Item = &PlaceRow<'a>> {
        self.children.get(&code).into_iter().flatten()
    }

    fn oblast(&self, row: PlaceRow<'_>) -> Oblast {
        let raions = self.below(row.code).filter(|row| row.category == Category::Raion);
        let hromadas: Vec<Hromada> = raions.flat_map(|raion| self.hromadas(raion)).collect();
        let mut by_stem: HashMap<String, Vec<Spelling>> = HashMap::new();
        for spelling in hromadas.iter().flat_map(|hromada| &hromada.settlements) {
            by_stem.entry(spelling.stem.clone()).or_default().push(spelling.clone());
        }
        Oblast { code: row.code, stem: stem::adjective(&normalize::key(row.name)), hromadas, by_stem }
    }

    fn hromadas(&self, raion: &PlaceRow<'_>) -> impl Iterator<Item = Hromada> {
        let hromadas = self.below(raion.code).filter(|row| row.category == Category::Hromada);
        hromadas.map(|row| self.hromada(row, raion))
    }

    fn hromada(&self, row: &PlaceRow<'_>, raion: &PlaceRow<'_>) -> Hromada {
        // The codifier numbers a hromada's settlements from its centre on.
        let seat = self.below(row.code).filter(|row| row.category.is_settlement()).min_by_key(|row| row.code);
        let seat_code = seat.map(|seat| seat.code);
        let settlements = self.below(row.code).filter(|row| row.category.is_settlement());
        let stem_of = |name: &str| stem::adjective(&normalize::key(name));
        Hromada {
            code: row.code,
            raion: Some(raion.code),
            raion_stem: stem_of(raion.name),
            stem: stem_of(row.name),
            old_stems: self.old_names(row.code).map(stem_of).collect(),
            seat: seat.map(|seat| seat.category),
            settlements: settlements.flat_map(|place| self.spellings(place, row.code, seat_code)).collect(),
        }
    }

    fn spellings(&self, row: &PlaceRow<'_>, hromada: TerritoryCode, seat: Option<TerritoryCode>) -> Vec<Spelling> {
        let seat = seat == Some(row.code);
        let place = Arc::new(Place { code: row.code, category: row.category, hromada: Some(hromada), seat });
        let old = self.old_names(row.code).map(|name| Spelling::new(Arc::clone(&place), name, true));
        std::iter::once(Spelling::new(Arc::clone(&place), row.name, false)).chain(old).collect()
    }

    fn old_names(&self, code: TerritoryCode) -> impl Iterator<Item = &'a str> {
        self.old.get(&code).into_iter().flatten().copied()
    }
}

fn special_city(row: PlaceRow<'_>) -> Spelling {
    let place = Place { code: row.code, category: row.category, hromada: None, seat: false };
    Spelling::new(Arc::new(place), row.name, false)
}
