//! Voronoi cells of sites, merged by the group each site belongs to.
//!
//! Cells are taken from the Delaunay triangles as rings of triangle numbers, so merging cancels shared edges exactly
//! and no arithmetic on nearly equal coordinates is needed.

use std::collections::{HashMap, HashSet};

use geo::{Coord, LineString, MultiPoint, MultiPolygon, Point, Polygon, Triangle, TriangulateDelaunayUnconstrained};

/// Fineness to which sites are told apart: a ten-millionth of a degree, about a centimetre.
const FINENESS: f64 = 1e7;
/// Points of the circle put around all sites so that every cell has an end.
const FRAME: u32 = 24;

/// A place that belongs to a group.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    pub at: Coord<f64>,
    pub group: usize,
}

/// For each group below `groups` the rings of the merged cells of its sites: an even-odd area, unbounded cells reaching
/// far beyond the sites. A place shared by two groups goes to the first; impossible coordinates are passed over.
pub fn regions(sites: &[Site], groups: usize) -> Vec<MultiPolygon<f64>> {
    let sites = distinct(sites);
    let triangles = triangles(&sites);
    let centres: Vec<Coord<f64>> = triangles.iter().map(circumcentre).collect();
    let mut edges: Vec<HashSet<(u32, u32)>> = vec![HashSet::new(); groups];
    for (site, cell) in sites.iter().zip(cells(&sites, &triangles)) {
        if let Some(edges) = edges.get_mut(site.group) {
            let following = cell.iter().cycle().skip(1);
            edges.extend(cell.iter().copied().zip(following.copied()));
        }
    }
    edges.iter().map(|edges| merged(edges, &centres)).collect()
}

type Key = (i64, i64);

#[expect(clippy::cast_possible_truncation, reason = "degrees times ten million; `as` saturates")]
fn key(at: Coord<f64>) -> Key {
    ((at.x * FINENESS).round() as i64, (at.y * FINENESS).round() as i64)
}

/// Sites with finite coordinates on the grid, each place once.
fn distinct(sites: &[Site]) -> Vec<Site> {
    let mut seen = HashSet::new();
    let finite = sites.iter().filter(|site| site.at.x.abs() <= 360.0 && site.at.y.abs() <= 90.0);
    let snapped = finite.map(|site| {
        let (x, y) = key(site.at);
        Site { at: Coord { x: x as f64 / FINENESS, y: y as f64 / FINENESS }, ..*site }
    });
    snapped.filter(|site| seen.insert(key(site.at))).collect()
}

fn triangles(sites: &[Site]) -> Vec<Triangle<f64>> {
    let points = sites.iter().map(|site| Point(site.at)).chain(frame(sites));
    points.collect::<MultiPoint>().unconstrained_triangulation().unwrap_or_default()
}

