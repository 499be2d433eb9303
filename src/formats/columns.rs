//! Columns of a sheet: their keys and Ukrainian titles, and finding them in a header in any order.

use super::homoglyphs::fix_homoglyphs;
use super::{Fault, correct, messages, synonyms};
use crate::domain::words::normalize_words;

/// Score of a header that has every required column, above any count of columns.
pub(crate) const COMPLETE: usize = 10_000;

/// A column of a format.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// English key.
    pub key: &'static str,
    /// Ukrainian title.
    pub title: &'static str,
    /// Whether the sheet is useless without it.
    pub required: bool,
}

impl Column {
    /// True where a cell of the header is the column's own key or title; the cell is normalized.
    fn is_own(&self, cell: &str) -> bool {
        cell == self.key || cell == normalize(self.title)
    }

    /// The place of the likeliest synonym among cells that name no other column.
    fn by_synonym(&self, cells: &[String], taken: &[usize]) -> Option<usize> {
        let free = |word: &str| {
            let mut named = cells.iter().enumerate().filter(|(_, cell)| **cell == word);
            named.find(|(at, _)| !taken.contains(at)).map(|(at, _)| at)
        };
        synonyms::synonyms_of(self).find_map(|word| free(&normalize(word)))
    }
}

/// Most characters of a cell by which a row is told to be a header or not.
const TITLE_LENGTH: usize = 500;
/// Columns that only the product's own lists of gaps have.
const OF_GAPS: [&str; 3] = ["needs_equipment", "offered_by_class_share", "Де надають у громаді"];

/// The start of a cell, which is long enough to know a title by.
pub(crate) fn start_of(cell: &str) -> String {
    cell.chars().take(TITLE_LENGTH).collect()
}

/// A title for comparing: as [`plain`], Latin look-alikes put right, no mark or sign at its end.
fn normalize(title: &str) -> String {
    let spaced = fix_homoglyphs(title).replace('№', "№ ").replace("м2", "м²");
    normalize_words(&spaced).trim_matches(['*', ':', '.', ';', '"', '«', '»', ' ']).to_owned()
}

/// A column that must be there.
#[must_use]
pub const fn required_column(key: &'static str, title: &'static str) -> Column {
    Column { key, title, required: true }
}

/// A column that may be absent.
#[must_use]
pub const fn optional_column(key: &'static str, title: &'static str) -> Column {
    Column { key, title, required: false }
}

/// Where the columns of a format stand in one sheet.
#[derive(Debug)]
pub(crate) struct Header {
    columns: &'static [Column],
    /// For each column of the format its place in the sheet.
    places: Vec<Option<usize>>,
    /// Place of the column `correct`.
    correct: Option<usize>,
    /// Titles as they stand in the file.
    titles: Vec<String>,
}

impl Header {
    /// Looks for the columns among the cells of a row: by key or title, then by synonyms.
    pub(crate) fn find(columns: &'static [Column], cells: &[String]) -> Self {
        let titles: Vec<String> = cells.iter().map(|cell| start_of(cell.trim())).collect();
        let named: Vec<String> = titles.iter().map(|title| normalize(title)).collect();
        let own = |column: &Column| named.iter().position(|name| column.is_own(name));
        let mut places: Vec<Option<usize>> = columns.iter().map(own).collect();
        for (at, column) in columns.iter().enumerate() {
            let taken: Vec<usize> = places.iter().flatten().copied().collect();
            if let Some(place) = places.get_mut(at).filter(|place| place.is_none()) {
                *place = column.by_synonym(&named, &taken);
            }
        }
        let correct = named.iter().position(|name| correct::is_title(name));
        Self { columns, places, correct, titles }
    }

    /// True when every required column is there.
    pub(crate) fn is_complete(&self) -> bool {
        self.missing().next().is_none()
    }

    fn missing(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().zip(&self.places).filter(|(c, place)| c.required && place.is_none()).map(|(c, _)| c)
    }

