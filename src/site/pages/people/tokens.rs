//! `/account/tokens`: tokens of the API that a person made, one more, and the end of one.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::account::role;
use super::{alert, page, person_bar, token};
use crate::actions::Refusal;
use crate::actions::tokens::{self, NAME_SIGNS, NewToken, grants_of};
use crate::domain::TerritoryCode;
use crate::domain::person::{Grant, Role};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, Lang, RequestContext, Sent, SignedIn};
use crate::site::parts::{Column, Table, format};
use crate::store::ApiToken;

/// Days a token may be chosen to last.
const DAYS: [i64; 4] = [7, 30, 90, 365];
/// Chosen unless something else is.
const USUAL_DAYS: i64 = 90;

pub fn routes() -> Router<AppState> {
    Router::new().route("/account/tokens", get(show).post(add)).route("/account/tokens/{id}/end", post(end))
}

async fn show(State(state): State<AppState>, view: RequestContext, signed_in: SignedIn) -> Result<Markup, Failure> {
    render(&state, &view, &signed_in, &html! {}).await
}

async fn render(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    told: &Markup,
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let found = state.live().store().api_tokens_of(signed_in.person.id).await;
    let found = found.map_err(|error| Failure::internal(&error))?;
    let title = lang.text("tokens-title");
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/account")) { "‹ " (lang.text("account-title")) } }
        h1 { (title) }
        p.lead { (lang.text("tokens-lead")) " " a href="/api" { (lang.text("nav-api")) } }
        (told)
        @if found.is_empty() { p { (lang.text("tokens-none")) } } @else { (table(view, signed_in, &found)) }
        h2 { (lang.text("tokens-add")) }
        (form(view, signed_in))
    };
    Ok(page(view, title, body))
}

fn table(view: &RequestContext, signed_in: &SignedIn, tokens: &[ApiToken]) -> Table {
    let lang = view.lang;
    let columns = ["tokens-name", "tokens-role", "tokens-until", "tokens-used", "tokens-state"];
    let columns = columns.map(|key| Column::text(lang.text(key)));
    let rows = tokens.iter().map(|one| {
        let grant = one.grant().map(|grant| role(view, &grant)).unwrap_or_default();
        let used = one.used_at.map_or_else(|| lang.text("tokens-never"), |at| format::moment(lang, at));
        vec![
            html! { (one.name) },
            html! { (grant) },
            html! { (format::moment(lang, one.expires_at)) },
            html! { (used) },
            html! { (state_of(view, signed_in, one)) },
        ]
    });
    Table::new(lang.text("tokens-title"), columns.to_vec()).stacked().rows(rows)
}

/// The end of a token that may be used, or why it may not.
fn state_of(view: &RequestContext, signed_in: &SignedIn, one: &ApiToken) -> Markup {
    let lang = view.lang;
    if !one.is_open(view.now) {
        let key = if one.ended_at.is_some() { "tokens-ended" } else { "tokens-expired" };
        return html! { (lang.text(key)) };
    }
    html! {
        form method="post" action=(in_lang(lang, &format!("/account/tokens/{}/end", one.id))) {
            (token(signed_in))
            button.plain type="submit" { (lang.text("tokens-end")) span.hidden { " " (one.name) } }
        }
    }
}

fn form(view: &RequestContext, signed_in: &SignedIn) -> Markup {
    let lang = view.lang;
    html! {
        form.upload method="post" action=(in_lang(lang, "/account/tokens")) {
            (token(signed_in))
            p { label for="name" { (lang.text("tokens-name")) }
                input #name name="name" required maxlength=(NAME_SIGNS) aria-describedby="name-help"; }
            p.small #name-help { (lang.text("tokens-name-help")) }
            p { label for="grant" { (lang.text("tokens-role")) }
                select #grant name="grant" {
                    @for grant in grants_of(&signed_in.person) { option value=(word(grant)) { (role(view, &grant)) } }
                } }
            p { label for="days" { (lang.text("tokens-days")) }
                select #days name="days" {
                    @for days in DAYS {
                        option value=(days) selected[days == USUAL_DAYS] { (lang.count("tokens-for-days", usize::try_from(days).unwrap_or_default())) }
                    }
                } }
            button type="submit" { (lang.text("tokens-make")) }
        }
    }
}

/// «editor UA53…», as forms send a role and its place.
pub(super) fn word(grant: Grant) -> String {
    let territory = grant.territory.map(|code| format!(" {code}")).unwrap_or_default();
    format!("{}{territory}", grant.role.word())
}

/// Reads what [`word`] wrote.
pub(super) fn parse_grant(text: &str) -> Option<Grant> {
    let (role, territory) = text.split_once(' ').map_or((text, None), |(role, code)| (role, Some(code)));
    let territory = territory.map(TerritoryCode::parse).transpose().ok()?;
    Some(Grant { role: Role::parse(role)?, territory })
}

async fn add(
    State(state): State<AppState>,
    view: RequestContext,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let Some(grant) = sent.get("grant").and_then(parse_grant) else {
        return refused(&state, &view, &signed_in, crate::actions::account_refusals::not_own_role()).await;
    };
    let days = sent.get("days").and_then(|days| days.parse().ok()).unwrap_or_default();
    let new = NewToken { name: sent.get("name").unwrap_or_default().to_owned(), grant, days };
    match tokens::add(state.live().store(), &signed_in.person, new, view.now).await {
        Ok(made) => Ok(render(&state, &view, &signed_in, &once(view.lang, made.secret())).await?.into_response()),
        Err(refusal) => refused(&state, &view, &signed_in, refusal).await,
    }
}

/// The token, which no page shows again.
fn once(lang: Lang, secret: &str) -> Markup {
    html! {
        div.notice #alert role="status" tabindex="-1" {
            p { strong { (lang.text("tokens-made")) } " " (lang.text("tokens-once")) }
            p { code.secret { (secret) } }
        }
    }
}

/// The page again with what was wrong.
async fn refused(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    refusal: Refusal,
) -> Result<Response, Failure> {
    let (Refusal::Conflict(reason) | Refusal::Forbidden(reason)) = &refusal else { return Err(refusal.into()) };
    let page = render(state, view, signed_in, &alert(Some(&view.lang.message(reason)))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn end(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    match tokens::end(state.live().store(), &signed_in.person, id, view.now).await {
        Ok(()) => Ok(Redirect::to(&in_lang(view.lang, "/account/tokens")).into_response()),
        Err(refusal) => refused(&state, &view, &signed_in, refusal).await,
    }
}
