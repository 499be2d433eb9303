//! An access point as it stands on a day.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::bits::Bits;
use super::network::PointRecord;
use super::sourced::Sourced;
use crate::domain::hours::{self, DayHours};
use crate::domain::rows::PointRow;
use crate::domain::{PointStatus, Precision, TerritoryCode, TerritoryStatus, Truth};

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
    /// The graver status of its hromada and of the hromada it stands in; `None` where neither is known.
    pub territory_status: Option<TerritoryStatus>,
    /// Services given on the day.
    pub offered: Bits,
    /// True when some offering row began on or before the day.
    pub declared: bool,
}

impl PointOnDate {
    /// The row that holds on the day.
    #[must_use]
    pub fn row(&self) -> &Sourced<PointRow> {
        // `held` is made from this very record and never changes.
        &self.record.rows[self.held]
    }

    /// True where it stands in another hromada than the one it belongs to.
    #[must_use]
    pub fn stands_elsewhere(&self) -> bool {
        let hromada = self.row().hromada;
        hromada.is_some() && self.located_in.is_some() && self.located_in != hromada
    }

    /// True where its hromada, or the one it stands in, is occupied on the day: nobody is served there.
    #[must_use]
    pub fn is_occupied(&self) -> bool {
        self.territory_status == Some(TerritoryStatus::Occupied)
    }

    /// True where it serves nobody on the day, whatever its hours say.
    fn is_shut(&self) -> bool {
        self.is_occupied() || self.row().status == PointStatus::Suspended
    }

    /// Whether it is open at a moment of Kyiv time; unknown where its hours are not stated, or not for that day.
    #[must_use]
    pub fn open_at(&self, moment: NaiveDateTime) -> Truth {
        if self.is_shut() {
            return Truth::No;
        }
        Truth::from_option(self.row().hours.as_deref().and_then(|text| hours::open_at(text, moment)))
    }

    /// When it opens next after a moment of Kyiv time; `None` where it is open then, or where that is not known.
    #[must_use]
    pub fn opens_next(&self, moment: NaiveDateTime) -> Option<NaiveDateTime> {
        let row = self.row();
        let hours = row.hours.as_deref().filter(|_| !self.is_shut())?;
        hours::opens_next(hours, moment).filter(|at| row.period.until.is_none_or(|until| at.date() < until))
    }

    /// Its hours on a day; unknown where they are not stated, closed where it serves nobody.
    #[must_use]
    pub fn hours_on(&self, day: NaiveDate) -> DayHours {
        if self.is_shut() {
            return DayHours::Closed;
        }
        let stated = self.row().hours.as_deref().and_then(|text| hours::on_day(text, day));
        stated.unwrap_or(DayHours::Unknown)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PointKind;
    use crate::registry::testing::{World, settlement};

    #[test]
    fn a_point_is_occupied_by_its_hromada_or_by_where_it_stands_and_only_on_the_days_of_it() {
        let open = |row: &mut PointRow| row.hours = Some("24/7".to_owned());
        let world = World::new(3)
            .fact_over(2, "territory_status", "occupied", "2022-03-01", "2022-11-01")
            .fact(3, "territory_status", "hostilities")
            .point_as("own", PointKind::Cnap, 2, open)
            .point_as("there", PointKind::Cnap, 1, |row| {
                open(row);
                row.settlement = Some(settlement(2));
            })
            .point_as("founder", PointKind::Cnap, 2, |row| {
                open(row);
                row.settlement = Some(settlement(3));
            })
            .point_as("free", PointKind::Cnap, 1, open)
            .point_as("nowhere", PointKind::Cnap, 1, |row| (row.hromada, row.settlement) = (None, None));
        let moment = "2022-05-01T10:00:00".parse().unwrap();
        let registry = world.at("2022-05-01");
        for (code, occupied) in [("own", true), ("there", true), ("founder", true), ("free", false)] {
            let point = registry.point(code).unwrap();
            assert_eq!((point.is_occupied(), point.open_at(moment)), (occupied, Truth::from(!occupied)), "{code}");
        }
        assert_eq!(registry.point("nowhere").unwrap().territory_status, None);
        let later = world.at("2022-11-01");
        assert_eq!(later.point("there").unwrap().territory_status, Some(TerritoryStatus::Ordinary));
        assert_eq!(later.point("founder").unwrap().territory_status, Some(TerritoryStatus::Hostilities));
    }

    #[test]
    fn nothing_opens_after_the_end_of_a_point() {
        let world = World::new(1).point_as("c", PointKind::Cnap, 1, |row| {
            row.hours = Some("Mo-Fr 08:00-17:00".to_owned());
            row.period.until = "2023-12-01".parse().ok();
        });
        let registry = world.at("2023-11-30");
        let point = registry.point("c").unwrap();
        assert!(point.opens_next("2023-11-30T07:00:00".parse().unwrap()).is_some());
        assert_eq!(point.opens_next("2023-11-30T18:00:00".parse().unwrap()), None);
    }
}
