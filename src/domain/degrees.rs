//! Degrees of latitude and longitude as the registry keeps and tells them.

/// Seven decimals of a degree are a centimetre: more would only pretend to be exact.
#[must_use]
pub fn rounded(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

/// Latitude and longitude, each rounded.
#[must_use]
pub fn rounded_place((lat, lon): (f64, f64)) -> (f64, f64) {
    (rounded(lat), rounded(lon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_has_at_most_seven_decimals_and_stays_as_it_is_when_rounded_again() {
        for degrees in [49.588_260_1, 34.551_4, -0.000_000_04, 22.123_456_789_012_345] {
            let once = rounded(degrees);
            let decimals = once.to_string().split_once('.').map_or(0, |(_, part)| part.len());
            assert!(decimals <= 7, "{once}");
            assert_eq!(rounded(once).to_bits(), once.to_bits());
        }
    }
}
