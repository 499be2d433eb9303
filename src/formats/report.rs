//! The report of an import for a person: faults, warnings and changes in one shape, as CSV and as plain lines.

use std::io;

use super::formula_guard::guarded;
use super::{ChangeList, Fault, FaultList};
use crate::domain::facts::word_enum;

word_enum! {
    /// What a line of the report tells.
    Told {
        Fault = "fault" ("помилка"),
        Warning = "warning" ("зауваження"),
        Added = "added" ("додано"),
        Changed = "changed" ("змінено"),
        Ended = "ended" ("завершено"),
        Removed = "removed" ("вилучено"),
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

/// Columns of the CSV. Where more were counted than are listed, a line without a row says how many. Faults and warnings leave the last three empty, changes the number of a row and what is expected.
const COLUMNS: [&str; 9] = ["row", "column", "value", "reason", "expected", "kind", "table", "key", "before"];

/// Writes faults, warnings and changes as CSV.
///
/// # Errors
/// What the output answers.
pub fn write_csv(
    faults: &FaultList,
    warnings: &FaultList,
    changes: &ChangeList,
    out: impl io::Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for (told, found) in [(Told::Fault, faults), (Told::Warning, warnings)] {
        for fault in found {
            let row = fault.row.to_string();
            let said = [&row, &fault.column, &fault.value, &fault.reason, &fault.expected].map(String::as_str);
            let record = said.into_iter().chain([told.word(), "", "", ""]);
            writer.write_record(record.map(|cell| guarded(cell).into_owned()))?;
        }
        write_rest(told, found.rest(), &mut writer)?;
    }
    for change in changes {
        let told = change.told.word();
        let record =
            ["", change.column, &change.after, name(change.told), "", told, change.table, &change.key, &change.before];
        writer.write_record(record.map(|cell| guarded(cell).into_owned()))?;
    }
    write_rest(Told::Changed, changes.rest(), &mut writer)?;
    writer.flush()
}

/// Says how many were counted and not listed.
fn write_rest(told: Told, rest: Option<String>, writer: &mut csv::Writer<impl io::Write>) -> io::Result<()> {
    let Some(rest) = rest else { return Ok(()) };
    Ok(writer.write_record(["", "", "", &rest, "", told.word(), "", "", ""])?)
}

fn name(told: Told) -> &'static str {
    use crate::domain::Word as _;
    told.names().first().copied().unwrap_or_else(|| told.word())
}

/// One line of text: «рядок 5, lat = «94»: поза межами України; очікується від 44 до 52.6».
#[must_use]
pub fn line(fault: &Fault) -> String {
    let mut text = if fault.row == 0 { String::from("файл") } else { format!("рядок {}", fault.row) };
    if !fault.column.is_empty() {
        text = format!("{text}, {}", fault.column);
    }
    if !fault.value.is_empty() {
        text = format!("{text} = «{}»", fault.value);
    }
    text = format!("{text}: {}", fault.reason);
    if !fault.expected.is_empty() {
        text = format!("{text}; очікується: {}", fault.expected);
    }
    in_one_line(&text)
}

/// One line of text: «змінено points A: name «ЦНАП» → «ЦНАП 1»».
#[must_use]
pub fn change_line(change: &Change) -> String {
    let cell = |text: &str| if text.is_empty() { "порожньо".to_owned() } else { format!("«{text}»") };
    let mut text = format!("{} {} {}", name(change.told), change.table, change.key);
    if !change.column.is_empty() {
        let (before, after) = (cell(&change.before), cell(&change.after));
        text = format!("{text}: {} {before} → {after}", change.column);
    }
    in_one_line(&text)
}

/// A value may hold line ends, and signs that a terminal would obey.
fn in_one_line(text: &str) -> String {
    text.replace(char::is_control, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::limits::MAX_FAULTS;

    fn fault() -> Fault {
        Fault {
            row: 5,
            column: "lat".into(),
            value: "9\n4".into(),
            reason: "поза межами України".into(),
            expected: "від 44 до 52.6".into(),
        }
    }

    fn change() -> Change {
        let (before, after) = (String::new(), "ЦНАП\n1".to_owned());
        Change { told: Told::Changed, table: "points", key: "A 2020-01-01".into(), column: "name", before, after }
    }

    #[test]
    fn a_fault_and_a_change_are_told_in_one_line_each() {
        assert_eq!(line(&fault()), "рядок 5, lat = «9 4»: поза межами України; очікується: від 44 до 52.6");
        assert_eq!(line(&Fault::of_file("порожній файл", "")), "файл: порожній файл");
        assert_eq!(line(&Fault::of_file("\u{1b}[31mчервоне", "")), "файл: [31mчервоне");
        assert_eq!(change_line(&change()), "змінено points A 2020-01-01: name порожньо → «ЦНАП 1»");
    }

    #[test]
    fn faults_warnings_and_changes_have_one_shape() {
        let mut out = Vec::new();
        write_csv(&vec![fault()].into(), &vec![fault()].into(), &vec![change()].into(), &mut out).unwrap();
        let text = "row,column,value,reason,expected,kind,table,key,before\n\
                    5,lat,\"9\n4\",поза межами України,від 44 до 52.6,fault,,,\n\
                    5,lat,\"9\n4\",поза межами України,від 44 до 52.6,warning,,,\n\
                    ,name,\"ЦНАП\n1\",змінено,,changed,points,A 2020-01-01,\n";
        assert_eq!(String::from_utf8(out).unwrap(), text);
    }
    #[test]
    fn what_is_counted_and_not_listed_is_told_in_a_line() {
        let mut out = Vec::new();
        let many = FaultList::from(vec![fault(); MAX_FAULTS + 7]);
        write_csv(&many, &FaultList::default(), &ChangeList::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let last = format!(",,,\"наведено перші {MAX_FAULTS} із {}, решту лише пораховано\",,fault,,,", MAX_FAULTS + 7);
        assert_eq!(text.lines().last(), Some(last.as_str()));
    }
}
