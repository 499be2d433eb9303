//! What an entry of the journal stated and voided, as digests a later check can make again from the tables.
//!
//! A stored row is put into a *canonical form* that does not depend on the database: its columns in order of name,
//! without `voided_by` and without those that are null, each as `name:LENGTH:value\n` (length in bytes; whole numbers in
//! decimal, fractions in the shortest form that reads back the same, dates as `YYYY-MM-DD`, `true`, `false`), and one
//! more `\n` after the last.
//!
//! Beside the digest that proves, an entry keeps short *marks* of portions of its rows, which prove nothing but tell a
//! later check where to look: a portion is one row as long as an entry states no more than [`MAX_MARKS`] of a table.

use std::collections::BTreeMap;
use std::io::Write as _;

use sea_orm::{EntityTrait, IdenStatic, Iterable, ModelTrait, Value};
use serde::Deserialize;
use serde_json::{Map, json};
use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::confirmations::ranges;
use crate::domain::hex;

/// Marks an entry keeps of one table at most.
const MAX_MARKS: usize = 16_384;
/// Ranges of voided rows longer than this are not kept beside their digest, bytes.
const MAX_RANGES: usize = 65_536;

/// Digests of one table's rows in an entry.
#[derive(Clone, Debug, Default)]
struct TableDigest {
    stated: u64,
    first: i32,
    rows: Sha256,
    /// One of each row.
    marks: Vec<u64>,
    voided: Vec<i32>,
}

/// What an entry says it did to one table, read back from the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct StatedDigest {
    pub stated: u64,
    pub first: i32,
    pub stated_sha256: String,
    /// Rows of a portion.
    pub portion: usize,
    /// Marks of the portions, eight hexadecimal digits each.
    pub marks: String,
    pub voided: usize,
    pub voided_sha256: String,
    /// The voided rows as ranges of numbers; empty where they would be too long.
    pub voided_rows: String,
}

