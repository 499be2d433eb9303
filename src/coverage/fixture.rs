//! A small region for tests: one oblast, one raion, one hromada with given settlements and points.

use std::sync::Arc;

use chrono::NaiveDate;

use super::distance::LatLon;
use crate::domain::rows::{FactRow, PointRow, TerritoryRow};
use crate::domain::{Category, Fact, Period, PointKind, Precision, TerritoryCode};
use crate::registry::hromada::FactRecords;
use crate::registry::{Network, PointRecord, Records, Registry, Sourced, Territories};

/// A settlement with a place.
#[expect(clippy::unnecessary_wraps, reason = "stands in lists beside `unplaced()`")]
pub fn village(lat: f64, lon: f64) -> Option<LatLon> {
    Some((lat, lon))
}

/// A settlement whose place is not known.
pub fn unplaced() -> Option<LatLon> {
    None
}

pub struct Region {
    places: Vec<Sourced<TerritoryRow>>,
    points: Vec<PointRecord>,
    population: Option<u32>,
}

pub fn code(number: u64) -> TerritoryCode {
    TerritoryCode::parse(&format!("UA{number:017}")).unwrap()
}

pub const OBLAST: u64 = 1;
pub const RAION: u64 = 2;
pub const HROMADA: u64 = 1_000;

fn kept<T>(row: T) -> Sourced<T> {
    Sourced::from_one_source(row, 1, NaiveDate::default())
}

pub fn place(number: u64, category: Category, parent: Option<u64>, location: Option<LatLon>) -> Sourced<TerritoryRow> {
    kept(TerritoryRow {
        code: code(number),
        category,
        name: format!("Місце {number}"),
        parent: parent.map(code),
        location,
        kind: None,
        area_km2: None,
        centre: None,
    })
}

impl Region {
    pub fn with_settlements(settlements: &[Option<LatLon>]) -> Self {
        let outer = [place(OBLAST, Category::Oblast, None, None), place(RAION, Category::Raion, Some(OBLAST), None)];
        Self { places: outer.into(), points: Vec::new(), population: None }.hromada(HROMADA, settlements)
    }

    /// Adds a hromada; its settlements are numbered after it.
    pub fn hromada(mut self, number: u64, settlements: &[Option<LatLon>]) -> Self {
        self.places.push(place(number, Category::Hromada, Some(RAION), None));
        for (location, settlement) in settlements.iter().zip(number + 1..) {
            self.places.push(place(settlement, Category::Village, Some(number), *location));
        }
        self
    }

    pub fn population(mut self, people: u32) -> Self {
        self.population = Some(people);
        self
    }

    /// Adds a centre in the first hromada.
    pub fn point(mut self, lat: f64, lon: f64) -> Self {
        let id = u32::try_from(self.points.len()).unwrap() + 1;
        let row = PointRow {
            hromada: Some(code(HROMADA)),
            location: Some((lat, lon)),
            precision: Precision::Address,
            ..PointRow::new(format!("{id:04}"), PointKind::Cnap, format!("Центр {id}"))
        };
        self.points.push(PointRecord { id, code: Arc::from(row.code.as_str()), rows: vec![kept(row)] });
        self
    }

    pub fn tree(&self) -> Territories {
        Territories::new(self.places.clone())
    }

    pub fn registry(self) -> Registry {
        let fact = |people| {
            kept(FactRow { hromada: code(HROMADA), fact: Fact::Population(people), period: Period::default() })
        };
        let records = Records {
            territories: Arc::new(self.tree()),
            facts: Arc::new(FactRecords::new(self.population.map(fact).into_iter().collect())),
            network: Arc::new(Network::new(self.points)),
            ..Records::default()
        };
        Registry::at(&records, NaiveDate::from_ymd_opt(2024, 1, 1).unwrap())
    }
}
