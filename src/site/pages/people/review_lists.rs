//! The to-do of review for both sides: returned lines, questions, what was published at once, citizens' reports, quarters.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::decided::is_returned;
use super::reports;
use super::submission::list;
use super::visits;
use crate::actions::quarters::{self, Progress};
use crate::domain::TerritoryCode;
use crate::domain::person::Role;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, SignedIn};
use crate::site::pages::quarters as quarter_page;
use crate::site::parts::{format, links};
use crate::store::{CitizenReport, PUBLISHED, REPORT_OPEN, StoredQuarter, Submission};

/// Answered reports that are still listed.
const ANSWERED: usize = 20;

/// Everything of review that waits for a person.
pub async fn section(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    submissions: &[Submission],
) -> Result<Markup, Failure> {
    let person = &signed_in.person;
    let edited: Vec<TerritoryCode> = person.territories(Role::Editor).collect();
    let audited: Vec<TerritoryCode> = person.territories(Role::Auditor).collect();
    let waiting = waiting(state, submissions, &edited).await?;
    let told = |error: crate::store::Error| Failure::internal(&error);
    let placeless = !audited.is_empty();
    let reports = state.live().store().citizen_reports_of(&edited, &audited, placeless).await.map_err(told)?;
    let quarters = quarters(state, view, (&edited, &audited)).await?;
    let findings = visits::todo_section(state, view, signed_in).await?;
    Ok(html! {
        (findings)
        (quarters)
        (returned(view, &waiting.to_correct))
        (questions(view, &waiting.questions))
        @if !audited.is_empty() {
            (published(view, submissions))
            p.actions { a href=(in_lang(view.lang, "/trusted")) { (view.lang.text("trusted-title")) } }
        }
        (citizens(view, &reports))
    })
}

/// Submissions that wait for this person.
struct Waiting<'a> {
    /// Returned in whole or in part, and not corrected since; with how many rows.
    to_correct: Vec<(&'a Submission, usize)>,
    /// The other side said something last.
    questions: Vec<&'a Submission>,
}

async fn waiting<'a>(
    state: &AppState,
    submissions: &'a [Submission],
    edited: &[TerritoryCode],
) -> Result<Waiting<'a>, Failure> {
    let store = state.live().store();
    let told = |error: crate::store::Error| Failure::internal(&error);
    let own = |one: &Submission| edited.iter().any(|code| code.as_str() == one.hromada);
    let numbers: Vec<i32> = submissions.iter().map(|one| one.id).collect();
    let corrected = store.corrected(&numbers).await.map_err(told)?;
    let corrected: BTreeSet<i32> = corrected.into_iter().map(|(earlier, _)| earlier).collect();
    let mut to_correct = Vec::new();
    for one in submissions.iter().filter(|one| own(one) && is_returned(one) && !corrected.contains(&one.id)) {
        to_correct.push((one, store.returned_lines(one.id).await.map_err(told)?.len()));
    }
    let last: BTreeMap<i32, bool> = store.last_remarks(&numbers).await.map_err(told)?.into_iter().collect();
    let asked = |one: &&Submission| last.get(&one.id).is_some_and(|by_auditor| *by_auditor == own(one));
    Ok(Waiting { to_correct, questions: submissions.iter().filter(asked).collect() })
}

fn returned(view: &RequestContext, to_correct: &[(&Submission, usize)]) -> Markup {
    let lang = view.lang;
    html! {
        @if !to_correct.is_empty() {
            h2 #returned { (lang.text("workspace-returned")) }
            ul.submissions {
                @for (one, rows) in to_correct {
                    li {
                        a href=(in_lang(lang, &format!("/submissions/{}", one.id))) {
                            (lang.with("submission-title", [("number", one.id.into())]))
                        }
                        @if *rows > 0 { ", " (lang.count("lines-returned", *rows)) }
                        @if let Some(reason) = &one.reason { " — " (reason) }
                        " · " a href=(in_lang(lang, &format!("/submissions/{}/correction", one.id))) {
                            (lang.text("correction-link"))
                        }
                    }
                }
            }
        }
    }
}

fn questions(view: &RequestContext, asked: &[&Submission]) -> Markup {
    html! { @if !asked.is_empty() { h2 #questions { (view.lang.text("workspace-questions")) } (list(view, asked)) } }
}

fn published(view: &RequestContext, submissions: &[Submission]) -> Markup {
    let after: Vec<&Submission> = submissions.iter().filter(|one| one.state == PUBLISHED).collect();
    html! { @if !after.is_empty() { h2 #published { (view.lang.text("workspace-published")) } (list(view, &after)) } }
}

fn citizens(view: &RequestContext, all: &[CitizenReport]) -> Markup {
    let (open, answered): (Vec<&CitizenReport>, Vec<&CitizenReport>) =
        all.iter().partition(|one| one.state == REPORT_OPEN);
    let answered: Vec<&CitizenReport> = answered.into_iter().take(ANSWERED).collect();
    html! {
        @if !all.is_empty() { h2 #reports { (view.lang.text("workspace-reports")) } }
        @if !open.is_empty() { (reports::list(view, &open)) }
        @if !answered.is_empty() {
            details { summary { (view.lang.text("workspace-reports-answered")) } (reports::list(view, &answered)) }
        }
    }
}

/// Open quarters: of an editor's hromadas that submitted nothing, and of an auditor's oblast how many did.
async fn quarters(
    state: &AppState,
    view: &RequestContext,
    (edited, audited): (&[TerritoryCode], &[TerritoryCode]),
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let told = |error: crate::store::Error| Failure::internal(&error);
    let tree = &view.registry.records.territories;
    let store = state.live().store();
    let mut items = Vec::new();
    for quarter in store.quarters().await.map_err(told)?.into_iter().filter(|one| one.closed_at.is_none()) {
        let Ok(oblast) = TerritoryCode::parse(&quarter.oblast) else { continue };
        let own: Vec<TerritoryCode> = edited.iter().copied().filter(|code| tree.lies_in(*code, oblast)).collect();
        if own.is_empty() && !audited.contains(&oblast) {
            continue;
        }
        let progress = quarters::progress(store, &quarter).await.map_err(told)?;
        for hromada in own {
            let reached = progress.get(&hromada).copied().unwrap_or(Progress::Nothing);
            if reached < Progress::Waiting {
                items.push(of_hromada(view, &quarter, hromada, reached));
            }
        }
        if audited.contains(&oblast) {
            let done = progress.values().filter(|reached| **reached >= Progress::Waiting).count();
            items.push(html! { (link(view, &quarter)) ": " (lang.count("quarter-submitted", done)) });
        }
    }
    Ok(html! {
        @if !items.is_empty() {
            h2 #quarters { (lang.text("workspace-quarters")) }
            ul.submissions { @for item in &items { li { (item) } } }
        }
    })
}

fn link(view: &RequestContext, quarter: &StoredQuarter) -> Markup {
    html! { a href=(quarter_page::url(view, quarter)) { (quarter_page::name(view, quarter)) } }
}

fn of_hromada(view: &RequestContext, quarter: &StoredQuarter, hromada: TerritoryCode, reached: Progress) -> Markup {
    let lang = view.lang;
    html! {
        (link(view, quarter)) ", " (links::territory_name(view, hromada)) ": "
        (lang.text(&format!("quarter-is-{}", reached.word())))
        @if let Some(at) = quarter.reminded_at {
            "; " strong { (lang.with("quarter-reminded", [("moment", format::moment(lang, at).into())])) }
        }
    }
}
