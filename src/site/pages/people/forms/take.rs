//! What is done with a form that was sent: kept, checked, submitted, or held against what somebody else typed.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};

use super::{Asked, Told, labels, render};
use crate::actions::actor::Permission;
use crate::actions::forms::{self, Draft, FieldFault, FormKind, Made, Sending, Values, faults_by_field};
use crate::actions::{Outcome, Refusal};
use crate::formats::Fault;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn};
use crate::store::FormDraft;

/// Asks for the kept version alone, without a page.
const SAVE: &str = "save";

pub async fn take(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    asked: Asked,
    sent: &Sent,
) -> Result<Response, Failure> {
    sent.check(signed_in)?;
    let missing = |_| Failure::forbidden("");
    signed_in.actor().authorize(Permission::Submit(asked.place)).map_err(missing)?;
    let typed = Values::of_form(&sent.fields);
    if sent.get("confirm").is_some() && sent.get("version") == Some(asked.version().as_str()) {
        return confirm(state, view, signed_in, &asked).await;
    }
    // A list that is filtered sends some of its parts.
    let values = if asked.kind == FormKind::Services { typed.onto(asked.typed()) } else { typed };
    take_typed(state, view, signed_in, asked, (Typed { values, warnings: Vec::new() }, sent)).await
}

/// What was typed, and what is to be said of how it was read.
pub struct Typed {
    pub values: Values,
    pub warnings: Vec<Fault>,
}

/// The same of values that came otherwise than by the fields of the form.
pub async fn take_typed(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    asked: Asked,
    (typed, sent): (Typed, &Sent),
) -> Result<Response, Failure> {
    let values = &typed.values;
    let sent_version = sent.get("version").unwrap_or_default();
    // The same form twice, by two clicks, is no conflict.
    let is_typed = !values.is_empty() && asked.digest(&asked.typed()) == asked.digest(values);
    let is_repeated = is_typed && sent_version.ends_with(&asked.base.digest());
    if sent_version != asked.version() && !is_repeated {
        // Where the draft is the one the page was made of, it is what is known that changed.
        let is_same_draft = sent_version.starts_with(&format!("{}-", asked.draft_version()));
        let draft = asked.stored.as_ref().filter(|_| !is_same_draft);
        return conflict(state, view, signed_in, (&asked, draft), typed.values).await;
    }
    go_on(state, view, signed_in, asked, (typed, sent)).await
}

