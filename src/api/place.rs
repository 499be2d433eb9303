//! Filters by place: a box of coordinates, or a distance from a spot.

use super::params::Asked;
use crate::coverage::near::{Bbox, inside, near};
use crate::http::Failure;
use crate::registry::Registry;

/// Longest distance one may ask for, in metres: across the country.
const FARTHEST_M: f64 = 2_000_000.0;

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
pub struct Found {
    /// Position in `Registry::points`.
    pub position: u32,
    /// Whole metres.
    pub distance_m: Option<f64>,
}

impl Area {
    /// Reads `bbox`, `near` and `within_m`.
    pub fn read<P>(asked: &Asked<P>) -> Result<Self, Failure> {
        let wrong = |name: &str, expected: &str| {
            Err(Failure::bad_parameter(name, asked.param(name).unwrap_or_default(), expected))
        };
        let near = asked.parsed("near", "lat,lon in degrees", spot)?;
        let within = asked.number("within_m", 0.0, FARTHEST_M)?;
        let bbox = asked.parsed("bbox", "minlon,minlat,maxlon,maxlat in degrees", bbox)?;
        match (near, bbox) {
            (Some(_), Some(_)) => wrong("bbox", "bbox or near, not both"),
            (Some((lat, lon)), None) => Ok(Self::Near(lat, lon, within.unwrap_or(FARTHEST_M))),
            (None, _) if within.is_some() => wrong("within_m", "near=lat,lon beside it"),
            (None, bbox) => Ok(bbox.map_or(Self::Everywhere, Self::Box)),
        }
    }

    /// Points of the area that pass the test: by distance where one is asked for, else by code.
    pub fn find(self, registry: &Registry, keep: impl Fn(u32) -> bool) -> Vec<Found> {
        let plain = |position| Found { position, distance_m: None };
        match self {
            Self::Everywhere => (0..).take(registry.points.len()).filter(|i| keep(*i)).map(plain).collect(),
            Self::Box(area) => inside(registry, area).into_iter().filter(|i| keep(*i)).map(plain).collect(),
            Self::Near(lat, lon, within) => {
                let found = near(registry, (lat, lon), within).into_iter().filter(|near| keep(near.point));
                let distant = |metres: f64| Some(metres.round());
                found.map(|near| Found { position: near.point, distance_m: distant(near.metres) }).collect()
            }
        }
    }
}

fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let parts: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    parts?.try_into().ok()
}

fn spot(text: &str) -> Option<(f64, f64)> {
    let [lat, lon] = numbers(text)?;
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
}

fn bbox(text: &str) -> Option<Bbox> {
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
    fn a_spot_reads_latitude_first() {
        assert_eq!(spot("49.5883, 34.5514"), Some((49.5883, 34.5514)));
        assert!(spot("100,30").is_none() && spot("inf,30").is_none());
    }
}
