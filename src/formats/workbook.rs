//! Workbooks one prints and signs: A4, repeated titles, filters, frozen panes, real numbers and dates.

use std::io;

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The paper of every sheet, as spreadsheets number it.
const A4: u8 = 9;
/// Height of one line in points.
const LINE: f64 = 15.0;
/// Characters that fit across a page of A4 at full size: portrait, landscape.
const ACROSS: [f64; 2] = [85.0, 125.0];
/// Longest text a cell holds.
const LONGEST: usize = 32_000;

/// A cell; texts are always strings, never formulas.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Nothing,
    Text(String),
    /// A total, or a heading among the rows.
    Strong(String),
    Count(usize),
    /// A number with so many digits after the comma.
    Number(f64, u8),
    /// A difference of two numbers of things.
    Difference(f64),
    /// A fraction of one, shown as a percentage.
    Share(f64),
    /// A difference of shares, shown in percentage points.
    Points(f64),
    Date(NaiveDate),
}

/// A column: its title and its width in characters.
#[derive(Clone, Debug)]
pub struct SheetColumn {
    pub title: String,
    pub width: f64,
}

/// One sheet: a heading, a table, and lines below it.
#[derive(Clone, Debug)]
pub struct SheetTable {
    pub name: String,
    /// The first line is the title.
    pub heading: Vec<String>,
    pub columns: Vec<SheetColumn>,
    pub rows: Vec<Vec<Cell>>,
    pub below: Vec<String>,
}

impl Cell {
    /// A text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    /// A share, or nothing where there is none.
    #[must_use]
    pub fn share(share: Option<f64>) -> Self {
        share.map_or(Self::Nothing, Self::Share)
    }

    /// Characters it takes.
    fn width(&self) -> usize {
        match self {
            Self::Text(text) | Self::Strong(text) => text.chars().count(),
            _ => 0,
        }
    }
}

impl SheetColumn {
    #[must_use]
    pub fn new(title: impl Into<String>, width: f64) -> Self {
        Self { title: title.into(), width }
    }
}

/// The workbook as bytes; the same sheets are the same bytes, whenever they are written.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn book(sheets: &[SheetTable]) -> io::Result<Vec<u8>> {
    written(sheets, &ExcelDateTime::from_ymd(2000, 1, 1).map_err(io::Error::other)?)
}

/// The same as of a moment of its own, which it tells as the time of its making.
///
/// # Errors
/// More rows than a sheet can hold, or a moment spreadsheets do not know.
pub fn book_made_at(sheets: &[SheetTable], made: NaiveDateTime) -> io::Result<Vec<u8>> {
    let seconds = made.and_utc().timestamp();
    written(sheets, &ExcelDateTime::from_timestamp(seconds).map_err(io::Error::other)?)
}

fn written(sheets: &[SheetTable], made: &ExcelDateTime) -> io::Result<Vec<u8>> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(made));
    for sheet in sheets {
        fill(book.add_worksheet(), sheet).map_err(io::Error::other)?;
    }
    book.save_to_buffer().map_err(io::Error::other)
}

fn fill(sheet: &mut Worksheet, table: &SheetTable) -> Result<(), XlsxError> {
    let styles = Styles::new();
    let across: f64 = table.columns.iter().map(|column| column.width).sum();
    let last_column = u16::try_from(table.columns.len()).unwrap_or(1).max(1) - 1;
    sheet.set_name(&table.name)?;
    for (column, told) in (0..).zip(&table.columns) {
        sheet.set_column_width(column, told.width)?;
    }
    let head = lines(sheet, 0, &table.heading, &styles, (across, last_column))? + 1;
    write_head(sheet, head, table, &styles)?;
    let mut row = head;
    for cells in &table.rows {
        row += 1;
        sheet.set_row_height(row, height(cells, &table.columns))?;
        for (column, cell) in (0..).zip(cells) {
            styles.write(sheet, (row, column), cell)?;
        }
    }
    if !table.rows.is_empty() {
        sheet.autofilter(head, 0, row, last_column)?;
    }
    lines(sheet, row + 2, &table.below, &Styles { title: styles.note.clone(), ..styles }, (across, last_column))?;
    set_page(sheet, head, across)
}

fn write_head(sheet: &mut Worksheet, head: u32, table: &SheetTable, styles: &Styles) -> Result<(), XlsxError> {
    let mut most = 1.0_f64;
    for (column, told) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(head, column, &told.title, &styles.head)?;
        most = most.max(lines_of(&told.title, told.width));
    }
    sheet.set_row_height(head, most * LINE)?.set_freeze_panes(head + 1, 1)?;
    Ok(())
}

