//! `boundaries`: GeoJSON polygons by KATOTTG code.

use geo::{Coord, CoordsIter as _, LineString, MultiPolygon, Polygon};
use geojson::{Feature, GeometryValue, Position};

use super::cells::in_ukraine;
use super::columns::clip;
use super::limits::{RowMemory, split_after};
use super::repeated::refuse_repeated;
use super::{Fault, InputLimits, Numbered, Parsed, json};
use crate::domain::outline::{Soundness, made_sound};
use crate::domain::{Message, TerritoryCode};

/// The boundary of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    pub code: TerritoryCode,
    pub name: Option<String>,
    /// Longitude is `x`, latitude is `y`.
    pub geometry: MultiPolygon<f64>,
}

/// Reads a feature collection; the row of a fault is the number of the feature from 1.
#[must_use]
pub fn read(bytes: &[u8]) -> Parsed<Boundary> {
    read_within(InputLimits::FILE, bytes)
}

/// The same within given limits.
#[must_use]
pub fn read_within(limits: InputLimits, bytes: &[u8]) -> Parsed<Boundary> {
    let mut outlines = Outlines::new(&limits);
    let read = json::each_entry(bytes, &limits, "features", &mut |row, text| outlines.add(row, text));
    match read {
        Ok(()) => outlines.finish(),
        Err(fault) => Parsed::refused(fault),
    }
}

/// The outlines read so far.
struct Outlines {
    parsed: Parsed<Boundary>,
    memory: RowMemory,
    /// How many more points may be read.
    points_left: usize,
    /// Features seen, and those passed over.
    seen: u32,
    skipped: usize,
}

impl Outlines {
    fn new(limits: &InputLimits) -> Self {
        let memory = RowMemory::new(limits);
        Self { parsed: Parsed::default(), memory, points_left: limits.outline_points, seen: 0, skipped: 0 }
    }

    fn add(&mut self, row: u32, text: &str) -> Result<(), Fault> {
        self.seen = row;
        let feature: Feature = match text.parse() {
            Ok(feature) => feature,
            Err(error) => {
                self.parsed.faults.push(Fault { row, ..unreadable(&error) });
                return Ok(());
            }
        };
        if is_without_outline(&feature) {
            self.skipped += 1;
            return Ok(());
        }
        match boundary(feature) {
            Ok((value, soundness)) => self.keep_outline(row, value, soundness),
            Err(fault) => {
                self.parsed.faults.push(Fault { row, ..fault });
                Ok(())
            }
        }
    }

    fn keep_outline(&mut self, row: u32, value: Boundary, soundness: Soundness) -> Result<(), Fault> {
        let points = value.geometry.coords_count();
        self.points_left = self.points_left.checked_sub(points).ok_or_else(|| too_many_points(row))?;
        self.memory.add_bytes::<Boundary>(row, points * size_of::<Coord<f64>>())?;
        self.parsed.warnings.extend(warning(row, value.code, soundness));
        self.parsed.rows.push(Numbered { row, value });
        Ok(())
    }

    fn finish(self) -> Parsed<Boundary> {
        let Self { mut parsed, seen, skipped, .. } = self;
        if seen == 0 {
            return Parsed::refused(Fault::of_file("fault-no-features", EXPECTED));
        }
        refuse_repeated(&mut parsed, "katottg", |boundary| boundary.code);
        if skipped > 0 {
            let reason = Message::new("fault-outlines-passed").with("count", skipped);
            parsed.warnings.push(Fault::of_file(reason, ""));
        }
        parsed
    }
}

/// What a file of outlines must be.
const EXPECTED: &str = "expected-geojson";

fn unreadable(error: &geojson::Error) -> Fault {
    Fault::of_file(Message::new("fault-geojson").with("error", error.to_string()), EXPECTED)
}

fn too_many_points(row: u32) -> Fault {
    let reason = "fault-too-many-outline-points";
    Fault { row, ..Fault::of_file(reason, split_after(row.saturating_sub(1))) }
}

/// The product's own export marks hromadas without an outline and with an approximate one: neither is a boundary.
fn is_without_outline(feature: &Feature) -> bool {
    feature.property("boundary_approximate").is_some_and(|mark| *mark != false)
}

