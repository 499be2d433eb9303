//! Figures a point reported, the newest periods first.

use maud::{Markup, html};

use crate::compliance::figures::Span;
use crate::http::RequestContext;
use crate::registry::PointOnDate;
use crate::site::pages::figures::span_text;
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, format, names};

/// Periods shown.
const SHOWN: usize = 8;

pub(super) fn section(view: &RequestContext, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let rows = view.registry.records.figures.rows_of(point.id());
    let mut periods: Vec<Span> = rows.iter().filter_map(|row| Span::parse(&row.period)).collect();
    periods.sort_by_key(|period| std::cmp::Reverse((period.last_day(), period.months())));
    periods.dedup();
    periods.truncate(SHOWN);
    let mut measures: Vec<&str> = rows.iter().map(|row| row.measure.as_str()).collect();
    measures.sort_unstable();
    measures.dedup();
    let value = |measure: &str, period: Span| {
        let same = |text: &str| Span::parse(text) == Some(period);
        rows.iter()
            .find(|row| row.measure == measure && same(&row.period))
            .map(|row| format::short_number(lang, row.value))
    };
    let mut columns = vec![Column::text(lang.text("period"))];
    columns.extend(measures.iter().map(|id| Column::number(names::measure(view, id))));
    let lines = periods.iter().map(|period| {
        let cells = measures.iter().map(|measure| or_unknown(lang, value(measure, *period)));
        [html! { (span_text(view, *period)) }].into_iter().chain(cells).collect()
    });
    html! {
        h2 #figures { (lang.text("nav-figures")) }
        @if rows.is_empty() { p.notice { (lang.text("figures-unknown")) } }
        @else { (Table::new(lang.text("figures-point-caption"), columns).stacked().rows(lines)) }
    }
}
