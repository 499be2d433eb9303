//! The body of a write: rows in the words of the API, with a note and a day.

use chrono::NaiveDate;
use serde_json::{Map, Value};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::params;
use crate::actions::point_rows::Resource;
use crate::actions::point_table::{Item, SentRows};
use crate::domain::Message;
use crate::domain::parse_date;
use crate::formats::{Fault, InputLimits};

/// Faults told at most.
pub const MAX_FAULTS: usize = 100;
/// Signs of a note at most, as on the form of the workspace.
const NOTE_SIGNS: usize = 2_000;

/// Rows of a table of a point.
#[derive(Debug, ToSchema)]
pub struct SentItems {
    /// Rows in the fields of the table; `point` may be left out. An empty list of services or of equipment ends all that is
    /// known; where none is known nothing would change (204).
    pub items: Vec<Value>,
    /// A note for the auditor.
    pub note: Option<String>,
    /// From this day a row holds that has no date of its own; today where it is left out.
    pub day: Option<NaiveDate>,
}

/// The row of a point: the fields of the table of points, with a note and a day.
#[derive(Debug, ToSchema)]
pub struct SentPoint {
    /// A note for the auditor.
    pub note: Option<String>,
    /// From this day the row holds that has no date of its own; today where it is left out.
    pub day: Option<NaiveDate>,
    #[schema(example = "ЦНАП")]
    pub name: Option<String>,
    #[schema(example = "cnap")]
    pub kind: Option<String>,
    pub hromada: Option<String>,
    pub address: Option<String>,
    pub hours: Option<String>,
    pub phone: Option<String>,
}

/// What a body brings.
#[derive(Clone, Debug)]
pub struct Sent {
    pub rows: SentRows,
    pub note: Option<String>,
}

impl Sent {
    /// The hromada the first row states.
    #[must_use]
    pub fn hromada(&self) -> Option<&str> {
        self.rows.items.first()?.get("hromada")?.as_str()
    }
}

/// The header that says which version a change was made from.
#[derive(Debug)]
pub struct IfMatch;

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![params::in_header("If-Match")]
    }
}

fn fault(field: &str, reason: impl Into<Message>, expected: &str) -> Fault {
    let expected = Message::new("expected-text").with("text", expected);
    Fault { column: field.to_owned(), ..Fault::of_file(reason, expected) }
}

/// Reads a body.
///
/// # Errors
/// It is no JSON of this form; the fault names the field.
pub fn read(resource: Resource, body: &[u8], today: NaiveDate) -> Result<Sent, Fault> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| fault("", Message::new("fault-sent-not-json").with("text", error.to_string()), "JSON"))?;
    let mut sent = match value {
        Value::Object(fields) => fields,
        Value::Array(items) => Map::from_iter([("items".to_owned(), Value::Array(items))]),
        _ => return Err(fault("", "fault-sent-not-object", "{ \"items\": […] }")),
    };
    let note = text(&mut sent, "note")?.map(|note| note.chars().take(NOTE_SIGNS).collect());
    let day = match text(&mut sent, "day")? {
        Some(day) => parse_date(&day).ok_or_else(|| fault("day", "fault-form-no-day", "YYYY-MM-DD"))?,
        None => today,
    };
    let items = if resource == Resource::Point { vec![sent] } else { items(sent)? };
    Ok(Sent { rows: SentRows { items, day }, note })
}

fn text(sent: &mut Item, name: &str) -> Result<Option<String>, Fault> {
    match sent.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| !text.trim().is_empty())),
        Some(_) => Err(fault(name, "fault-sent-not-text", "\"…\", null")),
    }
}

fn items(mut sent: Item) -> Result<Vec<Item>, Fault> {
    let items = sent.remove("items");
    // What an answer tells beside its items may come back with them.
    sent.remove("total");
    if let Some(name) = sent.keys().next() {
        return Err(fault(name, "fault-sent-unknown-field", "items, note, day"));
    }
    let Some(Value::Array(items)) = items else {
        return Err(fault("items", "fault-sent-no-rows", "[…]"));
    };
    let most = InputLimits::SUBMITTED.rows;
    if items.len() > most as usize {
        return Err(fault("items", "fault-sent-too-many-rows", &format!("≤ {most}")));
    }
    (1..).zip(items).map(|(row, item)| object(row, item)).collect()
}

fn object(row: u32, item: Value) -> Result<Item, Fault> {
    match item {
        Value::Object(fields) => Ok(fields),
        _ => Err(Fault { row, ..fault("items", "fault-sent-not-object", "{ … }") }),
    }
}
