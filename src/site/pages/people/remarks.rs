//! Remarks about a submission, of both sides.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use maud::{Markup, html};

use super::submission::{OpenedSubmission, back, find, name_of, refused};
use super::token;
use crate::actions::actor::Permission;
use crate::actions::{Refusal, review};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn};
use crate::site::parts::format;

pub fn routes() -> Router<AppState> {
    Router::new().route("/submissions/{id}/remark", post(remark))
}

/// What was said, and the form to say more.
pub async fn section(
    state: &AppState,
    view: &RequestContext,
    (signed_in, sent): (&SignedIn, &Sent),
    found: &OpenedSubmission,
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let said = state.live().store().comments(found.submission.id).await;
    let said = said.map_err(|error| Failure::internal(&error))?;
    let mut told = Vec::with_capacity(said.len());
    for one in said {
        told.push((name_of(state, one.account_id).await?, one));
    }
    let url = in_lang(lang, &format!("/submissions/{}/remark", found.submission.id));
    let may = signed_in.actor().authorize(Permission::Remark(found.place)).is_ok();
    Ok(html! {
        h2 #remarks { (lang.text("remarks")) }
        @if told.is_empty() { p.small { (lang.text("remarks-none")) } }
        ol.remarks-list {
            @for (name, one) in &told {
                li {
                    strong { (name) } ", "
                    (lang.text(if one.by_auditor { "remark-of-auditor" } else { "remark-of-hromada" })) ", "
                    (format::moment(lang, one.at))
                    p { (one.text) }
                }
            }
        }
        @if may {
            form method="post" action=(url) {
                (token(signed_in))
                p { label for="remark" { (lang.text("remark-own")) }
                    textarea #remark name="remark" rows="3" required maxlength=(review::MOST_SIGNS) { (sent.typed("remark")) } }
                button type="submit" { (lang.text("remark-send")) }
            }
        }
    })
}

async fn remark(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let found = find(&state, &view, &signed_in, id).await?;
    let of = (&signed_in.actor(), &found.submission);
    let text = sent.get("remark").unwrap_or_default();
    match review::remark(state.live().store(), of, found.place, text, view.now).await {
        Ok(()) => Ok(back(&view, id)),
        Err(Refusal::Conflict(reason)) => {
            refused(&state, &view, (&signed_in, &sent), &found, &view.lang.message(&reason)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}
