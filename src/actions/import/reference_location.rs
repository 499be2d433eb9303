//! Whether stated coordinates can belong to the place that is named beside them.

use crate::domain::TerritoryCode;
use crate::registry::Territories;

/// Coordinates farther than this from the stated settlement are of another place.
pub const FARTHEST_KM: f64 = 60.0;
/// Kilometres of one degree of latitude.
const KM_PER_DEGREE: f64 = 111.2;

/// Coordinates of the settlement, or else of the hromada's centre.
pub fn reference_location(
    tree: &Territories,
    hromada: Option<TerritoryCode>,
    settlement: Option<TerritoryCode>,
) -> Option<(f64, f64)> {
    let at = |code: Option<TerritoryCode>| tree.get(code?)?.location;
    let hromada = hromada.and_then(|code| tree.get(code));
    at(settlement).or_else(|| hromada.and_then(|hromada| at(hromada.centre).or(hromada.location)))
}

/// True when the place is known and the coordinates are far from it.
pub fn is_far(spot: Option<(f64, f64)>, stated: (f64, f64)) -> bool {
    spot.is_some_and(|spot| kilometres(spot, stated) > FARTHEST_KM)
}

/// Distance on a plane, good enough to tell a place from another one.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let east = (a.1 - b.1) * a.0.to_radians().cos();
    (a.0 - b.0).hypot(east) * KM_PER_DEGREE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poltava_is_some_three_hundred_kilometres_from_kyiv() {
        assert!((kilometres((50.45, 30.52), (49.59, 34.55)) - 300.0).abs() < 15.0);
        assert!(is_far(Some((50.45, 30.52)), (49.59, 34.55)));
        assert!(!is_far(Some((50.45, 30.52)), (50.5, 30.6)) && !is_far(None, (49.59, 34.55)));
    }
}
