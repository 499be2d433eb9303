//! `coverage.toml`: the distances of coverage and how travel time is estimated.

use serde::Deserialize;

/// The criteria of coverage and the estimate of travel time.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TravelRule {
    /// The distance criterion in kilometres along a straight line.
    pub within_km: f64,
    /// The time criterion in minutes of travel.
    pub within_minutes: f64,
    /// How many times longer roads are than straight lines.
    pub detour: f64,
    /// Mean speed on the road in kilometres an hour.
    pub speed_kmh: f64,
}

impl Default for TravelRule {
    fn default() -> Self {
        Self { within_km: 14.0, within_minutes: 30.0, detour: 1.3, speed_kmh: 40.0 }
    }
}

impl TravelRule {
    /// Estimated minutes of travel over a straight distance in metres.
    #[must_use]
    pub fn minutes(&self, metres: f64) -> f64 {
        metres / 1_000.0 * self.detour / self.speed_kmh * 60.0
    }

    /// The straight distance in metres that takes as many minutes as the criterion allows.
    #[must_use]
    pub fn metres_within(&self) -> f64 {
        self.within_minutes / 60.0 * self.speed_kmh / self.detour * 1_000.0
    }

    /// The first value that is no positive number, or a road shorter than a straight line.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        let wrong = |value: f64, low: f64| !(value.is_finite() && value >= low && value <= 10_000.0);
        [
            ("within_km", wrong(self.within_km, 0.1)),
            ("within_minutes", wrong(self.within_minutes, 1.0)),
            ("detour", wrong(self.detour, 1.0)),
            ("speed_kmh", wrong(self.speed_kmh, 1.0)),
        ]
        .into_iter()
        .find(|(_, is_wrong)| *is_wrong)
        .map(|(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_criterion_and_its_distance_agree() {
        let rule = TravelRule::default();
        assert!((rule.minutes(rule.metres_within()) - rule.within_minutes).abs() < 1e-9);
        assert!((rule.minutes(10_000.0) - 19.5).abs() < 1e-9);
    }

    #[test]
    fn impossible_values_are_named() {
        assert_eq!(TravelRule::default().fault(), None);
        assert_eq!(TravelRule { detour: 0.5, ..TravelRule::default() }.fault(), Some("detour"));
        assert_eq!(TravelRule { speed_kmh: f64::NAN, ..TravelRule::default() }.fault(), Some("speed_kmh"));
    }
}
