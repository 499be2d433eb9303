//! Indicators as cells of a report: now, in the quarter before, against the programme.

use super::basis::Basis;
use super::document::Cell;
use crate::compliance::indicator::{Counts, Figure, figure};
use crate::rulebook::{Indicator, ReportTable, Unit};

/// An indicator on the day of the report and on the last day of the quarter before.
pub struct Compared<'a> {
    pub now: Figure<'a>,
    pub before: Figure<'a>,
}

impl<'a> Compared<'a> {
    /// Computes both.
    pub fn new(basis: &Basis<'a>, indicator: &'a Indicator) -> Self {
        let now = figure(basis.audit, indicator, basis.scope);
        Self { now, before: figure(basis.before, indicator, basis.scope) }
    }

    /// The change since the quarter before.
    pub fn change(&self) -> Cell {
        let unit = self.now.unit;
        difference(unit, level_of(unit, &self.now.counts), level_of(unit, &self.before.counts))
    }

    /// How far it is from the target of its year; below it is less than nought.
    pub fn distance_to_target(&self) -> Cell {
        let Some(target) = self.now.goal.target else { return Cell::Nothing };
        difference(self.now.unit, level_of(self.now.unit, &self.now.counts), Level::Known(target))
    }
}

/// The indicators a table is about.
pub fn chosen<'a>(basis: &Basis<'a>, table: &ReportTable) -> Vec<&'a Indicator> {
    let rules = basis.audit.rules();
    if table.indicators.is_empty() {
        return rules.indicators.iter().collect();
    }
    table.indicators.iter().filter_map(|id| rules.indicator(id)).collect()
}

/// What a figure comes to.
#[derive(Clone, Copy)]
pub enum Level {
    Known(f64),
    Unknown,
    /// Nobody is counted.
    Empty,
}

/// What the counts come to.
pub fn level_of(unit: Unit, counts: &Counts) -> Level {
    match counts.known_level(unit) {
        Some(level) => Level::Known(level),
        None if counts.denominator == 0 && counts.unknown == 0 => Level::Empty,
        None => Level::Unknown,
    }
}

/// The share or the number of a figure.
pub fn level(unit: Unit, counts: &Counts) -> Cell {
    match level_of(unit, counts) {
        Level::Known(value) => match counts.upper_level(unit) {
            Some(upper) if unit != Unit::Count => Cell::Range(value, upper),
            _ => value_cell(unit, value),
        },
        Level::Unknown => Cell::Unknown,
        Level::Empty => Cell::Nothing,
    }
}

/// A value of an indicator: a share, or a number of things.
pub fn value_cell(unit: Unit, value: f64) -> Cell {
    if unit == Unit::Count { Cell::Number(value, 0) } else { Cell::Share(value) }
}

fn difference(unit: Unit, now: Level, before: Level) -> Cell {
    match (now, before) {
        (Level::Known(now), Level::Known(before)) => change(unit, now - before),
        (Level::Empty, _) | (_, Level::Empty) => Cell::Nothing,
        _ => Cell::Unknown,
    }
}

/// A change of an indicator: percentage points, or a number of things.
pub fn change(unit: Unit, value: f64) -> Cell {
    if unit == Unit::Count { Cell::Difference(value.round()) } else { Cell::Points(value) }
}

/// The numerator; a mean has none.
pub fn numerator(counts: &Counts) -> Cell {
    Cell::some(counts.numerator, Cell::Count)
}
