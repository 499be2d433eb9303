//! Review of submissions: accepted whole or by line, returned with reasons, remarked on; published at once where an
//! editor is trusted, and reviewed after.

mod differences;
pub mod messages;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use self::differences::{Differences, KeptChange, KeptIndicator, KeptPoint};
use super::actor::{Permission, Place};
use super::commit::{Acceptance, Detail, Mode, Outcome};
use super::import::{Purpose, Share, run, run_share};
use super::merge::Counts;
use super::submissions::{digest, format_of, of_submission, rehearse};
use super::{Actor, Refusal, undo};
use crate::domain::Message;
use crate::domain::TerritoryCode;
use crate::domain::person::Role;
use crate::domain::text::typed;
use crate::formats::InputLimits;
use crate::formats::sent_table::{self, SentTable};
use crate::registry::Registry;
use crate::rulebook::Rulebook;
use crate::store::{Comment, Decision, PUBLISHED, ReturnedLine, SUBMITTED, Store, Submission};

/// Most signs of a reason, a note or a remark.
pub const MOST_SIGNS: usize = 2_000;
/// What stands for the digest of a submission that does not fit what is known.
pub const UNFIT: &str = "unfit";

/// A submission as it was rehearsed.
#[derive(Debug)]
pub struct Rehearsal {
    pub outcome: Outcome,
    pub differences: Differences,
}

/// What an auditor decides.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The [`digest`] of the changes that were looked at.
    pub seen: String,
    /// Rows that are returned, each with its reason.
    pub returned: Vec<ReturnedLine>,
    /// Why the submission is returned as a whole.
    pub reason: Option<String>,
}

/// What a submission would change if it were accepted whole now, with its effect and what looks odd.
///
/// # Errors
/// The actor may not see it, or it does not fit what is known meanwhile.
pub async fn preview(
    store: &Store,
    of: (&Actor, &Submission),
    place: Place,
    (registry, now): (&Arc<Registry>, DateTime<Utc>),
) -> Result<Rehearsal, Refusal> {
    preview_without(store, of, (place, &BTreeSet::new()), (registry, now)).await
}

async fn preview_without(
    store: &Store,
    of: (&Actor, &Submission),
    (place, without): (Place, &BTreeSet<u32>),
    (registry, now): (&Arc<Registry>, DateTime<Utc>),
) -> Result<Rehearsal, Refusal> {
    let rules = Arc::clone(&registry.records.rules);
    let (outcome, records) = rehearse(store, &rules, of, (place, without), (&registry.records, now)).await?;
    let differences = Differences::of(&outcome, registry, &records, place);
    Ok(Rehearsal { outcome, differences })
}

/// The table of a submission as it was sent.
///
/// # Errors
/// It cannot be read any more.
pub fn sent_table(submission: &Submission) -> Result<SentTable, Refusal> {
    let format = format_of(submission)?;
    let read = sent_table::read(format, &submission.bytes, InputLimits::SUBMITTED);
    read.map_err(|fault| Refusal::Invalid(vec![fault].into()))
}

/// Accepts a submission, or those of its rows that are not returned: they are written in one transaction, with what is
/// kept of the decision.
///
/// # Errors
/// The actor may not, it was decided about already, or it would change other things than those that were seen.
pub async fn accept(
    store: &Store,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    verdict: Verdict,
    (registry, now): (&Arc<Registry>, DateTime<Utc>),
) -> Result<Outcome, Refusal> {
    actor.authorize(Permission::Judge(place))?;
    refuse_decided(submission)?;
    let without = returned_rows(submission, &verdict.returned)?;
    let rules = Arc::clone(&registry.records.rules);
    check_seen(store, &rules, (actor, submission), (place, &verdict), now).await?;
    let partly = preview_without(store, (actor, submission), (place, &without), (registry, now)).await?;
    if partly.outcome.counts == Counts::default() {
        return Err(Refusal::conflict("refused-nothing-left"));
    }
    let acceptance = Acceptance {
        submission: submission.id,
        state: if without.is_empty() { "accepted" } else { "partly" },
        returned: verdict.returned,
        differences: Some(partly.differences.json()),
    };
    let mode = Mode { dry_run: false, detail: Detail::Counts };
    let purpose = Purpose::Acceptance(place, submission.id);
    let request = of_submission((actor, submission), (place, purpose), mode, now)?;
    let share = Share { without, accepts: Some(acceptance.clone()), signs: None };
    let outcome = run_share(store, &rules, request, share).await?;
    if outcome.action.is_none() {
        // Nothing is new in it: there is no entry to write.
        decide(store, actor, &acceptance, None, now).await?;
    }
    Ok(outcome)
}

