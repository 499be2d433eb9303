//! What a check found, as messages.

use crate::domain::Message;
use crate::store::{Alteration, AlterationKind, HeadFinding};

/// A row that does not agree with the journal.
pub fn alteration(found: &Alteration) -> Message {
    let Alteration { table, entry, kind, rows, count } = found;
    let mut told = Message::new("check-rows");
    if let Some(entry) = entry {
        told = Message::new("check-rows-of-entry").with("entry", entry.to_string());
    }
    let told = told.with("table", table).with("what", Message::new(alteration_text(*kind)));
    let rows_told = rows.join("; ");
    match count.saturating_sub(rows.len()) {
        0 => told.with("rows", rows_told),
        more => {
            let rows = Message::new("check-rows-more").with("rows", rows_told).with("more", more);
            told.with("rows", rows)
        }
    }
}

const fn alteration_text(kind: AlterationKind) -> &'static str {
    match kind {
        AlterationKind::Altered => "check-altered",
        AlterationKind::Added => "check-added",
        AlterationKind::Removed => "check-removed",
        AlterationKind::Voided => "check-voided",
        AlterationKind::Unvoided => "check-unvoided",
    }
}

/// A kept head of the journal that the journal does not agree with.
pub fn head_finding_text(found: &HeadFinding) -> Message {
    match found {
        HeadFinding::Unreadable(reason) => Message::new("check-heads-unreadable").with("reason", reason),
        HeadFinding::NotSigned { line } => Message::new("check-head-not-signed").with("line", *line),
        HeadFinding::Gone { entry } => Message::new("check-head-gone").with("entry", *entry),
        HeadFinding::Differs { entry } => Message::new("check-head-differs").with("entry", *entry),
    }
}
