//! Own tables written as CSV and XLSX.

use std::io;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::OwnRow;
use crate::domain::text::tidy_spaces;
use crate::formats::formula_guard::{guarded, guarded_in_workbook};

/// Which titles stand above the columns; both read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Titles {
    /// English keys.
    Keys,
    Ukrainian,
}

/// The cells of one written row.
#[derive(Debug, Default)]
pub struct Line {
    cells: Vec<Cell>,
}

#[derive(Debug)]
enum Cell {
    Empty,
    Text(String),
    Number(f64),
}

impl Line {
    /// A text; empty where there is none.
    pub fn text(&mut self, text: Option<impl ToString>) -> &mut Self {
        let text = text.map(|text| text.to_string());
        // Older databases may hold line ends of two signs.
        let text = text.map(|text| if text.contains('\r') { tidy_spaces(&text) } else { text });
        self.cells.push(text.map_or(Cell::Empty, Cell::Text));
        self
    }

    /// A number; empty where there is none.
    pub fn number(&mut self, number: Option<impl Into<f64>>) -> &mut Self {
        self.cells.push(number.map_or(Cell::Empty, |number| Cell::Number(number.into())));
        self
    }

    /// `yes`, `no` or empty.
    pub fn flag(&mut self, flag: Option<bool>) -> &mut Self {
        self.text(flag.map(|yes| if yes { "yes" } else { "no" }))
    }

    /// `YYYY-MM-DD` or empty.
    pub fn date(&mut self, date: Option<NaiveDate>) -> &mut Self {
        self.text(date)
    }

    /// Several entries in one cell.
    pub fn list(&mut self, entries: impl IntoIterator<Item = impl ToString>, separator: &str) -> &mut Self {
        let entries: Vec<String> = entries.into_iter().map(|entry| entry.to_string()).collect();
        self.text((!entries.is_empty()).then(|| entries.join(separator)))
    }
}

/// The cells of a row by their keys, as they would be written; empty ones are left out.
#[must_use]
pub fn cells<T: OwnRow>(row: &T) -> Vec<(&'static str, String)> {
    let mut line = Line::default();
    row.write(&mut line);
    let texts = line.cells.into_iter().map(|cell| match cell {
        Cell::Empty => None,
        Cell::Text(text) => Some(text),
        Cell::Number(number) => Some(number.to_string()),
    });
    T::COLUMNS.iter().zip(texts).filter_map(|(column, text)| Some((column.key, text?))).collect()
}

fn titles<T: OwnRow>(titles: Titles) -> impl Iterator<Item = &'static str> {
    T::COLUMNS.iter().map(move |column| match titles {
        Titles::Keys => column.key,
        Titles::Ukrainian => column.title,
    })
}

/// Writes rows as CSV: UTF-8, `,`, a header; texts that begin as formulas do are guarded.
///
/// # Errors
/// What the output answers.
pub fn write_csv<'a, T: OwnRow + 'a>(
    rows: impl Iterator<Item = &'a T>,
    header: Titles,
    out: impl io::Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(titles::<T>(header))?;
    let mut line = Line::default();
    for row in rows {
        line.cells.clear();
        row.write(&mut line);
        for cell in &line.cells {
            match cell {
                Cell::Empty => writer.write_field("")?,
                Cell::Text(text) => writer.write_field(&*guarded(text))?,
                Cell::Number(number) => writer.write_field(number.to_string())?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Writes rows as a workbook with one sheet named as the table; texts are string cells, never formulas.
///
/// # Errors
/// More rows or longer texts than a sheet can hold.
pub fn write_xlsx<'a, T: OwnRow + 'a>(rows: impl Iterator<Item = &'a T>, header: Titles) -> io::Result<Vec<u8>> {
    let mut book = Workbook::new();
    // The same rows are the same bytes, whenever they are written.
    let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io::Error::other)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    fill(book.add_worksheet(), rows, header).map_err(io::Error::other)?;
    book.save_to_buffer().map_err(io::Error::other)
}

fn fill<'a, T: OwnRow + 'a>(
    sheet: &mut Worksheet,
    rows: impl Iterator<Item = &'a T>,
    header: Titles,
) -> Result<(), XlsxError> {
    sheet.set_name(T::FORMAT.word())?;
    let bold = Format::new().set_bold();
    for (column, title) in (0..).zip(titles::<T>(header)) {
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut line = Line::default();
    for (number, row) in (1..).zip(rows) {
        line.cells.clear();
        row.write(&mut line);
        for (column, cell) in (0..).zip(&line.cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => sheet.write_string(number, column, guarded_in_workbook(text))?,
                Cell::Number(value) => sheet.write_number(number, column, *value)?,
            };
        }
    }
    Ok(())
}
