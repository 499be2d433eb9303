//! Columns of a sheet: their keys and Ukrainian titles, and finding them in a header in any order.

use super::{Fault, correct};
use crate::domain::words::plain;

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

/// Other words people write for a title.
const ALSO: &[(&str, &[&str])] = &[
    ("Код пункту", &["Код точки", "Точка"]),
    ("Код послуги", &["Послуга"]),
    ("Статус", &["Стан"]),
    ("Години роботи", &["Графік", "Графік роботи"]),
    ("Діє з", &["З", "З дати"]),
    ("Діє до", &["До", "До дати"]),
];

impl Column {
    /// True where a cell of the header names the column; the cell is in its plain form.
    fn is_named(&self, cell: &str) -> bool {
        let other = ALSO.iter().filter(|(title, _)| *title == self.title).flat_map(|(_, words)| *words);
        cell == self.key || cell == plain(self.title) || other.into_iter().any(|word| plain(word) == cell)
    }
}

/// A column that must be there.
#[must_use]
pub const fn must(key: &'static str, title: &'static str) -> Column {
    Column { key, title, required: true }
}

/// A column that may be absent.
#[must_use]
pub const fn may(key: &'static str, title: &'static str) -> Column {
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
    /// Looks for the columns among the cells of a row.
    pub(crate) fn find(columns: &'static [Column], cells: &[String]) -> Self {
        let named: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        let place = |column: &Column| named.iter().position(|name| column.is_named(name));
        let titles = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        let correct = named.iter().position(|name| correct::is_title(name));
        Self { columns, places: columns.iter().map(place).collect(), correct, titles }
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
            place.and_then(|at| cells.get(at)).is_some_and(|cell| plain(cell) == column.key)
        };
        let same = self.columns.iter().zip(&self.places).filter(|pair| repeats(*pair)).count();
        same * 2 > self.places.iter().flatten().count()
    }

    /// Keys of the columns that do not stand in the sheet.
    pub(crate) fn unstated(&self) -> Vec<&'static str> {
        self.columns.iter().zip(&self.places).filter(|(_, place)| place.is_none()).map(|(c, _)| c.key).collect()
    }

    /// One fault for each required column that is absent.
    pub(crate) fn absent(&self, row: u32) -> Vec<Fault> {
        let found: Vec<&str> = self.titles.iter().filter(|t| !t.is_empty()).map(String::as_str).collect();
        let fault = |column: &Column| Fault {
            row,
            column: column.key.to_owned(),
            value: clip(&found.join(", ")),
            reason: format!("немає обов'язкової колонки «{}»", column.key),
            expected: format!("колонка «{}» або «{}»", column.key, column.title),
        };
        self.missing().map(fault).collect()
    }

    /// Columns that stand twice.
    pub(crate) fn repeated(&self, row: u32) -> Vec<Fault> {
        let named: Vec<String> = self.titles.iter().map(|title| plain(title)).collect();
        let twice = |column: &&Column| named.iter().filter(|name| column.is_named(name)).count() > 1;
        let fault = |column: &Column| Fault {
            row,
            column: column.key.to_owned(),
            value: column.title.to_owned(),
            reason: format!("колонка «{}» стоїть двічі", column.key),
            expected: "кожна колонка один раз".to_owned(),
        };
        self.columns.iter().filter(twice).map(fault).collect()
    }

    /// A warning for each titled column that the format does not know.
    pub(crate) fn unknown(&self, row: u32) -> Vec<Fault> {
        let known: Vec<usize> = self.places.iter().chain([&self.correct]).flatten().copied().collect();
        let stray = self.titles.iter().enumerate().filter(|(at, title)| !title.is_empty() && !known.contains(at));
        let warning = |(_, title): (usize, &String)| Fault {
            row,
            column: clip(title),
            value: String::new(),
            reason: "невідома колонка, пропущена".to_owned(),
            expected: self.columns.iter().map(|column| column.key).collect::<Vec<_>>().join(", "),
        };
        stray.map(warning).collect()
    }

    /// Keys of the columns in which a row states something.
    pub(crate) fn stated(&self, cells: &[String]) -> Vec<&'static str> {
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

    /// True when a row states every required column.
    pub(crate) fn is_filled(&self, cells: &[String]) -> bool {
        let stated =
            |place: &Option<usize>| place.and_then(|at| cells.get(at)).is_some_and(|cell| !cell.trim().is_empty());
        self.columns.iter().zip(&self.places).filter(|(column, _)| column.required).all(|(_, place)| stated(place))
    }

    /// The cells of a row that stand in columns of the format, with their titles.
    pub(crate) fn known<'a>(&'a self, cells: &'a [String]) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.places.iter().flatten().filter_map(|at| Some((self.titles.get(*at)?.as_str(), cells.get(*at)?.trim())))
    }

    /// How many cells of a row have a title above them.
    pub(crate) fn width(&self) -> usize {
        self.titles.iter().rposition(|title| !title.is_empty()).map_or(0, |last| last + 1)
    }

    /// The title of a column as it stands in the file, else its key.
    pub(crate) fn title<'a>(&'a self, key: &'a str) -> &'a str {
        self.place(key).and_then(|at| self.titles.get(at)).map_or(key, String::as_str)
    }
}

/// A value short enough for a message, with what is not seen in it shown.
pub(crate) fn clip(text: &str) -> String {
    crate::domain::text::shown(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[must("code", "Код"), may("name", "Назва об’єкта")];

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
        assert!(faults[0].reason.contains("code") && faults[0].value.contains("щось"), "{faults:?}");
        assert_eq!(found.unknown(1)[0].column, "щось");
    }

    #[test]
    fn a_column_that_stands_twice_is_a_fault() {
        assert_eq!(header(&["code", "код", "name"]).repeated(1).len(), 1);
    }
}
