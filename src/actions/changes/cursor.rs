//! How far a follower of changes has come.

use std::fmt;

use super::TABLES;
use crate::formats::Format;

/// Everything up to an entry and with it; or of the entry the changes up to one of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub entry: u32,
    /// `None`: the whole entry.
    pub table: Option<Format>,
    /// Changes of the table that were told.
    pub done: usize,
}

impl Cursor {
    /// After a whole entry; 0 is before the first.
    #[must_use]
    pub const fn after_entry(entry: u32) -> Self {
        Self { entry, table: None, done: 0 }
    }

    /// Reads `12.offerings.400`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (entry, table, done) = (parts.next()?, parts.next()?, parts.next()?);
        let table = TABLES.into_iter().find(|format| format.word() == table)?;
        let cursor = Self { entry: entry.parse().ok()?, table: Some(table), done: done.parse().ok()? };
        parts.next().is_none().then_some(cursor)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.table {
            None => write!(f, "{}", self.entry),
            Some(table) => write!(f, "{}.{}.{}", self.entry, table.word(), self.done),
        }
    }
}
