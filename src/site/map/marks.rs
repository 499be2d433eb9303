//! Points on a map: a sign of its own for each kind, so that kinds are not told by colour alone.

use std::collections::HashMap;
use std::fmt::Write;

use geo::Coord;

use super::project::{PixelPoint, Viewport};
use super::text;
use crate::domain::PointKind;

/// A point to draw.
#[derive(Clone, Debug)]
pub struct Mark<'a> {
    pub kind: PointKind,
    /// Latitude and longitude in degrees.
    pub at: (f64, f64),
    /// Address of its page and its name; without them the point is drawn but cannot be chosen.
    pub link: Option<(String, &'a str)>,
}

/// The largest sign last, so that a centre is not hidden under its workplaces.
const ORDER: [PointKind; 4] = [PointKind::Vrm, PointKind::Mobile, PointKind::Tp, PointKind::Cnap];

/// Between points of one place, as a part of the radius of their signs.
const SPREAD: f64 = 1.7;
/// Between neighbours of a spiral, in radians.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// The CSS class of a kind.
#[must_use]
pub const fn class(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Cnap => "k-cnap",
        PointKind::Tp => "k-tp",
        PointKind::Vrm => "k-vrm",
        PointKind::Mobile => "k-mobile",
    }
}

/// The sign of a kind around a spot, `r` units from its middle to its edge.
pub fn sign(kind: PointKind, (x, y): PixelPoint, r: i32) -> String {
    match kind {
        PointKind::Cnap => {
            let (start, wide) = (x - r, 2 * r);
            format!("M{start} {y}a{r} {r} 0 1 0 {wide} 0a{r} {r} 0 1 0-{wide} 0")
        }
        PointKind::Tp => {
            let half = (r * 9 / 10).max(1);
            let (left, top, side) = (x - half, y - half, 2 * half);
            format!("M{left} {top}h{side}v{side}h-{side}z")
        }
        PointKind::Vrm => {
            let (top, half, high) = (y - r, r, 2 * r);
            format!("M{x} {top}l{half} {high}h-{wide}z", wide = 2 * half)
        }
        PointKind::Mobile => {
            let top = y - r - 1;
            let r = r + 1;
            format!("M{x} {top}l{r} {r}-{r} {r}-{r}-{r}z")
        }
    }
}

/// A small sign in few letters: circles and squares are the ends of a line without length, as wide as its stroke.
fn dot(kind: PointKind, (x, y): PixelPoint, r: i32) -> String {
    match kind {
        PointKind::Cnap | PointKind::Tp => format!("M{x} {y}h0"),
        PointKind::Vrm | PointKind::Mobile => sign(kind, (x, y), r),
    }
}

/// Draws the points of the view: linked ones each by itself, the rest as one path a kind.
pub fn draw(id: &str, marks: &[Mark<'_>], view: &Viewport, svg: &mut String) {
    let radius = radius(marks.len(), view.width);
    svg.push_str("<g class=\"marks\">");
    // One stop of the tab key for all points; the arrows move among them, and a list names them all.
    let mut stop = "";
    let mut taken = HashMap::new();
    for kind in ORDER {
        let mut dots = String::new();
        for mark in marks.iter().filter(|mark| mark.kind == kind) {
            let spot = spread(view.pixels(Coord { x: mark.at.1, y: mark.at.0 }), radius, &mut taken);
            if !(mark.at.0.is_finite() && mark.at.1.is_finite() && view.shows(spot)) {
                continue;
            }
            match &mark.link {
                None => dots.push_str(&dot(kind, spot, radius)),
                Some((href, name)) => {
                    let (href, name, class) = (text(href), text(name), class(kind));
                    // Writing to a string cannot fail.
                    let _ = write!(svg, "<a href=\"{href}\" class=\"{class}\"{stop}><title>{name}</title>");
                    let _ = write!(svg, "<path d=\"{}\"/></a>", sign(kind, spot, radius));
                    stop = " tabindex=\"-1\"";
                }
            }
        }
        draw_dots(id, kind, &dots, radius, svg);
    }
    svg.push_str("</g>");
}

/// Points at one place stand around it in a widening spiral, not on top of one another.
fn spread(spot: PixelPoint, radius: i32, taken: &mut HashMap<PixelPoint, u32>) -> PixelPoint {
    let nth = taken.entry(spot).or_default();
    let (x, y) = spiral(*nth, f64::from(radius) * SPREAD);
    *nth += 1;
    (spot.0 + x, spot.1 + y)
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and what lies that far is outside the view")]
fn spiral(nth: u32, step: f64) -> PixelPoint {
    let (x, y) = spiral_offset(nth, step);
    (x.round() as i32, y.round() as i32)
}

/// Where the nth of several things at one place stands: the first in the middle, the others each a golden angle further.
pub(super) fn spiral_offset(nth: u32, step: f64) -> (f64, f64) {
    let (sin, cos) = (f64::from(nth) * GOLDEN_ANGLE).sin_cos();
    let away = step * f64::from(nth).sqrt();
    (away * cos, away * sin)
}

/// The dots of a kind twice: a little wider below, as a light edge that keeps them apart, and in their colour above.
fn draw_dots(id: &str, kind: PointKind, dots: &str, radius: i32, svg: &mut String) {
    if dots.is_empty() {
        return;
    }
    let class = class(kind);
    let _ = write!(svg, "<defs><path id=\"{id}-{class}\" d=\"{dots}\"/></defs>");
    let (cap, wide, edge) = match kind {
        PointKind::Cnap => ("round", 2 * radius + 1, 2 * radius + 2),
        PointKind::Tp => ("square", 2 * radius - 1, 2 * radius + 1),
        PointKind::Vrm | PointKind::Mobile => ("round", 0, 1),
    };
    let _ = write!(
        svg,
        "<g stroke-linecap=\"{cap}\"><use href=\"#{id}-{class}\" class=\"halo\" stroke-width=\"{edge}\"/>\
         <use href=\"#{id}-{class}\" class=\"dots {class}\" stroke-width=\"{wide}\"/></g>"
    );
}

/// Smaller signs where there are more of them.
const fn radius(count: usize, width: i32) -> i32 {
    let per_mille = match count {
        0..=60 => 9,
        61..=250 => 7,
        251..=900 => 5,
        _ => 2,
    };
    let radius = width * per_mille / 1000;
    if radius < 2 { 2 } else { radius }
}
