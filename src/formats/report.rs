//! The report of an import for a person: faults, warnings and changes in one shape, as CSV and as plain lines.

use std::io;

use super::formula_guard::guarded;
use super::{ChangeList, Fault, FaultList};
use crate::domain::Message;
use crate::domain::facts::word_enum;

word_enum! {
    /// What a line of the report tells.
    Told {
        Fault = "fault",
        Warning = "warning",
        Added = "added",
        Changed = "changed",
        Ended = "ended",
        Removed = "removed",
    }
}

/// One cell an import changes, or a whole row it adds or removes (`column` is empty then).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub told: Told,
    pub table: &'static str,
    /// What the row speaks of, as its table names it.
    pub key: String,
    pub column: &'static str,
    pub before: String,
    pub after: String,
}

impl Told {
    /// How a line of the report calls it.
    const fn name(self) -> &'static str {
        match self {
            Self::Fault => "told-fault",
            Self::Warning => "told-warning",
            Self::Added => "told-added",
            Self::Changed => "told-changed",
            Self::Ended => "told-ended",
            Self::Removed => "told-removed",
        }
    }
}

/// Columns of the CSV. Where more were counted than are listed, a line without a row says how many.
/// Faults and warnings leave `table`, `key` and `before` empty, changes the number of a row and what
/// is expected. `code` is the stable name of the reason.
const COLUMNS: [&str; 10] = ["row", "column", "value", "reason", "expected", "kind", "table", "key", "before", "code"];

/// Puts a message into words.
pub type Words<'a> = &'a dyn Fn(&Message) -> String;

/// Writes faults, warnings and changes as CSV, in the words of a language.
///
/// # Errors
/// What the output answers.
pub fn write_csv(
    words: Words<'_>,
    faults: &FaultList,
    warnings: &FaultList,
    changes: &ChangeList,
    out: impl io::Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for (told, found) in [(Told::Fault, faults), (Told::Warning, warnings)] {
        for fault in found {
            writer.write_record(fault_cells(words, told, fault))?;
        }
        write_rest(words, told, found.rest_message(), &mut writer)?;
    }
    for change in changes {
        writer.write_record(change_cells(words, change))?;
    }
    write_rest(words, Told::Changed, changes.rest_message(), &mut writer)?;
    writer.flush()
}

fn fault_cells(words: Words<'_>, told: Told, fault: &Fault) -> [String; 10] {
    let (reason, expected) = (words(&fault.reason), words(&fault.expected));
    let row = fault.row.to_string();
    let said = [&row, &fault.column, &fault.value, &reason, &expected].map(String::as_str);
    let [row, column, value, reason, expected] = said;
    let code = fault.reason.code();
    [row, column, value, reason, expected, told.word(), "", "", "", code].map(safe)
}

fn change_cells(words: Words<'_>, change: &Change) -> [String; 10] {
    let Change { told, table, key, column, before, after } = change;
    let name = words(&told.name().into());
    ["", column, after, &name, "", told.word(), table, key, before, told.name()].map(safe)
}

/// A cell that no spreadsheet takes for a formula.
fn safe(cell: &str) -> String {
    guarded(cell).into_owned()
}

fn write_rest(
    words: Words<'_>,
    told: Told,
    rest: Option<Message>,
    writer: &mut csv::Writer<impl io::Write>,
) -> io::Result<()> {
    let Some(rest) = rest else { return Ok(()) };
    let code = rest.code();
    let record = ["", "", "", &words(&rest), "", told.word(), "", "", "", code];
    Ok(writer.write_record(record)?)
}

/// One line of text: «рядок 5, lat = «94»: поза межами України; очікується: від 44 до 52.6».
#[must_use]
pub fn line(fault: &Fault) -> Message {
    let mut place = match fault.row {
        0 => Message::new("report-file"),
        row => Message::new("report-row").with("row", row),
    };
    if !fault.column.is_empty() {
        place = Message::new("report-column").with("place", place).with("column", &fault.column);
    }
    if !fault.value.is_empty() {
        place = Message::new("message-value").with("place", place).with("value", &fault.value);
    }
    let reason = fault.reason.clone();
    if fault.expected.is_empty() {
        return Message::new("report-line").with("place", place).with("reason", reason);
    }
    let line = Message::new("report-line-expected").with("place", place).with("reason", reason);
    line.with("expected", fault.expected.clone())
}

/// One line of text: «змінено points A: name «ЦНАП» → «ЦНАП 1»».
#[must_use]
pub fn change_line(change: &Change) -> Message {
    let told = Message::new(change.told.name());
    let of = |code| Message::new(code).with("told", told).with("table", change.table).with("key", &change.key);
    if change.column.is_empty() {
        return of("report-row-changed");
    }
    let line = of("report-cell-changed").with("column", change.column);
    line.with("before", cell(&change.before)).with("after", cell(&change.after))
}

/// What stands in a cell, or that it is empty.
pub(super) fn cell(text: &str) -> Message {
    if text.is_empty() { "message-empty".into() } else { Message::new("message-quoted").with("text", text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::limits::MAX_FAULTS;

    fn fault() -> Fault {
        let fault = Fault::of_file("fault-outside-ukraine", "expected-number");
        Fault { row: 5, column: "lat".into(), value: "9\n4".into(), ..fault }
    }

    fn change() -> Change {
        let (before, after) = (String::new(), "ЦНАП\n1".to_owned());
        let key = "A 2020-01-01".into();
        Change { told: Told::Changed, table: "points", key, column: "name", before, after }
    }

    /// Codes in place of words.
    fn codes(message: &Message) -> String {
        message.code().to_owned()
    }

    #[test]
    fn faults_warnings_and_changes_have_one_shape() {
        let mut out = Vec::new();
        let faults = || vec![fault()].into();
        write_csv(&codes, &faults(), &faults(), &vec![change()].into(), &mut out).unwrap();
        let text = "row,column,value,reason,expected,kind,table,key,before,code\n\
                    5,lat,\"9\n4\",fault-outside-ukraine,expected-number,fault,,,,fault-outside-ukraine\n\
                    5,lat,\"9\n4\",fault-outside-ukraine,expected-number,warning,,,,fault-outside-ukraine\n\
                    ,name,\"ЦНАП\n1\",told-changed,,changed,points,A 2020-01-01,,told-changed\n";
        assert_eq!(String::from_utf8(out).unwrap(), text);
    }

    #[test]
    fn what_is_counted_and_not_listed_is_told_in_a_line() {
        let mut out = Vec::new();
        let many = FaultList::from(vec![fault(); MAX_FAULTS + 7]);
        write_csv(&codes, &many, &FaultList::default(), &ChangeList::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().last(), Some(",,,report-rest,,fault,,,,report-rest"));
    }
}
