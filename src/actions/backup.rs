//! Backups: everything with the journal into one file, and back into an empty database.

use std::io::{Read, Seek, Write};

use chrono::{DateTime, Utc};

use super::actor::Permission;
use super::{Actor, Refusal, verify};
use crate::domain::Message;
use crate::store::{self, Manifest, Store};

/// Writes a backup of everything as it is at one moment.
///
/// # Errors
/// The actor may not, the database does not answer, or the output cannot be written.
pub async fn make<W: Write + Seek>(
    store: &Store,
    actor: &Actor,
    out: W,
    now: DateTime<Utc>,
) -> Result<(Manifest, W), Refusal> {
    actor.authorize(Permission::Backup)?;
    Ok(store.read().await?.dump(out, now).await?)
}

/// Restores a backup, journal included, into an empty database: all of it or nothing.
///
/// # Errors
/// The database holds something, the backup is not whole, or its journal does not fit its chain.
pub async fn restore<R: Read + Seek>(store: &Store, actor: &Actor, backup: R) -> Result<Manifest, Refusal> {
    actor.authorize(Permission::Restore)?;
    let write = store.begin().await?;
    if let Some(table) = write.filled_table().await? {
        return Err(Refusal::conflict(Message::new("refused-filled-database").with("table", table)));
    }
    let manifest = write.fill(backup).await?;
    let broken = write.broken_links().await?;
    if let Some(first) = broken.first() {
        let reason = Message::new("refused-backup-chain").with("count", broken.len());
        return Err(store::Error::Backup(reason.with("first", first.to_string())).into());
    }
    check_rows(&write, &manifest).await?;
    write.commit().await?;
    Ok(manifest)
}

/// A backup whose rows are not those its journal stated, or whose journal is cut, is not taken back.
async fn check_rows(write: &store::Write, manifest: &Manifest) -> Result<(), Refusal> {
    let found = write.altered_rows().await?.alterations;
    if let Some(first) = found.first() {
        let reason = Message::new("refused-backup-rows").with("count", found.len());
        return Err(store::Error::Backup(reason.with("first", verify::in_words(first))).into());
    }
    let head = write.head().await?.map(|head| head.line(None));
    if manifest.head.is_some() && manifest.head != head {
        return Err(store::Error::Backup("refused-backup-head".into()).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::actions::Mode;
    use crate::actions::import::{Purpose, Request, run};
    use crate::formats::Format;
    use crate::rulebook::Rulebook;

    const TREE: &str = "code,category,name,parent,lat,lon\nUA53000000000028050,O,Полтавська,,,\n\
                        UA80000000000093317,K,\"Київ\n\"\"\"\"\",,50.450100000000006,30.1\n";

    async fn store(folder: &tempfile::TempDir, name: &str) -> Store {
        Store::open(&format!("sqlite://{}?mode=rwc", folder.path().join(name).display())).await.unwrap()
    }

    async fn filled(folder: &tempfile::TempDir) -> Store {
        let store = store(folder, "filled.db").await;
        let request = Request {
            format: Format::Territories,
            bytes: TREE.into(),
            file: Some("дерево.csv".into()),
            day: None,
            territory: None,
            confirmed: None,
            mode: Mode::default(),
            end_missing: false,
            replace: false,
            sample: true,
            actor: Actor::CommandLine,
            purpose: Purpose::Operation,
            now: DateTime::<Utc>::UNIX_EPOCH,
        };
        run(&store, &Rulebook::default(), request).await.unwrap();
        store
    }

    async fn dumped(store: &Store) -> Vec<u8> {
        let out = make(store, &Actor::CommandLine, Cursor::new(Vec::new()), DateTime::<Utc>::UNIX_EPOCH).await;
        out.unwrap().1.into_inner()
    }

    #[tokio::test]
    async fn a_backup_restores_to_the_same_and_only_into_an_empty_database() {
        let folder = tempfile::tempdir().unwrap();
        let backup = dumped(&filled(&folder).await).await;
        let other = store(&folder, "other.db").await;
        let manifest = restore(&other, &Actor::CommandLine, Cursor::new(&backup)).await.unwrap();
        assert_eq!(manifest.rows(), 3);
        assert_eq!(dumped(&other).await, backup);
        let again = restore(&other, &Actor::CommandLine, Cursor::new(&backup)).await;
        assert!(matches!(again, Err(Refusal::Conflict(_))), "{again:?}");
    }

    #[tokio::test]
    async fn a_cut_or_changed_backup_and_a_stranger_leave_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let backup = dumped(&filled(&folder).await).await;
        let other = store(&folder, "other.db").await;
        let empty = dumped(&other).await;
        for length in (0..backup.len()).step_by(211) {
            assert!(restore(&other, &Actor::CommandLine, Cursor::new(&backup[..length])).await.is_err());
        }
        assert!(restore(&other, &Actor::Visitor, Cursor::new(&backup)).await.is_err());
        assert_eq!(dumped(&other).await, empty);
    }
}
