//! Where points are looked for: a box of coordinates, or a distance from a spot.

use crate::coverage::distance::metres;
use crate::coverage::near::{Bbox, inside, points_near};
use crate::domain::{Message, Truth};
use crate::http::{Failure, RequestContext};
use crate::registry::{PointOnDate, Registry};

/// Longest distance one may ask for, in metres: across the country.
pub const FARTHEST_M: f64 = 2_000_000.0;

/// Where things are looked for.
#[derive(Clone, Copy, Debug)]
pub enum Area {
    Everywhere,
    Box(Bbox),
    /// Latitude, longitude, and within how many metres.
    Near(f64, f64, f64),
}

/// A point found, with its distance where one was asked for.
#[derive(Clone, Copy, Debug)]
pub struct MatchingPoint {
    /// Position in `Registry::points`.
    pub position: u32,
    /// Whole metres.
    pub distance_m: Option<f64>,
}

impl Area {
    /// Reads `bbox`, `near` and `within_m`.
    ///
    /// # Errors
    /// One of them cannot be read, or they do not go together.
    pub fn read(view: &RequestContext) -> Result<Self, Failure> {
        let wrong = |name: &str, expected: &'static str| {
            Err(Failure::bad_parameter(name, view.param(name).unwrap_or_default(), Message::new(expected)))
        };
        let near = view.parsed("near", Message::new("expected-param-near"), parse_lat_lon)?;
        let within = view.number("within_m", 0.0, FARTHEST_M)?;
        let bbox = view.parsed("bbox", Message::new("expected-param-bbox"), bbox)?;
        match (near, bbox) {
            (Some(_), Some(_)) => wrong("bbox", "expected-param-bbox-or-near"),
            (Some((lat, lon)), None) => Ok(Self::Near(lat, lon, within.unwrap_or(FARTHEST_M))),
            (None, _) if within.is_some() => wrong("within_m", "expected-param-near-beside"),
            (None, bbox) => Ok(bbox.map_or(Self::Everywhere, Self::Box)),
        }
    }

    /// Points of the area that pass the test: by distance where one is asked for, else by code.
    pub fn find(self, registry: &Registry, keep: impl Fn(u32) -> bool) -> Vec<MatchingPoint> {
        let plain = |position| MatchingPoint { position, distance_m: None };
        match self {
            Self::Everywhere => (0..).take(registry.points.len()).filter(|i| keep(*i)).map(plain).collect(),
            Self::Box(area) => inside(registry, area).into_iter().filter(|i| keep(*i)).map(plain).collect(),
            Self::Near(lat, lon, within) => {
                let found = points_near(registry, (lat, lon), within).into_iter().filter(|near| keep(near.point));
                let distant = |metres: f64| Some(metres.round());
                found.map(|near| MatchingPoint { position: near.point, distance_m: distant(near.metres) }).collect()
            }
        }
    }

    /// Whether a point lies in the area; unknown where its place is not known at all.
    #[must_use]
    pub fn contains(self, point: &PointOnDate) -> Truth {
        match (self, point.location) {
            (Self::Everywhere, _) => Truth::Yes,
            (_, None) => Truth::Unknown,
            (Self::Near(lat, lon, within), Some(at)) => Truth::from(metres((lat, lon), at) <= within),
            (Self::Box(area), Some((lat, lon))) => {
                let (wide, high) = (area.west..=area.east, area.south..=area.north);
                Truth::from(wide.contains(&lon) && high.contains(&lat))
            }
        }
    }
}

fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let parts: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    parts?.try_into().ok()
}

/// Latitude and longitude: `49.59,34.55`, and with decimal commas as Ukrainians write them: `49,59; 34,55`.
#[must_use]
pub fn parse_lat_lon(text: &str) -> Option<(f64, f64)> {
    let decimal = |part: &str| part.trim().replace(',', ".").parse().ok();
    let commas = text.matches(',').count();
    let pair: Vec<&str> = match text.split_once(';') {
        Some((lat, lon)) => vec![lat, lon],
        None if commas == 1 => text.split(',').collect(),
        None => text.split_whitespace().map(|part| part.trim_end_matches(',')).collect(),
    };
    let [lat, lon] = pair.as_slice() else { return None };
    let (lat, lon): (f64, f64) = (decimal(lat)?, decimal(lon)?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
}

/// A box in degrees: `west,south,east,north`.
#[must_use]
pub fn bbox(text: &str) -> Option<Bbox> {
    let [west, south, east, north] = numbers(text)?;
    let longitudes = (-180.0..=180.0).contains(&west) && (-180.0..=180.0).contains(&east);
    let latitudes = (-90.0..=90.0).contains(&south) && (-90.0..=90.0).contains(&north);
    (longitudes && latitudes && west <= east && south <= north).then_some(Bbox { west, south, east, north })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_reads_west_south_east_north() {
        assert!(bbox("34.4,49.5,34.7,49.7").is_some());
        for wrong in ["34.7,49.5,34.4,49.7", "1,2,3", "1,2,3,4,5", "a,b,c,d", "NaN,1,2,3", "0,-91,1,0", ""] {
            assert!(bbox(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_spot_reads_latitude_first_with_points_or_with_commas() {
        assert_eq!(parse_lat_lon("49.5883, 34.5514"), Some((49.5883, 34.5514)));
        for same in ["49,59; 34,55", "49.59;34.55", "49,59 34,55", "49,59, 34,55", "49.59 34.55"] {
            assert_eq!(parse_lat_lon(same), Some((49.59, 34.55)), "{same}");
        }
        for wrong in ["100,30", "inf,30", "49,59,34,55", "Полтава", "49", ""] {
            assert!(parse_lat_lon(wrong).is_none(), "{wrong}");
        }
    }
}
