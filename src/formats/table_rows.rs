//! Reading a sheet into rows: the header found, each row read, what it takes of memory counted.

use std::ops::ControlFlow;

use super::cells::{Cells, Source};
use super::columns::{Column, Header, start_of};
use super::limits::RowMemory;
use super::references::References;
use super::sheet::MAX_TITLE_ROWS;
use super::{Fault, InputLimits, Numbered, Parsed, VoidRow, correct, sheet, spreadsheet, text_faults};
use crate::domain::text::is_misread;

/// Reads the rows of a CSV or XLSX of a format of others with these columns; `parse` gives `None` for a row whose faults it has told.
pub(crate) fn read_rows<T>(
    bytes: &[u8],
    name: &str,
    columns: &'static [Column],
    parse: impl FnMut(&mut Cells<'_>) -> Option<T>,
) -> Parsed<T> {
    read_rows_with(InputLimits::OUTSIDE, bytes, (name, columns), &References::default(), parse)
}

/// The same within given limits; cells that name something are looked up in `references`.
pub(crate) fn read_rows_with<T>(
    limits: InputLimits,
    bytes: &[u8],
    (name, columns): (&str, &'static [Column]),
    references: &References,
    parse: impl FnMut(&mut Cells<'_>) -> Option<T>,
) -> Parsed<T> {
    let mut reading = Reading {
        columns,
        references,
        strict: !sheet::is_zip(bytes),
        old_encoding: sheet::is_windows_1251(bytes),
        header: None,
        before: Vec::new(),
        cut_short: None,
        memory: RowMemory::new(&limits),
        too_much: None,
        parse,
        out: Parsed::default(),
    };
    let score = |cells: &[String]| Header::find(columns, cells).score();
    let outcome = sheet::each_row(bytes, limits, name, &score, &mut |row, cells| reading.row(row, cells));
    if sheet::ends_a_line(bytes) {
        reading.cut_short = None;
    }
    reading.finish(outcome)
}

struct Reading<'r, T, F> {
    columns: &'static [Column],
    references: &'r References,
    /// In a CSV a cell beyond the header means a stray separator; beside a table in a workbook it is a remark.
    strict: bool,
    /// The text is in the encoding of old Ukrainian spreadsheets.
    old_encoding: bool,
    header: Option<(Header, bool)>,
    /// Rows seen while the header is looked for.
    before: Vec<(u32, Vec<String>)>,
    /// The last row with its cells, where it has fewer of them than the header.
    cut_short: Option<(u32, Vec<String>)>,
    memory: RowMemory,
    /// Why the reading broke off: its rows take too much memory.
    too_much: Option<Fault>,
    parse: F,
    out: Parsed<T>,
}

impl<T, F: FnMut(&mut Cells<'_>) -> Option<T>> Reading<'_, T, F> {
    fn row(&mut self, row: u32, cells: &[String]) -> ControlFlow<()> {
        if self.header.is_some() {
            let kept = self.kept();
            self.data(row, cells);
            return if self.kept() > kept { self.weigh(row, cells) } else { ControlFlow::Continue(()) };
        }
        let header = Header::find(self.columns, cells);
        self.out.absent = header.unstated();
        if header.is_complete() {
            self.out.titles = header.shown_titles();
            self.out.faults.extend(header.repeated_columns(row));
            self.out.faults.extend(header.list_of_gaps(row));
            self.out.warnings.extend(header.unknown(row));
            self.header = Some((header, true));
            return ControlFlow::Continue(());
        }
        self.before.push((row, cells.iter().map(|cell| start_of(cell)).collect()));
        if self.before.len() > MAX_TITLE_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// How many rows are kept, of any sort.
    fn kept(&self) -> usize {
        self.out.rows.len() + self.out.voids.len() + self.out.spoiled.len()
    }

    /// Counts what a kept row takes.
    fn weigh(&mut self, row: u32, cells: &[String]) -> ControlFlow<()> {
        let Some((header, _)) = &self.header else { return ControlFlow::Continue(()) };
        let known = header.known_cells(cells).map(|(_, cell)| cell);
        self.too_much = self.memory.add::<T>(row, known).err();
        if self.too_much.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn data(&mut self, row: u32, cells: &[String]) {
        let Some((header, first)) = &mut self.header else { return };
        if std::mem::take(first) && header.is_row_of_keys(cells) {
            return;
        }
        self.cut_short = None;
        let Parsed { faults, warnings, rows, voids, damaged, spoiled, .. } = &mut self.out;
        if spreadsheet::is_total(header, cells) {
            return warnings.push(spreadsheet::total(row, cells));
        }
        self.cut_short = (self.strict && cells.len() < header.width()).then(|| (row, cells.to_vec()));
        let told = faults.len();
        faults.extend(spreadsheet::failed_formulas(header, row, cells));
        if faults.len() > told {
            return;
        }
        let (source, references) = (Source::Sheet(cells), self.references);
        let mut view = Cells { row, header, source, references, faults, warnings };
        if self.strict {
            view.check_width();
        }
        let value = (self.parse)(&mut view);
        let void = correct::is_void(header.correction(cells));
        if void.is_none() {
            faults.push(correct::unknown_word(row, header.correction(cells)));
        }
        let numbered = value.map(|value| Numbered { row, value });
        if faults.len() > told {
            damaged.extend(numbered);
            spoiled.extend(self.columns.first().map(|first| header.cell(first.key, cells).to_owned()));
        } else if void == Some(true) {
            let stated = header.stated_columns(cells);
            voids.extend(numbered.map(|named| VoidRow { named, stated }));
        } else {
            rows.extend(numbered);
        }
    }

    fn finish(mut self, outcome: Result<(), Fault>) -> Parsed<T> {
        if let Some(fault) = outcome.err().or(self.too_much.take()) {
            return Parsed::refused(fault);
        }
        if let Some((row, cells)) = self.cut_short.take() {
            let width = self.header.as_ref().map_or(0, |(header, _)| header.width());
            return Parsed::refused(text_faults::cut_row(row, &cells, width));
        }
        if self.header.is_none() {
            if let Some(spoiled) = self.before.iter().flat_map(|(_, cells)| cells).find(|cell| is_misread(cell)) {
                return Parsed::refused(text_faults::misread_file(spoiled));
            }
            let columns = self.columns;
            let rows = self.before.iter().map(|(row, cells)| (*row, Header::find(columns, cells)));
            // The row with the most known columns was meant as the header; among equals the first.
            let nearest = rows.reduce(|best, next| if next.1.score() > best.1.score() { next } else { best });
            self.out.faults = match nearest {
                Some((row, header)) => header.absent(row),
                None => vec![Fault::of_file("fault-empty-file", "expected-header")],
            }
            .into();
        }
        if self.old_encoding {
            let reason = "fault-read-as-1251";
            self.out.warnings.push_first(Fault::of_file(reason, "expected-utf8-if-wrong"));
        }
        self.out
    }
}
