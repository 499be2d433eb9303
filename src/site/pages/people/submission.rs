//! `/submissions/{id}`: what a submitted table changes, and the decision about it.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::effect::{self, Rehearsed};
use super::{alert, page, person_bar, token};
use crate::actions::actor::{Deed, Place};
use crate::actions::{Outcome, Refusal, submissions};
use crate::domain::TerritoryCode;
use crate::formats::report::Change;
use crate::http::session::{Auditor, Editor};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, Lang, Sent, SignedIn, View};
use crate::site::parts::fault_table::{fault_table, warning_table};
use crate::site::parts::learned::words::{row, value};
use crate::site::parts::{Column, Table, format, links, names};
use crate::store::{SUBMITTED, Submission};

/// Changes told at once.
const SHOWN: usize = 1_000;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/submissions/{id}", get(show))
        .route("/submissions/{id}/file", get(file))
        .route("/submissions/{id}/accept", post(accept))
        .route("/submissions/{id}/return", post(return_it))
        .route("/submissions/{id}/withdraw", post(withdraw))
}

/// A submission with the place it is of.
struct Found {
    submission: Submission,
    place: Place,
    /// Names of who submitted it and of who decided about it.
    author: String,
    decider: Option<String>,
}

/// Somebody else's submission is as if it were not there.
async fn find(state: &AppState, view: &View, signed_in: &SignedIn, id: i32) -> Result<Found, Failure> {
    let missing = || Failure::not_found(view.path.clone());
    let found = state.live().store().submission(id).await.map_err(|error| Failure::internal(&error))?;
    let submission = found.ok_or_else(missing)?;
    let hromada = TerritoryCode::parse(&submission.hromada).map_err(|error| Failure::internal(&error))?;
    let place = submissions::place(&view.registry.records, hromada);
    signed_in.actor().may(Deed::SeeSubmission(place)).map_err(|_| missing())?;
    let author = name_of(state, submission.account_id).await?;
    let decider = match submission.decided_by {
        Some(id) => Some(name_of(state, id).await?),
        None => None,
    };
    Ok(Found { submission, place, author, decider })
}

async fn name_of(state: &AppState, account: i32) -> Result<String, Failure> {
    let account = state.live().store().account(account).await.map_err(|error| Failure::internal(&error))?;
    Ok(account.map(|account| account.person.name).unwrap_or_default())
}

/// The table as it was sent.
async fn file(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: View,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let found = find(&state, &view, &signed_in, id).await?;
    let is_book = found.submission.bytes.starts_with(b"PK");
    let (kind, ending) = if is_book {
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
    } else {
        ("text/csv; charset=utf-8", "csv")
    };
    let name = format!("attachment; filename=\"submission-{id}.{ending}\"");
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], found.submission.bytes).into_response())
}

async fn show(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: View,
    signed_in: SignedIn,
) -> Result<Markup, Failure> {
    let found = find(&state, &view, &signed_in, id).await?;
    render(&state, &view, &signed_in, &found, None).await
}

async fn render(
    state: &AppState,
    view: &View,
    signed_in: &SignedIn,
    found: &Found,
    fault: Option<&str>,
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let submission = &found.submission;
    let is_open = submission.state == SUBMITTED;
    let rehearsed = if is_open { Some(rehearse(state, view, signed_in, found).await?) } else { None };
    let title = lang.with("submission-title", [("number", submission.id.into())]);
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) } }
        h1 { (title) }
        (alert(fault))
        (facts(view, found))
        @match &rehearsed {
            Some(Ok(rehearsed)) => {
                (changes(view, &rehearsed.outcome))
                (effect::section(view, rehearsed, found.place))
                (decision(lang, signed_in, found, Some(&rehearsed.outcome)))
            }
            Some(Err(refusal)) => {
                (unfit(lang, refusal))
                (decision(lang, signed_in, found, None))
            }
            None => {}
        }
    };
    Ok(page(view, title, body))
}

async fn rehearse(
    state: &AppState,
    view: &View,
    signed_in: &SignedIn,
    found: &Found,
) -> Result<Result<Rehearsed, Refusal>, Failure> {
    let (store, registry) = (state.live().store().clone(), Arc::clone(&view.registry));
    let (actor, submission, place, now) = (signed_in.actor(), found.submission.clone(), found.place, view.now);
    let work = move || async move {
        let (rules, known) = (Arc::clone(&registry.records.rules), (&registry.records, now));
        let (outcome, records) = submissions::rehearse(&store, &rules, (&actor, &submission), place, known).await?;
        Ok(Rehearsed::new(outcome, &registry, &records))
    };
    state.uploads().run_future(work).await
}

