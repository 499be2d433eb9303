//! A portable backup: a zip with one CSV for each table as it is stored, the journal included, and a manifest.
//!
//! It holds values only, so a backup of one kind of database restores into the other.

use std::collections::BTreeMap;
use std::io::{Seek, Write as Output};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use sea_orm_migration::MigratorTrait;
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Error, Read, entity};
use crate::migrations::Migrator;

/// Name of the manifest in the archive.
pub(super) const MANIFEST: &str = "manifest.json";
/// What the manifest says the archive is.
pub(super) const FORMAT: &str = "cnap-backup";
/// Rows read at a time.
const PAGE: u64 = 2_000;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    /// Version of the product that made it.
    pub product: String,
    pub made: DateTime<Utc>,
    /// Migrations the tables had; only the same tables take the rows back.
    pub migrations: Vec<String>,
    /// Number and hash of the last entry of the journal, as `cnap head` prints them; `None` in older backups.
    #[serde(default)]
    pub head: Option<String>,
    /// Rows of each table.
    pub tables: BTreeMap<String, u64>,
}

impl Manifest {
    /// A manifest without rows.
    #[must_use]
    pub fn new(made: DateTime<Utc>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            product: env!("CARGO_PKG_VERSION").to_owned(),
            made,
            migrations: migrations(),
            head: None,
            tables: BTreeMap::new(),
        }
    }

    /// Rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.values().sum()
    }
}

/// Names of the migrations this product knows.
pub(super) fn migrations() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}

/// Calls a macro with every table, what is referred to before what refers; the name is that of the table.
macro_rules! every_table {
    ($call:ident!($($with:tt)*)) => {
        $call!($($with)*
            action, point, service, ground, territory, boundary, hromada_fact, district, point_period, service_period,
            service_step, mandatory_position, mandatory_declared, offering, answer, equipment, figure, target, confirmation,
            visit, visit_signature, finding, finding_step
        )
    };
}
pub(super) use every_table;

/// The same of the tables of people. Sessions, invitations, failed sign-ins and attempts to report are not kept: they let
/// somebody in, or count for a short while.
macro_rules! every_table_of_people {
    ($call:ident!($($with:tt)*)) => {
        $call!($($with)*
            account, account_role, submission, service_sheet, service_choice, form_draft, second_factor, recovery_code,
            api_token, submission_line, submission_comment,
            submission_decision, submission_link, trusted_editor, quarter, citizen_report
        )
    };
}
pub(super) use every_table_of_people;

macro_rules! dump_all {
    ($read:ident, $zip:ident, $manifest:ident; $($table:ident),+) => {
        $({
            let name = stringify!($table);
            start($zip, &format!("{name}.csv"))?;
            let id = entity::$table::Column::Id;
            let rows = dump::<entity::$table::Entity>(&$read.txn, id, |row| row.id, &mut *$zip).await?;
            $manifest.tables.insert(name.to_owned(), rows);
        })+
    };
}

impl Read {
    /// Writes every table into an archive.
    ///
    /// # Errors
    /// The database does not answer, or the output cannot be written.
    pub async fn dump<W: Output + Seek>(&self, out: W, made: DateTime<Utc>) -> Result<(Manifest, W), Error> {
        let mut manifest = Manifest::new(made);
        let mut archive = ZipWriter::new(out);
        let zip = &mut archive;
        every_table!(dump_all!(self, zip, manifest;));
        every_table_of_people!(dump_all!(self, zip, manifest;));
        manifest.head = self.head().await?.map(|head| head.line(None));
        start(zip, MANIFEST)?;
        serde_json::to_writer_pretty(&mut archive, &manifest).map_err(Error::backup)?;
        let out = archive.finish().map_err(Error::backup)?;
        Ok((manifest, out))
    }
}

fn start<W: Output + Seek>(zip: &mut ZipWriter<W>, name: &str) -> Result<(), Error> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
    zip.start_file(name, options).map_err(Error::backup)
}

async fn dump<E>(
    txn: &DatabaseTransaction,
    id: E::Column,
    number: fn(&E::Model) -> i32,
    out: impl Output,
) -> Result<u64, Error>
where
    E: EntityTrait,
    E::Model: Serialize + FromQueryResult,
{
    let mut writer = csv::Writer::from_writer(out);
    let (mut last, mut rows) = (i32::MIN, 0);
    loop {
        let page = E::find().filter(id.gt(last)).order_by_asc(id).limit(PAGE).all(txn).await?;
        let Some(end) = page.last() else { break };
        last = number(end);
        for row in &page {
            writer.serialize(row).map_err(Error::backup)?;
            rows += 1;
        }
    }
    writer.flush().map_err(Error::backup)?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    use crate::store::Store;

    macro_rules! names {
        ($($table:ident),+) => { vec![$(stringify!($table).to_owned()),+] };
    }

    #[tokio::test]
    async fn a_backup_holds_every_table_of_the_migrations() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("t.db").display());
        let store = Store::open(&url).await.unwrap();
        let query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'seaql_migrations' ORDER BY name";
        let rows = store.db().query_all_raw(Statement::from_string(DbBackend::Sqlite, query)).await.unwrap();
        let found: Vec<String> = rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
        let mut held: Vec<String> = every_table!(names!());
        held.extend(every_table_of_people!(names!()) as Vec<String>);
        held.extend(["invitation", "report_attempt", "session", "sign_in_failure"].map(str::to_owned));
        held.sort();
        assert_eq!(found, held);
    }
}
