//! Approximate outlines for territories that have none: Voronoi cells of their settlements, merged and clipped.

use std::collections::BTreeMap;

use geo::orient::Direction;
use geo::{
    Area, BooleanOps, BoundingRect, ConvexHull, Coord, CoordsIter, Intersects, MapCoords, MultiPoint, MultiPolygon,
    Orient, Point, Polygon, unary_union,
};

use super::voronoi::{Site, regions};
use crate::domain::outline::made_sound;
use crate::domain::{Category, TerritoryCode};
use crate::registry::tree::{Boundaries, Boundary};
use crate::registry::{Place, Territories};

/// Width of the land a hromada is given around its settlements where nothing else bounds it: about 6 km in degrees.
const MARGIN: f64 = 0.055;
/// Corners of the rounding of that margin.
const CORNERS: u32 = 16;
/// Parts and holes below this area (about 0.1 km² in square degrees) are traces of clipping.
const SPECK: f64 = 1.2e-5;

/// All loaded outlines, and approximate ones for hromadas, raions and oblasts that have none but have settlements with
/// coordinates. For the whole country without any outline it takes about a second, so it wants to be kept.
#[must_use]
pub fn approximate(tree: &Territories, loaded: &Boundaries) -> Boundaries {
    let mut all = loaded.clone();
    for (frame, members) in missing_by_frame(tree, loaded) {
        add_hromadas(tree, loaded, frame, &members, &mut all);
    }
    for level in [Category::Raion, Category::Oblast] {
        add_unions(tree, level, &mut all);
    }
    all
}

/// True when the outline of every hromada, raion and oblast is there and nothing needs to be approximated.
#[must_use]
pub fn is_complete(tree: &Territories, loaded: &Boundaries) -> bool {
    let wanted =
        |category| matches!(category, Category::Hromada | Category::Raion) || Category::is_first_level(category);
    tree.all().iter().all(|place| !wanted(place.category) || loaded.get(place.code).is_some())
}

/// Hromadas (and cities with special status) without outline, by the smallest outlined territory they lie in.
fn missing_by_frame<'a>(tree: &'a Territories, loaded: &Boundaries) -> BTreeMap<Option<TerritoryCode>, Vec<&'a Place>> {
    let mut frames: BTreeMap<Option<TerritoryCode>, Vec<&Place>> = BTreeMap::new();
    let lacks = |place: &&Place| {
        matches!(place.category, Category::Hromada | Category::SpecialCity) && loaded.get(place.code).is_none()
    };
    for place in tree.all().iter().filter(lacks) {
        let outlined = |outer: &&Place| loaded.get(outer.code).is_some_and(is_sound);
        let frame = tree.lineage(place.code).skip(1).find(outlined).map(|outer| outer.code);
        frames.entry(frame).or_default().push(place);
    }
    frames
}

/// Only finite coordinates may reach the clipping.
fn is_sound(boundary: &Boundary) -> bool {
    boundary.shape.coords_iter().all(|at| at.x.abs() <= 360.0 && at.y.abs() <= 90.0)
}

fn add_hromadas(
    tree: &Territories,
    loaded: &Boundaries,
    frame: Option<TerritoryCode>,
    members: &[&Place],
    all: &mut Boundaries,
) {
    let plane = Plane::around(members.iter().flat_map(|place| settlement_coordinates(tree, place)));
    let sites: Vec<Site> = members
        .iter()
        .enumerate()
        .flat_map(|(group, place)| settlement_coordinates(tree, place).map(move |at| (at, group)))
        .map(|(at, group)| Site { at: plane.flat(at), group })
        .collect();
    let frame = frame.and_then(|code| loaded.get(code)).map(|outline| free_land(tree, loaded, outline, &plane));
    for ((place, region), group) in members.iter().zip(regions(&sites, members.len())).zip(0..) {
        let own: Vec<Coord<f64>> = sites.iter().filter(|site| site.group == group).map(|site| site.at).collect();
        let shape = clipped(&region, frame.as_ref(), &own, |hull| beside_loaded(loaded, hull, &plane));
        let (shape, _) = made_sound(&plane.round(&tidy(shape)));
        if let Some(boundary) = Boundary::new(&shape, true, 0) {
            all.0.insert(place.code, boundary);
        }
    }
}

/// Places of the settlements of a hromada; a city with special status is its own settlement.
fn settlement_coordinates<'a>(tree: &'a Territories, place: &'a Place) -> impl Iterator<Item = Coord<f64>> + 'a {
    let own = (place.category == Category::SpecialCity).then_some(place);
    let settlements = tree.children(place.code).filter(|child| child.category.is_settlement()).chain(own);
    let located = settlements.filter_map(|settlement| settlement.location);
    located.map(|(lat, lon)| Coord { x: lon, y: lat }).filter(|at| at.x.abs() <= 180.0 && at.y.abs() <= 90.0)
}