/// Lines across the whole table from a row on, the first as the title; the row after them.
fn lines(
    sheet: &mut Worksheet,
    first: u32,
    texts: &[String],
    styles: &Styles,
    (across, last_column): (f64, u16),
) -> Result<u32, XlsxError> {
    let mut row = first;
    for (index, text) in texts.iter().enumerate() {
        let style = if index == 0 { &styles.title } else { &styles.note };
        if last_column == 0 {
            sheet.write_string_with_format(row, 0, text, style)?;
        } else {
            sheet.merge_range(row, 0, row, last_column, text, style)?;
        }
        let scale = if index == 0 { 1.3 } else { 1.0 };
        sheet.set_row_height(row, lines_of(text, across / scale) * LINE * scale)?;
        row += 1;
    }
    Ok(row)
}

/// Lines a text takes in a width: spreadsheets do not fit merged and filtered rows themselves.
fn lines_of(text: &str, width: f64) -> f64 {
    let of_line = |line: &str| (line.chars().count() as f64 * 1.1 / width.max(1.0)).ceil().max(1.0);
    text.lines().map(of_line).sum::<f64>().max(1.0)
}

fn height(cells: &[Cell], columns: &[SheetColumn]) -> f64 {
    let lines = cells.iter().zip(columns).filter(|(cell, _)| cell.width() > 0).map(|(cell, column)| match cell {
        Cell::Text(text) | Cell::Strong(text) => lines_of(text, column.width),
        _ => 1.0,
    });
    // Excel knows no higher row.
    (lines.fold(1.0, f64::max) * LINE).min(405.0)
}

/// A4, portrait where the table fits, page numbers, titles on every page.
fn set_page(sheet: &mut Worksheet, head: u32, across: f64) -> Result<(), XlsxError> {
    let [portrait, _] = ACROSS;
    if across > portrait {
        sheet.set_landscape();
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(head, head)?;
    sheet.set_margins(0.6, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&C&P / &N");
    Ok(())
}

/// How cells look: texts wrap, thousands stand apart, shares are percentages.
struct Styles {
    title: Format,
    note: Format,
    head: Format,
    text: Format,
    strong: Format,
    numbers: [Format; 3],
    difference: Format,
    count: Format,
    share: Format,
    points: Format,
    date: Format,
}

impl Styles {
    fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let cell = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
        Self {
            title: wrapped().set_bold().set_font_size(14),
            note: wrapped(),
            head: wrapped().set_bold().set_border(FormatBorder::Thin),
            text: cell().set_text_wrap(),
            strong: cell().set_text_wrap().set_bold(),
            numbers: ["#,##0", "#,##0.0", "#,##0.00"].map(|form| cell().set_num_format(form)),
            difference: cell().set_num_format("+#,##0;-#,##0;0"),
            count: cell().set_num_format("#,##0"),
            share: cell().set_num_format("0.0%"),
            points: cell().set_num_format("+0.00;-0.00;0.00"),
            date: cell().set_num_format("dd.mm.yyyy"),
        }
    }

    fn write(&self, sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Nothing => sheet.write_blank(row, column, &self.text)?,
            Cell::Text(text) if text.len() > LONGEST => {
                let shorter: String = text.chars().take(LONGEST / 4).chain(['…']).collect();
                sheet.write_string_with_format(row, column, shorter, &self.text)?
            }
            Cell::Text(text) => sheet.write_string_with_format(row, column, text, &self.text)?,
            Cell::Strong(text) => sheet.write_string_with_format(row, column, text, &self.strong)?,
            Cell::Number(value, digits) => {
                let style = self.numbers.get(usize::from(*digits)).unwrap_or(&self.count);
                sheet.write_number_with_format(row, column, *value, style)?
            }
            Cell::Difference(value) => sheet.write_number_with_format(row, column, *value, &self.difference)?,
            Cell::Count(count) => sheet.write_number_with_format(row, column, *count as f64, &self.count)?,
            Cell::Share(part) => sheet.write_number_with_format(row, column, *part, &self.share)?,
            Cell::Points(gain) => sheet.write_number_with_format(row, column, gain * 100.0, &self.points)?,
            Cell::Date(day) => {
                let date = ExcelDateTime::parse_from_str(&day.to_string())?;
                sheet.write_datetime_with_format(row, column, date, &self.date)?
            }
        };
        Ok(())
    }
}
