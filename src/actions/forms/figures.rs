//! The figures of a point for a quarter: rows of `figures`.

use chrono::{Datelike as _, NaiveDate};

use super::{Base, Values};
use crate::compliance::figures::Span;
use crate::formats::Format;
use crate::formats::tables::cells;
use crate::formats::typed_table::{TypedTable, field_name};
use crate::registry::{PointOnDate, Registry};

const COLUMNS: [&str; 5] = ["point", "period", "measure", "value", "correct"];
const VALUE: &str = "value";

/// The last quarter that has ended before the day.
#[must_use]
pub fn last_quarter(day: NaiveDate) -> Span {
    Span::Quarter(day.year(), day.month0() / 3 + 1).previous()
}

/// A quarter as figures write it.
pub fn quarter(text: &str) -> Option<Span> {
    Span::parse(text).filter(|span| matches!(span, Span::Quarter(..)) && span.to_string() == text)
}

pub fn base(registry: &Registry, point: &PointOnDate, period: &str) -> Base {
    let mut base = Base::default();
    for measure in &registry.records.rules.measures {
        let rows = registry.records.figures.rows_of(point.id()).iter();
        let row = rows.rev().find(|row| row.period == period && row.measure == measure.id);
        let known = row.map(|row| cells(&row.row)).unwrap_or_default();
        let value = known.into_iter().find(|cell| cell.0 == VALUE).map(|cell| cell.1).unwrap_or_default();
        base.add(field_name(&measure.id, VALUE), value, row.map(|row| row.origin_of(VALUE)));
    }
    base
}

/// A figure that was cleared is voided: it is not known then, and not nought.
pub fn table(point: &PointOnDate, period: &str, base: &Base, values: &Values) -> TypedTable {
    let mut table = TypedTable::new(Format::Figures, &COLUMNS);
    for (field, known) in base.fields() {
        let Some((measure, _)) = field.rsplit_once('.') else { continue };
        let typed = values.over(base, field);
        let (value, correct) = if typed.is_empty() { (known.value.as_str(), "void") } else { (typed, "") };
        if !value.is_empty() {
            table.push(measure, [point.code(), period, measure, value, correct].map(str::to_owned));
        }
    }
    table
}
