//! Baselines and targets of indicators that were loaded, by territory.

use std::collections::HashMap;

use super::Sourced;
use crate::domain::TerritoryCode;
use crate::domain::rows::TargetRow;

/// What programmes of territories state of indicators.
#[derive(Clone, Debug, Default)]
pub struct Targets(HashMap<TerritoryCode, Vec<Sourced<TargetRow>>>);

impl Targets {
    /// Groups rows by territory, each territory's in order of year.
    #[must_use]
    pub fn new(rows: Vec<Sourced<TargetRow>>) -> Self {
        let mut all: HashMap<TerritoryCode, Vec<Sourced<TargetRow>>> = HashMap::new();
        for row in rows {
            all.entry(row.territory).or_default().push(row);
        }
        for rows in all.values_mut() {
            rows.sort_by_key(|row| row.year);
        }
        Self(all)
    }

    /// What is stated of an indicator of exactly this territory, in order of year.
    pub fn rows_of<'a>(
        &'a self,
        territory: TerritoryCode,
        indicator: &'a str,
    ) -> impl Iterator<Item = &'a Sourced<TargetRow>> {
        let rows = self.0.get(&territory).map_or(&[][..], Vec::as_slice).iter();
        rows.filter(move |row| row.indicator == indicator)
    }
}
