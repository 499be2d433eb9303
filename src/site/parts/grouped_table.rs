//! A long table of a report on a page: folded by its first column, the first rows of each group, a link to the rest.

use maud::{Markup, html};

use crate::reports::html::table_markup;
use crate::reports::{Table, Words};

/// Rows of a group that a page shows.
const SHOWN: usize = 50;

/// The groups, each with its number of rows; `rest` is the address of all rows of a group by its name.
#[must_use]
pub fn grouped_table(table: &Table, words: &dyn Words, rest: &dyn Fn(&str) -> String) -> Markup {
    html! {
        @if table.rows.is_empty() { (table_markup(table, words)) }
        @for (name, group) in groups(table, words) {
            details.print {
                summary { (name) ": " (words.plural("rows-count", group.rows.len())) }
                (shown_rows(&group, words))
                @if group.rows.len() > SHOWN {
                    p.small {
                        (words.with("rows-first", &[("n", words.count(SHOWN))])) " "
                        a href=(rest(&name)) { (words.text("rows-all-csv")) }
                    }
                }
            }
        }
    }
}

/// The rows of each name of the first column, in the order they stand, without that column.
fn groups(table: &Table, words: &dyn Words) -> Vec<(String, Table)> {
    let columns = table.columns.get(1..).unwrap_or_default();
    let mut found: Vec<(String, Table)> = Vec::new();
    for row in &table.rows {
        let Some((first, rest)) = row.cells.split_first() else { continue };
        let name = first.words(words);
        if found.last().is_none_or(|(last, _)| *last != name) {
            found.push((name.clone(), Table::new(name, columns.to_vec())));
        }
        if let Some((_, group)) = found.last_mut() {
            group.rows.push(crate::reports::Row { cells: rest.to_vec(), strong: row.strong });
        }
    }
    found
}

fn shown_rows(group: &Table, words: &dyn Words) -> Markup {
    let rows = group.rows.iter().take(SHOWN).cloned().collect();
    table_markup(&Table { rows, ..group.clone() }, words)
}