fn facts(view: &View, found: &Found) -> Markup {
    let lang = view.lang;
    let Found { submission, place, author, decider } = found;
    let file = in_lang(lang, &format!("/submissions/{}/file", submission.id));
    let moment = |at| format::moment(lang, at);
    html! {
        dl.facts {
            div { dt { (lang.text("submission-state")) } dd { strong { (state_words(lang, &submission.state)) } } }
            div { dt { (lang.text("workspace-hromada")) } dd { a href=(links::hromada_url(view, place.hromada)) { (links::territory_name(view, place.hromada)) } } }
            div { dt { (lang.text("workspace-table")) } dd { (names::action(lang, &submission.format)) " · " a href=(file) { (submission.file.clone().unwrap_or_else(|| lang.text("submission-file"))) } } }
            div { dt { (lang.text("submission-at")) } dd { (moment(submission.created_at)) ", " (author) } }
            @if let Some(day) = submission.day { div { dt { (lang.text("workspace-day")) } dd { (format::date(lang, day)) } } }
            @if let Some(note) = &submission.note { div { dt { (lang.text("workspace-note")) } dd { (note) } } }
            @if let Some(at) = submission.decided_at { div { dt { (lang.text("submission-decided")) } dd { (moment(at)) @if let Some(decider) = decider { ", " (decider) } } } }
            @if let Some(reason) = &submission.reason { div { dt { (lang.text("submission-reason")) } dd { (reason) } } }
            @if let Some(entry) = submission.entry { div { dt { (lang.text("submission-entry")) } dd { a href=(in_lang(lang, &format!("/sources/{entry}"))) { (entry) } } } }
        }
    }
}

/// Before and after of every cell, in words.
fn changes(view: &View, outcome: &Outcome) -> Markup {
    let lang = view.lang;
    let counts = outcome.counts;
    let columns = ["submission-what", "submission-row", "column", "submission-before", "submission-after"];
    let columns = columns.map(|key| Column::text(lang.text(key)));
    let listed: Vec<&Change> = outcome.changes.iter().take(SHOWN).collect();
    html! {
        h2 { (lang.text("submission-changes")) }
        ul.counts {
            @for (key, count) in [
                ("added", counts.added), ("changed", counts.changed), ("ended", counts.ended),
                ("removed", counts.removed), ("unchanged", counts.unchanged),
            ] { li { b { (format::count(lang, count)) } span { (lang.text(&format!("submission-{key}"))) } } }
        }
        @if !outcome.warnings.is_empty() {
            (warning_table(lang, &outcome.warnings.iter().cloned().collect::<Vec<_>>()))
        }
        @if listed.is_empty() { p { (lang.text("submission-nothing-new")) } } @else {
            (Table::new(lang.text("submission-changes"), columns.to_vec()).stacked().rows(listed.iter().map(|change| cells(view, change))))
            @if outcome.changes.len() > SHOWN { p { (lang.with("submission-more", [("count", (outcome.changes.len() - SHOWN).into())])) } }
        }
    }
}

fn cells(view: &View, change: &Change) -> Vec<Markup> {
    let lang = view.lang;
    let records = &view.registry.records;
    let told = |text: &str| {
        if text.is_empty() {
            lang.text("learned-nothing")
        } else {
            value(lang, records, change.table, change.column, text)
        }
    };
    let is_cell = !change.column.is_empty();
    vec![
        html! { (lang.text(&format!("submission-{}", change.told.word()))) },
        html! { (row(lang, records, change.table, &change.key)) },
        html! { @if is_cell { (names::column(lang, change.table, change.column)) } },
        html! { @if is_cell { (told(&change.before)) } },
        html! { @if is_cell { (told(&change.after)) } },
    ]
}

