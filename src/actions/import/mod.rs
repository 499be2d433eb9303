//! Imports: a file is read, checked against what is known, merged and written in one transaction, or not at all.

mod context;
mod corrections;
mod guide_registry;
mod guide_report;
mod hromada_scope;
mod hromadas;
mod inventory;
mod keep_absent_columns;
mod mandatory_lists;
mod network;
mod overruled;
mod parents;
mod reference_location;
mod references;
mod rulings;
mod targets;
mod territories;
mod territory_list;
mod withdrawals;

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};

use self::context::ImportContext;
use super::actor::{Permission, Place};
use super::commit::{self, Acceptance, AuditEntry, Detail, Mode, Outcome, commit};
use super::draft::Draft;
use super::visits::{SIGNING, SignedSheet};
use super::{Actor, Refusal};
use crate::domain::{TerritoryCode, hex, kyiv};
use crate::formats::{Fault, FaultList, Format, InputLimits};
use crate::registry::Records;
use crate::rulebook::Rulebook;
use crate::store::{IdMap, Store, Write};

/// What is to be imported, and how.
#[derive(Clone, Debug)]
pub struct Request {
    pub format: Format,
    pub bytes: Vec<u8>,
    /// Name of the file, for the journal.
    pub file: Option<String>,
    /// Day from which rows without dates of their own hold; `None`: always.
    pub day: Option<NaiveDate>,
    /// Names of places mean those of this territory; `None`: of all that is loaded.
    pub territory: Option<TerritoryCode>,
    pub mode: Mode,
    /// End points of the registry of centres that are not in the file.
    pub end_missing: bool,
    /// Let positions leave a stored edition of a mandatory list.
    pub replace: bool,
    /// The rows are sample data and say so wherever they are shown.
    pub sample: bool,
    /// Day the source speaks for, when it is not the day of the import: what is shown as last confirmed.
    pub confirmed: Option<NaiveDate>,
    pub actor: Actor,
    pub purpose: Purpose,
    pub now: DateTime<Utc>,
}

/// What a file is imported for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// An operator loads it.
    #[default]
    Operation,
    /// A hromada submits it: nothing but a rehearsal.
    Submission(Place),
    /// An auditor accepts what was submitted under this number, or looks at it in a rehearsal.
    Acceptance(Place, i32),
    /// What an editor submitted is published at once, to be reviewed after.
    Publication { place: Place, is_trusted: bool },
    /// An auditor signs off the sheet of a visit.
    Visit(Place),
}

impl Purpose {
    const fn permission(self, is_rehearsal: bool) -> Permission {
        match self {
            Self::Operation => Permission::Import,
            Self::Submission(place) => Permission::Submit(place),
            Self::Acceptance(place, _) if is_rehearsal => Permission::SeeSubmission(place),
            Self::Acceptance(place, _) => Permission::Judge(place),
            Self::Publication { place, is_trusted } => Permission::Publish { place, is_trusted },
            Self::Visit(place) => Permission::Inspect(place),
        }
    }

    /// How much is read: a person with an account is not the operator.
    const fn limits(self) -> InputLimits {
        match self {
            Self::Operation => InputLimits::FILE,
            Self::Submission(_) | Self::Acceptance(..) | Self::Publication { .. } | Self::Visit(_) => {
                InputLimits::SUBMITTED
            }
        }
    }

    const fn hromada(self) -> Option<TerritoryCode> {
        match self {
            Self::Operation => None,
            Self::Submission(place)
            | Self::Acceptance(place, _)
            | Self::Publication { place, .. }
            | Self::Visit(place) => Some(place.hromada),
        }
    }
}

/// What of a submitted table is written, and what is kept of the decision about it.
#[derive(Clone, Debug, Default)]
pub struct Share {
    /// Rows of the sheet that are passed over, as a person counts them.
    pub without: BTreeSet<u32>,
    pub accepts: Option<Acceptance>,
    /// The sheet of a visit the table was made of; it is kept even where no row is new.
    pub signs: Option<SignedSheet>,
}

/// Imports a file.
///
/// # Errors
/// [`Refusal::Invalid`] with every fault found; the database stays as it was.
pub async fn run(store: &Store, rules: &Rulebook, request: Request) -> Result<Outcome, Refusal> {
    run_share(store, rules, request, Share::default()).await
}

/// Imports a part of a file.
///
/// # Errors
/// As [`run`].
pub async fn run_share(store: &Store, rules: &Rulebook, request: Request, share: Share) -> Result<Outcome, Refusal> {
    let Prepared { write, permission, draft, refs, warnings, sample } =
        prepare(store, rules, &request, &share.without).await?;
    let mode = request.mode;
    // What rests on voided rows shows only when they are; a rehearsal then writes too, and gives it up.
    let rehearsed = mode.dry_run && !draft.takes_away();
    if rehearsed {
        return Ok(Outcome { warnings, ..Outcome::of_draft(&draft, mode) });
    }
    // A repeated file changes nothing; a new file that says the same confirms what is known.
    if share.signs.is_none() && draft.counts().is_nothing() {
        let was_read = store.was_read(request.format.word(), &sha256(&request.bytes)).await?;
        if was_read || draft.counts().unchanged == 0 {
            // What a file that was read before was warned of is known, unless a report is asked for.
            // That a service stays withdrawn may have become true since.
            let is_new = warnings.iter().any(|one| one.reason.code() == "fault-service-kept-ended");
            let is_known = was_read && !is_new && mode.detail == Detail::Counts;
            let warnings = if is_known { FaultList::default() } else { warnings };
            return Ok(Outcome { warnings, ..Outcome::of_draft(&draft, mode) });
        }
    }
    let entry = AuditEntry { accepts: share.accepts, signs: share.signs, ..entry(&request, sample) };
    let outcome = commit(write, (&request.actor, permission), entry, &draft, refs, mode).await?;
    Ok(Outcome { warnings, ..outcome })
}

