//! The column `correct` of own tables: a row that voids a stored one instead of stating something.

use super::columns::clip;
use super::{Fault, Numbered};
use crate::domain::words::plain;

/// Key of the column.
pub const KEY: &str = "correct";
/// What stands in it.
const VOID: &str = "void";
/// The same in Ukrainian.
const VOID_UK: &str = "анулювати";

/// A row that names a stored row to be voided.
#[derive(Clone, Debug, PartialEq)]
pub struct VoidRow<T> {
    /// The row as it must be stored.
    pub named: Numbered<T>,
    /// Keys of the columns it states: those must be stored so.
    pub stated: Vec<&'static str>,
}

/// True for the column's key or its Ukrainian title; the cell is in its plain form.
pub(crate) fn is_title(cell: &str) -> bool {
    cell == KEY || cell == "виправлення"
}

/// True where the cell voids, false where it is empty; `None` where it says something else.
pub(crate) fn is_void(cell: &str) -> Option<bool> {
    match plain(cell).as_str() {
        "" => Some(false),
        VOID | VOID_UK => Some(true),
        _ => None,
    }
}

/// Another word in the column.
pub(crate) fn unknown_word(row: u32, cell: &str) -> Fault {
    Fault {
        row,
        column: KEY.to_owned(),
        value: clip(cell),
        reason: "невідоме виправлення".to_owned().into(),
        expected: format!("{VOID} ({VOID_UK}) або порожньо").into(),
    }
}

/// Rows that void others where no own table is read.
#[must_use]
pub fn of_own_tables(row: u32) -> Fault {
    Fault {
        row,
        column: KEY.to_owned(),
        value: VOID.to_owned(),
        reason: "анулювати можна лише рядки власних таблиць".to_owned().into(),
        expected: "файл без цієї колонки, або cnap undo".to_owned().into(),
    }
}

/// Why a row that is to be voided was not found, and what is stored under its key: the first cell that is stored
/// otherwise, or the days from which its rows hold.
#[must_use]
pub fn not_stored(differing: Option<(&str, String)>, starts: &[String]) -> (String, String) {
    let stored = |value: &str| if value.is_empty() { "порожньо".to_owned() } else { format!("«{value}»") };
    let expected = match differing {
        Some((column, value)) => format!("{column} — {}, як збережено", stored(&value)),
        None if starts.is_empty() => "ключ збереженого рядка; за цим ключем немає жодного".to_owned(),
        None => format!("одна з дат початку: {}", starts.join(", ")),
    };
    ("рядка, який треба анулювати, немає".to_owned(), expected)
}
