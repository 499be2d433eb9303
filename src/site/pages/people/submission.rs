//! `/submissions/{id}`: what a submitted table changes, and the decision about it.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::{alert, decided, differences, lines, page, person_bar, remarks, token};
use crate::actions::actor::{Permission, Place};
use crate::actions::review::{self, Rehearsal};
use crate::actions::{Refusal, submissions};
use crate::domain::TerritoryCode;
use crate::http::session::{Auditor, Editor};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, Lang, RequestContext, Sent, SignedIn, UploadPlace};
use crate::site::parts::fault_table::fault_table;
use crate::site::parts::{format, links, names};
use crate::store::{PUBLISHED, SUBMITTED, Submission};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/submissions/{id}", get(show))
        .route("/submissions/{id}/file", get(file))
        .route("/submissions/{id}/accept", post(accept))
        .route("/submissions/{id}/return", post(return_it))
        .route("/submissions/{id}/withdraw", post(withdraw))
}

/// A submission with the place it is of.
pub(super) struct OpenedSubmission {
    pub submission: Submission,
    pub place: Place,
    /// Names of who submitted it and of who decided about it.
    pub author: String,
    pub decider: Option<String>,
}

/// Somebody else's submission is as if it were not there.
pub(super) async fn find(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    id: i32,
) -> Result<OpenedSubmission, Failure> {
    let missing = || Failure::not_found(view.path.clone());
    let found = state.live().store().submission(id).await.map_err(|error| Failure::internal(&error))?;
    let submission = found.ok_or_else(missing)?;
    let hromada = TerritoryCode::parse(&submission.hromada).map_err(|error| Failure::internal(&error))?;
    let place = submissions::place(&view.registry.records, hromada);
    signed_in.actor().authorize(Permission::SeeSubmission(place)).map_err(|_| missing())?;
    let author = name_of(state, submission.account_id).await?;
    let decider = match submission.decided_by {
        Some(id) => Some(name_of(state, id).await?),
        None => None,
    };
    Ok(OpenedSubmission { submission, place, author, decider })
}

pub(super) async fn name_of(state: &AppState, account: i32) -> Result<String, Failure> {
    let account = state.live().store().account(account).await.map_err(|error| Failure::internal(&error))?;
    Ok(account.map(|account| account.person.name).unwrap_or_default())
}

/// The table as it was sent.
async fn file(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
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
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Markup, Failure> {
    let found = find(&state, &view, &signed_in, id).await?;
    render(&state, &view, &signed_in, &found, (None, &Sent::default())).await
}

/// The page of a submission; after a form that was refused with what was wrong and what was typed.
pub(super) async fn render(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    found: &OpenedSubmission,
    (fault, sent): (Option<&str>, &Sent),
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let submission = &found.submission;
    let title = lang.with("submission-title", [("number", submission.id.into())]);
    let decided = if submission.state == SUBMITTED {
        open(state, view, (signed_in, sent), found).await?
    } else {
        decided::section(state, view, (signed_in, sent), found).await?
    };
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) } }
        h1 { (title) }
        (alert(fault))
        (facts(view, found))
        (decided::links_between(state, lang, submission.id).await?)
        (decided)
        (remarks::section(state, view, (signed_in, sent), found).await?)
    };
    Ok(page(view, title, body))
}

/// What waits for a decision: what it changes, its effect, and the forms.
async fn open(
    state: &AppState,
    view: &RequestContext,
    (signed_in, sent): (&SignedIn, &Sent),
    found: &OpenedSubmission,
) -> Result<Markup, Failure> {
    let previewed = preview(state, view, signed_in, found).await?;
    let told = match &previewed {
        Ok(rehearsal) => html! {
            (differences::warnings(view.lang, &rehearsal.outcome))
            (differences::section(view, &rehearsal.differences, "submission-changes"))
        },
        Err(refusal) => unfit(view.lang, refusal),
    };
    let withdraw = in_lang(view.lang, &format!("/submissions/{}/withdraw", found.submission.id));
    Ok(html! {
        (told)
        @if signed_in.actor().authorize(Permission::Judge(found.place)).is_ok() {
            (lines::form(view, (signed_in, sent), found, previewed.as_ref().ok()))
        }
        @if signed_in.actor().authorize(Permission::Submit(found.place)).is_ok() {
            form method="post" action=(withdraw) {
                (token(signed_in))
                button.plain type="submit" { (view.lang.text("submission-withdraw")) }
            }
        }
    })
}

async fn preview(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    found: &OpenedSubmission,
) -> Result<Result<Rehearsal, Refusal>, Failure> {
    let (store, registry) = (state.live().store().clone(), Arc::clone(&view.registry));
    let (actor, submission, place, now) = (signed_in.actor(), found.submission.clone(), found.place, view.now);
    let work = move || async move { review::preview(&store, (&actor, &submission), place, (&registry, now)).await };
    state.uploads().run_future(work).await
}

