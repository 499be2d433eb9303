//! Domain rows as stored rows and back, one file for each group of tables.

pub mod boundary;
mod hromada;
mod inventory;
mod lists;
pub(super) mod point;
mod service;
mod targets;
mod territory;

use chrono::NaiveDate;

use super::Error;
use super::table::Stored;
use crate::domain::TerritoryCode;
use crate::registry::Sourced;

fn stored<R>(id: i32, row: R, source: i32, confirmed: NaiveDate) -> Stored<R> {
    Stored { id, kept: Sourced::from_one_source(row, source.unsigned_abs(), confirmed) }
}

fn code(table: &str, id: i32, text: &str) -> Result<TerritoryCode, Error> {
    TerritoryCode::parse(text).map_err(|_| Error::data(table, id, "not a KATOTTG code"))
}

fn code_or_none(table: &str, id: i32, text: Option<&String>) -> Result<Option<TerritoryCode>, Error> {
    text.map(|text| code(table, id, text)).transpose()
}

fn required_value<T>(table: &str, id: i32, what: &str, value: Option<T>) -> Result<T, Error> {
    value.ok_or_else(|| Error::data(table, id, &format!("unknown {what}")))
}

/// Words kept in one text, one on a line.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn count(value: Option<i32>) -> Option<u32> {
    value.and_then(|number| u32::try_from(number).ok())
}

fn stored_count(value: Option<u32>) -> Option<i32> {
    value.and_then(|number| i32::try_from(number).ok())
}
