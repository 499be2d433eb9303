//! Faults that forms find before a table is made.

use chrono::NaiveDate;

use super::FieldFault;
use crate::domain::message::Argument;
use crate::domain::{Answer, Message};

fn fault(field: &str, reason: impl Into<Message>, expected: impl Into<Message>) -> FieldFault {
    FieldFault { field: field.to_owned(), reason: reason.into(), expected: expected.into() }
}

pub fn no_day(field: &str) -> FieldFault {
    fault(field, "fault-form-no-day", "fault-form-no-day-expected")
}

pub fn too_long(field: &str, most: impl Into<Argument>) -> FieldFault {
    fault(field, "fault-form-too-long", Message::new("fault-form-too-long-expected").with("most", most))
}

pub fn before_start(field: &str, start: NaiveDate) -> FieldFault {
    fault(field, Message::new("fault-form-before-start").with("date", start), "fault-form-before-start-expected")
}

pub fn not_ticked(field: &str) -> FieldFault {
    fault(field, "fault-form-not-ticked", "fault-form-not-ticked-expected")
}

pub fn no_quantity(field: &str) -> FieldFault {
    fault(field, "fault-form-no-quantity", "fault-form-no-quantity-expected")
}

pub fn measured_otherwise(field: &str, measured: Answer) -> FieldFault {
    let code = if measured == Answer::Yes { "fault-form-measured-yes" } else { "fault-form-measured-no" };
    fault(field, code, "fault-form-measured-expected")
}
