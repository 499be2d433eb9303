//! Where a fact came from, as one short text.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::registry::{Records, Source};

/// `guide-registry cnap-registry.xlsx 2023-06-16`; sample data says so.
#[derive(Clone, Copy, Debug)]
pub struct SourceText<'r>(&'r Source);

impl<'r> SourceText<'r> {
    /// The text for the action with this id.
    #[must_use]
    pub fn of(records: &'r Records, id: u32) -> Option<Self> {
        records.source(id).map(SourceText)
    }
}

impl fmt::Display for SourceText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(source) = self;
        f.write_str(&source.action)?;
        if let Some(file) = &source.file {
            write!(f, " {file}")?;
        }
        write!(f, " {}", source.at.date_naive())?;
        if source.sample { f.write_str(" (навчальні дані / sample data)") } else { Ok(()) }
    }
}

impl Serialize for SourceText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
