//! What people's spreadsheets leave in a table: rows of totals and formulas that failed.

use super::Fault;
use super::columns::{Header, clip};
use super::sheet::NOT_COMPUTED;
use crate::domain::text::{is_failed_formula, is_total_word};
use crate::domain::words::normalize_words;

/// True for a row that sums the rows above: «Разом», «Усього:», and «Разом по області» where a row of data says more.
pub(crate) fn is_total(header: &Header, cells: &[String]) -> bool {
    let first = cells.iter().find(|cell| !cell.trim().is_empty()).map(|cell| normalize_words(cell)).unwrap_or_default();
    let (word, rest) = first.split_once(' ').unwrap_or((&first, ""));
    is_total_word(word) && (rest.is_empty() || !header.is_filled(cells))
}

/// The warning that a row of totals was passed over.
pub(crate) fn total(row: u32, cells: &[String]) -> Fault {
    let value = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ");
    Fault { row, value: clip(&value), ..Fault::of_file("fault-total-row", "") }
}

/// A fault for each cell whose formula gave no value: it is neither empty nor what its text says.
pub(crate) fn failed_formulas(header: &Header, row: u32, cells: &[String]) -> Vec<Fault> {
    let failed = header.known_cells(cells).filter_map(|(title, cell)| {
        let (reason, expected) = match cell {
            NOT_COMPUTED => ("fault-formula-not-computed", "expected-saved-book"),
            _ if is_failed_formula(cell) => ("fault-formula-failed", "expected-value-or-empty"),
            _ => return None,
        };
        Some(Fault { row, column: title.to_owned(), value: cell.to_owned(), ..Fault::of_file(reason, expected) })
    });
    failed.collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use rust_xlsxwriter::{Formula, Workbook};

    use crate::domain::rows::{AnswerRow, OfferingRow};
    use crate::formats::tables::read;

    #[test]
    fn a_row_of_totals_is_passed_over_with_a_warning() {
        for total in ["Разом;", "Усього:;12", "ВСЬОГО;12", "Разом по області;", "Разом за 2023 рік;"]
        {
            let parsed = read::<OfferingRow>(format!("point;service\n1;01\n{total}\n").as_bytes());
            assert_eq!((parsed.rows.len(), parsed.faults.as_slice()), (1, &[][..]), "{total}");
            assert_eq!((parsed.warnings.len(), parsed.warnings[0].row), (1, 3), "{total}");
        }
        assert_eq!(read::<OfferingRow>("point;service\nРазом до мрії;01\n".as_bytes()).rows.len(), 1);
    }

    #[test]
    fn the_error_of_a_formula_is_no_answer() {
        for error in ["#N/A", "#Н/Д", "#REF!"] {
            let text = format!("point,checklist,criterion,answer\n1,588,sign,{error}\n");
            let faults = read::<AnswerRow>(text.as_bytes()).faults;
            assert_eq!((faults.len(), faults[0].row, faults[0].value.as_str()), (1, 2, error));
        }
    }

    /// A workbook of one answer given by a formula, with what a spreadsheet computed.
    fn book(computed: &str) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, key) in (0..).zip(["point", "checklist", "criterion", "answer"]) {
            sheet.write(0, column, key).unwrap();
            sheet.write(1, column, "x").unwrap();
        }
        sheet.write(1, 3, Formula::new("A1").set_result(computed)).unwrap();
        book.save_to_buffer().unwrap()
    }

    /// The same workbook as a program leaves it that does not compute.
    fn not_computed() -> Vec<u8> {
        let whole = book("так");
        let mut parts = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..parts.len() {
            let mut part = parts.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let name = part.name().unwrap().into_owned();
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(text.replace(" t=\"str\"><f>A1</f><v>так</v>", "><f>A1</f><v></v>").as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    #[test]
    fn a_formula_of_a_workbook_counts_by_its_computed_value() {
        assert_eq!(read::<AnswerRow>(&book("так")).rows.len(), 1);
        for (bytes, reason) in [(book("#N/A"), "formula-failed"), (not_computed(), "not-computed")] {
            let faults = read::<AnswerRow>(&bytes).faults;
            assert!(faults.len() == 1 && faults[0].reason.to_string().contains(reason), "{faults:?}");
        }
    }
}
