//! The quarterly cycle of an oblast: open, watch who has submitted, remind, close at an entry of the audit log.

mod later;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;

pub use self::later::{LaterChange, LaterChanges, later_changes};
use super::actor::Permission;
use super::{Actor, Refusal};
use crate::compliance::figures::Span;
use crate::domain::facts::word_enum;
use crate::domain::{TerritoryCode, kyiv};
use crate::store::{self, NewAuditEntry, Store, StoredQuarter, Write};

word_enum! {
    /// How far a hromada has come in a quarter.
    Progress {
        Nothing = "nothing",
        Returned = "returned",
        Waiting = "waiting",
        Accepted = "accepted",
    }
}

/// A quarter by its text `2023Q4`.
#[must_use]
pub fn parse(text: &str) -> Option<Span> {
    Span::parse(text).filter(|span| matches!(span, Span::Quarter(..)))
}

/// Opens a quarter of an oblast.
///
/// # Errors
/// The actor may not, it has not begun, or it was opened already.
pub async fn open(
    store: &Store,
    actor: &Actor,
    (oblast, quarter): (TerritoryCode, Span),
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.authorize(Permission::KeepQuarter(oblast))?;
    if quarter.first_day().is_none_or(|first| first > kyiv::date(now)) {
        return Err(Refusal::conflict("refused-quarter-ahead"));
    }
    let name = quarter.to_string();
    let mut write = store.begin().await?;
    if write.quarter_now(oblast, &name).await?.is_some() {
        return Err(Refusal::conflict("refused-quarter-known"));
    }
    record(&mut write, actor, ("quarter-open", oblast, &name), now).await?;
    write.open_quarter(oblast, &name, now).await?;
    Ok(write.commit().await?)
}

/// Reminds the hromadas of an oblast: those that submitted nothing see it where they work.
///
/// # Errors
/// The actor may not, or the quarter is not open.
pub async fn remind(
    store: &Store,
    actor: &Actor,
    (oblast, quarter): (TerritoryCode, Span),
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    actor.authorize(Permission::KeepQuarter(oblast))?;
    let write = store.begin().await?;
    let found = find_open(&write, oblast, quarter).await?;
    if !write.remind_of_quarter(found.id, now).await? {
        return Err(Refusal::conflict("refused-quarter-closed"));
    }
    Ok(write.commit().await?)
}

/// True once the last day of a quarter has passed: only then is there something to close.
#[must_use]
pub fn has_ended(quarter: Span, now: DateTime<Utc>) -> bool {
    quarter.last_day().is_some_and(|last| last < kyiv::date(now))
}

/// Closes a quarter: the entry of the audit log that says so is the one its figures are made again from.
///
/// # Errors
/// The actor may not, the quarter is not open, its last day has not passed, or the person did not say that they are
/// sure: a closed quarter is never opened again.
pub async fn close(
    store: &Store,
    actor: &Actor,
    (oblast, quarter): (TerritoryCode, Span),
    is_sure: bool,
    now: DateTime<Utc>,
) -> Result<u64, Refusal> {
    actor.authorize(Permission::KeepQuarter(oblast))?;
    let mut write = store.begin().await?;
    let found = find_open(&write, oblast, quarter).await?;
    if !has_ended(quarter, now) {
        return Err(Refusal::conflict("refused-quarter-running"));
    }
    if !is_sure {
        return Err(Refusal::conflict("refused-quarter-unconfirmed"));
    }
    let entry = record(&mut write, actor, ("quarter-close", oblast, &found.quarter), now).await?;
    if !write.close_quarter(found.id, entry, now).await? {
        return Err(Refusal::conflict("refused-quarter-closed"));
    }
    write.commit().await?;
    Ok(u64::from(entry.unsigned_abs()))
}

async fn find_open(write: &Write, oblast: TerritoryCode, quarter: Span) -> Result<StoredQuarter, Refusal> {
    let found = write.quarter_now(oblast, &quarter.to_string()).await?;
    let open = found.filter(|found| found.closed_at.is_none());
    open.ok_or_else(|| Refusal::conflict("refused-quarter-closed"))
}

/// The trail of a quarter in the audit log; no facts change by it.
async fn record(
    write: &mut Write,
    actor: &Actor,
    (name, oblast, quarter): (&str, TerritoryCode, &str),
    now: DateTime<Utc>,
) -> Result<i32, store::Error> {
    let details = json!({ "oblast": oblast.to_string(), "quarter": quarter });
    let entry = NewAuditEntry::without_rows(now, actor.name(), name, &details);
    write.record(entry).await
}

/// How far each hromada has come since a quarter was opened, by what it submitted until it was closed.
///
/// # Errors
/// The database does not answer.
pub async fn progress(
    store: &Store,
    quarter: &StoredQuarter,
) -> Result<BTreeMap<TerritoryCode, Progress>, store::Error> {
    let mut found: BTreeMap<TerritoryCode, Progress> = BTreeMap::new();
    for (hromada, state, _) in store.submitted_between(quarter.opened_at, quarter.closed_at).await? {
        let Ok(hromada) = TerritoryCode::parse(&hromada) else { continue };
        let reached = match state.as_str() {
            "accepted" | "partly" | "published" => Progress::Accepted,
            "submitted" => Progress::Waiting,
            "returned" => Progress::Returned,
            _ => Progress::Nothing,
        };
        let best = found.entry(hromada).or_insert(reached);
        *best = (*best).max(reached);
    }
    Ok(found)
}
