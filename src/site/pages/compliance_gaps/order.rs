//! The services that lift an indicator most, with the gain of each.

use maud::{Markup, html};

use super::{Shown, members_url, need_name};
use crate::compliance::gap_needs::Need;
use crate::compliance::indicator::LiftStep;
use crate::http::RequestContext;
use crate::http::gaps::{FEW_STEPS, MAX_STEPS};
use crate::rulebook::Unit;
use crate::site::parts::{Column, Table, compliance_controls, format, links, names};

pub(super) fn section(view: &RequestContext, shown: &Shown<'_>) -> Markup {
    let lang = view.lang;
    let title = names::ruled(lang, &shown.indicator.title);
    let url = compliance_controls::url(view, &format!("/indicators/{}", shown.indicator.id), &[]);
    let steps = &shown.found.steps;
    let more = MAX_STEPS.to_string();
    html! {
        h2 #order { (lang.text("gap-order-title")) }
        p { (lang.text("gap-order-now")) " " a href=(url) { "«" (title) "»" } ": "
            (compliance_controls::counts_text(lang, shown.indicator.unit, &shown.found.now)) }
        p.rule { (lang.text("api-order-rule")) }
        @if steps.is_empty() { p { (lang.text("gap-order-none")) } } @else {
            (table(view, shown))
            @if steps.len() == FEW_STEPS {
                p { a href=(format!("{}#order", view.same_page(&[("steps", &more)]))) { (lang.text("gap-order-more")) } }
            }
        }
    }
}

fn table(view: &RequestContext, shown: &Shown<'_>) -> Markup {
    let lang = view.lang;
    let columns = vec![
        Column::text(lang.text("service")),
        Column::number(lang.text("gap-order-points")),
        Column::text(lang.text("need")),
        Column::number(lang.text("gap-order-gain")),
        Column::number(lang.text("gap-order-after")),
    ];
    let rows = (1..).zip(&shown.found.steps).map(|(number, step): (usize, _)| {
        vec![
            html! {
                (number) ". " a href=(members_url(view, step.service, None)) lang=[links::foreign(view)] { (step.name) }
                br; " " span.small { (step.service) " · " (names::group(view, step.group)) }
            },
            html! {
                (format::count(lang, step.needs.total())) br; " "
                span.small { (format::plural(lang, "hromadas-in", step.hromadas)) }
            },
            needs(view, step),
            gain(view, step),
            share_after_step(view, shown.indicator.unit, step),
        ]
    });
    html! { (Table::new(lang.text("gap-order-title"), columns).stacked().rows(rows)) }
}

/// What the points need, by how many of them.
fn needs(view: &RequestContext, step: &LiftStep<'_>) -> Markup {
    let found = Need::ALL.iter().map(|need| (*need, step.needs.count_of(*need))).filter(|(_, count)| *count > 0);
    html! {
        @for (index, (need, count)) in found.enumerate() {
            @if index > 0 { "; " } (need_name(view, need)) ": " (format::count(view.lang, count))
        }
        @if let Some(kind) = step.needs_equipment { br; " " span.small { (names::equipment(view, kind)) } }
    }
}

/// «+1,25 в. п.» and what is added to the numerator.
fn gain(view: &RequestContext, step: &LiftStep<'_>) -> Markup {
    let lang = view.lang;
    let points = step.gain.map(|gain| format::decimal(lang, gain * 100.0, 2));
    html! {
        @if let Some(points) = points { b { "+" (points) } " " (lang.text("percentage-points")) }
        br; " " span.small { "+" (format::count(lang, step.added)) }
    }
}

fn share_after_step(view: &RequestContext, unit: Unit, step: &LiftStep<'_>) -> Markup {
    let lang = view.lang;
    let level = compliance_controls::level(lang, unit, &step.after).unwrap_or_default();
    let of = step.after.numerator.map(|numerator| format::part_of_whole(lang, numerator, step.after.denominator));
    html! { (level) @if let Some(of) = of { br; " " span.small { (of) } } }
}
