//! Where new points help most: settlements chosen so that the most people come within reach.

use std::collections::HashMap;

use super::cover::{CoverPlan, CoverProblem};
use super::distance::LatLon;
use super::point_index::PointIndex;
use super::reach::{Reaches, Settlement};
use crate::domain::TerritoryCode;

/// What new points are asked for.
pub struct NewPointsQuestion<'a> {
    /// Reach of a point in metres.
    pub within: f64,
    /// Points wanted.
    pub count: usize,
    /// Settlements in which a point may be opened.
    pub allows: &'a dyn Fn(&Settlement) -> bool,
    /// Most new points in one hromada.
    pub per_hromada: Option<usize>,
}

impl std::fmt::Debug for NewPointsQuestion<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewPointsQuestion").field("count", &self.count).finish_non_exhaustive()
    }
}

/// One new point.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPoint {
    pub settlement: Settlement,
    /// People newly covered: an estimate; settlements of unknown population add nobody.
    pub people: f64,
    /// Settlements newly covered.
    pub settlements: u32,
    /// People newly covered by this point and those before it.
    pub people_so_far: f64,
}

/// The new points in the order of what each adds after those before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewPoints {
    pub points: Vec<NewPoint>,
    /// Settlements in which a point might be opened.
    pub candidates: usize,
    /// Settlements no point reaches now.
    pub uncovered: usize,
    /// No choice of as many points covers more people than this.
    pub upper_bound: f64,
    /// The people covered are at least this share of the best possible.
    pub share_of_best: Option<f64>,
}

/// Chooses settlements for new points; each covers what lies within reach and no point covers yet.
#[must_use]
pub fn new_points(reaches: &Reaches, question: &NewPointsQuestion<'_>) -> NewPoints {
    let uncovered = Uncovered::new(reaches, question.within);
    let candidates: Vec<(Settlement, LatLon)> = reaches
        .all
        .iter()
        .filter(|reach| (question.allows)(&reach.settlement))
        .filter_map(|reach| Some((reach.settlement, reach.settlement.at?)))
        .collect();
    let problem = uncovered.problem(
        candidates.iter().map(|(_, at)| *at),
        numbered_groups(candidates.iter().map(|(settlement, _)| settlement.hromada)),
        question.per_hromada,
    );
    let CoverPlan { steps, upper_bound, share_of_best } = problem.choose_greedily(question.count);
    let mut people_so_far = 0.0;
    let points = steps.iter().filter_map(|step| {
        people_so_far += step.gain.weight;
        let (settlement, _) = candidates.get(step.candidate)?;
        let (people, settlements) = (step.gain.weight, step.gain.elements);
        Some(NewPoint { settlement: *settlement, people, settlements, people_so_far })
    });
    let points = points.collect();
    NewPoints { points, candidates: candidates.len(), uncovered: uncovered.people.len(), upper_bound, share_of_best }
}

/// Hromadas as numbers.
fn numbered_groups(hromadas: impl Iterator<Item = Option<TerritoryCode>>) -> Vec<Option<u32>> {
    let mut numbers: HashMap<TerritoryCode, u32> = HashMap::new();
    let mut number_of = |code: TerritoryCode| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(code).or_insert(next)
    };
    hromadas.map(|hromada| hromada.map(&mut number_of)).collect()
}

/// Settlements whose place is known and which no point reaches.
pub(super) struct Uncovered {
    people: Vec<f64>,
    index: PointIndex,
    within: f64,
}

impl Uncovered {
    pub(super) fn new(reaches: &Reaches, within: f64) -> Self {
        let open = reaches.all.iter().filter(|reach| reach.is_within(within) == Some(false));
        let open: Vec<(f64, LatLon)> =
            open.filter_map(|reach| Some((reach.settlement.people.unwrap_or(0.0), reach.settlement.at?))).collect();
        let index = PointIndex::of_all((0..).zip(open.iter().map(|(_, at)| *at)));
        Self { people: open.into_iter().map(|(people, _)| people).collect(), index, within }
    }

    /// The problem of choosing among places.
    pub(super) fn problem(
        &self,
        places: impl Iterator<Item = LatLon>,
        groups: Vec<Option<u32>>,
        per_group: Option<usize>,
    ) -> CoverProblem {
        let sets = places.map(|at| self.index.within(at, self.within).collect()).collect();
        CoverProblem { weights: self.people.clone(), sets, groups, per_group }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::fixture::{Region, village};
    use crate::coverage::{Coverage, Question, reaches, share};
    use crate::registry::{Registry, Scope};

    fn question(within: f64) -> Question<'static> {
        Question { scope: Scope::Country, within, serves: &|_| true, leave_out: &|_| false }
    }

    fn ask(registry: &Registry, within: f64, count: usize, per_hromada: Option<usize>) -> NewPoints {
        let asked = NewPointsQuestion { within, count, allows: &|_| true, per_hromada };
        new_points(&reaches(registry, &question(within)), &asked)
    }

    #[test]
    fn the_first_point_serves_the_most_and_the_next_serves_others() {
        let villages =
            [village(50.0, 30.0), village(50.05, 30.0), village(50.1, 30.0), village(51.0, 30.0), village(52.0, 30.0)];
        let registry = Region::with_settlements(&villages).population(500).point(52.0, 30.0).registry();
        let found = ask(&registry, 8_000.0, 5, None);
        let served: Vec<(u32, f64)> = found.points.iter().map(|point| (point.settlements, point.people)).collect();
        assert_eq!(served, [(3, 300.0), (1, 100.0)]);
        assert_eq!((found.candidates, found.uncovered, found.share_of_best), (5, 4, Some(1.0)));
        assert_eq!(ask(&registry, 8_000.0, 5, Some(1)).points.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn a_point_added_where_it_was_proposed_covers_as_many_as_was_told(
            places in proptest::collection::vec((49.0..50.0f64, 30.0..31.0f64), 1..20),
            within in 1_000.0..40_000.0f64,
        ) {
            let villages: Vec<_> = places.iter().map(|(lat, lon)| village(*lat, *lon)).collect();
            let population = 1_000 * u32::try_from(villages.len()).unwrap();
            let region = || Region::with_settlements(&villages).population(population).point(49.5, 30.5);
            let before: Coverage = share(&region().registry(), &question(within));
            let found = ask(&region().registry(), within, 1, None);
            if let Some(point) = found.points.first() {
                let (lat, lon) = point.settlement.at.unwrap();
                let after = share(&region().point(lat, lon).registry(), &question(within));
                proptest::prop_assert_eq!(after.settlements_covered, before.settlements_covered + point.settlements);
            } else {
                proptest::prop_assert_eq!(before.settlements_covered, before.settlements);
            }
        }

        #[test]
        fn a_point_anywhere_never_lowers_coverage(
            places in proptest::collection::vec((49.0..50.0f64, 30.0..31.0f64), 1..20),
            (lat, lon) in (49.0..50.0f64, 30.0..31.0f64),
            within in 0.0..60_000.0f64,
        ) {
            let villages: Vec<_> = places.iter().map(|(lat, lon)| village(*lat, *lon)).collect();
            let region = || Region::with_settlements(&villages).population(9_000).point(49.2, 30.2);
            let before = share(&region().registry(), &question(within));
            let after = share(&region().point(lat, lon).registry(), &question(within));
            proptest::prop_assert!(after.settlements_covered >= before.settlements_covered);
            proptest::prop_assert!(after.population_covered >= before.population_covered);
        }
    }
}
