//! Which settlements, and how many people, have a point of some kind within a distance.

use std::collections::HashSet;

use rstar::{AABB, RTree};

use super::distance::{LatLon, box_around, metres};
use crate::domain::TerritoryCode;
use crate::registry::{HromadaOnDate, Place, PointOnDate, Registry, Scope};

/// The ministry's distance for the network, in metres.
pub const WITHIN_14_KM: f64 = 14_000.0;
/// Text key of the rule by which people are spread over settlements.
pub const RULE: &str = "coverage-rule-even-spread";

/// What is asked about a territory.
pub struct Question<'a> {
    pub scope: Scope,
    /// Metres.
    pub within: f64,
    /// Points that count; suspended ones are the caller's decision, those of occupied hromadas never do.
    pub serves: &'a dyn Fn(&PointOnDate) -> bool,
    /// Hromadas outside the count, as occupied ones.
    pub leave_out: &'a dyn Fn(&HromadaOnDate) -> bool,
}

/// How much of a territory is served.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Settlements in the count.
    pub settlements: u32,
    pub settlements_covered: u32,
    /// Settlements whose place is not known: counted, not covered, possibly served.
    pub settlements_unknown: u32,
    /// People of the hromadas whose population is known.
    pub population: u32,
    pub population_covered: u32,
    /// People of settlements whose place is not known.
    pub population_unknown: u32,
    /// Hromadas whose population is not known: their people are in no count.
    pub hromadas_unknown: u32,
    /// Points that count but whose place is not known: they may serve settlements shown as not covered.
    pub points_unknown: u32,
    /// True where people of settlements are estimated from the hromada.
    pub estimated: bool,
}

impl Coverage {
    /// Share of settlements, `None` when there are none.
    #[must_use]
    pub fn settlement_share(&self) -> Option<f64> {
        (self.settlements > 0).then(|| f64::from(self.settlements_covered) / f64::from(self.settlements))
    }

    /// Share of people, `None` when no population is known.
    #[must_use]
    pub fn population_share(&self) -> Option<f64> {
        (self.population > 0).then(|| f64::from(self.population_covered) / f64::from(self.population))
    }
}

/// Answers the question. Points outside the territory serve it too: people do not stop at its border.
#[must_use]
pub fn share(registry: &Registry, question: &Question<'_>) -> Coverage {
    let serving = Serving::new(registry, question);
    let mut sum = Sum { points_unknown: serving.unplaced, ..Sum::default() };
    for hromada in registry.hromadas_in(question.scope).filter(|hromada| !(question.leave_out)(hromada)) {
        let places = registry.records.territories.children(hromada.code).filter(|place| place.category.is_settlement());
        let settlements = places.map(|place| serving.reaches(place)).collect::<Vec<_>>();
        sum.add(&settlements, hromada.facts.population);
    }
    for city in cities_without_hromada(registry, question.scope) {
        sum.add(&[serving.reaches(city)], None);
    }
    sum.coverage()
}

/// Cities with special status stand in no hromada and are settlements of their own.
fn cities_without_hromada(registry: &Registry, scope: Scope) -> impl Iterator<Item = &Place> {
    let tree = &registry.records.territories;
    let asked = move |code: TerritoryCode| scope.code().is_none_or(|wanted| wanted == code);
    tree.first_levels().filter(move |place| {
        place.category == crate::domain::Category::SpecialCity
            && asked(place.code)
            && registry.hromada(place.code).is_none()
            && place.location.is_some()
    })
}

/// Places of the points that count.
pub(super) struct Serving {
    spots: RTree<[f64; 2]>,
    within: f64,
    unplaced: u32,
}

impl Serving {
    pub(super) fn new(registry: &Registry, question: &Question<'_>) -> Self {
        let counted = || registry.points.iter().filter(|point| !point.is_occupied() && (question.serves)(point));
        let unplaced = counted().filter(|point| point.location.is_none());
        let unplaced = unplaced.filter(|point| question.scope.has(registry, point)).count();
        let located = counted().filter_map(|point| point.location);
        Self {
            spots: RTree::bulk_load(located.map(|(lat, lon)| [lon, lat]).collect()),
            within: question.within.max(0.0),
            unplaced: u32::try_from(unplaced).unwrap_or(u32::MAX),
        }
    }

    /// Whether a point is within reach of the place; `None`: it is not known where the place is.
    pub(super) fn reaches(&self, place: &Place) -> Option<bool> {
        place.location.map(|at| self.reaches_spot(at))
    }

    fn reaches_spot(&self, at: LatLon) -> bool {
        let (north, east) = box_around(at, self.within);
        let around = AABB::from_corners([at.1 - east, at.0 - north], [at.1 + east, at.0 + north]);
        self.spots.locate_in_envelope(around).any(|[lon, lat]| metres(at, (*lat, *lon)) <= self.within)
    }
}

