//! A fresh database, SQLite or PostgreSQL, and the command line over it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, FromQueryResult, JsonValue, Statement};
use tempfile::TempDir;
use tokio::process::Command;

use super::{App, CommandOutput, inside};

/// The key by which the tests' services seal secrets.
pub const SECRET_KEY: &str = "a key of the tests that seals nothing of worth";

/// Where a test keeps its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Db {
    Sqlite,
    Postgres,
}

/// A database of one test and a folder for its files; both go when the test ends.
#[derive(Debug)]
pub struct Base {
    pub url: String,
    pub folder: TempDir,
    files: AtomicU32,
}

impl Base {
    /// A new empty database; `None`, with a printed reason, where there is no PostgreSQL to test on.
    pub async fn fresh(db: Db) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let url = match db {
            Db::Sqlite => format!("sqlite://{}?mode=rwc", folder.path().join("cnap.db").display()),
            Db::Postgres => fresh_postgres().await?,
        };
        Some(Self { url, folder, files: AtomicU32::new(0) })
    }

    /// A new empty SQLite database.
    pub async fn sqlite() -> Self {
        Self::fresh(Db::Sqlite).await.unwrap()
    }

    /// The program with this database and nothing of the tester's own settings.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cnap"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CNAP_") || name == "RUST_LOG") {
            command.env_remove(name);
        }
        command.args(args).env("CNAP_DATABASE_URL", &self.url).current_dir(self.folder.path());
        command.env("CNAP_SECRET_KEY", SECRET_KEY);
        command.stdin(Stdio::null()).kill_on_drop(true);
        command
    }

    /// Runs a command to its end, within this process where that is the same.
    pub async fn cnap(&self, args: &[&str]) -> CommandOutput {
        if !works_inside() {
            return self.cnap_program(args).await;
        }
        let told = inside::begin(self.words(args)).end().await;
        assert!(!told.err.contains("ERROR"), "{told:#?}");
        told
    }

    /// The words of a command over this database.
    pub fn words(&self, args: &[&str]) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["cnap".into(), "--database-url".into(), (&self.url).into()];
        if args.contains(&"--database-url") {
            words.truncate(1);
        }
        if !self.url.starts_with("sqlite") && !args.contains(&"--head-file") {
            let (_, name) = self.url.rsplit_once('/').unwrap();
            words.extend(["--head-file".into(), self.folder.path().join(format!("{name}.head")).into()]);
        }
        words.extend(args.iter().map(Into::into));
        if args.contains(&"serve") {
            words.extend(["--secret-key".into(), SECRET_KEY.into()]);
        }
        words
    }

    /// Runs a command of the real program to its end.
    pub async fn cnap_program(&self, args: &[&str]) -> CommandOutput {
        let output = self.command(args).output().await.unwrap();
        let told = CommandOutput {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!told.err.contains("panicked at") && !told.err.contains("ERROR"), "{told:#?}");
        told
    }

    /// Writes a file into the folder of the test.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Imports a table given as text or bytes.
    pub async fn import(&self, format: &str, table: impl AsRef<[u8]>) -> CommandOutput {
        self.import_with(format, table, &[]).await
    }

    /// Imports with further options.
    pub async fn import_with(&self, format: &str, table: impl AsRef<[u8]>, options: &[&str]) -> CommandOutput {
        let number = self.files.fetch_add(1, Ordering::Relaxed);
        let path = self.file(&format!("{number}-{format}.csv"), table);
        self.import_file(format, &path, options).await
    }

    /// Imports a file where it lies.
    pub async fn import_file(&self, format: &str, path: &Path, options: &[&str]) -> CommandOutput {
        self.cnap(&[&["import", format, path.to_str().unwrap()], options].concat()).await
    }

    /// Starts the server over this database.
    pub async fn serve(&self) -> App {
        App::start(self, &["--no-demo"]).await
    }

    /// Every row of every table, as text, to compare before and after.
    pub async fn contents(&self) -> Contents {
        let db = Database::connect(&self.url).await.unwrap();
        let backend = db.get_database_backend();
        let tables = match backend {
            sea_orm::DbBackend::Postgres => "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
            _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        };
        let mut contents = BTreeMap::new();
        for table in rows(&db, tables).await {
            let name = table["name"].as_str().unwrap().to_owned();
            let mut lines: Vec<String> =
                rows(&db, &format!("SELECT * FROM \"{name}\"")).await.iter().map(ToString::to_string).collect();
            lines.sort();
            contents.insert(name, lines);
        }
        db.close().await.unwrap();
        Contents(contents)
    }

    /// Waits until the last connection of a command is closed and SQLite has folded its log into the database.
    async fn settled(&self) {
        let log = self.folder.path().join("cnap.db-wal");
        for _ in 0..200 {
            if !log.exists() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }

    /// A copy of the database and its kept heads, altered by a statement that no constraint holds back.
    pub async fn altered_copy(&self, statement: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (url, free) = if self.url.starts_with("sqlite") {
            self.settled().await;
            for file in std::fs::read_dir(self.folder.path()).unwrap().map(Result::unwrap) {
                let name = file.file_name().into_string().unwrap();
                if name.starts_with("cnap.db") {
                    std::fs::copy(file.path(), folder.path().join(name)).unwrap();
                }
            }
            (format!("sqlite://{}?mode=rwc", folder.path().join("cnap.db").display()), "PRAGMA foreign_keys = OFF")
        } else {
            let (server, source) = self.url.rsplit_once('/').unwrap();
            let url = fresh_postgres_from(Some(source)).await.unwrap();
            let (_, name) = url.rsplit_once('/').unwrap();
            let heads = |name: &str| format!("{name}.head");
            std::fs::copy(self.folder.path().join(heads(source)), folder.path().join(heads(name))).unwrap();
            assert!(url.starts_with(server));
            (url, "SET session_replication_role = replica")
        };
        let copy = Self { url, folder, files: AtomicU32::new(0) };
        copy.sql(&format!("{free}; {statement}")).await;
        copy
    }

    /// Runs one statement on the database.
    pub async fn sql(&self, statement: &str) {
        let db = Database::connect(&self.url).await.unwrap();
        db.execute_unprepared(statement).await.unwrap();
        db.close().await.unwrap();
    }
}

