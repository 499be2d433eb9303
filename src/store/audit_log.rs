//! The journal: one entry for each action with what it changed, chained by hash so that tampering shows.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, NaiveDate, SecondsFormat, SubsecRound as _, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Set, Statement,
};
use sha2::{Digest, Sha256};

use super::connect::{Read, Write};
use super::digests::EntryDigests;
use super::entity::action::{Column, Entity, Model};
use super::head::Head;
use super::{ChangeSet, Error, Store};
use crate::domain::{KnownAt, hex};

/// Channel on which PostgreSQL tells other copies of a commit.
pub(super) const CHANNEL: &str = "cnap";
/// Entries read at a time.
const PAGE: u64 = 500;

/// What the audit log is told of an action.
#[derive(Clone, Debug)]
pub struct NewAuditEntry {
    pub at: DateTime<Utc>,
    pub actor: String,
    /// For an import the format.
    pub name: String,
    pub file: Option<String>,
    /// SHA-256 of the file, hexadecimal.
    pub file_sha256: Option<String>,
    pub as_of: Option<NaiveDate>,
    pub sample: bool,
    pub touched: Vec<ChangeSet>,
    /// Counts, as JSON.
    pub summary: String,
    /// What the rows do not say themselves, as JSON: the entry an undo takes back.
    pub changes: String,
    /// The entry this action takes back.
    pub undoes: Option<i32>,
}

/// An entry in the making: its digests grow with what is written.
#[derive(Clone, Debug)]
pub(super) struct OpenEntry {
    model: Model,
    pub(super) digests: EntryDigests,
}

/// What a reader has not seen yet.
#[derive(Clone, Debug)]
pub struct PendingChanges {
    /// Number of the last action among them.
    pub version: u64,
    pub touched: Vec<ChangeSet>,
}

impl NewAuditEntry {
    /// An entry of what is no fact of the registry, as of an account: it has no rows, `details` tell all there is.
    #[must_use]
    pub fn without_rows(at: DateTime<Utc>, actor: String, name: &str, details: &serde_json::Value) -> Self {
        Self {
            at,
            actor,
            name: name.to_owned(),
            file: None,
            file_sha256: None,
            as_of: None,
            sample: false,
            touched: Vec::new(),
            summary: "{}".to_owned(),
            changes: details.to_string(),
            undoes: None,
        }
    }
}

/// An entry of the audit log.
pub type StoredAuditEntry = Model;

/// Whether an entry fits the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Whole,
    Broken,
}

impl Write {
    /// Begins an entry at the end of the chain; facts stated by the action refer to the number it returns. The entry is
    /// closed with its digests and its hash when the write is committed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn record(&mut self, action: NewAuditEntry) -> Result<i32, Error> {
        let last = Entity::find().order_by_desc(Column::Id).one(&self.txn).await?;
        let (id, previous) = last.map_or((1, String::new()), |last| (last.id + 1, last.hash));
        let parts: Vec<String> = action.touched.iter().map(ChangeSet::text).collect();
        let entry = Model {
            id,
            // Databases keep moments more or less finely; the hash is over milliseconds.
            at: action.at.trunc_subsecs(3),
            actor: action.actor,
            name: action.name,
            file: action.file,
            file_sha256: action.file_sha256,
            as_of: action.as_of,
            sample: action.sample,
            parts: parts.join(" "),
            summary: action.summary,
            changes: action.changes,
            previous,
            hash: String::new(),
            digests: None,
            undoes: action.undoes,
        };
        Entity::insert(entry.clone().into_active_model()).exec_without_returning(&self.txn).await?;
        self.entry = Some(OpenEntry { model: entry, digests: EntryDigests::default() });
        self.notify().await?;
        Ok(id)
    }

    /// Gives an entry its digests and its hash; it is the head of the journal then.
    pub(super) async fn close_entry(&self, entry: OpenEntry) -> Result<Head, Error> {
        let model = Model { digests: Some(entry.digests.json()), ..entry.model };
        let hash = hash(&model);
        let digests = Set(model.digests.clone());
        let mut active = model.into_active_model();
        active.digests = digests;
        active.hash = Set(hash.clone());
        let entry = u64::from(active.update(&self.txn).await?.id.unsigned_abs());
        Ok(Head { entry, hash })
    }

    pub(super) async fn notify(&self) -> Result<(), Error> {
        let backend = self.txn.get_database_backend();
        if backend == sea_orm::DbBackend::Postgres {
            self.txn.execute_raw(Statement::from_string(backend, format!("NOTIFY {CHANNEL}"))).await?;
        }
        Ok(())
    }
}

