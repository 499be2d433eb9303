//! Migrations over filled tables, on both databases.

use rstest::rstest;

use crate::support::{Base, Db, region};

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn migrating_again_leaves_a_filled_database_as_it_was(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let before = base.contents().await;
    for _ in 0..2 {
        base.cnap(&["migrate"]).await.done().says(&["оновлено до поточної версії"]);
    }
    assert_eq!(before, base.contents().await);
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn migrate_makes_the_tables_of_an_empty_database_and_nothing_in_them(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    base.cnap(&["migrate"]).await.done();
    let contents = base.contents().await;
    assert!(contents.0.len() > 10, "{contents:?}");
    let filled = contents.0.iter().filter(|(table, rows)| !rows.is_empty() && *table != "seaql_migrations");
    assert_eq!(filled.count(), 0, "{contents:?}");
}

#[tokio::test]
async fn verify_finds_a_journal_that_was_tampered_with() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    base.sql("UPDATE action SET summary = '{}' WHERE id = 2").await;
    let told = base.cnap(&["verify"]).await.refused();
    told.says(&["запис журналу 2"]);
}
