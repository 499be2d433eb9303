//! Facts can be taken back, and what was known before is still known to have been known.

use std::collections::BTreeMap;

use cnap::store::Store;
use rstest::rstest;
use serde_json::Value;

use crate::support::region::{self, MACHUKHY, OBLAST};
use crate::support::state::{changed, last_entry, state};
use crate::support::{Base, Contents, Db};

/// Tables whose rows are not facts.
const NO_FACTS: &[&str] = &[
    "account",
    "account_role",
    "api_token",
    "invitation",
    "recovery_code",
    "second_factor",
    "session",
    "sign_in_failure",
    "submission",
    "service_choice",
    "service_sheet",
    "form_draft",
    "submission_line",
    "submission_comment",
    "submission_decision",
    "submission_link",
    "trusted_editor",
    "quarter",
    "visit",
    "visit_signature",
    "finding",
    "finding_step",
    "citizen_report",
    "report_attempt",
    "action",
    "confirmation",
    "point",
    "service",
    "ground",
    "seaql_migrations",
];

/// Rows of all tables of facts by table and number, without the mark of voiding.
fn facts(contents: &Contents) -> BTreeMap<(String, i64), Value> {
    let tables = contents.0.iter().filter(|(table, _)| !NO_FACTS.contains(&table.as_str()));
    let rows = tables.flat_map(|(table, rows)| rows.iter().map(move |row| (table, row)));
    rows.map(|(table, row)| {
        let mut row: Value = serde_json::from_str(row).unwrap();
        row.as_object_mut().unwrap().remove("voided_by").expect("every table of facts can be voided");
        ((table.clone(), row["id"].as_i64().unwrap()), row)
    })
    .collect()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_change_of_any_table_voids_a_row_and_alters_or_deletes_none(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let before = facts(&base.contents().await);
    for (format, table) in region::TABLES {
        base.import(format, changed(format, table)).await.done();
    }
    let contents = base.contents().await;
    let after = facts(&contents);
    for (place, row) in &before {
        assert_eq!(after.get(place), Some(row), "{place:?}");
    }
    let voided: BTreeMap<&str, usize> = contents
        .0
        .iter()
        .filter(|(table, _)| !NO_FACTS.contains(&table.as_str()))
        .map(|(table, rows)| (table.as_str(), rows.iter().filter(|row| !row.contains("\"voided_by\":null")).count()))
        .collect();
    for (table, count) in voided {
        let expected = usize::from(!["boundary", "service_step", "target"].contains(&table));
        assert_eq!(count, expected, "{table}");
    }
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn the_same_question_gives_the_answer_it_gave_then(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let mut states = vec![(last_entry(&base).await, state(&base, None).await)];
    for (format, table) in region::TABLES {
        base.import(format, changed(format, table)).await.done();
        states.push((last_entry(&base).await, state(&base, None).await));
    }
    for (entry, then) in &states {
        assert_eq!(&state(&base, Some(*entry)).await, then, "after entry {entry}");
    }
    assert!(states.windows(2).all(|pair| pair[0].1 != pair[1].1), "every state differs from the one before");
    let audit = ["audit", "--territory", OBLAST, "--date", "2023-11-30", "--format", "json"];
    let of_then = base.cnap(&[&audit[..], &["--known", "11"]].concat()).await.done().out;
    assert_ne!(of_then, base.cnap(&audit).await.done().out);
    base.import("hromada-facts", region::FACTS.replace("20000", "20001")).await.done();
    assert_eq!(of_then, base.cnap(&[&audit[..], &["--known", "11"]].concat()).await.done().out);
    base.cnap(&["audit", "--known", "999"]).await.refused().says(&["запису 999", "немає"]);
    assert_eq!(base.cnap(&["audit", "--known", "вчора"]).await.code, 2);
}

#[tokio::test]
async fn a_moment_means_the_last_entry_written_by_then() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    base.sql("UPDATE action SET at = '2026-01-0' || id || 'T10:00:00+00:00'").await;
    let store = Store::connect(&base.url).await.unwrap();
    let entry_at = async |moment: &str| store.entry_at(moment.parse().unwrap()).await.unwrap();
    assert_eq!(entry_at("2026-01-01T09:59:59Z").await, 0);
    assert_eq!(entry_at("2026-01-01T10:00:00Z").await, 1);
    assert_eq!(entry_at("2026-01-02T11:59:59+02:00").await, 1);
    assert_eq!(entry_at("2030-01-01T00:00:00Z").await, 2);
    let file = base.folder.path().join("facts.csv");
    for (known, rows) in [("2026-01-01", 1), ("2026-01-01T23:59:59Z", 1), ("2026-01-02", 5)] {
        let options = ["export", "hromada-facts", "--out", file.to_str().unwrap(), "--known", known];
        base.cnap(&options).await.done();
        assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), rows, "{known}");
    }
}

