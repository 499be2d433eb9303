//! Taking an entry of the journal back, as a new entry: what it stated is voided, what it voided is stated again.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::actor::Deed;
use super::draft::Draft;
use super::import::{Detail, Outcome, summary};
use super::live::today_in_kyiv;
use super::references::{Dependents, Existence, resting};
use super::{Actor, Refusal};
use crate::formats::{ChangeList, FaultList};
use crate::store::{Action, Entry, Refs, Store, TableUndo, Touched, UndoneEntries, Write};

/// Name of the action in the journal.
pub const NAME: &str = "undo";

/// Which entry is to be taken back, and how.
#[derive(Clone, Debug)]
pub struct Request {
    pub entry: u64,
    /// Do everything except writing.
    pub dry_run: bool,
    pub detail: Detail,
    pub actor: Actor,
    pub now: DateTime<Utc>,
}

/// What an entry did, to be taken back.
struct Takeback {
    draft: Draft,
    confirmations: TableUndo,
}

/// Takes an entry back.
///
/// # Errors
/// [`Refusal::Conflict`] when later entries rest on it, or when it is taken back already; nothing is changed then.
pub async fn run(store: &Store, request: Request) -> Result<Outcome, Refusal> {
    request.actor.may(Deed::Undo)?;
    let mut write = store.begin().await?;
    let entry = write.entry_numbered(request.entry).await?;
    let entry = entry.ok_or_else(|| Refusal::Conflict(format!("запису {} у журналі немає", request.entry)))?;
    let undone = write.undone_entries().await?;
    refuse_undone(&entry, &undone)?;
    let mut refs = write.refs().await?;
    let Takeback { draft, confirmations } = takeback(&write, &entry, &undone, &refs).await?;
    let mut outcome = Outcome {
        counts: draft.counts(),
        by_table: draft.by_table(),
        warnings: FaultList::default(),
        changes: if request.detail == Detail::Cells { draft.changes() } else { ChangeList::default() },
        dry_run: request.dry_run,
        action: None,
    };
    let before = Existence::of(&draft, &write, &refs).await?;
    let action = write.record(action(&request, &entry, &draft)).await?;
    draft.apply(&mut write, action, today_in_kyiv(), &mut refs).await?;
    write.undo_confirmations(&confirmations, action).await?;
    let refs = write.refs().await?;
    let after = Existence::of(&draft, &write, &refs).await?;
    refuse_dependents(&entry, &resting(&draft, (&before, &after), &write, &refs).await?)?;
    if !request.dry_run {
        write.commit().await?;
        outcome.action = Some(action);
    }
    Ok(outcome)
}

fn refuse_undone(entry: &Entry, undone: &UndoneEntries) -> Result<(), Refusal> {
    if let Some(by) = undone.undone_by(entry.id) {
        return Err(Refusal::Conflict(format!("запис {} уже скасовано записом {by}", entry.id)));
    }
    if entry.digests.is_none() {
        let reason = "його зроблено, коли рядки ще змінювалися на місці, і попередній зміст не зберігся";
        return Err(Refusal::Conflict(format!("запис {} не можна скасувати: {reason}", entry.id)));
    }
    Ok(())
}

fn refuse_dependents(entry: &Entry, dependents: &Dependents) -> Result<(), Refusal> {
    if dependents.is_empty() {
        return Ok(());
    }
    let reason = "на ньому тримаються пізніші записи";
    let advice = "спершу скасуйте їх, починаючи з останнього";
    let entry = format!("запис {} ({})", entry.id, entry.name);
    Err(Refusal::Conflict(format!("{entry} не можна скасувати: {reason}: {dependents}; {advice}")))
}

async fn takeback(write: &Write, entry: &Entry, undone: &UndoneEntries, refs: &Refs) -> Result<Takeback, Refusal> {
    let (draft, dependents) = Draft::undoing(write, entry.id, undone, refs).await?;
    refuse_dependents(entry, &dependents)?;
    let confirmations = write.confirmation_undo(entry.id, undone).await?;
    if draft.counts().is_nothing() && confirmations == TableUndo::default() {
        return Err(Refusal::Conflict(format!("запис {} нічого не змінив: скасовувати нічого", entry.id)));
    }
    Ok(Takeback { draft, confirmations })
}

/// The entry of the journal; it touches what the one it takes back touched.
fn action(request: &Request, entry: &Entry, draft: &Draft) -> Action {
    Action {
        at: request.now,
        actor: request.actor.name().to_owned(),
        name: NAME.to_owned(),
        file: None,
        file_sha256: None,
        as_of: None,
        sample: false,
        touched: Touched::joined(entry.parts.split_whitespace().filter_map(Touched::parse)),
        summary: summary(draft),
        // The rows say themselves what was voided and stated again.
        changes: json!({ "undoes": entry.id }).to_string(),
        undoes: Some(entry.id),
    }
}
