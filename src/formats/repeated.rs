//! Codes that stand twice in one file of an outside format.

use std::collections::HashMap;

use super::{Fault, Numbered, Parsed, messages};

/// Tells a fault for every row whose code an earlier row has.
pub(crate) fn refuse_repeated<T: PartialEq, K: std::hash::Hash + Eq + ToString>(
    parsed: &mut Parsed<T>,
    column: &str,
    code: impl Fn(&T) -> K,
) {
    let mut seen: HashMap<K, &Numbered<T>> = HashMap::with_capacity(parsed.rows.len());
    for row in &parsed.rows {
        let key = code(&row.value);
        let value = key.to_string();
        if let Some(first) = seen.insert(key, row) {
            let is_same = first.value == row.value;
            let (reason, expected) =
                if is_same { messages::same_row(first.row) } else { messages::repeated_code(first.row) };
            parsed.faults.push(Fault { row: row.row, column: column.to_owned(), value, reason, expected });
        }
    }
}