/// The day each offering of a point was last confirmed, as it was known.
async fn confirmed(base: &Base, known: Option<u64>) -> Vec<String> {
    let store = Store::connect(&base.url).await.unwrap();
    let records = match known {
        Some(entry) => store.load_known(std::sync::Arc::default(), entry).await.unwrap().unwrap(),
        None => store.load(std::sync::Arc::default()).await.unwrap(),
    };
    let point = records.network.by_code("A").unwrap().id;
    records.offerings.rows.rows_of(point).iter().map(|row| row.confirmed.to_string()).collect()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_file_that_states_the_same_confirms_every_row_by_one(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "services").await;
    base.import_with("offerings", region::OFFERINGS, &["--confirmed", "2024-01-10"]).await.done();
    let first = last_entry(&base).await;
    assert_eq!(confirmed(&base, None).await, ["2024-01-10"; 2]);
    let before = facts(&base.contents().await);
    let app = base.serve().await;
    let again = async |note: &str, day: &str| {
        let table = format!("{}{note}", region::OFFERINGS);
        base.import_with("offerings", table, &["--confirmed", day]).await.done().says(&["без змін 3"]);
    };
    again("\n", "2024-03-01").await;
    let path = "/api/v1/offerings?point=A&date=2022-06-01";
    app.until(path, |told| told["items"][0]["confirmed"] == "2024-03-01").await;
    app.stop().await;
    again("\n\n", "2024-02-01").await;
    let contents = base.contents().await;
    assert_eq!(facts(&contents), before);
    assert_eq!(contents.0["confirmation"].len(), 2);
    assert!(contents.0["confirmation"].iter().all(|row| row.contains("\"rows\":\"1-3\"")), "{contents:?}");
    assert_eq!(confirmed(&base, None).await, ["2024-03-01"; 2]);
    assert_eq!(confirmed(&base, Some(first)).await, ["2024-01-10"; 2]);
}

#[tokio::test]
async fn verify_finds_digests_that_were_altered_or_taken_away() {
    let base = Base::sqlite().await;
    region::load_until(&base, "services").await;
    base.sql("UPDATE action SET digests = '{}' WHERE id = 3").await;
    base.cnap(&["verify"]).await.refused().says(&["запис журналу 3"]);
    base.sql("UPDATE action SET digests = NULL WHERE id = 4").await;
    base.cnap(&["verify"]).await.refused().says(&["запис журналу 4"]);
}

#[tokio::test]
async fn facts_of_a_point_that_was_voided_are_refused() {
    let base = Base::sqlite().await;
    region::load_until(&base, "services").await;
    base.sql("UPDATE point_period SET voided_by = 5 WHERE id = 3").await;
    for (format, table) in [
        ("offerings", "point,service,from\nW,S1,2022-02-01\n"),
        ("equipment", "point,type,quantity\nW,id_reader,1\n"),
        ("answers", "point,checklist,criterion,answer\nW,six-flags,ramp,yes\n"),
        ("figures", "point,period,measure,value\nW,2023Q3,services,1\n"),
    ] {
        base.import(format, table).await.refused().says(&["такої точки немає"]);
    }
    base.sql("UPDATE service_period SET voided_by = 5 WHERE id = 1").await;
    base.import("offerings", "point,service,from\nA,S1,2022-02-01\n").await.refused().says(&["такої послуги немає"]);
    let app = base.serve().await;
    assert_eq!(app.get("/api/v1/points/W").await.status, 404);
    assert_eq!(app.json(&format!("/api/v1/points?territory={MACHUKHY}&date=2023-01-01")).await["total"], 1);
    app.stop().await;
}