#[derive(Default)]
struct Sum {
    settlements: u32,
    covered: u32,
    unknown: u32,
    population: u32,
    people_covered: f64,
    people_unknown: f64,
    hromadas_unknown: u32,
    points_unknown: u32,
    estimated: bool,
}

impl Sum {
    /// Counts the settlements of a hromada, its people spread evenly over them.
    fn add(&mut self, settlements: &[Option<bool>], population: Option<u32>) {
        let count = |wanted: Option<bool>| settlements.iter().filter(|reached| **reached == wanted).count();
        let (covered, unknown) = (count(Some(true)), count(None));
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.settlements += number(settlements.len());
        self.covered += number(covered);
        self.unknown += number(unknown);
        let (Some(people), false) = (population, settlements.is_empty()) else {
            self.hromadas_unknown += 1;
            return;
        };
        let each = f64::from(people) / settlements.len() as f64;
        self.population = self.population.saturating_add(people);
        self.people_covered += each * covered as f64;
        self.people_unknown += each * unknown as f64;
        self.estimated |= settlements.len() > 1;
    }

    fn coverage(&self) -> Coverage {
        Coverage {
            settlements: self.settlements,
            settlements_covered: self.covered,
            settlements_unknown: self.unknown,
            population: self.population,
            population_covered: whole(self.people_covered),
            population_unknown: whole(self.people_unknown),
            hromadas_unknown: self.hromadas_unknown,
            points_unknown: self.points_unknown,
            estimated: self.estimated,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a sum of shares of u32 people; `as` saturates"
)]
fn whole(people: f64) -> u32 {
    people.round() as u32
}

/// Settlements of a hromada that no counted point reaches.
#[must_use]
pub fn unreached(registry: &Registry, question: &Question<'_>) -> HashSet<TerritoryCode> {
    let serving = Serving::new(registry, question);
    let counted = registry.hromadas_in(question.scope).filter(|hromada| !(question.leave_out)(hromada));
    let places = counted.flat_map(|hromada| registry.records.territories.children(hromada.code));
    let settlements = places.filter(|place| place.category.is_settlement());
    settlements.filter(|place| serving.reaches(place) == Some(false)).map(|place| place.code).collect()
}

impl std::fmt::Debug for Question<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Question").field("scope", &self.scope).field("within", &self.within).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::fixture::{Region, unplaced, village};

    fn ask(registry: &Registry, within: f64) -> Coverage {
        share(registry, &Question { scope: Scope::Country, within, serves: &|_| true, leave_out: &|_| false })
    }

    #[test]
    fn people_of_a_hromada_are_spread_evenly_over_its_settlements() {
        let villages = [village(50.0, 30.0), village(50.05, 30.0), village(50.5, 30.0), unplaced()];
        let registry = Region::of(&villages).population(1_000).point(50.0, 30.0).registry();
        let coverage = ask(&registry, WITHIN_14_KM);
        assert_eq!((coverage.settlements, coverage.settlements_covered, coverage.settlements_unknown), (4, 2, 1));
        assert_eq!((coverage.population, coverage.population_covered, coverage.population_unknown), (1_000, 500, 250));
        assert!(coverage.estimated);
        assert_eq!(coverage.settlement_share(), Some(0.5));
    }

    #[test]
    fn an_unknown_population_stays_out_of_the_count() {
        let coverage = ask(&Region::of(&[village(50.0, 30.0)]).registry(), WITHIN_14_KM);
        assert_eq!((coverage.population, coverage.hromadas_unknown), (0, 1));
        assert_eq!(coverage.population_share(), None);
    }

    #[test]
    fn a_single_settlement_needs_no_estimate() {
        let registry = Region::of(&[village(50.0, 30.0)]).population(900).point(50.0, 30.0).registry();
        let coverage = ask(&registry, WITHIN_14_KM);
        assert!(!coverage.estimated);
        assert_eq!(coverage.population_covered, 900);
    }

    #[test]
    fn a_longer_reach_never_covers_less() {
        let villages: Vec<_> = (0..20).map(|i| village(49.0 + f64::from(i) / 10.0, 30.0)).collect();
        let registry = Region::of(&villages).population(5_000).point(50.0, 30.0).registry();
        let covered: Vec<u32> = (0..30).map(|i| ask(&registry, f64::from(i) * 5_000.0).settlements_covered).collect();
        assert!(covered.is_sorted());
        assert_eq!(covered.last(), Some(&20));
    }

    #[test]
    fn a_hromada_left_out_is_in_no_count() {
        let registry = Region::of(&[village(50.0, 30.0)]).population(900).registry();
        let question = Question { scope: Scope::Country, within: 1.0, serves: &|_| true, leave_out: &|_| true };
        assert_eq!(share(&registry, &question), Coverage::default());
    }
}
