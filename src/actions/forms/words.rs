//! Faults that forms find before a table is made.

use chrono::NaiveDate;

use super::FieldFault;
use crate::domain::{Answer, Message};

fn fault(field: &str, reason: impl Into<Message>, expected: impl Into<Message>) -> FieldFault {
    FieldFault { field: field.to_owned(), reason: reason.into(), expected: expected.into() }
}

pub fn no_day(field: &str) -> FieldFault {
    fault(field, "form-no-day", "form-no-day-expected")
}

pub fn before_start(field: &str, start: NaiveDate) -> FieldFault {
    fault(field, Message::new("form-before-start").with("date", start), "form-before-start-expected")
}

pub fn not_ticked(field: &str) -> FieldFault {
    fault(field, "form-not-ticked", "form-not-ticked-expected")
}

pub fn no_quantity(field: &str) -> FieldFault {
    fault(field, "form-no-quantity", "form-no-quantity-expected")
}

pub fn measured_otherwise(field: &str, measured: Answer) -> FieldFault {
    let code = if measured == Answer::Yes { "form-measured-yes" } else { "form-measured-no" };
    fault(field, code, "form-measured-expected")
}
