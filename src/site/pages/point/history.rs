//! Every period of a point's life as it was stated.

use maud::{Markup, html};

use crate::domain::timeline::effective;
use crate::http::RequestContext;
use crate::registry::PointRecord;
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, format, names, source};

/// The table, the newest period first.
pub(super) fn section(view: &RequestContext, record: &PointRecord) -> Markup {
    let lang = view.lang;
    let columns = ["period", "kind", "status", "name", "address", "source"].map(|key| Column::text(lang.text(key)));
    let rows = record.rows.iter().enumerate().rev().map(|(index, row)| {
        let period = effective(&record.rows, index).unwrap_or(row.period);
        vec![
            html! { (format::period(lang, &period)) },
            html! { (names::kind(lang, row.kind)) },
            html! { (names::status(lang, row.status)) },
            html! { (row.name) },
            or_unknown(lang, row.address.as_deref()),
            source::line(view, row.source, row.confirmed),
        ]
    });
    html! {
        details {
            summary { (lang.text("history")) " (" (format::count(lang, record.rows.len())) ")" }
            (Table::new(lang.text("history-caption"), columns.to_vec()).stacked().rows(rows))
        }
    }
}