fn facts(view: &RequestContext, found: &OpenedSubmission) -> Markup {
    let lang = view.lang;
    let OpenedSubmission { submission, place, author, decider } = found;
    let file = in_lang(lang, &format!("/submissions/{}/file", submission.id));
    let moment = |at| format::moment(lang, at);
    html! {
        dl.facts {
            div { dt { (lang.text("submission-state")) } dd { strong { (state_words(view, submission)) } } }
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

async fn accept(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    decide(&state, &view, (&signed_in, &sent), id, true).await
}

async fn return_it(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    decide(&state, &view, (&signed_in, &sent), id, false).await
}

async fn decide(
    state: &AppState,
    view: &RequestContext,
    (signed_in, sent): (&SignedIn, &Sent),
    id: i32,
    accepts: bool,
) -> Result<Response, Failure> {
    sent.check(signed_in)?;
    let found = find(state, view, signed_in, id).await?;
    let verdict = match lines::verdict(view.lang, sent) {
        Ok(verdict) => verdict,
        Err(fault) => return refused(state, view, (signed_in, sent), &found, &fault).await,
    };
    if !accepts && verdict.reason.is_none() && verdict.returned.is_empty() {
        let text = view.lang.text("submission-no-reason");
        return refused(state, view, (signed_in, sent), &found, &text).await;
    }
    let (store, registry) = (state.live().store().clone(), Arc::clone(&view.registry));
    let (actor, submission, place, now) = (signed_in.actor(), found.submission.clone(), found.place, view.now);
    let work = move || async move {
        let (of, at) = ((&actor, &submission), (&registry, now));
        if accepts {
            review::accept(&store, of, place, verdict, at).await.map(|_| ())
        } else {
            review::return_whole(&store, of, place, verdict, at).await
        }
    };
    match state.uploads().run_future(work).await? {
        Ok(()) => {
            state.live().catch_up().await.map_err(|error| Failure::internal(&error))?;
            Ok(back(view, id))
        }
        Err(Refusal::Conflict(reason)) => {
            let found = find(state, view, signed_in, id).await?;
            let page = render(state, view, signed_in, &found, (Some(&view.lang.message(&reason)), sent)).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The page again with what was wrong with the form.
pub(super) async fn refused(
    state: &AppState,
    view: &RequestContext,
    (signed_in, sent): (&SignedIn, &Sent),
    found: &OpenedSubmission,
    fault: &str,
) -> Result<Response, Failure> {
    let page = render(state, view, signed_in, found, (Some(fault), sent)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn withdraw(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Editor(signed_in): Editor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let found = find(&state, &view, &signed_in, id).await?;
    let (store, registry) = (state.live().store().clone(), Arc::clone(&view.registry));
    let (actor, submission, place, now) = (signed_in.actor(), found.submission, found.place, view.now);
    let work = move || async move { review::withdraw(&store, (&actor, &submission), place, (&registry, now)).await };
    state.uploads().run_future(work).await??;
    Ok(back(&view, id))
}

pub(super) fn back(view: &RequestContext, id: i32) -> Response {
    Redirect::to(&in_lang(view.lang, &format!("/submissions/{id}"))).into_response()
}

/// The state of a submission in words, and whether the entry that wrote it was taken back since.
pub(super) fn state_words(view: &RequestContext, submission: &Submission) -> String {
    let state = view.lang.text(&format!("submission-is-{}", submission.state));
    let undone = submission.entry.filter(|entry| is_undone(view, entry.unsigned_abs()));
    match undone {
        Some(_) => format!("{state}; {}", view.lang.text("submission-undone")),
        None => state,
    }
}

/// True where an entry is taken back by one that stands.
fn is_undone(view: &RequestContext, entry: u32) -> bool {
    let sources = &view.registry.records.sources;
    let by = sources.iter().filter(|source| source.undoes == Some(entry));
    by.into_iter().any(|source| !is_undone(view, source.id))
}

/// Submissions as a list that leads to each, with whom it waits for.
pub(super) fn list(view: &RequestContext, submissions: &[&Submission]) -> Markup {
    let lang = view.lang;
    html! {
        ul.submissions {
            @for one in submissions {
                li {
                    a href=(in_lang(lang, &format!("/submissions/{}", one.id))) {
                        (lang.with("submission-title", [("number", one.id.into())])) ": " (names::action(lang, &one.format))
                    }
                    ", " @if let Ok(code) = TerritoryCode::parse(&one.hromada) { (links::territory_name(view, code)) }
                    ", " (format::moment(lang, one.created_at)) ": " (state_words(view, one))
                    @if [SUBMITTED, PUBLISHED].contains(&one.state.as_str()) { "; " (lang.text("waits-auditor")) }
                    @if let Some(reason) = &one.reason { " — " (reason) }
                }
            }
        }
    }
}
