//! `/citizen-reports/{id}`: what a citizen reported, and the answer of the hromada or the auditor.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::{alert, page, person_bar, token};
use crate::actions::Refusal;
use crate::actions::citizen_reports::{self, MOST_SIGNS};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn};
use crate::site::pages::report;
use crate::site::parts::format;
use crate::store::{CitizenReport, REPORT_OPEN};

pub fn routes() -> Router<AppState> {
    Router::new().route("/citizen-reports/{id}", get(show).post(answer))
}

/// A report of others is as if it were not there.
async fn find(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    id: i32,
) -> Result<CitizenReport, Failure> {
    let missing = || Failure::not_found(view.path.clone());
    let found = state.live().store().citizen_report(id).await.map_err(|error| Failure::internal(&error))?;
    let report = found.ok_or_else(missing)?;
    signed_in.actor().authorize(citizen_reports::permission(&report)).map_err(|_| missing())?;
    Ok(report)
}

async fn show(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Markup, Failure> {
    let report = find(&state, &view, &signed_in, id).await?;
    Ok(render(&view, &signed_in, &report, (None, &Sent::default())))
}

fn render(
    view: &RequestContext,
    signed_in: &SignedIn,
    report: &CitizenReport,
    (fault, sent): (Option<&str>, &Sent),
) -> Markup {
    let lang = view.lang;
    let title = lang.with("citizen-report-number", [("number", report.id.into())]);
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) } }
        h1 { (title) }
        (alert(fault))
        (report::facts(view, report))
        @if report.state == REPORT_OPEN {
            p { (lang.text("report-answer-lead")) }
            form method="post" action=(in_lang(lang, &format!("/citizen-reports/{}", report.id))) {
                (token(signed_in))
                p { label for="answer" { (lang.text("citizen-report-answer")) }
                    textarea #answer name="answer" rows="4" required maxlength=(MOST_SIGNS) { (sent.typed("answer")) } }
                p.actions {
                    button type="submit" name="decision" value="answered" { (lang.text("report-do-answer")) }
                    button.plain type="submit" name="decision" value="rejected" { (lang.text("report-do-reject")) }
                }
            }
        }
    };
    page(view, title.clone(), body)
}

async fn answer(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let report = find(&state, &view, &signed_in, id).await?;
    let is_rejected = sent.get("decision") == Some("rejected");
    let decision = (is_rejected, sent.get("answer").unwrap_or_default());
    let of = (&signed_in.actor(), &report);
    match citizen_reports::answer(state.live().store(), of, decision, view.now).await {
        Ok(()) => Ok(Redirect::to(&in_lang(view.lang, &format!("/citizen-reports/{id}"))).into_response()),
        Err(Refusal::Conflict(reason)) => {
            let report = find(&state, &view, &signed_in, id).await?;
            let page = render(&view, &signed_in, &report, (Some(&view.lang.message(&reason)), &sent));
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Reports as a list that leads to each.
pub fn list(view: &RequestContext, reports: &[&CitizenReport]) -> Markup {
    let lang = view.lang;
    html! {
        ul.submissions {
            @for one in reports {
                li {
                    a href=(in_lang(lang, &format!("/citizen-reports/{}", one.id))) { (report::subject_name(view, one)) }
                    ": " (report::kind_words(lang, &one.kind)) ", " (format::moment(lang, one.created_at))
                    ": " (report::state_words(lang, one))
                }
            }
        }
    }
}
