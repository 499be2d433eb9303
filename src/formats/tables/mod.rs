//! The product's own tables: one file per table, read from CSV or XLSX and written back to the same rows.
//!
//! In a CSV an apostrophe stands before a text that a spreadsheet would run as a formula, and reading takes it away
//! (`formula_guard`). In XLSX every text is a string cell and never a formula.

pub mod amendments;
pub mod answers;
mod clash;
pub mod dictionary;
pub mod districts;
pub mod equipment;
pub mod facts;
pub mod figures;
mod likely;
pub mod mandatory;
pub mod offerings;
pub mod points;
pub mod services;
pub mod steps;
pub mod targets;
pub mod territories;
mod titles;
mod write;

use std::cmp::Ordering;

pub use clash::clashes;
pub use districts as starosta_districts;
pub use facts as hromada_facts;
pub use steps as service_steps;
pub use titles::{column_title, key_columns};
pub use write::{Line, Titles, cells, write_csv, write_xlsx};

use super::cells::Cells;
use super::columns::Column;
use super::references::{Need, References};
use super::{Format, InputLimits, Parsed, table_rows};
use crate::domain::Period;

/// A row of an own table.
pub trait OwnRow: Sized {
    const FORMAT: Format;
    /// Columns in the order they are written.
    const COLUMNS: &'static [Column];
    /// Columns that together name one thing.
    const KEY: &'static [&'static str];

    /// What its cells refer to.
    const NEEDS: &'static [Need] = &[];

    /// True where a row has many cells, so that fewer of them are read at once.
    const IS_WIDE: bool = false;

    /// Reads a row; `None` when a fault was told.
    fn read(cells: &mut Cells<'_>) -> Option<Self>;

    /// Writes the cells in the order of the columns.
    fn write(&self, line: &mut Line);

    /// Orders rows by key; rows of one key must not overlap in time.
    fn by_key(&self, other: &Self) -> Ordering;

    /// The key as it is told to a person.
    fn key(&self) -> String;

    /// When the row holds; `None` where a key may stand only once.
    fn span(&self) -> Option<Period> {
        None
    }
}

/// Reads an own table and refuses rows that contradict each other.
#[must_use]
pub fn read<T: OwnRow>(bytes: &[u8]) -> Parsed<T> {
    read_within(InputLimits::FILE, bytes)
}

/// The same within given limits.
#[must_use]
pub fn read_within<T: OwnRow>(limits: InputLimits, bytes: &[u8]) -> Parsed<T> {
    read_with(limits, bytes, &References::default())
}

/// Reads an own table whose cells may name what is known already by code or by name.
#[must_use]
pub fn read_with<T: OwnRow>(limits: InputLimits, bytes: &[u8], references: &References) -> Parsed<T> {
    let table = (T::FORMAT.word(), T::COLUMNS);
    let mut parsed = table_rows::read_rows_with(limits, bytes, table, references, T::read);
    clash::check(&mut parsed);
    parsed
}

/// The entry points every table has: `read`, `write_csv` and `write_xlsx` of its own row.
macro_rules! entry_points {
    ($row:ty) => {
        /// Reads the table from CSV or XLSX.
        #[must_use]
        pub fn read(bytes: &[u8]) -> $crate::formats::Parsed<$row> {
            $crate::formats::tables::read(bytes)
        }

        /// Writes the table as CSV with English keys.
        ///
        /// # Errors
        /// What the output answers.
        pub fn write_csv<'a>(
            rows: impl Iterator<Item = &'a $row>,
            out: impl ::std::io::Write,
        ) -> ::std::io::Result<()> {
            $crate::formats::tables::write_csv(rows, $crate::formats::tables::Titles::Keys, out)
        }

        /// Writes the table as an XLSX sheet with Ukrainian titles.
        ///
        /// # Errors
        /// More rows or longer texts than a sheet can hold.
        pub fn write_xlsx<'a>(rows: impl Iterator<Item = &'a $row>) -> ::std::io::Result<Vec<u8>> {
            $crate::formats::tables::write_xlsx(rows, $crate::formats::tables::Titles::Ukrainian)
        }
    };
}
use entry_points;

#[cfg(test)]
mod documented;
#[cfg(test)]
mod habits;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;
