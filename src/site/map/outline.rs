//! Outlines as SVG path data: snapped to whole units, and simplified so that neighbours keep a common border.
//!
//! Borders are cut where three shapes meet and each piece is simplified once, the same for both sides of it; what is
//! simplified shape by shape shows slits and overlaps.

use std::collections::HashMap;
use std::fmt::Write;

use geo::{LineString, MultiPolygon};

use super::project::{PixelPoint, Viewport};

/// How far, in units, a simplified border may run beside the true one.
const TOLERANCE: f64 = 1.2;
/// Rings of less area than this, in square units, are not drawn beside larger ones.
const SPECK: i64 = 3;

/// Path data of each shape, in the given order; empty where nothing is left to draw.
pub fn paths(shapes: &[&MultiPolygon<f64>], view: &Viewport) -> Vec<String> {
    let rings: Vec<Vec<Vec<PixelPoint>>> = shapes.iter().map(|shape| drawn(shape, view)).collect();
    let borders = Borders::of_rings(rings.iter().flatten());
    rings.iter().map(|rings| path(rings.iter().map(|ring| borders.simplified(ring)))).collect()
}

/// The parts of each shape as rings of spots, simplified as they are drawn; the first ring of a part is its outside.
pub fn simplified_parts(shapes: &[&MultiPolygon<f64>], view: &Viewport) -> Vec<Vec<Vec<Vec<PixelPoint>>>> {
    let drawn = |shape: &&MultiPolygon<f64>| {
        let parts = shape.iter().map(|part| {
            let lines = std::iter::once(part.exterior()).chain(part.interiors());
            lines.map(|line| snapped(line, view)).collect::<Vec<_>>()
        });
        without_specks(parts.collect())
    };
    let all: Vec<Vec<Vec<Vec<PixelPoint>>>> = shapes.iter().map(drawn).collect();
    let borders = Borders::of_rings(all.iter().flatten().flatten());
    let simplified = |rings: &Vec<Vec<PixelPoint>>| {
        let rings = rings.iter().map(|ring| borders.simplified(ring)).filter(|ring| ring.len() > 2);
        rings.collect::<Vec<_>>()
    };
    all.iter().map(|parts| parts.iter().map(simplified).filter(|part| !part.is_empty()).collect()).collect()
}

/// Parts large enough to be seen, each without the holes that are not.
fn without_specks(mut parts: Vec<Vec<Vec<PixelPoint>>>) -> Vec<Vec<Vec<PixelPoint>>> {
    let outside = |part: &Vec<Vec<PixelPoint>>| part.first().map_or(0, |ring| area(ring));
    let least = SPECK.min(parts.iter().map(outside).max().unwrap_or(0)).max(1);
    parts.retain(|part| outside(part) >= least);
    for part in &mut parts {
        part.retain(|ring| area(ring) >= least);
    }
    parts
}

/// Rings of a shape in units, without specks.
fn drawn(shape: &MultiPolygon<f64>, view: &Viewport) -> Vec<Vec<PixelPoint>> {
    let lines = shape.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    let rings: Vec<(i64, Vec<PixelPoint>)> =
        lines.map(|line| snapped(line, view)).map(|ring| (area(&ring), ring)).collect();
    let largest = rings.iter().map(|(area, _)| *area).max().unwrap_or(0);
    rings.into_iter().filter(|(area, _)| *area >= SPECK.min(largest).max(1)).map(|(_, ring)| ring).collect()
}

/// The spots of a ring, neighbours different, the first not repeated at the end.
fn snapped(line: &LineString<f64>, view: &Viewport) -> Vec<PixelPoint> {
    let mut ring: Vec<PixelPoint> = line.coords().map(|at| view.pixels(*at)).collect();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

/// Twice the area.
fn area(ring: &[PixelPoint]) -> i64 {
    let following = ring.iter().cycle().skip(1);
    let sum: i64 = ring.iter().zip(following).map(|(a, b)| cross(*a, *b)).sum();
    sum.abs()
}

fn cross(a: PixelPoint, b: PixelPoint) -> i64 {
    i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)
}

/// What a spot of a border is next to.
#[derive(Clone, Copy)]
enum Neighbour {
    /// One border runs through it.
    Two(PixelPoint, PixelPoint),
    /// Borders meet or part here.
    Meeting,
}

