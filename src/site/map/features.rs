//! GeoJSON for the movable map: outlines simplified for a zoom, points gathered where they would touch.

use std::collections::BTreeMap;

use geo::{MultiPolygon, Rect};
use serde_json::{Value, json};

use super::marks::spiral_offset;
use super::outline::simplified_parts;
use super::project::Viewport;
use super::{Shade, Shape, occupied_pattern};
use crate::coverage::near::Bbox;
use crate::domain::PointKind;

/// Least and greatest zoom that is simplified for; beyond them the map scales what it has.
pub const ZOOMS: [u8; 2] = [5, 12];
/// Side of a tile in pixels, by which zooms are defined.
const TILE: f64 = 256.0;
/// Widest drawing that outlines are snapped to.
const WIDEST: f64 = 30_000.0;
/// Points nearer to one another than this, in pixels, are shown as one sign with their number.
const TOUCHING: f64 = 44.0;
/// From this zoom on every point is shown by itself.
const EVERY_POINT: u8 = 12;
/// Between points of one place, in pixels.
const APART: f64 = 16.0;
/// How much shorter a degree to the east is than one to the north in the middle of Ukraine.
const NARROWING: f64 = 0.65;

/// A point of the map.
#[derive(Clone, Debug)]
pub struct PlacedPoint<'a> {
    pub kind: PointKind,
    pub at: (f64, f64),
    pub title: &'a str,
    pub href: String,
}

