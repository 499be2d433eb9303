//! What a check found, in words.

use crate::store::{Alteration, AlterationKind, HeadFinding};

/// A row that does not agree with the journal.
pub fn alteration(found: &Alteration) -> String {
    let Alteration { table, entry, kind, rows, count } = found;
    let entry = entry.map(|entry| format!(" (запис журналу {entry})")).unwrap_or_default();
    let more = count.saturating_sub(rows.len());
    let more = if more > 0 { format!(" і ще {more}") } else { String::new() };
    let rows = rows.join("; ");
    format!("таблиця {table}{entry}: {}: {rows}{more}", what(*kind))
}

const fn what(kind: AlterationKind) -> &'static str {
    match kind {
        AlterationKind::Altered => "рядок змінено поза журналом",
        AlterationKind::Added => "рядок додано поза журналом",
        AlterationKind::Removed => "рядок вилучено поза журналом",
        AlterationKind::Voided => "рядок анульовано поза журналом",
        AlterationKind::Unvoided => "анульований рядок відновлено поза журналом",
    }
}

/// A kept head of the journal that the journal does not agree with.
pub fn head(found: &HeadFinding) -> String {
    match found {
        HeadFinding::Unreadable(reason) => format!("файл голів журналу не читається: {reason}"),
        HeadFinding::NotSigned { line } => format!("файл голів журналу, рядок {line}: немає дійсного підпису"),
        HeadFinding::Gone { entry } => format!("запису журналу {entry} більше немає, хоча його голову збережено"),
        HeadFinding::Differs { entry } => format!("запис журналу {entry} не той, чию голову збережено"),
    }
}
