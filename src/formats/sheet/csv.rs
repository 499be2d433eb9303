//! Rows of a CSV text: separator `,`, `;` or tab told by its header, quoted line ends kept.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;

use super::{HeaderScore, MAX_TITLE_ROWS, Visit, check_cell, too_many_columns, too_many_rows};
use crate::domain::Message;
use crate::formats::Fault;
use crate::formats::limits::{Budget, InputLimits};

/// How much of a text is looked through for the header.
const START: usize = 1 << 16;

pub(super) fn each_row(text: &str, budget: &Budget, score: HeaderScore<'_>, visit: Visit<'_>) -> Result<(), Fault> {
    let separator = separator(text.as_bytes(), score);
    let until = Cell::new(0);
    let mut reader = reader(Bytes { text: text.as_bytes(), given: 0, until: &until }, separator);
    let mut record = csv::StringRecord::new();
    let mut cells: Vec<String> = Vec::new();
    let (mut row, mut last) = (0, 0);
    loop {
        let at = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        row += empty_lines(text.as_bytes(), at);
        until.set(at.saturating_add(budget.limits.csv_row));
        if !reader.read_record(&mut record).map_err(|error| csv_fault(row + 1, &error, &budget.limits))? {
            break;
        }
        (row, last) = (row + 1, at);
        budget.check_time()?;
        copy(row, &record, &mut cells, &budget.limits)?;
        if cells.iter().any(|cell| !cell.trim().is_empty()) && visit(row, &cells) == ControlFlow::Break(()) {
            return Ok(());
        }
    }
    // A quote that is never closed swallows the rest of the file into its last cell.
    if ends_in_quotes(text.as_bytes().get(last..).unwrap_or_default(), separator) {
        return Err(Fault { row, ..Fault::of_file("fault-open-quotes", "expected-quotes") });
    }
    Ok(())
}

/// True when the last cell of a record opens with a quote that is never closed.
fn ends_in_quotes(record: &[u8], separator: u8) -> bool {
    let (mut quoted, mut begins) = (false, true);
    for byte in record {
        match byte {
            // Two quotes within quotes close and open again, which is the same as staying within.
            b'"' if quoted || begins => (quoted, begins) = (!quoted, quoted),
            b'\n' | b'\r' => begins = !quoted,
            _ => begins = !quoted && *byte == separator,
        }
    }
    quoted
}

fn reader<R: Read>(text: R, separator: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text)
}

/// The text of a table, given out up to a place: a row that does not end before it is not gathered any longer.
struct Bytes<'a> {
    text: &'a [u8],
    given: usize,
    until: &'a Cell<usize>,
}

impl Read for Bytes<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let rest = self.text.get(self.given..).unwrap_or_default();
        let open = self.until.get().saturating_sub(self.given);
        if open == 0 && !rest.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = rest.get(..open).unwrap_or(rest).read(into)?;
        self.given += read;
        Ok(read)
    }
}

/// The separator under which most of the header is found, since a title above it may hold other signs; else the likely one.
fn separator(text: &[u8], score: HeaderScore<'_>) -> u8 {
    let likely = likely_separator(text);
    let start = text.get(..START).unwrap_or(text);
    let mut best = (0, likely);
    for sign in [likely, b';', b'\t', b','] {
        let found = header_score(start, sign, score);
        if found > best.0 {
            best = (found, sign);
        }
    }
    best.1
}

/// The score of the row that is most of a header.
fn header_score(text: &[u8], separator: u8, score: HeaderScore<'_>) -> usize {
    let cells = |record: csv::ByteRecord| -> Vec<String> {
        record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
    };
    let records = reader(text, separator).into_byte_records().map_while(Result::ok);
    let filled = records.filter(|record| record.iter().any(|cell| !cell.is_ascii() || !cell.trim_ascii().is_empty()));
    filled.take(MAX_TITLE_ROWS + 1).map(|record| score(&cells(record))).max().unwrap_or(0)
}

/// True when one of the first lines is separated by `;` or tabs, as Ukrainian spreadsheets do.
pub(super) fn is_separated_as_in_ukraine(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').take(MAX_TITLE_ROWS + 1);
    lines.any(|line| matches!(likely_separator(line), b';' | b'\t'))
}

/// The separator that occurs most outside quotes in the first line; `sep=;` of spreadsheets decides too.
fn likely_separator(text: &[u8]) -> u8 {
    let line = text.trim_ascii_start().split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for &byte in line {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(byte == *separator && !quoted);
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| count).map_or(b',', |(separator, _)| *separator)
}

