//! JSON inputs: the text of a file, the objects of a list, a value as plain text.

use serde_json::{Map, Value};

use super::columns::clip;
use super::{Fault, sheet};
use crate::domain::text::tidied;

/// The objects of a JSON file: an array, an object with the array under `key`, or one object alone.
///
/// # Errors
/// One fault when the text is not JSON or holds no objects.
pub(crate) fn objects(bytes: &[u8], key: &str) -> Result<Vec<Map<String, Value>>, Fault> {
    let text = sheet::text(bytes)?;
    // PostgreSQL cannot keep it.
    if text.contains("\\u0000") {
        return Err(Fault::of_file("нульовий символ (\\u0000) у тексті", "текст без керівних символів"));
    }
    let expected = format!("масив об'єктів або об'єкт із «{key}»");
    let value: Value = serde_json::from_str(text).map_err(|error| broken(&error, &expected))?;
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove(key) {
            Some(Value::Array(list)) => list,
            Some(_) => return Err(Fault::of_file(format!("«{key}» не масив"), expected)),
            None => vec![Value::Object(object)],
        },
        _ => return Err(Fault::of_file("JSON не містить об'єктів", expected)),
    };
    list.into_iter().enumerate().map(|(at, value)| object(at, value)).collect()
}

fn object(at: usize, value: Value) -> Result<Map<String, Value>, Fault> {
    let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
    match value {
        Value::Object(object) => Ok(object),
        other => {
            Err(Fault {
                row, value: clip(&plain(&other)), ..Fault::of_file("запис не є об'єктом", "об'єкт JSON")
            })
        }
    }
}

fn broken(error: &serde_json::Error, expected: &str) -> Fault {
    Fault::of_file(format!("JSON не читається: рядок {}, символ {}: {error}", error.line(), error.column()), expected)
}

/// True when the bytes begin as JSON does.
pub(crate) fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|b| matches!(b, b'{' | b'['))
}

/// A value as the text of a cell; null is empty.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => tidied(text),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_sign_is_refused() {
        assert!(objects(br#"[{"name":"a\u0000b"}]"#, "entries").unwrap_err().reason.contains("нульовий"));
        assert_eq!(objects(br#"[{"name":"ab"}]"#, "entries").unwrap().len(), 1);
    }
}