/// What is worth saying of an outline.
fn warning(row: u32, code: TerritoryCode, soundness: Soundness) -> Option<Fault> {
    let (reason, expected) = match soundness {
        Soundness::Sound => return None,
        Soundness::Repaired => ("fault-outline-repaired", ""),
        Soundness::Unsound => ("fault-outline-crosses", "expected-simple-outline"),
        Soundness::Unchecked | Soundness::TooComplex => ("fault-outline-unchecked", ""),
    };
    Some(Fault { row, column: "geometry".to_owned(), value: code.to_string(), ..Fault::of_file(reason, expected) })
}

fn boundary(feature: Feature) -> Result<(Boundary, Soundness), Fault> {
    let property = |key: &str| feature.property(key).and_then(|value| value.as_str()).map(str::trim);
    // The product's own export names the code as its API does.
    let stated = property("katottg").or_else(|| property("code")).unwrap_or_default().to_owned();
    let fault = |column: &str, reason: &'static str, expected: &'static str| Fault {
        row: 0,
        column: column.to_owned(),
        value: clip(&stated),
        reason: reason.into(),
        expected: expected.into(),
    };
    let code =
        TerritoryCode::parse(&stated).map_err(|_| fault("katottg", "fault-no-katottg-property", "expected-katottg"))?;
    let name = property("name").filter(|name| !name.is_empty()).map(str::to_owned);
    let geometry = match feature.geometry.map(|geometry| geometry.value) {
        Some(GeometryValue::Polygon { coordinates }) => polygon(&coordinates).map(|one| MultiPolygon(vec![one])),
        Some(GeometryValue::MultiPolygon { coordinates }) => {
            coordinates.iter().map(|rings| polygon(rings)).collect::<Result<_, _>>().map(MultiPolygon)
        }
        _ => Err("fault-no-polygon"),
    };
    let geometry =
        geometry.and_then(|shape| with_area(&shape)).map_err(|reason| fault("geometry", reason, "expected-polygon"))?;
    let (geometry, soundness) = geometry;
    Ok((Boundary { code, name, geometry }, soundness))
}

/// The shape made right; one that covers nothing is no outline.
fn with_area(shape: &MultiPolygon<f64>) -> Result<(MultiPolygon<f64>, Soundness), &'static str> {
    let (shape, soundness) = made_sound(shape);
    match soundness {
        Soundness::TooComplex => Err("fault-outline-too-complex"),
        _ if shape.0.is_empty() => Err("fault-empty-geometry"),
        _ => Ok((shape, soundness)),
    }
}

fn polygon(rings: &[Vec<Position>]) -> Result<Polygon<f64>, &'static str> {
    let mut lines = rings.iter().map(|ring| line(ring));
    let outer = lines.next().ok_or("fault-empty-polygon")??;
    Ok(Polygon::new(outer, lines.collect::<Result<_, _>>()?))
}

fn line(ring: &[Position]) -> Result<LineString<f64>, &'static str> {
    if ring.len() < 4 {
        return Err("fault-short-ring");
    }
    let points: Vec<Coord<f64>> = ring.iter().map(point).collect::<Result<_, _>>()?;
    if points.first() != points.last() {
        return Err("fault-open-ring");
    }
    Ok(LineString(points))
}