/// Why a submission cannot be accepted as it is: what is known changed meanwhile.
fn unfit(lang: Lang, refusal: &Refusal) -> Markup {
    let text = lang.text("submission-unfit");
    match refusal {
        Refusal::Invalid(faults) => {
            html! { (alert(Some(&text))) (fault_table(lang, &faults.iter().cloned().collect::<Vec<_>>())) }
        }
        Refusal::Forbidden(reason) | Refusal::Conflict(reason) => {
            alert(Some(&format!("{text} {}", lang.message(reason))))
        }
        Refusal::Store(_) => alert(Some(&text)),
    }
}

fn decision(lang: Lang, signed_in: &SignedIn, found: &Found, outcome: Option<&Outcome>) -> Markup {
    let actor = signed_in.actor();
    let url = |deed: &str| in_lang(lang, &format!("/submissions/{}/{deed}", found.submission.id));
    html! {
        @if actor.may(Deed::Judge(found.place)).is_ok() {
            h2 { (lang.text("submission-decision")) }
            @if let Some(outcome) = outcome {
                form method="post" action=(url("accept")) {
                    (token(signed_in))
                    input type="hidden" name="seen" value=(submissions::digest(&outcome.changes));
                    button type="submit" { (lang.text("submission-accept")) }
                }
            }
            form method="post" action=(url("return")) {
                (token(signed_in))
                p { label for="reason" { (lang.text("submission-reason")) }
                    textarea #reason name="reason" rows="3" required maxlength="2000" {} }
                button type="submit" { (lang.text("submission-return")) }
            }
        }
        @if actor.may(Deed::Submit(found.place)).is_ok() {
            form method="post" action=(url("withdraw")) {
                (token(signed_in))
                button.plain type="submit" { (lang.text("submission-withdraw")) }
            }
        }
    }
}

async fn accept(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: View,
    Auditor(signed_in): Auditor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let found = find(&state, &view, &signed_in, id).await?;
    let (store, rules) = (state.live().store().clone(), view.registry.records.rules.clone());
    let (actor, submission, place, now) = (signed_in.actor(), found.submission.clone(), found.place, view.now);
    let seen = sent.get("seen").unwrap_or_default().to_owned();
    let work =
        move || async move { submissions::accept(&store, &rules, (&actor, &submission), place, &seen, now).await };
    match state.uploads().run_future(work).await? {
        Ok(_) => {
            state.live().catch_up().await.map_err(|error| Failure::internal(&error))?;
            Ok(back(&view, id))
        }
        Err(Refusal::Conflict(reason)) => {
            let found = find(&state, &view, &signed_in, id).await?;
            let page = render(&state, &view, &signed_in, &found, Some(&view.lang.message(&reason))).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn return_it(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: View,
    Auditor(signed_in): Auditor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let found = find(&state, &view, &signed_in, id).await?;
    let Some(reason) = sent.get("reason") else {
        let text = view.lang.text("submission-no-reason");
        let page = render(&state, &view, &signed_in, &found, Some(&text)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let reason = reason.chars().take(2_000).collect();
    let of = (&signed_in.actor(), &found.submission);
    submissions::return_it(state.live().store(), of, found.place, reason, view.now).await?;
    Ok(back(&view, id))
}

async fn withdraw(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: View,
    Editor(signed_in): Editor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let found = find(&state, &view, &signed_in, id).await?;
    let of = (&signed_in.actor(), &found.submission);
    submissions::withdraw(state.live().store(), of, found.place, view.now).await?;
    Ok(back(&view, id))
}

fn back(view: &View, id: i32) -> Response {
    Redirect::to(&in_lang(view.lang, &format!("/submissions/{id}"))).into_response()
}

/// The state of a submission in words.
pub(super) fn state_words(lang: Lang, state: &str) -> String {
    lang.text(&format!("submission-is-{state}"))
}

/// Submissions as a list that leads to each.
pub(super) fn list(view: &View, submissions: &[&Submission]) -> Markup {
    let lang = view.lang;
    html! {
        ul.submissions {
            @for one in submissions {
                li {
                    a href=(in_lang(lang, &format!("/submissions/{}", one.id))) {
                        (lang.with("submission-title", [("number", one.id.into())])) ": " (names::action(lang, &one.format))
                    }
                    ", " @if let Ok(code) = TerritoryCode::parse(&one.hromada) { (links::territory_name(view, code)) }
                    ", " (format::moment(lang, one.created_at)) ": " (state_words(lang, &one.state))
                    @if let Some(reason) = &one.reason { " — " (reason) }
                }
            }
        }
    }
}
