//! JSON inputs, entry by entry: the objects of a list are read one at a time, never the whole file at once.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer as _, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::columns::clip;
use super::limits::InputLimits;
use super::{Fault, sheet};
use crate::domain::Message;
use crate::domain::text::tidy_spaces;

/// Takes the number of an entry, from 1, and its text; a fault ends the reading.
type VisitEntry<'a> = &'a mut dyn FnMut(u32, &str) -> Result<(), Fault>;

/// The same with the entry as an object, and the length of its text.
type VisitObject<'a> = &'a mut dyn FnMut(u32, &Map<String, Value>, usize) -> Result<(), Fault>;

/// Passes on every entry of a JSON file: of an array, or of the array under `key` of an object; an object without that
/// key is one entry itself.
///
/// # Errors
/// One fault when the text is not JSON, when an entry is too long, and what `visit` answers.
pub(crate) fn each_entry(bytes: &[u8], limits: &InputLimits, key: &str, visit: VisitEntry<'_>) -> Result<(), Fault> {
    let text = sheet::text_within(bytes, limits)?;
    let mut entries = Entries { key, limits, row: 0, is_list: false, fault: None, visit };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = reader.deserialize_any(&mut entries).and_then(|()| reader.end());
    if let Some(fault) = entries.fault.take() {
        return Err(fault);
    }
    read.map_err(|error| json_fault(&error, Message::new("expected-entries").with("key", key)))?;
    if entries.is_list { Ok(()) } else { entries.read_entry(text) }
}

/// The same, each entry as an object.
///
/// # Errors
/// As [`each_entry`], and where an entry is no object.
pub(crate) fn each_object(bytes: &[u8], limits: &InputLimits, key: &str, visit: VisitObject<'_>) -> Result<(), Fault> {
    each_entry(bytes, limits, key, &mut |row, text| {
        let value: Value = serde_json::from_str(text).map_err(|error| in_entry(row, &error))?;
        let Value::Object(object) = value else { return Err(not_an_object(row, &value)) };
        visit(row, &object, text.len())
    })
}

/// What reads the top of the file.
struct Entries<'a> {
    key: &'a str,
    limits: &'a InputLimits,
    row: u32,
    /// A list of entries was found.
    is_list: bool,
    fault: Option<Fault>,
    visit: VisitEntry<'a>,
}

impl Entries<'_> {
    fn read_entry(&mut self, text: &str) -> Result<(), Fault> {
        self.row += 1;
        if self.row > self.limits.rows {
            return Err(sheet::too_many_rows(self.limits));
        }
        let most = self.limits.entry;
        if text.len() > most {
            return Err(too_long(self.row, text.len(), most));
        }
        // PostgreSQL cannot keep it.
        if text.contains("\\u0000") {
            let fault = Fault::of_file("fault-json-nul", "expected-no-control");
            return Err(Fault { row: self.row, ..fault });
        }
        (self.visit)(self.row, text)
    }
}

impl<'de> Visitor<'de> for &mut Entries<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an array of objects, or an object with «{}»", self.key)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.is_list = true;
        while let Some(entry) = list.next_element::<&'de RawValue>()? {
            if let Err(fault) = self.read_entry(entry.get()) {
                self.fault = Some(fault);
                return Err(A::Error::custom("an entry is refused"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<String>()? {
            if key == self.key {
                object.next_value_seed(List(&mut *self))?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// The array under the key.
struct List<'e, 'a>(&'e mut Entries<'a>);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self.0)
    }
}

fn not_an_object(row: u32, value: &Value) -> Fault {
    Fault { row, value: clip(&value_text(value)), ..Fault::of_file("fault-not-an-object", "expected-object") }
}

fn too_long(row: u32, length: usize, most: usize) -> Fault {
    let (length, most) = (length >> 10, most >> 10);
    let reason = Message::new("fault-entry-too-long").with("size", length);
    Fault { row, ..Fault::of_file(reason, Message::new("expected-entry-size").with("most", most)) }
}

fn json_fault(error: &serde_json::Error, expected: impl Into<Message>) -> Fault {
    let place = Message::new("fault-json-place").with("line", error.line()).with("column", error.column());
    Fault::of_file(place.with("error", error.to_string()), expected)
}

fn in_entry(row: u32, error: &serde_json::Error) -> Fault {
    Fault { row, ..Fault::of_file(Message::new("fault-entry").with("error", error.to_string()), "expected-object") }
}

/// True when the bytes begin as JSON does.
pub(crate) fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|b| matches!(b, b'{' | b'['))
}

/// A value as the text of a cell; null is empty.
pub(crate) fn value_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => tidy_spaces(text),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str, limits: InputLimits) -> Result<u32, Fault> {
        let mut count = 0;
        each_object(text.as_bytes(), &limits, "entries", &mut |row, _, _| {
            count = row;
            Ok(())
        })?;
        Ok(count)
    }

    #[test]
    fn entries_stand_in_an_array_under_the_key_or_alone() {
        for text in ["[{},{}]", r#"{"a":[1,{}],"entries":[{},{}],"b":null}"#, "\u{feff}[{} , {}]\n"] {
            assert_eq!(entries(text, InputLimits::FILE), Ok(2), "{text}");
        }
        assert_eq!(entries(r#"{"code":[[[1]]]}"#, InputLimits::FILE), Ok(1));
        for text in ["[{}", "7", "[{},1]", r#"{"entries":{}}"#, r#"{"entries":[{}]}}"#] {
            assert!(entries(text, InputLimits::FILE).is_err(), "{text}");
        }
    }

    #[test]
    fn a_zero_sign_is_refused() {
        let fault = entries(r#"[{},{"name":"a\u0000b"}]"#, InputLimits::FILE).unwrap_err();
        assert!(fault.row == 2 && fault.reason.to_string().contains("fault-json-nul"), "{fault:?}");
    }

    #[test]
    fn an_entry_longer_than_the_limit_is_refused_before_it_is_read() {
        let limits = InputLimits { entry: 1_000, rows: 3, ..InputLimits::FILE };
        let long = format!(r#"[{{}},{{"a":[{}0]}}]"#, "0,".repeat(600));
        assert_eq!(entries(&long, limits).unwrap_err().row, 2);
        assert!(entries("[{},{},{},{}]", limits).unwrap_err().reason.to_string().contains("fault-too-many-rows"));
        let deep = format!(r#"[{{"a":{}"#, "[".repeat(900));
        assert!(entries(&deep, limits).is_err());
    }
}
