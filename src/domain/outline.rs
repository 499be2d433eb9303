//! Outlines as every map reads them: outer rings against the clock, holes with it, seven decimals, nothing that
//! crosses itself.

use geo::algorithm::bool_ops::{BooleanOps as _, FillRule};
use geo::orient::Direction;
use geo::{
    Area as _, ConvexHull as _, Coord, Intersects as _, Line, LineString, MapCoords as _, MultiPolygon, Orient as _,
    Polygon, RemoveRepeatedPoints as _, Validation as _,
};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::degrees::rounded;

/// The longest ring of several that is checked: the check compares every two sides of a ring.
const LONGEST_RING: usize = 10_000;
/// Rings of an outline whose every two parts are compared.
const MOST_RINGS: usize = 200;
/// Pairs of near sides of one outline that are looked at, of hundreds of thousands of sides an outline may have.
const MOST_PAIRS: usize = 10_000_000;
/// Places where an outline may meet itself and still be repaired; the work and its memory grow with them.
const MOST_MEETINGS: usize = 100_000;
/// Rounding what was repaired may spoil it again, seldom more than once.
const ATTEMPTS: usize = 4;

/// What was found of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soundness {
    Sound,
    /// It crossed itself, or its rings overlapped; the land it covers is the same.
    Repaired,
    /// It is not sound and could not be repaired; without any area nothing is left of it.
    Unsound,
    /// A ring is too long, or there are too many, to be checked.
    Unchecked,
    /// It meets itself in so many places, or its sides lie so close, that it is no outline of a place.
    TooComplex,
}

/// The outline with its rings turned the right way and its coordinates rounded; rings without an area are left out.
#[must_use]
pub fn tidy_rings(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let short = shape.map_coords(|at| Coord { x: rounded(at.x), y: rounded(at.y) });
    let parts = short.remove_repeated_points().into_iter().filter_map(without_flat_rings);
    parts.collect::<MultiPolygon<f64>>().orient(Direction::Default)
}

/// The outline made right, and what was wrong with it.
#[must_use]
pub fn made_sound(shape: &MultiPolygon<f64>) -> (MultiPolygon<f64>, Soundness) {
    let shape = tidy_rings(shape);
    let Some(meetings) = meetings(&shape) else { return (shape, Soundness::TooComplex) };
    let several = rings(&shape).count() > 1;
    let is_long = rings(&shape).count() > MOST_RINGS || rings(&shape).any(|ring| ring.0.len() > LONGEST_RING);
    if several && is_long {
        return (shape, Soundness::Unchecked);
    }
    if is_sound(&shape, meetings) {
        return (shape, Soundness::Sound);
    }
    let mut repaired = shape.clone();
    for _ in 0..ATTEMPTS {
        repaired = tidy_rings(&repaired.union_with_fill_rule(&MultiPolygon::new(Vec::new()), FillRule::NonZero));
        if self::meetings(&repaired).is_some_and(|meetings| is_sound(&repaired, meetings)) {
            return (repaired, Soundness::Repaired);
        }
    }
    (shape, Soundness::Unsound)
}

/// True when the shape is valid. One ring alone, as most outlines are, is when it nowhere meets itself.
fn is_sound(shape: &MultiPolygon<f64>, meetings: usize) -> bool {
    match shape.0.as_slice() {
        [] => false,
        [part] if part.interiors().is_empty() => meetings == 0,
        _ => shape.is_valid(),
    }
}

/// A side of a ring, and its place among the sides of all rings.
struct Side {
    line: Line<f64>,
    at: usize,
    /// The first side of its ring, and how many it has.
    ring: (usize, usize),
}

impl Side {
    fn corners(&self) -> ([f64; 2], [f64; 2]) {
        ([self.line.start.x, self.line.start.y], [self.line.end.x, self.line.end.y])
    }

    /// True for a side that is not the one before or after this one around their ring, and stands after it.
    fn is_later_stranger(&self, other: &Self) -> bool {
        let apart = other.at.saturating_sub(self.at);
        apart > 0 && (self.ring.0 != other.ring.0 || (apart > 1 && apart + 1 < self.ring.1))
    }
}

fn sides(shape: &MultiPolygon<f64>) -> Vec<Side> {
    let mut sides = Vec::new();
    for ring in rings(shape) {
        let first = sides.len();
        let count = ring.lines().count();
        sides.extend(ring.lines().zip(first..).map(|(line, at)| Side { line, at, ring: (first, count) }));
    }
    sides
}

