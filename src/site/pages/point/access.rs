//! Barrier-free cards of a point: verdict, counts of four, whom it stops, every answer.

use maud::{Markup, html};

use crate::compliance::Judgement;
use crate::compliance::cards::{Card, CardAnswer, cards};
use crate::http::RequestContext;
use crate::registry::PointOnDate;
use crate::rulebook::Checklist;
use crate::site::pages::barrier_free::{four, people_list};
use crate::site::parts::facts::yes_no;
use crate::site::parts::{Column, Facts, Table, badge, compliance_controls, format, names, shares, source};

pub(super) fn section(view: &RequestContext, audit: &Judgement, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let cards = cards(audit, point);
    html! {
        h2 #barrier-free { (lang.text("nav-barrier-free")) }
        @if cards.is_empty() { p { (lang.text("cards-none")) } }
        @for card in &cards {
            @if let Some(checklist) = audit.rules().checklist(card.checklist) { (checklist_section(view, checklist, card)) }
        }
    }
}

fn checklist_section(view: &RequestContext, checklist: &Checklist, card: &Card<'_>) -> Markup {
    let lang = view.lang;
    let title = |id: &&str| checklist.criterion(id).map_or(*id, |one| names::ruled(lang, &one.title)).to_owned();
    let blockers: Vec<String> = card.blockers.iter().map(title).collect();
    let stops = people_list(view, card.stops.iter().map(AsRef::as_ref));
    let newest = card.newest.map(|day| format::date(lang, day));
    let oldest = card.oldest.map(|day| format::date(lang, day));
    let facts = Facts::new()
        .add(
            lang,
            "verdict",
            html! { strong { (lang.text(&format!("verdict-{}", card.verdict.word().replace('_', "-")))) } },
        )
        .add(lang, "share-fulfilled", compliance_controls::share(lang, card.share))
        .add(lang, "fulfils-all", yes_no(lang, card.full))
        .some(lang, "blockers", (!blockers.is_empty()).then(|| blockers.join(", ")))
        .some(lang, "stops-whom", (!stops.is_empty()).then_some(stops))
        .some(lang, "newest-answer", newest)
        .some(lang, "oldest-answer", oldest);
    html! {
        section {
            h3 { (names::ruled(lang, &checklist.title)) }
            @if card.partial { p.small { (lang.text("checklist-partial")) } }
            (shares::bar(lang, four(card.counts)))
            (facts)
            details {
                summary { (lang.text("answers")) " (" (format::count(lang, card.answers.len())) ")" }
                (answers(view, checklist, &card.answers))
                p.small { (lang.text("act")) ": " (checklist.act) "; " (lang.text("edition")) " " (format::date(lang, card.edition)) }
            }
        }
    }
}

fn answers(view: &RequestContext, checklist: &Checklist, answers: &[CardAnswer<'_>]) -> Markup {
    let lang = view.lang;
    let columns = ["criterion", "answer", "measure", "stated"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = answers.iter().map(|answer| {
        let criterion = checklist.criterion(answer.criterion);
        let unit = criterion.and_then(|one| one.measure.as_ref()).map_or("", |rule| rule.unit.as_str());
        let date = answer.date.map(|day| format::date(lang, day));
        let title = criterion.map_or(answer.criterion, |one| names::ruled(lang, &one.title));
        vec![
            html! { (title) @if criterion.is_some_and(|one| one.critical) { " " span.badge { (lang.text("critical")) } } },
            badge::answer_badge(lang, answer.answer),
            html! { @match answer.measure {
                Some(value) => { (format::short_number(lang, value)) "\u{a0}" (names::unit(lang, unit)) }
                None => (lang.text("not-measured")),
            } },
            html! { @match answer.source {
                Some(id) => { (source_name(view, id)) @if let Some(date) = date { ", " (date) } }
                None => (lang.text("not-stated")),
            } @if let Some(note) = answer.note { "; " (note) } },
        ]
    });
    html! { (Table::new(lang.text("answers-caption"), columns).stacked().rows(rows)) }
}

fn source_name(view: &RequestContext, id: u32) -> Markup {
    match view.registry.records.source(id) {
        Some(entry) => source::name(view, entry),
        None => crate::site::parts::unknown(view.lang),
    }
}