/// The shapes as a collection of features, borders in common kept common.
#[must_use]
pub fn shapes_for(id: &str, shapes: &[Shape<'_>], zoom: u8) -> Value {
    let boxes = shapes.iter().map(|shape| shape.boundary.bbox);
    let Some(view) = view_for(boxes, zoom) else { return json!({"type": "FeatureCollection", "features": []}) };
    let outlines: Vec<&MultiPolygon<f64>> = shapes.iter().map(|shape| &shape.boundary.shape).collect();
    let parts = simplified_parts(&outlines, &view);
    let features: Vec<Value> =
        shapes.iter().zip(&parts).map(|(shape, parts)| feature(id, shape, parts, &view)).collect();
    json!({"type": "FeatureCollection", "features": features})
}

fn view_for(boxes: impl Iterator<Item = Rect<f64>>, zoom: u8) -> Option<Viewport> {
    let all = boxes.reduce(|a, b| {
        let (low, high) = ((a.min(), b.min()), (a.max(), b.max()));
        Rect::new((low.0.x.min(low.1.x), low.0.y.min(low.1.y)), (high.0.x.max(high.1.x), high.0.y.max(high.1.y)))
    })?;
    let pixels = pixels_per_degree(zoom) * all.width().max(all.height() / NARROWING);
    Viewport::around(std::iter::once(all), whole(pixels.clamp(400.0, WIDEST)))
}

fn pixels_per_degree(zoom: u8) -> f64 {
    TILE * f64::from(zoom.clamp(ZOOMS[0], ZOOMS[1])).exp2() / 360.0
}

#[expect(clippy::cast_possible_truncation, reason = "clamped before")]
fn whole(value: f64) -> i32 {
    value.round() as i32
}

fn feature(id: &str, shape: &Shape<'_>, parts: &[Vec<Vec<(i32, i32)>>], view: &Viewport) -> Value {
    let ring = |spots: &Vec<(i32, i32)>| {
        let closed = spots.iter().chain(spots.first());
        closed.map(|spot| view.degrees(*spot).map(rounded)).collect::<Vec<_>>()
    };
    let coordinates: Vec<Vec<Vec<[f64; 2]>>> = parts.iter().map(|rings| rings.iter().map(ring).collect()).collect();
    let fill = match (shape.occupied, shape.shade) {
        (true, below) => Some(occupied_pattern(id, below)),
        (false, Shade::Unknown) => Some(format!("{id}-hatch")),
        (false, Shade::Class(_)) => None,
    };
    json!({
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
        "properties": {
            "title": shape.title, "href": shape.href, "fill": fill,
            "class": if shape.occupied { "oc" } else { shape.shade.class() },
        },
    })
}

/// About ten metres.
fn rounded(degrees: f64) -> f64 {
    (degrees * 10_000.0).round() / 10_000.0
}

/// The points in the box, those that would touch at this zoom gathered under their number.
#[must_use]
pub fn points_for(points: &[PlacedPoint<'_>], bbox: Bbox, zoom: u8) -> Value {
    let inside = |at: (f64, f64)| (bbox.south..=bbox.north).contains(&at.0) && (bbox.west..=bbox.east).contains(&at.1);
    let shown = points.iter().filter(|point| inside(point.at));
    let step = TOUCHING / pixels_per_degree(zoom);
    let mut cells: BTreeMap<(i32, i32), Vec<&PlacedPoint<'_>>> = BTreeMap::new();
    for point in shown {
        let cell = (whole((point.at.0 / step / NARROWING).floor()), whole((point.at.1 / step).floor()));
        cells.entry(cell).or_default().push(point);
    }
    let features: Vec<Value> = cells.into_values().flat_map(|cell| gathered(&cell, zoom)).collect();
    json!({"type": "FeatureCollection", "features": features})
}

fn gathered(cell: &[&PlacedPoint<'_>], zoom: u8) -> Vec<Value> {
    if zoom >= EVERY_POINT || cell.len() == 1 {
        return spread(cell, zoom);
    }
    let mean = |axis: fn(&PlacedPoint<'_>) -> f64| cell.iter().map(|p| axis(p)).sum::<f64>() / cell.len() as f64;
    vec![point_feature((mean(|p| p.at.0), mean(|p| p.at.1)), &json!({"count": cell.len()}))]
}

/// Each point by itself; those of one place around it.
fn spread(points: &[&PlacedPoint<'_>], zoom: u8) -> Vec<Value> {
    let mut taken: BTreeMap<[u64; 2], u32> = BTreeMap::new();
    let apart = APART / pixels_per_degree(zoom);
    let placed = points.iter().map(|point| {
        let nth = taken.entry([point.at.0.to_bits(), point.at.1.to_bits()]).or_default();
        let (east, north) = spiral_offset(*nth, apart);
        *nth += 1;
        let at = (point.at.0 + north * NARROWING, point.at.1 + east);
        point_feature(at, &json!({"kind": point.kind.word(), "title": point.title, "href": point.href}))
    });
    placed.collect()
}

fn point_feature((lat, lon): (f64, f64), properties: &Value) -> Value {
    let coordinates = [lon, lat].map(|degrees| (degrees * 100_000.0).round() / 100_000.0);
    json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": properties})
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Bbox = Bbox { west: 20.0, south: 40.0, east: 45.0, north: 55.0 };

    fn point(lat: f64, lon: f64) -> PlacedPoint<'static> {
        PlacedPoint { kind: PointKind::Cnap, at: (lat, lon), title: "ЦНАП", href: "/points/1".to_owned() }
    }

    fn features(value: &Value) -> &Vec<Value> {
        value["features"].as_array().unwrap()
    }

    #[test]
    fn touching_points_are_one_sign_with_their_number_and_none_is_lost() {
        let points: Vec<_> =
            (0..50u32).map(|i| point(49.0 + f64::from(i % 7) / 3.0, 30.0 + f64::from(i) / 9.0)).collect();
        for zoom in 5..=12 {
            let found = points_for(&points, ALL, zoom);
            let count = |one: &Value| one["properties"]["count"].as_u64().unwrap_or(1);
            assert_eq!(features(&found).iter().map(count).sum::<u64>(), 50, "{zoom}");
        }
        assert!(features(&points_for(&points, ALL, 5)).len() < features(&points_for(&points, ALL, 10)).len());
    }

    #[test]
    fn points_of_one_place_are_spread_where_each_is_shown() {
        let found = points_for(&[point(50.0, 30.0), point(50.0, 30.0), point(50.0, 30.0)], ALL, 12);
        let mut places: Vec<String> = features(&found).iter().map(|one| one["geometry"].to_string()).collect();
        places.dedup();
        assert_eq!(places.len(), 3);
        let nothing = Bbox { west: 31.0, ..ALL };
        assert!(features(&points_for(&[point(50.0, 30.0)], nothing, 12)).is_empty());
    }
}
