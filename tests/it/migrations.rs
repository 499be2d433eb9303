//! Migrations over filled tables, on both databases.

use cnap::migrations::{Migrator, MigratorTrait as _};
use rstest::rstest;
use sea_orm::{ConnectionTrait as _, Database};

use crate::support::{Base, Db, region};

/// Fills a database that only the first migration has seen.
pub async fn fill_first_schema(base: &Base) {
    let db = Database::connect(&base.url).await.unwrap();
    Migrator::up(&db, Some(1)).await.unwrap();
    let rows = std::fs::read_to_string(region::fixture("before-immutable-rows.sql")).unwrap();
    for statement in rows.lines().filter(|line| !line.starts_with("--")) {
        db.execute_unprepared(statement).await.unwrap();
    }
    db.close().await.unwrap();
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_database_filled_before_rows_were_immutable_keeps_its_contents(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    fill_first_schema(&base).await;
    let before = base.contents().await;
    base.cnap(&["verify"]).await.done().says(&["усе гаразд: 14"]);
    let after = base.contents().await;
    for (table, rows) in before.0.iter().filter(|(table, _)| *table != "seaql_migrations") {
        let cells = |row: &String| serde_json::from_str::<serde_json::Value>(row).unwrap();
        let old: Vec<_> = rows.iter().map(cells).collect();
        let mut new: Vec<_> = after.0[table].iter().map(cells).collect();
        for row in new.iter_mut().map(|row| row.as_object_mut().unwrap()) {
            for added in ["voided_by", "restates", "first_source", "digests", "undoes", "located_in"] {
                assert!(row.remove(added).is_none_or(|cell| cell.is_null()), "{table}.{added}");
            }
        }
        let sorted = |mut rows: Vec<serde_json::Value>| {
            rows.sort_by_key(|row| row["id"].as_i64());
            rows
        };
        assert_eq!(sorted(old), sorted(new), "{table}");
    }
    for (format, table) in region::TABLES.iter().filter(|(format, _)| *format != "hromada-facts") {
        base.import(format, table).await.done().says(&["змін немає"]);
    }
    base.import("hromada-facts", region::FACTS).await.done().says(&["змінено 1"]);
    base.cnap(&["audit", "--known", "13"]).await.refused().says(&["стан після запису 13 не зберігся", "від запису 14"]);
    base.cnap(&["audit", "--known", "14"]).await.done();
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

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

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn points_kept_before_located_in_stay_as_they_were(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let mut before = base.contents().await;
    base.sql("ALTER TABLE point_period DROP COLUMN located_in").await;
    base.sql("DELETE FROM seaql_migrations WHERE version = 'm20261121_000003_located_in'").await;
    base.cnap(&["migrate"]).await.done();
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    let mut after = base.contents().await;
    for contents in [&mut before, &mut after] {
        contents.0.remove("seaql_migrations");
    }
    assert_eq!(before, after);
}

#[tokio::test]
async fn verify_finds_a_journal_that_was_tampered_with() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    base.sql("UPDATE action SET summary = '{}' WHERE id = 2").await;
    let told = base.cnap(&["verify"]).await.refused();
    told.says(&["запис журналу 2"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn submissions_from_before_they_were_reviewed_by_line_stay_as_they_were(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    let before = Migrator::migrations().iter().position(|one| one.name().ends_with("000030_review")).unwrap();
    let db = Database::connect(&base.url).await.unwrap();
    Migrator::up(&db, Some(u32::try_from(before).unwrap())).await.unwrap();
    for row in [
        "INSERT INTO account (id, email, name, created_at) VALUES (1, 'e@example.org', 'Е', '2026-11-20 10:00:00+00:00')",
        "INSERT INTO submission (id, account_id, hromada, format, bytes, state, created_at) \
         VALUES (1, 1, 'UA53080230000047239', 'offerings', '', 'accepted', '2026-11-20 10:00:00+00:00')",
    ] {
        db.execute_unprepared(row).await.unwrap();
    }
    db.close().await.unwrap();
    base.cnap(&["migrate"]).await.done();
    let contents = base.contents().await;
    assert_eq!((contents.0["submission"].len(), contents.0["submission_line"].len()), (1, 0));
    base.cnap(&["verify"]).await.done();
}
