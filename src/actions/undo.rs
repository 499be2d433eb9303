//! Taking an entry of the journal back, as a new entry: what it stated is voided, what it voided is stated again.

use chrono::{DateTime, Utc};

use super::actor::Permission;
use super::commit::{AuditEntry, Mode, Outcome, Undone, commit};
use super::draft::Draft;
use super::references::Dependents;
use super::{Actor, Refusal};
use crate::domain::Message;
use crate::domain::kyiv;
use crate::store::{ChangeSet, Store, StoredAuditEntry, TableUndo, UndoneEntries};

/// Name of the action in the journal.
pub const NAME: &str = "undo";

/// Which entry is to be taken back, and how.
#[derive(Clone, Debug)]
pub struct Request {
    pub entry: u64,
    pub mode: Mode,
    pub actor: Actor,
    pub now: DateTime<Utc>,
}

/// Takes an entry back.
///
/// # Errors
/// [`Refusal::Conflict`] when later entries rest on it, or when it is taken back already; nothing is changed then.
pub async fn run(store: &Store, request: Request) -> Result<Outcome, Refusal> {
    run_as(store, request, Permission::Undo).await
}

/// The same where another permission than an operator's lets it pass, as an auditor's about what was published at once.
///
/// # Errors
/// As [`run`].
pub async fn run_as(store: &Store, request: Request, permission: Permission) -> Result<Outcome, Refusal> {
    request.actor.authorize(permission)?;
    let write = store.begin().await?;
    let entry = write.entry_numbered(request.entry).await?;
    let entry =
        entry.ok_or_else(|| Refusal::conflict(Message::new("refused-no-entry").with("entry", request.entry)))?;
    let undone = write.undone_entries().await?;
    refuse_undone(&entry, &undone)?;
    let refs = write.refs().await?;
    let (draft, dependents) = Draft::undoing(&write, entry.id, &undone, &refs).await?;
    let confirmations = write.confirmation_undo(entry.id, &undone).await?;
    let audit = audit_entry(&request, &entry, confirmations);
    refuse(&audit, &draft, &dependents)?;
    commit(write, (&request.actor, permission), audit, &draft, refs, request.mode).await
}

fn refuse_undone(entry: &StoredAuditEntry, undone: &UndoneEntries) -> Result<(), Refusal> {
    if let Some(by) = undone.undone_by(entry.id) {
        let reason = numbered("refused-undone-already", entry.id).with("by", by.to_string());
        return Err(Refusal::conflict(reason));
    }
    if entry.digests.is_none() {
        return Err(Refusal::conflict(numbered("refused-undo-too-old", entry.id)));
    }
    Ok(())
}

/// Refuses to take back what later entries rest on, and what changed nothing.
fn refuse(audit: &AuditEntry, draft: &Draft, dependents: &Dependents) -> Result<(), Refusal> {
    if !dependents.is_empty() {
        return Err(audit.refusal_over_dependents(dependents));
    }
    let undone = audit.undoes.as_ref().filter(|undone| undone.confirmations == TableUndo::default());
    match undone.filter(|_| draft.counts().is_nothing()) {
        Some(Undone { entry, .. }) => Err(Refusal::conflict(numbered("refused-undo-nothing", *entry))),
        None => Ok(()),
    }
}

/// A message of an entry of the journal.
fn numbered(code: &'static str, entry: i32) -> Message {
    Message::new(code).with("entry", entry.to_string())
}

/// The entry of the journal; it touches what the one it takes back touched.
fn audit_entry(request: &Request, entry: &StoredAuditEntry, confirmations: TableUndo) -> AuditEntry {
    let touched = ChangeSet::joined(entry.parts.split_whitespace().filter_map(ChangeSet::parse));
    AuditEntry {
        at: request.now,
        name: NAME.to_owned(),
        file: None,
        file_sha256: None,
        as_of: None,
        sample: false,
        confirmed: kyiv::date(request.now),
        accepts: None,
        signs: None,
        undoes: Some(Undone { entry: entry.id, name: entry.name.clone(), touched, confirmations }),
    }
}
