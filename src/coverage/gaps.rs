//! Hromadas without a centre, districts without a workplace, and where a new point would help most.

use std::collections::HashMap;

use super::distance::{LatLon, box_around, metres};
use super::share::{Question, unreached};
use crate::domain::{PointKind, PointStatus, TerritoryCode};
use crate::registry::{PointOnDate, Registry, Scope};

/// Most places proposed at once.
const MAX_PROPOSALS: usize = 20;

/// Hromadas in which no centre works on the day, in order of code.
#[must_use]
pub fn hromadas_without_centre(registry: &Registry, scope: Scope) -> Vec<TerritoryCode> {
    let has_centre = |points: &[u32]| works(registry, points, |point| point.row().kind == PointKind::Cnap);
    registry.hromadas_in(scope).filter(|hromada| !has_centre(&hromada.points)).map(|hromada| hromada.code).collect()
}

/// Positions in `Districts::all` of the districts in which no remote workplace works on the day.
#[must_use]
pub fn districts_without_workplace(registry: &Registry, scope: Scope) -> Vec<u32> {
    let mut found = Vec::new();
    for hromada in registry.hromadas_in(scope) {
        let serves =
            |district: u32, point: &PointOnDate| point.row().kind == PointKind::Vrm && point.district == Some(district);
        let lacking = |district: &&u32| !works(registry, &hromada.points, |point| serves(**district, point));
        found.extend(hromada.districts.iter().filter(lacking));
    }
    found
}

fn works(registry: &Registry, points: &[u32], test: impl Fn(&PointOnDate) -> bool) -> bool {
    let known = points.iter().filter_map(|position| registry.point_at(*position));
    known.into_iter().any(|point| point.row().status != PointStatus::Suspended && test(point))
}

/// A settlement where a new point would serve people who have none within reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proposal {
    pub settlement: TerritoryCode,
    /// Settlements newly served.
    pub settlements: u32,
    /// People newly served: an estimate by the rule of the coverage; settlements of unknown population count nothing.
    pub people: f64,
}

/// Settlements in which a new point would serve the most people, each chosen after those before it.
#[must_use]
pub fn where_it_helps(registry: &Registry, question: &Question<'_>, count: usize) -> Vec<Proposal> {
    let mut lacking = lacking(registry, question);
    let mut proposals = Vec::new();
    while proposals.len() < count.min(MAX_PROPOSALS) {
        let reach = |from: &Lacking| -> (f64, u32) {
            let served = about(&lacking, from.at, question.within).iter();
            let served = served.filter(|place| metres(from.at, place.at) <= question.within);
            served.fold((0.0, 0), |(people, places), place| (people + place.people, places + 1))
        };
        let reaches = lacking.iter().map(|place| (place, reach(place)));
        let best = reaches.max_by(|(a, x), (b, y)| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)).then(b.code.cmp(&a.code)));
        let Some((place, (people, settlements))) = best.map(|(place, reach)| (*place, reach)) else { break };
        proposals.push(Proposal { settlement: place.code, settlements, people });
        lacking.retain(|other| metres(place.at, other.at) > question.within);
    }
    proposals
}

/// Places whose latitude is within reach; places are in order of latitude, which saves most of the exact distances.
fn about(places: &[Lacking], at: LatLon, reach: f64) -> &[Lacking] {
    let (north, _) = box_around(at, reach + 1.0);
    let start = places.partition_point(|place| place.at.0 < at.0 - north);
    let end = places.partition_point(|place| place.at.0 <= at.0 + north);
    places.get(start..end).unwrap_or_default()
}

#[derive(Clone, Copy)]
struct Lacking {
    code: TerritoryCode,
    at: LatLon,
    people: f64,
}

fn lacking(registry: &Registry, question: &Question<'_>) -> Vec<Lacking> {
    let tree = &registry.records.territories;
    let mut shares: HashMap<TerritoryCode, f64> = HashMap::new();
    let mut found = Vec::new();
    for code in unreached(registry, question) {
        let (Some(place), Some(hromada)) = (tree.get(code), tree.hromada_of(code)) else { continue };
        let people = *shares.entry(hromada.code).or_insert_with(|| {
            let settlements = tree.children(hromada.code).filter(|place| place.category.is_settlement()).count();
            let people = registry.hromada(hromada.code).and_then(|hromada| hromada.facts.population);
            f64::from(people.unwrap_or(0)) / settlements.max(1) as f64
        });
        found.extend(place.location.map(|at| Lacking { code, at, people }));
    }
    found.sort_by(|a, b| a.at.0.total_cmp(&b.at.0).then(a.code.cmp(&b.code)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::fixture::{Region, village};

    #[test]
    fn a_hromada_with_a_centre_is_no_gap() {
        let region = || Region::of(&[village(50.0, 30.0)]);
        assert_eq!(hromadas_without_centre(&region().registry(), Scope::Country).len(), 1);
        assert!(hromadas_without_centre(&region().point(50.0, 30.0).registry(), Scope::Country).is_empty());
    }

    #[test]
    fn the_first_proposal_serves_the_most_and_the_next_serves_others() {
        let villages =
            [village(50.0, 30.0), village(50.05, 30.0), village(50.1, 30.0), village(51.0, 30.0), village(52.0, 30.0)];
        let registry = Region::of(&villages).population(500).point(52.0, 30.0).registry();
        let question = Question { scope: Scope::Country, within: 8_000.0, serves: &|_| true, leave_out: &|_| false };
        let proposals = where_it_helps(&registry, &question, 5);
        let served: Vec<(u32, f64)> =
            proposals.iter().map(|proposal| (proposal.settlements, proposal.people)).collect();
        assert_eq!(served, [(3, 300.0), (1, 100.0)]);
    }
}
