//! A hromada's own list of services, as she has it: any columns, titles above, groups between the rows, notes below.

mod columns;
mod marks;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use self::columns::Columns;
pub use self::columns::Meaning;
pub use self::marks::Mark;
use super::sheet::{self, MAX_TITLE_ROWS};
use super::{Fault, InputLimits};

/// A service of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Number of the row in the sheet, from 1.
    pub row: u32,
    /// Number in the national Register of Services; empty where none is stated.
    pub identifier: String,
    /// Code or number in the hromada's list; empty where none is stated.
    pub code: String,
    pub name: String,
    /// Title of the group the row stands under.
    pub group: Option<String>,
    /// What stands in the columns of points, in their order.
    pub marks: Vec<Mark>,
}

/// A row that is no service, with what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedRow {
    pub row: u32,
    pub text: String,
    pub as_what: PassedAs,
}

/// What a row that is no service was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassedAs {
    Group,
    Total,
    Note,
    /// The header once more, or the numbers of the columns.
    Header,
}

/// A list of services as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceSheet {
    /// Row of the header; `None` where there is none and the names were found by their look.
    pub header: Option<u32>,
    /// Titles of the columns with what they were taken for; columns of points among them.
    pub columns: Vec<(String, Meaning)>,
    /// Titles of the columns that stand for points.
    pub points: Vec<String>,
    pub rows: Vec<SheetRow>,
    pub passed: Vec<PassedRow>,
}

/// Reads a list of services.
///
/// # Errors
/// What is wrong with the file, or that no column of names was found in it, with what was seen.
pub fn read(limits: InputLimits, bytes: &[u8]) -> Result<ServiceSheet, Fault> {
    let mut all: Vec<(u32, Vec<String>)> = Vec::new();
    let score = |cells: &[String]| Columns::find(cells).score();
    sheet::each_row(bytes, limits, "services", &score, &mut |row, cells| {
        all.push((row, cells.iter().map(|cell| tidy(cell)).collect()));
        ControlFlow::Continue(())
    })?;
    let header = all.iter().take(MAX_TITLE_ROWS + 1).position(|(_, cells)| Columns::find(cells).is_header());
    let sheet = match header {
        Some(at) => with_header(&all, at),
        None => without_header(&all),
    };
    sheet.filter(|sheet| !sheet.rows.is_empty()).ok_or_else(|| not_found(&all))
}

fn with_header(all: &[(u32, Vec<String>)], at: usize) -> Option<ServiceSheet> {
    let (row, cells) = all.get(at)?;
    let rest = all.get(at + 1..)?;
    let columns = Columns::find(cells).with_points(rest);
    Some(rows::read(&columns, Some(*row), rest))
}

/// A list pasted without its header: the column with the longest texts holds the names.
fn without_header(all: &[(u32, Vec<String>)]) -> Option<ServiceSheet> {
    Some(rows::read(&Columns::by_look(all)?, None, all))
}

/// One line, single spaces.
fn tidy(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn not_found(all: &[(u32, Vec<String>)]) -> Fault {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let widest = all.iter().take(MAX_TITLE_ROWS + 1).rev().max_by_key(|(_, cells)| filled(cells));
    let seen = widest.map_or_else(String::new, |(_, cells)| {
        cells
            .iter()
            .filter(|cell| !cell.is_empty())
            .take(6)
            .map(|cell| format!("«{cell}»"))
            .collect::<Vec<_>>()
            .join(", ")
    });
    let row = widest.map_or(0, |(row, _)| *row);
    Fault { row, value: seen, ..Fault::of_file("fault-no-names", "expected-names") }
}
