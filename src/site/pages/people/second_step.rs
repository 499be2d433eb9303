//! `/sign-in/code`: the second step of signing in.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::sign_in::next_address;
use super::{alert, page, token};
use crate::actions::second_factor::{self, CodeRefusal};
use crate::http::session::Owed;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, PasswordGiven, RequestContext, Sent};

pub fn routes() -> Router<AppState> {
    Router::new().route("/sign-in/code", get(show).post(answer))
}

async fn show(view: RequestContext, given: PasswordGiven) -> Response {
    match given.owed {
        Owed::Code => form(&view, &given, None).into_response(),
        Owed::Nothing | Owed::Enrolment => Redirect::to(&next_address(&view)).into_response(),
    }
}

fn form(view: &RequestContext, given: &PasswordGiven, fault: Option<&str>) -> Markup {
    let lang = view.lang;
    let title = lang.text("code-title");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("code-lead")) }
        (alert(fault))
        form.people method="post" action=(view.same_page(&[])) {
            (token(&given.signed_in()))
            (code_field(view))
            button type="submit" { (lang.text("code-enter")) }
        }
        p.small { (lang.text("code-help")) }
        form method="post" action=(in_lang(lang, "/sign-out")) {
            (token(&given.signed_in()))
            button.plain type="submit" { (lang.text("code-other-account")) }
        }
    };
    page(view, title, body)
}

/// Where a code is typed; recovery codes have letters, so it is no field of numbers.
pub(super) fn code_field(view: &RequestContext) -> Markup {
    html! {
        p { label for="code" { (view.lang.text("code-code")) }
            input #code name="code" required autocomplete="one-time-code" autocapitalize="none" spellcheck="false"
                maxlength="40"; }
    }
}

async fn answer(
    State(state): State<AppState>,
    view: RequestContext,
    given: PasswordGiven,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&given.signed_in())?;
    if given.owed != Owed::Code {
        return Ok(Redirect::to(&next_address(&view)).into_response());
    }
    let typed = sent.get("code").unwrap_or_default();
    let (store, key, id) = (state.live().store(), state.secret_key(), given.account.person.id);
    match second_factor::check(store, key, id, typed, view.now).await {
        Ok(()) => {
            given.take_second_step(view.now).await?;
            Ok(Redirect::to(&next_address(&view)).into_response())
        }
        Err(refusal) => {
            let (status, fault) = told(&view, &refusal)?;
            Ok((status, form(&view, &given, Some(&fault))).into_response())
        }
    }
}

/// What is said of a code that was not taken.
pub(super) fn told(view: &RequestContext, refusal: &CodeRefusal) -> Result<(StatusCode, String), Failure> {
    let (status, key) = match refusal {
        CodeRefusal::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, "code-wrong"),
        CodeRefusal::TooMany => (StatusCode::TOO_MANY_REQUESTS, "code-too-many"),
        CodeRefusal::NoKey => (StatusCode::SERVICE_UNAVAILABLE, "code-no-key"),
        CodeRefusal::Store(error) => return Err(Failure::internal(error)),
    };
    Ok((status, view.lang.text(key)))
}
