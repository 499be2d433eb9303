//! The words of faults of texts: signs, lengths, encodings, rows that were cut.

use super::Fault;
use super::columns::clip;
use crate::domain::text::sign_name;
use crate::domain::{Message, TextFault};

/// What is wrong with a text and what is expected.
pub(crate) fn words(fault: TextFault) -> (Message, Message) {
    let (reason, expected) = match fault {
        TextFault::TooLong { longest } => {
            let most = Message::new("expected-at-most-signs").with("most", longest);
            return ("fault-text-too-long".into(), most);
        }
        TextFault::Unseen(sign) => {
            let reason = Message::new("fault-unseen-sign").with("sign", sign_name(sign));
            return (reason, "expected-visible".into());
        }
        TextFault::Misread => ("fault-misread", "expected-right-encoding"),
        TextFault::FailedFormula => ("fault-formula-failed", "expected-value-or-empty"),
        TextFault::NotACode => ("fault-code-unusable", "expected-letter-or-digit"),
    };
    (reason.into(), expected.into())
}

/// The file as a whole was read in a wrong encoding and saved again.
pub(crate) fn misread_file(spoiled: &str) -> Fault {
    Fault { value: clip(spoiled), ..Fault::of_file("fault-misread", "expected-right-encoding") }
}

/// The last row ends before the last column, and the file with it.
pub(crate) fn cut_row(row: u32, cells: &[String], width: usize) -> Fault {
    let reason = Message::new("fault-cut-row").with("cells", cells.len()).with("width", width);
    let expected = "expected-whole-file";
    Fault { row, value: clip(&cells.join(", ")), ..Fault::of_file(reason, expected) }
}
