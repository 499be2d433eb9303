//! `/account`: who is signed in, with which roles, where from, and the way out everywhere.

use axum::Router;
use axum::extract::State;
use axum::response::Redirect;
use axum::routing::{get, post};
use maud::{Markup, html};

use super::{page, person_bar, token};
use crate::actions::{accounts, tokens};
use crate::domain::person::Grant;
use crate::http::session::{BEGUN, USED};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn};
use crate::site::parts::{format, links};
use crate::store::OpenSession;

pub fn routes() -> Router<AppState> {
    Router::new().route("/account", get(show)).route("/account/sign-out-everywhere", post(sign_out_everywhere))
}

async fn show(State(state): State<AppState>, view: RequestContext, signed_in: SignedIn) -> Result<Markup, Failure> {
    let lang = view.lang;
    let found = state.live().store().sessions_of(signed_in.person.id, (BEGUN, USED), view.now).await;
    let sessions = found.map_err(|error| Failure::internal(&error))?;
    let title = lang.text("account-title");
    let body = html! {
        (person_bar(&view, &signed_in))
        h1 { (title) }
        h2 { (lang.text("account-roles")) }
        ul { @for grant in &signed_in.person.grants { li { (role(&view, grant)) } } }
        h2 { (lang.text("account-safety")) }
        ul {
            li { a href=(in_lang(lang, "/account/second-factor")) { (lang.text("factor-title")) } }
            @if tokens::grants_of(&signed_in.person).next().is_some() {
                li { a href=(in_lang(lang, "/account/tokens")) { (lang.text("tokens-title")) } }
            }
        }
        h2 { (lang.text("account-sessions")) }
        p { (lang.text("account-sessions-lead")) }
        ul { @for session in &sessions { li { (session_text(&view, *session)) } } }
        form method="post" action=(in_lang(lang, "/account/sign-out-everywhere")) {
            (token(&signed_in))
            button type="submit" { (lang.text("account-sign-out-everywhere")) }
        }
    };
    Ok(page(&view, title, body))
}

pub(super) fn role(view: &RequestContext, grant: &Grant) -> String {
    let role = view.lang.text(&format!("role-{}", grant.role.word()));
    match grant.territory {
        Some(code) => format!("{role}: {}", links::territory_name(view, code)),
        None => role,
    }
}

fn session_text(view: &RequestContext, session: OpenSession) -> String {
    let lang = view.lang;
    let moment = |at: Option<_>| at.map_or_else(|| lang.text("unknown"), |at| format::moment(lang, at));
    lang.with("account-session", [("begun", moment(session.begun).into()), ("used", moment(session.used).into())])
}

/// Ends every session of the person, this one too.
async fn sign_out_everywhere(
    State(state): State<AppState>,
    view: RequestContext,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Redirect, Failure> {
    sent.check(&signed_in)?;
    let ended = accounts::end_sessions(state.live().store(), &signed_in.person).await;
    ended.map_err(|error| Failure::internal(&error))?;
    signed_in.session.flush().await.map_err(|error| Failure::internal(&error))?;
    Ok(Redirect::to(&in_lang(view.lang, "/sign-in")))
}
