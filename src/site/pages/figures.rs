//! `/figures`: what points report by quarter and month, their trend, and what a person should confirm.

use axum::Router;
use axum::routing::get;
use chrono::{Datelike as _, NaiveDate};
use maud::{Markup, html};

use super::overview::scope_name;
use crate::compliance::figures::{FigureTotal, Outlier, Span, figure_trend, outliers, total};
use crate::http::{AppState, Failure, RequestContext};
use crate::rulebook::Measure;
use crate::site::layout::{self, Page};
use crate::site::parts::facts::or_unknown;
use crate::site::parts::{Column, Table, filters, format, links, names, unplaced};
use crate::site::plot;

/// Quarters of the trend.
const QUARTERS: usize = 6;
/// Outliers shown.
const SHOWN: usize = 100;

pub fn routes() -> Router<AppState> {
    Router::new().route("/figures", get(async |view: RequestContext| page(&view)))
}

fn page(view: &RequestContext) -> Result<Markup, Failure> {
    let lang = view.lang;
    let asked = view.parsed("period", "2023 | 2023Q4 | 2023-11", Span::parse)?;
    let period = asked.unwrap_or_else(|| latest_span(view));
    let title = lang.text("nav-figures");
    let unusual = outliers(&view.registry, view.scope);
    let body = html! {
        h1 { (title) ": " (scope_name(view)) }
        p.lead { (lang.text("figures-lead")) }
        (form(view, period))
        h2 { (lang.text("totals-of")) " " (span_text(view, period)) }
        @if !has_ended(view, period) { p.notice { (lang.text("figures-unfinished")) } }
        (totals(view, period))
        (unplaced::notice(view))
        p.rule { (lang.text("figures-rule")) }
        h2 { (lang.text("trend")) }
        (trend(view, period))
        h2 { (lang.text("outliers")) }
        p.rule { (lang.text("outliers-rule")) }
        @if unusual.is_empty() { p { (lang.text("outliers-none")) } } @else { (outlier_table(view, &unusual)) }
    };
    Ok(layout::render(view, &Page::new(title, body)))
}

/// The last quarter anything was reported for, else the last full quarter before the day.
fn latest_span(view: &RequestContext) -> Span {
    let figures = &view.registry.records.figures;
    let rows = view.registry.points_in(view.scope).flat_map(|point| figures.rows_of(point.id()));
    let quarters = rows.filter_map(|row| Span::parse(&row.period)).map(quarter_of);
    let begun = |quarter: &Span| quarter.last_day().is_some_and(|day| day <= quarter_end(view.date()));
    quarters.filter(begun).max().unwrap_or_else(|| Span::Quarter(view.date().year(), quarter(view.date())).previous())
}

const fn quarter_of(span: Span) -> Span {
    match span {
        Span::Year(year) => Span::Quarter(year, 4),
        Span::Month(year, month) => Span::Quarter(year, month.div_ceil(3)),
        Span::Quarter(..) => span,
    }
}

fn quarter(day: NaiveDate) -> u32 {
    day.month0() / 3 + 1
}

fn quarter_end(day: NaiveDate) -> NaiveDate {
    Span::Quarter(day.year(), quarter(day)).last_day().unwrap_or(day)
}

/// A period in words; one that has not ended is not called whole.
pub(super) fn span_text(view: &RequestContext, span: Span) -> String {
    let words = format::span_text(view.lang, span);
    let has_begun = span.previous().last_day().is_none_or(|day| day < view.today());
    match (has_ended(view, span), has_begun) {
        (true, _) => words,
        (false, true) => view.lang.with("span-unfinished", [("span", words.into())]),
        (false, false) => view.lang.with("span-not-begun", [("span", words.into())]),
    }
}

fn has_ended(view: &RequestContext, span: Span) -> bool {
    span.last_day().is_none_or(|day| day < view.today())
}

fn form(view: &RequestContext, period: Span) -> Markup {
    let fields = html! {
        label {
            span { (view.lang.text("figures-period")) }
            input type="text" name="period" value=(period) pattern="[0-9]{4}(Q[1-4]|-[0-9]{2})?" placeholder="2023Q4";
        }
    };
    filters::form(view, &["period"], &fields)
}

