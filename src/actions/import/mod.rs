//! Imports: a file is read, checked against what is known, merged and written in one transaction, or not at all.

mod corrections;
mod ground;
mod guide_registry;
mod guide_report;
mod hromadas;
mod inventory;
mod mandatory_lists;
mod network;
mod parents;
mod references;
mod rulings;
mod spot;
mod targets;
mod territories;
mod unstated;
mod withdrawals;

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use self::ground::Ground;
use super::actor::Deed;
use super::draft::Draft;
use super::live::today_in_kyiv;
use super::merge::Counts;
use super::references::{Existence, resting};
use super::{Actor, Refusal};
use crate::domain::{TerritoryCode, hex};
use crate::formats::{ChangeList, FaultList, Format};
use crate::registry::Rulebook;
use crate::store::{Action, Refs, Store, Write};

/// What is to be imported, and how.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one option of the command")]
pub struct Request {
    pub format: Format,
    pub bytes: Vec<u8>,
    /// Name of the file, for the journal.
    pub file: Option<String>,
    /// Day from which rows without dates of their own hold; `None`: always.
    pub day: Option<NaiveDate>,
    /// Names of places mean those of this territory; `None`: of all that is loaded.
    pub territory: Option<TerritoryCode>,
    /// Do everything except writing.
    pub dry_run: bool,
    pub detail: Detail,
    /// End points of the registry of centres that are not in the file.
    pub end_missing: bool,
    /// Let positions leave a stored edition of a mandatory list.
    pub replace: bool,
    /// The rows are sample data and say so wherever they are shown.
    pub sample: bool,
    /// Day the source speaks for, when it is not the day of the import: what is shown as last confirmed.
    pub confirmed: Option<NaiveDate>,
    pub actor: Actor,
    pub now: DateTime<Utc>,
}

/// How closely an import tells what it changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Rows of each sort are counted.
    #[default]
    Counts,
    /// Every changed cell is listed too.
    Cells,
}

/// What an import did, or would do.
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

/// Imports a file.
///
/// # Errors
/// [`Refusal::Invalid`] with every fault found; the database stays as it was.
pub async fn run(store: &Store, rules: &Rulebook, request: Request) -> Result<Outcome, Refusal> {
    request.actor.may(Deed::Import)?;
    let mut write = store.begin().await?;
    let mut ground = Ground::new(&write, rules, &request).await?;
    if request.end_missing {
        ground.registry_imports = imports_of(store, Format::GuideRegistry).await?;
    }
    let draft = draft(&mut ground, &request).await?;
    let Ground { mut refs, mut faults, warnings, sample, .. } = ground;
    let request = Request { sample, ..request };
    if !faults.is_empty() {
        faults.sort_by_row();
        return Err(Refusal::Invalid(faults));
    }
    let mut outcome = Outcome {
        counts: draft.counts(),
        by_table: draft.by_table(),
        warnings,
        changes: if request.detail == Detail::Cells { draft.changes() } else { ChangeList::default() },
        dry_run: request.dry_run,
        action: None,
    };
    // What rests on voided rows shows only when they are; a rehearsal then writes too, and gives it up.
    let rehearsed = request.dry_run && !draft.takes_away();
    if rehearsed || !worth_writing(store, &request, &outcome.counts).await? {
        return Ok(outcome);
    }
    let before = Existence::of(&draft, &write, &refs).await?;
    let action = write.record(entry(&request, &draft, &refs)).await?;
    let confirmed = request.confirmed.or(request.day).or_else(|| hromadas::states_of(request.format));
    let confirmed = confirmed.unwrap_or_else(today_in_kyiv).min(today_in_kyiv());
    draft.apply(&mut write, action, confirmed, &mut refs).await?;
    refuse_dependents(&draft, &before, &write).await?;
    if !request.dry_run {
        write.commit().await?;
        outcome.action = Some(action);
    }
    Ok(outcome)
}

