//! An access point as it stands on a day.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::bits::Bits;
use super::network::PointRecord;
use super::records::Kept;
use crate::domain::hours;
use crate::domain::rows::PointRow;
use crate::domain::{PointStatus, Precision, TerritoryCode, Truth};

/// A point that exists on the day of the registry.
#[derive(Clone, Debug)]
pub struct PointOnDate {
    pub record: Arc<PointRecord>,
    /// Which row of the record holds.
    pub(super) held: usize,
    pub raion: Option<TerritoryCode>,
    pub oblast: Option<TerritoryCode>,
    /// The hromada it stands in, which may not be the one it belongs to; `None` where nothing states it.
    pub located_in: Option<TerritoryCode>,
    /// Position in `Registry::hromadas`.
    pub hromada: Option<u32>,
    /// Position in `Districts::all`: the stated district, or the one of its hromada that lists the
    /// settlement.
    pub district: Option<u32>,
    /// WGS84 latitude and longitude in degrees: stated, or those of the settlement or of the hromada's centre.
    pub location: Option<(f64, f64)>,
    /// What `location` is the place of.
    pub precision: Precision,
    /// Services given on the day.
    pub offered: Bits,
    /// True when some offering row began on or before the day.
    pub declared: bool,
}

impl PointOnDate {
    /// The row that holds on the day.
    #[must_use]
    pub fn row(&self) -> &Kept<PointRow> {
        // `held` is made from this very record and never changes.
        &self.record.rows[self.held]
    }

    /// True where it stands in another hromada than the one it belongs to.
    #[must_use]
    pub fn stands_elsewhere(&self) -> bool {
        let hromada = self.row().hromada;
        hromada.is_some() && self.located_in.is_some() && self.located_in != hromada
    }

    /// Whether it is open at a moment of Kyiv time; unknown where its hours are not stated, or not for that day.
    #[must_use]
    pub fn open_at(&self, moment: NaiveDateTime) -> Truth {
        let row = self.row();
        if row.status == PointStatus::Suspended {
            return Truth::No;
        }
        Truth::from_option(row.hours.as_deref().and_then(|text| hours::open_at(text, moment)))
    }

    #[must_use]
    pub fn id(&self) -> u32 {
        self.record.id
    }

    #[must_use]
    pub fn code(&self) -> &str {
        &self.record.code
    }
}
