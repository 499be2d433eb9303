//! What a submission changes, what it does to figures, and what looks odd: as it is now or as it was decided about.

use maud::{Markup, html};

use super::changed_rows;
use crate::actions::Outcome;
use crate::actions::review::{Differences, KeptIndicator, KeptPoint};
use crate::compliance::effect::PointNumbers;
use crate::compliance::odd::Odd;
use crate::http::{Lang, RequestContext};
use crate::site::parts::fault_table::warning_table;
use crate::site::parts::{Column, Table, compliance_controls, format, links, names};
use crate::wording::learned::words::row;

/// What the import says of a table that it takes.
pub fn warnings(lang: Lang, outcome: &Outcome) -> Markup {
    let warnings = &outcome.warnings;
    html! { @if !warnings.is_empty() { (warning_table(lang, &warnings.iter().cloned().collect::<Vec<_>>())) } }
}

/// All differences under a title.
pub fn section(view: &RequestContext, differences: &Differences, title: &str) -> Markup {
    html! {
        h2 { (view.lang.text(title)) }
        (odd(view, &differences.odd))
        (changes(view, differences))
        (effect(view, differences))
    }
}

/// What looks odd, before everything else.
fn odd(view: &RequestContext, found: &[Odd]) -> Markup {
    html! {
        @if !found.is_empty() {
            div.notice role="note" {
                p { strong { (view.lang.text("odd-title")) } }
                ul { @for one in found { li { (odd_words(view, one)) } } }
            }
        }
    }
}

fn odd_words(view: &RequestContext, odd: &Odd) -> Markup {
    let (lang, records) = (view.lang, &view.registry.records);
    let rule = records.rules.review.iter().find(|rule| rule.id == odd.rule);
    let title = rule.map_or(odd.rule.as_str(), |rule| names::ruled(lang, &rule.title));
    let point = records.network.by_code(&odd.subject).and_then(|record| record.latest_row());
    let subject = match point {
        Some(point) => format!("{} {}", odd.subject, point.name),
        None => crate::domain::TerritoryCode::parse(&odd.subject)
            .map_or_else(|_| odd.subject.clone(), |code| links::territory_name(view, code)),
    };
    let detail = if odd.detail.is_empty() { String::new() } else { row(lang, records, "figures", &odd.detail) };
    html! {
        (title) ": " (subject) @if !detail.is_empty() { ", " (detail) }
        " — " (lang.text("submission-before")) " " (format::short_number(lang, odd.before)) ", "
        (lang.text("submission-after")) " " (format::short_number(lang, odd.after))
    }
}

/// How many rows of each sort, and what differs in each, in words.
fn changes(view: &RequestContext, differences: &Differences) -> Markup {
    let lang = view.lang;
    let counts = differences.counts;
    html! {
        ul.counts {
            @for (key, count) in [
                ("added", counts.added), ("changed", counts.changed), ("ended", counts.ended),
                ("removed", counts.removed), ("unchanged", counts.unchanged),
            ] { li { b { (format::count(lang, count)) } span { (lang.text(&format!("submission-{key}"))) } } }
        }
        @if differences.changes.is_empty() { p { (lang.text("submission-nothing-new")) } } @else {
            (changed_rows::tables(view, &differences.changes))
            @if differences.more > 0 { p { (lang.with("submission-more", [("count", differences.more.into())])) } }
        }
    }
}

/// The figures that differ, before and after.
fn effect(view: &RequestContext, differences: &Differences) -> Markup {
    let lang = view.lang;
    let Some(date) = differences.date else { return html! {} };
    html! {
        h2 #effect { (lang.text("effect-title")) }
        p.small { (lang.with("effect-day", [("date", format::date(lang, date).into())])) }
        @if differences.indicators.is_empty() && differences.points.is_empty() { p { (lang.text("effect-none")) } }
        @if !differences.indicators.is_empty() { (indicator_table(view, &differences.indicators)) }
        @if !differences.points.is_empty() { (point_table(view, &differences.points)) }
    }
}

fn indicator_table(view: &RequestContext, changed: &[KeptIndicator]) -> Markup {
    let lang = view.lang;
    let rules = &view.registry.records.rules;
    let columns = ["indicator", "effect-before", "effect-after"].map(|key| Column::text(lang.text(key)));
    let rows = changed.iter().filter_map(|one| {
        let indicator = rules.indicator(&one.id)?;
        let url = view.url(&format!("/indicators/{}", one.id), &[]);
        Some(vec![
            html! { a href=(url) { (names::ruled(lang, &indicator.title)) } },
            compliance_controls::counts_text(lang, indicator.unit, &one.before),
            compliance_controls::counts_text(lang, indicator.unit, &one.after),
        ])
    });
    html! { (Table::new(lang.text("effect-indicators"), columns.to_vec()).stacked().rows(rows)) }
}

fn point_table(view: &RequestContext, points: &[KeptPoint]) -> Markup {
    let lang = view.lang;
    let columns = ["point", "effect-before", "effect-after"].map(|key| Column::text(lang.text(key)));
    let rows = points.iter().map(|point| {
        vec![
            html! { a href=(links::point_url(view, &point.code)) { (point.name) } },
            html! { (numbers(view, point.before)) },
            html! { (numbers(view, point.after)) },
        ]
    });
    html! { (Table::new(lang.text("effect-points"), columns.to_vec()).stacked().rows(rows)) }
}

/// «31 із 34», or why there is nothing to tell.
fn numbers(view: &RequestContext, numbers: Option<PointNumbers>) -> String {
    let lang = view.lang;
    match numbers {
        None => lang.text("effect-not-judged"),
        Some(PointNumbers { offered: None, .. }) => lang.text("effect-not-declared"),
        Some(PointNumbers { offered: Some(offered), required }) => {
            lang.with("effect-of", [("offered", offered.into()), ("required", required.into())])
        }
    }
}
