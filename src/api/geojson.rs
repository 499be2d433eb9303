//! GeoJSON written straight from the registry's shapes, without copies.

use std::borrow::Cow;
use std::ops::Range;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use geo::{LineString, MultiPolygon, Polygon};
use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use crate::domain::degrees::rounded;
use crate::http::{Failure, streaming};

const OPENING: &[u8] = b"{\"type\":\"FeatureCollection\",\"features\":[";

/// A shape of a feature; `None` of it is `null`.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'r> {
    /// Latitude and longitude.
    Point(f64, f64),
    Area(&'r MultiPolygon<f64>),
}

/// A thing with its place; its properties are its fields in the lists.
#[derive(Debug)]
pub struct Feature<'r, T> {
    /// Names the thing, the same in every answer.
    pub id: Cow<'r, str>,
    pub geometry: Option<Shape<'r>>,
    pub properties: T,
}

#[derive(Serialize)]
struct Collection<T> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<String>,
    features: Vec<T>,
}

#[derive(Serialize)]
struct Tagged<'a, 'r, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Option<Geometry<'r>>,
    properties: &'a T,
}

#[derive(Serialize)]
struct Geometry<'r> {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: Coordinates<'r>,
}

struct Coordinates<'r>(Shape<'r>);

impl<T: Serialize> Serialize for Feature<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let geometry = self.geometry.map(|shape| Geometry { kind: shape.kind(), coordinates: Coordinates(shape) });
        Tagged { kind: "Feature", id: &self.id, geometry, properties: &self.properties }.serialize(serializer)
    }
}

impl Shape<'_> {
    const fn kind(self) -> &'static str {
        match self {
            Self::Point(..) => "Point",
            Self::Area(_) => "MultiPolygon",
        }
    }
}

impl Serialize for Coordinates<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Shape::Point(lat, lon) => [rounded(lon), rounded(lat)].serialize(serializer),
            Shape::Area(area) => serializer.collect_seq(area.iter().map(Rings)),
        }
    }
}

struct Rings<'r>(&'r Polygon<f64>);

impl Serialize for Rings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rings = serializer.serialize_seq(Some(1 + self.0.interiors().len()))?;
        rings.serialize_element(&Ring(self.0.exterior()))?;
        for hole in self.0.interiors() {
            rings.serialize_element(&Ring(hole))?;
        }
        rings.end()
    }
}

struct Ring<'r>(&'r LineString<f64>);

impl Serialize for Ring<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.coords().map(|at| [rounded(at.x), rounded(at.y)]))
    }
}

/// Features written at a time.
const STEP: usize = 500;

/// How a collection ends, with whose work it is where that must be told.
pub fn closing(attribution: Option<&str>) -> String {
    attribution.map_or_else(|| "]}".to_owned(), |text| format!("],\"attribution\":{}}}", serde_json::json!(text)))
}

/// A `FeatureCollection` over `count` things, written while it is read; `each` adds the features of a range.
pub fn stream_features<W>(count: usize, attribution: Option<&str>, each: W) -> Result<Response, Failure>
where
    W: Fn(Range<usize>, &mut Features<'_>) -> serde_json::Result<()> + Send + 'static,
{
    parts_closed(count, closing(attribution), each)
}

/// The same with other members after the features: `closing` ends the array and the object.
pub fn parts_closed<W>(count: usize, closing: String, each: W) -> Result<Response, Failure>
where
    W: Fn(Range<usize>, &mut Features<'_>) -> serde_json::Result<()> + Send + 'static,
{
    let mut any = false;
    let body = streaming::stream_response(count, STEP, move |range, text| {
        let (first, last) = (range.start == 0, range.end == count);
        text.extend_from_slice(if first { OPENING } else { b"" });
        let mut features = Features { any, text };
        each(range, &mut features).map_err(|error| Failure::internal(&error))?;
        any = features.any;
        text.extend_from_slice(if last { closing.as_bytes() } else { b"" });
        Ok(())
    })?;
    Ok(([(CONTENT_TYPE, "application/geo+json")], body).into_response())
}

/// Features added one by one to the text of a collection.
#[derive(Debug)]
pub struct Features<'t> {
    any: bool,
    text: &'t mut Vec<u8>,
}

impl<'t> Features<'t> {
    /// Features added to a text that holds none yet.
    pub const fn new(text: &'t mut Vec<u8>) -> Self {
        Self { any: false, text }
    }

    /// Adds a feature.
    ///
    /// # Errors
    /// A property cannot be written as JSON.
    pub fn add<T: Serialize>(&mut self, feature: &Feature<'_, T>) -> serde_json::Result<()> {
        if std::mem::replace(&mut self.any, true) {
            self.text.push(b',');
        }
        serde_json::to_writer(&mut *self.text, feature)
    }
}

/// Features as the text of a `FeatureCollection`, with whose work it is where that must be told.
pub fn text<T: Serialize>(features: Vec<T>, attribution: Option<String>) -> serde_json::Result<Vec<u8>> {
    let mut body = Vec::with_capacity(256 * 1024);
    serde_json::to_writer(&mut body, &Collection { kind: "FeatureCollection", attribution, features })?;
    Ok(body)
}

/// Answers features as a `FeatureCollection`.
pub fn collection<T: Serialize>(features: Vec<T>) -> Result<Response, Failure> {
    let body = text(features, None).map_err(|error| Failure::internal(&error))?;
    Ok(([(CONTENT_TYPE, "application/geo+json")], body).into_response())
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    #[test]
    fn shapes_are_written_longitude_first() {
        let area = MultiPolygon::new(vec![polygon![(x: 1.0, y: 2.0), (x: 3.0, y: 2.0), (x: 3.0, y: 4.0)]]);
        let point = Feature { id: "a".into(), geometry: Some(Shape::Point(50.0, 30.000_000_04)), properties: 1 };
        let polygon = Feature { id: "a".into(), geometry: Some(Shape::Area(&area)), properties: 2 };
        let none: Feature<'_, i32> = Feature { id: "a".into(), geometry: None, properties: 3 };
        let text = |feature| serde_json::to_string(&feature).unwrap();
        let ring = "[[1.0,2.0],[3.0,2.0],[3.0,4.0],[1.0,2.0]]";
        let told = |geometry: &str, properties| {
            format!(r#"{{"type":"Feature","id":"a","geometry":{geometry},"properties":{properties}}}"#)
        };
        assert_eq!(text(point), told(r#"{"type":"Point","coordinates":[30.0,50.0]}"#, 1));
        let expected = format!(r#"{{"type":"MultiPolygon","coordinates":[[{ring}]]}}"#);
        assert_eq!(text(polygon), told(&expected, 2));
        assert_eq!(text(none), told("null", 3));
    }
}
