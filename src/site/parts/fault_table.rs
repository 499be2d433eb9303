//! Faults of a table as a table: where, what stands there, what is wrong, what is expected.

use maud::{Markup, html};

use super::table::{Column, Table};
use crate::formats::Fault;
use crate::http::Lang;

/// Faults told at once.
const FAULTS: usize = 50;

/// The first faults; nothing where there are none.
#[must_use]
pub fn fault_table(lang: Lang, faults: &[Fault]) -> Markup {
    captioned(lang, &lang.text("faults-caption"), faults)
}

/// The same of what is worth saying and no reason to refuse.
#[must_use]
pub fn warning_table(lang: Lang, warnings: &[Fault]) -> Markup {
    captioned(lang, &lang.text("submission-warnings"), warnings)
}

fn captioned(lang: Lang, caption: &str, faults: &[Fault]) -> Markup {
    let columns =
        ["row", "column", "value", "what-is-wrong", "failure-expected"].map(|key| Column::text(lang.text(key)));
    let rows = faults.iter().take(FAULTS).map(|fault| {
        let (reason, expected) = (lang.message(&fault.reason), lang.message(&fault.expected));
        let cells = [&fault.column, &fault.value, &reason, &expected];
        // Row 0 is the file as a whole.
        let row = html! { @if fault.row > 0 { (fault.row) } };
        [row].into_iter().chain(cells.iter().map(|text| html! { (text) })).collect()
    });
    html! {
        @if !faults.is_empty() { (Table::new(caption.to_owned(), columns.to_vec()).stacked().rows(rows)) }
    }
}