/// Rehearses an import: what it would change, and the records as they would be then.
///
/// # Errors
/// As [`run`].
pub async fn preview(
    store: &Store,
    rules: &Rulebook,
    request: Request,
    without: &BTreeSet<u32>,
    now: &Records,
) -> Result<(Outcome, Records), Refusal> {
    let Prepared { write, permission, draft, refs, warnings, sample } =
        prepare(store, rules, &request, without).await?;
    let (entry, mode) = (entry(&request, sample), request.mode);
    let (outcome, records) =
        commit::preview(write, (&request.actor, permission), entry, (&draft, mode), refs, now).await?;
    Ok((Outcome { warnings, ..outcome }, records))
}

/// A file that was read, checked and merged, and nothing written of it yet.
struct Prepared {
    write: Write,
    permission: Permission,
    draft: Draft,
    refs: IdMap,
    warnings: FaultList,
    sample: bool,
}

async fn prepare(
    store: &Store,
    rules: &Rulebook,
    request: &Request,
    without: &BTreeSet<u32>,
) -> Result<Prepared, Refusal> {
    let permission = request.purpose.permission(request.mode.dry_run);
    request.actor.authorize(permission)?;
    let write = store.begin().await?;
    let mut context = ImportContext::new(&write, rules, request).await?;
    context.without.clone_from(without);
    if request.end_missing {
        context.registry_imports = imports_of(store, Format::GuideRegistry).await?;
    }
    let draft = draft(&mut context, request).await?;
    if let Some(hromada) = request.purpose.hromada() {
        match hromada_scope::check(&context, &draft, hromada).await {
            // Told with the other faults, so that one round shows all.
            Err(Refusal::Forbidden(reason)) if !context.faults.is_empty() => {
                context.faults.push(Fault::of_file(reason, ""));
            }
            other => other?,
        }
        overruled::warn(&mut context, &draft).await?;
    }
    let ImportContext { refs, faults, warnings, sample, .. } = context;
    let mut faults = faults.without_rows(without);
    if !faults.is_empty() {
        faults.sort_by_row();
        return Err(Refusal::Invalid(faults));
    }
    Ok(Prepared { write, permission, draft, refs, warnings, sample })
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

async fn draft(context: &mut ImportContext<'_>, request: &Request) -> Result<Draft, Refusal> {
    let bytes = &request.bytes;
    match request.format {
        Format::Katottg => territories::codifier(context, bytes).await,
        Format::Territories => territories::own_table(context, bytes).await,
        Format::Settlements => territories::settlements(context, bytes).await,
        Format::Boundaries => territories::boundaries(context, bytes).await,
        Format::Hromadas => hromadas::table(context, bytes).await,
        Format::TerritoryList => territory_list::territory_list(context, bytes).await,
        Format::HromadaFacts => hromadas::facts(context, bytes).await,
        Format::StarostaDistricts => hromadas::districts(context, bytes).await,
        Format::Points => network::points(context, bytes).await,
        Format::Services => rulings::services(context, bytes).await,
        Format::ServiceSteps => rulings::steps(context, bytes).await,
        Format::Mandatory => mandatory_lists::positions(context, bytes).await,
        Format::MandatoryAmendment => mandatory_lists::amendment(context, bytes).await,
        Format::MandatoryDeclared => mandatory_lists::declared(context, bytes).await,
        Format::Offerings => inventory::offerings(context, bytes).await,
        Format::Answers => inventory::answers(context, bytes).await,
        Format::Equipment => inventory::equipment(context, bytes).await,
        Format::Figures => inventory::figures(context, bytes).await,
        Format::Targets => targets::targets(context, bytes).await,
        Format::GuideRegistry => guide_registry::points(context, bytes).await,
        Format::GuideReport => guide_report::reports(context, bytes).await,
    }
}

fn entry(request: &Request, sample: bool) -> AuditEntry {
    let today = kyiv::date(request.now);
    let confirmed = request.confirmed.or(request.day).or_else(|| hromadas::states_of(request.format));
    AuditEntry {
        at: request.now,
        name: match request.purpose {
            Purpose::Visit(_) => SIGNING.to_owned(),
            _ => request.format.word().to_owned(),
        },
        file: request.file.clone(),
        file_sha256: Some(sha256(&request.bytes)),
        as_of: request.day,
        sample,
        confirmed: confirmed.unwrap_or(today).min(today),
        undoes: None,
        accepts: None,
        signs: None,
    }
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
