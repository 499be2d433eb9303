//! The figure over time: a line with its target, the values in a table, the span to choose.

use maud::{Markup, html};

use crate::compliance::indicator::Figure;
use crate::compliance::trend::TrendPoint;
use crate::http::RequestContext;
use crate::http::trend::TrendStep;
use crate::http::urls::{encode, scope_word};
use crate::rulebook::Unit;
use crate::site::parts::{Column, Table, compliance_controls, format};
use crate::site::plot;

/// Fields for the first day, the last day and the step.
pub(super) fn fields(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let step = view.param("step").unwrap_or(TrendStep::Quarter.word());
    html! {
        @for (name, key) in [("from", "trend-from"), ("to", "trend-to")] {
            label {
                span { (lang.text("trend")) ": " (format::small(&lang.text(key))) }
                input type="date" name=(name) value=[view.param(name)] min="1990-01-01" max="2199-12-31";
            }
        }
        label {
            span { (lang.text("trend-step")) }
            select name="step" {
                @for one in TrendStep::ALL {
                    option value=(one.word()) selected[one.word() == step] {
                        (lang.text(&format!("trend-step-{}", one.word())))
                    }
                }
            }
        }
    }
}

/// The line, what it means, and the values.
pub(super) fn section(view: &RequestContext, title: &str, points: &[TrendPoint], told: &Figure<'_>) -> Markup {
    let lang = view.lang;
    html! {
        h2 #trend { (lang.text("trend")) }
        @if told.unit != Unit::Count {
            figure {
                (line(view, title, points, told))
                figcaption {
                    (lang.text("trend-note"))
                    @if told.goal.target.is_some() { " " (lang.text("trend-target")) }
                }
            }
        }
        details.print {
            summary { (lang.text("trend-figures")) ": " (format::count(lang, points.len())) }
            (values(view, points, told.unit))
        }
        p.small { a href=(csv_address(view, told.id)) { (lang.text("trend-csv")) } }
    }
}

fn line(view: &RequestContext, title: &str, points: &[TrendPoint], told: &Figure<'_>) -> Markup {
    let lang = view.lang;
    let share = |point: &TrendPoint| compliance_controls::known_share(told.unit, &point.counts);
    let shares: Vec<(String, Option<f64>)> =
        points.iter().map(|point| (format::date(lang, point.date), share(point))).collect();
    let word = |point: &TrendPoint| {
        let level = compliance_controls::level(lang, told.unit, &point.counts);
        format!("{}: {}", format::date(lang, point.date), level.unwrap_or_else(|| lang.text("unknown")))
    };
    let described = points.iter().map(word).collect::<Vec<_>>().join("; ");
    plot::trend(&plot::Trend { title, description: &described, points: &shares, target: told.goal.target })
}

fn values(view: &RequestContext, points: &[TrendPoint], unit: Unit) -> Markup {
    let lang = view.lang;
    let columns = ["trend-day", "figure"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = points.iter().rev().map(|point| {
        let day = format::date(lang, point.date);
        vec![html! { (day) }, compliance_controls::counts_text(lang, unit, &point.counts)]
    });
    html! { (Table::new(lang.text("trend-figures"), columns).stacked().rows(rows)) }
}

/// The same values as data.
fn csv_address(view: &RequestContext, id: &str) -> String {
    let territory = scope_word(view.scope);
    let kept = ["from", "to", "step", "leave_out"].map(|name| (name, view.param(name).unwrap_or_default()));
    let pairs: Vec<(&str, &str)> = kept.into_iter().chain([("territory", territory.as_str())]).collect();
    view.data_url(&format!("/api/v1/indicators/{}/trend.csv", encode(id)), &pairs)
}
