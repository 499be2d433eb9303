//! Which territories are left out of denominators: a choice printed with every figure.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::domain::TerritoryStatus;
use crate::domain::facts::HromadaFacts;

/// Occupied hromadas are left out by default, those of hostilities are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LeaveOut {
    pub occupied: bool,
    pub hostilities: bool,
}

impl Default for LeaveOut {
    fn default() -> Self {
        Self { occupied: true, hostilities: false }
    }
}

impl LeaveOut {
    /// Nothing is left out.
    pub const NONE: Self = Self { occupied: false, hostilities: false };

    /// Reads a comma list of `occupied`, `hostilities`, or `none` alone.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        if text == "none" {
            return Some(Self::NONE);
        }
        let mut found = Self::NONE;
        for word in text.split(',') {
            match TerritoryStatus::parse(word)? {
                TerritoryStatus::Occupied => found.occupied = true,
                TerritoryStatus::Hostilities => found.hostilities = true,
                TerritoryStatus::Ordinary => return None,
            }
        }
        Some(found)
    }

    /// The status by which a hromada is left out; a hromada without a status is ordinary.
    #[must_use]
    pub fn status(self, facts: &HromadaFacts) -> Option<TerritoryStatus> {
        facts.territory_status.filter(|status| match status {
            TerritoryStatus::Occupied => self.occupied,
            TerritoryStatus::Hostilities => self.hostilities,
            TerritoryStatus::Ordinary => false,
        })
    }
}

impl fmt::Display for LeaveOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.occupied, self.hostilities) {
            (true, true) => "occupied,hostilities",
            (true, false) => "occupied",
            (false, true) => "hostilities",
            (false, false) => "none",
        })
    }
}

impl Serialize for LeaveOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
