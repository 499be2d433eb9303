//! From degrees to units of the drawing: equirectangular, true to scale at the middle of the view.

use geo::{Coord, Rect};

/// Free space around the drawing, as a part of its width.
const MARGIN: f64 = 0.012;
/// A view is never narrower than this, in degrees: a single point is still a map.
const NARROWEST: f64 = 0.02;

/// A place in the drawing, in whole units from its north-west corner.
pub type PixelPoint = (i32, i32);

/// Which part of the Earth is drawn and how large.
#[derive(Clone, Copy, Debug)]
pub struct Viewport {
    west: f64,
    north: f64,
    per_lon: f64,
    per_lat: f64,
    pub width: i32,
    pub height: i32,
}

impl Viewport {
    /// A drawing `width` units wide that holds the box; `None` for impossible coordinates.
    pub fn around(boxes: impl Iterator<Item = Rect<f64>>, width: i32) -> Option<Self> {
        let finite = boxes.filter(|b| [b.min(), b.max()].iter().all(|at| at.x.abs() <= 360.0 && at.y.abs() <= 90.0));
        let all = finite.reduce(|a, b| {
            let (low, high) = ((a.min(), b.min()), (a.max(), b.max()));
            Rect::new((low.0.x.min(low.1.x), low.0.y.min(low.1.y)), (high.0.x.max(high.1.x), high.0.y.max(high.1.y)))
        })?;
        let middle = all.center();
        let narrowing = middle.y.to_radians().cos().max(0.05);
        let (wide, high) = (all.width().max(NARROWEST), all.height().max(NARROWEST));
        // A tall territory gives the width its height, so that the drawing is never much higher than wide.
        let across = (wide * narrowing).max(high / 1.15) * (1.0 + 2.0 * MARGIN);
        let per_lat = f64::from(width) / across;
        let down = high * per_lat + 2.0 * MARGIN * f64::from(width);
        Some(Self {
            west: middle.x - across / narrowing / 2.0,
            north: middle.y + down / per_lat / 2.0,
            per_lon: per_lat * narrowing,
            per_lat,
            width,
            height: rounded(down),
        })
    }

    pub fn pixels(&self, at: Coord<f64>) -> PixelPoint {
        (rounded((at.x - self.west) * self.per_lon), rounded((self.north - at.y) * self.per_lat))
    }

    /// Longitude and latitude of a spot.
    pub fn degrees(&self, (x, y): PixelPoint) -> [f64; 2] {
        [self.west + f64::from(x) / self.per_lon, self.north - f64::from(y) / self.per_lat]
    }

    /// True when the spot lies in the drawing.
    pub const fn shows(&self, (x, y): PixelPoint) -> bool {
        x >= 0 && y >= 0 && x <= self.width && y <= self.height
    }
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and what lies that far is outside the view")]
fn rounded(value: f64) -> i32 {
    // Coordinates far outside keep their side but stay small enough to subtract.
    value.round().clamp(-1e6, 1e6) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn east_is_right_south_is_down_and_a_degree_north_is_longer_than_a_degree_east() {
        let view = Viewport::around(std::iter::once(Rect::new((30.0, 49.0), (32.0, 50.0))), 1000).unwrap();
        let (a, b) = (view.pixels(Coord { x: 30.0, y: 50.0 }), view.pixels(Coord { x: 31.0, y: 49.0 }));
        assert!(b.0 > a.0 && b.1 > a.1 && b.1 - a.1 > b.0 - a.0);
        assert!(view.shows(a) && view.shows(b) && !view.shows(view.pixels(Coord { x: 40.0, y: 49.0 })));
    }

    #[test]
    fn a_point_is_a_view_and_nothing_is_none() {
        let view = Viewport::around(std::iter::once(Rect::new((30.0, 49.0), (30.0, 49.0))), 1000).unwrap();
        assert!(view.height > 100);
        assert!(Viewport::around(std::iter::empty(), 1000).is_none());
        assert!(Viewport::around(std::iter::once(Rect::new((f64::NAN, 0.0), (1.0, 1.0))), 1000).is_none());
    }
}
