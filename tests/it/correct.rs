//! The column `correct`: a single stored row is voided, alone or with the right one beside it.

use rstest::rstest;
use serde_json::Value;

use crate::support::state::{last_entry, state};
use crate::support::{App, Base, Db, region};

/// The table of offerings with `correct`.
fn offerings(rows: &str) -> String {
    format!("point,service,from,until,ground,correct\n{rows}")
}

async fn compliance(app: &App, date: &str) -> Value {
    app.json(&format!("/api/v1/points/B/compliance?date={date}")).await
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_wrong_offering_vanishes_from_every_figure(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "mandatory-declared").await;
    let before = state(&base, None).await;
    let app = base.serve().await;
    assert_eq!(compliance(&app, "2023-05-10").await["state"], "unknown");
    base.import("offerings", offerings("B,S1,2022-02-01,2023-06-01,,\n")).await.done();
    app.until("/api/v1/points/B/compliance?date=2023-05-10", |told| told["state"] == "judged").await;
    let wrong = last_entry(&base).await;
    let judged = state(&base, None).await;
    base.import("offerings", offerings("B,S1,2022-02-01,2023-06-01,,void\n")).await.done().says(&["вилучено 1"]);
    app.until("/api/v1/points/B/compliance?date=2023-05-10", |told| told["state"] == "unknown").await;
    for date in ["2022-02-01", "2023-05-10", "2023-12-31"] {
        assert_eq!(compliance(&app, date).await["offered"], Value::Null, "{date}");
    }
    app.stop().await;
    assert_eq!(state(&base, None).await, before);
    assert_eq!(state(&base, Some(wrong)).await, judged);
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn an_offering_that_began_later_than_recorded_is_corrected_in_one_file(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "offerings").await;
    let right = offerings("A,S1,2022-02-01,,зразок,void\nA,S1,2022-06-01,,зразок,\n");
    base.import("offerings", &right).await.done().says(&["додано 1", "вилучено 1"]);
    let table = &state(&base, None).await["offerings"];
    assert!(table.contains("A,S1,2022-06-01,,зразок\n") && !table.contains("A,S1,2022-02-01"), "{table}");
    let entry = last_entry(&base).await;
    base.cnap(&["undo", &entry.to_string()]).await.done();
    assert!(state(&base, None).await["offerings"].contains("A,S1,2022-02-01,,зразок\n"));
}

#[tokio::test]
async fn a_row_that_is_not_stored_cannot_be_voided() {
    let base = Base::sqlite().await;
    region::load_until(&base, "offerings").await;
    let before = base.contents().await;
    for (row, words) in [
        ("A,S1,2022-03-01,,,void", ["рядок 2", "A S1, 2022-03-01", "з 2022-02-01"]),
        ("B,S2,2022-03-01,,,void", ["рядок 2", "B S2, 2022-03-01", "немає"]),
        ("A,S1,2022-02-01,,інше,void", ["рядок 2", "ground", "зразок"]),
        ("A,S1,2022-02-01,2022-03-01,,void", ["рядок 2", "until", "порожньо"]),
        ("A,S1,2022-02-01,,,так", ["рядок 2", "correct", "void (анулювати)"]),
    ] {
        base.import("offerings", offerings(&format!("{row}\n"))).await.refused().says(&words);
    }
    let twice = offerings("A,S1,2022-02-01,,,void\nA,S1,2022-02-01,,,void\n");
    base.import("offerings", twice).await.refused().says(&["рядок 3"]);
    assert_eq!(before, base.contents().await);
}

#[tokio::test]
async fn what_others_rest_on_is_not_voided() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let before = base.contents().await;
    let point = "code,kind,name,from,correct\nA,cnap,ЦНАП А,2020-01-01,void\n";
    for options in [&[][..], &["--dry-run"]] {
        let told = base.import_with("points", point, options).await.refused();
        told.says(&["points: 1", "offerings: 2", "answers: 3", "equipment: 1", "figures: 2"]);
    }
    let service = "code,name,group,correct\nS1,Навчальна послуга 1,residence,анулювати\n";
    base.import("services", service).await.refused().says(&["mandatory: 1", "offerings: 2"]);
    assert_eq!(before, base.contents().await);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn every_own_table_takes_the_column_as_it_is_exported(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    let empty = state(&base, None).await;
    region::load(&base).await;
    base.import("service-steps", region::STEPS).await.done();
    let tables = region::TABLES.iter().map(|(format, _)| *format).chain(["service-steps"]);
    for format in tables.rev() {
        let exported = state(&base, None).await[format].clone();
        let ends = std::iter::once("Виправлення").chain(std::iter::repeat("Анулювати"));
        let table: Vec<String> = exported.lines().zip(ends).map(|(line, end)| format!("{line},{end}")).collect();
        base.import(format, table.join("\n")).await.done();
        assert_eq!(state(&base, None).await[format].lines().count(), 1, "{format}");
    }
    assert_eq!(state(&base, None).await, empty);
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}
