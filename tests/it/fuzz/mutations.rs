//! Changes of files: bytes and stretches of them, hostile shapes put in, other encodings, workbooks part by part.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use proptest::sample::Index;
use rust_xlsxwriter::{Formula, Workbook};

/// One change of a file; places are shares of its length.
#[derive(Clone, Debug)]
pub enum Mutation {
    SetByte(Index, u8),
    Insert(Index, Index),
    Cut(Index),
    Remove(Index, u16),
    Repeat(Index, u8, u16),
    Swap(Index, Index, u8),
    ByteOrderMark,
    Utf16,
    Windows1251,
    /// A table as a workbook, its last column as formulas or not.
    Workbook(bool),
}

impl Arbitrary for Mutation {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> BoxedStrategy<Self> {
        prop_oneof![
            4 => any::<(Index, u8)>().prop_map(|(at, byte)| Self::SetByte(at, byte)),
            8 => any::<(Index, Index)>().prop_map(|(at, shape)| Self::Insert(at, shape)),
            1 => any::<Index>().prop_map(Self::Cut),
            2 => any::<(Index, u16)>().prop_map(|(at, length)| Self::Remove(at, length % 200)),
            2 => any::<(Index, u8, u16)>().prop_map(|(at, length, times)| Self::Repeat(at, length, times % 500)),
            2 => any::<(Index, Index, u8)>().prop_map(|(one, other, length)| Self::Swap(one, other, length)),
            1 => Just(Self::ByteOrderMark),
            1 => Just(Self::Utf16),
            1 => Just(Self::Windows1251),
            2 => any::<bool>().prop_map(Self::Workbook),
        ]
        .boxed()
    }
}

/// Shapes that broke readers, and their kin.
const SHAPES: [&str; 44] = [
    "\n",
    "\r\n",
    "\r",
    "\"",
    "\"\"",
    "'",
    ";",
    ",",
    "\t",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{301}",
    "..",
    ".",
    "%",
    "\\u0000",
    "РџРѕР»С‚Р°РІСЃСЊРєР°",
    "=1+1",
    "@SUM(A1)",
    "-1",
    "+380",
    "Разом",
    "#N/A",
    "#REF!",
    "1e999",
    "NaN",
    "inf",
    "31.02.2024",
    "03.дек",
    "9999-12-31",
    "00000",
    "null",
    "[[[[",
    "]}",
    "{}",
    "</c></row>",
    "<f>A1</f>",
    "&#0;",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<row r=\"4294967295\">",
    "<v>4294967295</v>",
];

fn shape(which: Index) -> Vec<u8> {
    match which.index(SHAPES.len() + 3) {
        0 => "Ж".repeat(10_000).into_bytes(),
        1 => b"9".repeat(400),
        2 => b"<si/>".repeat(300),
        other => SHAPES[other - 3].as_bytes().to_vec(),
    }
}

/// The file after all changes. Of a workbook a part is changed and all packed again, in one of four cases the archive
/// itself.
pub fn mutated(seed: &[u8], part: Index, mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for mutation in mutations {
        let parts = unpacked(&bytes).filter(|parts| !parts.is_empty() && part.index(4) != 0);
        bytes = match parts {
            None => changed(bytes, mutation),
            Some(mut parts) => {
                let text = &mut part.get_mut(&mut parts).1;
                *text = changed(std::mem::take(text), mutation);
                packed(&parts)
            }
        };
    }
    bytes
}

fn changed(mut bytes: Vec<u8>, mutation: &Mutation) -> Vec<u8> {
    let place = |at: &Index| at.index(bytes.len() + 1);
    match mutation {
        Mutation::SetByte(at, byte) => {
            let at = place(at);
            bytes.splice(at..(at + 1).min(bytes.len()), [*byte]);
        }
        Mutation::Insert(at, which) => {
            let at = place(at);
            bytes.splice(at..at, shape(*which));
        }
        Mutation::Cut(at) => bytes.truncate(place(at)),
        Mutation::Remove(at, length) => {
            let at = place(at);
            bytes.drain(at..(at + usize::from(*length)).min(bytes.len()));
        }
        Mutation::Repeat(at, length, times) => {
            let at = place(at);
            let end = (at + usize::from(*length)).min(bytes.len());
            let stretch = bytes[at..end].repeat(usize::from(*times));
            bytes.splice(at..at, stretch);
        }
        Mutation::Swap(one, other, length) => {
            let (one, other) = (place(one).min(place(other)), place(one).max(place(other)));
            let length = usize::from(*length).min(other - one).min(bytes.len() - other);
            let (head, tail) = bytes.split_at_mut(other);
            head[one..one + length].swap_with_slice(&mut tail[..length]);
        }
        Mutation::ByteOrderMark => return [&b"\xef\xbb\xbf"[..], &bytes].concat(),
        Mutation::Utf16 => return utf_16(&bytes),
        Mutation::Windows1251 => return windows_1251(&bytes),
        Mutation::Workbook(formulas) => return workbook(&bytes, *formulas),
    }
    bytes
}

fn utf_16(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let letters = std::iter::once(0xfeff).chain(text.encode_utf16());
    letters.flat_map(u16::to_le_bytes).collect()
}

/// The text in the old encoding, separated as Ukrainian spreadsheets do.
fn windows_1251(bytes: &[u8]) -> Vec<u8> {
    let byte = |letter: char| match letter {
        ',' => b';',
        '\0'..='\x7f' => u8::try_from(letter).unwrap_or(b'?'),
        'А'..='я' => u8::try_from(u32::from(letter) - u32::from('А') + 0xc0).unwrap_or(b'?'),
        'і' => 0xb3,
        'ї' => 0xbf,
        'є' => 0xba,
        _ => b'?',
    };
    String::from_utf8_lossy(bytes).chars().map(byte).collect()
}

/// The cells of a CSV as a workbook.
fn workbook(bytes: &[u8], formulas: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let text = String::from_utf8_lossy(bytes);
    let separator = if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    for (row, record) in (0..500).zip(reader.records().map_while(Result::ok)) {
        for (column, cell) in (0..100).zip(&record) {
            let cell: String = cell.chars().take(32_767).collect();
            let is_formula = formulas && row > 0 && usize::from(column) + 1 == record.len();
            let _ = if is_formula {
                sheet.write(row, column, Formula::new("A1").set_result(cell)).map(|_| ())
            } else {
                sheet.write(row, column, cell).map(|_| ())
            };
        }
    }
    book.save_to_buffer().unwrap()
}

/// The parts of an archive; `None` where the bytes are none.
fn unpacked(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).ok()?;
        parts.push((name, text));
    }
    Some(parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(text).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An archive with a stretch put into one of its parts, before the last tag.
pub fn with_part(archive: &[u8], name: &str, stretch: &[u8]) -> Vec<u8> {
    let mut parts = unpacked(archive).unwrap();
    let (_, text) = parts.iter_mut().find(|(part, _)| part == name).unwrap();
    let at = text.iter().rposition(|byte| *byte == b'<').unwrap();
    text.splice(at..at, stretch.iter().copied());
    packed(&parts)
}
