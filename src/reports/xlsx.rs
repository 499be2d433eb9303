//! A report as a workbook: a cover to sign, then a sheet for every table.

use std::io;

use super::document::{Cell, Document, Row, Section, Table};
use super::words::Words;
use crate::formats::workbook::{self, Cell as SheetCell, SheetColumn, SheetTable};

/// Longest name of a sheet.
const NAME: usize = 31;
/// Signs that no name of a sheet may hold.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The workbook as bytes; the same document is the same bytes.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn write(document: &Document, words: &dyn Words) -> io::Result<Vec<u8>> {
    let tables = document.sections.iter().flat_map(|section| section.tables.iter().map(move |table| (section, table)));
    let named: Vec<(String, &Section, &Table)> = (1_usize..)
        .zip(tables)
        .map(|(number, (section, table))| (sheet_name(number, &table.caption), section, table))
        .collect();
    let mut sheets = vec![cover(document, words, &named)];
    sheets.extend(named.iter().map(|(name, section, table)| sheet(document, words, name, section, table)));
    workbook::book_made_at(&sheets, document.made.naive_utc())
}

/// «3 Показники»: the number keeps names apart.
fn sheet_name(number: usize, caption: &str) -> String {
    let clean: String = caption.chars().filter(|letter| !FORBIDDEN.contains(letter)).collect();
    let name = format!("{number} {clean}");
    let mut short: String = name.chars().take(NAME).collect();
    if short.len() < name.len() {
        // Not within a word.
        short.truncate(short.rfind(' ').filter(|end| *end > 2).unwrap_or(short.len()));
    }
    short.trim_end_matches(['\'', ' ', ',']).to_owned()
}

/// Everything that is no table, the list of sheets, the signatures.
fn cover(document: &Document, words: &dyn Words, named: &[(String, &Section, &Table)]) -> SheetTable {
    let mut heading = vec![document.title.clone()];
    heading.extend(document.addressee.iter().cloned());
    heading.extend(document.number.iter().cloned());
    heading.extend(document.heading.iter().chain(&document.notices).cloned());
    let told = document.sections.iter().filter(|section| section.tables.is_empty());
    heading.extend(told.flat_map(|section| section.title.iter().chain(&section.before).chain(&section.after)).cloned());
    let rows = named.iter().map(|(name, section, table)| {
        let title = section.title.clone().unwrap_or_default();
        vec![SheetCell::text(title), SheetCell::text(name.as_str()), SheetCell::Count(table.rows.len())]
    });
    let mut below: Vec<String> = document.signatures.iter().map(|one| signature_line(&one.position, words)).collect();
    below.push(document.basis.clone());
    SheetTable {
        name: words.text("report-cover"),
        heading,
        columns: vec![
            SheetColumn::new(words.text("report-section"), 44.0),
            SheetColumn::new(words.text("report-sheet"), 32.0),
            SheetColumn::new(words.text("report-rows"), 9.0),
        ],
        rows: rows.collect(),
        below,
    }
}

fn signature_line(position: &str, words: &dyn Words) -> String {
    format!("{position}    ____________________    {}", words.text("report-signatory"))
}

fn sheet(document: &Document, words: &dyn Words, name: &str, section: &Section, table: &Table) -> SheetTable {
    let mut heading = vec![table.caption.clone(), document.heading.join(", ")];
    let is_first = section.tables.first() == Some(table);
    if is_first {
        heading.extend(section.before.iter().cloned());
    }
    let mut below = table.notes.clone();
    if section.tables.last() == Some(table) {
        below.extend(section.after.iter().cloned());
    }
    below.extend(document.notices.iter().take(2).cloned());
    below.push(document.basis.clone());
    let column = |column: &super::Column| SheetColumn::new(column.title.as_str(), f64::from(column.width));
    SheetTable {
        name: name.to_owned(),
        heading,
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(|row| row_cells(row, words)).collect(),
        below,
    }
}

fn row_cells(row: &Row, words: &dyn Words) -> Vec<SheetCell> {
    row.cells.iter().map(|cell| sheet_cell(cell, row.strong, words)).collect()
}

fn sheet_cell(cell: &Cell, strong: bool, words: &dyn Words) -> SheetCell {
    match cell {
        Cell::Text(text) if strong && !text.is_empty() => SheetCell::Strong(text.clone()),
        Cell::Text(text) => SheetCell::text(text.as_str()),
        Cell::Count(count) => SheetCell::Count(*count),
        Cell::Number(value, digits) => SheetCell::Number(*value, *digits),
        Cell::Difference(value) => SheetCell::Difference(*value),
        Cell::Share(share) => SheetCell::Share(*share),
        Cell::Points(points) => SheetCell::Points(*points),
        Cell::Date(day) => SheetCell::Date(*day),
        Cell::Range(..) | Cell::Unknown | Cell::Nothing => SheetCell::Text(cell.words(words)),
    }
}