impl Store {
    /// True when something was committed after the action with this number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_news(&self, version: u64) -> Result<bool, Error> {
        let query = Entity::find().select_only().column(Column::Id).filter(Column::Id.gt(number(version)));
        Ok(self.reached(query.into_tuple::<i32>().one(self.db()).await)?.is_some())
    }

    /// True when the last file this action read was this very one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn was_read(&self, name: &str, file_sha256: &str) -> Result<bool, Error> {
        let query = Entity::find().select_only().column(Column::FileSha256).filter(Column::Name.eq(name));
        let last: Option<Option<String>> = query.order_by_desc(Column::Id).into_tuple().one(self.db()).await?;
        Ok(last.flatten().as_deref() == Some(file_sha256))
    }

    /// The entry with this number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn entry(&self, number: u64) -> Result<Option<StoredAuditEntry>, Error> {
        Ok(Entity::find_by_id(self::number(number)).one(self.db()).await?)
    }

    /// The number of the last entry; 0 where there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn last_entry(&self) -> Result<u64, Error> {
        last_entry(self.db()).await
    }

    /// The last entry written at a moment or before it; 0 where there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn entry_at(&self, moment: DateTime<Utc>) -> Result<u64, Error> {
        let query = Entity::find().select_only().columns([Column::Id, Column::At]);
        let entries: Vec<(i32, DateTime<Utc>)> = query.into_tuple().all(self.db()).await?;
        let known = entries.into_iter().filter(|(_, at)| *at <= moment).map(|(id, _)| id.unsigned_abs());
        Ok(known.max().map_or(0, u64::from))
    }

    /// The first entry after which the state is kept: before rows were immutable they were changed in place.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn earliest_known(&self) -> Result<u64, Error> {
        let query = Entity::find().select_only().columns([Column::Id, Column::Summary]);
        let entries: Vec<(i32, String)> = query.filter(Column::Digests.is_null()).into_tuple().all(self.db()).await?;
        let changed = entries.into_iter().filter(|(_, summary)| changed_rows(summary)).map(|(id, _)| id.unsigned_abs());
        Ok(changed.max().map_or(0, u64::from))
    }

    /// The number of the entry a known state is of; `None` for an entry that is not there yet.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn resolve_known(&self, known: KnownAt) -> Result<Option<u64>, Error> {
        match known {
            KnownAt::Moment(moment) => self.entry_at(moment).await.map(Some),
            KnownAt::Entry(entry) => Ok((entry <= self.last_entry().await?).then_some(entry)),
        }
    }

    /// Entries before the one with this number, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn journal(&self, before: Option<i32>, limit: u64) -> Result<Vec<StoredAuditEntry>, Error> {
        let mut query = Entity::find().order_by_desc(Column::Id).limit(limit);
        if let Some(before) = before {
            query = query.filter(Column::Id.lt(before));
        }
        Ok(query.all(self.db()).await?)
    }

    /// Walks the chain from the first entry; the numbers of entries that do not fit.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn broken_links(&self) -> Result<Vec<i32>, Error> {
        broken_links(self.db()).await
    }
}

async fn last_entry<C: ConnectionTrait>(db: &C) -> Result<u64, Error> {
    let query = Entity::find().select_only().column(Column::Id).order_by_desc(Column::Id);
    let last: Option<i32> = query.into_tuple().one(db).await?;
    Ok(last.map_or(0, |id| u64::from(id.unsigned_abs())))
}

