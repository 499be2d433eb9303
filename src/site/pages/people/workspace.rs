//! `/workspace`: what waits for the person who signed in, and a hromada's own sheet taken in.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::submission::list;
use super::{alert, forms, page, person_bar, review_lists, todo, token};
use crate::actions::Refusal;
use crate::actions::service_sheets::{self, NewSheet};
use crate::actions::submissions::{self, FORMATS, NewSubmission};
use crate::domain::person::Role;
use crate::domain::{TerritoryCode, parse_day};
use crate::formats::{Fault, Format};
use crate::http::session::Editor;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn, UploadPlace};
use crate::site::parts::fault_table::fault_table;
use crate::site::parts::{format, links, names};
use crate::store::{FormDraft, SUBMITTED, Submission};

/// The word of a hromada's own list of services, which is no table of ours.
const SHEET: &str = "sheet";

pub fn routes() -> Router<AppState> {
    Router::new().route("/workspace", get(show).post(take_submission))
}

async fn show(State(state): State<AppState>, view: RequestContext, signed_in: SignedIn) -> Result<Markup, Failure> {
    let inbox = inbox(&state, &view, &signed_in).await?;
    Ok(workspace(&state, &view, &signed_in, &inbox, (&Sent::default(), &html! {})))
}

/// What waits for a person.
struct Inbox {
    submissions: Vec<Submission>,
    /// Lists of services with open questions: number, file, moment.
    sheets: Vec<(i32, Option<String>, DateTime<Utc>)>,
    /// Forms that were typed into and not submitted.
    drafts: Vec<FormDraft>,
    /// Lists of review: returned lines, questions, citizens' reports, quarters.
    review: Markup,
}

async fn inbox(state: &AppState, view: &RequestContext, signed_in: &SignedIn) -> Result<Inbox, Failure> {
    let edited: Vec<TerritoryCode> = signed_in.person.territories(Role::Editor).collect();
    let sheets = state.live().store().service_sheets_of(&edited).await;
    let sheets = sheets.map_err(|error| Failure::internal(&error))?;
    let drafts = state.live().store().open_form_drafts(&edited).await;
    let drafts = drafts.map_err(|error| Failure::internal(&error))?;
    let submissions = submissions_of(state, view, signed_in).await?;
    let review = review_lists::section(state, view, signed_in, &submissions).await?;
    Ok(Inbox { submissions, sheets, drafts, review })
}

/// What was submitted of the hromadas a person edits or audits.
async fn submissions_of(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
) -> Result<Vec<Submission>, Failure> {
    let tree = &view.registry.records.territories;
    let person = &signed_in.person;
    let mut hromadas: Vec<TerritoryCode> = person.territories(Role::Editor).collect();
    let oblasts: Vec<TerritoryCode> = person.territories(Role::Auditor).collect();
    let audited = view.registry.records.territories.all().iter();
    let audited = audited.filter(|place| place.category == crate::domain::Category::Hromada);
    hromadas.extend(
        audited.map(|place| place.code).filter(|code| oblasts.iter().any(|oblast| tree.lies_in(*code, *oblast))),
    );
    let found = state.live().store().submissions_of(&hromadas).await;
    found.map_err(|error| Failure::internal(&error))
}

