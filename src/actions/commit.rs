//! The one way in for changes: what was decided is journalled and written in one transaction, or only rehearsed.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::actor::Permission;
use super::draft::Draft;
use super::merge::Counts;
use super::references::{Dependents, Existence, rows_resting_on};
use super::visits::SignedSheet;
use super::{Actor, Refusal};
use crate::domain::Message;
use crate::formats::{ChangeList, FaultList};
use crate::registry::Records;
use crate::store::{ChangeSet, Decision, IdMap, NewAuditEntry, ReturnedLine, TableUndo, Write};

/// What the journal says of an action beside what it changed.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    pub at: DateTime<Utc>,
    /// For an import the format.
    pub name: String,
    pub file: Option<String>,
    /// SHA-256 of the file, hexadecimal.
    pub file_sha256: Option<String>,
    /// Day from which rows without dates of their own hold.
    pub as_of: Option<NaiveDate>,
    pub sample: bool,
    /// Day on which the stated rows are confirmed.
    pub confirmed: NaiveDate,
    /// The entry that is taken back.
    pub undoes: Option<Undone>,
    /// The submission that is accepted.
    pub accepts: Option<Acceptance>,
    /// The sheet of a visit that is signed off.
    pub signs: Option<SignedSheet>,
}

/// What is kept of the acceptance of a submission with the entry that writes it.
#[derive(Clone, Debug, Default)]
pub struct Acceptance {
    pub submission: i32,
    /// The state it gets.
    pub state: &'static str,
    /// Rows that are not written but returned.
    pub returned: Vec<ReturnedLine>,
    /// The changes and the effect as they were seen, as JSON.
    pub differences: Option<String>,
}

/// An entry that is taken back: its number and name, what it touched, the confirmations that go with it.
#[derive(Clone, Debug)]
pub struct Undone {
    pub entry: i32,
    pub name: String,
    pub touched: Vec<ChangeSet>,
    pub confirmations: TableUndo,
}

/// How closely an action tells what it changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Rows of each sort are counted.
    #[default]
    Counts,
    /// Every changed cell is listed too.
    Cells,
    /// The cells of new rows as well.
    Whole,
}

/// Whether the action is carried out, and how closely it is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mode {
    /// Do everything except committing.
    pub dry_run: bool,
    pub detail: Detail,
}

/// What an action did, or would do.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub counts: Counts,
    pub by_table: Vec<(&'static str, Counts)>,
    /// Worth saying, but no reason to refuse; unresolved rows with their candidates are here too.
    pub warnings: FaultList,
    /// What changes, cell by cell, where it was asked for.
    pub changes: ChangeList,
    pub dry_run: bool,
    /// Number of the journal's entry; `None` when nothing was written.
    pub action: Option<i32>,
}

impl Outcome {
    /// What a draft would change; nothing is written yet.
    #[must_use]
    pub fn of_draft(draft: &Draft, mode: Mode) -> Self {
        Self {
            counts: draft.counts(),
            by_table: draft.by_table(),
            warnings: FaultList::default(),
            changes: match mode.detail {
                Detail::Counts => ChangeList::default(),
                Detail::Cells => draft.changes(false),
                Detail::Whole => draft.changes(true),
            },
            dry_run: mode.dry_run,
            action: None,
        }
    }
}

/// Writes a draft with its entry of the journal and commits, or gives all of it up when it is only rehearsed.
///
/// # Errors
/// The actor may not, rows that others rest on would vanish, or the database refuses; nothing is changed then.
pub async fn commit(
    mut write: Write,
    (actor, permission): (&Actor, Permission),
    entry: AuditEntry,
    draft: &Draft,
    refs: IdMap,
    mode: Mode,
) -> Result<Outcome, Refusal> {
    actor.authorize(permission)?;
    let action = carry_out(&mut write, actor, &entry, draft, refs).await?;
    let mut outcome = Outcome::of_draft(draft, mode);
    if !mode.dry_run {
        write.commit().await?;
        outcome.action = Some(action);
    }
    Ok(outcome)
}

/// Carries a draft out and gives it up: what it would change, and the records as they would be.
///
/// # Errors
/// As [`commit`].
pub async fn preview(
    mut write: Write,
    (actor, permission): (&Actor, Permission),
    entry: AuditEntry,
    (draft, mode): (&Draft, Mode),
    refs: IdMap,
    now: &Records,
) -> Result<(Outcome, Records), Refusal> {
    actor.authorize(permission)?;
    carry_out(&mut write, actor, &entry, draft, refs).await?;
    Ok((Outcome::of_draft(draft, Mode { dry_run: true, ..mode }), write.preview(now).await?))
}

