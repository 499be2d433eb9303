//! Submissions: a hromada's own table waits for an auditor, who accepts it or returns it with a reason.

use chrono::{DateTime, NaiveDate, Utc};
use xxhash_rust::xxh3::xxh3_64;

use super::actor::{Deed, Place};
use super::commit::{Detail, Mode, Outcome};
use super::import::{Purpose, Request, preview, run};
use super::merge::Counts;
use super::{Actor, Refusal};
use crate::domain::{TerritoryCode, kyiv};
use crate::formats::{ChangeList, Format};
use crate::registry::{Records, Rulebook};
use crate::store::{Decision, SUBMITTED, Store, Submission};

/// Tables a hromada may submit.
pub const FORMATS: [Format; 7] = [
    Format::Offerings,
    Format::Points,
    Format::Answers,
    Format::Equipment,
    Format::Figures,
    Format::StarostaDistricts,
    Format::HromadaFacts,
];

/// A table as it is submitted.
#[derive(Clone, Debug)]
pub struct NewSubmission {
    pub format: Format,
    pub bytes: Vec<u8>,
    pub file: Option<String>,
    /// Day from which rows without dates of their own hold.
    pub day: Option<NaiveDate>,
    pub note: Option<String>,
    pub place: Place,
}

/// A hromada with the place of the first level it lies in.
#[must_use]
pub fn place(records: &Records, hromada: TerritoryCode) -> Place {
    Place { hromada, oblast: records.territories.first_level(hromada).map(|place| place.code) }
}

/// Rehearses a table and keeps it for an auditor; gives back its number.
///
/// # Errors
/// The actor may not, the table has faults, or it speaks of what is not the hromada's; nothing is kept then.
pub async fn submit(
    store: &Store,
    rules: &Rulebook,
    actor: &Actor,
    new: NewSubmission,
    now: DateTime<Utc>,
) -> Result<i32, Refusal> {
    let Some(person) = actor.person() else {
        return Err(Refusal::forbidden("refused-only-person-submits"));
    };
    let rehearsed = try_out(store, rules, actor, &new, now).await?;
    if rehearsed.counts == Counts::default() {
        return Err(Refusal::conflict("refused-no-rows"));
    }
    let write = store.begin().await?;
    let submission = Submission {
        id: 0,
        account_id: person.id,
        hromada: new.place.hromada.to_string(),
        format: new.format.word().to_owned(),
        file: new.file,
        bytes: new.bytes,
        day: new.day,
        note: new.note,
        state: SUBMITTED.to_owned(),
        created_at: now,
        decided_at: None,
        decided_by: None,
        reason: None,
        entry: None,
    };
    let id = write.submit(submission).await?;
    write.commit().await?;
    Ok(id)
}

/// What a table would do if it were submitted and accepted now; nothing is kept.
///
/// # Errors
/// As [`submit`].
pub async fn try_out(
    store: &Store,
    rules: &Rulebook,
    actor: &Actor,
    new: &NewSubmission,
    now: DateTime<Utc>,
) -> Result<Outcome, Refusal> {
    let mode = Mode { dry_run: true, detail: Detail::Counts };
    run(store, rules, request(actor, new, Purpose::Submission(new.place), mode, now)).await
}

/// What a submission would change if it were accepted now, cell by cell, and the records as they would be then.
///
/// # Errors
/// The actor may not see it, or it does not fit what is known meanwhile.
pub async fn rehearse(
    store: &Store,
    rules: &Rulebook,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    (records, now): (&Records, DateTime<Utc>),
) -> Result<(Outcome, Records), Refusal> {
    let mode = Mode { dry_run: true, detail: Detail::Whole };
    let request = of_submission((actor, submission), place, mode, now)?;
    preview(store, rules, request, records).await
}