struct Borders(HashMap<PixelPoint, Neighbour>);

impl Borders {
    fn of_rings<'a>(rings: impl Iterator<Item = &'a Vec<PixelPoint>>) -> Self {
        let mut spots: HashMap<PixelPoint, Neighbour> = HashMap::new();
        for ring in rings {
            let (before, after) = (ring.iter().cycle().skip(ring.len().saturating_sub(1)), ring.iter().cycle().skip(1));
            for ((at, before), after) in ring.iter().zip(before).zip(after) {
                let pair = (*before.min(after), *before.max(after));
                let known = spots.entry(*at).or_insert(Neighbour::Two(pair.0, pair.1));
                if !matches!(known, Neighbour::Two(a, b) if (*a, *b) == pair) {
                    *known = Neighbour::Meeting;
                }
            }
        }
        Self(spots)
    }

    fn is_meeting(&self, at: PixelPoint) -> bool {
        matches!(self.0.get(&at), Some(Neighbour::Meeting))
    }

    /// The ring with each piece between meetings simplified.
    fn simplified(&self, ring: &[PixelPoint]) -> Vec<PixelPoint> {
        let meeting = ring.iter().position(|at| self.is_meeting(*at));
        // A ring that meets nothing begins at its smallest spot, so that a hole and what fills it are cut alike.
        let smallest = || ring.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(i, _)| i);
        let mut turned: Vec<PixelPoint> = ring.to_vec();
        turned.rotate_left(meeting.unwrap_or_else(smallest));
        turned.extend(turned.first().copied());
        let mut found: Vec<PixelPoint> = Vec::new();
        let mut piece: Vec<PixelPoint> = Vec::new();
        for at in turned {
            piece.push(at);
            if piece.len() > 1 && self.is_meeting(at) {
                found.extend(simplified_piece(&piece).into_iter().skip(1));
                piece = vec![at];
            }
        }
        found.extend(simplified_piece(&piece).into_iter().skip(1));
        without_spikes(&found)
    }
}

/// Without ways out and back again, which snapping leaves of narrow places.
fn without_spikes(ring: &[PixelPoint]) -> Vec<PixelPoint> {
    let mut found: Vec<PixelPoint> = Vec::with_capacity(ring.len());
    for at in ring {
        if found.len() > 1 && found.get(found.len() - 2) == Some(at) {
            found.pop();
        } else if found.last() != Some(at) {
            found.push(*at);
        }
    }
    while found.len() > 1 && found.first() == found.last() {
        found.pop();
    }
    found
}

/// Simplifies a piece in a direction that does not depend on the shape it is looked at from.
fn simplified_piece(piece: &[PixelPoint]) -> Vec<PixelPoint> {
    let forward = piece.iter().lt(piece.iter().rev());
    let mut ordered: Vec<PixelPoint> = piece.to_vec();
    if !forward {
        ordered.reverse();
    }
    let mut kept = simplified(&ordered);
    if !forward {
        kept.reverse();
    }
    kept
}

/// Douglas and Peucker: the spots which are needed to stay within the tolerance.
fn simplified(piece: &[PixelPoint]) -> Vec<PixelPoint> {
    let mut found: Vec<PixelPoint> = piece.first().copied().into_iter().collect();
    // Parts still to be looked at, the first on top: a list instead of recursion, since borders may be long.
    let mut parts = vec![piece];
    while let Some(part) = parts.pop() {
        match farthest(part) {
            Some(cut) => {
                parts.extend(part.get(cut..));
                parts.extend(part.get(..=cut));
            }
            None if part.len() > 1 => found.extend(part.last()),
            None => {}
        }
    }
    found
}

/// Position of the spot farthest from the line between the ends, where it is farther than the tolerance.
fn farthest(part: &[PixelPoint]) -> Option<usize> {
    let (first, last) = (part.first()?, part.last()?);
    let inner = part.iter().enumerate().take(part.len() - 1).skip(1);
    let distances = inner.map(|(index, at)| (index, distance(*at, *first, *last)));
    let strayed = distances.filter(|(_, distance)| *distance > TOLERANCE);
    strayed.reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(index, _)| index)
}

