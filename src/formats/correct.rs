//! The column `correct` of own tables: a row that voids a stored one instead of stating something.

use super::columns::clip;
use super::{Fault, Numbered};
use crate::domain::words::normalize_words;
use crate::domain::{Argument, Message};

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
    match normalize_words(cell).as_str() {
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
        reason: "fault-unknown-correction".into(),
        expected: Message::new("expected-void-word").with("word", VOID).with("uk", VOID_UK),
    }
}

/// Rows that void others where no own table is read.
#[must_use]
pub fn of_own_tables(row: u32) -> Fault {
    Fault {
        row,
        column: KEY.to_owned(),
        value: VOID.to_owned(),
        reason: "fault-void-own-only".into(),
        expected: "expected-no-void-column".into(),
    }
}

/// Why a row that is to be voided was not found, and what is stored under its key: the first cell that is stored
/// otherwise, or the days from which its rows hold.
#[must_use]
pub fn not_stored(differing: Option<(&str, String)>, starts: &[Message]) -> (Message, Message) {
    let expected = match differing {
        Some((column, value)) => {
            let value = super::report::cell(&value);
            Message::new("expected-as-stored").with("column", column).with("value", value)
        }
        None if starts.is_empty() => "expected-stored-key".into(),
        None => {
            let starts = Argument::Messages(starts.to_vec());
            Message::new("expected-one-start").with("starts", starts)
        }
    };
    ("fault-nothing-to-void".into(), expected)
}
