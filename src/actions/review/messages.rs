//! Remarks of review that have arguments.

use chrono::NaiveDate;

use crate::domain::Message;

/// A new row changes nothing of today: the reason and what is expected.
#[must_use]
pub fn overruled(later: NaiveDate) -> (Message, Message) {
    let told = |code| Message::new(code).with("date", later);
    (told("fault-overruled"), told("fault-overruled-expected"))
}