/// Refuses what changed since the auditor looked: it has to be looked at again.
async fn check_seen(
    store: &Store,
    rules: &Rulebook,
    (actor, submission): (&Actor, &Submission),
    (place, verdict): (Place, &Verdict),
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let mode = Mode { dry_run: true, detail: Detail::Whole };
    let purpose = Purpose::Acceptance(place, submission.id);
    let request = of_submission((actor, submission), (place, purpose), mode, now)?;
    let seen = match run(store, rules, request).await {
        Ok(outcome) => digest(&outcome.changes),
        Err(refusal @ Refusal::Store(_)) => return Err(refusal),
        // As a whole it cannot be accepted; without the rows that do not fit it may.
        Err(refusal) if verdict.returned.is_empty() => return Err(refusal),
        Err(_) => UNFIT.to_owned(),
    };
    if seen == verdict.seen { Ok(()) } else { Err(Refusal::conflict("refused-changed-meanwhile")) }
}

/// The returned rows, each of which stands in the sent table.
fn returned_rows(submission: &Submission, returned: &[ReturnedLine]) -> Result<BTreeSet<u32>, Refusal> {
    if returned.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows: BTreeSet<u32> = sent_table(submission)?.rows.into_iter().map(|(row, _)| row).collect();
    match returned.iter().find(|line| !rows.contains(&line.row)) {
        Some(line) => Err(Refusal::conflict(Message::new("refused-no-such-row").with("row", line.row))),
        None => Ok(returned.iter().map(|line| line.row).collect()),
    }
}

/// Returns a submission to its hromada, as a whole with a reason, or with reasons of rows.
///
/// # Errors
/// The actor may not, it was decided about already, or no reason is given.
pub async fn return_whole(
    store: &Store,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    verdict: Verdict,
    (registry, now): (&Arc<Registry>, DateTime<Utc>),
) -> Result<(), Refusal> {
    actor.authorize(Permission::Judge(place))?;
    refuse_decided(submission)?;
    if verdict.reason.is_none() && verdict.returned.is_empty() {
        return Err(Refusal::conflict("refused-no-reason"));
    }
    returned_rows(submission, &verdict.returned)?;
    let seen = (actor, submission);
    let acceptance = Acceptance {
        submission: submission.id,
        state: "returned",
        returned: verdict.returned,
        differences: differences_now(store, seen, place, (registry, now)).await?,
    };
    decide(store, actor, &acceptance, verdict.reason, now).await
}

/// Takes a submission back before anybody decided about it.
///
/// # Errors
/// The actor may not, or it was decided about already.
pub async fn withdraw(
    store: &Store,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    (registry, now): (&Arc<Registry>, DateTime<Utc>),
) -> Result<(), Refusal> {
    actor.authorize(Permission::Submit(place))?;
    refuse_decided(submission)?;
    let acceptance = Acceptance {
        submission: submission.id,
        state: "withdrawn",
        returned: Vec::new(),
        differences: differences_now(store, (actor, submission), place, (registry, now)).await?,
    };
    decide(store, actor, &acceptance, None, now).await
}

/// The differences as they are seen now; nothing of a submission that does not fit what is known.
async fn differences_now(
    store: &Store,
    of: (&Actor, &Submission),
    place: Place,
    at: (&Arc<Registry>, DateTime<Utc>),
) -> Result<Option<String>, Refusal> {
    match preview(store, of, place, at).await {
        Ok(rehearsal) => Ok(Some(rehearsal.differences.json())),
        Err(refusal @ Refusal::Store(_)) => Err(refusal),
        Err(_) => Ok(None),
    }
}

fn refuse_decided(submission: &Submission) -> Result<(), Refusal> {
    if submission.state == SUBMITTED { Ok(()) } else { Err(Refusal::conflict("refused-decided")) }
}

async fn decide(
    store: &Store,
    actor: &Actor,
    acceptance: &Acceptance,
    reason: Option<String>,
    at: DateTime<Utc>,
) -> Result<(), Refusal> {
    let by = person_of(actor)?;
    let write = store.begin().await?;
    let (submission, state) = (acceptance.submission, acceptance.state);
    acceptance.record(&write, &Decision { submission, state, by, at, reason, entry: None }).await?;
    Ok(write.commit().await?)
}

