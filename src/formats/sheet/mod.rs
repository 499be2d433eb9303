//! CSV and XLSX as one stream of rows of text; which of the two it is, is told by the content.

mod archive;
mod csv;
mod xlsx;

use std::borrow::Cow;
use std::ops::ControlFlow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};

use super::limits::{Budget, InputLimits, split_after};
use super::{Fault, text_faults};
use crate::domain::Message;
use crate::domain::text::is_misread;

/// Rows above the header that may hold a title.
pub const MAX_TITLE_ROWS: usize = 15;
/// How much of a text tells its encoding.
const START: usize = 1 << 16;
/// What stands in a cell whose formula was never computed.
pub(crate) const NOT_COMPUTED: &str = "#формула";

/// Takes the number of a row (from 1, empty rows counted) and its cells; may stop the reading.
pub(crate) type Visit<'a> = &'a mut dyn FnMut(u32, &[String]) -> ControlFlow<()>;
/// How much of the sought table's header a row is (see [`super::columns::Header::score`]); it decides on the separator
/// and on the sheet.
pub(crate) type HeaderScore<'a> = &'a dyn Fn(&[String]) -> usize;

/// Passes each row that is not wholly empty to `visit`. In a workbook the sheet named `name` is read, else the visible
/// one that has the header.
///
/// # Errors
/// One fault when the input is no sheet, is broken or passes a limit.
pub(crate) fn each_row(
    bytes: &[u8],
    limits: InputLimits,
    name: &str,
    score: HeaderScore<'_>,
    visit: Visit<'_>,
) -> Result<(), Fault> {
    check_size(bytes, &limits)?;
    let budget = Budget::start(limits);
    if is_zip(bytes) {
        return xlsx::each_row(bytes, &budget, name, score, visit);
    }
    csv::each_row(&table_text(bytes, &limits)?, &budget, score, visit)
}

/// The text of a table: UTF-8, UTF-16 («Текст Юнікод» of spreadsheets), or Windows-1251 as Ukrainian ones save it.
fn table_text<'a>(bytes: &'a [u8], limits: &InputLimits) -> Result<Cow<'a, str>, Fault> {
    if is_windows_1251(bytes) {
        check_copied(bytes, limits)?;
        return Ok(WINDOWS_1251.decode_without_bom_handling(bytes).0);
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != UTF_8 => {
            check_copied(bytes, limits)?;
            utf_16(bytes, encoding)
        }
        _ => text(bytes).map(Cow::Borrowed),
    }
}

/// Refuses a long text in another encoding: a copy of it is made in UTF-8.
fn check_copied(bytes: &[u8], limits: &InputLimits) -> Result<(), Fault> {
    if bytes.len() <= limits.other_encoding {
        return Ok(());
    }
    let reason = Message::new("fault-encoding-too-large").with("size", bytes.len() >> 20);
    let most = limits.other_encoding >> 20;
    Err(Fault::of_file(reason, Message::new("expected-smaller-or-utf8").with("most", most)))
}

fn utf_16<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, Fault> {
    let (decoded, spoiled) = encoding.decode_with_bom_removal(bytes);
    if spoiled {
        return Err(Fault::of_file("fault-broken-utf16", "expected-table"));
    }
    text(decoded.as_bytes())?;
    Ok(decoded)
}

/// True for a table that a Ukrainian spreadsheet saved in its old encoding, which separates by `;` or tabs.
pub(crate) fn is_windows_1251(bytes: &[u8]) -> bool {
    other_file(bytes).is_none()
        && std::str::from_utf8(bytes).is_err()
        && looks_like_windows_1251(bytes)
        && csv::is_separated_as_in_ukraine(bytes)
}

/// True when the bytes are a zip archive, as every XLSX is.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn check_size(bytes: &[u8], limits: &InputLimits) -> Result<(), Fault> {
    if bytes.len() <= limits.bytes {
        return Ok(());
    }
    Err(Fault::of_file(
        Message::new("fault-file-too-large").with("size", bytes.len() >> 20),
        Message::new("expected-smaller-file").with("most", limits.bytes >> 20),
    ))
}

/// The bytes as text without a byte order mark, or what they look like instead.
pub(crate) fn text_within<'a>(bytes: &'a [u8], limits: &InputLimits) -> Result<&'a str, Fault> {
    check_size(bytes, limits)?;
    text(bytes)
}

fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(kind) = other_file(bytes) {
        return Err(Fault::of_file(kind, "expected-table"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::of_file("fault-empty-file", "expected-header-and-rows"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes.get(..error.valid_up_to()).map_or(1, |start| start.split(|b| *b == b'\n').count());
        let is_old = looks_like_windows_1251(bytes);
        let reason = if is_old { "fault-not-utf8-but-1251" } else { "fault-not-utf8" };
        Fault::of_file(Message::new(reason).with("line", line), "expected-save-utf8")
    })?;
    let start = text.get(..text.floor_char_boundary(START)).unwrap_or(text);
    if is_misread(start) { Err(text_faults::misread_file(start)) } else { Ok(text) }
}

/// True for a text whose last sign ends a line, in any encoding.
pub(crate) fn ends_a_line(bytes: &[u8]) -> bool {
    bytes.iter().rev().find(|byte| **byte != 0).is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
}

fn other_file(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some("fault-utf16");
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some("fault-old-xls");
    }
    if bytes.starts_with(b"%PDF") {
        return Some("fault-pdf");
    }
    bytes.contains(&0).then_some("fault-nul-bytes")
}

