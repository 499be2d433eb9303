//! Tables published at once: whose, and the review after.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::submission::{back, find, refused};
use super::{page, person_bar, token};
use crate::actions::actor::Permission;
use crate::actions::{Refusal, review, submissions};
use crate::domain::TerritoryCode;
use crate::domain::text::typed;
use crate::http::session::Auditor;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn};
use crate::site::parts::{Column, Table, format, links};
use crate::store::EditorOf;

pub fn routes() -> Router<AppState> {
    Router::new().route("/submissions/{id}/reviewed", post(reviewed)).route("/trusted", get(trusted).post(trust))
}

/// The forms of the review after.
pub fn form(view: &RequestContext, token: &Markup, sent: &Sent, id: i32) -> Markup {
    let lang = view.lang;
    let url = in_lang(lang, &format!("/submissions/{id}/reviewed"));
    html! {
        h2 #decision { (lang.text("published-review")) }
        p { (lang.text("published-lead")) }
        form method="post" action=(url) {
            (token)
            button type="submit" name="stands" value="yes" { (lang.text("published-stands")) }
        }
        form method="post" action=(url) {
            (token)
            p { label for="reason" { (lang.text("submission-reason")) }
                textarea #reason name="reason" rows="3" maxlength=(review::MOST_SIGNS) { (sent.typed("reason")) } }
            button type="submit" { (lang.text("published-take-back")) }
        }
    }
}

async fn reviewed(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let found = find(&state, &view, &signed_in, id).await?;
    let reason = sent.get("reason").map(|reason| typed(reason, review::MOST_SIGNS));
    let reason = reason.filter(|reason| !reason.is_empty());
    let taken_back = match (sent.get("stands").is_some(), reason) {
        (true, _) => None,
        (false, Some(reason)) => Some(reason),
        (false, None) => {
            let text = view.lang.text("submission-no-reason");
            return refused(&state, &view, (&signed_in, &sent), &found, &text).await;
        }
    };
    let of = (&signed_in.actor(), &found.submission);
    match review::review_published(state.live().store(), of, found.place, taken_back, view.now).await {
        Ok(()) => {
            state.live().catch_up().await.map_err(|error| Failure::internal(&error))?;
            Ok(back(&view, id))
        }
        Err(Refusal::Conflict(reason)) => {
            refused(&state, &view, (&signed_in, &sent), &found, &view.lang.message(&reason)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Editors of the hromadas that an auditor judges.
async fn trusted(
    State(state): State<AppState>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
) -> Result<Markup, Failure> {
    let editors = state.live().store().editors().await.map_err(|error| Failure::internal(&error))?;
    let actor = signed_in.actor();
    let own = |editor: &EditorOf| {
        let place = submissions::place(&view.registry.records, editor.hromada);
        actor.authorize(Permission::Trust(place)).is_ok()
    };
    let editors: Vec<EditorOf> = editors.into_iter().filter(own).collect();
    Ok(list(&view, &signed_in, &editors))
}

fn list(view: &RequestContext, signed_in: &SignedIn, editors: &[EditorOf]) -> Markup {
    let lang = view.lang;
    let title = lang.text("trusted-title");
    let columns = ["trusted-editor", "workspace-hromada", "submission-state", "trusted-change"];
    let columns = columns.map(|key| Column::text(lang.text(key)));
    let rows = editors.iter().map(|editor| row(view, signed_in, editor));
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) } }
        h1 { (title) }
        p.lead { (lang.text("trusted-lead")) }
        @if editors.is_empty() { p { (lang.text("trusted-none")) } }
        @else { (Table::new(title.clone(), columns.to_vec()).stacked().rows(rows)) }
    };
    page(view, title.clone(), body)
}

fn row(view: &RequestContext, signed_in: &SignedIn, editor: &EditorOf) -> Vec<Markup> {
    let lang = view.lang;
    let (key, value) = if editor.trusted_since.is_some() { ("trusted-end", "no") } else { ("trusted-begin", "yes") };
    let label = format!("{}: {}", lang.text(key), editor.name);
    vec![
        html! { (editor.name) },
        html! { (links::hromada(view, editor.hromada)) },
        html! {
            @match editor.trusted_since {
                Some(at) => (lang.with("trusted-since", [("moment", format::moment(lang, at).into())])),
                None => (lang.text("trusted-not")),
            }
        },
        html! {
            form method="post" action=(in_lang(lang, "/trusted")) {
                (token(signed_in))
                input type="hidden" name="account" value=(editor.account);
                input type="hidden" name="hromada" value=(editor.hromada);
                button type="submit" name="trusted" value=(value) aria-label=(label) { (lang.text(key)) }
            }
        },
    ]
}

async fn trust(
    State(state): State<AppState>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    sent: Sent,
) -> Result<Redirect, Failure> {
    sent.check(&signed_in)?;
    let account = sent.get("account").and_then(|account| account.parse().ok());
    let hromada = sent.get("hromada").and_then(|code| TerritoryCode::parse(code).ok());
    let (Some(account), Some(hromada)) = (account, hromada) else { return Err(Failure::unreadable()) };
    let place = submissions::place(&view.registry.records, hromada);
    let trusted = (place, sent.get("trusted") == Some("yes"));
    let (store, actor) = (state.live().store(), signed_in.actor());
    review::trust(store, &actor, (account, hromada), trusted, view.now).await?;
    Ok(Redirect::to(&in_lang(view.lang, "/trusted")))
}