fn workspace(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    inbox: &Inbox,
    (sent, told): (&Sent, &Markup),
) -> Markup {
    let lang = view.lang;
    let person = &signed_in.person;
    let edited: Vec<TerritoryCode> = person.territories(Role::Editor).collect();
    let (open, rest): (Vec<&Submission>, Vec<&Submission>) =
        inbox.submissions.iter().partition(|one| one.state == SUBMITTED);
    let title = lang.text("workspace");
    let body = html! {
        (person_bar(view, signed_in))
        h1 { (title) }
        (told)
        (inbox.review)
        @if !edited.is_empty() {
            h2 { (lang.text("workspace-hromadas")) }
            ul { @for code in &edited { li { (hromada(view, *code)) } } }
            @if !inbox.drafts.is_empty() { h2 { (lang.text("workspace-drafts")) } (drafts(view, &inbox.drafts)) }
            @if !inbox.sheets.is_empty() { h2 { (lang.text("workspace-sheets")) } (sheets(view, &inbox.sheets)) }
            h2 #todo { (lang.text("todo")) }
            @for code in &edited { (todo::section(state, view, *code)) }
            h2 #submit { (lang.text("workspace-submit")) }
            (upload(view, signed_in, &edited, sent))
        }
        h2 { (lang.text("workspace-open")) }
        @if open.is_empty() { p { (lang.text("workspace-none")) } } @else { (list(view, &open)) }
        @if !rest.is_empty() { h2 { (lang.text("workspace-decided")) } (list(view, &rest)) }
    };
    page(view, title, body)
}

fn sheets(view: &RequestContext, sheets: &[(i32, Option<String>, DateTime<Utc>)]) -> Markup {
    let lang = view.lang;
    html! {
        ul.submissions {
            @for (id, file, at) in sheets {
                li { a href=(in_lang(lang, &format!("/sheets/{id}"))) { (file.clone().unwrap_or_else(|| lang.text("sheet-title"))) }
                    ", " (format::moment(lang, *at)) }
            }
        }
    }
}

/// Drafts by the names of their forms.
fn drafts(view: &RequestContext, drafts: &[FormDraft]) -> Markup {
    let lang = view.lang;
    html! {
        ul.submissions {
            @for draft in drafts {
                li { a href=(in_lang(lang, &forms::draft_path(draft))) { (forms::draft_title(view, draft)) }
                    ", " (format::moment(lang, draft.updated_at)) }
            }
        }
    }
}

fn hromada(view: &RequestContext, code: TerritoryCode) -> Markup {
    let lang = view.lang;
    html! {
        a href=(links::hromada_url(view, code)) { (links::territory_name(view, code)) } " · "
        a href=(view.url(&format!("/hromadas/{code}/compliance"), &[])) { (lang.text("workspace-gaps")) }
    }
}

