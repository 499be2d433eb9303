//! Telling services from titles of groups, totals and notes.

use super::columns::{Columns, Meaning};
use super::marks::Mark;
use super::{PassedAs, PassedRow, ServiceSheet, SheetRow};
use crate::domain::text::is_total_word;
use crate::domain::words::normalize_words;

/// Beginnings of what stands below a list.
const NOTES: &[&str] = &[
    "секретар",
    "керуюч",
    "начальник",
    "голова",
    "заступник",
    "директор",
    "виконав",
    "примітк",
    "адміністратор ",
    "м.п",
    "*",
    "додаток",
    "затверджено",
    "погоджено",
    "староста",
    "в.о.",
    "джерело",
    "рішення",
    "від ",
    "до рішення",
];
/// The part of a name's letters that are capitals in the title of a group.
const CAPITALS: f64 = 0.8;
/// Fewest letters of a title in capitals: «РАЦС» is none.
const SHORTEST_CAPITALS: usize = 6;
/// The part of rows that must say something beside the name for a name alone to be no service.
const MOST_ROWS: f64 = 0.5;

struct Reading<'a> {
    columns: &'a Columns,
    /// Most rows say something beside the name: a name alone is the title of a group or a note.
    names_are_told_more_of: bool,
    /// Most names are in capitals, which then say nothing.
    capitals_mean_nothing: bool,
    group: Option<String>,
    sheet: ServiceSheet,
}

/// Reads the rows under the header.
pub fn read(columns: &Columns, header: Option<u32>, rows: &[(u32, Vec<String>)]) -> ServiceSheet {
    let titled = columns.titles.iter().zip(&columns.meanings).filter(|(title, _)| !title.is_empty());
    let points = columns.places(Meaning::Point).filter_map(|at| columns.titles.get(at).cloned());
    let sheet = ServiceSheet {
        header,
        columns: titled.map(|(title, meaning)| (title.clone(), *meaning)).collect(),
        points: points.collect(),
        ..ServiceSheet::default()
    };
    let texts: Vec<&str> = rows.iter().map(|(_, cells)| cell(columns, Meaning::Name, cells)).collect();
    let count = texts.iter().filter(|text| !text.is_empty()).count() as f64;
    let told = rows.iter().filter(|(_, cells)| !is_alone(columns, cells)).count() as f64;
    let capitals = texts.iter().filter(|text| is_in_capitals(text)).count() as f64;
    let mut reading = Reading {
        columns,
        names_are_told_more_of: told > MOST_ROWS * count,
        capitals_mean_nothing: capitals > MOST_ROWS * count,
        group: None,
        sheet,
    };
    for (row, cells) in rows {
        reading.read_row(*row, cells);
    }
    reading.sheet
}

impl Reading<'_> {
    fn read_row(&mut self, row: u32, cells: &[String]) {
        let text = self.text(cells);
        if text.is_empty() {
            return;
        }
        match self.passed_as(&text, cells) {
            Some(as_what) => {
                if as_what == PassedAs::Group {
                    let title = without_number(&text).1.trim_start_matches(['–', '—', '-', ' ']);
                    self.group = Some(title.to_owned());
                }
                self.sheet.passed.push(PassedRow { row, text, as_what });
            }
            None => self.put_row(row, &text, cells),
        }
    }

    /// The name, or the only text of the row wherever merged cells put it.
    fn text(&self, cells: &[String]) -> String {
        let name = cell(self.columns, Meaning::Name, cells);
        let mut texts = cells.iter().filter(|cell| cell.chars().any(char::is_alphabetic));
        match (name.is_empty(), texts.next(), texts.next()) {
            (true, Some(only), None) => only.clone(),
            _ => name.to_owned(),
        }
    }

    fn passed_as(&self, text: &str, cells: &[String]) -> Option<PassedAs> {
        let word = normalize_words(text);
        let first = word.split([' ', ':']).next().unwrap_or_default();
        if Columns::find(cells).is_header() || !text.chars().any(char::is_alphabetic) {
            return Some(PassedAs::Header);
        }
        if is_total_word(first) {
            return Some(PassedAs::Total);
        }
        if !self.capitals_mean_nothing && is_in_capitals(text) {
            return Some(PassedAs::Group);
        }
        let is_alone = is_alone(self.columns, cells);
        if is_alone && NOTES.iter().any(|note| word.starts_with(note)) {
            return Some(PassedAs::Note);
        }
        (is_alone && self.names_are_told_more_of).then_some(PassedAs::Group)
    }

    fn put_row(&mut self, row: u32, text: &str, cells: &[String]) {
        let (number, name) = without_number(text);
        let own = cell(self.columns, Meaning::Code, cells);
        let code = if own.is_empty() && number.contains(['-', '/']) { number } else { own };
        let marks = self.columns.places(Meaning::Point).map(|at| mark(cells.get(at)));
        self.sheet.rows.push(SheetRow {
            row,
            identifier: cell(self.columns, Meaning::Identifier, cells).to_owned(),
            code: code.to_owned(),
            name: name.to_owned(),
            group: self.group.clone(),
            marks: marks.collect(),
        });
    }
}

fn mark(cell: Option<&String>) -> Mark {
    cell.and_then(|cell| Mark::read(cell)).unwrap_or(Mark::Empty)
}

fn cell<'c>(columns: &Columns, meaning: Meaning, cells: &'c [String]) -> &'c str {
    columns.place(meaning).and_then(|at| cells.get(at)).map_or("", String::as_str)
}

/// True where a row says nothing beside a name and its number.
fn is_alone(columns: &Columns, cells: &[String]) -> bool {
    let number = columns.place(Meaning::Number);
    // A title merged over the row stands in its first cell.
    let is_number = |at: usize, cell: &str| Some(at) == number && !cell.chars().any(char::is_alphabetic);
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let numbered = filled.clone().any(|(at, cell)| is_number(at, cell));
    !numbered && filled.by_ref().take(2).count() <= 1
}

fn is_in_capitals(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    letters.len() >= SHORTEST_CAPITALS && capitals as f64 >= CAPITALS * letters.len() as f64
}

/// A number before a name, such as «12)», «1.3.» or «01-05», and the name.
fn without_number(text: &str) -> (&str, &str) {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '–' | '/' | ')');
    let rest = text.trim_start_matches(is_number);
    let number = text.strip_suffix(rest).unwrap_or_default();
    let begins = number.chars().next().is_some_and(|c| c.is_ascii_digit());
    // «1-й», «25-річного» and «16-річного» are words.
    if begins && rest.starts_with([' ', '\u{a0}']) || number.ends_with([')', '.']) {
        (number.trim_matches(['.', ')', ' ']), rest.trim_start())
    } else {
        ("", text)
    }
}
