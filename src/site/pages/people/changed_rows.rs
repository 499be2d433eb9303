//! What a submission changes, row by row: only the cells that differ, the answers of a card together.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::actions::review::{Differences, KeptChange};
use crate::formats::sent_table::SentTable;
use crate::formats::tables::key_columns;
use crate::http::RequestContext;
use crate::site::parts::{Column, Table, names};
use crate::wording::learned::words::{row, value};

/// The changed cells of one row.
struct ChangedRow<'a> {
    /// The word of what happened.
    told: &'a str,
    table: &'a str,
    key: &'a str,
    cells: Vec<&'a KeptChange>,
}

/// Rows in the order in which they were listed; a new period of a row that was known is a change.
fn changed_rows(changes: &[KeptChange]) -> Vec<ChangedRow<'_>> {
    let same = |a: &KeptChange, b: &KeptChange| (&a.table, &a.key, &a.told) == (&b.table, &b.key, &b.told);
    changes.chunk_by(same).filter_map(changed_row).collect()
}

fn changed_row(cells: &[KeptChange]) -> Option<ChangedRow<'_>> {
    let first = cells.first()?;
    let follows = first.told == "added" && cells.iter().any(|cell| !cell.before.is_empty());
    let told = if follows { "changed" } else { &first.told };
    let key = key_columns(&first.table);
    let is_told = |cell: &&KeptChange| !cell.column.is_empty() && !key.contains(&&*cell.column);
    Some(ChangedRow { told, table: &first.table, key: &first.key, cells: cells.iter().filter(is_told).collect() })
}

/// The changed rows as tables: one for the answers of each card, one for all others.
pub fn tables(view: &RequestContext, changes: &[KeptChange]) -> Markup {
    let (answers, others): (Vec<_>, Vec<_>) =
        changed_rows(changes).into_iter().partition(|row| row.table == "answers" && card(row.key).is_some());
    let mut cards: BTreeMap<(&str, &str), Vec<ChangedRow<'_>>> = BTreeMap::new();
    for answer in answers {
        let place = card(answer.key).map_or(("", ""), |(point, checklist, _)| (point, checklist));
        cards.entry(place).or_default().push(answer);
    }
    html! {
        @if !others.is_empty() { (rows_table(view, &others)) }
        @for ((point, checklist), rows) in &cards { (card_table(view, &format!("{point} {checklist}"), rows)) }
    }
}

/// Point, checklist and what is left of the key of an answer.
fn card(key: &str) -> Option<(&str, &str, &str)> {
    let mut parts = key.splitn(3, ' ');
    Some((parts.next()?, parts.next()?, parts.next()?))
}

fn rows_table(view: &RequestContext, rows: &[ChangedRow<'_>]) -> Table {
    let (lang, records) = (view.lang, &view.registry.records);
    let columns = ["submission-row", "submission-what", "review-cells"].map(|key| Column::text(lang.text(key)));
    let rows = rows.iter().map(|changed| {
        vec![
            html! { (row(lang, records, changed.table, changed.key)) },
            html! { (lang.text(&format!("submission-{}", changed.told))) },
            html! {
                @for cell in &changed.cells {
                    div { (names::column(lang, &cell.table, &cell.column)) ": " (before_after(view, changed, cell)) }
                }
            },
        ]
    });
    Table::new(lang.text("submission-changes"), columns.to_vec()).stacked().rows(rows)
}

/// The answers of a card of one point, each on a line: what was, what is going to be.
fn card_table(view: &RequestContext, key: &str, rows: &[ChangedRow<'_>]) -> Table {
    let (lang, records) = (view.lang, &view.registry.records);
    let columns = ["criterion", "review-cells"].map(|key| Column::text(lang.text(key)));
    let lines = rows.iter().map(|changed| {
        let named = row(lang, records, "answers", changed.key);
        let head = format!("{}, ", row(lang, records, "answers", key));
        vec![
            html! { (named.strip_prefix(&head).unwrap_or(&named)) },
            html! {
                @for cell in &changed.cells {
                    div {
                        @if cell.column != "answer" { (names::column(lang, &cell.table, &cell.column)) ": " }
                        (before_after(view, changed, cell))
                    }
                }
                @if changed.cells.is_empty() { (lang.text(&format!("submission-{}", changed.told))) }
            },
        ]
    });
    Table::new(row(lang, records, "answers", key), columns.to_vec()).stacked().rows(lines)
}

/// «було → стане»; of a new row only what it says.
fn before_after(view: &RequestContext, changed: &ChangedRow<'_>, cell: &KeptChange) -> Markup {
    let (lang, records) = (view.lang, &view.registry.records);
    let words = |text: &str| match text {
        "" => lang.text("learned-nothing"),
        text => value(lang, records, &cell.table, &cell.column, text),
    };
    html! {
        @if changed.told != "added" { del { (words(&cell.before)) } " → " }
        ins { (words(&cell.after)) }
    }
}

/// Numbers of the sent rows that change something; `None` where that cannot be told of every change, so that no row
/// is ever put among the unchanged by mistake.
pub fn changing_rows(differences: &Differences, table: &str, sent: &SentTable) -> Option<BTreeSet<u32>> {
    if differences.more > 0 {
        return None;
    }
    let own = |change: &&KeptChange| change.table == table;
    let mut open: BTreeSet<&str> = differences.changes.iter().filter(own).map(|change| &*change.key).collect();
    let prefixes: BTreeSet<&str> = open.iter().flat_map(|key| beginnings(key)).collect();
    let mut found = BTreeSet::new();
    let mut matched = BTreeSet::new();
    for (number, cells) in &sent.rows {
        let key = sent_key(table, sent, cells);
        if prefixes.contains(&*key) {
            found.insert(*number);
            matched.insert(key);
        }
    }
    open.retain(|key| !beginnings(key).any(|start| matched.contains(start)));
    open.is_empty().then_some(found)
}

/// «A S1 2022-03-01», «A S1», «A».
fn beginnings(key: &str) -> impl Iterator<Item = &str> {
    let shorter = key.match_indices(' ').filter_map(|(at, _)| key.get(..at));
    std::iter::once(key).chain(shorter)
}

/// What names a sent row, as changes name it.
fn sent_key(table: &str, sent: &SentTable, cells: &[String]) -> String {
    let key = key_columns(table).iter().filter(|column| **column != "date");
    let parts: Vec<&str> = key.map(|column| sent.cell(cells, column)).collect();
    parts.join(" ").trim_end().to_owned()
}
