//! Commands killed in the middle: whatever the moment, the next command finds a usable database and no leftovers.
//! Imports have their own in `imports/killed.rs`; `tests/endurance` kills a thousand times.

use std::fs::{self, File};
use std::process::Stdio;
use std::time::{Duration, Instant};

use rstest::rstest;
use tokio::process::Child;

use crate::migrations::fill_first_schema;
use crate::support::{Base, Db, region};

/// Starts a command nobody listens to.
fn start(base: &Base, args: &[&str]) -> Child {
    base.command(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Kills a migration after a part of the time a whole one takes, and tells how many tables there are then.
async fn tables_after_kill(base: &Base, after: Duration) -> usize {
    let mut child = start(base, &["migrate"]);
    tokio::time::sleep(after).await;
    let _ = child.kill().await;
    if base.url.starts_with("sqlite") && !base.folder.path().join("cnap.db").exists() {
        return 0;
    }
    base.contents().await.0.len()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_migration_killed_at_any_moment_is_made_whole_by_the_next(#[case] db: Db) {
    let Some(whole) = Base::fresh(db).await else { return };
    let begun = Instant::now();
    whole.cnap(&["migrate"]).await.done();
    let (takes, tables) = (begun.elapsed(), whole.contents().await.0.len());
    for part in 1..=8 {
        let base = Base::fresh(db).await.unwrap();
        let found = tables_after_kill(&base, takes * part / 8).await;
        assert!(found == 0 || found == tables, "{found} of {tables} tables");
        base.cnap(&["migrate"]).await.done();
        assert_eq!(base.contents().await.0.len(), tables);
    }
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_migration_of_a_filled_database_killed_at_any_moment_loses_nothing(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    fill_first_schema(&base).await;
    let tables = base.contents().await.0.len();
    for millis in [5, 10, 15, 20, 30] {
        let found = tables_after_kill(&base, Duration::from_millis(millis)).await;
        assert!(found == tables || found == tables + 2, "{found} tables");
    }
    base.cnap(&["migrate"]).await.done();
    base.cnap(&["verify"]).await.done().says(&["усе гаразд: 14"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn several_who_migrate_at_once_do_not_hinder_one_another(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    let migrate = || base.cnap(&["migrate"]);
    let (one, two, three) = tokio::join!(migrate(), migrate(), migrate());
    for told in [one, two, three] {
        told.done();
    }
    base.cnap(&["verify"]).await.done();
}

/// Names of files in the folder of a test that are drafts.
fn drafts(base: &Base) -> Vec<String> {
    let names = fs::read_dir(base.folder.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(".part")).collect()
}

#[tokio::test]
async fn a_killed_backup_leaves_no_file_and_its_draft_goes_with_the_next_command() {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "oblast").await;
    let whole = base.folder.path().join("whole.zip");
    let args = ["backup", whole.to_str().unwrap()];
    let mut child = start(&base, &args);
    while drafts(&base).is_empty() {
        assert!(child.try_wait().unwrap().is_none(), "the backup ended before it was seen");
        tokio::task::yield_now().await;
    }
    child.kill().await.unwrap();
    assert_eq!((drafts(&base).len(), whole.exists()), (1, false));
    let stranger = base.file(".whole.zip.1.part", "somebody else's");
    let living = base.file(".other.zip.1.cnap.part", "in the making");
    let held = File::open(&living).unwrap();
    held.lock().unwrap();
    base.cnap(&args).await.done();
    assert!(whole.exists() && stranger.exists() && living.exists());
    assert_eq!(drafts(&base).len(), 2, "{:?}", drafts(&base));
    drop(held);
    base.cnap(&["verify"]).await.done();
    assert!(!living.exists() && stranger.exists());
}

#[tokio::test]
async fn a_first_start_killed_while_it_loads_the_demonstration_is_finished_by_the_next() {
    let base = Base::sqlite().await;
    base.cnap(&["migrate"]).await.done();
    let mut child = start(&base, &["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "off"]);
    let entries = async || base.contents().await.0["action"].len();
    while entries().await < 2 {
        assert!(child.try_wait().unwrap().is_none(), "the service ended by itself");
    }
    child.kill().await.unwrap();
    let left = entries().await;
    let app = crate::support::App::start(&base, &[]).await;
    assert!(app.json("/api/v1/points?per_page=1").await["total"].as_u64() > Some(100));
    assert!(app.json("/api/v1/figures?per_page=1&date=2023-11-30").await["total"].as_u64() > Some(0));
    app.stop().await;
    assert!(left < entries().await, "the demonstration was loaded whole before the kill");
    base.cnap(&["verify"]).await.done();
}