fn point(position: &Position) -> Result<Coord<f64>, &'static str> {
    let [x, y, ..] = position.as_slice() else { return Err("fault-no-position") };
    if in_ukraine(*y, *x) { Ok(Coord { x: *x, y: *y }) } else { Err("fault-point-outside") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::real;

    fn feature(code: &str, geometry: &str) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"katottg":"{code}"}},"geometry":{geometry}}}]}}"#
        )
    }

    fn ring(points: &str) -> String {
        format!(r#"{{"type":"Polygon","coordinates":[[{points}]]}}"#)
    }

    const CODE: &str = "UA53020010000035494";

    #[test]
    fn a_polygon_becomes_a_multipolygon() {
        let parsed = read(feature(CODE, &ring("[33,49],[34,49],[34,50],[33,49]")).as_bytes());
        assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
        assert_eq!(parsed.rows[0].value.geometry.0.len(), 1);
    }

    #[test]
    fn broken_geometry_is_refused_with_its_feature() {
        let wrong = [
            ring("[33,49],[34,49],[34,50],[33,50]"),
            ring("[33,49],[34,49],[33,49]"),
            ring("[49,33],[49,34],[50,34],[49,33]"),
            ring("[33],[34,49],[34,50],[33]"),
            r#"{"type":"Point","coordinates":[33,49]}"#.to_owned(),
            r#"{"type":"MultiPolygon","coordinates":[]}"#.to_owned(),
            ring("[33,49],[34,49],[33.5,49],[33,49]"),
            "null".to_owned(),
        ];
        for geometry in wrong {
            let parsed = read(feature(CODE, &geometry).as_bytes());
            assert_eq!(parsed.faults.len(), 1, "{geometry}");
            assert!(parsed.rows.is_empty());
        }
    }

    #[test]
    fn an_approximate_outline_of_the_own_export_is_no_boundary() {
        let own = |mark: &str| {
            feature(CODE, &ring("[33,49],[34,49],[34,50],[33,49]"))
                .replace("\"katottg\":", &format!("\"boundary_approximate\":{mark},\"code\":"))
        };
        let loaded = |mark: &str| read(own(mark).as_bytes()).rows.len();
        assert_eq!([loaded("false"), loaded("true"), loaded("null")], [1, 0, 0]);
    }

    #[test]
    fn unknown_geometry_and_other_json_are_refused() {
        assert!(!read(feature(CODE, r#"{"type":"Blob","coordinates":[]}"#).as_bytes()).faults.is_empty());
        assert!(!read(feature("UA1", &ring("[33,49],[34,49],[34,50],[33,49]")).as_bytes()).faults.is_empty());
        for text in ["{}", "[]", "", "not json", r#"{"type":"FeatureCollection","features":[]}"#] {
            assert_eq!(read(text.as_bytes()).faults.len(), 1, "{text}");
        }
    }

    /// A collection of as many triangles, each with its own code.
    fn triangles(count: u32) -> String {
        let one = |at: u32| {
            let code = format!("UA530200{at:04}0035494");
            let whole = feature(&code, &ring("[33,49],[34,49],[34,50],[33,49]"));
            whole.trim_start_matches(r#"{"type":"FeatureCollection","features":["#).trim_end_matches("]}").to_owned()
        };
        let all: Vec<String> = (0..count).map(one).collect();
        format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, all.join(","))
    }

    #[test]
    fn outlines_beyond_the_limits_are_refused_with_the_advice_to_split_the_file() {
        let text = triangles(50);
        assert_eq!(read(text.as_bytes()).rows.len(), 50);
        let points = InputLimits { outline_points: 199, ..InputLimits::FILE };
        let memory = InputLimits { memory: 3_000, ..InputLimits::FILE };
        for (limits, reason) in [(points, "outline-points"), (memory, "fault-too-much-data")] {
            let parsed = read_within(limits, text.as_bytes());
            assert_eq!((parsed.rows.len(), parsed.faults.len()), (0, 1));
            let fault = &parsed.faults[0];
            assert!(
                fault.reason.to_string().contains(reason) && fault.expected.to_string().contains("expected-split"),
                "{fault:?}"
            );
        }
        let entry = InputLimits { entry: 100, ..InputLimits::FILE };
        assert_eq!(read_within(entry, text.as_bytes()).faults[0].row, 1);
    }

    #[test]
    fn an_outline_that_crosses_itself_everywhere_is_refused_at_once() {
        let corner = |at: u32| if at.is_multiple_of(2) { (31.0, 49.0) } else { (33.0, 50.0) };
        let points = (0..20_000).map(|at| {
            let (x, y) = corner(at);
            format!("[{},{}]", x + f64::from(at) * 1e-5, y + f64::from(at * 7 % 1_000) * 1e-4)
        });
        let ring = ring(&format!("{},[31,49]", points.collect::<Vec<_>>().join(",")));
        let parsed = read(feature(CODE, &ring).as_bytes());
        assert_eq!((parsed.faults.len(), parsed.faults[0].column.as_str()), (1, "geometry"));
    }

    #[test]
    fn the_real_boundaries_read_whole() {
        let files = [("oblasts", 26), ("raions", 137), ("hromadas", 1_470), ("poltava-hromadas-full", 60)];
        for (name, count) in files {
            let Some(bytes) = real::file(&format!("boundaries/{name}.geojson")) else { return };
            let parsed = read(&bytes);
            assert_eq!((parsed.rows.len(), parsed.faults.as_ref()), (count, &[][..]), "{name}");
        }
    }
}
