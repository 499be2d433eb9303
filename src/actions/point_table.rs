//! The rows a program sends of a point as the table a hromada submits.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::changes::Cells;
use super::point_rows::Resource;
use crate::domain::Message;
use crate::formats::Fault;
use crate::formats::formula_guard::guarded;
use crate::formats::tables::dictionary::{CellKind, TableDescription};

/// Fields the API tells that are computed or kept by the registry: they come back with what was read and mean nothing.
const COMPUTED: [&str; 11] = [
    "oblast",
    "raion",
    "territory_status",
    "resolution",
    "fields",
    "confirmed",
    "source",
    "distance_m",
    "opens_next",
    "opens_next_at",
    "title",
];
/// Most signs of a value that a fault repeats.
const TOLD: usize = 200;

/// An item as it was sent.
pub type Item = Map<String, Value>;

/// What a program sends of a point.
#[derive(Clone, Debug, Default)]
pub struct SentRows {
    pub items: Vec<Item>,
    /// From this day a row holds that has no date of its own, and what is left out holds no longer.
    pub day: NaiveDate,
}

/// The table of what was sent: an item that leaves a field out keeps what is known of it, and of services and
/// equipment what is left out ends on the day.
///
/// # Errors
/// Fields that no table has, and values that are no cells; rows are counted from 1 in the order they were sent.
pub fn table(resource: Resource, code: &str, known: &[Cells], sent: &SentRows) -> Result<Vec<u8>, Vec<Fault>> {
    let Some(description) = resource.description() else { return Ok(Vec::new()) };
    let shape = Shape { resource, code, description };
    let mut faults = Vec::new();
    let mut rows: Vec<Cells> = Vec::new();
    for (number, item) in (1..).zip(&sent.items) {
        match shape.row(number, item) {
            Ok(row) => rows.push(shape.completed(row, known)),
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if resource.is_whole() {
        rows.extend(shape.ended(&rows, known, sent.day));
    }
    shape.written(&rows).map_err(|error| {
        vec![Fault::of_file(Message::new("fault-sent-not-written").with("text", error.to_string()), Message::default())]
    })
}

/// What is expected, to the letter.
fn verbatim(text: &str) -> Message {
    Message::new("expected-text").with("text", text)
}

/// A table of one point.
struct Shape<'a> {
    resource: Resource,
    code: &'a str,
    description: TableDescription,
}

impl Shape<'_> {
    /// The column that names the point.
    const fn own(&self) -> &'static str {
        if matches!(self.resource, Resource::Point) { "code" } else { "point" }
    }

    fn row(&self, number: u32, item: &Item) -> Result<Cells, Vec<Fault>> {
        let (mut row, mut faults) = (vec![(self.own(), self.code.to_owned())], Vec::new());
        for (name, value) in item {
            match self.cell(name, value) {
                Ok(Some(cell)) if cell.0 == self.own() => {
                    if !cell.1.is_empty() && cell.1 != self.code {
                        faults.push(Self::fault(number, name, value, "fault-list-other-point", verbatim(self.code)));
                    }
                }
                Ok(Some(cell)) => row.push(cell),
                Ok(None) => {}
                Err((reason, expected)) => faults.push(Self::fault(number, name, value, reason, expected)),
            }
        }
        if faults.is_empty() { Ok(row) } else { Err(faults) }
    }

    fn cell(&self, name: &str, value: &Value) -> Result<Option<(&'static str, String)>, (&'static str, Message)> {
        let Some(field) = self.description.fields.iter().find(|field| field.key == name) else {
            let known = || self.description.fields.iter().map(|field| field.key).collect::<Vec<_>>().join(", ");
            return if COMPUTED.contains(&name) {
                Ok(None)
            } else {
                Err(("fault-sent-unknown-field", verbatim(&known())))
            };
        };
        let text = match (value, &field.kind) {
            (Value::Null, _) => String::new(),
            (Value::String(text), _) => text.clone(),
            (Value::Number(number), _) => number.to_string(),
            (Value::Bool(true), CellKind::Flag) => "yes".to_owned(),
            (Value::Bool(false), CellKind::Flag) => "no".to_owned(),
            // Statements of a source by its own keys are told as an object and not written back.
            (Value::Object(_), _) if name == "features" => return Ok(None),
            _ => return Err(("fault-sent-wrong-kind", "fault-sent-kinds".into())),
        };
        Ok(Some((field.key, text)))
    }

    fn fault(row: u32, field: &str, value: &Value, reason: &'static str, expected: Message) -> Fault {
        let told = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let clip = |text: &str| text.chars().take(TOLD).collect::<String>();
        let (column, value) = (clip(field), clip(&told));
        Fault { row, column, value, reason: reason.into(), expected }
    }

    fn is_same(&self, one: &Cells, other: &Cells) -> bool {
        self.description.key.iter().all(|key| cell(one, key) == cell(other, key))
    }

    /// The row with what is known of the fields that were left out.
    fn completed(&self, mut row: Cells, known: &[Cells]) -> Cells {
        let same = known.iter().find(|held| self.is_same(held, &row));
        for (column, text) in same.into_iter().flatten() {
            if !row.iter().any(|(named, _)| named == column) {
                row.push((column, text.clone()));
            }
        }
        row
    }

    /// What is known and was left out, ended on the day.
    fn ended(&self, rows: &[Cells], known: &[Cells], day: NaiveDate) -> Vec<Cells> {
        let left_out = known.iter().filter(|held| !rows.iter().any(|row| self.is_same(held, row)));
        let end = |held: &Cells| {
            let mut row: Cells = held.iter().filter(|(column, _)| *column != "until").cloned().collect();
            row.push(("until", day.to_string()));
            row
        };
        left_out.map(end).collect()
    }

    /// Columns that some row has, in the order of the table.
    fn written(&self, rows: &[Cells]) -> Result<Vec<u8>, csv::Error> {
        let is_named = |key: &str| rows.iter().any(|row| row.iter().any(|(column, _)| *column == key));
        let fields = self.description.fields.iter();
        let columns: Vec<&str> =
            fields.filter(|field| field.required || is_named(field.key)).map(|field| field.key).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&columns)?;
        for row in rows {
            writer.write_record(columns.iter().map(|column| guarded(cell(row, column)).into_owned()))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }
}

fn cell<'c>(cells: &'c Cells, name: &str) -> &'c str {
    cells.iter().find(|(column, _)| *column == name).map_or("", |(_, text)| text)
}
