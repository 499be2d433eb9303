//! Rows of a hromada's own list: the questions, what was matched, what was passed over.

use maud::{Markup, html};

use crate::actions::service_sheets::{AnsweredSheet, Decision, MatchedRow};
use crate::formats::service_sheet::PassedAs;
use crate::http::RequestContext;
use crate::registry::service_names::{Candidate, MatchedBy};
use crate::site::parts::{Column, Table, format, links};

/// Id of the list of services a code is written from.
const SERVICES: &str = "services";

type Decided<'a> = (&'a MatchedRow, &'a Decision);

fn decided<'a>(answered: &'a AnsweredSheet, decisions: &'a [Decision]) -> impl Iterator<Item = Decided<'a>> {
    answered.matched.rows.iter().zip(decisions)
}

/// The rows a person must answer about: those nobody can tell, and those answered now.
pub fn asked_rows(view: &RequestContext, answered: &AnsweredSheet, decisions: &[Decision]) -> Markup {
    let lang = view.lang;
    let needs = |(row, decision): &Decided<'_>| match decision {
        Decision::Open | Decision::Answered(_) => row.sure().is_none(),
        Decision::Remembered(_) | Decision::Matched(_) => false,
    };
    let rows: Vec<Decided<'_>> = decided(answered, decisions).filter(needs).collect();
    html! {
        h2 #asked { (lang.text("sheet-asked")) }
        @if rows.is_empty() { p { (lang.text("sheet-nothing-asked")) } } @else {
            p { (lang.text("sheet-asked-lead")) }
            @for (row, decision) in rows { (question(view, row, decision)) }
        }
    }
}

fn question(view: &RequestContext, matched: &MatchedRow, decision: &Decision) -> Markup {
    let lang = view.lang;
    let row = &matched.row;
    let name = format!("row-{}", row.row);
    let is_candidate = |code: &str| matched.candidates.iter().any(|candidate| candidate.code == code);
    let chosen = |code: &str| *decision == Decision::Answered(Some(code.to_owned()));
    let other = match decision {
        Decision::Answered(Some(code)) if !is_candidate(code) => Some(code.as_str()),
        _ => None,
    };
    html! {
        fieldset.question {
            legend { (row.name) " " span.small { (lang.with("sheet-row", [("row", row.row.into())])) @if let Some(group) = &row.group { " · " (group) } } }
            @for candidate in &matched.candidates {
                p { label { input type="radio" name=(name) value=(candidate.code) checked[chosen(&candidate.code)];
                    " " (candidate.code) " " (service(view, &candidate.code)) } }
            }
            p { label { input type="radio" name=(name) value="other" checked[other.is_some()]; " " (lang.text("sheet-other")) }
                " " input name=(format!("other-{}", row.row)) value=(other.unwrap_or_default()) list=(SERVICES) size="12" aria-label=(lang.text("sheet-other-code")); }
            p { label { input type="radio" name=(name) value="-" checked[*decision == Decision::Answered(None)]; " " (lang.text("sheet-none")) } }
        }
    }
}

/// The rows nobody needs to be asked about, folded; each can be corrected.
pub fn folded_rows(view: &RequestContext, answered: &AnsweredSheet, decisions: &[Decision]) -> Markup {
    let lang = view.lang;
    let rows: Vec<Decided<'_>> = decided(answered, decisions)
        .filter(|(row, decision)| row.sure().is_some() || matches!(decision, Decision::Remembered(_)))
        .collect();
    let columns = ["sheet-row-number", "sheet-name", "sheet-service", "sheet-by", "sheet-correct"];
    let columns = columns.map(|key| Column::text(lang.text(key)));
    let cells = rows.iter().map(|(row, decision)| {
        vec![
            html! { (row.row.row) },
            html! { (row.row.name) },
            html! { @match decision.service() { Some(code) => { (code) " " (service(view, code)) } None => { (lang.text("sheet-none")) } } },
            html! { (how_matched(view, row, decision)) },
            html! { input name=(format!("row-{}", row.row.row)) value=(corrected(decision)) list=(SERVICES) size="8"
                aria-label=(lang.with("sheet-correct-row", [("row", row.row.row.into())])); },
        ]
    });
    let caption = lang.count("sheet-matched", rows.len());
    html! {
        details.matched {
            summary { (caption) }
            p { (lang.text("sheet-matched-lead")) }
            (Table::new(caption.clone(), columns.to_vec()).stacked().rows(cells))
        }
    }
}

/// What stands in the field of a row: nothing where the match stands.
fn corrected(decision: &Decision) -> &str {
    match decision {
        Decision::Answered(service) => service.as_deref().unwrap_or("-"),
        Decision::Remembered(_) | Decision::Matched(_) | Decision::Open => "",
    }
}

fn how_matched(view: &RequestContext, row: &MatchedRow, decision: &Decision) -> String {
    let lang = view.lang;
    let of_match = |candidate: &Candidate| match candidate.by {
        MatchedBy::Identifier => lang.text("sheet-by-identifier"),
        MatchedBy::Code => lang.text("sheet-by-code"),
        MatchedBy::Name => lang.with("sheet-by-name", [("share", format::percent(lang, candidate.confidence).into())]),
    };
    match decision {
        Decision::Answered(_) => lang.text("sheet-by-you"),
        Decision::Remembered(_) => lang.text("sheet-by-earlier"),
        Decision::Matched(_) | Decision::Open => row.sure().map(of_match).unwrap_or_default(),
    }
}

fn service(view: &RequestContext, code: &str) -> Markup {
    let service = view.registry.records.catalogue.by_code(code);
    service.map(|service| links::service(view, service)).unwrap_or_default()
}

/// The rows that are no services, with what they were taken for.
pub fn passed(view: &RequestContext, answered: &AnsweredSheet) -> Markup {
    let lang = view.lang;
    let rows = &answered.matched.sheet.passed;
    let word = |what: PassedAs| match what {
        PassedAs::Group => lang.text("sheet-is-group"),
        PassedAs::Total => lang.text("sheet-is-total"),
        PassedAs::Note => lang.text("sheet-is-note"),
        PassedAs::Header => lang.text("sheet-is-header"),
    };
    html! {
        @if !rows.is_empty() {
            details {
                summary { (lang.count("sheet-passed", rows.len())) }
                ul { @for row in rows { li { (lang.with("sheet-row", [("row", row.row.into())])) ": " (row.text) " — " (word(row.as_what)) } } }
            }
        }
    }
}

/// Codes and names to choose from where a code is written.
pub fn services(view: &RequestContext) -> Markup {
    let day = view.registry.date;
    let all = view.registry.records.catalogue.all().iter();
    html! {
        datalist id=(SERVICES) {
            @for service in all { @if let Some(row) = service.row_on(day) { option value=(service.code) { (row.name) } } }
        }
    }
}