fn copy(row: u32, record: &csv::StringRecord, cells: &mut Vec<String>, limits: &InputLimits) -> Result<(), Fault> {
    if row > limits.rows {
        return Err(too_many_rows(limits));
    }
    if record.len() > limits.columns {
        return Err(too_many_columns(row, limits));
    }
    cells.resize_with(record.len(), String::new);
    for (cell, value) in cells.iter_mut().zip(record) {
        check_cell(row, value, limits)?;
        cell.clear();
        cell.push_str(value);
    }
    Ok(())
}

/// Line ends that stand at `at` before the next record: the reader passes them over, a person counts them.
fn empty_lines(bytes: &[u8], at: usize) -> u32 {
    let mut rest = bytes.get(at..).unwrap_or_default();
    if at > 0 && bytes.get(at - 1) == Some(&b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut lines = 0;
    while let Some(next) =
        rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).or_else(|| rest.strip_prefix(b"\r"))
    {
        rest = next;
        lines += 1;
    }
    lines
}

fn csv_fault(row: u32, error: &csv::Error, limits: &InputLimits) -> Fault {
    if matches!(error.kind(), csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::FileTooLarge) {
        let most = limits.csv_row >> 10;
        let expected = Message::new("expected-row-size").with("most", most);
        return Fault { row, ..Fault::of_file("fault-row-too-long", expected) };
    }
    Fault { row, ..Fault::of_file(Message::new("fault-csv").with("error", error.to_string()), "expected-csv") }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{rows, rows_within};
    use crate::formats::InputLimits;

    #[test]
    fn the_separator_is_told_by_the_first_line() {
        for text in ["a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "\u{feff}\"a,;,\";b\r\n1;2\r\n"] {
            assert_eq!(rows(text.as_bytes()).unwrap()[1].1, ["1", "2"], "{text:?}");
        }
    }

    #[test]
    fn a_title_above_the_header_does_not_decide_on_the_separator() {
        for title in ["Перелік", "Перелік точок, ТП, ВРМ, за 2023 рік", "\"Перелік; точок\""]
        {
            for (text, place) in [("code;name\n1;\"2, 3\"\n", 3), ("code\tname\n1\t2, 3\n", 3)] {
                let found = rows(format!("{title}\n\n{text}").as_bytes()).unwrap();
                assert_eq!(found[2], (place + 1, vec!["1".to_owned(), "2, 3".to_owned()]), "{title}");
            }
        }
        let old = b"\xcf\xe5\xf0\xe5\xeb\xb3\xea\r\n\xca\xee\xe4;\xcd\xe0\xe7\xe2\xe0\r\n1;\xd6\xcd\xc0\xcf\r\n";
        assert_eq!(rows(old).unwrap()[2].1, ["1", "ЦНАП"]);
    }

    #[test]
    fn rows_are_counted_as_a_person_counts_them() {
        for end in ["\n", "\r\n"] {
            let text = format!("a,b{end}{end}\"x{end}y\",2{end},{end}3,4{end}");
            let found: Vec<u32> = rows(text.as_bytes()).unwrap().iter().map(|(row, _)| *row).collect();
            assert_eq!(found, [1, 3, 5], "{text:?}");
        }
    }

    #[test]
    fn quoted_line_ends_stay_in_the_cell() {
        assert_eq!(rows(b"a,b\n\"1\n2\",\"say \"\"x\"\"\"\n").unwrap()[1].1, ["1\n2", "say \"x\""]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_refused() {
        let fault = rows(b"a,b\n1,\"2\n3,4\n5,6\n").unwrap_err();
        assert!(fault.reason.to_string().contains("quotes") && fault.row == 2, "{fault:?}");
        assert!(rows(b"a,b\n1,x\"y\n3,4\n").is_ok());
    }

    #[test]
    fn an_endless_row_is_refused_before_it_is_gathered() {
        let limits = InputLimits { csv_row: 20_000, ..InputLimits::FILE };
        for row in [",".repeat(40_000), format!("\"{}", "x\n".repeat(20_000))] {
            let fault = rows_within(format!("a,b\n1,2\n{row}\n").as_bytes(), limits).unwrap_err();
            assert!(fault.row == 3 && fault.reason.to_string().contains("fault-row-too-long"), "{fault:?}");
        }
        let many = format!("a,b\n{}", "1,2\n".repeat(30_000));
        assert_eq!(rows_within(many.as_bytes(), limits).unwrap().len(), 30_001);
    }

    #[test]
    fn an_endless_cell_is_refused() {
        let text = format!("a,b\n1,{}\n", "x".repeat(40_000));
        assert_eq!(rows(text.as_bytes()).unwrap_err().row, 2);
    }
}
