//! `/admin/people/{id}`: one account: its roles, a new invitation, reset and end, and what was done to it.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::account::role;
use super::admin::{link_once, role_fields, sent_grant, signed_in_at, state_words};
use super::tokens::{parse_grant, word};
use super::{alert, page, person_bar, token};
use crate::actions::Refusal;
use crate::actions::accounts::{self, Token};
use crate::actions::change_log::{self, EntryFacts};
use crate::domain::person::Grant;
use crate::http::urls::in_lang;
use crate::http::{Administrator, AppState, Failure, RequestContext, Sent, SignedIn};
use crate::site::parts::{format, names};
use crate::store::Account;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/people/{id}", get(show))
        .route("/admin/people/{id}/add-role", post(add_role))
        .route("/admin/people/{id}/remove-role", post(remove_role))
        .route("/admin/people/{id}/invite", post(invite))
        .route("/admin/people/{id}/reset", post(reset))
        .route("/admin/people/{id}/disable", post(disable))
}

async fn find(state: &AppState, view: &RequestContext, id: i32) -> Result<Account, Failure> {
    let found = state.live().store().account(id).await.map_err(|error| Failure::internal(&error))?;
    found.ok_or_else(|| Failure::not_found(view.path.clone()))
}

async fn show(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Administrator(signed_in): Administrator,
) -> Result<Markup, Failure> {
    render(&state, &view, &signed_in, id, &html! {}).await
}

async fn render(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    id: i32,
    told: &Markup,
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let account = find(state, view, id).await?;
    let entries = change_log::of_account(state.live().store(), id).await;
    let entries = entries.map_err(|error| Failure::internal(&error))?;
    let title = account.person.name.clone();
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/admin")) { "‹ " (lang.text("admin-title")) } }
        h1 { (title) }
        (told)
        dl.facts {
            div { dt { (lang.text("admin-email")) } dd { (account.email) } }
            div { dt { (lang.text("admin-state")) } dd { (state_words(lang, &account)) } }
            div { dt { (lang.text("admin-signed-in")) } dd { (signed_in_at(lang, &account)) } }
        }
        h2 { (lang.text("admin-roles")) }
        (roles(view, signed_in, &account))
        @if !account.is_disabled && account.person.id != signed_in.person.id { (access(view, signed_in, id)) }
        h2 { (lang.text("admin-entries")) }
        ul { @for entry in &entries { li { (entry_words(view, entry)) } } }
    };
    Ok(page(view, title, body))
}

fn url(view: &RequestContext, id: i32, permission: &str) -> String {
    in_lang(view.lang, &format!("/admin/people/{id}/{permission}"))
}

/// The roles with the way to take one away, and to give another.
fn roles(view: &RequestContext, signed_in: &SignedIn, account: &Account) -> Markup {
    let lang = view.lang;
    let id = account.person.id;
    let may_change = !account.is_disabled && id != signed_in.person.id;
    let is_last = account.person.grants.len() == 1;
    html! {
        ul.roles {
            @for grant in &account.person.grants {
                li {
                    (role(view, grant))
                    @if may_change && !is_last {
                        form method="post" action=(url(view, id, "remove-role")) {
                            (token(signed_in))
                            input type="hidden" name="grant" value=(word(*grant));
                            button.plain type="submit" { (lang.text("admin-remove-role")) span.hidden { " " (role(view, grant)) } }
                        }
                    }
                }
            }
        }
        @if may_change {
            form.upload method="post" action=(url(view, id, "add-role")) {
                (token(signed_in))
                (role_fields(view, &Sent::default()))
                button type="submit" { (lang.text("admin-add-role")) }
            }
        } @else { p.small { (lang.text("admin-own")) } }
    }
}

/// What ends or renews the way in.
fn access(view: &RequestContext, signed_in: &SignedIn, id: i32) -> Markup {
    let lang = view.lang;
    html! {
        h2 { (lang.text("admin-access")) }
        @for permission in ["invite", "reset", "disable"] {
            form.permission method="post" action=(url(view, id, permission)) {
                (token(signed_in))
                p { (lang.text(&format!("admin-{permission}-lead"))) }
                button.plain type="submit" { (lang.text(&format!("admin-do-{permission}"))) }
            }
        }
    }
}

/// «30.11.2026 21:40: Змінено ролі (запис 27)».
fn entry_words(view: &RequestContext, entry: &EntryFacts) -> Markup {
    let lang = view.lang;
    html! {
        (format::moment(lang, entry.at)) ": "
        a href=(in_lang(lang, &format!("/sources/{}", entry.number))) { (names::action(lang, &entry.name)) }
        @if let Some(by) = entry.person { ", " (lang.with("admin-by", [("number", by.to_string().into())])) }
        @else { ", " (names::actor(lang, &entry.actor)) }
    }
}

/// The page again, with what was done or refused.
async fn answered(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    account: &Account,
    done: Result<Option<Token>, Refusal>,
) -> Result<Response, Failure> {
    let id = account.person.id;
    match done {
        Ok(None) => Ok(Redirect::to(&in_lang(view.lang, &format!("/admin/people/{id}"))).into_response()),
        Ok(Some(made)) => {
            let told = link_once(view.lang, made.secret(), &account.email);
            Ok(render(state, view, signed_in, id, &told).await?.into_response())
        }
        Err(Refusal::Conflict(reason)) => {
            let page = render(state, view, signed_in, id, &alert(Some(&view.lang.message(&reason)))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn set_roles(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    (account, grants): (&Account, &[Grant]),
) -> Result<Response, Failure> {
    let (store, actor, tree) = (state.live().store(), signed_in.actor(), &view.registry.records.territories);
    let done = accounts::set_roles(store, &actor, (account.person.id, grants), tree, view.now).await;
    answered(state, view, signed_in, account, done.map(|()| None)).await
}

async fn add_role(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Administrator(signed_in): Administrator,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let account = find(&state, &view, id).await?;
    let mut grants = account.person.grants.clone();
    match sent_grant(&sent) {
        Ok(grant) if grants.contains(&grant) => answered(&state, &view, &signed_in, &account, Ok(None)).await,
        Ok(grant) => {
            grants.push(grant);
            set_roles(&state, &view, &signed_in, (&account, &grants)).await
        }
        Err(key) => {
            let refusal = Refusal::conflict(key);
            answered(&state, &view, &signed_in, &account, Err(refusal)).await
        }
    }
}

async fn remove_role(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Administrator(signed_in): Administrator,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let account = find(&state, &view, id).await?;
    let removed = sent.get("grant").and_then(parse_grant);
    let kept = account.person.grants.iter().copied().filter(|grant| Some(*grant) != removed);
    let kept: Vec<Grant> = kept.collect();
    set_roles(&state, &view, &signed_in, (&account, &kept)).await
}

async fn invite(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Administrator(signed_in): Administrator,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let account = find(&state, &view, id).await?;
    let done = accounts::invite(state.live().store(), &signed_in.actor(), &account.email, view.now).await;
    answered(&state, &view, &signed_in, &account, done.map(Some)).await
}

async fn reset(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Administrator(signed_in): Administrator,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let account = find(&state, &view, id).await?;
    let done = accounts::reset(state.live().store(), &signed_in.actor(), &account.email, view.now).await;
    answered(&state, &view, &signed_in, &account, done.map(Some)).await
}

async fn disable(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Administrator(signed_in): Administrator,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let account = find(&state, &view, id).await?;
    let done = accounts::disable(state.live().store(), &signed_in.actor(), &account.email, view.now).await;
    answered(&state, &view, &signed_in, &account, done.map(|()| None)).await
}
