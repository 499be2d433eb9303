//! Every settlement in the count with its people and the nearest point that counts.

use super::distance::LatLon;
use super::point_index::PointIndex;
use super::share::Question;
use crate::domain::{Category, TerritoryCode};
use crate::registry::{HromadaOnDate, Place, PointOnDate, Registry, Scope};

/// A settlement in the count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settlement {
    pub code: TerritoryCode,
    /// `None` for a city with special status, which stands in none.
    pub hromada: Option<TerritoryCode>,
    pub raion: Option<TerritoryCode>,
    pub oblast: Option<TerritoryCode>,
    /// `None`: it is not known where it is.
    pub at: Option<LatLon>,
    /// People by the rule of even spread; `None` where the hromada's population is not known.
    pub people: Option<f64>,
    /// True where the people are a share of the hromada's and no count of the settlement's own.
    pub estimated: bool,
}

/// The nearest point that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Position in `Registry::points`.
    pub point: u32,
    pub metres: f64,
}

/// A settlement and how far its nearest point is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    pub settlement: Settlement,
    /// `None` where the settlement's place is not known, or no point counts.
    pub nearest: Option<Nearest>,
}

impl Reach {
    /// Whether a point is within so many metres; `None`: it is not known where the settlement is.
    #[must_use]
    pub fn is_within(&self, metres: f64) -> Option<bool> {
        self.settlement.at?;
        Some(self.nearest.is_some_and(|nearest| nearest.metres <= metres))
    }
}

/// The settlements of a territory with their distances.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reaches {
    /// In order of hromada and code.
    pub all: Vec<Reach>,
    /// Hromadas in the count that have no settlements.
    pub empty_hromadas: u32,
    /// Points of the territory that count but whose place is not known.
    pub points_unknown: u32,
}

/// The nearest point that counts for every settlement in the count.
#[must_use]
pub fn reaches(registry: &Registry, question: &Question<'_>) -> Reaches {
    let index = serving(registry, question.serves);
    let (settlements, empty_hromadas) = settlements(registry, question);
    let nearest = |at: LatLon| index.nearest(at).map(|(point, metres)| Nearest { point, metres });
    let all = settlements.into_iter().map(|settlement| Reach { settlement, nearest: settlement.at.and_then(nearest) });
    let unplaced = registry.points_in(question.scope);
    let unplaced = unplaced.filter(|point| point.location.is_none() && counts(point, question.serves));
    let points_unknown = u32::try_from(unplaced.count()).unwrap_or(u32::MAX);
    Reaches { all: all.collect(), empty_hromadas, points_unknown }
}

/// A point of an occupied hromada serves nobody, whatever is asked for.
fn counts(point: &PointOnDate, serves: &dyn Fn(&PointOnDate) -> bool) -> bool {
    !point.is_occupied() && serves(point)
}

/// The places of the points that count, also outside the territory: people do not stop at its border.
fn serving(registry: &Registry, serves: &dyn Fn(&PointOnDate) -> bool) -> PointIndex {
    let numbered = (0..).zip(&registry.points).filter(|(_, point)| counts(point, serves));
    PointIndex::nearest_of_each_place(numbered.filter_map(|(number, point)| Some((number, point.location?))))
}

/// The settlements in the count, and how many hromadas have none.
fn settlements(registry: &Registry, question: &Question<'_>) -> (Vec<Settlement>, u32) {
    let (mut found, mut empty) = (Vec::new(), 0);
    for hromada in registry.hromadas_in(question.scope).filter(|hromada| !(question.leave_out)(hromada)) {
        let before = found.len();
        add_hromada(registry, hromada, &mut found);
        empty += u32::from(found.len() == before);
    }
    found.extend(cities_without_hromada(registry, question.scope).map(|city| Settlement {
        code: city.code,
        hromada: None,
        raion: None,
        oblast: Some(city.code),
        at: city.location,
        people: None,
        estimated: false,
    }));
    (found, empty)
}

/// Adds the settlements of a hromada, its people spread evenly over them.
fn add_hromada(registry: &Registry, hromada: &HromadaOnDate, found: &mut Vec<Settlement>) {
    let places = registry.records.territories.children(hromada.code);
    let places: Vec<&Place> = places.filter(|place| place.category.is_settlement()).collect();
    let people = hromada.facts.population.map(|people| f64::from(people) / places.len().max(1) as f64);
    found.extend(places.iter().map(|place| Settlement {
        code: place.code,
        hromada: Some(hromada.code),
        raion: hromada.raion,
        oblast: hromada.oblast,
        at: place.location,
        people,
        estimated: people.is_some() && places.len() > 1,
    }));
}

/// Cities with special status stand in no hromada and are settlements of their own.
fn cities_without_hromada(registry: &Registry, scope: Scope) -> impl Iterator<Item = &Place> {
    let tree = &registry.records.territories;
    let asked = move |code: TerritoryCode| scope.code().is_none_or(|wanted| wanted == code);
    tree.first_levels().filter(move |place| {
        place.category == Category::SpecialCity
            && asked(place.code)
            && registry.hromada(place.code).is_none()
            && place.location.is_some()
    })
}
