//! Rows of an XLSX workbook, cell by cell; an archive that holds too much is refused before parsing.

use std::ops::ControlFlow;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::archive::{self, TimedBytes};
use super::{HeaderScore, MAX_TITLE_ROWS, NOT_COMPUTED, Visit, check_cell, too_many_columns, too_many_rows};
use crate::domain::Message;
use crate::formats::Fault;
use crate::formats::columns::COMPLETE;
use crate::formats::limits::Budget;

type Book<'a> = Xlsx<TimedBytes<'a>>;

pub(super) fn each_row(
    bytes: &[u8],
    budget: &Budget,
    name: &str,
    score: HeaderScore<'_>,
    visit: Visit<'_>,
) -> Result<(), Fault> {
    let read = read_rows(bytes, budget, name, score, visit);
    // Whatever broke off because the time is over is told as that.
    read.map_err(|fault| budget.check_time().err().unwrap_or(fault))
}

fn read_rows(bytes: &[u8], budget: &Budget, name: &str, score: HeaderScore<'_>, visit: Visit<'_>) -> Result<(), Fault> {
    archive::check(bytes, budget)?;
    let source = TimedBytes::new(bytes, *budget);
    let mut book: Book<'_> = calamine::open_workbook_from_rs(source).map_err(|e: XlsxError| xlsx_fault(&e))?;
    let most = budget.limits.sheets;
    if book.sheets_metadata().len() > most {
        return Err(Fault::of_file("fault-too-many-sheets", Message::new("expected-sheets").with("most", most)));
    }
    let sheet = choose(&mut book, budget, name, score)?;
    if rows_of(&mut book, budget, &sheet, visit)? {
        Ok(())
    } else {
        Err(Fault::of_file("fault-empty-sheet", "expected-header-and-rows"))
    }
}

/// The sheet named as the format, else the one visible sheet with the header; a title page may stand before it.
fn choose(book: &mut Book<'_>, budget: &Budget, name: &str, score: HeaderScore<'_>) -> Result<String, Fault> {
    if let Some(named) = book.sheet_names().into_iter().find(|sheet| sheet.trim().eq_ignore_ascii_case(name)) {
        return Ok(named);
    }
    let seen = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    let visible: Vec<String> = book.sheets_metadata().iter().filter(seen).map(|sheet| sheet.name.clone()).collect();
    let mut best = |sheet: &String| (header_score(book, budget, sheet, score), sheet.clone());
    let scored: Vec<(usize, String)> =
        if visible.len() > 1 { visible.iter().map(&mut best).collect() } else { Vec::new() };
    let whole = scored.iter().filter(|(score, _)| *score >= COMPLETE);
    let found: Vec<&str> = whole.map(|(_, sheet)| sheet.as_str()).collect();
    budget.check_time()?;
    if found.len() > 1 {
        let reason = Message::new("fault-several-sheets").with("sheets", found.join(", "));
        return Err(Fault::of_file(reason, Message::new("expected-one-sheet").with("name", name)));
    }
    // A header known in part is better than none; among equals the first sheet.
    let partial = scored.into_iter().rev().filter(|(score, _)| *score > 0);
    let likely = partial.max_by_key(|(score, _)| *score).map(|(_, sheet)| sheet);
    let first = || visible.into_iter().next().or_else(|| book.sheet_names().into_iter().next());
    let none = || Fault::of_file("fault-no-sheets", "expected-sheet");
    likely.or_else(first).ok_or_else(none)
}

/// The score of the row of a sheet that is most of a header.
fn header_score(book: &mut Book<'_>, budget: &Budget, sheet: &str, score: HeaderScore<'_>) -> usize {
    let (mut best, mut left) = (0, MAX_TITLE_ROWS + 1);
    let looked = rows_of(book, budget, sheet, &mut |_, cells| {
        (best, left) = (best.max(score(cells)), left - 1);
        if best >= COMPLETE || left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if looked.is_ok() { best } else { 0 }
}

/// Passes the rows of a sheet on; tells whether there was any.
fn rows_of(book: &mut Book<'_>, budget: &Budget, sheet: &str, visit: Visit<'_>) -> Result<bool, Fault> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|e| xlsx_fault(&e))?;
    let mut line = Line::new(*budget);
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|e| xlsx_fault(&e))? {
        let (row, column) = cell.pos;
        if row != line.row && line.flush(row, visit) == ControlFlow::Break(()) {
            return Ok(true);
        }
        budget.check_time()?;
        line.check_length(&cell.value)?;
        let computed = cell.formula.is_none() || cell.value != DataRef::Empty;
        line.put_cell(column, if computed { text(&cell.value) } else { NOT_COMPUTED.to_owned() })?;
    }
    let _ = line.flush(0, visit);
    Ok(line.seen)
}

/// The row being gathered; `row` counts from 0 as the workbook does.
struct Line {
    budget: Budget,
    row: u32,
    cells: Vec<String>,
    seen: bool,
}

impl Line {
    fn new(budget: Budget) -> Self {
        Self { budget, row: 0, cells: Vec::new(), seen: false }
    }

    /// Refuses a text too long for a cell before it is copied: a workbook may name one text in many cells.
    fn check_length(&self, value: &DataRef<'_>) -> Result<(), Fault> {
        match value {
            DataRef::SharedString(text) => check_cell(self.row + 1, text, &self.budget.limits),
            DataRef::String(text) => check_cell(self.row + 1, text, &self.budget.limits),
            _ => Ok(()),
        }
    }

