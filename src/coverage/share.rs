//! Which settlements, and how many people, have a point of some kind within a distance.

use std::collections::{BTreeMap, BTreeSet};

use super::reach::{Reach, Reaches, Settlement, reaches};
use crate::domain::TerritoryCode;
use crate::registry::{HromadaOnDate, PointOnDate, Registry, Scope};

/// The ministry's distance for the network, in metres.
pub const WITHIN_14_KM: f64 = 14_000.0;

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
    reaches(registry, question).coverage(question.within)
}

impl Reaches {
    /// The shares within so many metres.
    #[must_use]
    pub fn coverage(&self, within: f64) -> Coverage {
        let mut sum = CoverageTotals::default();
        self.all.iter().for_each(|reach| sum.add(reach, within));
        let found = sum.coverage();
        Coverage {
            points_unknown: self.points_unknown,
            hromadas_unknown: found.hromadas_unknown + self.empty_hromadas,
            ..found
        }
    }

    /// The same by part of the territory; settlements of no part are passed over.
    #[must_use]
    pub fn coverage_by<K: Ord>(&self, within: f64, part: impl Fn(&Settlement) -> Option<K>) -> BTreeMap<K, Coverage> {
        let mut sums: BTreeMap<K, CoverageTotals> = BTreeMap::new();
        for reach in &self.all {
            if let Some(part) = part(&reach.settlement) {
                sums.entry(part).or_default().add(reach, within);
            }
        }
        sums.into_iter().map(|(part, sum)| (part, sum.coverage())).collect()
    }
}

#[derive(Default)]
struct CoverageTotals {
    counts: Coverage,
    people: f64,
    people_covered: f64,
    people_unknown: f64,
    /// Hromadas and cities without hromada whose population is not known.
    unknown: BTreeSet<TerritoryCode>,
}

impl CoverageTotals {
    fn add(&mut self, reach: &Reach, within: f64) {
        let settlement = &reach.settlement;
        let covered = reach.is_within(within);
        self.counts.settlements += 1;
        self.counts.settlements_covered += u32::from(covered == Some(true));
        self.counts.settlements_unknown += u32::from(covered.is_none());
        self.counts.estimated |= settlement.estimated;
        let Some(people) = settlement.people else {
            self.unknown.insert(settlement.hromada.unwrap_or(settlement.code));
            return;
        };
        self.people += people;
        match covered {
            Some(true) => self.people_covered += people,
            Some(false) => {}
            None => self.people_unknown += people,
        }
    }

    fn coverage(&self) -> Coverage {
        Coverage {
            population: whole_people(self.people),
            population_covered: whole_people(self.people_covered),
            population_unknown: whole_people(self.people_unknown),
            hromadas_unknown: u32::try_from(self.unknown.len()).unwrap_or(u32::MAX),
            ..self.counts
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a sum of shares of u32 people; `as` saturates"
)]
pub(super) fn whole_people(people: f64) -> u32 {
    people.round() as u32
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
        let registry = Region::with_settlements(&villages).population(1_000).point(50.0, 30.0).registry();
        let coverage = ask(&registry, WITHIN_14_KM);
        assert_eq!((coverage.settlements, coverage.settlements_covered, coverage.settlements_unknown), (4, 2, 1));
        assert_eq!((coverage.population, coverage.population_covered, coverage.population_unknown), (1_000, 500, 250));
        assert!(coverage.estimated);
        assert_eq!(coverage.settlement_share(), Some(0.5));
    }

    #[test]
    fn an_unknown_population_stays_out_of_the_count() {
        let coverage = ask(&Region::with_settlements(&[village(50.0, 30.0)]).registry(), WITHIN_14_KM);
        assert_eq!((coverage.population, coverage.hromadas_unknown), (0, 1));
        assert_eq!(coverage.population_share(), None);
    }

    #[test]
    fn a_single_settlement_needs_no_estimate() {
        let registry = Region::with_settlements(&[village(50.0, 30.0)]).population(900).point(50.0, 30.0).registry();
        let coverage = ask(&registry, WITHIN_14_KM);
        assert!(!coverage.estimated);
        assert_eq!(coverage.population_covered, 900);
    }

    #[test]
    fn a_longer_reach_never_covers_less() {
        let villages: Vec<_> = (0..20).map(|i| village(49.0 + f64::from(i) / 10.0, 30.0)).collect();
        let registry = Region::with_settlements(&villages).population(5_000).point(50.0, 30.0).registry();
        let covered: Vec<u32> = (0..30).map(|i| ask(&registry, f64::from(i) * 5_000.0).settlements_covered).collect();
        assert!(covered.is_sorted());
        assert_eq!(covered.last(), Some(&20));
    }

    #[test]
    fn a_hromada_left_out_is_in_no_count() {
        let registry = Region::with_settlements(&[village(50.0, 30.0)]).population(900).registry();
        let question = Question { scope: Scope::Country, within: 1.0, serves: &|_| true, leave_out: &|_| true };
        assert_eq!(share(&registry, &question), Coverage::default());
    }
}
