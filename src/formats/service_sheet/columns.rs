//! What the columns of a list of services are, by their titles, and by their look where there are none.

use super::marks::Mark;
use crate::domain::words::normalize_words;
use crate::formats::columns::COMPLETE;
use crate::formats::homoglyphs::fix_homoglyphs;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Number of the row.
    Number,
    /// Number in the national Register of Services.
    Identifier,
    /// Code or number in the hromada's own list.
    Code,
    Name,
    /// Whether a point gives the service.
    Point,
    /// What is not read: acts, providers, terms, fees.
    Other,
}

/// Beginnings and parts of titles, the surest first.
const TITLES: &[(Meaning, &[&str])] = &[
    (Meaning::Identifier, &["ідентифікатор", "identifier"]),
    (
        Meaning::Code,
        &["код послуги", "номер послуги", "№ послуги", "шифр", "код/номер", "номер картки", "код", "service", "code"],
    ),
    (Meaning::Number, &["№", "n п", "номер з/п", "з/п", "п/п", "пп", "no"]),
    (
        Meaning::Other,
        &[
            "законодавч",
            "нормативн",
            "правов",
            "підстав",
            "суб'єкт",
            "орган",
            "надавач",
            "виконавець",
            "строк",
            "термін",
            "плат",
            "вартість",
            "розмір",
            "результат",
            "документ",
            "приміт",
            "форма",
            "спосіб",
            "суб'єкт надання адміністративної послуги",
        ],
    ),
    (
        Meaning::Name,
        &[
            "назва",
            "найменування",
            "перелік послуг",
            "перелік адміністративних",
            "адміністративна послуга",
            "послуга",
            "послуги",
            "name",
        ],
    ),
];
/// Titles that tell a name whatever else they contain.
const NAMES: &[&str] = &[
    "назва послуги",
    "назва адміністративної послуги",
    "найменування адміністративної послуги",
    "найменування послуги",
];
/// Titles that may stand alone above a list of names.
const ALONE: &[&str] = &["назва", "найменування", "послуга", "послуги", "адміністративна послуга", "name"];
/// Longest title of a column; a longer text is a row of its own.
const LONGEST_TITLE: usize = 160;
/// The part of a column's filled cells that must be marks for it to stand for a point.
const MOST_MARKS: f64 = 0.8;
/// Letters a column of names has on average, at least.
const SHORTEST_NAME: usize = 12;

/// The columns of one sheet by their places.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    pub titles: Vec<String>,
    pub meanings: Vec<Meaning>,
}

impl Columns {
    /// Reads the cells of a row as titles.
    pub fn find(cells: &[String]) -> Self {
        let meanings = cells.iter().map(|cell| meaning(cell)).collect();
        let mut found = Self { titles: cells.to_vec(), meanings };
        found.keep_one(Meaning::Name);
        found.keep_one(Meaning::Code);
        found.keep_one(Meaning::Identifier);
        found
    }

    /// Of several columns with one meaning the first is read.
    fn keep_one(&mut self, meaning: Meaning) {
        let same = self.meanings.iter_mut().filter(|found| **found == meaning);
        same.skip(1).for_each(|found| *found = Meaning::Other);
    }

    /// True where the row has a column of names and something beside it, or that alone.
    pub fn is_header(&self) -> bool {
        let names = self.place(Meaning::Name).is_some();
        let titled = self.titles.iter().filter(|title| !title.is_empty()).count();
        let known = self.meanings.iter().zip(&self.titles).filter(|(_, title)| is_known(title)).count();
        names && (known > 1 || self.meanings.contains(&Meaning::Number) || titled == 1 && self.is_plain_title())
    }

    /// True where the one title is that of a column, and not of the whole list: «Перелік послуг».
    fn is_plain_title(&self) -> bool {
        let title =
            self.titles.iter().map(|title| normalized(title)).find(|title| !title.is_empty()).unwrap_or_default();
        ALONE.iter().any(|alone| title == *alone) || NAMES.contains(&title.as_str())
    }

    pub fn score(&self) -> usize {
        let known = self.titles.iter().filter(|title| is_known(title)).count();
        if self.is_header() { COMPLETE + known } else { known }
    }

    pub fn place(&self, meaning: Meaning) -> Option<usize> {
        self.meanings.iter().position(|found| *found == meaning)
    }