/// Distance of a spot from the segment between two others.
fn distance(at: PixelPoint, from: PixelPoint, to: PixelPoint) -> f64 {
    let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let (x, y) = (f64::from(at.0 - from.0), f64::from(at.1 - from.1));
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((x * dx + y * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (x - along * dx).hypot(y - along * dy)
}

/// Rings in relative commands, numbers parted by a space only where they have to be.
fn path(rings: impl Iterator<Item = Vec<PixelPoint>>) -> String {
    let mut text = String::new();
    for ring in rings.filter(|ring| ring.len() > 2) {
        let Some(first) = ring.first() else { continue };
        push(&mut text, "M", *first);
        // After the first move, pairs without a letter are lines.
        for (command, (from, to)) in
            ["l"].into_iter().chain(std::iter::repeat(" ")).zip(ring.iter().zip(ring.iter().skip(1)))
        {
            push(&mut text, command, (to.0 - from.0, to.1 - from.1));
        }
        text.push('z');
    }
    text
}

fn push(text: &mut String, command: &str, (x, y): PixelPoint) {
    let command = if command == " " && x < 0 { "" } else { command };
    let space = if y < 0 { "" } else { " " };
    // Writing to a string cannot fail.
    let _ = write!(text, "{command}{x}{space}{y}");
}

#[cfg(test)]
mod tests {
    use geo::{Rect, wkt};

    use super::*;

    fn view() -> Viewport {
        Viewport::around(std::iter::once(Rect::new((0.0, -1.0), (10.0, 1.0))), 1000).unwrap()
    }

    #[test]
    fn neighbours_keep_a_common_border() {
        let left = wkt!(MULTIPOLYGON(((0. -1.,5. -1.,5.05 -0.4,4.9 0.1,5.1 0.4,5. 1.,0. 1.,0. -1.))));
        let right = wkt!(MULTIPOLYGON(((10. -1.,10. 1.,5. 1.,5.1 0.4,4.9 0.1,5.05 -0.4,5. -1.,10. -1.))));
        let rings: Vec<Vec<Vec<PixelPoint>>> = [&left, &right].map(|shape| drawn(shape, &view())).into();
        let borders = Borders::of_rings(rings.iter().flatten());
        let simplified: Vec<Vec<PixelPoint>> = rings.iter().flatten().map(|ring| borders.simplified(ring)).collect();
        let common: Vec<PixelPoint> = simplified[0].iter().filter(|at| simplified[1].contains(at)).copied().collect();
        assert!(common.len() >= 4, "{common:?}");
    }

    #[test]
    fn points_on_a_straight_line_are_dropped() {
        let shape = wkt!(MULTIPOLYGON(((0. 0.,1. 0.,2. 0.,3. 0.,3. 1.,0. 1.,0. 0.))));
        let path = &paths(&[&shape], &view())[0];
        assert_eq!(path.matches(|c: char| c.is_ascii_alphabetic()).collect::<String>(), "Mlz");
        assert_eq!(path.split(['M', 'l', 'z']).nth(2).unwrap().split([' ', '-']).count(), 6);
    }

    #[test]
    fn a_hole_stays_and_a_shape_too_small_to_see_is_empty() {
        let ring = wkt!(MULTIPOLYGON(((0. -1.,10. -1.,10. 1.,0. 1.,0. -1.),(4. -0.5,4. 0.5,6. 0.5,6. -0.5,4. -0.5))));
        let speck = wkt!(MULTIPOLYGON(((1. 0.,1.001 0.,1.001 0.001,1. 0.))));
        let empty = MultiPolygon::new(Vec::new());
        let paths = paths(&[&ring, &speck, &empty], &view());
        assert_eq!(paths[0].matches('M').count(), 2);
        assert!(paths[1].is_empty() && paths[2].is_empty());
    }

    #[test]
    fn any_ring_is_drawn_without_harm() {
        let corner = (-20.0..20.0f64, -3.0..3.0f64);
        proptest::proptest!(crate::domain::testing::with_kept_seeds(), |(corners in proptest::collection::vec(corner, 0..30))| {
            let shape = MultiPolygon::new(vec![geo::Polygon::new(LineString::from(corners), Vec::new())]);
            let paths = paths(&[&shape, &shape], &view());
            proptest::prop_assert_eq!(&paths[0], &paths[1]);
        });
    }
}
