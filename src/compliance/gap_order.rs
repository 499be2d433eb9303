//! The one order in which gaps are closed, wherever they are listed: pages, API, command line, CSV, XLSX.

use std::cmp::Ordering;

use crate::domain::facts::word_enum;

/// Key of the text that tells the order of gaps: nothing to buy first, then where it is not known whether the
/// equipment is there, then where it must be bought; within each the widest effect (most points of the hromada) first,
/// then what more points of the same class in the oblast already give, then the service code.
pub const GAP_ORDER: &str = "gap-order";

word_enum! {
    /// Whether something must be bought before the service can be given.
    Purchase {
        Nothing = "nothing",
        Unknown = "unknown",
        Equipment = "equipment",
    }
}

impl Purchase {
    /// By the type of equipment the service needs, if any, and whether the point has it.
    #[must_use]
    pub const fn for_equipment(needs: Option<&str>, has: Option<bool>) -> Self {
        match (needs, has) {
            (None, _) | (_, Some(true)) => Self::Nothing,
            (Some(_), None) => Self::Unknown,
            (Some(_), Some(false)) => Self::Equipment,
        }
    }
}

/// The place of a gap among those of its hromada: the same for every point that lacks the service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapRank<'a> {
    /// The most that any of the points must buy.
    pub purchase: Purchase,
    /// Points of the hromada that lack the service.
    pub points: usize,
    /// The largest share of points of a class concerned that give it in the oblast.
    pub class_share: Option<f64>,
    pub service: &'a str,
}

impl<'a> GapRank<'a> {
    /// Of a service no point is yet known to lack.
    #[must_use]
    pub const fn new(service: &'a str) -> Self {
        Self { purchase: Purchase::Nothing, points: 0, class_share: None, service }
    }

    /// Counts a point that lacks the service.
    pub fn add(&mut self, purchase: Purchase, class_share: Option<f64>) {
        self.purchase = self.purchase.max(purchase);
        self.points += 1;
        if self.class_share < class_share {
            self.class_share = class_share;
        }
    }

    /// See [`GAP_ORDER`].
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        (self.purchase.cmp(&other.purchase))
            .then_with(|| other.points.cmp(&self.points))
            .then_with(|| highest_first(self.class_share, other.class_share))
            .then_with(|| self.service.cmp(other.service))
    }
}

/// The higher share first, no share last.
#[must_use]
pub fn highest_first(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(purchase: Purchase, points: usize, class_share: Option<f64>, service: &str) -> GapRank<'_> {
        GapRank { purchase, points, class_share, service }
    }

    #[test]
    fn purchase_then_effect_then_peers_then_code_decide() {
        let mut ranks = [
            rank(Purchase::Equipment, 9, Some(1.0), "a"),
            rank(Purchase::Nothing, 1, None, "b"),
            rank(Purchase::Nothing, 1, Some(0.1), "d"),
            rank(Purchase::Unknown, 9, Some(1.0), "e"),
            rank(Purchase::Nothing, 1, Some(0.1), "c"),
            rank(Purchase::Nothing, 2, None, "f"),
            rank(Purchase::Nothing, 1, Some(0.2), "g"),
        ];
        ranks.sort_by(GapRank::compare);
        assert_eq!(ranks.map(|rank| rank.service), ["f", "g", "c", "d", "b", "e", "a"]);
    }
}