/// Refuses to void rows that others rest on.
async fn refuse_dependents(draft: &Draft, before: &Existence, write: &Write) -> Result<(), Refusal> {
    if !draft.takes_away() {
        return Ok(());
    }
    let refs = write.refs().await?;
    let after = Existence::of(draft, write, &refs).await?;
    let dependents = resting(draft, (before, &after), write, &refs).await?;
    if dependents.is_empty() {
        return Ok(());
    }
    let reason = "на рядках, які треба вилучити, тримаються рядки, додані записами";
    Err(Refusal::Conflict(format!("{reason}: {dependents}; спершу анулюйте або виправте їх")))
}

/// Numbers of the journal's entries that imported this format; one entry at a time, since an entry may be long.
async fn imports_of(store: &Store, format: Format) -> Result<HashSet<u32>, Refusal> {
    let (mut found, mut before) = (HashSet::new(), None);
    while let Some(entry) = store.journal(before, 1).await?.pop() {
        before = Some(entry.id);
        if entry.name == format.word() {
            found.insert(entry.id.unsigned_abs());
        }
    }
    Ok(found)
}

/// A repeated file changes nothing; a new file that says the same confirms what is known.
async fn worth_writing(store: &Store, request: &Request, counts: &Counts) -> Result<bool, Refusal> {
    if !counts.is_nothing() {
        return Ok(true);
    }
    Ok(counts.unchanged > 0 && !store.was_read(request.format.word(), &sha256(&request.bytes)).await?)
}

async fn draft(ground: &mut Ground<'_>, request: &Request) -> Result<Draft, Refusal> {
    let bytes = &request.bytes;
    match request.format {
        Format::Katottg => territories::codifier(ground, bytes).await,
        Format::Territories => territories::own_table(ground, bytes).await,
        Format::Settlements => territories::settlements(ground, bytes).await,
        Format::Boundaries => territories::boundaries(ground, bytes).await,
        Format::Hromadas => hromadas::table(ground, bytes).await,
        Format::TerritoryList => hromadas::territory_list(ground, bytes).await,
        Format::HromadaFacts => hromadas::facts(ground, bytes).await,
        Format::StarostaDistricts => hromadas::districts(ground, bytes).await,
        Format::Points => network::points(ground, bytes).await,
        Format::Services => rulings::services(ground, bytes).await,
        Format::ServiceSteps => rulings::steps(ground, bytes).await,
        Format::Mandatory => mandatory_lists::positions(ground, bytes).await,
        Format::MandatoryAmendment => mandatory_lists::amendment(ground, bytes).await,
        Format::MandatoryDeclared => mandatory_lists::declared(ground, bytes).await,
        Format::Offerings => inventory::offerings(ground, bytes).await,
        Format::Answers => inventory::answers(ground, bytes).await,
        Format::Equipment => inventory::equipment(ground, bytes).await,
        Format::Figures => inventory::figures(ground, bytes).await,
        Format::Targets => targets::targets(ground, bytes).await,
        Format::GuideRegistry => guide_registry::points(ground, bytes).await,
        Format::GuideReport => guide_report::reports(ground, bytes).await,
    }
}

fn entry(request: &Request, draft: &Draft, refs: &Refs) -> Action {
    Action {
        at: request.now,
        actor: request.actor.name().to_owned(),
        name: request.format.word().to_owned(),
        file: request.file.clone(),
        file_sha256: Some(sha256(&request.bytes)),
        as_of: request.day,
        sample: request.sample,
        touched: draft.touched(refs),
        summary: summary(draft),
        changes: draft.journal().to_string(),
        undoes: None,
    }
}

/// Counts of every table, as the journal keeps them.
pub fn summary(draft: &Draft) -> String {
    let tables = draft.by_table().into_iter().map(|(table, counts)| (table.to_owned(), json!(counts)));
    serde_json::Value::Object(tables.collect()).to_string()
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
