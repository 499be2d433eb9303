//! Outside formats: bytes to rows and back, with the row and column of every fault.

pub mod boundaries;
pub mod bulk;
mod capped;
pub mod cells;
pub mod columns;
pub mod correct;
pub mod email;
pub mod format;
pub mod formula_guard;
pub mod guide_registry;
pub mod guide_report;
pub mod homoglyphs;
pub mod hromadas;
pub mod json;
pub mod katottg;
pub mod limits;
mod lookups;
pub mod messages;
pub mod references;
mod repeated;
pub mod report;
pub mod sent_table;
pub mod service_list;
pub mod service_sheet;
pub mod settlements;
pub mod sheet;
mod spreadsheet;
mod synonyms;
mod table_rows;
pub mod tables;
pub mod territory_list;
mod text_faults;
pub mod timetable;
pub mod typed_table;
pub mod workbook;

#[cfg(test)]
pub(crate) mod real;

use crate::domain::Message;

pub use capped::{Capped, ChangeList, FaultList};
pub use correct::VoidRow;
pub use format::Format;
pub use limits::InputLimits;

/// One thing wrong with an input, said so that its owner can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Row of the sheet as a person counts it (the header is row 1); 0 for the whole file.
    pub row: u32,
    /// Column title as it stands in the file, or a field's name.
    pub column: String,
    pub value: String,
    pub reason: Message,
    pub expected: Message,
}

impl Fault {
    /// A fault of the file as a whole.
    pub fn of_file(reason: impl Into<Message>, expected: impl Into<Message>) -> Self {
        Self { row: 0, column: String::new(), value: String::new(), reason: reason.into(), expected: expected.into() }
    }

    /// The same with what the sheet calls the column.
    #[must_use]
    pub fn titled(self, titles: &[(&'static str, String)]) -> Self {
        Self { column: title_of(titles, &self.column).to_owned(), ..self }
    }
}

/// What a sheet calls a column, or the column's key.
#[must_use]
pub fn title_of<'k>(titles: &'k [(&'static str, String)], key: &'k str) -> &'k str {
    titles.iter().find(|(known, _)| *known == key).map_or(key, |(_, title)| title)
}

/// A value with the row of the sheet it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbered<T> {
    pub row: u32,
    pub value: T,
}

/// What a reader found: rows, things that forbid the import, things worth saying.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    pub rows: Vec<Numbered<T>>,
    /// Rows that void stored ones.
    pub voids: Vec<VoidRow<T>>,
    pub faults: FaultList,
    pub warnings: FaultList,
    /// Rows that have faults and could be read all the same.
    pub damaged: Vec<Numbered<T>>,
    /// The first key cell of every row that has faults, as it stands.
    pub spoiled: Vec<String>,
    /// Keys of the columns the table lacks: it says nothing of them.
    pub absent: Vec<&'static str>,
    /// Keys of the columns the table has, with what messages call them.
    pub titles: Vec<(&'static str, String)>,
}

impl<T> Default for Parsed<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            voids: Vec::new(),
            faults: FaultList::default(),
            warnings: FaultList::default(),
            damaged: Vec::new(),
            spoiled: Vec::new(),
            absent: Vec::new(),
            titles: Vec::new(),
        }
    }
}

impl<T> Parsed<T> {
    /// Nothing but one fault: the input cannot be read at all.
    #[must_use]
    pub fn refused(fault: Fault) -> Self {
        Self { faults: vec![fault].into(), ..Self::default() }
    }

    /// The values without their row numbers.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().map(|row| &row.value)
    }
}
