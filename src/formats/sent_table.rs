//! A submitted table as it was sent: its header and rows of text, to be shown and sent again in part.

use std::ops::ControlFlow;

use super::columns::{Column, Header};
use super::formula_guard::{guarded, unguarded};
use super::sheet::{self, MAX_TITLE_ROWS};
use super::tables::OwnRow;
use super::{Fault, Format, InputLimits};
use crate::domain::rows::{AnswerRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow};

/// A table of text.
#[derive(Clone, Debug, Default)]
pub struct SentTable {
    /// Titles as they stand in the file.
    pub header: Vec<String>,
    /// The columns of the product's own table they are, where they are any.
    pub columns: Vec<Option<Column>>,
    /// Rows of data, each with its number as a person counts it; rows that are wholly empty are left out.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Reads a submitted table of a format; the reading of its meaning is the import's.
///
/// # Errors
/// The bytes are no sheet, or hold no header of the table.
pub fn read(format: Format, bytes: &[u8], limits: InputLimits) -> Result<SentTable, Fault> {
    let columns = columns(format).ok_or_else(|| Fault::of_file(format.word(), ""))?;
    let score = |cells: &[String]| Header::find(columns, cells).score();
    let mut table = SentTable::default();
    let (mut seen, mut header) = (0, None);
    sheet::each_row(bytes, limits, format.word(), &score, &mut |row, cells| {
        if header.is_some() {
            table.rows.push((row, cells.to_vec()));
            return ControlFlow::Continue(());
        }
        let found = Header::find(columns, cells);
        seen += 1;
        if found.is_complete() {
            table.header = cells.to_vec();
            table.columns = found.columns_of_sheet();
            header = Some(found);
        }
        if seen > MAX_TITLE_ROWS && header.is_none() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    let header = header.ok_or_else(|| Fault::of_file(format.word(), ""))?;
    if table.rows.first().is_some_and(|(_, cells)| header.is_row_of_keys(cells)) {
        table.rows.remove(0);
    }
    Ok(table)
}

impl SentTable {
    /// The same with some rows only.
    #[must_use]
    pub fn only(mut self, rows: &[u32]) -> Self {
        self.rows.retain(|(row, _)| rows.contains(row));
        self
    }

    /// A cell of a row by the key of its column; empty where the table has no such column.
    #[must_use]
    pub fn cell<'a>(&self, cells: &'a [String], key: &str) -> &'a str {
        let is_named = |column: &Option<Column>| column.is_some_and(|column| column.key == key);
        let place = self.columns.iter().position(is_named);
        place.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// Titles for people: the Ukrainian one where the file has the key of a column.
    fn titles(&self) -> Vec<String> {
        let titled = self.header.iter().enumerate().map(|(at, title)| {
            let column = self.columns.get(at).copied().flatten();
            column.filter(|column| column.key == title.trim()).map_or(title.as_str(), |column| column.title)
        });
        titled.map(str::to_owned).collect()
    }

    /// The table as CSV, ready to be corrected and sent again.
    ///
    /// # Errors
    /// What the writing answers.
    pub fn to_csv(&self) -> std::io::Result<String> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let width = self.header.iter().rposition(|title| !title.trim().is_empty()).map_or(0, |last| last + 1);
        let titles = self.titles();
        for cells in std::iter::once(&titles).chain(self.rows.iter().map(|(_, cells)| cells)) {
            let filled = (0..width).map(|at| cells.get(at).map_or("", String::as_str));
            writer.write_record(filled.map(|cell| guarded(unguarded(cell)).into_owned()))?;
        }
        let bytes = writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The columns of a table that hromadas submit.
fn columns(format: Format) -> Option<&'static [Column]> {
    Some(match format {
        Format::Offerings => OfferingRow::COLUMNS,
        Format::Points => PointRow::COLUMNS,
        Format::Answers => AnswerRow::COLUMNS,
        Format::Equipment => EquipmentRow::COLUMNS,
        Format::Figures => FigureRow::COLUMNS,
        Format::StarostaDistricts => DistrictRow::COLUMNS,
        Format::HromadaFacts => FactRow::COLUMNS,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_rows_of_a_sent_table_are_a_table_again() {
        let sent = "Звіт\nКод пункту;Код послуги;Діє з\nA;S1;\n;;\nB;=S2;2022-01-01\n".as_bytes();
        let table = read(Format::Offerings, sent, InputLimits::SUBMITTED).unwrap();
        assert_eq!(table.rows.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [3, 5]);
        let csv = table.only(&[5]).to_csv().unwrap();
        assert_eq!(csv, "Код пункту,Код послуги,Діє з\nB,'=S2,2022-01-01\n");
        let keys = read(Format::Offerings, b"point,service\nA,S1\n", InputLimits::SUBMITTED).unwrap();
        assert_eq!(keys.to_csv().unwrap(), "Код пункту,Код послуги\nA,S1\n", "keys are titled");
        assert_eq!(keys.cell(&keys.rows[0].1, "service"), "S1");
        let again = read(Format::Offerings, csv.as_bytes(), InputLimits::SUBMITTED).unwrap();
        assert_eq!(again.rows.len(), 1);
        assert!(read(Format::Offerings, b"a,b\n1,2\n", InputLimits::SUBMITTED).is_err());
        assert!(read(Format::Services, b"code\n1\n", InputLimits::SUBMITTED).is_err());
    }
}
