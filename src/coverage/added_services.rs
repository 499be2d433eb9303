//! Which existing point should begin to give which service, so that the most people come within reach of it.

use super::new_points::Uncovered;
use super::reach::reaches;
use super::share::Question;
use crate::registry::{PointOnDate, Registry};

/// A service an existing point should begin to give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AddedService {
    /// Number of the service in the catalogue.
    pub service: u32,
    /// Position of the point in `Registry::points`.
    pub point: u32,
    /// People who come within reach of the service: an estimate.
    pub people: f64,
    pub settlements: u32,
}

/// The additions in order of what each brings, and the points that were not asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddedServices {
    pub additions: Vec<AddedService>,
    /// Points that have not declared what they give: they may give it already.
    pub undeclared: usize,
}

/// Chooses at most `count` pairs of point and service. `question.serves` says which points may give services at all;
/// whether one gives a service is added to it. Services do not touch one another, so the choices of each are merged.
#[must_use]
pub fn added_services(registry: &Registry, question: &Question<'_>, services: &[u32], count: usize) -> AddedServices {
    let able = |point: &PointOnDate| !point.is_occupied() && (question.serves)(point);
    let in_scope = |point: &PointOnDate| able(point) && question.scope.contains_point(registry, point);
    let undeclared = registry.points.iter().filter(|point| in_scope(point) && !point.declared).count();
    let mut additions: Vec<AddedService> = Vec::new();
    for service in services {
        let gives = |point: &PointOnDate| (question.serves)(point) && point.offered.contains(*service);
        let open = reaches(registry, &Question { serves: &gives, ..*question });
        let numbered = (0u32..).zip(&registry.points);
        let candidates = numbered.filter(|(_, p)| in_scope(p) && p.declared && !p.offered.contains(*service));
        let candidates: Vec<_> = candidates.filter_map(|(number, point)| Some((number, point.location?))).collect();
        let places = candidates.iter().map(|(_, at)| *at);
        let problem = Uncovered::new(&open, question.within).problem(places, Vec::new(), None);
        additions.extend(problem.choose_greedily(count).steps.iter().filter_map(|step| {
            let (point, _) = candidates.get(step.candidate)?;
            let (people, settlements) = (step.gain.weight, step.gain.elements);
            Some(AddedService { service: *service, point: *point, people, settlements })
        }));
    }
    // Stable: within one service the order of choice stays.
    additions.sort_by(|a, b| b.people.total_cmp(&a.people).then(b.settlements.cmp(&a.settlements)));
    additions.truncate(count);
    AddedServices { additions, undeclared }
}
