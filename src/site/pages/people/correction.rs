//! `/submissions/{id}/correction`: returned rows as a table to correct and submit again.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::decided::{is_returned, returned_table};
use super::submission::{OpenedSubmission, find};
use super::{alert, page, person_bar, token};
use crate::actions::Refusal;
use crate::actions::actor::Permission;
use crate::actions::review::{self, MOST_SIGNS};
use crate::actions::submissions::{self, NewSubmission, format_of};
use crate::domain::parse_day;
use crate::formats::Fault;
use crate::http::session::Editor;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn, UploadPlace};
use crate::site::parts::fault_table::fault_table;
use crate::store::ReturnedLine;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/submissions/{id}/correction", get(show).post(take))
        .route("/submissions/{id}/returned.csv", get(file))
}

/// What was returned, with the table of the rows that were not accepted.
struct Returned {
    found: OpenedSubmission,
    lines: Vec<ReturnedLine>,
    csv: String,
}

async fn returned(state: &AppState, view: &RequestContext, signed_in: &SignedIn, id: i32) -> Result<Returned, Failure> {
    let found = find(state, view, signed_in, id).await?;
    if !is_returned(&found.submission) {
        return Err(Refusal::conflict("refused-not-returned").into());
    }
    let lines = state.live().store().returned_lines(id).await.map_err(|error| Failure::internal(&error))?;
    let mut table = review::sent_table(&found.submission)?;
    if found.submission.state == "partly" {
        let rows: Vec<u32> = lines.iter().map(|line| line.row).collect();
        table = table.only(&rows);
    }
    let csv = table.to_csv().map_err(|error| Failure::internal(&error))?;
    Ok(Returned { found, lines, csv })
}

async fn file(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let returned = returned(&state, &view, &signed_in, id).await?;
    let name = format!("attachment; filename=\"submission-{id}-returned.csv\"");
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    // Spreadsheets know UTF-8 by this mark.
    Ok((headers, format!("\u{feff}{}", returned.csv)).into_response())
}

async fn show(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Editor(signed_in): Editor,
) -> Result<Markup, Failure> {
    let returned = returned(&state, &view, &signed_in, id).await?;
    signed_in.actor().authorize(Permission::Submit(returned.found.place))?;
    Ok(form(&view, &signed_in, &returned, &Sent::default(), &html! {}))
}

fn form(view: &RequestContext, signed_in: &SignedIn, returned: &Returned, sent: &Sent, told: &Markup) -> Markup {
    let lang = view.lang;
    let submission = &returned.found.submission;
    let path = |last: &str| in_lang(lang, &format!("/submissions/{}{last}", submission.id));
    let number = lang.with("submission-title", [("number", submission.id.into())]);
    let title = lang.with("correction-title", [("number", submission.id.into())]);
    let is_again = sent.fields.iter().any(|(name, _)| name == "pasted");
    let (pasted, note) =
        if is_again { (sent.typed("pasted"), sent.typed("note")) } else { (returned.csv.as_str(), "") };
    let day = submission.day.unwrap_or_else(|| view.today()).to_string();
    let day = sent.get("day").unwrap_or(&day);
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(path("")) { "‹ " (number) } }
        h1 { (title) }
        (told)
        @if let Some(reason) = &submission.reason { div.notice { p { strong { (lang.text("submission-reason")) ": " } (reason) } } }
        (returned_table(view, submission, &returned.lines))
        form.upload method="post" action=(path("/correction")) enctype="multipart/form-data" {
            (token(signed_in))
            p { label for="pasted" { (lang.text("correction-table")) }
                textarea #pasted name="pasted" rows="10" spellcheck="false" { "\n" (pasted) } }
            p.small { a href=(path("/returned.csv")) { (lang.text("correction-file")) } }
            p { label for="file" { (lang.text("correction-or-file")) }
                input #file type="file" name="file" accept=".csv,.xlsx,.txt"; }
            p { label for="day" { (lang.text("workspace-day")) } input #day type="date" name="day" value=(day); }
            p { label for="note" { (lang.text("workspace-note")) }
                textarea #note name="note" rows="3" maxlength=(MOST_SIGNS) { (note) } }
            button type="submit" { (lang.text("correction-send")) }
        }
    };
    page(view, title, body)
}

async fn take(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Editor(signed_in): Editor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let returned = returned(&state, &view, &signed_in, id).await?;
    let new = match read(&view, &returned.found, &sent)? {
        Ok(new) => new,
        Err(key) => return Ok(again(&view, &signed_in, &returned, &sent, (&view.lang.text(key), &[]))),
    };
    let (store, rules) = (state.live().store().clone(), view.registry.records.rules.clone());
    let (actor, now) = (signed_in.actor(), view.now);
    let work = move || async move { submissions::resubmit(&store, &rules, &actor, (new, id), now).await };
    match state.uploads().run_future(work).await? {
        Ok(id) => Ok(Redirect::to(&in_lang(view.lang, &format!("/submissions/{id}"))).into_response()),
        Err(Refusal::Invalid(faults)) => {
            let text = view.lang.count("workspace-faults", faults.len());
            let faults: Vec<Fault> = faults.iter().cloned().collect();
            Ok(again(&view, &signed_in, &returned, &sent, (&text, &faults)))
        }
        Err(Refusal::Forbidden(reason) | Refusal::Conflict(reason)) => {
            Ok(again(&view, &signed_in, &returned, &sent, (&view.lang.message(&reason), &[])))
        }
        Err(refusal @ Refusal::Store(_)) => Err(refusal.into()),
    }
}

/// The form again with what was wrong and what was typed.
fn again(
    view: &RequestContext,
    signed_in: &SignedIn,
    returned: &Returned,
    sent: &Sent,
    (text, faults): (&str, &[Fault]),
) -> Response {
    let told = html! { (alert(Some(text))) (fault_table(view.lang, faults)) };
    let page = form(view, signed_in, returned, sent, &told);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The form as a submission, or the key of what it lacks.
fn read(
    view: &RequestContext,
    found: &OpenedSubmission,
    sent: &Sent,
) -> Result<Result<NewSubmission, &'static str>, Failure> {
    let (bytes, file) = match (&sent.file, sent.get("pasted")) {
        (Some(file), _) => (file.bytes.clone(), Some(file.name.chars().take(200).collect())),
        (None, Some(pasted)) => (pasted.as_bytes().to_vec(), None),
        (None, None) => return Ok(Err("workspace-no-file")),
    };
    let Some(day) = sent.get("day").map_or(Some(view.today()), parse_day) else { return Ok(Err("workspace-no-day")) };
    let note = sent.get("note").map(|note| note.chars().take(MOST_SIGNS).collect());
    let format = format_of(&found.submission)?;
    Ok(Ok(NewSubmission { format, bytes, file, day: Some(day), note, place: found.place }))
}
