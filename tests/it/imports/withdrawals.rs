//! What ends: services with all that gives them, facts without a successor; and outlines that do not change.

use rstest::rstest;
use serde_json::{Value, json};

use crate::support::region::{self, MACHUKHY, OBLAST};
use crate::support::{App, Base, Db};

const END: &str = "code,name,group,until\nS1,Навчальна послуга 1,residence,2024-03-01\n";

async fn codes(app: &App, path: &str, key: &str) -> Vec<String> {
    let answer = app.json(path).await;
    answer["items"].as_array().unwrap().iter().map(|item| item[key].as_str().unwrap().to_owned()).collect()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_service_that_ends_takes_its_offerings_with_it_everywhere(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let told = base.import("services", END).await.done();
    told.says(&["S1", "скасовано з 2024-03-01", "завершується її надання, точок: 1"]);
    let app = base.serve().await;
    for (day, given) in [("2024-02-29", vec!["A"]), ("2024-03-01", vec![]), ("2026-01-01", vec![])] {
        assert_eq!(codes(&app, &format!("/api/v1/points?service=S1&date={day}"), "code").await, given, "{day}");
        assert_eq!(codes(&app, &format!("/api/v1/offerings?service=S1&date={day}"), "point").await, given, "{day}");
        let page = app.get(&format!("/points/A?date={day}")).await.body;
        assert_eq!(page.contains("/services/S1"), !given.is_empty(), "{day}");
        let judged = app.json(&format!("/api/v1/points/A/compliance?date={day}")).await;
        let missing: Vec<&Value> = judged["missing"].as_array().unwrap().iter().map(|one| &one["service"]).collect();
        // Its position stays owed until an edition drops it.
        assert_eq!(missing.contains(&&json!("S1")), given.is_empty(), "{day}: {judged}");
        assert_eq!(judged["state"], "judged");
        let marks = judged["missing"].as_array().unwrap().iter().filter(|one| one["service"] == "S1");
        assert!(marks.into_iter().all(|one| one["withdrawn"] == "2024-03-01"), "{judged}");
        let given_at = app.get(&format!("/services/S1?territory={OBLAST}&date={day}")).await;
        assert_eq!((given_at.status, given_at.body.contains("/points/A")), (200, !given.is_empty()), "{day}");
    }
    app.stop().await;
    let gaps = ["audit", "--territory", OBLAST, "--date", "2025-01-01", "--format", "csv"];
    let gaps = base.cnap(&gaps).await.done().out;
    assert!(gaps.lines().any(|line| line.contains(",S1,") && line.contains("2024-03-01")), "{gaps}");
    let file = base.folder.path().join("offerings.csv");
    let export = ["export", "offerings", "--date", "2024-03-01", "--out", file.to_str().unwrap()];
    base.cnap(&export).await.done();
    assert!(!std::fs::read_to_string(&file).unwrap().contains("A,S1"));
}

#[tokio::test]
async fn the_card_of_a_withdrawn_service_stays_and_says_so() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    base.import("services", END).await.done();
    let app = base.serve().await;
    let card = app.json("/api/v1/services/S1?date=2025-01-01").await;
    assert_eq!((&card["name"], &card["withdrawn"]), (&json!("Навчальна послуга 1"), &json!("2024-03-01")));
    assert!(app.json("/api/v1/services/S1?date=2024-02-29").await["withdrawn"].is_null());
    assert_eq!(app.get("/api/v1/services/S2?date=2020-12-31").await.status, 404, "it had not begun");
    let page = app.get("/services/S1?date=2025-01-01").await.body;
    assert!(page.contains("Послугу скасовано з 01.03.2024"), "{page}");
    assert!(app.get("/en/services/S1?date=2025-01-01").await.body.contains("The service was withdrawn on"));
    for path in ["/points/A/compliance?date=2025-01-01", "/lists/523-%D1%80/2023-05-01?date=2025-01-01"] {
        assert!(app.get(path).await.body.contains("послугу скасовано"), "{path}");
    }
    let list = app.json("/api/v1/lists/523-%D1%80/editions/2023-05-01").await;
    assert_eq!(list["positions"][0]["withdrawn"], "2024-03-01");
    assert_eq!(codes(&app, "/api/v1/services?date=2025-01-01", "code").await, Vec::<String>::new());
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn the_earlier_offerings_repeat_without_effect_after_a_service_has_ended(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    base.import("services", END).await.done();
    let before = base.contents().await;
    base.import("offerings", region::OFFERINGS).await.done().says(&["змін немає", "без змін 3"]);
    assert_eq!(base.contents().await, before);
    let new = "point,service,from\nW,S1,2024-01-01\n";
    base.import("offerings", new).await.refused().says(&["рядок 2", "послуги"]);
}

#[tokio::test]
async fn a_service_that_exists_again_does_not_bring_back_what_ended_with_it() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    base.import("services", END).await.done();
    base.import("services", "code,name,group,from\nS1,Навчальна послуга 1,residence,2025-01-01\n").await.done();
    base.import("offerings", "point,service,from\nW,S1,2025-01-01\n").await.done();
    let app = base.serve().await;
    assert_eq!(codes(&app, "/api/v1/points?service=S1&date=2025-06-01", "code").await, ["W"]);
    app.stop().await;
}

