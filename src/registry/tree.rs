//! The KATOTTG tree: places sorted by code, their parents and children, and boundaries.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use geo::{BoundingRect, MultiPolygon, Rect};

use super::sourced::Sourced;
use super::words::WordIndex;
use crate::domain::outline::tidy_rings;
use crate::domain::rows::TerritoryRow;
use crate::domain::{Category, HromadaKind, TerritoryCode};

/// A place of the tree.
pub type Place = Sourced<TerritoryRow>;

/// All places, sorted by code.
#[derive(Clone, Debug, Default)]
pub struct Territories {
    places: Vec<Place>,
    /// For each place the positions of its children, in order of code.
    children: Vec<Vec<u32>>,
    /// Made by `words()` when first asked for.
    pub(super) words: OnceLock<WordIndex>,
    completed: CompletedOutlines,
}

impl Territories {
    /// Builds the tree; rows may come in any order.
    #[must_use]
    pub fn new(mut places: Vec<Place>) -> Self {
        places.sort_by_key(|place| place.code);
        let children = vec![Vec::new(); places.len()];
        let (words, completed) = (OnceLock::new(), CompletedOutlines::default());
        let mut tree = Self { places, children, words, completed };
        for index in 0u32.. {
            let Some(place) = tree.places.get(index as usize) else { break };
            let parent = place.parent.and_then(|code| tree.position(code));
            if let Some(list) = parent.and_then(|p| tree.children.get_mut(p)) {
                list.push(index);
            }
        }
        tree
    }

    /// Where the place stands in `all()`.
    pub fn position(&self, code: TerritoryCode) -> Option<usize> {
        self.places.binary_search_by_key(&code, |place| place.code).ok()
    }

    #[must_use]
    pub fn get(&self, code: TerritoryCode) -> Option<&Place> {
        self.position(code).and_then(|index| self.places.get(index))
    }

    /// Every place in order of code.
    #[must_use]
    pub fn all(&self) -> &[Place] {
        &self.places
    }

    /// Places directly below, in order of code.
    pub fn children(&self, code: TerritoryCode) -> impl Iterator<Item = &Place> {
        let list = self.position(code).and_then(|index| self.children.get(index));
        list.into_iter().flatten().filter_map(|index| self.places.get(*index as usize))
    }

    /// The place itself, then its parent, up to the first level.
    pub fn lineage(&self, code: TerritoryCode) -> impl Iterator<Item = &Place> {
        std::iter::successors(self.get(code), |place| place.parent.and_then(|parent| self.get(parent))).take(8)
    }

    /// The first place of the lineage that passes the test.
    pub fn ancestor(&self, code: TerritoryCode, test: impl Fn(Category) -> bool) -> Option<&Place> {
        self.lineage(code).find(|place| test(place.category))
    }

    /// The oblast or city with special status a place lies in.
    #[must_use]
    pub fn first_level(&self, code: TerritoryCode) -> Option<&Place> {
        self.ancestor(code, Category::is_first_level)
    }

    #[must_use]
    pub fn raion_of(&self, code: TerritoryCode) -> Option<&Place> {
        self.ancestor(code, |category| category == Category::Raion)
    }

    #[must_use]
    pub fn hromada_of(&self, code: TerritoryCode) -> Option<&Place> {
        self.ancestor(code, |category| category == Category::Hromada)
    }

    /// True when `code` is `inside` or lies below it.
    #[must_use]
    pub fn lies_in(&self, code: TerritoryCode, inside: TerritoryCode) -> bool {
        self.lineage(code).any(|place| place.code == inside)
    }

    /// Oblasts and cities with special status.
    pub fn first_levels(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.category.is_first_level())
    }

    /// The loaded outlines completed for this tree; made where the ones kept are for others.
    pub fn completed_outlines(
        &self,
        loaded: &Arc<Boundaries>,
        make: impl FnOnce() -> Arc<Boundaries>,
    ) -> Arc<Boundaries> {
        self.completed.of(loaded, make)
    }

    /// Name with its type, as officials write it: «Полтавська область», «м. Полтава».
    #[must_use]
    pub fn full_name(&self, place: &Place) -> String {
        let name = &place.name;
        match place.category {
            Category::Oblast if name.contains("Республіка") => name.clone(),
            Category::Oblast => format!("{name} область"),
            Category::Raion => format!("{name} район"),
            Category::Hromada => format!("{name} {}", hromada_words(place.kind)),
            Category::City | Category::SpecialCity => format!("м. {name}"),
            Category::SettlementType => format!("с-ще {name}"),
            Category::Village => format!("с. {name}"),
            Category::CityDistrict => format!("{name} район міста"),
        }
    }
}

const fn hromada_words(kind: Option<HromadaKind>) -> &'static str {
    match kind {
        Some(HromadaKind::Rural) => "сільська громада",
        Some(HromadaKind::Settlement) => "селищна громада",
        Some(HromadaKind::Urban) => "міська громада",
        None => "територіальна громада",
    }
}

/// The outline of a territory.
#[derive(Clone, Debug)]
pub struct Boundary {
    /// WGS84 degrees, longitude first.
    pub shape: MultiPolygon<f64>,
    pub bbox: Rect<f64>,
    /// True where it was computed from settlements because none was loaded.
    pub approximate: bool,
    pub source: u32,
}

/// Outlines by code.
#[derive(Clone, Debug, Default)]
pub struct Boundaries(pub BTreeMap<TerritoryCode, Boundary>);

impl Boundaries {
    #[must_use]
    pub const fn new(outlines: BTreeMap<TerritoryCode, Boundary>) -> Self {
        Self(outlines)
    }
}

impl Boundaries {
    #[must_use]
    pub fn get(&self, code: TerritoryCode) -> Option<&Boundary> {
        self.0.get(&code)
    }
}

/// Outlines completed for the loaded ones they were made from. A copy of a tree begins with none.
#[derive(Debug, Default)]
struct CompletedOutlines(Mutex<Option<Completed>>);

#[derive(Debug)]
struct Completed {
    /// Held, so that its address is not used again.
    loaded: Arc<Boundaries>,
    outlines: Arc<Boundaries>,
}

impl Clone for CompletedOutlines {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl CompletedOutlines {
    fn of(&self, loaded: &Arc<Boundaries>, make: impl FnOnce() -> Arc<Boundaries>) -> Arc<Boundaries> {
        // Held while making, so that many first visitors cause one computation.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_ref().filter(|kept| Arc::ptr_eq(&kept.loaded, loaded)) {
            return Arc::clone(&kept.outlines);
        }
        let outlines = make();
        *kept = Some(Completed { loaded: Arc::clone(loaded), outlines: Arc::clone(&outlines) });
        outlines
    }
}

impl Boundary {
    /// The outline, tidied; `None` for an empty shape.
    #[must_use]
    pub fn new(shape: &MultiPolygon<f64>, approximate: bool, source: u32) -> Option<Self> {
        let shape = tidy_rings(shape);
        shape.bounding_rect().map(|bbox| Self { shape, bbox, approximate, source })
    }
}
