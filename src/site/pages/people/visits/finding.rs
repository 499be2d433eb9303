//! `/findings`: what was found on visits, how far it has come, the hromada's answer and the auditor's decision.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::{subjects, told, within};
use crate::actions::Refusal;
use crate::actions::actor::Permission;
use crate::actions::visits::{
    Decision, Finding, MOST_SIGNS, State as FindingState, Step, Subject, followed, new_request_key, request_key,
    take_step,
};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn};
use crate::site::pages::people::{alert, page as private_page, person_bar, token};
use crate::site::parts::{Column, Table, format, links};

/// How far a finding has come, in words; of an open one by how many days it is overdue.
fn state_words(view: &RequestContext, finding: &Finding) -> Markup {
    let lang = view.lang;
    html! {
        @if let Some(days) = finding.overdue_days(view.today()) {
            span.badge.status-closed { (lang.count("finding-overdue", days)) }
        } @else {
            (lang.text(&format!("finding-is-{}", finding.state().word())))
        }
    }
}

/// Findings that wait for somebody, the longest overdue first: for an auditor those overdue or answered, for an editor
/// those that are open.
pub fn waiting<'a>(view: &RequestContext, findings: &'a [Finding], is_auditor: bool) -> Vec<&'a Finding> {
    let waits = |finding: &&Finding| match finding.state() {
        FindingState::Open => !is_auditor || finding.overdue_days(view.today()).is_some(),
        FindingState::Answered => is_auditor,
        FindingState::Accepted => false,
    };
    findings.iter().filter(waits).collect()
}

/// Findings as a table that leads to each.
pub fn table(view: &RequestContext, findings: &[&Finding]) -> Markup {
    let lang = view.lang;
    let columns = ["finding", "visit-point", "finding-deadline", "finding-responsible", "finding-state"];
    let columns = columns.map(|key| Column::text(lang.text(key))).to_vec();
    let rows = findings.iter().map(|finding| {
        let row = &finding.row;
        let point = view.registry.point(&row.point).map_or(row.point.as_str(), |point| &point.row().name);
        vec![
            html! { a href=(in_lang(lang, &format!("/findings/{}", row.id))) { "№ " (row.id) } " " (row.what) },
            html! { (point) },
            html! { (format::date(lang, row.deadline)) },
            html! { (row.responsible) },
            state_words(view, finding),
        ]
    });
    html! { (Table::new(lang.text("findings"), columns).stacked().rows(rows)) }
}

pub async fn list(State(state): State<AppState>, view: RequestContext, signed_in: SignedIn) -> Result<Markup, Failure> {
    let lang = view.lang;
    let store = state.live().store();
    let rows = store.findings_within(&within(&signed_in)).await.map_err(|error| told(&error))?;
    let all = followed(store, rows).await.map_err(|error| told(&error))?;
    let today = view.today();
    let (overdue, rest): (Vec<&Finding>, Vec<&Finding>) =
        all.iter().partition(|finding| finding.overdue_days(today).is_some());
    let (accepted, under_way): (Vec<&Finding>, Vec<&Finding>) =
        rest.into_iter().partition(|finding| finding.state() == FindingState::Accepted);
    let title = lang.text("findings");
    let part = |key: &str, some: &[&Finding]| {
        html! {
            @if !some.is_empty() { h2 { (lang.text(key)) } (table(&view, some)) }
        }
    };
    let body = html! {
        (person_bar(&view, &signed_in))
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) } }
        h1 { (title) }
        @if all.is_empty() { p { (lang.text("findings-none")) } }
        (part("findings-overdue", &overdue))
        (part("findings-under-way", &under_way))
        (part("findings-accepted", &accepted))
    };
    Ok(private_page(&view, title, body))
}

/// A finding of others is as if it were not there.
async fn find(state: &AppState, view: &RequestContext, signed_in: &SignedIn, id: i32) -> Result<Finding, Failure> {
    let missing = || Failure::not_found(view.path.clone());
    let store = state.live().store();
    let row = store.finding(id).await.map_err(|error| told(&error))?.ok_or_else(missing)?;
    let mut found = followed(store, vec![row]).await.map_err(|error| told(&error))?;
    let finding = found.pop().ok_or_else(missing)?;
    let place = finding.place().ok_or_else(missing)?;
    signed_in.actor().authorize(Permission::SeeVisit(place)).map_err(|_| missing())?;
    Ok(finding)
}