fn person_of(actor: &Actor) -> Result<i32, Refusal> {
    let person = actor.person().ok_or_else(|| Refusal::forbidden("refused-only-people"))?;
    Ok(person.id)
}

/// Keeps a remark about a submission.
///
/// # Errors
/// The actor may not, or says nothing.
pub async fn remark(
    store: &Store,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    text: &str,
    at: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.authorize(Permission::Remark(place))?;
    let text = typed(text, MOST_SIGNS);
    if text.is_empty() {
        return Err(Refusal::conflict("refused-empty-remark"));
    }
    let (account_id, by_auditor) = (person_of(actor)?, actor.authorize(Permission::Judge(place)).is_ok());
    let write = store.begin().await?;
    write.comment(Comment { id: 0, submission: submission.id, account_id, by_auditor, at, text }).await?;
    Ok(write.commit().await?)
}

/// Publishes at once what a trusted editor submitted. Where that cannot be, it waits for an auditor as any other.
///
/// # Errors
/// The database refuses.
pub async fn publish_if_trusted(
    store: &Store,
    rules: &Rulebook,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let is_trusted = store.is_trusted(person_of(actor)?, place.hromada).await?;
    if actor.authorize(Permission::Publish { place, is_trusted }).is_err() {
        return Ok(());
    }
    let purpose = Purpose::Publication { place, is_trusted };
    let request = |mode| of_submission((actor, submission), (place, purpose), mode, now);
    let rehearsed = run(store, rules, request(Mode { dry_run: true, detail: Detail::Whole })?).await;
    let Ok(rehearsed) = reviewed_outcome(rehearsed)? else { return Ok(()) };
    let acceptance = Acceptance {
        submission: submission.id,
        state: PUBLISHED,
        returned: Vec::new(),
        differences: Some(Differences::of_changes(&rehearsed).json()),
    };
    let share = Share { accepts: Some(acceptance.clone()), ..Share::default() };
    let published = run_share(store, rules, request(Mode::default())?, share).await;
    match reviewed_outcome(published)? {
        Ok(outcome) if outcome.action.is_none() => decide(store, actor, &acceptance, None, now).await,
        _ => Ok(()),
    }
}

/// A refusal by meaning apart from a database that fails.
fn reviewed_outcome(result: Result<Outcome, Refusal>) -> Result<Result<Outcome, Refusal>, Refusal> {
    match result {
        Err(refusal @ Refusal::Store(_)) => Err(refusal),
        other => Ok(other),
    }
}

/// Decides about what was published at once: it stands, or its entry is taken back and it is returned with a reason.
///
/// # Errors
/// The actor may not, it does not wait for this, or later entries rest on it.
pub async fn review_published(
    store: &Store,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    taken_back: Option<String>,
    at: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.authorize(Permission::Judge(place))?;
    if submission.state != PUBLISHED {
        return Err(Refusal::conflict("refused-not-published"));
    }
    let entry = submission.entry.filter(|_| taken_back.is_some());
    if let Some(entry) = entry {
        let (mode, actor) = (Mode::default(), actor.clone());
        let request = undo::Request { entry: u64::from(entry.unsigned_abs()), mode, actor, now: at };
        undo::run_as(store, request, Permission::Judge(place)).await?;
    }
    let state = if taken_back.is_some() { "returned" } else { "accepted" };
    let by = person_of(actor)?;
    let decision = Decision { submission: submission.id, state, by, at, reason: taken_back, entry: None };
    let write = store.begin().await?;
    if !write.review_published(&decision).await? {
        return Err(Refusal::conflict("refused-not-published"));
    }
    Ok(write.commit().await?)
}

/// Sets whether what an editor submits of a hromada is published at once.
///
/// # Errors
/// The actor may not, or the account is no editor of the hromada.
pub async fn trust(
    store: &Store,
    actor: &Actor,
    (account, hromada): (i32, TerritoryCode),
    (place, trusted): (Place, bool),
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.authorize(Permission::Trust(place))?;
    let editor = store.account(account).await?;
    let edits = editor.is_some_and(|editor| editor.person.territories(Role::Editor).any(|code| code == hromada));
    if !edits || place.hromada != hromada {
        return Err(Refusal::conflict("refused-not-editor"));
    }
    let write = store.begin().await?;
    write.trust((account, hromada), trusted, (person_of(actor)?, now)).await?;
    Ok(write.commit().await?)
}
