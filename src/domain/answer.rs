//! Answers to the criteria of a checklist.

use crate::domain::facts::word_enum;

word_enum! {
    /// Answer to one criterion; *unknown* is an answer of its own, *na* leaves the count.
    Answer {
        Yes = "yes" ("так"),
        No = "no" ("ні"),
        NotApplicable = "na" ("не застосовується", "не застосовно"),
        Unknown = "unknown" ("невідомо"),
    }
}