/// Writes a draft with its entry of the journal; gives back the number of the entry.
async fn carry_out(
    write: &mut Write,
    actor: &Actor,
    entry: &AuditEntry,
    draft: &Draft,
    mut refs: IdMap,
) -> Result<i32, Refusal> {
    let before = Existence::of_referenced(draft, write, &refs).await?;
    let action = write.record(journalled(actor, entry, draft, &refs)).await?;
    draft.apply(write, action, entry.confirmed, &mut refs).await?;
    if let Some(undone) = &entry.undoes {
        write.undo_confirmations(&undone.confirmations, action).await?;
    }
    refuse_dependents(entry, draft, &before, write).await?;
    if let Some(acceptance) = &entry.accepts {
        accept(write, actor, acceptance, action, entry.at).await?;
    }
    if let Some(sheet) = &entry.signs {
        sheet.keep(write, action).await?;
    }
    Ok(action)
}

/// Marks a submission as accepted by the entry that writes it.
async fn accept(
    write: &Write,
    actor: &Actor,
    acceptance: &Acceptance,
    entry: i32,
    at: DateTime<Utc>,
) -> Result<(), Refusal> {
    let Actor::Person(person) = actor else { return Ok(()) };
    let Acceptance { submission, state, .. } = *acceptance;
    let decision = Decision { submission, state, by: person.id, at, reason: None, entry: Some(entry) };
    acceptance.record(write, &decision).await
}

impl Acceptance {
    /// Writes a decision with what is kept of it.
    ///
    /// # Errors
    /// It was decided about already, or the database refuses.
    pub async fn record(&self, write: &Write, decision: &Decision) -> Result<(), Refusal> {
        if !write.decide(decision).await? {
            return Err(Refusal::conflict("refused-decided"));
        }
        write.return_lines(decision.submission, &self.returned).await?;
        if let Some(differences) = &self.differences {
            write.keep_differences(decision.submission, differences.clone()).await?;
        }
        Ok(())
    }
}

fn journalled(actor: &Actor, entry: &AuditEntry, draft: &Draft, refs: &IdMap) -> NewAuditEntry {
    let undone = entry.undoes.as_ref();
    NewAuditEntry {
        at: entry.at,
        actor: actor.name(),
        name: entry.name.clone(),
        file: entry.file.clone(),
        file_sha256: entry.file_sha256.clone(),
        as_of: entry.as_of,
        sample: entry.sample,
        touched: undone.map_or_else(|| draft.touched(refs), |undone| undone.touched.clone()),
        summary: summary(draft),
        // The rows say themselves what was stated and voided; the entry keeps their digests.
        changes: match &entry.signs {
            Some(sheet) => sheet.entry_details().to_string(),
            None => entry_details(undone, entry.accepts.as_ref()).to_string(),
        },
        undoes: undone.map(|undone| undone.entry),
    }
}

/// What the rows do not say themselves.
fn entry_details(undone: Option<&Undone>, accepts: Option<&Acceptance>) -> serde_json::Value {
    match (undone, accepts) {
        (Some(undone), _) => json!({ "undoes": undone.entry }),
        (None, Some(Acceptance { submission, returned, .. })) if returned.is_empty() => {
            json!({ "submission": submission })
        }
        (None, Some(Acceptance { submission, returned, .. })) => {
            let rows: Vec<u32> = returned.iter().map(|line| line.row).collect();
            json!({ "submission": submission, "returned_rows": rows })
        }
        (None, None) => json!({}),
    }
}

/// Counts of every table, as the journal keeps them.
fn summary(draft: &Draft) -> String {
    let tables = draft.by_table().into_iter().map(|(table, counts)| (table.to_owned(), json!(counts)));
    serde_json::Value::Object(tables.collect()).to_string()
}

/// Refuses to void rows that others rest on.
async fn refuse_dependents(
    entry: &AuditEntry,
    draft: &Draft,
    before: &Existence,
    write: &Write,
) -> Result<(), Refusal> {
    if !draft.takes_away() {
        return Ok(());
    }
    let refs = write.refs().await?;
    let after = Existence::of_referenced(draft, write, &refs).await?;
    let dependents = rows_resting_on(draft, (before, &after), write, &refs).await?;
    if dependents.is_empty() { Ok(()) } else { Err(entry.refusal_over_dependents(&dependents)) }
}

impl AuditEntry {
    /// Why the action cannot be: later entries rest on what it takes away.
    #[must_use]
    pub fn refusal_over_dependents(&self, dependents: &Dependents) -> Refusal {
        let reason = match &self.undoes {
            Some(undone) => {
                Message::new("refused-undo-rests").with("entry", undone.entry.to_string()).with("name", &undone.name)
            }
            None => Message::new("refused-rests"),
        };
        Refusal::conflict(reason.with("dependents", dependents.to_string()))
    }
}
