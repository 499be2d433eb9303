//! Places on the globe by nearness: an index over the unit sphere, where a chord orders as the distance does.

use std::collections::BTreeMap;

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::distance::{EARTH, LatLon, metres};

/// A place on the unit sphere and what stands there.
type IndexedPlace = GeomWithData<[f64; 3], (u32, [f64; 2])>;

/// Added to the chord of a reach, so that rounding leaves no place at its very end out.
const SLACK: f64 = 1e-9;

/// Numbered places, found by how near they are.
#[derive(Debug)]
pub struct PointIndex(RTree<IndexedPlace>);

impl PointIndex {
    /// Of several numbers at one place only the first is kept: they are equally near from everywhere.
    pub fn nearest_of_each_place(places: impl IntoIterator<Item = (u32, LatLon)>) -> Self {
        let mut first: BTreeMap<[u64; 2], (u32, LatLon)> = BTreeMap::new();
        for (number, at) in places {
            first.entry([at.0.to_bits(), at.1.to_bits()]).or_insert((number, at));
        }
        Self::of_all(first.into_values())
    }

    /// Every number, also where several stand at one place.
    pub fn of_all(places: impl IntoIterator<Item = (u32, LatLon)>) -> Self {
        let finite = places.into_iter().filter(|(_, at)| at.0.is_finite() && at.1.is_finite());
        let indexed = finite.map(|(number, at)| IndexedPlace::new(on_sphere(at), (number, [at.0, at.1])));
        Self(RTree::bulk_load(indexed.collect()))
    }

    /// The nearest number and its distance in metres.
    #[must_use]
    pub fn nearest(&self, at: LatLon) -> Option<(u32, f64)> {
        let found = self.0.nearest_neighbor(on_sphere(at))?;
        let (number, [lat, lon]) = found.data;
        Some((number, metres(at, (lat, lon))))
    }

    /// Every number within `reach` metres, in no order.
    pub fn within(&self, at: LatLon, reach: f64) -> impl Iterator<Item = u32> {
        let chord = 2.0 * (reach.max(0.0) / (2.0 * EARTH)).min(1.5).sin() + SLACK;
        let close = self.0.locate_within_distance(on_sphere(at), chord * chord);
        close.filter_map(move |place| {
            let (number, [lat, lon]) = place.data;
            (metres(at, (lat, lon)) <= reach).then_some(number)
        })
    }
}

fn on_sphere((lat, lon): LatLon) -> [f64; 3] {
    let ((north, flat), (east, along)) = (lat.to_radians().sin_cos(), lon.to_radians().sin_cos());
    [flat * along, flat * east, north]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_and_those_within_reach_are_those_a_plain_look_finds() {
        let place = (44.0..52.0f64, 22.0..40.0f64);
        let places = proptest::collection::vec(place.clone(), 1..40);
        proptest::proptest!(|(places in places, at in place, reach in 0.0..300_000.0f64)| {
            let index = PointIndex::of_all((0..).zip(places.iter().copied()));
            let (found, distance) = index.nearest(at).unwrap();
            let least = places.iter().map(|other| metres(at, *other)).fold(f64::INFINITY, f64::min);
            proptest::prop_assert!((distance - least).abs() < 1e-6);
            proptest::prop_assert!((metres(at, places[found as usize]) - least).abs() < 1e-6);
            let mut near: Vec<u32> = index.within(at, reach).collect();
            near.sort_unstable();
            let plain = (0u32..).zip(&places).filter(|(_, other)| metres(at, **other) <= reach);
            proptest::prop_assert_eq!(near, plain.map(|(number, _)| number).collect::<Vec<_>>());
        });
    }

    #[test]
    fn of_points_at_one_place_the_first_is_nearest() {
        let index = PointIndex::nearest_of_each_place([(7, (50.0, 30.0)), (8, (50.0, 30.0)), (9, (51.0, 30.0))]);
        assert_eq!(index.nearest((50.1, 30.0)).map(|(number, _)| number), Some(7));
        assert_eq!(PointIndex::of_all([]).nearest((50.0, 30.0)), None);
    }
}
