//! The table of indicators: baseline, figure, target, and the trend by quarter.

use std::sync::Arc;

use maud::{Markup, html};

use crate::compliance::indicator::{Counts, Figure, figure};
use crate::compliance::trend::{quarter_ends, trend_point};
use crate::compliance::{Judgement, LeaveOut};
use crate::http::{AppState, RequestContext};
use crate::rulebook::{Indicator, Unit};
use crate::site::parts::{Column, Table, compliance_controls, format, names};
use crate::site::plot;

/// Quarters before the day that the trend shows.
const QUARTERS: u32 = 5;

/// Audits of the last days of the quarters before the day, the earliest first.
pub(in crate::site::pages) fn past(
    state: &AppState,
    view: &RequestContext,
    leave_out: LeaveOut,
) -> Vec<Arc<Judgement>> {
    let days = quarter_ends(view.date(), QUARTERS);
    days.into_iter().map(|day| state.live().audit(&state.same_knowledge_on(&view.registry, day), leave_out)).collect()
}

/// Every indicator of the rules.
pub(super) fn table(view: &RequestContext, audit: &Judgement, past: &[Arc<Judgement>]) -> Markup {
    let lang = view.lang;
    let columns = ["indicator", "figure", "baseline", "target", "trend"].map(|key| Column::text(lang.text(key)));
    let rows = audit.rules().indicators.iter().map(|indicator| {
        let now = figure(audit, indicator, view.scope);
        let url = compliance_controls::url(view, &format!("/indicators/{}", indicator.id), &[]);
        vec![
            html! { a href=(url) { (names::ruled(lang, &indicator.title)) } },
            compliance_controls::counts_text(lang, now.unit, &now.counts),
            baseline(view, &now),
            target(view, &now),
            spark(view, &now, &trend(view, audit, past, indicator)),
        ]
    });
    html! { (Table::new(lang.text("indicators-caption"), columns.to_vec()).stacked().rows(rows)) }
}

/// The trend as a line; a number of things has no share to draw.
fn spark(view: &RequestContext, now: &Figure<'_>, points: &[(String, Option<f64>)]) -> Markup {
    if now.unit == Unit::Count {
        return html! {};
    }
    let title = view.lang.text("trend");
    plot::spark(&plot::Trend { title: &title, description: "", points, target: now.goal.target })
}

/// The share at the end of each quarter and on the day itself.
pub(in crate::site::pages) fn trend(
    view: &RequestContext,
    audit: &Judgement,
    past: &[Arc<Judgement>],
    indicator: &Indicator,
) -> Vec<(String, Option<f64>)> {
    let audits = past.iter().map(AsRef::as_ref).chain([audit]);
    let points = audits.map(|audit| trend_point(audit, indicator, view.scope));
    points.map(|point| (format::date(view.lang, point.date), value(indicator.unit, &point.counts))).collect()
}

/// The share, or the number where the indicator counts things.
fn value(unit: Unit, counts: &Counts) -> Option<f64> {
    if unit == Unit::Count {
        return counts.numerator.filter(|_| !compliance_controls::all_unknown(unit, counts)).map(|n| n as f64);
    }
    compliance_controls::known_share(unit, counts)
}

/// The baseline of the programme with its year, as published where that is a number of things.
pub(in crate::site::pages) fn baseline(view: &RequestContext, figure: &Figure<'_>) -> Markup {
    let lang = view.lang;
    let goal = &figure.goal;
    html! {
        @match goal.baseline {
            Some(value) => { (compliance_controls::goal(lang, figure.unit, value)) }
            None => span.unknown { (lang.text("not-set")) },
        }
        @if let Some(year) = goal.baseline_year { " " span.small { "(" (year) ")" } }
    }
}

/// The target with its year.
pub(in crate::site::pages) fn target(view: &RequestContext, figure: &Figure<'_>) -> Markup {
    let lang = view.lang;
    html! {
        @if let Some(value) = figure.goal.target {
            (compliance_controls::goal(lang, figure.unit, value))
            @if let Some(year) = figure.goal.target_year { " " span.small { "(" (year) ")" } }
        } @else { span.unknown { (lang.text("not-set")) } }
    }
}