/// The form that takes a sheet: a file or a pasted table, whichever is at hand.
fn upload(view: &RequestContext, signed_in: &SignedIn, edited: &[TerritoryCode], sent: &Sent) -> Markup {
    let lang = view.lang;
    let chosen = sent.get("table").unwrap_or(SHEET);
    let of = sent.get("hromada").unwrap_or_default();
    let day = sent.get("day").map_or_else(|| view.today().to_string(), str::to_owned);
    html! {
        form.upload method="post" action=(in_lang(lang, "/workspace")) enctype="multipart/form-data" {
            (token(signed_in))
            p { label for="hromada" { (lang.text("workspace-hromada")) }
                select #hromada name="hromada" {
                    @for code in edited {
                        option value=(code) selected[code.to_string() == of] { (links::territory_name(view, *code)) }
                    }
                } }
            p { label for="table" { (lang.text("workspace-table")) }
                select #table name="table" {
                    option value=(SHEET) selected[chosen == SHEET] { (lang.text("workspace-sheet")) }
                    @for format in FORMATS {
                        option value=(format.word()) selected[format.word() == chosen] { (names::action(lang, format.word())) }
                    }
                } }
            p { label for="file" { (lang.text("workspace-file")) }
                input #file type="file" name="file" accept=".csv,.xlsx,.txt" aria-describedby="file-help"; }
            p.small #file-help { (lang.text("workspace-file-help")) }
            p { label for="pasted" { (lang.text("workspace-pasted")) }
                textarea #pasted name="pasted" rows="6" spellcheck="false" { (sent.typed("pasted")) } }
            p { label for="day" { (lang.text("workspace-day")) }
                input #day type="date" name="day" value=(day) aria-describedby="day-help"; }
            p.small #day-help { (lang.text("workspace-day-help")) }
            p { label for="note" { (lang.text("workspace-note")) }
                textarea #note name="note" rows="3" maxlength="2000" { (sent.typed("note")) } }
            button type="submit" { (lang.text("workspace-send")) }
        }
    }
}

async fn take_submission(
    State(state): State<AppState>,
    view: RequestContext,
    Editor(signed_in): Editor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let kept = match read(&view, &sent) {
        Ok(Uploaded::Table(new)) => {
            Ok(keep_submission(&state, &view, &signed_in, new).await?.map(|id| format!("/submissions/{id}")))
        }
        Ok(Uploaded::Sheet(new)) => {
            Ok(keep_sheet(&state, &view, &signed_in, new).await?.map(|id| format!("/sheets/{id}")))
        }
        Err(key) => Err(key),
    };
    let refused = match kept {
        Ok(kept) => match kept {
            Ok(path) => return Ok(Redirect::to(&in_lang(view.lang, &path)).into_response()),
            Err(Refusal::Invalid(faults)) => {
                let text = view.lang.count("workspace-faults", faults.len());
                fault_notice(&view, &text, &faults.iter().cloned().collect::<Vec<_>>())
            }
            Err(Refusal::Forbidden(reason) | Refusal::Conflict(reason)) => {
                fault_notice(&view, &view.lang.message(&reason), &[])
            }
            Err(refusal @ Refusal::Store(_)) => return Err(refusal.into()),
        },
        Err(key) => fault_notice(&view, &view.lang.text(key), &[]),
    };
    let inbox = inbox(&state, &view, &signed_in).await?;
    let page = workspace(&state, &view, &signed_in, &inbox, (&sent, &refused));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn fault_notice(view: &RequestContext, text: &str, faults: &[Fault]) -> Markup {
    html! { (alert(Some(text))) (fault_table(view.lang, faults)) }
}

/// Parsing takes time and memory: it waits for its turn among all uploads.
async fn keep_submission(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    new: NewSubmission,
) -> Result<Result<i32, Refusal>, Failure> {
    let (store, rules) = (state.live().store().clone(), view.registry.records.rules.clone());
    let (actor, now) = (signed_in.actor(), view.now);
    let work = move || async move { submissions::submit(&store, &rules, &actor, new, now).await };
    state.uploads().run_future(work).await
}

/// The same of a hromada's own list of services.
async fn keep_sheet(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    new: NewSheet,
) -> Result<Result<i32, Refusal>, Failure> {
    let store = state.live().store().clone();
    let (actor, now) = (signed_in.actor(), view.now);
    let work = move || async move { service_sheets::keep(&store, &actor, new, now).await };
    state.uploads().run_future(work).await
}

/// What a form brings.
enum Uploaded {
    Table(NewSubmission),
    Sheet(NewSheet),
}

/// The form as what it brings, or the key of what it lacks.
fn read(view: &RequestContext, sent: &Sent) -> Result<Uploaded, &'static str> {
    let table = sent.get("table").ok_or("workspace-no-table")?;
    let hromada = sent.get("hromada").and_then(|code| TerritoryCode::parse(code).ok()).ok_or("workspace-no-hromada")?;
    // Without a day a row would hold since always, which nobody said.
    let day = sent.get("day").map_or(Ok(view.today()), |day| parse_day(day).ok_or("workspace-no-day"))?;
    let (bytes, file) = match (&sent.file, sent.get("pasted")) {
        (Some(file), _) => (file.bytes.clone(), Some(file.name.chars().take(200).collect())),
        (None, Some(pasted)) => (pasted.as_bytes().to_vec(), None),
        (None, None) => return Err("workspace-no-file"),
    };
    let note = sent.get("note").map(|note| note.chars().take(2_000).collect());
    let place = submissions::place(&view.registry.records, hromada);
    let day = Some(day);
    if table == SHEET {
        return Ok(Uploaded::Sheet(NewSheet { bytes, file, day, note, place }));
    }
    let format = Format::parse(table).filter(|format| FORMATS.contains(format)).ok_or("workspace-no-table")?;
    Ok(Uploaded::Table(NewSubmission { format, bytes, file, day, note, place }))
}