#[tokio::test]
async fn the_shipped_catalogue_and_a_table_without_ends_revive_no_withdrawn_service() {
    let base = Base::sqlite().await;
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/catalogue/services.csv");
    base.import_file("services", &shipped, &[]).await.done();
    let end = "code,name,group,until\n01-05,Послуга,residence,2024-03-01\n";
    base.import("services", end).await.done().says(&["скасовано з 2024-03-01"]);
    for options in [&[][..], &["--date", "2023-01-01"], &["--date", "2025-01-01"]] {
        let told = base.import_file("services", &shipped, options).await.done();
        told.says(&["01-05", "цей файл її не відновлює"]);
    }
    let silent = "code,name,group\n01-05,Послуга інша,residence\n";
    base.import("services", silent).await.done().says(&["01-05", "не відновлює"]);
    let app = base.serve().await;
    let card = app.json("/api/v1/services/01-05?date=2026-01-01").await;
    assert_eq!((&card["withdrawn"], &card["name"]), (&json!("2024-03-01"), &json!("Послуга інша")));
    app.stop().await;
    let own = "code,name,group,from,until\n01-05,Послуга,residence,2026-06-01,\n";
    base.import("services", own).await.done();
    let app = base.serve().await;
    assert!(app.json("/api/v1/services/01-05?date=2026-06-01").await["withdrawn"].is_null());
    app.stop().await;
}

#[tokio::test]
async fn a_fact_that_ends_without_a_successor_is_warned_of() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let facts = |rows: &[&str]| {
        let rows: String = rows.iter().map(|row| format!("{MACHUKHY},{row}\n")).collect();
        format!("hromada,fact,value,from,until\n{rows}")
    };
    let open = facts(&["population,7882,2022-01-01,2023-01-01"]);
    let told = base.import("hromada-facts", open).await.done();
    told.says(&["рядок 2", "until", "з 2023-01-01 ця відомість невідома"]);
    let followed = facts(&["population,7882,2022-01-01,2023-01-01", "population,7500,2023-01-01,"]);
    let told = base.import("hromada-facts", followed).await.done();
    assert!(!told.err.contains("увага"), "{told:?}");
    // The successor may be known already; and the end of a territory status leaves nothing open.
    let known = facts(&["population,7880,2022-01-01,2023-01-01", "territory_status,hostilities,2022-03-01,2022-05-01"]);
    let told = base.import("hromada-facts", known).await.done();
    assert!(!told.err.contains("увага"), "{told:?}");
}

fn outline(points: &[(f64, f64)]) -> String {
    let ring: Vec<String> = points.iter().chain(points.first()).map(|(x, y)| format!("[{x},{y}]")).collect();
    let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", ring.join(","));
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\
         \"properties\":{{\"katottg\":\"{MACHUKHY}\"}},\"geometry\":{geometry}}}]}}"
    )
}

#[tokio::test]
async fn a_coarser_drawing_of_the_same_outline_changes_nothing_and_another_outline_does() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let fine = outline(&[(34.0, 49.0), (34.5, 49.001), (35.0, 49.0), (35.0, 50.0), (34.0, 50.0)]);
    let coarse = outline(&[(34.0, 49.0), (35.0, 49.0), (35.0, 50.0), (34.0, 50.0)]);
    let other = outline(&[(34.0, 49.0), (35.0, 49.0), (35.0, 49.5), (34.0, 49.5)]);
    base.import("boundaries", &coarse).await.done().says(&["boundaries: додано 1"]);
    base.import("boundaries", &fine).await.done().says(&["boundaries: додано 0, змінено 1"]);
    for drawing in [&coarse, &fine, &coarse] {
        base.import("boundaries", drawing).await.done().says(&["змінено 0", "без змін 1"]);
    }
    base.import("boundaries", &other).await.done().says(&["змінено 1"]);
}

#[tokio::test]
async fn repeated_boundary_files_of_the_whole_country_change_nothing() {
    let Some(folder) = crate::support::real::folder() else { return };
    let base = Base::sqlite().await;
    base.import_file("katottg", &folder.join("katottg/katottg-2025-05-16.csv"), &[]).await.done();
    let files = ["oblasts", "raions", "hromadas"].map(|name| folder.join(format!("boundaries/{name}.geojson")));
    for file in &files {
        base.import_file("boundaries", file, &[]).await.done();
    }
    for file in &files {
        base.import_file("boundaries", file, &[]).await.done().says(&["boundaries: додано 0, змінено 0"]);
    }
}
