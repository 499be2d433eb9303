//! The document model: what a report says, before anybody writes it as a page, a workbook or a text.

use chrono::{DateTime, NaiveDate, Utc};

use super::words::Words;

/// A report, filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Tag of its language.
    pub lang: &'static str,
    /// Whom it is to, above the title.
    pub addressee: Vec<String>,
    /// The line for date and number, where they are to be filled in.
    pub number: Option<String>,
    pub title: String,
    /// Territory, period and day below the title.
    pub heading: Vec<String>,
    /// What a reader must know before anything else: sample data, an unfinished quarter.
    pub notices: Vec<String>,
    pub sections: Vec<Section>,
    pub signatures: Vec<Signature>,
    /// What it was made from, at the end and at the foot of pages.
    pub basis: String,
    /// The moment of the last entry of the audit log it rests on: the document's own time.
    pub made: DateTime<Utc>,
    /// Name of its file without the ending.
    pub file: String,
}

/// A part under its own heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    pub id: String,
    pub title: Option<String>,
    pub landscape: bool,
    /// The signatures stand below it; what follows is an annex.
    pub signed: bool,
    pub before: Vec<String>,
    pub tables: Vec<Table>,
    pub after: Vec<String>,
}

/// Rows under a caption.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Lines below it.
    pub notes: Vec<String>,
}

/// A column: its title and its share of the table's width.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub title: String,
    /// Characters of its usual cell.
    pub width: u16,
    pub number: bool,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// A total, or a heading among the rows.
    pub strong: bool,
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// A number of things.
    Count(usize),
    /// A number with so many digits after the comma.
    Number(f64, u8),
    /// A difference of two numbers of things.
    Difference(f64),
    /// A fraction of one.
    Share(f64),
    /// A share that is not less than the first nor more than the second.
    Range(f64, f64),
    /// A difference of two shares, told in percentage points.
    Points(f64),
    Date(NaiveDate),
    /// Not known: neither yes nor no, neither nought nor nothing.
    Unknown,
    /// There is nothing to be said here.
    Nothing,
}

/// A place for a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub position: String,
}

impl Document {
    /// A letter names whom it is to; its date and number stand above that, those of a report below the title.
    #[must_use]
    pub fn is_letter(&self) -> bool {
        !self.addressee.is_empty()
    }

    /// True where the signatures stand at the end.
    #[must_use]
    pub fn is_signed_at_end(&self) -> bool {
        !self.sections.iter().any(|section| section.signed)
    }
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value that may not be known.
    pub fn known<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Unknown, cell)
    }

    /// A value that may be absent.
    pub fn some<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Nothing, cell)
    }

    /// The cell as people read it.
    #[must_use]
    pub fn words(&self, words: &dyn Words) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => words.count(*count),
            Self::Number(value, digits) => words.decimal(*value, usize::from(*digits)),
            Self::Difference(value) => signed(*value, words.decimal(*value, 0)),
            Self::Share(share) => words.percent(*share),
            Self::Range(low, high) => {
                let ends = [("low", words.percent(*low)), ("high", words.percent(*high))];
                words.with("share-range", &ends)
            }
            Self::Points(points) => points_in_words(words, *points),
            Self::Date(day) => words.date(*day),
            Self::Unknown => words.text("report-unknown"),
            Self::Nothing => "–".to_owned(),
        }
    }

    /// True for what stands flush right.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        !matches!(self, Self::Text(_) | Self::Unknown | Self::Date(_))
    }
}

/// Points with the sign that remains after rounding: nothing is «+0,0».
fn points_in_words(words: &dyn Words, points: f64) -> String {
    let tenths = (points * 1000.0).round();
    signed(tenths, words.decimal(if tenths == 0.0 { 0.0 } else { tenths / 10.0 }, 1))
}

fn signed(value: f64, words: String) -> String {
    if value > 0.0 { format!("+{words}") } else { words }
}

impl Column {
    /// A column of words.
    pub fn text(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width, number: false }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width, number: true }
    }
}

impl Row {
    /// A row as any other.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, strong: false }
    }

    /// The text of a row that is a heading: nothing stands beside its first cell.
    #[must_use]
    pub fn heading(&self) -> Option<&str> {
        let (first, rest) = self.cells.split_first()?;
        let empty = |cell: &Cell| matches!(cell, Cell::Text(text) if text.is_empty());
        match first {
            Cell::Text(text) if self.strong && rest.iter().all(empty) => Some(text),
            _ => None,
        }
    }

    /// A total, or a heading among the rows.
    #[must_use]
    pub fn strong(cells: Vec<Cell>) -> Self {
        Self { cells, strong: true }
    }
}

impl Table {
    /// A table without rows yet.
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { caption: caption.into(), columns, rows: Vec::new(), notes: Vec::new() }
    }

    /// Adds rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows.into_iter().map(Row::new));
        self
    }

    /// Adds a line below it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// True for a table of many columns, which takes smaller letters.
    #[must_use]
    pub fn is_dense(&self) -> bool {
        self.width() > 160
    }

    /// True for a table that fits on a page with what stands around it.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.rows.len() <= 14
    }

    /// Width of all columns in characters.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.columns.iter().map(|column| u32::from(column.width)).sum::<u32>().max(1)
    }
}
