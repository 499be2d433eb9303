//! Figures ten times the previous period or a tenth of it, for a person to confirm.

use std::collections::BTreeMap;

use serde::Serialize;

use super::span::Span;
use super::total::place;
use crate::registry::{Registry, Scope};

/// How many times a figure must rise or fall to be told.
const FACTOR: f64 = 10.0;

/// A figure that differs from the one just before at least tenfold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outlier<'a> {
    pub point: &'a str,
    pub name: &'a str,
    pub measure: &'a str,
    pub period: Span,
    pub value: f64,
    pub previous_period: Span,
    pub previous: f64,
}

/// Outliers of the territory, in order of point, measure and period. Only a period and the one of the same length just
/// before are compared; what follows a nought says nothing.
#[must_use]
pub fn outliers(registry: &Registry, scope: Scope) -> Vec<Outlier<'_>> {
    let mut found = Vec::new();
    for record in registry.records.network.all() {
        let rows = registry.records.figures.rows_of(record.id);
        let name = record.latest_row().map(|row| row.name.as_str()).unwrap_or_default();
        let keyed = rows.iter().filter_map(|row| Some(((row.measure.as_str(), Span::parse(&row.period)?), row.value)));
        let values: BTreeMap<(&str, Span), f64> = keyed.collect();
        for ((measure, period), value) in &values {
            let previous_period = period.previous();
            let Some(previous) = values.get(&(*measure, previous_period)) else { continue };
            if differs(*value, *previous) && place(registry, record, *period, scope).is_some() {
                let (point, measure, period) = (&*record.code, *measure, *period);
                found.push(Outlier {
                    point,
                    name,
                    measure,
                    period,
                    value: *value,
                    previous_period,
                    previous: *previous,
                });
            }
        }
    }
    found
}

fn differs(value: f64, previous: f64) -> bool {
    previous > 0.0 && (value >= previous * FACTOR || value <= previous / FACTOR)
}
