//! What points need before they can give a service they lack, and the columns by which gaps are sorted.

use super::gap_order::Purchase;
use crate::domain::facts::word_enum;

word_enum! {
    /// What a point needs before it can give a service it lacks; exactly one holds, the first that fits from the end.
    Need {
        /// Nothing to buy, and the point gives other services of the same group.
        Nothing = "nothing",
        /// Nothing to buy, and another point of the hromada gives the service.
        Neighbour = "neighbour",
        /// Nothing to buy, but neither the point nor its hromada has experience with the service.
        Training = "training",
        /// It is not known whether the equipment is there.
        Unknown = "unknown",
        /// Equipment must be bought.
        Equipment = "equipment",
    }
}

word_enum! {
    /// How pooled gaps are sorted; the worst stands first.
    GapSort {
        Points = "points",
        Hromadas = "hromadas",
        Nothing = "nothing",
        Neighbour = "neighbour",
        Training = "training",
        Unknown = "unknown",
        Equipment = "equipment",
        Service = "service",
        Group = "group",
    }
}

impl Need {
    /// What must be bought for it.
    #[must_use]
    pub const fn purchase(self) -> Purchase {
        match self {
            Self::Nothing | Self::Neighbour | Self::Training => Purchase::Nothing,
            Self::Unknown => Purchase::Unknown,
            Self::Equipment => Purchase::Equipment,
        }
    }

    const fn place(self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Neighbour => 1,
            Self::Training => 2,
            Self::Unknown => 3,
            Self::Equipment => 4,
        }
    }
}

/// Points by what they need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NeedCounts([usize; 5]);

impl NeedCounts {
    #[must_use]
    pub fn count_of(&self, need: Need) -> usize {
        self.0.get(need.place()).copied().unwrap_or(0)
    }

    pub(super) fn add(&mut self, need: Need) {
        self.0.get_mut(need.place()).into_iter().for_each(|count| *count += 1);
    }

    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }
}
