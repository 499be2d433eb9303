//! Submissions: a hromada's own table is rehearsed and waits for an auditor; `review` decides about it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use xxhash_rust::xxh3::xxh3_64;

use super::actor::Place;
use super::commit::{Detail, Mode, Outcome};
use super::import::{Purpose, Request, preview, run};
use super::merge::Counts;
use super::review::MOST_SIGNS;
use super::{Actor, Refusal, review};
use crate::domain::text::typed;
use crate::domain::{TerritoryCode, kyiv};
use crate::formats::{ChangeList, Format};
use crate::registry::Records;
use crate::rulebook::Rulebook;
use crate::store::{SUBMITTED, Store, Submission};

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

/// Rehearses a table and keeps it for an auditor; gives back its number. What a trusted editor submits is published at
/// once and reviewed after.
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
    keep_submission(store, rules, actor, (new, None), now).await
}

/// The same of rows that correct what was returned of an earlier submission.
///
/// # Errors
/// As [`submit`].
pub async fn resubmit(
    store: &Store,
    rules: &Rulebook,
    actor: &Actor,
    (new, corrects): (NewSubmission, i32),
    now: DateTime<Utc>,
) -> Result<i32, Refusal> {
    keep_submission(store, rules, actor, (new, Some(corrects)), now).await
}

async fn keep_submission(
    store: &Store,
    rules: &Rulebook,
    actor: &Actor,
    (new, corrects): (NewSubmission, Option<i32>),
    now: DateTime<Utc>,
) -> Result<i32, Refusal> {
    let Some(person) = actor.person() else {
        return Err(Refusal::forbidden("refused-only-person-submits"));
    };
    let rehearsed = try_out(store, rules, actor, &new, now).await?;
    if rehearsed.counts == Counts::default() {
        return Err(Refusal::conflict("refused-no-rows"));
    }
    let place = new.place;
    let mut submission = new_submission(person.id, new, now);
    let write = store.begin().await?;
    submission.id = write.submit(submission.clone()).await?;
    if let Some(corrects) = corrects {
        write.link_correction(submission.id, corrects).await?;
    }
    write.commit().await?;
    review::publish_if_trusted(store, rules, (actor, &submission), place, now).await?;
    Ok(submission.id)
}

fn new_submission(account_id: i32, new: NewSubmission, now: DateTime<Utc>) -> Submission {
    Submission {
        id: 0,
        account_id,
        hromada: new.place.hromada.to_string(),
        format: new.format.word().to_owned(),
        file: new.file.map(|name| typed(&name, MOST_SIGNS)),
        bytes: new.bytes,
        day: new.day,
        note: new.note.map(|note| typed(&note, MOST_SIGNS)).filter(|note| !note.is_empty()),
        state: SUBMITTED.to_owned(),
        created_at: now,
        decided_at: None,
        decided_by: None,
        reason: None,
        entry: None,
    }
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

/// What a submission would change if it were accepted now without some of its rows, cell by cell, and the records as they
/// would be then.
///
/// # Errors
/// The actor may not see it, or it does not fit what is known meanwhile.
pub async fn rehearse(
    store: &Store,
    rules: &Rulebook,
    (actor, submission): (&Actor, &Submission),
    (place, without): (Place, &BTreeSet<u32>),
    (records, now): (&Records, DateTime<Utc>),
) -> Result<(Outcome, Records), Refusal> {
    let mode = Mode { dry_run: true, detail: Detail::Whole };
    let purpose = Purpose::Acceptance(place, submission.id);
    let request = of_submission((actor, submission), (place, purpose), mode, now)?;
    preview(store, rules, request, without, records).await
}

/// Tells whether two looks at a submission saw the same changes.
#[must_use]
pub fn digest(changes: &ChangeList) -> String {
    format!("{:016x}", xxh3_64(format!("{changes:?}").as_bytes()))
}

/// The table a submission is.
///
/// # Errors
/// Its stored word names none.
pub fn format_of(submission: &Submission) -> Result<Format, Refusal> {
    let format = Format::parse(&submission.format);
    Ok(format.ok_or_else(|| crate::store::Error::Data(format!("submission {}: format", submission.id)))?)
}

/// The import a submission asks for.
pub(super) fn of_submission(
    (actor, submission): (&Actor, &Submission),
    (place, purpose): (Place, Purpose),
    mode: Mode,
    now: DateTime<Utc>,
) -> Result<Request, Refusal> {
    let new = NewSubmission {
        format: format_of(submission)?,
        bytes: submission.bytes.clone(),
        file: submission.file.clone(),
        day: submission.day,
        note: None,
        place,
    };
    let mut request = request(actor, &new, purpose, mode, now);
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
