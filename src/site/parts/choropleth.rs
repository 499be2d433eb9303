//! A map of hromadas shaded by a value, with its legend; the same values always stand in a table beside it.

use std::borrow::Cow;

use maud::{Markup, html};

use super::{format, links, names};
use crate::coverage::outlines::outlines;
use crate::domain::{Category, PointKind, TerritoryCode, TerritoryStatus, collation_key};
use crate::http::RequestContext;
use crate::registry::Scope;
use crate::registry::tree::{Boundaries, Boundary};
use crate::site::map::legend::of_scale;
use crate::site::map::{Entry, MapInput, Mark, Scale, Shape, Sign, draw, legend};

/// Occupied hromadas named below a map before the rest is one link away.
const NAMED: usize = 60;

/// What the map shades.
#[derive(Debug)]
pub struct Shading<'a> {
    /// Begins every id in the drawing.
    pub id: &'a str,
    pub title: String,
    /// Value of each hromada; `None`: not known.
    pub values: Vec<(TerritoryCode, Option<f64>)>,
    /// How a value is written.
    pub words: fn(crate::http::Lang, f64) -> String,
    /// Page of a hromada below its own: `/compliance`, or nothing.
    pub below: &'a str,
}

/// The map in a figure; nothing where there is nothing to draw.
#[must_use]
pub fn figure(view: &RequestContext, shading: &Shading<'_>, marks: Vec<Mark<'_>>) -> Markup {
    let all = outlines(&view.registry.records);
    let borders = borders(view, &all);
    with_borders(view, shading, marks, &all, borders)
}

/// The map of single territories without the borders around them.
#[must_use]
pub fn outlined(view: &RequestContext, shading: &Shading<'_>, marks: Vec<Mark<'_>>) -> Markup {
    let all = outlines(&view.registry.records);
    with_borders(view, shading, marks, &all, Vec::new())
}

/// The shaded shapes given to something else than the drawing.
pub fn outlined_shapes<T>(view: &RequestContext, shading: &Shading<'_>, used: impl FnOnce(&[Shape<'_>]) -> T) -> T {
    let all = outlines(&view.registry.records);
    let scale = scale(view, shading);
    used(&shapes(view, shading, &scale, &all))
}

fn scale(view: &RequestContext, shading: &Shading<'_>) -> Scale {
    let values = shading.values.iter().map(|(_, value)| *value);
    Scale::quantiles(values, |value| (shading.words)(view.lang, value))
}

fn with_borders(
    view: &RequestContext,
    shading: &Shading<'_>,
    marks: Vec<Mark<'_>>,
    all: &Boundaries,
    outlines: Vec<&Boundary>,
) -> Markup {
    let lang = view.lang;
    let scale = scale(view, shading);
    let shapes = shapes(view, shading, &scale, all);
    if shapes.is_empty() && marks.is_empty() {
        return html! {};
    }
    let approximate = shapes.iter().any(|shape| shape.boundary.approximate);
    let occupied = occupied_hromadas(view, shading);
    let mut entries = of_scale(
        &scale,
        |class| range(&(shading.words)(lang, class.low), &(shading.words)(lang, class.high)),
        &lang.text("unknown"),
    );
    let shown = PointKind::ALL.iter().filter(|kind| marks.iter().any(|mark| mark.kind == **kind));
    entries.extend(shown.map(|kind| Entry::new(Sign::Kind(*kind), names::kinds(lang, *kind))));
    entries.extend((!occupied.is_empty()).then(|| Entry::new(Sign::Occupied, lang.text("map-occupied"))));
    entries.extend(approximate.then(|| Entry::new(Sign::Approximate, lang.text("map-approximate"))));
    let title = shading.title.as_str();
    let input = MapInput { id: shading.id, title, shapes, outlines, marks };
    html! {
        figure.map-figure.small[input.shapes.len() == 1] {
            (draw(&input))
            figcaption {
                (legend(title, &entries))
                @if input.shapes.len() > 1 { p.small { (lang.text("map-keys")) } }
                @if !input.marks.is_empty() { p.small { (lang.text("map-places-explained")) } }
                @if approximate { p.small { (lang.text("map-approximate-explained")) } }
                (occupied_list(view, &occupied))
            }
        }
    }
}

