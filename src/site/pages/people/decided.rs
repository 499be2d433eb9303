//! A submission after the decision: what it was about, which rows were returned, and the way to correct them.

use maud::{Markup, html};

use super::submission::OpenedSubmission;
use super::{differences, published, token};
use crate::actions::actor::Permission;
use crate::actions::review::{self, Differences};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, Lang, RequestContext, Sent, SignedIn};
use crate::site::parts::{Column, Table};
use crate::store::{PUBLISHED, ReturnedLine, Submission};
use crate::wording::learned::sent::row_words;

/// Returned rows shown at once.
const SHOWN: usize = 500;

/// What is left of a decision.
pub async fn section(
    state: &AppState,
    view: &RequestContext,
    (signed_in, sent): (&SignedIn, &Sent),
    found: &OpenedSubmission,
) -> Result<Markup, Failure> {
    let told = |error: crate::store::Error| Failure::internal(&error);
    let (store, id) = (state.live().store(), found.submission.id);
    let kept = store.decision_differences(id).await.map_err(told)?;
    let kept = kept.as_deref().and_then(Differences::read);
    let returned = store.returned_lines(id).await.map_err(told)?;
    let corrected = store.corrected(&[id]).await.map_err(told)?;
    let actor = signed_in.actor();
    let may_correct = actor.authorize(Permission::Submit(found.place)).is_ok() && is_returned(&found.submission);
    let may_review = found.submission.state == PUBLISHED && actor.authorize(Permission::Judge(found.place)).is_ok();
    let correction = in_lang(view.lang, &format!("/submissions/{id}/correction"));
    Ok(html! {
        (returned_table(view, &found.submission, &returned))
        @if may_correct && corrected.is_empty() {
            p.actions { a.button href=(correction) { (view.lang.text("correction-link")) } }
        }
        @if may_review { (published::form(view, &token(signed_in), sent, id)) }
        @if let Some(kept) = &kept { (differences::section(view, kept, "decided-changes")) }
    })
}

/// True where something of it was returned to the hromada.
pub fn is_returned(submission: &Submission) -> bool {
    ["returned", "partly"].contains(&submission.state.as_str())
}

/// The submission this one corrects, and those that correct it.
pub async fn links_between(state: &AppState, lang: Lang, id: i32) -> Result<Markup, Failure> {
    let told = |error: crate::store::Error| Failure::internal(&error);
    let store = state.live().store();
    let (corrects, corrected) = (store.corrects(id).await.map_err(told)?, store.corrected(&[id]).await.map_err(told)?);
    let link = |id: i32| {
        let title = lang.with("submission-title", [("number", id.into())]);
        html! { a href=(in_lang(lang, &format!("/submissions/{id}"))) { (title) } }
    };
    Ok(html! {
        @if let Some(earlier) = corrects { p { (lang.text("corrects")) ": " (link(earlier)) } }
        @for (_, later) in corrected { p { (lang.text("corrected-by")) ": " (link(later)) } }
    })
}

/// Returned rows as they were sent, each with its reason.
pub fn returned_table(view: &RequestContext, submission: &Submission, returned: &[ReturnedLine]) -> Markup {
    if returned.is_empty() {
        return html! {};
    }
    let (lang, records) = (view.lang, &view.registry.records);
    let table = review::sent_table(submission).unwrap_or_default();
    let columns = ["lines-row", "lines-sent", "submission-reason"].map(|key| Column::text(lang.text(key)));
    let rows = returned.iter().take(SHOWN).map(|line| {
        let cells = table.rows.iter().find(|(row, _)| *row == line.row).map(|(_, cells)| cells.as_slice());
        vec![
            html! { (line.row) },
            html! { (row_words(lang, records, &submission.format, &table, cells.unwrap_or_default())) },
            html! { (line.reason) },
        ]
    });
    html! {
        h2 #returned { (lang.count("lines-returned", returned.len())) }
        (Table::new(lang.text("lines-returned-caption"), columns.to_vec()).stacked().rows(rows))
        @if returned.len() > SHOWN { p { (lang.with("submission-more", [("count", (returned.len() - SHOWN).into())])) } }
    }
}