impl Read {
    /// The number of the last entry this reading sees, known or not; 0 where there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn last_entry(&self) -> Result<u64, Error> {
        last_entry(&self.txn).await
    }

    /// What the entries after one and up to another touched.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn touched_between(&self, after: u64, last: u64) -> Result<Vec<ChangeSet>, Error> {
        let query = Entity::find().select_only().column(Column::Parts).filter(Column::Id.gt(number(after)));
        let parts: Vec<String> = query.filter(Column::Id.lte(number(last))).into_tuple().all(&self.txn).await?;
        Ok(ChangeSet::joined(parts.iter().flat_map(|parts| parts.split_whitespace()).filter_map(ChangeSet::parse)))
    }

    /// What was committed after the action with this number; `None`: nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn news_since(&self, version: u64) -> Result<Option<PendingChanges>, Error> {
        let columns = [Column::Id, Column::Parts];
        let query = Entity::find().select_only().columns(columns).filter(Column::Id.gt(number(version)));
        let rows: Vec<(i32, String)> = query.into_tuple().all(&self.txn).await?;
        let last = rows.iter().map(|(id, _)| u64::from(id.unsigned_abs())).max();
        let touched = rows.iter().flat_map(|(_, parts)| parts.split_whitespace()).filter_map(ChangeSet::parse);
        Ok(last.map(|version| PendingChanges { version, touched: ChangeSet::joined(touched) }))
    }
}

/// True when an entry's counts say that it changed or removed rows.
fn changed_rows(summary: &str) -> bool {
    let tables: BTreeMap<String, BTreeMap<String, u64>> = serde_json::from_str(summary).unwrap_or_default();
    let changes = ["changed", "ended", "removed"];
    tables.values().any(|counts| changes.iter().any(|change| counts.get(*change).is_some_and(|count| *count > 0)))
}

fn number(version: u64) -> i32 {
    i32::try_from(version).unwrap_or(i32::MAX)
}

impl Write {
    /// The entry with this number, as this write sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn entry_numbered(&self, entry: u64) -> Result<Option<StoredAuditEntry>, Error> {
        Ok(Entity::find_by_id(number(entry)).one(&self.txn).await?)
    }

    /// The same of the journal as this write sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn broken_links(&self) -> Result<Vec<i32>, Error> {
        broken_links(&self.txn).await
    }
}

impl Write {
    /// Entries that brought sample data.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sample_entries(&self) -> Result<HashSet<u32>, Error> {
        let query = Entity::find().select_only().column(Column::Id).filter(Column::Sample.eq(true));
        let ids: Vec<i32> = query.into_tuple().all(&self.txn).await?;
        Ok(ids.into_iter().map(i32::unsigned_abs).collect())
    }
}

async fn broken_links<C: ConnectionTrait>(db: &C) -> Result<Vec<i32>, Error> {
    let mut broken = Vec::new();
    // Once entries have digests, one without them was tampered with.
    let (mut after, mut previous, mut digested) = (0, String::new(), false);
    loop {
        let query = Entity::find().filter(Column::Id.gt(after)).order_by_asc(Column::Id).limit(PAGE);
        let page = query.all(db).await?;
        let Some(last) = page.last() else { return Ok(broken) };
        after = last.id;
        for entry in &page {
            if link(entry, &previous) == Link::Broken || (digested && entry.digests.is_none()) {
                broken.push(entry.id);
            }
            digested |= entry.digests.is_some();
            previous.clone_from(&entry.hash);
        }
    }
}

fn link(entry: &StoredAuditEntry, previous: &str) -> Link {
    let fits = entry.previous == previous && entry.hash == hash(entry);
    if fits { Link::Whole } else { Link::Broken }
}

/// SHA-256 over every field of the entry and the hash of the one before it. Entries from before rows were immutable have
/// no digests and were hashed without the last two fields.
fn hash(entry: &StoredAuditEntry) -> String {
    let mut digest = Sha256::new();
    let number = entry.id.to_string();
    let at = entry.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let as_of = entry.as_of.map(|day| day.to_string()).unwrap_or_default();
    let sample = entry.sample.to_string();
    let fields = [
        &entry.previous,
        &number,
        &at,
        &entry.actor,
        &entry.name,
        entry.file.as_ref().unwrap_or(&String::new()),
        entry.file_sha256.as_ref().unwrap_or(&String::new()),
        &as_of,
        &sample,
        &entry.parts,
        &entry.summary,
        &entry.changes,
    ]
    .map(String::from);
    let undoes = entry.undoes.map(|entry| entry.to_string()).unwrap_or_default();
    let since_immutable = entry.digests.iter().flat_map(|digests| [digests.clone(), undoes.clone()]);
    for field in fields.into_iter().chain(since_immutable) {
        digest.update((field.len() as u64).to_be_bytes());
        digest.update(field.as_bytes());
    }
    hex(&digest.finalize())
}
