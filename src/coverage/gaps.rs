//! Hromadas and starosta districts in which no point that counts works.

use super::share::Question;
use crate::domain::TerritoryCode;
use crate::registry::{PointOnDate, Registry};

/// Hromadas in the count in which no point that counts stands, and which have none of their own; in order of code.
#[must_use]
pub fn hromadas_without(registry: &Registry, question: &Question<'_>) -> Vec<TerritoryCode> {
    let counts = |point: &PointOnDate| !point.is_occupied() && (question.serves)(point);
    let own = |points: &[u32]| points.iter().filter_map(|point| registry.point_at(*point)).any(counts);
    let hromadas = registry.hromadas_in(question.scope).filter(|hromada| !(question.leave_out)(hromada));
    let lacking = hromadas.filter(|hromada| !own(&hromada.points) && !registry.standing_in(hromada.code).any(counts));
    lacking.map(|hromada| hromada.code).collect()
}

/// Positions in `Districts::all` of the districts in the count that have no point that counts.
#[must_use]
pub fn districts_without(registry: &Registry, question: &Question<'_>) -> Vec<u32> {
    let mut found = Vec::new();
    for hromada in registry.hromadas_in(question.scope).filter(|hromada| !(question.leave_out)(hromada)) {
        let points: Vec<&PointOnDate> =
            hromada.points.iter().filter_map(|position| registry.point_at(*position)).collect();
        let serves = |district: u32, point: &PointOnDate| {
            point.district == Some(district) && !point.is_occupied() && (question.serves)(point)
        };
        let lacks = |district: &&u32| !points.iter().any(|point| serves(**district, point));
        found.extend(hromada.districts.iter().filter(lacks));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::fixture::{Region, village};
    use crate::registry::Scope;

    #[test]
    fn a_hromada_with_a_point_that_counts_is_no_gap() {
        let region = || Region::with_settlements(&[village(50.0, 30.0)]);
        let ask = |serves: bool, registry: &Registry| {
            let serves = &move |_: &PointOnDate| serves;
            hromadas_without(registry, &Question { scope: Scope::Country, within: 1.0, serves, leave_out: &|_| false })
        };
        assert_eq!(ask(true, &region().registry()).len(), 1);
        let with_point = region().point(50.0, 30.0).registry();
        assert_eq!((ask(true, &with_point).len(), ask(false, &with_point).len()), (0, 1));
    }
}