pub async fn show(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Markup, Failure> {
    let finding = find(&state, &view, &signed_in, id).await?;
    render(&view, &signed_in, &finding, (None, &Sent::default()))
}

fn render(
    view: &RequestContext,
    signed_in: &SignedIn,
    finding: &Finding,
    (fault, sent): (Option<&str>, &Sent),
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let title = lang.with("finding-title", [("number", finding.row.id.into())]);
    let decide = decision(view, signed_in, finding, sent)?;
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/findings")) { "‹ " (lang.text("findings")) } " · "
            a href=(in_lang(lang, &format!("/visits/{}", finding.row.visit))) {
                (lang.with("visit-title", [("number", finding.row.visit.into())])) } }
        h1 { (title) }
        (alert(fault))
        p.typed { (finding.row.what) }
        (facts(view, finding))
        (steps(view, finding))
        (decide)
    };
    Ok(private_page(view, title.clone(), body))
}

fn facts(view: &RequestContext, finding: &Finding) -> Markup {
    let (lang, row) = (view.lang, &finding.row);
    let subject = Subject::parse(&row.subject).unwrap_or(Subject::Other);
    let point = view.registry.point(&row.point);
    html! {
        dl.facts {
            div { dt { (lang.text("finding-state")) } dd { (state_words(view, finding)) } }
            div { dt { (lang.text("visit-point")) }
                dd { @match point { Some(point) => (links::point(view, point)), None => (row.point) } } }
            div { dt { (lang.text("finding-about")) } dd { (subjects::name(view, &subject)) } }
            @if let Some(act) = &row.act { div { dt { (lang.text("finding-act")) } dd { (act) } } }
            @if let Some(clause) = &row.clause { div { dt { (lang.text("finding-clause")) } dd { (clause) } } }
            div { dt { (lang.text("finding-responsible")) } dd { (row.responsible) } }
            div { dt { (lang.text("finding-deadline")) } dd { (format::date(lang, row.deadline)) } }
            @if let Some(day) = row.recheck {
                div { dt { (lang.text("finding-recheck")) } dd { (format::date(lang, day)) } }
            }
        }
    }
}

fn steps(view: &RequestContext, finding: &Finding) -> Markup {
    let lang = view.lang;
    html! {
        @if !finding.steps.is_empty() {
            h2 { (lang.text("finding-steps")) }
            ol.remarks-list {
                @for step in &finding.steps {
                    li { strong { (lang.text(&format!("finding-step-{}", step.step))) } ", " (format::date(lang, step.day))
                        @if !step.text.is_empty() { p { (step.text) } } }
                }
            }
        }
    }
}

/// What this person can do now: the hromada answers an open finding, the auditor decides about an answer.
fn decision(view: &RequestContext, signed_in: &SignedIn, finding: &Finding, sent: &Sent) -> Result<Markup, Failure> {
    let (lang, actor) = (view.lang, signed_in.actor());
    let Some(place) = finding.place() else { return Ok(html! {}) };
    let may = |permission| actor.authorize(permission).is_ok();
    let (label, steps): (&str, &[Step]) = match finding.state() {
        FindingState::Open if may(Permission::AnswerFinding(place)) => ("finding-evidence", &[Step::Answered]),
        FindingState::Answered if may(Permission::Inspect(place)) => {
            ("finding-decision", &[Step::Accepted, Step::Returned])
        }
        _ => return Ok(html! {}),
    };
    let key = match request_key(sent.get("request_key")) {
        Ok(key) => key,
        Err(_) => new_request_key()?,
    };
    Ok(html! {
        form method="post" action=(in_lang(lang, &format!("/findings/{}", finding.row.id))) {
            (token(signed_in))
            input type="hidden" name="request_key" value=(key);
            p { label for="answer" { (lang.text(label)) }
                textarea #answer name="text" rows="4" maxlength=(MOST_SIGNS) { (sent.typed("text")) } }
            p.actions.send {
                @for (at, step) in steps.iter().enumerate() {
                    button.plain[at > 0] type="submit" name="step" value=(step.word()) {
                        (lang.text(&format!("finding-do-{}", step.word()))) }
                }
            }
        }
    })
}

pub async fn take(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let finding = find(&state, &view, &signed_in, id).await?;
    let done = match (sent.get("step").and_then(Step::parse), request_key(sent.get("request_key"))) {
        (Some(step), Ok(request_key)) => {
            let decision = Decision { step, text: sent.typed("text").to_owned(), request_key };
            take_step(state.live().store(), (&signed_in.actor(), &finding), decision, view.now).await
        }
        (None, _) => Err(Refusal::conflict("refused-finding-state")),
        (_, Err(refusal)) => Err(refusal),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&in_lang(view.lang, &format!("/findings/{id}"))).into_response()),
        Err(Refusal::Conflict(reason)) => {
            let finding = find(&state, &view, &signed_in, id).await?;
            let page = render(&view, &signed_in, &finding, (Some(&view.lang.message(&reason)), &sent))?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}