/// The outlined territory without the hromadas in it which have outlines of their own.
fn free_land(tree: &Territories, loaded: &Boundaries, outline: &Boundary, plane: &Plane) -> MultiPolygon<f64> {
    let code = loaded.0.iter().find(|(_, boundary)| std::ptr::eq(*boundary, outline)).map(|(code, _)| *code);
    let is_member = |place: TerritoryCode| {
        let hromada = tree.get(place).is_some_and(|place| place.category == Category::Hromada);
        hromada && code.is_some_and(|code| tree.lies_in(place, code))
    };
    let taken = loaded.0.iter().filter(|(place, boundary)| is_member(**place) && is_sound(boundary));
    subtract_outlines(plane.flatten(&outline.shape), taken.map(|(_, boundary)| plane.flatten(&boundary.shape)))
}

/// A hull without the outlined territories it runs into.
fn beside_loaded(loaded: &Boundaries, hull: MultiPolygon<f64>, plane: &Plane) -> MultiPolygon<f64> {
    let Some(reach) = plane.round(&hull).bounding_rect() else { return hull };
    let near = loaded.0.values().filter(|boundary| boundary.bbox.intersects(&reach) && is_sound(boundary));
    subtract_outlines(hull, near.map(|boundary| plane.flatten(&boundary.shape)))
}

fn subtract_outlines(land: MultiPolygon<f64>, taken: impl Iterator<Item = MultiPolygon<f64>>) -> MultiPolygon<f64> {
    let taken: Vec<MultiPolygon<f64>> = taken.map(|shape| shape.orient(Direction::Default)).collect();
    if taken.is_empty() { land } else { land.difference(&unary_union(&taken)) }
}

/// The region within its frame; without a frame, or outside it, within the margin around its settlements.
fn clipped(
    region: &MultiPolygon<f64>,
    frame: Option<&MultiPolygon<f64>>,
    own: &[Coord<f64>],
    free: impl FnOnce(MultiPolygon<f64>) -> MultiPolygon<f64>,
) -> MultiPolygon<f64> {
    let framed = frame.map(|frame| region.intersection(frame)).filter(|shape| shape.unsigned_area() > SPECK);
    framed.unwrap_or_else(|| {
        let hull = MultiPolygon::new(vec![hull(own)]);
        region.intersection(&if frame.is_none() { free(hull) } else { hull })
    })
}

/// The convex hull of places with a margin around it.
fn hull(places: &[Coord<f64>]) -> Polygon<f64> {
    let around = places.iter().flat_map(|at| {
        (0..CORNERS).map(move |corner| {
            let (sin, cos) = (f64::from(corner) / f64::from(CORNERS) * std::f64::consts::TAU).sin_cos();
            Point::new(at.x + MARGIN * cos, at.y + MARGIN * sin)
        })
    });
    around.collect::<MultiPoint>().convex_hull()
}

/// Without the specks clipping leaves: tiny parts beside a large one, tiny holes.
fn tidy(shape: MultiPolygon<f64>) -> MultiPolygon<f64> {
    let largest = shape.iter().map(Area::unsigned_area).fold(0.0, f64::max);
    let kept = shape.into_iter().filter(|part| part.unsigned_area() >= SPECK.min(largest)).map(|part| {
        let (exterior, holes) = part.into_inner();
        let is_hole = |hole: &geo::LineString<f64>| Polygon::new(hole.clone(), Vec::new()).unsigned_area() >= SPECK;
        Polygon::new(exterior, holes.into_iter().filter(is_hole).collect())
    });
    kept.collect()
}

/// Outlines of raions or oblasts as the union of what lies directly below them.
fn add_unions(tree: &Territories, level: Category, all: &mut Boundaries) {
    for place in tree.all().iter().filter(|place| place.category == level) {
        if all.get(place.code).is_some() {
            continue;
        }
        let members: Vec<&Boundary> = tree
            .children(place.code)
            .filter_map(|child| all.get(child.code))
            .filter(|boundary| is_sound(boundary))
            .collect();
        let shapes: Vec<MultiPolygon<f64>> =
            members.iter().map(|boundary| boundary.shape.orient(Direction::Default)).collect();
        let approximate = members.iter().any(|boundary| boundary.approximate);
        let (shape, _) = made_sound(&tidy(unary_union(&shapes)));
        if let Some(boundary) = Boundary::new(&shape, approximate, 0) {
            all.0.insert(place.code, boundary);
        }
    }
}

/// A plane in which a degree is as long to the east as to the north, at the middle of the places at hand.
struct Plane {
    narrowing: f64,
}

