//! Faults for the terminal: a few of each sort line by line, the rest of the sort counted.

use std::collections::HashMap;

use super::texts;
use crate::domain::Message;
use crate::formats::{Fault, report};

/// Faults of one sort that are printed one by one.
const MAX_ALIKE: usize = 5;
/// Rows of the others that are named.
const MAX_ROWS: usize = 3;

/// A line of the terminal and how many faults it stands for.
#[derive(Debug)]
pub struct Line {
    pub text: String,
    pub faults: usize,
}

/// The lines for these faults, in their order; a counted rest stands after the last printed fault of its sort.
pub fn lines(faults: &[Fault]) -> Vec<Line> {
    let mut sorts: HashMap<(&str, &Message), Vec<&Fault>> = HashMap::new();
    for fault in faults {
        sorts.entry((&fault.column, &fault.reason)).or_default().push(fault);
    }
    let mut printed: HashMap<(&str, &Message), usize> = HashMap::new();
    let mut lines = Vec::new();
    for fault in faults {
        let sort = (fault.column.as_str(), &fault.reason);
        let count = printed.entry(sort).or_default();
        *count += 1;
        let all = sorts.get(&sort).map_or(&[][..], Vec::as_slice);
        // One more line is not worth counting.
        if *count <= MAX_ALIKE || all.len() == MAX_ALIKE + 1 {
            lines.push(Line { text: texts::message(&report::line(fault)), faults: 1 });
        }
        if *count == MAX_ALIKE && all.len() > MAX_ALIKE + 1 {
            let rest = all.get(MAX_ALIKE..).unwrap_or_default();
            lines.push(Line { text: rest_of(fault, rest), faults: rest.len() });
        }
    }
    lines
}

fn rest_of(sort: &Fault, rest: &[&Fault]) -> String {
    let rows: Vec<String> = rest.iter().take(MAX_ROWS).map(|fault| fault.row.to_string()).collect();
    let more = if rest.len() > MAX_ROWS { ", …" } else { "" };
    let what = if sort.column.is_empty() { String::new() } else { format!("{}: ", sort.column) };
    let what = format!("{what}{}", texts::message(&sort.reason));
    texts::text_with_count("cli-alike", rest.len(), [("what", what), ("rows", format!("{}{more}", rows.join(", ")))])
}