/// True where commands may run in this process: it is this test's alone, and no setting of the tester reaches them.
pub fn works_inside() -> bool {
    let of_tests = |name: &str| ["CNAP_TEST_POSTGRES", "CNAP_SHARED"].contains(&name);
    let is_alone = std::env::var_os("NEXTEST").is_some();
    is_alone && !std::env::vars().any(|(name, _)| name.starts_with("CNAP_") && !of_tests(&name))
}

/// Rows of all tables.
#[derive(PartialEq, Eq)]
pub struct Contents(pub BTreeMap<String, Vec<String>>);

// A difference of two databases would fill the screen; their sizes say enough.
impl std::fmt::Debug for Contents {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_map().entries(self.0.iter().map(|(table, rows)| (table, rows.len()))).finish()
    }
}

async fn rows(db: &DatabaseConnection, query: &str) -> Vec<JsonValue> {
    let statement = Statement::from_string(db.get_database_backend(), query);
    JsonValue::find_by_statement(statement).all(db).await.unwrap()
}

/// A database on the cluster that `tests/run.sh` started; it goes with the cluster.
async fn fresh_postgres() -> Option<String> {
    fresh_postgres_from(None).await
}

/// Ends the sessions that a service which was stopped still has: a database in use is not copied.
async fn end_sessions(db: &DatabaseConnection, database: &str) {
    let sessions = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    db.execute_unprepared(&sessions).await.unwrap();
}

/// The same, as a copy of another database of the cluster.
async fn fresh_postgres_from(template: Option<&str>) -> Option<String> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let Ok(cluster) = std::env::var("CNAP_TEST_POSTGRES") else {
        println!("skipped on PostgreSQL: CNAP_TEST_POSTGRES is not set (tests/run.sh sets it)");
        return None;
    };
    let name = format!("cnap_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let db = Database::connect(&cluster).await.unwrap();
    db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
    if let Some(template) = template {
        end_sessions(&db, template).await;
    }
    let template = template.map(|template| format!(" TEMPLATE {template}")).unwrap_or_default();
    db.execute_unprepared(&format!("CREATE DATABASE {name}{template}")).await.unwrap();
    db.close().await.unwrap();
    let (server, _) = cluster.rsplit_once('/').unwrap();
    Some(format!("{server}/{name}"))
}