/// Occupied hromadas of the map, in alphabetical order.
fn occupied_hromadas(view: &RequestContext, shading: &Shading<'_>) -> Vec<TerritoryCode> {
    let codes = shading.values.iter().map(|(code, _)| *code);
    let mut codes: Vec<TerritoryCode> = codes.filter(|code| is_occupied(view, *code)).collect();
    let tree = &view.registry.records.territories;
    codes.sort_by_cached_key(|code| tree.get(*code).map(|place| collation_key(&place.name)));
    codes
}

fn is_occupied(view: &RequestContext, code: TerritoryCode) -> bool {
    let hromada = view.registry.hromada(code);
    hromada.is_some_and(|hromada| hromada.facts.territory_status == Some(TerritoryStatus::Occupied))
}

/// The hatched hromadas in words.
fn occupied_list(view: &RequestContext, codes: &[TerritoryCode]) -> Markup {
    let lang = view.lang;
    html! {
        @if !codes.is_empty() {
            details.occupied {
                summary { (format::plural(lang, "map-occupied-list", codes.len())) }
                ul.columns {
                    @for code in codes.iter().take(NAMED) { li { (links::hromada(view, *code)) } }
                    @if codes.len() > NAMED {
                        li { a href=(view.url("/hromadas", &[("show", "occupied")])) {
                            (format::plural(lang, "and-more", codes.len() - NAMED))
                        } }
                    }
                }
            }
        }
    }
}

fn range(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} – {high}") }
}

fn shapes<'a>(view: &RequestContext, shading: &Shading<'_>, scale: &Scale, all: &'a Boundaries) -> Vec<Shape<'a>> {
    let tree = &view.registry.records.territories;
    let unknown = view.lang.text("unknown");
    let status = names::territory_status(view.lang, TerritoryStatus::Occupied);
    let shapes = shading.values.iter().filter_map(|(code, value)| {
        let name = tree.get(*code).map_or(Cow::Borrowed(code.as_str()), |place| links::short_name(view, place));
        let told = value.map_or_else(|| unknown.clone(), |value| (shading.words)(view.lang, value));
        let occupied = is_occupied(view, *code);
        let told = if occupied { format!("{told}; {status}") } else { told };
        let is_hromada = tree.get(*code).is_some_and(|place| place.category == Category::Hromada);
        let href = if is_hromada {
            view.url(&format!("/hromadas/{code}{}", shading.below), &[])
        } else {
            view.url("/network", &[("territory", code.as_str())])
        };
        Some(Shape {
            boundary: all.get(*code)?,
            shade: scale.shade(*value),
            occupied,
            title: Cow::Owned(format!("{name}: {told}")),
            href: Cow::Owned(href),
        })
    });
    shapes.collect()
}

/// Borders of the next level over the shapes: oblasts of the country, raions of an oblast, the raion itself.
fn borders<'a>(view: &RequestContext, all: &'a Boundaries) -> Vec<&'a Boundary> {
    let tree = &view.registry.records.territories;
    match view.scope {
        Scope::Country => tree.first_levels().filter_map(|place| all.get(place.code)).collect(),
        Scope::Within(code, _) => {
            let raions = tree.children(code).filter(|place| place.category == Category::Raion);
            let raions: Vec<_> = raions.filter_map(|place| all.get(place.code)).collect();
            if raions.is_empty() { all.get(code).into_iter().collect() } else { raions }
        }
    }
}

/// Points of the territory as marks; in a country each would be too many to link.
#[must_use]
pub fn marks(view: &RequestContext, linked: bool) -> Vec<Mark<'_>> {
    let points = view.registry.points_in(view.scope);
    let marks = points.filter_map(|point| {
        let row = point.row();
        let link = linked.then(|| (links::point_url(view, point.code()), row.name.as_str()));
        Some(Mark { kind: row.kind, at: point.location?, link })
    });
    marks.collect()
}