    fn put_cell(&mut self, column: u32, text: String) -> Result<(), Fault> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let limits = &self.budget.limits;
        if self.row >= limits.rows {
            return Err(too_many_rows(limits));
        }
        if column >= limits.columns {
            return Err(too_many_columns(self.row + 1, limits));
        }
        check_cell(self.row + 1, &text, limits)?;
        if self.cells.len() <= column {
            self.cells.resize_with(column + 1, String::new);
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    fn flush(&mut self, next: u32, visit: Visit<'_>) -> ControlFlow<()> {
        let row = std::mem::replace(&mut self.row, next);
        if self.cells.is_empty() {
            return ControlFlow::Continue(());
        }
        self.seen = true;
        let flow = visit(row + 1, &self.cells);
        self.cells.clear();
        flow
    }
}

/// The cell as a person sees it: whole numbers without `.0`, dates as `2023-11-30`.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.as_f64() < 1.0 || moment.is_duration() {
        return format!("{hour:02}:{minute:02}");
    }
    if moment.as_f64().fract() == 0.0 {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

fn xlsx_fault(error: &XlsxError) -> Fault {
    Fault::of_file(Message::new("fault-xlsx").with("error", error.to_string()), "expected-book-with-table")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};
    use std::time::Duration;

    use rust_xlsxwriter::{Format, Workbook};

    use super::super::tests::{rows, rows_within};
    use crate::formats::InputLimits;

    fn book() -> Vec<u8> {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "чужий аркуш").unwrap();
        let sheet = book.add_worksheet();
        sheet.set_name("Points").unwrap();
        sheet.write(0, 0, "code").unwrap();
        sheet.write(0, 2, "from").unwrap();
        sheet.write(2, 0, 20017.0).unwrap();
        sheet.write(2, 1, true).unwrap();
        sheet.write_with_format(2, 2, 45260.0, &Format::new().set_num_format("dd.mm.yyyy")).unwrap();
        sheet.write(3, 0, 49.5).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn the_sheet_named_as_the_format_is_read_with_dates_and_whole_numbers() {
        let found = rows(&book()).unwrap();
        assert_eq!(found[1], (3, vec!["20017".into(), "true".into(), "2023-11-30".into()]));
        assert_eq!(found[2], (4, vec!["49.5".into()]));
    }

    /// A workbook of sheets with these names and first cells; a row of data below.
    fn sheets(cells: &[(&str, &str)]) -> Workbook {
        let mut book = Workbook::new();
        for (name, cell) in cells {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).unwrap();
            sheet.write(0, 0, *cell).unwrap();
            sheet.write(1, 0, *name).unwrap();
        }
        book
    }

    #[test]
    fn the_one_visible_sheet_with_the_header_is_read() {
        let mut book = sheets(&[("Довідник", "code"), ("Титул", "ЗВІТ"), ("Дані", "code")]);
        book.worksheet_from_name("Титул").unwrap().set_active(true);
        book.worksheet_from_name("Довідник").unwrap().set_hidden(true);
        assert_eq!(rows(&book.save_to_buffer().unwrap()).unwrap()[1].1, ["Дані"]);
    }

    #[test]
    fn a_table_on_several_sheets_is_refused_with_their_names() {
        let mut book = sheets(&[("2022", "code"), ("2023", "code")]);
        let fault = rows(&book.save_to_buffer().unwrap()).unwrap_err();
        assert!(
            fault.reason.to_string().contains("2022, 2023") && fault.expected.to_string().contains("points"),
            "{fault:?}"
        );
    }

    #[test]
    fn a_reading_whose_time_is_over_is_refused() {
        let limits = InputLimits { time: Some(Duration::ZERO), ..InputLimits::FILE };
        for bytes in [book(), b"code,name\n1,2\n".to_vec()] {
            let fault = rows_within(&bytes, limits).unwrap_err();
            assert!(fault.reason.to_string().contains("fault-too-slow"), "{fault:?}");
        }
    }

    #[test]
    fn a_zero_sign_in_a_cell_is_refused_with_its_row() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "code").unwrap();
        sheet.write(4, 0, "a\0b").unwrap();
        let fault = rows(&book.save_to_buffer().unwrap()).unwrap_err();
        assert!(fault.row == 5 && fault.reason.to_string().contains("fault-nul-cell"), "{fault:?}");
    }

    #[test]
    fn a_cut_workbook_is_refused_at_every_length() {
        let whole = book();
        for length in (4..whole.len()).step_by(97) {
            assert!(rows(&whole[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_spoiled_workbook_never_panics() {
        let whole = book();
        let mut state = 1_u64;
        for _ in 0..3_000 {
            let mut bytes = whole.clone();
            for _ in 0..3 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = usize::try_from(state >> 33).unwrap() % bytes.len();
                bytes[at] = state.to_le_bytes()[3];
            }
            let _ = rows(&bytes);
        }
    }

    fn packed(size: usize) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        archive.start_file("xl/worksheets/sheet1.xml", options).unwrap();
        archive.write_all(&vec![b' '; size]).unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_zip_bomb_is_refused_even_when_it_lies_about_its_size() {
        let mut bomb = packed(30 << 20);
        assert!(rows(&bomb).unwrap_err().reason.to_string().contains("fault-archive-bomb"));
        let honest = (30_u32 << 20).to_le_bytes();
        let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..*at + 4] == honest).collect();
        for at in places {
            bomb[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
        assert!(rows(&bomb).is_err());
    }

    #[test]
    fn an_archive_that_is_no_workbook_is_refused() {
        assert_eq!(rows(&packed(1000)).unwrap_err().row, 0);
    }
}
