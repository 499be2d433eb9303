//! The national registry of centres as JSON: points by code, flags as answers, points that vanish.

use rstest::rstest;
use serde_json::{Value, json};

use crate::support::{Base, Db, region};

fn entry(code: &str, settlement: &str) -> Value {
    json!({
        "code": code,
        "name": format!("Центр надання адміністративних послуг {code}"),
        "address": format!("вул. Центральна, 1, {settlement}, Полтавський район, Полтавська область"),
        "state": "Діючий",
        "pandus": false,
        "braille_mat": true,
        "pram_place": "",
    })
}

fn registry(entries: &[Value]) -> String {
    json!({ "entries": entries }).to_string()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_newer_export_updates_by_code_and_ends_the_vanished_only_when_told(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "territories").await;
    let both = [entry("900001", "с. Мачухи"), entry("900002", "м. Зіньків")];
    let told = base.import_with("guide-registry", registry(&both), &["--date", "2023-06-16"]).await.done();
    told.says(&["points: додано 2"]);
    let again = base.import_with("guide-registry", registry(&both), &["--date", "2023-06-16"]).await.done();
    again.says(&["змін немає"]);

    let mut newer = vec![entry("900001", "с. Мачухи"), entry("900003", "м. Зіньків")];
    newer[0]["name"] = json!("ЦНАП під новою назвою");
    let newer = registry(&newer);
    let told = base.import_with("guide-registry", &newer, &["--date", "2024-06-16"]).await.done();
    told.says(&["points: додано 2, змінено 0, завершено 0"]);
    let told = base.import_with("guide-registry", &newer, &["--date", "2024-06-16", "--end-missing"]).await.done();
    told.says(&["завершено 1"]);

    let app = base.serve().await;
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    assert!(name(&app.json("/api/v1/points/900001?date=2024-06-15").await).contains("900001"));
    assert_eq!(name(&app.json("/api/v1/points/900001?date=2024-06-16").await), "ЦНАП під новою назвою");
    assert_eq!(app.json("/api/v1/points/900002?date=2024-06-15").await["status"], "active");
    assert_eq!(app.get("/api/v1/points/900002?date=2024-06-16").await.status, 404);
    app.stop().await;
    base.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn a_point_the_registry_was_not_the_first_to_state_is_not_its_to_end() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let own = "code,kind,hromada,name,from,resolution_method,resolution_confidence\n\
               900002,cnap,UA53080090000014431,ЦНАП,2020-01-01,стара прив'язка,0.9\n";
    base.import("points", own).await.done();
    let both = registry(&[entry("900001", "с. Мачухи"), entry("900002", "м. Зіньків")]);
    base.import_with("guide-registry", both, &["--date", "2023-06-16"]).await.done();
    let none = registry(&[entry("900003", "м. Зіньків")]);
    let report = base.folder.path().join("ended.csv");
    let options = ["--date", "2024-06-16", "--end-missing", "--report", report.to_str().unwrap()];
    base.import_with("guide-registry", none, &options).await.done().says(&["завершено 1"]);
    let told = std::fs::read_to_string(report).unwrap();
    base.import_with("points", own, &["--end-missing"]).await.refused().says(&["guide-registry"]);
    assert!(told.contains("ended,points,900001 2023-06-16") && !told.contains("900002"), "{told}");
}

#[tokio::test]
async fn places_and_kinds_are_resolved_and_told_with_method_and_confidence() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    base.import("guide-registry", registry(&[entry("900001", "с. Мачухи")])).await.done();
    let app = base.serve().await;
    let point = app.json("/api/v1/points/900001").await;
    assert_eq!(point["hromada"], region::MACHUKHY);
    assert_eq!(point["settlement"], region::MACHUKHY_VILLAGE);
    assert_eq!(point["kind"], "cnap");
    assert_eq!(point["precision"], "settlement");
    let confidence = point["resolution"]["confidence"].as_f64().unwrap();
    assert!((0.5..=1.0).contains(&confidence) && point["resolution"]["method"].is_string(), "{point}");
    app.stop().await;
}

#[tokio::test]
async fn an_unclear_place_stays_unresolved_and_is_listed_for_a_person() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let mut unclear = entry("900009", "");
    unclear["name"] = json!("Центр надання адміністративних послуг");
    unclear["address"] = json!("вул. Центральна, 1");
    let told = base.import("guide-registry", registry(&[unclear])).await.done();
    told.says(&["points: додано 1", "увага", "рядок 1", "не визначено"]);
    let app = base.serve().await;
    let point = app.json("/api/v1/points/900009").await;
    assert!(point["hromada"].is_null() && point["settlement"].is_null(), "{point}");
    app.stop().await;
}

#[tokio::test]
async fn a_registry_imported_with_its_date_shows_nothing_of_the_years_before_and_says_since_when() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let one = registry(&[entry("900001", "с. Мачухи")]);
    base.import_with("guide-registry", one, &["--date", "2023-06-16"]).await.done();
    let app = base.serve().await;
    for (path, points) in [("", 1), ("?date=2023-06-16", 1), ("?date=2023-06-15", 0), ("?date=2012-01-01", 0)] {
        assert_eq!(app.json(&format!("/api/v1/points{path}")).await["total"], points, "{path}");
    }
    let page = app.get("/points?date=2012-01-01").await.body;
    assert!(page.contains("16.06.2023") && page.contains("date=2023-06-16"), "{page}");
    app.stop().await;
    let readme = include_str!("../../../README.md");
    let command = readme.lines().find(|line| line.starts_with("cnap import guide-registry")).unwrap();
    assert!(command.contains("--date 2023-06-16"), "{command}");
}
