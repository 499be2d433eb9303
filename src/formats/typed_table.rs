//! An own table made of what was typed into a form, and the way from its faults back to the fields.

use super::formula_guard::guarded;
use super::{Fault, Format};

/// A table of cells as they were typed; what they mean is read by the table's own reader.
#[derive(Clone, Debug)]
pub struct TypedTable {
    pub format: Format,
    columns: Vec<&'static str>,
    /// The part of the form each row came from, with its cells.
    rows: Vec<(String, Vec<String>)>,
}

/// The name of the field of a column in a part of a form.
#[must_use]
pub fn field_name(part: &str, column: &str) -> String {
    if part.is_empty() { column.to_owned() } else { format!("{part}.{column}") }
}

impl TypedTable {
    /// A table without rows.
    #[must_use]
    pub fn new(format: Format, columns: &[&'static str]) -> Self {
        Self { format, columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row; its cells stand in the order of the columns.
    pub fn push(&mut self, part: &str, cells: impl IntoIterator<Item = String>) {
        self.rows.push((part.to_owned(), cells.into_iter().collect()));
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as CSV.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // What is written into memory is written; every row is as wide as the header.
        let _ = writer.write_record(&self.columns);
        for (_, cells) in &self.rows {
            let mut cells: Vec<_> = cells.iter().map(|cell| guarded(cell)).collect();
            cells.resize(self.columns.len(), "".into());
            let _ = writer.write_record(cells.iter().map(AsRef::as_ref));
        }
        writer.into_inner().unwrap_or_default()
    }

    /// The field a fault of the table is about; `None` where it is about none.
    #[must_use]
    pub fn field_of(&self, fault: &Fault) -> Option<String> {
        // The header is row 1.
        let (part, _) = self.rows.get(usize::try_from(fault.row).ok()?.checked_sub(2)?)?;
        self.columns.iter().any(|column| *column == fault.column).then(|| field_name(part, &fault.column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rows::OfferingRow;
    use crate::formats::tables::read;

    #[test]
    fn what_is_typed_is_read_back_and_a_fault_finds_its_field() {
        let mut table = TypedTable::new(Format::Offerings, &["point", "service", "from", "ground"]);
        table.push("S1", ["A", "S1", "2024-01-01", "=рядок\nі ще один, \"у лапках\""].map(str::to_owned));
        table.push("S.2", ["A", "S.2", "колись", ""].map(str::to_owned));
        let parsed = read::<OfferingRow>(&table.bytes());
        let ground = parsed.rows.first().and_then(|row| row.value.ground.clone());
        assert_eq!(ground.as_deref(), Some("=рядок\nі ще один, \"у лапках\""));
        let fields: Vec<_> = parsed.faults.iter().map(|fault| table.field_of(fault)).collect();
        assert_eq!(fields, [Some("S.2.from".to_owned())]);
    }
}