/// The digests of an entry by table; none where the entry has none.
pub(super) fn read(digests: Option<&str>) -> BTreeMap<String, StatedDigest> {
    digests.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// A short mark of the canonical form of a row.
pub(super) fn mark(canonical: &[u8]) -> u64 {
    xxh3_64(canonical)
}

/// Marks of portions as they are kept.
pub(super) fn portion_marks(marks: &[u64], portion: usize) -> String {
    let joined = |some: &[u64]| some.iter().fold(0, |all: u64, mark| xxh3_64_with_seed(&mark.to_le_bytes(), all));
    marks.chunks(portion.max(1)).map(|some| format!("{:08x}", joined(some) >> 32)).collect()
}

/// Digests of everything one entry does, table by table.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryDigests(BTreeMap<String, TableDigest>);

impl EntryDigests {
    /// Takes in rows that are stated, numbered one after another from the first.
    pub fn state<E: EntityTrait>(&mut self, rows: &[E::Model], first: i32) {
        let table = self.0.entry(table_name::<E>()).or_default();
        if table.stated == 0 {
            table.first = first;
        }
        table.stated += rows.len() as u64;
        let columns = canonical_columns::<E>();
        let mut bytes = Vec::new();
        for row in rows {
            bytes.clear();
            write_canonical::<E>(row, &columns, &mut bytes);
            table.rows.update(&bytes);
            table.marks.push(mark(&bytes));
        }
    }

    /// Takes in numbers of rows that are voided.
    pub fn void<E: EntityTrait>(&mut self, rows: &[i32]) {
        if !rows.is_empty() {
            self.0.entry(table_name::<E>()).or_default().voided.extend(rows);
        }
    }

    /// The digests as the journal keeps them; what an entry did not do is left out.
    pub fn json(self) -> String {
        let tables = self.0.into_iter().map(|(name, table)| (name, table.json()));
        serde_json::Value::Object(tables.collect()).to_string()
    }
}

impl TableDigest {
    fn json(mut self) -> serde_json::Value {
        let mut fields = Map::new();
        if self.stated > 0 {
            fields.insert("stated".to_owned(), json!(self.stated));
            fields.insert("first".to_owned(), json!(self.first));
            fields.insert("stated_sha256".to_owned(), json!(hex(&self.rows.finalize())));
            let portion = self.marks.len().div_ceil(MAX_MARKS);
            fields.insert("portion".to_owned(), json!(portion));
            fields.insert("marks".to_owned(), json!(portion_marks(&self.marks, portion)));
        }
        if !self.voided.is_empty() {
            self.voided.sort_unstable();
            fields.insert("voided".to_owned(), json!(self.voided.len()));
            fields.insert("voided_sha256".to_owned(), json!(numbers_digest(&self.voided)));
            let rows = ranges(&self.voided);
            if rows.len() <= MAX_RANGES {
                fields.insert("voided_rows".to_owned(), json!(rows));
            }
        }
        fields.into()
    }
}

/// SHA-256 of numbers in rising order, each in decimal with a line feed after it.
pub(super) fn numbers_digest(numbers: &[i32]) -> String {
    let mut digest = Sha256::new();
    for number in numbers {
        digest.update(format!("{number}\n").as_bytes());
    }
    hex(&digest.finalize())
}

/// Name of a table.
pub(super) fn table_name<E: EntityTrait>() -> String {
    E::default().table_name().to_owned()
}

/// Columns of a table's canonical rows, in their order.
pub(super) fn canonical_columns<E: EntityTrait>() -> Vec<E::Column> {
    let mut columns: Vec<E::Column> = E::Column::iter().filter(|column| column.as_str() != "voided_by").collect();
    columns.sort_by_key(IdenStatic::as_str);
    columns
}

/// Writes the canonical form of a row.
pub(super) fn write_canonical<E: EntityTrait>(row: &E::Model, columns: &[E::Column], out: &mut Vec<u8>) {
    write_cells::<E>(columns, columns.iter().map(|column| text(row.get(*column))), out);
}

/// The same of a row whose cells are texts already.
pub(super) fn write_cells<E: EntityTrait>(
    columns: &[E::Column],
    cells: impl Iterator<Item = Option<impl AsRef<str>>>,
    out: &mut Vec<u8>,
) {
    for (column, cell) in columns.iter().zip(cells) {
        if let Some(text) = cell {
            let text = text.as_ref();
            let _ = writeln!(out, "{}:{}:{text}", column.as_str(), text.len());
        }
    }
    out.push(b'\n');
}

/// A cell as text; `None` for null. Tables of facts hold no other types than these.
fn text(value: Value) -> Option<String> {
    match value {
        Value::Int(number) => number.map(|number| number.to_string()),
        Value::String(text) => text,
        Value::ChronoDate(day) => day.map(|day| day.to_string()),
        // SQLite keeps no negative nought.
        Value::Double(number) => number.map(|number| (number + 0.0).to_string()),
        Value::Bool(flag) => flag.map(|flag| flag.to_string()),
        other => Some(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::entity::{district, territory};

    fn place() -> territory::Model {
        territory::Model {
            id: 7,
            code: "UA1".to_owned(),
            category: "C".to_owned(),
            name: "Мачухи\n".to_owned(),
            parent: None,
            lat: Some(49.52),
            lon: Some(-0.0),
            kind: None,
            area_km2: None,
            centre: None,
            source: 3,
            confirmed: "2023-06-16".parse().unwrap(),
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }

    fn canonical(row: &territory::Model) -> String {
        let mut bytes = Vec::new();
        write_canonical::<territory::Entity>(row, &canonical_columns::<territory::Entity>(), &mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_canonical_row_names_its_cells_and_leaves_out_nulls_and_the_mark_of_voiding() {
        let expected = "category:1:C\ncode:3:UA1\nconfirmed:10:2023-06-16\nid:1:7\nlat:5:49.52\nlon:1:0\n\
                        name:13:Мачухи\n\nsource:1:3\n\n";
        assert_eq!(canonical(&place()), expected);
        assert_eq!(canonical(&territory::Model { voided_by: Some(9), ..place() }), expected);
        assert_ne!(canonical(&territory::Model { parent: Some(String::new()), ..place() }), expected);
    }

    #[test]
    fn an_entry_digests_rows_however_they_are_portioned() {
        let rows = [place(), territory::Model { id: 8, ..place() }];
        let (mut whole, mut portions) = (EntryDigests::default(), EntryDigests::default());
        whole.state::<territory::Entity>(&rows, 7);
        whole.void::<district::Entity>(&[2, 10]);
        for row in rows {
            let id = row.id;
            portions.state::<territory::Entity>(&[row], id);
        }
        portions.void::<district::Entity>(&[10]);
        portions.void::<district::Entity>(&[2]);
        let text = whole.json();
        assert_eq!(text, portions.json());
        let told: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&told["territory"]["stated"], &told["territory"]["first"]), (&json!(2), &json!(7)));
        assert_eq!((&told["district"]["voided"], &told["district"]["stated"]), (&json!(2), &json!(null)));
    }
}