    pub fn places(&self, meaning: Meaning) -> impl Iterator<Item = usize> + '_ {
        self.meanings.iter().enumerate().filter(move |(_, found)| **found == meaning).map(|(at, _)| at)
    }

    /// The same with the columns that hold marks taken for points; a second row of titles names them.
    pub fn with_points(mut self, rest: &[(u32, Vec<String>)]) -> Self {
        let mut rest = rest;
        if let Some(((_, cells), rows)) = rest.split_first().filter(|((_, cells), _)| self.is_second_row(cells)) {
            self.take_titles(cells);
            rest = rows;
        }
        let width = rest.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(self.meanings.len());
        self.meanings.resize(width, Meaning::Other);
        self.titles.resize(width, String::new());
        for at in 0..width {
            let is_free = self.meanings.get(at) == Some(&Meaning::Other);
            let titled = self.titles.get(at).is_some_and(|title| !title.is_empty() && !is_known(title));
            if is_free && titled && holds_marks(rest, at) {
                self.meanings[at] = Meaning::Point;
            }
        }
        self
    }

    /// True for a row of titles under the header: nothing in the column of names, no marks.
    fn is_second_row(&self, cells: &[String]) -> bool {
        let empty = |place: Option<usize>| place.and_then(|at| cells.get(at)).is_none_or(String::is_empty);
        let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        let words = filled.iter().all(|cell| Mark::read(cell).is_none() && cell.chars().any(char::is_alphabetic));
        empty(self.place(Meaning::Name)) && empty(self.place(Meaning::Code)) && filled.len() > 1 && words
    }

    fn take_titles(&mut self, cells: &[String]) {
        self.titles.resize(self.titles.len().max(cells.len()), String::new());
        self.meanings.resize(self.titles.len(), Meaning::Other);
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            if let Some(title) = self.titles.get_mut(at) {
                title.clone_from(cell);
            }
        }
    }

    /// The columns of rows without titles: the longest texts are names; short ones with digits before them codes.
    pub fn by_look(all: &[(u32, Vec<String>)]) -> Option<Self> {
        let width = all.iter().map(|(_, cells)| cells.len()).max()?;
        let letters = |at: usize| {
            let cells = all.iter().filter_map(|(_, cells)| cells.get(at)).filter(|cell| !cell.is_empty());
            let lengths: Vec<usize> = cells.map(|cell| cell.chars().filter(|c| c.is_alphabetic()).count()).collect();
            (lengths.iter().sum::<usize>() / lengths.len().max(1), lengths.len())
        };
        // Acts may be longer than names: the first column of texts that is filled as often as any.
        let most = (0..width).map(|at| letters(at).1).max()?;
        let name = (0..width).find(|at| letters(*at).0 >= SHORTEST_NAME && letters(*at).1 * 2 > most)?;
        let mut found = Self { titles: vec![String::new(); width], meanings: vec![Meaning::Other; width] };
        found.meanings[name] = Meaning::Name;
        if let Some(at) = (0..name).rev().find(|at| is_codes(all, *at)) {
            found.meanings[at] = Meaning::Code;
        }
        Some(found)
    }
}

fn is_known(title: &str) -> bool {
    let title = normalized(title);
    !title.is_empty() && title.chars().count() <= LONGEST_TITLE && by_title(&title).is_some()
}

fn meaning(cell: &str) -> Meaning {
    let title = normalized(cell);
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        Meaning::Other
    } else {
        by_title(&title).unwrap_or(Meaning::Other)
    }
}

fn by_title(title: &str) -> Option<Meaning> {
    if NAMES.iter().any(|name| title.contains(name)) {
        return Some(Meaning::Name);
    }
    let fits = |begins: &&str| title.starts_with(*begins);
    TITLES.iter().find(|(_, words)| words.iter().any(fits)).map(|(meaning, _)| *meaning)
}

fn normalized(cell: &str) -> String {
    normalize_words(&fix_homoglyphs(cell)).trim_matches(['*', ':', '.', ';', '"', '«', '»', ' ']).to_owned()
}

fn holds_marks(rest: &[(u32, Vec<String>)], at: usize) -> bool {
    let cells: Vec<&String> =
        rest.iter().filter_map(|(_, cells)| cells.get(at)).filter(|cell| !cell.is_empty()).collect();
    let marks = cells.iter().filter(|cell| Mark::read(cell).is_some()).count();
    marks > 0 && marks as f64 >= MOST_MARKS * cells.len() as f64
}

fn is_codes(all: &[(u32, Vec<String>)], at: usize) -> bool {
    let cells: Vec<&String> =
        all.iter().filter_map(|(_, cells)| cells.get(at)).filter(|cell| !cell.is_empty()).collect();
    let codes =
        cells.iter().filter(|cell| cell.contains(['-', '/']) && cell.chars().any(|c| c.is_ascii_digit())).count();
    codes * 2 > cells.len()
}
