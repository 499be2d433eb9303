//! The gaps of a hromada, folded by group of services; points stand by their numbers in the table above.

use maud::{Markup, html};

use crate::compliance::hromada::{Gap, HromadaCompliance};
use crate::http::RequestContext;
use crate::site::parts::{compliance_controls, format, links, names};

/// A gap with its place in the one order of gaps.
type Ranked<'a, 'b> = (usize, &'b Gap<'a>);

pub(super) fn section(view: &RequestContext, told: &HromadaCompliance<'_>) -> Markup {
    let lang = view.lang;
    let Some(first) = told.gaps.first() else {
        let key = if told.totals.judged > 0 { "gaps-none" } else { "gaps-not-judged" };
        return html! { p { (lang.text(key)) } };
    };
    let edition = format!("{}, {}", first.list, format::date(lang, first.edition));
    html! {
        p.rule { (lang.text("gap-order")) " " (lang.text("gap-numbers")) " " (lang.text("gap-ground")) ": " (edition) "." }
        @for (group, gaps) in by_group(&told.gaps) {
            details.print {
                summary { (names::group(view, group)) " (" (format::count(lang, gaps.len())) ")" }
                ol.gap-list { @for (rank, gap) in gaps { li value=(rank) { (line(view, told, gap)) } } }
            }
        }
    }
}

/// Gaps by group, groups in the order of their first gaps.
fn by_group<'a, 'b>(gaps: &'b [Gap<'a>]) -> Vec<(&'a str, Vec<Ranked<'a, 'b>>)> {
    let mut groups: Vec<(&str, Vec<Ranked<'_, '_>>)> = Vec::new();
    for (rank, gap) in (1..).zip(gaps) {
        match groups.iter_mut().find(|(group, _)| *group == gap.group) {
            Some((_, found)) => found.push((rank, gap)),
            None => groups.push((gap.group, vec![(rank, gap)])),
        }
    }
    groups
}

/// The service, where it is missing and where it is given, what must be bought, how common it is.
fn line(view: &RequestContext, told: &HromadaCompliance<'_>, gap: &Gap<'_>) -> Markup {
    let lang = view.lang;
    html! {
        a href=(links::service_url(view, gap.service)) lang=[links::foreign(view)] { (gap.name) }
        (links::withdrawn_code(view, gap.service)) " "
        span.small {
            (gap.service) " · "
            span.more { (lang.text("gap-lacking")) ": " } (numbers(told, &gap.points))
            @if let Some(kind) = gap.needs_equipment {
                " · " (lang.text(&format!("purchase-{}", gap.purchase.word()))) ": " (names::equipment(view, kind))
            }
            span.more {
                @if !gap.elsewhere.is_empty() { " · " (lang.text("gap-elsewhere")) ": " (numbers(told, &gap.elsewhere)) }
                " · " (lang.text("gap-peers")) ": " (compliance_controls::share(lang, gap.offered_by_class_share))
            }
        }
    }
}

/// «№ 1, 3–5».
fn numbers(told: &HromadaCompliance<'_>, codes: &[&str]) -> String {
    let place = |code: &&str| told.points.iter().position(|line| line.point == *code).map(|at| at + 1);
    let mut all: Vec<usize> = codes.iter().filter_map(place).collect();
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a + 1 == *b);
    let words = runs.filter_map(|run| match run {
        [] => None,
        [one] => Some(one.to_string()),
        [first, last] => Some(format!("{first}, {last}")),
        [first, .., last] => Some(format!("{first}–{last}")),
    });
    format!("№\u{a0}{}", words.collect::<Vec<_>>().join(", "))
}
