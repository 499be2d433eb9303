//! Maps drawn by the server: shaded territories, outlines and points as one SVG that needs no script.

pub mod features;
pub mod layers;
pub mod legend;
mod marks;
mod outline;
mod project;
pub mod scale;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use maud::{Markup, PreEscaped};

pub use legend::{Entry, Sign, legend};
pub use marks::Mark;
pub use scale::{Scale, Shade};

use crate::registry::tree::Boundary;
use project::Viewport;

/// Width of the drawing in units; more for few shapes, which are looked at more closely.
const COARSE: i32 = 1000;
const FINE: i32 = 2000;
/// With more shapes than this the drawing is coarse.
const FEW: usize = 300;

/// A territory to draw and to choose.
#[derive(Clone, Debug)]
pub struct Shape<'a> {
    pub boundary: &'a Boundary,
    pub shade: Shade,
    /// Hatched over its shade.
    pub occupied: bool,
    /// Name and value, as «Полтавська: 12»; on a map of many shapes each letter counts.
    pub title: Cow<'a, str>,
    /// Address of its page.
    pub href: Cow<'a, str>,
}

/// What a map shows.
#[derive(Clone, Debug, Default)]
pub struct MapInput<'a> {
    /// Begins every id in the drawing: different for each map of a page.
    pub id: &'a str,
    /// What the map shows, for those who cannot see it.
    pub title: &'a str,
    pub shapes: Vec<Shape<'a>>,
    /// Borders drawn over the shapes; land without shapes between them is hatched.
    pub outlines: Vec<&'a Boundary>,
    pub marks: Vec<Mark<'a>>,
}

/// The map as inline SVG; nothing when there is no outline and no point to draw.
#[must_use]
pub fn draw(map: &MapInput<'_>) -> Markup {
    let boxes =
        map.shapes.iter().map(|shape| shape.boundary.bbox).chain(map.outlines.iter().map(|outline| outline.bbox));
    let points = map.marks.iter().map(|mark| geo::Rect::new((mark.at.1, mark.at.0), (mark.at.1, mark.at.0)));
    let width = if map.shapes.len() > FEW { COARSE } else { FINE };
    let view = Viewport::around(boxes, width).or_else(|| Viewport::around(points, width));
    let Some(view) = view else { return PreEscaped(String::new()) };
    let mut svg = String::with_capacity(map.shapes.len() * 220 + map.marks.len() * 40 + 2_000);
    let (id, title, high) = (text(map.id), text(map.title), view.height);
    // Writing to a string cannot fail.
    let _ = write!(svg, "<svg class=\"map\" viewBox=\"0 0 {width} {high}\" role=\"group\" aria-label=\"{title}\">");
    defs(&mut svg, &id, map, &view);
    shapes(&mut svg, &id, &map.shapes, &view);
    if !map.outlines.is_empty() {
        let _ = write!(svg, "<use href=\"#{id}-land\" class=\"edge\"/>");
    }
    marks::draw(&id, &map.marks, &view, &mut svg);
    svg.push_str("</svg>");
    PreEscaped(svg)
}

/// The hatchings and, once for land and border, the outlines.
fn defs(svg: &mut String, id: &str, map: &MapInput<'_>, view: &Viewport) {
    svg.push_str("<defs>");
    hatching(svg, &format!("{id}-hatch"), view, ["h0", "h0", "h1"], 45);
    let occupied = map.shapes.iter().filter(|shape| shape.occupied).map(|shape| shape.shade);
    for shade in occupied.collect::<BTreeSet<_>>() {
        let below = if shade == Shade::Unknown { "h0" } else { shade.class() };
        hatching(svg, &occupied_pattern(id, shade), view, [below, "ow", "oh"], -45);
    }
    if !map.outlines.is_empty() {
        let shapes: Vec<_> = map.outlines.iter().map(|outline| &outline.shape).collect();
        let _ =
            write!(svg, "<path id=\"{id}-land\" class=\"lines\" d=\"{}\"/>", outline::paths(&shapes, view).concat());
    }
    svg.push_str("</defs>");
    if !map.outlines.is_empty() {
        let _ = write!(svg, "<use href=\"#{id}-land\" class=\"land\" fill=\"url(#{id}-hatch)\"/>");
    }
}

/// A pattern of lines over a ground, with an edge beside each line that parts it from the ground; each by its CSS class.
fn hatching(svg: &mut String, id: &str, view: &Viewport, [ground, edge, lines]: [&str; 3], turned: i32) {
    let step = view.width / 125;
    let line = (step / 4).max(1);
    let wide = line + (step / 8).max(1);
    let _ = write!(
        svg,
        "<pattern id=\"{id}\" width=\"{step}\" height=\"{step}\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate({turned})\"><path class=\"{ground}\" d=\"M0 0h{step}v{step}h-{step}z\"/>\
         <path class=\"{edge}\" d=\"M0 0h{wide}v{step}h-{wide}z\"/>\
         <path class=\"{lines}\" d=\"M0 0h{line}v{step}h-{line}z\"/></pattern>",
    );
}

/// The id of the hatching of occupied shapes of a shade.
fn occupied_pattern(id: &str, shade: Shade) -> String {
    format!("{id}-occupied-{}", shade.class())
}

fn shapes(svg: &mut String, id: &str, shapes: &[Shape<'_>], view: &Viewport) {
    let boundaries: Vec<_> = shapes.iter().map(|shape| &shape.boundary.shape).collect();
    // Classes fill what is known; the rest inherits the hatching.
    let _ = write!(svg, "<g class=\"shapes\" fill=\"url(#{id}-hatch)\">");
    for (index, (shape, path)) in shapes.iter().zip(outline::paths(&boundaries, view)).enumerate() {
        let (href, title) = (text(&shape.href), text(&shape.title));
        let approximate = if shape.boundary.approximate { " ap" } else { "" };
        let fill = if shape.occupied {
            format!("class=\"oc{approximate}\" fill=\"url(#{})\"", occupied_pattern(id, shape.shade))
        } else {
            format!("class=\"{}{approximate}\"", shape.shade.class())
        };
        // One stop of the tab key for all: the script moves it with the arrows, and tables beside hold the same.
        let stop = if index == 0 { "" } else { " tabindex=\"-1\"" };
        let _ = write!(svg, "<a href=\"{href}\"{stop} {fill}><title>{title}</title><path d=\"{path}\"/></a>");
    }
    svg.push_str("</g>");
}

/// A text as it may stand in an element or an attribute.
fn text(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    let _ = maud::Escaper::new(&mut escaped).write_str(raw);
    escaped
}

#[cfg(test)]
mod tests;
