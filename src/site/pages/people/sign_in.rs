//! `/sign-in` and `/sign-out`.

use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use tower_sessions::Session;

use super::{alert, page};
use crate::actions::accounts::{self, SignInRefusal};
use crate::http::session::{PasswordGiven, Peer};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, UploadPlace};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/sign-in", get(async |view: RequestContext| form(&view, "", None)).post(sign_in))
        .route("/sign-out", post(sign_out))
}

/// The address the request came from, as far as it is known.
struct Address(String);

impl FromRequestParts<AppState> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Peer>().map(|peer| peer.0.to_string()).unwrap_or_default()))
    }
}

fn form(view: &RequestContext, email: &str, fault: Option<&str>) -> Markup {
    let lang = view.lang;
    let title = lang.text("sign-in");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("sign-in-lead")) }
        (alert(fault))
        form.people method="post" action=(view.same_page(&[])) {
            p { label for="email" { (lang.text("sign-in-email")) }
                input #email type="email" name="email" value=(email) required autocomplete="username" maxlength="200"; }
            p { label for="password" { (lang.text("sign-in-password")) }
                input #password type="password" name="password" required autocomplete="current-password" maxlength="200"; }
            button type="submit" { (lang.text("sign-in-enter")) }
        }
        p.small { (lang.text("sign-in-help")) }
    };
    page(view, title, body)
}

async fn sign_in(
    State(state): State<AppState>,
    view: RequestContext,
    session: Session,
    Address(address): Address,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    let (email, password) = (sent.get("email").unwrap_or_default(), sent.typed("password"));
    let now = view.now;
    let (store, of) = (state.live().store().clone(), (email.to_owned(), password.to_owned()));
    // A password takes time and memory to check: as many at once as uploads are read.
    let work = move || async move { accounts::sign_in(&store, (&of.0, &of.1), &address, now).await };
    let (status, key) = match state.uploads().run_future(work).await? {
        Ok(account) => {
            PasswordGiven::begin(&session, &account, now).await?;
            return Ok(Redirect::to(&next_address(&view)).into_response());
        }
        Err(SignInRefusal::Wrong) => (StatusCode::UNPROCESSABLE_ENTITY, "sign-in-wrong"),
        Err(SignInRefusal::TooMany) => (StatusCode::TOO_MANY_REQUESTS, "sign-in-too-many"),
        Err(SignInRefusal::Store(error)) => return Err(Failure::internal(&error)),
    };
    Ok((status, form(&view, email, Some(&view.lang.text(key)))).into_response())
}

/// Where the person was going; an address of another site is not gone to.
pub(super) fn next_address(view: &RequestContext) -> String {
    let own = |path: &&str| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    view.param("next").filter(own).map_or_else(|| in_lang(view.lang, "/workspace"), str::to_owned)
}

/// Whoever owes the second step may go too.
async fn sign_out(view: RequestContext, given: PasswordGiven, sent: Sent) -> Result<Redirect, Failure> {
    sent.check(&given.signed_in())?;
    given.session.flush().await.map_err(|error| Failure::internal(&error))?;
    Ok(Redirect::to(&in_lang(view.lang, "/sign-in")))
}