    /// True when the row repeats the keys, as the second row of a registry export does.
    pub(crate) fn is_row_of_keys(&self, cells: &[String]) -> bool {
        let repeats = |(column, place): (&Column, &Option<usize>)| {
            place.and_then(|at| cells.get(at)).is_some_and(|cell| normalize_words(cell) == column.key)
        };
        let same = self.columns.iter().zip(&self.places).filter(|pair| repeats(*pair)).count();
        same * 2 > self.places.iter().flatten().count()
    }

    /// For each column of the sheet the column of the format that stands there.
    pub(crate) fn columns_of_sheet(&self) -> Vec<Option<Column>> {
        let mut found = vec![None; self.titles.len()];
        for (column, place) in self.columns.iter().zip(&self.places) {
            if let Some(slot) = place.and_then(|at| found.get_mut(at)) {
                *slot = Some(*column);
            }
        }
        found
    }

    /// Keys of the columns that do not stand in the sheet.
    pub(crate) fn unstated(&self) -> Vec<&'static str> {
        self.columns.iter().zip(&self.places).filter(|(_, place)| place.is_none()).map(|(c, _)| c.key).collect()
    }

    /// How much of a header the row is: every required column found goes before any number of known ones.
    pub(crate) fn score(&self) -> usize {
        let known = self.places.iter().flatten().count();
        if self.is_complete() { COMPLETE + known } else { known }
    }

    /// One fault for each required column that is absent; a single one where no column is known.
    pub(crate) fn absent(&self, row: u32) -> Vec<Fault> {
        let seen: Vec<&str> = self.titles.iter().filter(|t| !t.is_empty()).map(String::as_str).collect();
        if self.places.iter().all(Option::is_none) {
            return vec![messages::header_not_recognised(row, &seen, self.columns)];
        }
        let stray: Vec<&str> = self.unknown_columns().map(|(_, title)| title).collect();
        self.missing().map(|column| messages::column_missing(row, column, &seen, &stray)).collect()
    }

    /// Columns that stand twice.
    pub(crate) fn repeated_columns(&self, row: u32) -> Vec<Fault> {
        let named: Vec<String> = self.titles.iter().map(|title| normalize(title)).collect();
        let is_repeated = |column: &Column, place: usize| {
            let same = |name: &&String| column.is_own(name) || Some(*name) == named.get(place);
            named.iter().filter(same).count() > 1
        };
        let placed = self.columns.iter().zip(&self.places).filter_map(|(c, place)| Some((c, (*place)?)));
        let twice = placed.filter(|(column, place)| is_repeated(column, *place));
        twice.map(|(column, _)| messages::column_twice(row, column)).collect()
    }

    /// A fault where the sheet is the product's own list of gaps: taken as a table of what points give, it would turn
    /// every service they lack into one they give.
    pub(crate) fn list_of_gaps(&self, row: u32) -> Option<Fault> {
        let is_of_gaps = |title: &str| OF_GAPS.iter().any(|one| normalize(one) == normalize(title));
        self.unknown_columns().find(|(_, title)| is_of_gaps(title)).map(|(_, title)| messages::list_of_gaps(row, title))
    }

    /// Titled cells that name no column of the format, with their places.
    fn unknown_columns(&self) -> impl Iterator<Item = (usize, &str)> {
        let free = |at: &usize| !self.places.contains(&Some(*at)) && self.correct != Some(*at);
        let titled = self.titles.iter().enumerate().filter(|(_, title)| !title.is_empty());
        titled.filter(move |(at, _)| free(at)).map(|(at, title)| (at, title.as_str()))
    }

    /// A warning for each titled column that the format does not know.
    pub(crate) fn unknown(&self, row: u32) -> Vec<Fault> {
        let unused = self.columns.iter().zip(&self.places).filter(|(_, place)| place.is_none());
        let titles: Vec<&str> = unused.map(|(column, _)| column.title).collect();
        self.unknown_columns().map(|(_, title)| messages::column_unknown(row, title, &titles)).collect()
    }

    /// Keys of the columns that stand in the sheet, with what a message calls them.
    pub(crate) fn shown_titles(&self) -> Vec<(&'static str, String)> {
        let found = self.columns.iter().zip(&self.places).filter(|(_, place)| place.is_some());
        found.map(|(column, _)| (column.key, self.title(column.key))).collect()
    }

    /// Keys of the columns in which a row states something.
    pub(crate) fn stated_columns(&self, cells: &[String]) -> Vec<&'static str> {
        let filled = |at: usize| cells.get(at).is_some_and(|cell| !cell.trim().is_empty());
        let stated = self.columns.iter().zip(&self.places).filter(|pair| pair.1.is_some_and(filled));
        stated.map(|(column, _)| column.key).collect()
    }

    /// The cell in which a row may void a stored one instead of stating something.
    pub(crate) fn correction<'a>(&self, cells: &'a [String]) -> &'a str {
        self.correct.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// Place of a column in the sheet.
    pub(crate) fn place(&self, key: &str) -> Option<usize> {
        let at = self.columns.iter().position(|column| column.key == key)?;
        self.places.get(at).copied().flatten()
    }

    /// The cell of a column without spaces around; empty where the column or the cell is absent.
    pub(crate) fn cell<'a>(&self, key: &str, cells: &'a [String]) -> &'a str {
        self.place(key).and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// True when a row states every required column.
    pub(crate) fn is_filled(&self, cells: &[String]) -> bool {
        let stated =
            |place: &Option<usize>| place.and_then(|at| cells.get(at)).is_some_and(|cell| !cell.trim().is_empty());
        self.columns.iter().zip(&self.places).filter(|(column, _)| column.required).all(|(_, place)| stated(place))
    }

    /// The cells of a row that stand in columns of the format, with their titles.
    pub(crate) fn known_cells<'a>(&'a self, cells: &'a [String]) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.places.iter().flatten().filter_map(|at| Some((self.titles.get(*at)?.as_str(), cells.get(*at)?.trim())))
    }

    /// How many cells of a row have a title above them.
    pub(crate) fn width(&self) -> usize {
        self.titles.iter().rposition(|title| !title.is_empty()).map_or(0, |last| last + 1)
    }

    /// What a message calls a column: its title as it stands in the file with the key beside it,
    /// or the key alone where the file says no more.
    pub(crate) fn title(&self, key: &str) -> String {
        match self.place(key).and_then(|at| self.titles.get(at)) {
            Some(title) if normalize(title) == key => title.clone(),
            Some(title) => format!("{} ({key})", clip(title)),
            None => key.to_owned(),
        }
    }
}

/// A value short enough for a message, with what is not seen in it shown.
pub(crate) fn clip(text: &str) -> String {
    crate::domain::text::printable(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[required_column("code", "Код"), optional_column("name", "Назва об’єкта")];

    fn header(cells: &[&str]) -> Header {
        Header::find(COLUMNS, &cells.iter().map(|&c| c.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn columns_are_found_by_key_or_title_in_any_order_and_case() {
        let found = header(&["НАЗВА  об'єкта ", "\u{feff}Code"]);
        assert_eq!((found.place("name"), found.place("code")), (Some(0), Some(1)));
        assert!(found.is_complete());
        assert_eq!(found.title("code"), "\u{feff}Code");
    }

    #[test]
    fn a_missing_required_column_is_named_with_what_was_found() {
        let found = header(&["назва об'єкта", "щось"]);
        let faults = found.absent(1);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].reason.to_string().contains("code") && faults[0].value.contains("щось"), "{faults:?}");
        assert_eq!(found.unknown(1)[0].column, "щось");
    }

    #[test]
    fn a_column_that_stands_twice_is_a_fault() {
        assert_eq!(header(&["code", "код", "name"]).repeated_columns(1).len(), 1);
    }
}