fn totals(view: &RequestContext, period: Span) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("measure")),
        Column::number(lang.text("value")),
        Column::number(lang.text("per-1000")),
        Column::number(lang.text(if has_ended(view, period) { "complete" } else { "reported-so-far" })),
        Column::number(lang.text("partial")),
        Column::number(lang.text("not-reported")),
    ];
    let rows = |by_group: bool| {
        let measures = view.registry.records.rules.measures.iter().filter(move |one| one.group.is_some() == by_group);
        measures.map(|measure| total_cells(view, measure, period))
    };
    let caption = lang.text("figures-caption");
    html! {
        (Table::new(caption.clone(), columns.clone()).stacked().rows(rows(false)))
        details {
            summary { (lang.text("figures-by-group")) }
            (Table::new(caption, columns).stacked().rows(rows(true)))
        }
    }
}

fn total_cells(view: &RequestContext, measure: &Measure, period: Span) -> Vec<Markup> {
    let lang = view.lang;
    let told = total(&view.registry, measure, period, view.scope);
    vec![
        html! { (names::ruled(lang, &measure.title)) },
        value(view, measure, &told),
        or_unknown(lang, told.per_1000.map(|value| format::decimal(lang, value, 1))),
        html! { (format::count(lang, told.complete)) },
        html! { (format::count(lang, told.partial)) },
        html! { (format::count(lang, told.unknown)) },
    ]
}

fn value(view: &RequestContext, measure: &Measure, told: &FigureTotal) -> Markup {
    let lang = view.lang;
    let forms = names::ruled(lang, &measure.unit);
    let words = |value| format!("{} {}", format::short_number(lang, value), format::unit(lang, forms, value));
    or_unknown(lang, told.value.map(words))
}

fn trend(view: &RequestContext, period: Span) -> Markup {
    let lang = view.lang;
    let mut spans: Vec<Span> =
        std::iter::successors(Some(period), |span| Some(span.previous())).take(QUARTERS).collect();
    spans.reverse();
    let mut columns = vec![Column::text(lang.text("measure"))];
    columns.push(Column::text(lang.text("trend-line")));
    columns.extend(spans.iter().map(|one| Column::number(span_text(view, *one))));
    let rules = &view.registry.records.rules;
    let rows = rules.measures.iter().filter(|measure| measure.group.is_none()).map(|measure| {
        let values = figure_trend(&view.registry, measure, &spans, view.scope);
        let name = html! { (names::ruled(lang, &measure.title)) };
        let cells =
            values.iter().map(|told| or_unknown(lang, told.value.map(|value| format::short_number(lang, value))));
        [name, line(view, &values)].into_iter().chain(cells).collect()
    });
    html! { (Table::new(lang.text("figures-trend-caption"), columns).stacked().rows(rows)) }
}

/// The values as a line from nought to the greatest; the numbers stand beside it.
fn line(view: &RequestContext, values: &[FigureTotal]) -> Markup {
    let most = values.iter().filter_map(|told| told.value).fold(0.0, f64::max);
    let part = |told: &FigureTotal| told.value.filter(|_| most > 0.0).map(|value| value / most);
    let points: Vec<(String, Option<f64>)> =
        values.iter().map(|told| (span_text(view, told.period), part(told))).collect();
    let title = view.lang.text("trend-line");
    plot::spark(&plot::Trend { title: &title, description: "", points: &points, target: None })
}

fn outlier_table(view: &RequestContext, unusual: &[Outlier<'_>]) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("point")),
        Column::text(lang.text("measure")),
        Column::text(lang.text("period")),
        Column::number(lang.text("value")),
        Column::number(lang.text("previous-value")),
    ];
    let rows = unusual.iter().take(SHOWN).map(|one| {
        vec![
            html! { a href=(links::point_url(view, one.point)) lang=[links::foreign(view)] { (one.name) } },
            html! { (names::measure(view, one.measure)) },
            html! { (span_text(view, one.period)) },
            html! { (format::short_number(lang, one.value)) },
            html! { (format::short_number(lang, one.previous)) },
        ]
    });
    html! { (Table::new(lang.text("outliers-caption"), columns).stacked().rows(rows)) }
}
