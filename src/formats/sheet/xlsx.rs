//! Rows of an XLSX workbook, cell by cell; archives that unpack to too much are refused before parsing.

use std::io::{Cursor, Read, copy, sink};
use std::ops::ControlFlow;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::{MAX_COLUMNS, MAX_ROWS, Visit, check_cell, too_many_columns, too_many_rows};
use crate::formats::Fault;

/// The most an archive may unpack to.
const MAX_UNPACKED: u64 = 400 * 1024 * 1024;
/// Tables pack ten to thirty times; more than this in a large part is made to harm.
const MAX_RATIO: u64 = 200;
/// Parts below this size are harmless whatever their ratio.
const SMALL: u64 = 4 * 1024 * 1024;

pub(super) fn each_row(bytes: &[u8], name: &str, visit: Visit<'_>) -> Result<(), Fault> {
    refuse_bombs(bytes)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|e: XlsxError| broken(&e))?;
    let sheets = book.sheet_names();
    let named = sheets.iter().find(|sheet| sheet.trim().eq_ignore_ascii_case(name));
    let Some(sheet) = named.or_else(|| sheets.first()).cloned() else {
        return Err(Fault::of_file("у книзі немає аркушів", "аркуш із таблицею"));
    };
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|e| broken(&e))?;
    let mut line = Line::default();
    while let Some(cell) = cells.next_cell().map_err(|e| broken(&e))? {
        let (row, column) = cell.get_position();
        if row != line.row && line.flush(row, visit) == ControlFlow::Break(()) {
            return Ok(());
        }
        line.put(column, cell.get_value())?;
    }
    let _ = line.flush(0, visit);
    if line.seen {
        Ok(())
    } else {
        Err(Fault::of_file("порожній аркуш", "рядок заголовків і рядки даних"))
    }
}

/// The row being gathered; `row` counts from 0 as the workbook does.
#[derive(Default)]
struct Line {
    row: u32,
    cells: Vec<String>,
    seen: bool,
}

impl Line {
    fn put(&mut self, column: u32, value: &DataRef<'_>) -> Result<(), Fault> {
        let text = text(value);
        if text.trim().is_empty() {
            return Ok(());
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if self.row >= MAX_ROWS {
            return Err(too_many_rows());
        }
        if column >= MAX_COLUMNS {
            return Err(too_many_columns(self.row + 1));
        }
        check_cell(self.row + 1, &text)?;
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
        DataRef::Error(error) => format!("{error:?}"),
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

/// Unpacks every part into nothing, since the sizes an archive declares may lie.
fn refuse_bombs(bytes: &[u8]) -> Result<(), Fault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| not_whole(&e.to_string()))?;
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| not_whole(&e.to_string()))?;
        let packed = part.compressed_size();
        let limit = left.min(packed.saturating_mul(MAX_RATIO).max(SMALL));
        if part.size() > limit {
            return Err(bomb());
        }
        let size = copy(&mut part.take(limit + 1), &mut sink()).map_err(|e| not_whole(&e.to_string()))?;
        left = if size > limit { return Err(bomb()) } else { left - size };
    }
    Ok(())
}

fn bomb() -> Fault {
    let limit = MAX_UNPACKED >> 20;
    Fault::of_file(
        "архів розгортається у підозріло великий обсяг",
        format!("книга XLSX до {limit} МБ у розгорнутому вигляді"),
    )
}

fn not_whole(error: &str) -> Fault {
    Fault::of_file(format!("файл XLSX пошкоджений або обрізаний: {error}"), "ціла книга XLSX")
}

fn broken(error: &XlsxError) -> Fault {
    Fault::of_file(format!("книга XLSX не читається: {error}"), "ціла книга XLSX з таблицею")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use rust_xlsxwriter::{Format, Workbook};

    use super::super::tests::rows;

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
        assert!(rows(&bomb).unwrap_err().reason.contains("великий"));
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
