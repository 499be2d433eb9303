//! Points near a place and points in a box.

use rstar::AABB;

use super::distance::{LatLon, box_around, metres};
use crate::registry::{PointOnDate, Registry};

/// A point and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// Position in `Registry::points`.
    pub point: u32,
    pub metres: f64,
}

/// South-west and north-east corners of a box in degrees, as in `bbox=west,south,east,north`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bbox {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

/// Points within `reach` metres, the nearest first.
#[must_use]
pub fn points_near(registry: &Registry, at: LatLon, reach: f64) -> Vec<Near> {
    if !(at.0.is_finite() && at.1.is_finite() && reach >= 0.0) {
        return Vec::new();
    }
    let (north, east) = box_around(at, reach);
    let around = AABB::from_corners([at.1 - east, at.0 - north], [at.1 + east, at.0 + north]);
    let spots = registry.spots.locate_in_envelope(around);
    let mut found: Vec<Near> = spots
        .map(|spot| Near { point: spot.data, metres: metres(at, (spot.geom()[1], spot.geom()[0])) })
        .filter(|near| near.metres <= reach)
        .collect();
    found.sort_by(|a, b| a.metres.total_cmp(&b.metres).then(a.point.cmp(&b.point)));
    found
}

/// How far a nearest point is looked for, step by step: within the ministry's distance, and across the country.
const REACHES: [f64; 3] = [14_000.0, 100_000.0, 2_000_000.0];

/// The nearest point that passes the test.
#[must_use]
pub fn nearest(registry: &Registry, at: LatLon, serves: impl Fn(&PointOnDate) -> bool) -> Option<Near> {
    let fits = |near: &Near| registry.point_at(near.point).is_some_and(&serves);
    REACHES.iter().find_map(|reach| points_near(registry, at, *reach).into_iter().find(fits))
}

/// Positions of the points in the box, in order of code.
#[must_use]
pub fn inside(registry: &Registry, bbox: Bbox) -> Vec<u32> {
    let Bbox { west, south, east, north } = bbox;
    if ![west, south, east, north].iter().all(|side| side.is_finite()) {
        return Vec::new();
    }
    let envelope = AABB::from_corners([west, south], [east, north]);
    let mut found: Vec<u32> = registry.spots.locate_in_envelope(envelope).map(|spot| spot.data).collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::fixture::{Region, village};

    #[test]
    fn the_nearest_point_comes_first_and_distant_ones_do_not_come() {
        let registry = Region::with_settlements(&[village(50.0, 30.0)])
            .point(50.1, 30.0)
            .point(50.01, 30.0)
            .point(51.0, 30.0)
            .registry();
        let found = points_near(&registry, (50.0, 30.0), 20_000.0);
        assert_eq!(found.iter().map(|near| near.point).collect::<Vec<_>>(), [1, 0]);
        assert!((found[0].metres - 1_112.0).abs() < 2.0);
    }

    #[test]
    fn a_box_holds_what_lies_in_it() {
        let registry = Region::with_settlements(&[village(50.0, 30.0)]).point(50.1, 30.0).point(51.0, 30.0).registry();
        assert_eq!(inside(&registry, Bbox { west: 29.0, south: 50.0, east: 31.0, north: 50.5 }), [0]);
    }

    #[test]
    fn impossible_places_have_nothing_near() {
        let registry = Region::with_settlements(&[village(50.0, 30.0)]).point(50.0, 30.0).registry();
        assert!(points_near(&registry, (f64::NAN, 30.0), 1.0).is_empty());
        assert!(points_near(&registry, (50.0, 30.0), f64::NAN).is_empty());
        assert!(inside(&registry, Bbox { west: f64::INFINITY, south: 0.0, east: 0.0, north: 0.0 }).is_empty());
    }
}
