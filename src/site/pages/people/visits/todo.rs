//! What of findings waits for a person, in the workspace.

use maud::{Markup, html};

use super::{finding, told};
use crate::actions::visits::followed;
use crate::domain::person::Role;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, SignedIn};
use crate::store::Within;

/// Findings a hromada has to answer, and those an auditor has to look at.
pub async fn section(state: &AppState, view: &RequestContext, signed_in: &SignedIn) -> Result<Markup, Failure> {
    let lang = view.lang;
    let Within { hromadas, oblasts } = super::within(signed_in);
    let edited = Within { hromadas, oblasts: Vec::new() };
    let audited = Within { hromadas: Vec::new(), oblasts };
    let own = part(state, view, (&edited, false), "findings-to-answer").await?;
    let theirs = part(state, view, (&audited, true), "findings-waiting").await?;
    let is_auditor = signed_in.person.has_role(Role::Auditor);
    Ok(html! {
        (own) (theirs)
        @if is_auditor {
            p.actions { a href=(in_lang(lang, "/visits")) { (lang.text("visits")) }
                a href=(in_lang(lang, "/findings")) { (lang.text("findings-all")) } }
        }
    })
}

async fn part(
    state: &AppState,
    view: &RequestContext,
    (within, is_auditor): (&Within, bool),
    title: &str,
) -> Result<Markup, Failure> {
    let store = state.live().store();
    let rows = store.findings_within(within).await.map_err(|error| told(&error))?;
    let findings = followed(store, rows).await.map_err(|error| told(&error))?;
    let waiting = finding::waiting(view, &findings, is_auditor);
    let lang = view.lang;
    Ok(html! {
        @if !waiting.is_empty() {
            h2 id=(title) { (lang.text(title)) }
            (finding::table(view, &waiting))
        }
        @if waiting.is_empty() && !findings.is_empty() && !is_auditor {
            p { a href=(in_lang(lang, "/findings")) { (lang.text("findings-all")) } }
        }
    })
}

/// How many findings of the places somebody edits or audits are overdue, for the overview of today; nothing where none is.
pub async fn overdue_notice(
    state: &AppState,
    view: &RequestContext,
    signed_in: Option<&SignedIn>,
) -> Result<Markup, Failure> {
    let Some(signed_in) = signed_in.filter(|_| !view.date_named && view.known.is_none()) else {
        return Ok(html! {});
    };
    let store = state.live().store();
    let rows = store.findings_within(&super::within(signed_in)).await.map_err(|error| told(&error))?;
    let findings = followed(store, rows).await.map_err(|error| told(&error))?;
    let overdue = findings.iter().filter(|finding| finding.overdue_days(view.today()).is_some()).count();
    Ok(html! {
        @if overdue > 0 {
            p.notice { a href=(in_lang(view.lang, "/findings")) { (view.lang.count("findings-overdue-count", overdue)) } }
        }
    })
}
