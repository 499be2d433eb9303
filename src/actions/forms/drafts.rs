//! Drafts of forms: kept as they are typed, rehearsed, and made into submissions.

use chrono::{DateTime, Utc};

use super::Values;
use crate::actions::actor::{Permission, Place};
use crate::actions::commit::Outcome;
use crate::actions::submissions::{self, NewSubmission};
use crate::actions::{Actor, Refusal};
use crate::formats::typed_table::TypedTable;
use crate::rulebook::Rulebook;
use crate::store::{FormDraft, Store};

/// What was typed into a form, over the version of the draft it was typed into.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The key of the form.
    pub form: String,
    pub values: &'a Values,
    pub version: i32,
    pub place: Place,
}

/// A table that is submitted, with what the auditor is told.
#[derive(Clone, Debug)]
pub struct Sending {
    pub table: TypedTable,
    /// What the table is shown as.
    pub file: String,
    pub note: Option<String>,
    pub place: Place,
}

/// Keeps what was typed; false where somebody kept something else meanwhile.
///
/// # Errors
/// The actor may not, or the database refuses.
pub async fn keep(
    store: &Store,
    actor: &Actor,
    draft: &Draft<'_>,
    submission: Option<i32>,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    actor.authorize(Permission::Submit(draft.place))?;
    let Actor::Person(person) = actor else { return Ok(false) };
    let stored = FormDraft {
        id: 0,
        form: draft.form.clone(),
        hromada: draft.place.hromada.to_string(),
        account_id: person.id,
        fields: draft.values.text(),
        version: draft.version,
        updated_at: now,
        submission,
    };
    let write = store.begin().await?;
    let is_kept = write.keep_form_draft(&stored).await?;
    write.commit().await?;
    Ok(is_kept)
}

/// What a table would change if it were accepted now; nothing is kept.
///
/// # Errors
/// The actor may not, or the table has faults.
pub async fn rehearse(
    store: &Store,
    rules: &Rulebook,
    actor: &Actor,
    sending: &Sending,
    now: DateTime<Utc>,
) -> Result<Outcome, Refusal> {
    submissions::try_out(store, rules, actor, &new_submission(sending.clone()), now).await
}

/// Submits a table; gives back the number of the submission.
///
/// # Errors
/// The actor may not, the table is empty or has faults.
pub async fn submit(
    store: &Store,
    rules: &Rulebook,
    actor: &Actor,
    sending: Sending,
    now: DateTime<Utc>,
) -> Result<i32, Refusal> {
    submissions::submit(store, rules, actor, new_submission(sending), now).await
}

/// Every row of a form's table states its own day.
fn new_submission(sending: Sending) -> NewSubmission {
    let Sending { table, file, note, place } = sending;
    NewSubmission { format: table.format, bytes: table.bytes(), file: Some(file), day: None, note, place }
}