/// Most bytes above ASCII are Cyrillic letters of that encoding; its quotes, dashes and № say nothing against it.
fn looks_like_windows_1251(bytes: &[u8]) -> bool {
    let sign = |b: &u8| matches!(b, 0x84 | 0x91..=0x94 | 0x96 | 0x97 | 0xa0 | 0xab | 0xb0 | 0xb9 | 0xbb);
    let high = bytes.iter().filter(|b| **b >= 0x80 && !sign(b)).count();
    let letters =
        bytes.iter().filter(|b| matches!(b, 0xc0..=0xff | 0xa5 | 0xaa | 0xaf | 0xb2..=0xb4 | 0xba | 0xbf)).count();
    letters * 10 > high * 9
}

/// A fault of one row that says the sheet passes a limit.
fn too_much(row: u32, reason: impl Into<Message>, expected: impl Into<Message>) -> Fault {
    Fault { row, ..Fault::of_file(reason, expected) }
}

pub(super) fn too_many_rows(limits: &InputLimits) -> Fault {
    let rows = limits.rows;
    too_much(rows, "fault-too-many-rows", split_after(rows))
}

fn too_many_columns(row: u32, limits: &InputLimits) -> Fault {
    let expected = Message::new("expected-columns").with("most", limits.columns);
    too_much(row, "fault-too-many-columns", expected)
}

/// Refuses a cell that is longer than the limit, or holds a zero sign, which PostgreSQL cannot keep.
fn check_cell(row: u32, cell: &str, limits: &InputLimits) -> Result<(), Fault> {
    if cell.contains('\0') {
        return Err(Fault { row, ..Fault::of_file("fault-nul-cell", "expected-no-control") });
    }
    let most = limits.cell;
    if cell.len() <= most || cell.chars().count() <= most {
        return Ok(());
    }
    let reason = Message::new("fault-cell-too-long").with("signs", cell.chars().count());
    Err(too_much(row, reason, Message::new("expected-at-most-signs").with("most", most)))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn rows(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, Fault> {
        rows_within(bytes, InputLimits::FILE)
    }

    pub(super) fn rows_within(bytes: &[u8], limits: InputLimits) -> Result<Vec<(u32, Vec<String>)>, Fault> {
        let mut rows = Vec::new();
        let is_header = |cells: &[String]| cells.first().is_some_and(|cell| matches!(cell.as_str(), "code" | "Код"));
        let score = |cells: &[String]| if is_header(cells) { crate::formats::columns::COMPLETE } else { 0 };
        each_row(bytes, limits, "points", &score, &mut |row, cells| {
            rows.push((row, cells.to_vec()));
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    #[test]
    fn wrong_encodings_are_named() {
        let fault = rows(b"code,name\n1,\xd6\xcd\xc0\xcf\n").unwrap_err();
        assert!(fault.reason.to_string() == "fault-not-utf8-but-1251 line=2", "{fault:?}");
        assert!(rows(b"\xff\xfec\0o\0\0\xd8").unwrap_err().reason.to_string().contains("utf16"));
        assert!(rows(b"\xd0\xcf\x11\xe0rest").unwrap_err().reason.to_string().contains("xls"));
    }

    #[test]
    fn a_table_as_a_ukrainian_spreadsheet_saves_it_is_read() {
        let text =
            b"\xca\xee\xe4;\xcd\xe0\xe7\xe2\xe0\r\n1;\xd6\xcd\xc0\xcf \xb91 \xab\xcf\xee\xeb\xf2\xe0\xe2\xe0\xbb\r\n";
        assert_eq!(rows(text).unwrap()[1].1, ["1", "ЦНАП №1 «Полтава»"]);
        assert_eq!(rows("\u{feff}Код;Назва\r\n1;\"Дві; частини\"\r\n".as_bytes()).unwrap()[1].1, ["1", "Дві; частини"]);
        // A UTF-8 text with one broken byte is no Windows-1251.
        let broken = ["Код;Назва\n1;Полтавська обл".as_bytes(), b"\xd0;\n"].concat();
        assert!(rows(&broken).is_err());
    }

    #[test]
    fn a_unicode_text_of_a_spreadsheet_is_read() {
        let text = "Код\tНазва\r\n1\tЦНАП, «Полтава»\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[&b"\xff\xfe"[..], &little].concat(), [&b"\xfe\xff"[..], &big].concat()] {
            assert_eq!(rows(&bytes).unwrap()[1].1, ["1", "ЦНАП, «Полтава»"]);
        }
        assert!(rows(b"\xff\xfe\0\0\0\0").is_err());
    }

    #[test]
    fn a_text_of_which_a_copy_is_made_has_a_limit_of_its_own() {
        let limits = InputLimits { other_encoding: 20, ..InputLimits::FILE };
        let old = b"\xca\xee\xe4;\xcd\xe0\xe7\xe2\xe0\r\n1;\xd6\xcd\xc0\xcf\r\n";
        let wide: Vec<u8> = "\u{feff}Код\tНазва\r\n1\tЦНАП\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [&old[..], &wide] {
            let fault = rows_within(&[bytes, bytes].concat(), limits).unwrap_err();
            assert!(fault.expected.to_string().contains("utf8"), "{fault:?}");
        }
        assert!(rows_within("Код;Назва\r\n1;ЦНАП Полтава\r\n".as_bytes(), limits).is_ok());
    }

    #[test]
    fn empty_files_and_zeros_are_refused() {
        assert!(rows(b"").unwrap_err().reason.to_string().contains("fault-empty-file"));
        assert!(rows(b"\xef\xbb\xbf \r\n").unwrap_err().reason.to_string().contains("fault-empty-file"));
        assert!(rows(&vec![0; 1 << 20]).unwrap_err().reason.to_string().contains("fault-nul-bytes"));
        assert!(
            rows(&vec![0; InputLimits::FILE.bytes + 1])
                .unwrap_err()
                .reason
                .to_string()
                .contains("fault-file-too-large")
        );
    }
}
