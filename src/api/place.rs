//! Filters by place: a box of coordinates, or a distance from a spot.

use rstar::AABB;

use super::params::Asked;
use crate::http::Failure;
use crate::registry::Registry;

/// Metres in a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_195.0;
/// Longest distance one may ask for: across the country.
const FARTHEST_M: f64 = 2_000_000.0;

/// Where things are looked for.
#[derive(Clone, Copy, Debug)]
pub enum Area {
    Everywhere,
    Box(AABB<[f64; 2]>),
    /// Latitude, longitude, and within how many metres.
    Near(f64, f64, Option<f64>),
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
        let near = asked.parsed("near", "lat,lon in degrees", spot)?;
        let within = asked.number("within_m", 0.0, FARTHEST_M)?;
        let bbox = asked.parsed("bbox", "minlon,minlat,maxlon,maxlat in degrees", bbox)?;
        match (near, bbox) {
            (Some(_), Some(_)) => {
                Err(Failure::bad_parameter("bbox", asked.param("bbox").unwrap_or(""), "bbox or near, not both"))
            }
            (Some((lat, lon)), None) => Ok(Self::Near(lat, lon, within)),
            (None, _) if within.is_some() => {
                Err(Failure::bad_parameter("within_m", asked.param("within_m").unwrap_or(""), "near=lat,lon beside it"))
            }
            (None, bbox) => Ok(bbox.map_or(Self::Everywhere, Self::Box)),
        }
    }

    /// Points of the area that pass the test: by distance where one is asked for, else by code.
    pub fn find(self, registry: &Registry, keep: impl Fn(u32) -> bool) -> Vec<Found> {
        match self {
            Self::Everywhere => (0..).take(registry.points.len()).filter(|i| keep(*i)).map(Found::plain).collect(),
            Self::Box(area) => {
                let inside = registry.spots.locate_in_envelope_intersecting(area).map(|spot| spot.data);
                let mut found: Vec<u32> = inside.filter(|i| keep(*i)).collect();
                found.sort_unstable();
                found.into_iter().map(Found::plain).collect()
            }
            Self::Near(lat, lon, within) => near(registry, (lat, lon), within, keep),
        }
    }
}

impl Found {
    const fn plain(position: u32) -> Self {
        Self { position, distance_m: None }
    }
}

fn near(registry: &Registry, at: (f64, f64), within: Option<f64>, keep: impl Fn(u32) -> bool) -> Vec<Found> {
    let limit = within.unwrap_or(FARTHEST_M);
    let around = around(at, limit);
    let candidates = registry.spots.locate_in_envelope_intersecting(around).filter(|spot| keep(spot.data));
    let mut found: Vec<(f64, u32)> = candidates
        .map(|spot| {
            let [lon, lat] = *spot.geom();
            (metres(at, (lat, lon)), spot.data)
        })
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(distance, position)| Found { position, distance_m: Some(distance.round()) }).collect()
}

/// A box that surely holds the circle.
fn around((lat, lon): (f64, f64), metres: f64) -> AABB<[f64; 2]> {
    let high = metres / METRES_PER_DEGREE * 1.01;
    let edge = (lat.abs() + high).min(89.0);
    let wide = high / edge.to_radians().cos();
    AABB::from_corners([lon - wide, lat - high], [lon + wide, lat + high])
}

/// Distance on the sphere (haversine).
fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
    let chord = half(lat_a, lat_b) + lat_a.cos() * lat_b.cos() * half(a.1.to_radians(), b.1.to_radians());
    2.0 * METRES_PER_DEGREE.to_degrees() * chord.sqrt().min(1.0).asin()
}

fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let parts: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    parts?.try_into().ok()
}

fn spot(text: &str) -> Option<(f64, f64)> {
    let [lat, lon] = numbers(text)?;
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
}

fn bbox(text: &str) -> Option<AABB<[f64; 2]>> {
    let [west, south, east, north] = numbers(text)?;
    let fits = (-180.0..=180.0).contains(&west) && (-180.0..=180.0).contains(&east);
    let fits = fits && (-90.0..=90.0).contains(&south) && (-90.0..=90.0).contains(&north);
    (fits && west <= east && south <= north).then(|| AABB::from_corners([west, south], [east, north]))
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
    fn the_distance_from_poltava_to_kyiv_is_about_303_km() {
        let distance = metres((49.5883, 34.5514), (50.4501, 30.5234));
        assert!((300_000.0..306_000.0).contains(&distance), "{distance}");
    }
}
