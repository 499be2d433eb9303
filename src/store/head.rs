//! The head of the journal: the number and the hash of its last entry, kept where a rewrite of the database does not reach.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
use sha2::Sha256;

use super::address::{DatabaseUrl, Target};
use super::entity::action::{Column, Entity};
use super::{Error, Read, Store, Write};
use crate::domain::hex;

/// The last entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub entry: u64,
    /// SHA-256 of the entry, which covers all entries before it.
    pub hash: String,
}

impl Head {
    /// `ENTRY HASH`, and with a key a third word: the HMAC-SHA-256 of the first two, hexadecimal.
    #[must_use]
    pub fn line(&self, key: Option<&AuditKey>) -> String {
        let words = format!("{} {}", self.entry, self.hash);
        key.map_or(words.clone(), |key| format!("{words} {}", key.sign(&words)))
    }
}

/// The key with which heads are signed; its text is never printed.
#[derive(Clone)]
pub struct AuditKey(String);

impl AuditKey {
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    fn sign(&self, words: &str) -> String {
        // HMAC takes a key of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else { return String::new() };
        mac.update(words.as_bytes());
        hex(&mac.finalize().into_bytes())
    }
}

impl std::fmt::Debug for AuditKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AuditKey")
    }
}

/// A file that keeps the head after every entry, one line each, only ever added to.
#[derive(Clone, Debug)]
pub struct HeadFile {
    pub path: PathBuf,
    pub key: Option<AuditKey>,
}

/// What does not agree with the file of heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadFinding {
    /// The file cannot be read; the words of the system.
    Unreadable(String),
    /// The line is no head, or its signature is not that of the key.
    NotSigned { line: usize },
    /// The file knows an entry the journal does not have.
    Gone { entry: u64 },
    /// The journal has another entry of this number.
    Differs { entry: u64 },
}

impl HeadFile {
    /// Where heads are kept unless another place is named: beside a SQLite file, for PostgreSQL in the current folder;
    /// `None` for a database without a file or a name.
    #[must_use]
    pub fn default_path(url: &DatabaseUrl) -> Option<PathBuf> {
        let name = match url.target().ok()? {
            Target::Sqlite(file) => file?.into_os_string(),
            Target::Postgres(options) => options.get_database()?.into(),
        };
        let mut path = name;
        path.push(".head");
        Some(path.into())
    }

    /// Adds the head; a file that cannot be written is told to the log, since the entry is committed already.
    pub(super) fn append(&self, head: &Head) {
        let line = format!("{}\n", head.line(self.key.as_ref()));
        if let Err(error) = append_whole(&self.path, line.as_bytes()) {
            tracing::warn!(file = %self.path.display(), %error, "the head of the journal is not kept");
        }
    }

    fn heads(&self) -> Result<Vec<Result<Head, HeadFinding>>, HeadFinding> {
        let unreadable = |error: io::Error| HeadFinding::Unreadable(error.to_string());
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unreadable(error)),
        };
        let lines = BufReader::new(file).lines().enumerate();
        lines.map(|(at, line)| Ok(self.head(at + 1, &line.map_err(unreadable)?))).collect()
    }

    fn head(&self, line: usize, text: &str) -> Result<Head, HeadFinding> {
        let mut words = text.split_whitespace();
        let entry = words.next().and_then(|word| word.parse().ok());
        let head = entry.zip(words.next()).map(|(entry, hash)| Head { entry, hash: hash.to_owned() });
        let head = head.ok_or(HeadFinding::NotSigned { line })?;
        let is_signed = self.key.as_ref().is_none_or(|key| head.line(Some(key)) == text.trim_end());
        if is_signed { Ok(head) } else { Err(HeadFinding::NotSigned { line }) }
    }
}

/// Adds all of the bytes or none: half a line would look like a forged one.
fn append_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    let written = file.write(bytes)?;
    if written == bytes.len() {
        return Ok(());
    }
    let length = file.metadata()?.len();
    file.set_len(length.saturating_sub(written as u64))?;
    Err(io::ErrorKind::StorageFull.into())
}

async fn last_entry<C: ConnectionTrait>(db: &C) -> Result<Option<Head>, Error> {
    let query = Entity::find().select_only().columns([Column::Id, Column::Hash]).order_by_desc(Column::Id);
    let last: Option<(i32, String)> = query.into_tuple().one(db).await?;
    Ok(last.map(|(id, hash)| Head { entry: u64::from(id.unsigned_abs()), hash }))
}

impl Read {
    /// The last entry this reading sees.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn head(&self) -> Result<Option<Head>, Error> {
        last_entry(&self.txn).await
    }
}

impl Write {
    /// The last entry this write sees.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn head(&self) -> Result<Option<Head>, Error> {
        last_entry(&self.txn).await
    }
}

impl Store {
    /// Keeps the head of every entry written from now on in a file.
    #[must_use]
    pub fn with_heads(mut self, heads: Option<HeadFile>) -> Self {
        self.heads = heads;
        self
    }

    /// Where heads are kept.
    #[must_use]
    pub fn heads(&self) -> Option<&Path> {
        self.heads.as_ref().map(|heads| heads.path.as_path())
    }

    /// The last entry; `None` for an empty journal.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn head(&self) -> Result<Option<Head>, Error> {
        last_entry(self.db()).await
    }

    /// Compares the journal with the kept heads; the first difference and the last one gone say enough of many.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn head_findings(&self) -> Result<Vec<HeadFinding>, Error> {
        let Some(file) = &self.heads else { return Ok(Vec::new()) };
        let heads = match file.heads() {
            Ok(heads) => heads,
            Err(unreadable) => return Ok(vec![unreadable]),
        };
        let query = Entity::find().select_only().columns([Column::Id, Column::Hash]);
        let rows: Vec<(i32, String)> = query.into_tuple().all(self.db()).await?;
        let hashes: BTreeMap<u64, String> =
            rows.into_iter().map(|(id, hash)| (u64::from(id.unsigned_abs()), hash)).collect();
        Ok(compare(heads, &hashes))
    }
}

fn compare(heads: Vec<Result<Head, HeadFinding>>, hashes: &BTreeMap<u64, String>) -> Vec<HeadFinding> {
    let mut found = Vec::new();
    for head in heads {
        match head {
            Err(finding) => found.push(finding),
            Ok(Head { entry, hash }) => match hashes.get(&entry) {
                None => found.push(HeadFinding::Gone { entry }),
                Some(kept) if *kept != hash => found.push(HeadFinding::Differs { entry }),
                Some(_) => {}
            },
        }
    }
    found
}
