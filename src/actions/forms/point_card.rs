//! The card of a point, its contacts and its hours: rows of `points`.

use chrono::NaiveDate;

use super::{Base, FieldFault, FormKind, Values, words};
use crate::formats::tables::cells;
use crate::formats::typed_table::TypedTable;
use crate::formats::{Format, timetable};
use crate::registry::PointOnDate;

/// Fields of the card, in the order of the table.
const CARD: [&str; 14] = [
    "name",
    "kind",
    "status",
    "until",
    "parent",
    "settlement",
    "starosta_district",
    "address",
    "lat",
    "lon",
    "diia_centre",
    "area_total",
    "area_waiting",
    "area_service",
];
const WORKERS: &str = "workers";
const CONTACTS: [&str; 3] = ["phone", "email", "web"];
const HOURS: &str = "hours";
/// Columns without which a row of a point would change what the form does not speak of.
const ALWAYS: [&str; 6] = ["code", "from", "name", "kind", "status", "until"];

/// Fields of one of the forms of a point.
#[must_use]
fn fields(kind: &FormKind) -> Vec<&'static str> {
    match kind {
        FormKind::Contacts => CONTACTS.to_vec(),
        FormKind::Hours => vec![HOURS],
        _ => CARD.iter().copied().chain([WORKERS]).collect(),
    }
}

pub fn base(kind: &FormKind, point: &PointOnDate) -> Base {
    let row = point.row();
    let known = cells(&row.row);
    let mut base = Base::default();
    for field in fields(kind) {
        // Hours are shown as the office worded them, or in words that mean the same.
        let in_words = || row.hours.as_ref().map(|hours| timetable::in_words(hours).unwrap_or_else(|| hours.clone()));
        let stated = (field == HOURS).then(|| row.hours_text.clone().or_else(in_words));
        let value = stated.unwrap_or_else(|| known.iter().find(|cell| cell.0 == field).map(|cell| cell.1.clone()));
        base.add(field.to_owned(), value.unwrap_or_default(), Some(row.origin_of(field)));
    }
    base
}

pub fn table(
    kind: &FormKind,
    point: &PointOnDate,
    (base, values): (&Base, &Values),
    day: NaiveDate,
) -> Result<TypedTable, Vec<FieldFault>> {
    let row = point.row();
    let changed: Vec<&str> = fields(kind).into_iter().filter(|field| values.differs(base, field)).collect();
    // An end belongs to the row that ends.
    let is_end = changed.iter().all(|field| matches!(*field, "status" | "until"));
    let start = row.period.from;
    if !is_end && start.is_some_and(|start| day < start) {
        return Err(start.map(|start| words::before_start("day", start)).into_iter().collect());
    }
    let from = if is_end { start } else { Some(day) };
    let columns = columns(kind, &changed);
    let known = cells(&row.row);
    let kept = |column: &str| known.iter().find(|cell| cell.0 == column).map(|cell| cell.1.clone()).unwrap_or_default();
    let mut table = TypedTable::new(Format::Points, &columns);
    let cell = |column: &&str| match *column {
        "from" => super::written(from),
        HOURS | "hours_text" if changed.is_empty() => kept(column),
        // The reader keeps the wording beside what it understood.
        "hours_text" => String::new(),
        field if base.has(field) => values.over(base, field).to_owned(),
        column => kept(column),
    };
    table.push("", columns.iter().map(cell).collect::<Vec<_>>());
    Ok(table)
}

/// Columns of the row: what is not among them stays as it is. Coordinates of an address that changed are not repeated.
fn columns(kind: &FormKind, changed: &[&str]) -> Vec<&'static str> {
    let mut columns = ALWAYS.to_vec();
    columns.extend(fields(kind).into_iter().filter(|field| !ALWAYS.contains(field)));
    match kind {
        FormKind::Hours => columns.push("hours_text"),
        FormKind::Contacts => {}
        _ => {
            columns.push("hromada");
            let is_moved = changed.iter().any(|field| matches!(*field, "address" | "settlement"));
            let is_placed = changed.iter().any(|field| matches!(*field, "lat" | "lon"));
            if is_moved && !is_placed {
                columns.retain(|column| !matches!(*column, "lat" | "lon"));
            } else if !is_placed {
                columns.push("precision");
            }
        }
    }
    columns
}
