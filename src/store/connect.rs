//! Connections: SQLite with one writer, PostgreSQL with an advisory lock for writers.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use super::Error;
use super::address::{DatabaseUrl, Target};
use super::audit_log::OpenEntry;
use super::head::HeadFile;
use crate::migrations::Migrator;

/// Number of the advisory lock writers of one PostgreSQL database share.
const WRITERS: i64 = 0x636e_6170;
/// How long a database server may take to answer the first time.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection to SQLite or PostgreSQL.
#[derive(Clone, Debug)]
pub struct Store {
    db: DatabaseConnection,
    target: Target,
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
    /// Connects and brings the tables up to date; a SQLite file that is not there is made where the address says so.
    ///
    /// # Errors
    /// The address is wrong, the database does not answer, or a migration fails.
    pub async fn open(url: impl Into<DatabaseUrl>) -> Result<Self, Error> {
        let store = Self::connect(url).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// The same of a database that must be there already: nothing is made.
    ///
    /// # Errors
    /// As [`Store::open`], and [`Error::Missing`] where there is no such SQLite file.
    pub async fn open_existing(url: &DatabaseUrl) -> Result<Self, Error> {
        match url.target()? {
            Target::Sqlite(Some(file)) if !file.exists() => Err(Error::Missing(file.display().to_string())),
            _ => Self::open(url).await,
        }
    }

    /// Connects without touching the tables.
    ///
    /// # Errors
    /// The address is wrong or the database does not answer.
    pub async fn connect(url: impl Into<DatabaseUrl>) -> Result<Self, Error> {
        let url = url.into();
        let target = url.target()?;
        let mut options = ConnectOptions::new(url.without_secrets(&target));
        options.sqlx_logging(false).connect_timeout(PATIENCE).acquire_timeout(Duration::from_secs(30));
        match &target {
            Target::Sqlite(_) => tune_sqlite(&mut options),
            Target::Postgres(server) => {
                greet(server, &target).await?;
                let server = (**server).clone().disable_statement_logging();
                options.max_connections(8).map_sqlx_postgres_opts(move |_| server.clone());
            }
        }
        Ok(Self { db: Database::connect(options).await?, target, heads: None })
    }

    /// Runs the migrations that have not run yet, all in one write: whoever stops in the middle leaves nothing, and of
    /// several who start at once one migrates while the others wait.
    ///
    /// # Errors
    /// A migration fails; nothing of it stays.
    pub async fn migrate(&self) -> Result<(), Error> {
        let pending = Migrator::get_pending_migrations_read_only(&self.db).await;
        if self.reached(pending)?.is_empty() {
            return Ok(());
        }
        let write = self.begin().await?;
        Migrator::up(&write.txn, None).await?;
        write.commit().await
    }

    /// Asks the database whether it is there.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn ping(&self) -> Result<(), Error> {
        self.reached(self.db.ping().await)
    }

    #[must_use]
    pub fn is_postgres(&self) -> bool {
        self.db.get_database_backend() == DbBackend::Postgres
    }

    pub(super) const fn target(&self) -> &Target {
        &self.target
    }

    /// Tells a server that does not answer apart from other failures.
    pub(super) fn reached<T>(&self, result: Result<T, DbErr>) -> Result<T, Error> {
        let lost = |error: &DbErr| match error {
            DbErr::ConnectionAcquire(_) => true,
            DbErr::Conn(RuntimeErr::SqlxError(error)) => matches!(**error, sqlx::Error::Io(_)),
            _ => false,
        };
        result.map_err(|error| match &self.target {
            Target::Postgres(_) if lost(&error) => Error::Unreachable(self.target.server()),
            _ => Error::Database(error),
        })
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
        let txn = self.reached(self.db.begin_with_options(mode).await)?;
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
        Ok(Read { txn: self.reached(self.db.begin_with_options(mode).await)?, known: None })
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
            Some(entry) => Some(self.close_entry(entry).await?),
            None => None,
        };
        self.txn.commit().await?;
        if let (Some(heads), Some(head)) = (&self.heads, head) {
            heads.append(&head);
        }
        Ok(())
    }
}

fn tune_sqlite(options: &mut ConnectOptions) {
    options.max_connections(4).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .foreign_keys(true)
            .busy_timeout(Duration::from_mins(1))
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "NORMAL")
            .pragma("cache_size", "-16000")
    });
}

/// Connects to a server once: a pool would try again and again and then say only that time ran out.
pub(super) async fn greet(server: &PgConnectOptions, target: &Target) -> Result<(), Error> {
    let unreachable = || Error::Unreachable(target.server());
    let connected = tokio::time::timeout(PATIENCE, server.connect()).await.map_err(|_| unreachable())?;
    let connection = connected.map_err(|error| match error {
        sqlx::Error::Io(_) => unreachable(),
        other => Error::Database(DbErr::Conn(RuntimeErr::SqlxError(other.into()))),
    })?;
    // The connection has served; how it ends changes nothing.
    let _ = connection.close().await;
    Ok(())
}
