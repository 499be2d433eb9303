//! What is known and what was typed, field by field.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use xxhash_rust::xxh3::xxh3_64;

use crate::domain::Message;
use crate::formats::Fault;
use crate::formats::typed_table::TypedTable;

/// Characters of one field that are kept.
const LONGEST: usize = 20_000;
/// Fields of one form that are kept.
const MOST_FIELDS: usize = 12_000;
/// Marks a part of a form as shown, so that an empty tick of it is an answer.
const SHOWN: &str = "shown";
/// The tick of a part.
pub const GIVEN: &str = "given";
/// Fields that are no values: what makes a form ours, and its buttons.
const NO_VALUES: [&str; 6] = ["token", "version", "seen", "send", "check", "save"];

/// A value as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub value: String,
    /// The entry that stated it, and when it was last confirmed; `None` where nothing is stated.
    pub origin: Option<(u32, NaiveDate)>,
}

/// The known values of a form by the names of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base(BTreeMap<String, Known>);

impl Base {
    /// Adds a field; an empty value has no origin.
    pub fn add(&mut self, field: String, value: impl Into<String>, origin: Option<(u32, NaiveDate)>) {
        let value = value.into();
        let origin = origin.filter(|_| !value.is_empty());
        self.0.insert(field, Known { value, origin });
    }

    /// The value of a field; empty where nothing is known.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |known| known.value.as_str())
    }

    /// True where the form has such a field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    #[must_use]
    pub fn origin(&self, field: &str) -> Option<(u32, NaiveDate)> {
        self.0.get(field)?.origin
    }

    /// The day of the value that was confirmed longest ago; `None` where nothing is known.
    #[must_use]
    pub fn oldest(&self) -> Option<NaiveDate> {
        self.0.values().filter_map(|known| known.origin).map(|(_, confirmed)| confirmed).min()
    }

    pub fn fields(&self) -> impl Iterator<Item = (&str, &Known)> {
        self.0.iter().map(|(field, known)| (field.as_str(), known))
    }

    /// Tells whether two looks saw the same values.
    #[must_use]
    pub fn digest(&self) -> String {
        let values: Vec<_> = self.0.iter().map(|(field, known)| (field, &known.value)).collect();
        format!("{:016x}", xxh3_64(format!("{values:?}").as_bytes()))
    }
}

/// The fields of a form as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    /// The fields a form sent. A part that was shown and not ticked says so.
    #[must_use]
    pub fn of_form(fields: &[(String, String)]) -> Self {
        let mut values = BTreeMap::new();
        for (name, value) in fields.iter().take(MOST_FIELDS) {
            if NO_VALUES.contains(&name.as_str()) {
                continue;
            }
            if let Some((part, SHOWN)) = name.rsplit_once('.') {
                values.entry(format!("{part}.{GIVEN}")).or_insert_with(String::new);
            } else {
                // The database keeps no zero sign, and browsers send line ends of two signs.
                let value = value.replace('\0', "").replace("\r\n", "\n");
                values.insert(name.clone(), value.chars().take(LONGEST).collect());
            }
        }
        Self(values)
    }

    /// Reads what [`Values::text`] wrote; nothing of anything else.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// The values as text.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::json!(self.0).to_string()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where the field was sent, be it empty.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// The trimmed value of a field; `None` where it is empty.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// The trimmed value of a field, or the known one where the field was not sent.
    #[must_use]
    pub fn over<'a>(&'a self, base: &'a Base, field: &str) -> &'a str {
        self.0.get(field).map_or_else(|| base.get(field), |value| value.trim())
    }

    /// True where a field says something else than what is known.
    #[must_use]
    pub fn differs(&self, base: &Base, field: &str) -> bool {
        self.over(base, field) != base.get(field).trim()
    }

    /// These values over other ones, which stay where these say nothing.
    #[must_use]
    pub fn onto(self, mut others: Self) -> Self {
        others.0.extend(self.0);
        others
    }

    /// The values without those whose names begin so.
    #[must_use]
    pub fn without(&self, beginning: &str) -> Self {
        let kept = self.0.iter().filter(|(field, _)| !field.starts_with(beginning));
        Self(kept.map(|(field, value)| (field.clone(), value.clone())).collect())
    }

    pub fn set(&mut self, field: String, value: String) {
        self.0.insert(field, value);
    }

    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, value)| (field.as_str(), value.as_str()))
    }

    /// Tells whether two looks would submit the same: fields that repeat what is known, and the day in view, say
    /// nothing.
    #[must_use]
    pub fn digest(&self, base: &Base, today: NaiveDate) -> String {
        let today = today.to_string();
        let own = self.0.iter().map(|(field, value)| (field.as_str(), value.trim()));
        let telling = own.filter(|(field, value)| match *field {
            "day" => !value.is_empty() && *value != today,
            field => *value != base.get(field).trim(),
        });
        format!("{:016x}", xxh3_64(format!("{:?}", telling.collect::<Vec<_>>()).as_bytes()))
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    pub field: String,
    pub reason: Message,
    pub expected: Message,
}

/// The faults of a table at the fields they are about, and those that are about none.
#[must_use]
pub fn faults_by_field<'f>(
    table: &TypedTable,
    faults: impl Iterator<Item = &'f Fault>,
) -> (Vec<FieldFault>, Vec<Fault>) {
    let (mut at_fields, mut rest) = (Vec::new(), Vec::new());
    for fault in faults {
        match table.field_of(fault) {
            Some(field) => {
                at_fields.push(FieldFault { field, reason: fault.reason.clone(), expected: fault.expected.clone() });
            }
            None => rest.push(fault.clone()),
        }
    }
    (at_fields, rest)
}
