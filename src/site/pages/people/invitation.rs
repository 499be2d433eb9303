//! `/invitation`: an invited person chooses a password.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::{alert, page};
use crate::actions::accounts::{self, PASSWORD_SIGNS, PasswordFault};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, UploadPlace};

pub fn routes() -> Router<AppState> {
    Router::new().route("/invitation", get(show).post(accept_invitation))
}

async fn show(State(state): State<AppState>, view: RequestContext) -> Result<Response, Failure> {
    let email = invited(&state, &view).await?;
    Ok(email.map_or_else(|| gone(&view), |email| form(&view, &email, None).into_response()))
}

async fn invited(state: &AppState, view: &RequestContext) -> Result<Option<String>, Failure> {
    let code = view.param("code").unwrap_or_default();
    Ok(accounts::invited(state.live().store(), code, view.now).await?)
}

fn gone(view: &RequestContext) -> Response {
    let lang = view.lang;
    let title = lang.text("invitation-gone");
    let body = html! { h1 { (title) } p { (lang.text("invitation-gone-advice")) } };
    (StatusCode::NOT_FOUND, page(view, title, body)).into_response()
}

fn form(view: &RequestContext, email: &str, fault: Option<&str>) -> Markup {
    let lang = view.lang;
    let title = lang.text("invitation-title");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.with("invitation-lead", [("email", email.to_owned().into())])) }
        (alert(fault))
        form.people method="post" action=(view.same_page(&[])) {
            input type="hidden" name="username" value=(email) autocomplete="username";
            p { label for="password" { (lang.text("invitation-password")) }
                input #password type="password" name="password" required autocomplete="new-password"
                    minlength=(PASSWORD_SIGNS.start()) maxlength=(PASSWORD_SIGNS.end()) aria-describedby="rule"; }
            p.small #rule { (rule(view)) }
            p { label for="again" { (lang.text("invitation-again")) }
                input #again type="password" name="again" required autocomplete="new-password" maxlength=(PASSWORD_SIGNS.end()); }
            button type="submit" { (lang.text("invitation-keep")) }
        }
    };
    page(view, title, body)
}

fn rule(view: &RequestContext) -> String {
    view.lang.with("invitation-rule", [("least", (*PASSWORD_SIGNS.start()).into())])
}

async fn accept_invitation(
    State(state): State<AppState>,
    view: RequestContext,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    let Some(email) = invited(&state, &view).await? else { return Ok(gone(&view)) };
    let password = sent.typed("password");
    let fault = match accounts::password_fault(password, &email) {
        Some(PasswordFault::Length) => Some(rule(&view)),
        Some(PasswordFault::Guessed) => Some(view.lang.text("invitation-guessed")),
        None if password != sent.typed("again") => Some(view.lang.text("invitation-differs")),
        None => None,
    };
    if let Some(fault) = fault {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, form(&view, &email, Some(&fault))).into_response());
    }
    let (store, now) = (state.live().store().clone(), view.now);
    let (code, password) = (view.param("code").unwrap_or_default().to_owned(), password.to_owned());
    let work = move || async move { accounts::accept_invitation(&store, &code, &password, now).await };
    let taken = state.uploads().run_future(work).await??;
    Ok(taken.map_or_else(|| gone(&view), |_| Redirect::to(&in_lang(view.lang, "/sign-in")).into_response()))
}
