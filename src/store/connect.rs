//! Connections: SQLite with one writer, PostgreSQL with an advisory lock for writers.

use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use super::Error;
use super::head::HeadFile;
use super::journal::OpenEntry;
use crate::migrations::Migrator;

/// Number of the advisory lock writers of one PostgreSQL database share.
const WRITERS: i64 = 0x636e_6170;

/// A connection to SQLite or PostgreSQL.
#[derive(Clone, Debug)]
pub struct Store {
    db: DatabaseConnection,
    url: String,
    /// Where the head of the journal is kept after every entry.
    pub(super) heads: Option<HeadFile>,
}

/// One write: everything in it is committed together or leaves no trace.
#[derive(Debug)]
pub struct Write {
    pub(super) txn: DatabaseTransaction,
    /// The entry of the journal this write makes; it is closed by [`Write::commit`].
    pub(super) entry: Option<OpenEntry>,
    heads: Option<HeadFile>,
}

/// One reading: it sees the database as it was when it began, whatever others commit meanwhile.
#[derive(Debug)]
pub struct Read {
    pub(super) txn: DatabaseTransaction,
    /// The entry after which things are read as they were known; `None`: as they are known now.
    pub(super) known: Option<i32>,
}

impl Store {
    /// Connects and brings the tables up to date.
    ///
    /// # Errors
    /// The address is wrong, the database does not answer, or a migration fails.
    pub async fn open(url: &str) -> Result<Self, Error> {
        let store = Self::connect(url).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Connects without touching the tables.
    ///
    /// # Errors
    /// The address is wrong or the database does not answer.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false).connect_timeout(Duration::from_secs(10)).acquire_timeout(Duration::from_secs(30));
        let sqlite = url.starts_with("sqlite");
        options.max_connections(if sqlite { 4 } else { 8 });
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .foreign_keys(true)
                .busy_timeout(Duration::from_mins(1))
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "NORMAL")
                .pragma("cache_size", "-16000")
        });
        Ok(Self { db: Database::connect(options).await?, url: url.to_owned(), heads: None })
    }

    /// Runs the migrations that have not run yet.
    ///
    /// # Errors
    /// A migration fails; on PostgreSQL nothing of it stays.
    pub async fn migrate(&self) -> Result<(), Error> {
        Ok(Migrator::up(&self.db, None).await?)
    }

    /// Asks the database whether it is there.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn ping(&self) -> Result<(), Error> {
        Ok(self.db.ping().await?)
    }

    #[must_use]
    pub fn is_postgres(&self) -> bool {
        self.db.get_database_backend() == DbBackend::Postgres
    }

    /// Address the store was opened with; it may hold a password, so it is never printed.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) const fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    /// Begins a write; other writers wait.
    ///
    /// # Errors
    /// The database does not answer, or another writer holds it too long.
    pub async fn begin(&self) -> Result<Write, Error> {
        let mode = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let txn = self.db.begin_with_options(mode).await?;
        if self.is_postgres() {
            let lock = format!("SELECT pg_advisory_xact_lock({WRITERS})");
            txn.execute_raw(Statement::from_string(DbBackend::Postgres, lock)).await?;
        }
        Ok(Write { txn, entry: None, heads: self.heads.clone() })
    }

    /// Begins a reading; writers do not wait for it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read(&self) -> Result<Read, Error> {
        // SQLite gives every reading transaction such a view by itself.
        let postgres = self.is_postgres();
        let mode = TransactionOptions {
            isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
            access_mode: postgres.then_some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        };
        Ok(Read { txn: self.db.begin_with_options(mode).await?, known: None })
    }

    /// Begins a reading of what was known after an entry of the journal.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read_known(&self, entry: u64) -> Result<Read, Error> {
        let known = Some(i32::try_from(entry).unwrap_or(i32::MAX));
        Ok(Read { known, ..self.read().await? })
    }
}

impl Write {
    /// Makes everything of this write last.
    ///
    /// # Errors
    /// The database refuses; then nothing stays.
    pub async fn commit(mut self) -> Result<(), Error> {
        let head = match self.entry.take() {
            Some(entry) => Some(self.close(entry).await?),
            None => None,
        };
        self.txn.commit().await?;
        if let (Some(heads), Some(head)) = (&self.heads, head) {
            heads.append(&head);
        }
        Ok(())
    }
}