impl Plane {
    fn around(places: impl Iterator<Item = Coord<f64>>) -> Self {
        let (sum, count) = places.fold((0.0, 0u32), |(sum, count), at| (sum + at.y, count + 1));
        let middle: f64 = if count == 0 { 0.0 } else { sum / f64::from(count) };
        Self { narrowing: middle.to_radians().cos().max(0.1) }
    }

    fn flat(&self, at: Coord<f64>) -> Coord<f64> {
        Coord { x: at.x * self.narrowing, y: at.y }
    }

    fn flatten(&self, shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        shape.map_coords(|at| self.flat(at))
    }

    fn round(&self, shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        shape.map_coords(|at| Coord { x: at.x / self.narrowing, y: at.y })
    }
}

#[cfg(test)]
mod tests {
    use geo::{Contains, Rect};

    use super::*;
    use crate::coverage::fixture::{HROMADA, OBLAST, RAION, Region, code, unplaced, village};

    fn square(west: f64, south: f64, east: f64, north: f64) -> Boundary {
        let shape = MultiPolygon::new(vec![Rect::new((west, south), (east, north)).to_polygon()]);
        Boundary::new(&shape, false, 1).unwrap()
    }

    fn two_hromadas() -> Territories {
        Region::with_settlements(&[village(50.0, 30.0), village(50.1, 30.1)])
            .hromada(2_000, &[village(50.0, 31.0)])
            .tree()
    }

    #[test]
    fn a_hromada_gets_the_land_nearest_its_settlements_within_the_raion() {
        let loaded = Boundaries([(code(RAION), square(29.5, 49.5, 31.5, 50.5))].into());
        let all = approximate(&two_hromadas(), &loaded);
        let (first, second) = (all.get(code(HROMADA)).unwrap(), all.get(code(2_000)).unwrap());
        assert!(first.approximate && second.approximate);
        assert!(first.shape.contains(&Point::new(29.6, 50.4)) && second.shape.contains(&Point::new(31.4, 49.6)));
        assert!((first.shape.unsigned_area() + second.shape.unsigned_area() - 2.0).abs() < 1e-6);
        assert!(!all.get(code(RAION)).unwrap().approximate);
    }

    #[test]
    fn land_of_an_outlined_neighbour_is_not_given_away() {
        let outlines = [(code(RAION), square(29.5, 49.5, 31.5, 50.5)), (code(2_000), square(30.2, 49.5, 31.5, 50.5))];
        let all = approximate(&two_hromadas(), &Boundaries(outlines.into()));
        assert!((all.get(code(HROMADA)).unwrap().shape.unsigned_area() - 0.7).abs() < 1e-6);
        assert!(!all.get(code(2_000)).unwrap().approximate);
    }

    #[test]
    fn without_any_outline_raion_and_oblast_are_made_of_their_hromadas() {
        let all = approximate(&two_hromadas(), &Boundaries::default());
        for number in [OBLAST, RAION, HROMADA, 2_000] {
            assert!(all.get(code(number)).unwrap().approximate, "{number}");
        }
        assert!(all.get(code(HROMADA)).unwrap().shape.contains(&Point::new(30.05, 50.05)));
        assert!(!all.get(code(HROMADA)).unwrap().shape.contains(&Point::new(30.5, 49.0)));
    }

    #[test]
    fn a_hromada_whose_settlements_have_no_place_gets_no_outline() {
        let all = approximate(&Region::with_settlements(&[unplaced()]).tree(), &Boundaries::default());
        assert!(all.0.is_empty());
    }

    #[test]
    fn equal_and_collinear_settlements_and_places_outside_the_raion_are_survived() {
        let same = [village(50.0, 30.0); 3];
        let line = [village(50.0, 30.1), village(50.0, 30.2), village(50.0, 30.3)];
        let tree = Region::with_settlements(&same).hromada(2_000, &line).hromada(3_000, &[village(10.0, 10.0)]).tree();
        for loaded in [Boundaries::default(), Boundaries([(code(RAION), square(29.5, 49.5, 31.5, 50.5))].into())] {
            let all = approximate(&tree, &loaded);
            assert!([HROMADA, 2_000, 3_000].iter().all(|number| all.get(code(*number)).is_some()));
        }
    }

    #[test]
    fn what_is_loaded_stays_as_it_is() {
        let loaded = Boundaries([(code(HROMADA), square(29.0, 49.0, 30.0, 50.0))].into());
        let all = approximate(&Region::with_settlements(&[village(50.0, 30.0)]).tree(), &loaded);
        assert_eq!(all.get(code(HROMADA)).unwrap().shape, loaded.get(code(HROMADA)).unwrap().shape);
        assert!(!all.get(code(OBLAST)).unwrap().approximate);
        assert!(is_complete(&Region::with_settlements(&[village(50.0, 30.0)]).tree(), &all));
    }
}
