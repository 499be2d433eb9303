//! Distance over the globe.

/// Mean radius of the Earth in metres.
pub const EARTH: f64 = 6_371_008.8;
/// Metres of one degree of latitude.
pub const METRES_PER_DEGREE: f64 = EARTH * std::f64::consts::PI / 180.0;

/// Latitude and longitude in degrees.
pub type LatLon = (f64, f64);

/// Metres between two places along the great circle (haversine).
#[must_use]
pub fn metres(from: LatLon, to: LatLon) -> f64 {
    let (north, east) = ((to.0 - from.0).to_radians(), (to.1 - from.1).to_radians());
    let chord =
        (north / 2.0).sin().powi(2) + from.0.to_radians().cos() * to.0.to_radians().cos() * (east / 2.0).sin().powi(2);
    2.0 * EARTH * chord.clamp(0.0, 1.0).sqrt().asin()
}

/// Half height and half width in degrees of a box that holds everything within `reach` metres of a place.
#[must_use]
pub fn box_around(at: LatLon, reach: f64) -> (f64, f64) {
    let north = reach / METRES_PER_DEGREE;
    // The side of the box nearer the pole is where a degree of longitude is shortest.
    let narrowest = (at.0.abs() + north).min(89.0).to_radians().cos();
    (north, (north / narrowest).min(360.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kyiv_is_about_303_km_from_poltava() {
        let distance = metres((50.4501, 30.5234), (49.5883, 34.5514));
        assert!((distance - 303_000.0).abs() < 3_000.0, "{distance}");
    }

    #[test]
    fn a_place_is_no_distance_from_itself_and_distance_has_no_direction() {
        let (a, b) = ((49.0, 31.0), (50.0, 36.0));
        assert!(metres(a, a) < 1e-6);
        assert!((metres(a, b) - metres(b, a)).abs() < 1e-6);
    }

    #[test]
    fn the_box_holds_its_circle() {
        let at = (50.0, 30.0);
        let (north, east) = box_around(at, 14_000.0);
        assert!(metres(at, (50.0 + north, 30.0)) >= 13_999.0);
        assert!(metres(at, (50.0, 30.0 + east)) >= 13_999.0);
    }
}
