//! Where a fact came from, as one short text.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use crate::registry::{Records, Source, Sourced};

/// Fields that another file stated or confirmed than the rest of the row.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldsItem<'r> {
    /// Columns of the own table.
    pub columns: Vec<&'r str>,
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'r>>,
    pub confirmed: NaiveDate,
}

impl<'r> FieldsItem<'r> {
    /// The fields of a row with other origins than its own.
    #[must_use]
    pub fn of_row<T>(records: &'r Records, row: &'r Sourced<T>) -> Vec<Self> {
        let item = |((source, confirmed), columns)| Self {
            columns,
            source: SourceText::of_source(records, source),
            confirmed,
        };
        row.other_origins().into_iter().map(item).collect()
    }
}

/// `guide-registry cnap-registry.xlsx 2023-06-16`; sample data says so.
#[derive(Clone, Copy, Debug)]
pub struct SourceText<'r>(&'r Source);

impl<'r> SourceText<'r> {
    /// The text for the action with this id.
    #[must_use]
    pub fn of_source(records: &'r Records, id: u32) -> Option<Self> {
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