/// How many times two sides meet that are not neighbours; `None` where that takes too long to count or is too often.
fn meetings(shape: &MultiPolygon<f64>) -> Option<usize> {
    let sides = sides(shape);
    let boxes = sides.iter().map(|side| {
        let (start, end) = side.corners();
        GeomWithData::new(Rectangle::from_corners(start, end), side.at)
    });
    let tree: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>> = RTree::bulk_load(boxes.collect());
    let (mut pairs, mut meetings) = (0, 0);
    for side in &sides {
        let (start, end) = side.corners();
        for near in tree.locate_in_envelope_intersecting(AABB::from_corners(start, end)) {
            let other = sides.get(near.data).filter(|other| side.is_later_stranger(other));
            pairs += 1;
            meetings += usize::from(other.is_some_and(|other| side.line.intersects(&other.line)));
            if pairs > MOST_PAIRS || meetings > MOST_MEETINGS {
                return None;
            }
        }
    }
    Some(meetings)
}

fn without_flat_rings(part: Polygon<f64>) -> Option<Polygon<f64>> {
    let (exterior, holes) = part.into_inner();
    (!is_flat(&exterior)).then(|| Polygon::new(exterior, holes.into_iter().filter(|hole| !is_flat(hole)).collect()))
}

/// A closed ring of three different points has four, and they are not all on one line.
fn is_flat(ring: &LineString<f64>) -> bool {
    ring.0.len() < 4 || ring.convex_hull().unsigned_area() == 0.0
}

fn rings(shape: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    shape.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
}

#[cfg(test)]
mod tests {
    use geo::{Winding as _, wkt};
    use proptest::prelude::*;

    use super::*;

    fn assert_right(shape: &MultiPolygon<f64>) {
        assert!(shape.is_valid(), "{:?}", shape.validation_errors());
        for part in shape {
            assert!(part.exterior().is_ccw(), "{part:?}");
            assert!(part.interiors().iter().all(LineString::is_cw), "{part:?}");
        }
    }

    #[test]
    fn rings_are_turned_by_the_right_hand_rule_and_coordinates_cut() {
        let shape = wkt!(MULTIPOLYGON(((30.000_000_04 50.,30. 51.,31. 51.,31. 50.,30.000_000_04 50.),
            (30.2 50.2,30.4 50.2,30.4 50.4,30.2 50.4,30.2 50.2))));
        let (right, soundness) = made_sound(&shape);
        assert_eq!(soundness, Soundness::Sound);
        assert_right(&right);
        assert!((right.0[0].exterior().0[0].x - 30.0).abs() < f64::EPSILON);
        assert!((right.unsigned_area() - 0.96).abs() < 1e-6);
    }

    #[test]
    fn an_outline_that_crosses_itself_is_repaired() {
        let bow = wkt!(MULTIPOLYGON(((30. 50.,31. 51.,31. 50.,30. 51.,30. 50.))));
        let overlap = wkt!(MULTIPOLYGON(((30. 50.,31. 50.,31. 51.,30. 51.,30. 50.)),
            ((30.5 50.,31.5 50.,31.5 51.,30.5 51.,30.5 50.))));
        for (shape, area) in [(bow, 0.5), (overlap, 1.5)] {
            let (right, soundness) = made_sound(&shape);
            assert_eq!(soundness, Soundness::Repaired);
            assert_right(&right);
            assert!((right.unsigned_area() - area).abs() < 1e-6, "{}", right.unsigned_area());
        }
    }

    #[test]
    fn an_outline_that_meets_itself_everywhere_is_given_up_on() {
        let star = (0..1_000_u32).map(|at| {
            let turn = f64::from(at * 499 % 1_000) / 1_000.0 * std::f64::consts::TAU;
            Coord { x: 31.0 + turn.sin(), y: 50.0 + turn.cos() }
        });
        let star = Polygon::new(LineString(star.collect()), Vec::new());
        assert_eq!(made_sound(&MultiPolygon::new(vec![star])).1, Soundness::TooComplex);
    }

    #[test]
    fn an_outline_without_an_area_cannot_be_repaired() {
        let (left, soundness) = made_sound(&wkt!(MULTIPOLYGON(((30. 50.,31. 50.,30.5 50.,30. 50.)))));
        assert_ne!(soundness, Soundness::Sound);
        assert_eq!((left.unsigned_area(), soundness), (0.0, Soundness::Unsound));
    }

    proptest! {
        #![proptest_config(crate::domain::testing::with_kept_seeds())]
        #[test]
        fn whatever_is_called_right_is_right(corners in prop::collection::vec((30.0..31.0_f64, 50.0..51.0_f64), 3..9)) {
            let ring = LineString(corners.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect());
            let (shape, soundness) = made_sound(&MultiPolygon::new(vec![Polygon::new(ring, Vec::new())]));
            if matches!(soundness, Soundness::Sound | Soundness::Repaired) {
                assert_right(&shape);
                prop_assert_eq!(made_sound(&shape), (shape.clone(), Soundness::Sound));
            }
        }
    }
}