/// Keeps what was typed, checks it, and submits it where it was checked before.
async fn go_on(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    asked: Asked,
    (typed, sent): (Typed, &Sent),
) -> Result<Response, Failure> {
    let Typed { mut values, warnings: mut told_before } = typed;
    let made = asked.subject().table(&asked.kind, &asked.base, &values);
    for (field, value) in made.iter().flat_map(|made| &made.decided) {
        values.set(field.clone(), value.clone());
    }
    let (asked, is_kept) = keep(state, view, signed_in, asked, (&values, None)).await?;
    if !is_kept {
        let draft = asked.stored.as_ref();
        return conflict(state, view, signed_in, (&asked, draft), values).await;
    }
    if sent.get(SAVE).is_some() {
        return Ok(asked.version().into_response());
    }
    let made = match made {
        Ok(made) => made,
        Err(faults) => return Ok(refused(state, view, signed_in, (&asked, &values), faults, Vec::new())),
    };
    let sending = sending(view, &asked, &made, values.get("note").map(str::to_owned));
    match rehearse(state, view, signed_in, sending.clone()).await? {
        Ok(_) if sent.get("send").is_some() && sent.get("seen") == Some(asked.digest(&values).as_str()) => {
            submit(state, view, signed_in, asked, (&values, sending)).await
        }
        Ok(outcome) => {
            let (cautions, warnings) = faults_by_field(&made.table, outcome.warnings.iter());
            told_before.extend(warnings);
            let told = Told { warnings: told_before, cautions, is_checked: true, ..Told::default() };
            Ok(render::form(state, view, signed_in, (&asked, &values), &told).into_response())
        }
        Err(Refusal::Invalid(faults)) => {
            let (at_fields, rest) = faults_by_field(&made.table, faults.iter());
            Ok(refused(state, view, signed_in, (&asked, &values), at_fields, rest))
        }
        Err(Refusal::Forbidden(reason) | Refusal::Conflict(reason)) => {
            let told = Told { alert: Some(view.lang.message(&reason)), ..Told::default() };
            let page = render::form(state, view, signed_in, (&asked, &values), &told);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(refusal @ Refusal::Store(_)) => Err(refusal.into()),
    }
}

fn refused(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    (asked, values): (&Asked, &Values),
    faults: Vec<FieldFault>,
    rest: Vec<Fault>,
) -> Response {
    let alert = view.lang.count("form-faults", faults.len() + rest.len());
    let told = Told { faults, rest, alert: Some(alert), ..Told::default() };
    let page = render::form(state, view, signed_in, (asked, values), &told);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The form as it is now, and whether the values were kept: not where somebody kept something else meanwhile.
async fn keep(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    mut asked: Asked,
    (values, submission): (&Values, Option<i32>),
) -> Result<(Asked, bool), Failure> {
    let form = asked.subject().key(&asked.kind);
    let draft = Draft { form: form.clone(), values, version: asked.draft_version(), place: asked.place };
    let store = state.live().store();
    let is_kept = forms::keep(store, &signed_in.actor(), &draft, submission, view.now).await?;
    asked.stored = store.form_draft(&form).await.map_err(|error| Failure::internal(&error))?;
    Ok((asked, is_kept))
}

/// «Нічого не змінилося»: the known values once more.
async fn confirm(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    asked: &Asked,
) -> Result<Response, Failure> {
    let nothing = Values::default();
    let told = match asked.subject().table(&asked.kind, &asked.base, &nothing) {
        Ok(made) => {
            let note = view.lang.text("form-confirmed-note");
            match send(state, view, signed_in, sending(view, asked, &made, Some(note))).await? {
                Ok(submission) => return Ok(to_submission(view, submission)),
                Err(Refusal::Invalid(faults)) => {
                    let (faults, rest) = faults_by_field(&made.table, faults.iter());
                    let alert = Some(view.lang.count("form-faults", faults.len() + rest.len()));
                    Told { faults, rest, alert, ..Told::default() }
                }
                Err(Refusal::Forbidden(reason) | Refusal::Conflict(reason)) => {
                    Told { alert: Some(view.lang.message(&reason)), ..Told::default() }
                }
                Err(refusal @ Refusal::Store(_)) => return Err(refusal.into()),
            }
        }
        Err(faults) => Told { faults, ..Told::default() },
    };
    let page = render::form(state, view, signed_in, (asked, &asked.typed()), &told);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn submit(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    asked: Asked,
    (values, sending): (&Values, Sending),
) -> Result<Response, Failure> {
    match send(state, view, signed_in, sending).await? {
        Ok(submission) => {
            // Whoever typed on meanwhile keeps a draft; the submission stands in any case.
            keep(state, view, signed_in, asked, (values, Some(submission))).await?;
            Ok(to_submission(view, submission))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn to_submission(view: &RequestContext, submission: i32) -> Response {
    Redirect::to(&in_lang(view.lang, &format!("/submissions/{submission}"))).into_response()
}

/// What is submitted, as the auditor is told of it.
fn sending(view: &RequestContext, asked: &Asked, made: &Made, note: Option<String>) -> Sending {
    let file = labels::file_name(view, &asked.kind, asked.code.as_deref());
    let note = note.map(|note| note.chars().take(2_000).collect());
    Sending { table: made.table.clone(), file, note, place: asked.place }
}

async fn rehearse(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    sending: Sending,
) -> Result<Result<Outcome, Refusal>, Failure> {
    let (store, rules) = (state.live().store().clone(), view.registry.records.rules.clone());
    let (actor, now): (_, DateTime<Utc>) = (signed_in.actor(), view.now);
    let work = move || async move { forms::rehearse(&store, &rules, &actor, &sending, now).await };
    state.uploads().run_future(work).await
}

async fn send(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    sending: Sending,
) -> Result<Result<i32, Refusal>, Failure> {
    let (store, rules) = (state.live().store().clone(), view.registry.records.rules.clone());
    let (actor, now): (_, DateTime<Utc>) = (signed_in.actor(), view.now);
    let work = move || async move { forms::submit(&store, &rules, &actor, sending, now).await };
    state.uploads().run_future(work).await
}

/// Both versions: what was typed here stands in the form, what came meanwhile beside it. Nothing is kept yet.
async fn conflict(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    (asked, theirs): (&Asked, Option<&FormDraft>),
    typed: Values,
) -> Result<Response, Failure> {
    let (values, who) = match theirs {
        Some(draft) => {
            let account = state.live().store().account(draft.account_id).await;
            let account = account.map_err(|error| Failure::internal(&error))?;
            (Values::parse(&draft.fields), account.map(|account| account.person.name))
        }
        None => (Values::default(), None),
    };
    let alert = Some(view.lang.text("form-conflict"));
    let told = Told { theirs: Some((values, who)), alert, ..Told::default() };
    let page = render::form(state, view, signed_in, (asked, &typed), &told);
    Ok((StatusCode::CONFLICT, page).into_response())
}
