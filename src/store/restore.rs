//! Taking a backup back into an empty database.

use std::io::{Read as Input, Seek};

use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable, QuerySelect};
use serde::de::DeserializeOwned;
use zip::ZipArchive;

use crate::domain::Message;

use super::backup::{FORMAT, MANIFEST, Manifest, every_table, every_table_of_people, migrations};
use super::table::MAX_VALUES;
use super::{Error, Write, entity};

macro_rules! first_filled {
    ($txn:ident; $($table:ident),+) => {
        $(if !is_empty::<entity::$table::Entity>(&$txn).await? { return Ok(Some(stringify!($table))); })+
    };
}

macro_rules! fill_all {
    ($txn:ident, $zip:ident, $manifest:ident; $($table:ident),+) => {
        $({
            let name = stringify!($table);
            let part = $zip.by_name(&format!("{name}.csv")).map_err(|error| backup_error(name, error))?;
            let rows = fill::<entity::$table::Entity, entity::$table::ActiveModel>($txn, name, part).await?;
            let stated = $manifest.tables.get(name).copied();
            if stated != Some(rows) {
                return Err(other_count(name, rows, stated));
            }
        })+
    };
}

impl Write {
    /// A table that holds rows, if there is one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn filled_table(&self) -> Result<Option<&'static str>, Error> {
        let txn = &self.txn;
        every_table!(first_filled!(txn;));
        every_table_of_people!(first_filled!(txn;));
        Ok(None)
    }

    /// Fills empty tables from an archive and tells other copies.
    ///
    /// # Errors
    /// The archive is no backup of these tables, is not whole, or the database refuses a row.
    pub async fn fill<R: Input + Seek>(&self, backup: R) -> Result<Manifest, Error> {
        let mut archive = ZipArchive::new(backup).map_err(|error| backup_error("archive", error))?;
        let manifest = manifest(&mut archive)?;
        let (txn, zip) = (&self.txn, &mut archive);
        every_table!(fill_all!(txn, zip, manifest;));
        every_table_of_people!(fill_all!(txn, zip, manifest;));
        self.notify().await?;
        Ok(manifest)
    }
}

fn backup_error(what: &str, error: impl std::fmt::Display) -> Error {
    let reason = Message::new("refused-backup-part").with("part", what);
    Error::Backup(reason.with("error", error.to_string()))
}

fn other_count(table: &str, rows: u64, stated: Option<u64>) -> Error {
    let stated = stated.map_or_else(|| "–".to_owned(), |stated| stated.to_string());
    let reason = Message::new("refused-backup-counts").with("table", table).with("rows", rows);
    Error::Backup(reason.with("stated", stated))
}

fn manifest<R: Input + Seek>(archive: &mut ZipArchive<R>) -> Result<Manifest, Error> {
    let part = archive.by_name(MANIFEST).map_err(|error| backup_error(MANIFEST, error))?;
    let manifest: Manifest = serde_json::from_reader(part).map_err(|error| backup_error(MANIFEST, error))?;
    if manifest.format != FORMAT {
        return Err(Error::Backup(Message::new("refused-backup-foreign").with("part", MANIFEST)));
    }
    if manifest.migrations != migrations() {
        let reason = Message::new("refused-backup-version").with("version", &manifest.product);
        return Err(Error::Backup(reason));
    }
    Ok(manifest)
}

async fn is_empty<E: EntityTrait>(txn: &DatabaseTransaction) -> Result<bool, Error> {
    Ok(E::find().limit(1).one(txn).await?.is_none())
}

async fn fill<E, A>(txn: &DatabaseTransaction, name: &str, part: impl Input) -> Result<u64, Error>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E> + Send,
{
    let most = (MAX_VALUES / E::Column::iter().count().max(1)).clamp(1, 2_000);
    let mut reader = csv::Reader::from_reader(part);
    let mut rows = reader.deserialize::<E::Model>();
    let mut written = 0;
    loop {
        let chunk: Vec<E::Model> =
            rows.by_ref().take(most).collect::<Result<_, _>>().map_err(|error| backup_error(name, error))?;
        if chunk.is_empty() {
            return Ok(written);
        }
        written += chunk.len() as u64;
        let models: Vec<A> = chunk.into_iter().map(IntoActiveModel::into_active_model).collect();
        E::insert_many(models).exec_without_returning(txn).await?;
    }
}