/// A wide circle around all sites.
fn frame(sites: &[Site]) -> impl Iterator<Item = Point<f64>> {
    let bound = |axis: fn(&Site) -> f64| {
        sites.iter().map(axis).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    let ((west, east), (south, north)) = (bound(|site| site.at.x), bound(|site| site.at.y));
    let radius = 30.0 + 4.0 * (east - west).hypot(north - south);
    let count = if sites.is_empty() { 0 } else { FRAME };
    (0..count).map(move |i| {
        let (sin, cos) = (f64::from(i) / f64::from(FRAME) * std::f64::consts::TAU).sin_cos();
        Point::new(f64::midpoint(west, east) + radius * cos, f64::midpoint(south, north) + radius * sin)
    })
}

/// For each site the numbers of the triangles around it, counter-clockwise.
fn cells(sites: &[Site], triangles: &[Triangle<f64>]) -> Vec<Vec<u32>> {
    let numbers: HashMap<Key, usize> = sites.iter().enumerate().map(|(i, site)| (key(site.at), i)).collect();
    let mut around: Vec<Vec<(f64, u32)>> = vec![Vec::new(); sites.len()];
    for (triangle, number) in triangles.iter().zip(0u32..) {
        let corners = triangle.to_array();
        let middle = corners.iter().fold(Coord::zero(), |sum, corner| sum + *corner) / 3.0;
        for corner in corners {
            // Triangles around a site lie side by side, so the angles of their middles give their order.
            let towards = middle - corner;
            if let Some(list) = numbers.get(&key(corner)).and_then(|site| around.get_mut(*site)) {
                list.push((towards.y.atan2(towards.x), number));
            }
        }
    }
    let sorted = around.into_iter().map(|mut list| {
        list.sort_by(|a, b| a.0.total_cmp(&b.0));
        list.into_iter().map(|(_, number)| number).collect()
    });
    sorted.collect()
}

fn circumcentre(triangle: &Triangle<f64>) -> Coord<f64> {
    let [a, b, c] = triangle.to_array();
    let (ab, ac) = (b - a, c - a);
    let twice = 2.0 * (ab.x * ac.y - ab.y * ac.x);
    let (lab, lac) = (ab.x * ab.x + ab.y * ab.y, ac.x * ac.x + ac.y * ac.y);
    let centre = a + Coord { x: (ac.y * lab - ab.y * lac) / twice, y: (ab.x * lac - ac.x * lab) / twice };
    // A triangle without area has no circumcentre; its middle stands between its neighbours.
    if centre.x.is_finite() && centre.y.is_finite() { centre } else { (a + b + c) / 3.0 }
}

/// Rings along the edges which only one cell of the group has.
fn merged(edges: &HashSet<(u32, u32)>, centres: &[Coord<f64>]) -> MultiPolygon<f64> {
    let outer = edges.iter().filter(|(from, to)| from != to && !edges.contains(&(*to, *from)));
    let mut next: HashMap<u32, u32> = outer.copied().collect();
    let mut starts: Vec<u32> = next.keys().copied().collect();
    starts.sort_unstable();
    let mut rings = Vec::new();
    for start in starts {
        let mut ring: Vec<Coord<f64>> = Vec::new();
        let mut at = start;
        while let Some(following) = next.remove(&at) {
            ring.extend(centres.get(at as usize));
            at = following;
        }
        if ring.len() > 2 {
            rings.push(Polygon::new(LineString::new(ring), Vec::new()));
        }
    }
    MultiPolygon::new(rings)
}

#[cfg(test)]
mod tests {
    use geo::{Area, BooleanOps, Contains, Rect};

    use super::*;

    fn site(x: f64, y: f64, group: usize) -> Site {
        Site { at: Coord { x, y }, group }
    }

    #[test]
    fn regions_share_out_the_whole_plane_around_the_sites() {
        let sites: Vec<Site> = (0..60u32)
            .map(|i| site(30.0 + f64::from(i * 37 % 61) / 10.0, 48.0 + f64::from(i * 17 % 59) / 20.0, i as usize % 4))
            .collect();
        let view = Rect::new((30.0, 48.0), (36.0, 51.0)).to_polygon();
        let parts: Vec<MultiPolygon<f64>> =
            regions(&sites, 4).iter().map(|region| region.intersection(&view)).collect();
        let total: f64 = parts.iter().map(Area::unsigned_area).sum();
        assert!((total - view.unsigned_area()).abs() < 1e-6, "{total}");
        let inside = sites.iter().filter(|site| view.contains(&Point(site.at)));
        assert!(inside.clone().count() > 20);
        assert!(inside.clone().all(|site| parts[site.group].contains(&Point(site.at))));
    }

    #[test]
    fn a_grid_of_sites_is_merged_although_four_cells_meet_in_each_corner() {
        let sites: Vec<Site> =
            (0..100u32).map(|i| site(f64::from(i % 10), f64::from(i / 10), usize::from(i % 10 > 4))).collect();
        let view = Rect::new((-0.5, -0.5), (9.5, 9.5)).to_polygon();
        let regions = regions(&sites, 2);
        assert!(regions.iter().all(|region| (region.intersection(&view).unsigned_area() - 50.0).abs() < 1e-6));
    }

    #[test]
    fn few_equal_collinear_and_impossible_sites_do_no_harm() {
        assert!(regions(&[], 1)[0].0.is_empty());
        assert_eq!(regions(&[site(30.0, 50.0, 0)], 1)[0].0.len(), 1);
        assert_eq!(regions(&[site(30.0, 50.0, 0), site(30.0, 50.0, 1)], 2)[1].0.len(), 0);
        let line: Vec<Site> = (0..9u32).map(|i| site(30.0 + f64::from(i), 50.0, i as usize)).collect();
        assert!(regions(&line, 9).iter().all(|region| region.0.len() == 1));
        assert!(regions(&[site(f64::NAN, 50.0, 0), site(1e300, 0.0, 0), site(0.0, 1e-320, 7)], 1)[0].0.is_empty());
    }

    #[test]
    fn any_sites_are_taken() {
        let place = (0u32..40, 0u32..40, 0usize..3);
        proptest::proptest!(crate::domain::testing::with_kept_seeds(), |(places in proptest::collection::vec(place, 0..60))| {
            let sites: Vec<Site> = places.iter().map(|(x, y, group)| site(f64::from(*x) / 8.0, f64::from(*y) / 8.0, *group)).collect();
            let view = Rect::new((-1.0, -1.0), (6.0, 6.0)).to_polygon();
            let total: f64 = regions(&sites, 3).iter().map(|region| region.intersection(&view).unsigned_area()).sum();
            let expected = if sites.is_empty() { 0.0 } else { 49.0 };
            proptest::prop_assert!((total - expected).abs() < 1e-6, "{}", total);
        });
    }
}