/// Accepts a submission: its table is written in one transaction. `seen` is the [`digest`] of the changes the auditor
/// looked at.
///
/// # Errors
/// The actor may not, it was decided about already, or it would change other things than those that were seen.
pub async fn accept(
    store: &Store,
    rules: &Rulebook,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    seen: &str,
    now: DateTime<Utc>,
) -> Result<Outcome, Refusal> {
    actor.may(Deed::Judge(place))?;
    open(submission)?;
    let seen_now = Mode { dry_run: true, detail: Detail::Whole };
    let rehearsed = run(store, rules, of_submission((actor, submission), place, seen_now, now)?).await?;
    if digest(&rehearsed.changes) != seen {
        return Err(Refusal::conflict("refused-changed-meanwhile"));
    }
    let mode = Mode { dry_run: false, detail: Detail::Counts };
    let outcome = run(store, rules, of_submission((actor, submission), place, mode, now)?).await?;
    if outcome.action.is_none() {
        // Nothing is new in it: there is no entry to write.
        decide(store, actor, submission, ("accepted", None), now).await?;
    }
    Ok(outcome)
}

/// Returns a submission to its hromada with the reason.
///
/// # Errors
/// The actor may not, or it was decided about already.
pub async fn return_it(
    store: &Store,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    reason: String,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.may(Deed::Judge(place))?;
    decide(store, actor, submission, ("returned", Some(reason)), now).await
}

/// Takes a submission back before anybody decided about it.
///
/// # Errors
/// The actor may not, or it was decided about already.
pub async fn withdraw(
    store: &Store,
    (actor, submission): (&Actor, &Submission),
    place: Place,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.may(Deed::Submit(place))?;
    decide(store, actor, submission, ("withdrawn", None), now).await
}

/// Tells whether two looks at a submission saw the same changes.
#[must_use]
pub fn digest(changes: &ChangeList) -> String {
    format!("{:016x}", xxh3_64(format!("{changes:?}").as_bytes()))
}

fn open(submission: &Submission) -> Result<(), Refusal> {
    if submission.state == SUBMITTED { Ok(()) } else { Err(Refusal::conflict("refused-decided")) }
}

async fn decide(
    store: &Store,
    actor: &Actor,
    submission: &Submission,
    (state, reason): (&'static str, Option<String>),
    at: DateTime<Utc>,
) -> Result<(), Refusal> {
    let Actor::Person(person) = actor else {
        return Err(Refusal::forbidden("refused-only-person-decides"));
    };
    let write = store.begin().await?;
    let decision = Decision { submission: submission.id, state, by: person.id, at, reason, entry: None };
    if !write.decide(&decision).await? {
        return Err(Refusal::conflict("refused-decided"));
    }
    Ok(write.commit().await?)
}

/// The import a submission asks for.
fn of_submission(
    (actor, submission): (&Actor, &Submission),
    place: Place,
    mode: Mode,
    now: DateTime<Utc>,
) -> Result<Request, Refusal> {
    let format = Format::parse(&submission.format);
    let format = format.ok_or_else(|| crate::store::Error::Data(format!("submission {}: format", submission.id)))?;
    let new = NewSubmission {
        format,
        bytes: submission.bytes.clone(),
        file: submission.file.clone(),
        day: submission.day,
        note: None,
        place,
    };
    let mut request = request(actor, &new, Purpose::Acceptance(place, submission.id), mode, now);
    request.confirmed = Some(submission.day.unwrap_or_else(|| kyiv::date(submission.created_at)));
    Ok(request)
}

fn request(actor: &Actor, new: &NewSubmission, purpose: Purpose, mode: Mode, now: DateTime<Utc>) -> Request {
    Request {
        format: new.format,
        bytes: new.bytes.clone(),
        file: new.file.clone(),
        day: new.day,
        // Names mean places of the oblast: those of a neighbour are told as hers, not as unknown.
        territory: new.place.oblast.or(Some(new.place.hromada)),
        mode,
        end_missing: false,
        replace: false,
        sample: false,
        confirmed: None,
        actor: actor.clone(),
        purpose,
        now,
    }
}
