//! Rows of a submitted table as a person reads them: titles of columns, names beside codes, days and numbers as written.

use super::words::{place_or_code, point, service, span_text, value};
use crate::formats::sent_table::SentTable;
use crate::registry::Records;
use crate::texts::Lang;
use crate::wording::{format, names};

/// «Код пункту: A ЦНАП Зразковий; Код послуги: 01-01 Реєстрація…; Діє з: 01.02.2022»: the filled cells of a row.
#[must_use]
pub fn row_words(lang: Lang, records: &Records, table: &str, sent: &SentTable, cells: &[String]) -> String {
    let filled = sent.header.iter().zip(cells).enumerate().filter(|(_, (_, cell))| !cell.trim().is_empty());
    let titled = filled.map(|(at, (title, cell))| match sent.columns.get(at).copied().flatten() {
        Some(column) => {
            let told = cell_words(lang, records, table, column.key, (sent, cells), cell.trim());
            format!("{}: {told}", names::column(lang, table, column.key))
        }
        None => format!("{}: {}", title.trim(), cell.trim()),
    });
    titled.collect::<Vec<_>>().join("; ")
}

fn cell_words(
    lang: Lang,
    records: &Records,
    table: &str,
    column: &str,
    (sent, cells): (&SentTable, &[String]),
    text: &str,
) -> String {
    let rules = &records.rules;
    let checklist = || rules.checklist(sent.cell(cells, "checklist"));
    let named = match (table, column) {
        (_, "point") | ("points", "code") => point(records, text),
        ("offerings", "service") => service(records, text),
        ("answers", "checklist") => rules.checklist(text).map(|list| names::ruled(lang, &list.title).to_owned()),
        ("answers", "criterion") => {
            checklist().and_then(|list| list.criterion(text)).map(|one| names::ruled(lang, &one.title).to_owned())
        }
        ("equipment", "type") => rules.equipment_type(text).map(|kind| names::ruled(lang, &kind.title).to_owned()),
        ("figures", "measure") => rules.measure(text).map(|one| names::ruled(lang, &one.title).to_owned()),
        ("figures", "period") => Some(span_text(lang, text)),
        (_, "hromada" | "settlement") => Some(place_or_code(records, text)),
        (_, "value" | "quantity" | "measure") => text.parse().ok().map(|number| format::short_number(lang, number)),
        _ => None,
    };
    named.unwrap_or_else(|| value(lang, records, table, column, text))
}
