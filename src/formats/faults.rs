//! Faults told to a person: as CSV for a spreadsheet, as plain lines for a terminal.

use std::io;

use super::Fault;

/// Writes faults as CSV with the columns `row, column, value, reason, expected`.
///
/// # Errors
/// What the output answers.
pub fn write_csv<'a>(faults: impl IntoIterator<Item = &'a Fault>, out: impl io::Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["row", "column", "value", "reason", "expected"])?;
    for fault in faults {
        let row = fault.row.to_string();
        writer.write_record([&row, &fault.column, &fault.value, &fault.reason, &fault.expected])?;
    }
    writer.flush()
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
    // A value may hold line ends; a fault stays on one line.
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_in_one_line_and_as_a_row() {
        let fault = Fault {
            row: 5,
            column: "lat".into(),
            value: "9\n4".into(),
            reason: "поза межами України".into(),
            expected: "від 44 до 52.6".into(),
        };
        assert_eq!(line(&fault), "рядок 5, lat = «9 4»: поза межами України; очікується: від 44 до 52.6");
        let mut out = Vec::new();
        write_csv([&fault], &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "row,column,value,reason,expected\n5,lat,\"9\n4\",поза межами України,від 44 до 52.6\n");
        assert_eq!(line(&Fault::of_file("порожній файл", "")), "файл: порожній файл");
    }
}
