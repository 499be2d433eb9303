//! What coverage loses when a point closes.

use super::reach::{Nearest, Settlement, reaches};
use super::share::{Coverage, Question};
use crate::registry::{PointOnDate, Registry};

/// A settlement whose nearest point would be farther away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Farther {
    pub settlement: Settlement,
    pub before: Nearest,
    /// `None`: no other point counts.
    pub after: Option<Nearest>,
    /// It is covered now and would not be.
    pub lost: bool,
}

/// Coverage with and without a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    pub before: Coverage,
    pub after: Coverage,
    /// The point counts at all: one that is suspended or does not qualify takes nothing with it.
    pub counts: bool,
    /// Settlements for which it is the nearest, those that lose their coverage first, then the farthest.
    pub farther: Vec<Farther>,
}

/// What changes when the point with this code closes.
#[must_use]
pub fn closing(registry: &Registry, question: &Question<'_>, code: &str) -> Closing {
    let others = |point: &PointOnDate| point.code() != code && (question.serves)(point);
    let before = reaches(registry, question);
    let after = reaches(registry, &Question { serves: &others, ..*question });
    let counts = registry.point(code).is_some_and(|point| !point.is_occupied() && (question.serves)(point));
    let pairs = before.all.iter().zip(&after.all);
    let changed = pairs.filter_map(|(now, then)| {
        let nearest = now.nearest?;
        let is_farther = then.nearest.is_none_or(|then| then.metres > nearest.metres);
        let within = |reach: &super::Reach| reach.is_within(question.within) == Some(true);
        let lost = within(now) && !within(then);
        is_farther.then_some(Farther { settlement: now.settlement, before: nearest, after: then.nearest, lost })
    });
    let mut farther: Vec<Farther> = changed.collect();
    let distance = |one: &Farther| one.after.map_or(f64::INFINITY, |after| after.metres);
    farther.sort_by(|a, b| b.lost.cmp(&a.lost).then(distance(b).total_cmp(&distance(a))));
    Closing { before: before.coverage(question.within), after: after.coverage(question.within), counts, farther }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::fixture::{Region, village};
    use crate::registry::Scope;

    proptest::proptest! {
        #[test]
        fn closing_never_raises_coverage_and_what_it_loses_is_told(
            places in proptest::collection::vec((49.0..50.0f64, 30.0..31.0f64), 1..20),
            points in proptest::collection::vec((49.0..50.0f64, 30.0..31.0f64), 1..5),
            within in 0.0..60_000.0f64,
        ) {
            let villages: Vec<_> = places.iter().map(|(lat, lon)| village(*lat, *lon)).collect();
            let region = Region::with_settlements(&villages).population(9_000);
            let region = points.iter().fold(region, |region, (lat, lon)| region.point(*lat, *lon));
            let question = Question { scope: Scope::Country, within, serves: &|_| true, leave_out: &|_| false };
            let found = closing(&region.registry(), &question, "0001");
            proptest::prop_assert!(found.counts);
            proptest::prop_assert!(found.after.settlements_covered <= found.before.settlements_covered);
            proptest::prop_assert!(found.after.population_covered <= found.before.population_covered);
            let lost = found.farther.iter().filter(|one| one.lost).count();
            let covered = (found.before.settlements_covered - found.after.settlements_covered) as usize;
            proptest::prop_assert_eq!(lost, covered);
        }
    }

    #[test]
    fn a_point_beside_another_takes_nothing_with_it() {
        let registry = Region::with_settlements(&[village(50.0, 30.0)]).point(50.0, 30.0).point(50.0, 30.0).registry();
        let question = Question { scope: Scope::Country, within: 1_000.0, serves: &|_| true, leave_out: &|_| false };
        let found = closing(&registry, &question, "0001");
        assert_eq!((found.farther.len(), found.before), (0, found.after));
    }
}
