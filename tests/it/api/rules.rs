//! Compliance, indicators, lists and previews, cards, equipment, figures and coverage as the API tells them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::region::{self, MACHUKHY};
use crate::support::{App, Base};

const DAY: &str = "date=2023-05-15";

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    (base, app)
}

fn words(list: &Value, name: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item[name].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn compliance_names_what_is_missing() {
    let (_base, app) = region().await;
    let point = app.json(&format!("/api/v1/points/A/compliance?{DAY}")).await;
    assert_eq!((&point["state"], &point["class"]), (&json!("judged"), &json!("cnap")));
    assert_eq!((&point["list"], &point["edition"]), (&json!("523-р"), &json!("2023-05-01")));
    assert_eq!((&point["required"], &point["offered"], &point["share"]), (&json!(2), &json!(1), &json!(0.5)));
    assert_eq!(words(&point["missing"], "service"), ["S2"]);
    let desk = app.json(&format!("/api/v1/points/W/compliance?{DAY}")).await;
    assert_eq!((&desk["state"], &desk["offered"], &desk["required"]), (&json!("unknown"), &Value::Null, &json!(1)));
    let hromada = app.json(&format!("/api/v1/hromadas/{MACHUKHY}/compliance?{DAY}")).await;
    assert_eq!(words(&hromada["gaps"], "service"), ["S2"]);
    app.stop().await;
}

#[tokio::test]
async fn an_indicator_alone_has_members_and_by_raion_groups() {
    let (_base, app) = region().await;
    let all = app.json(&format!("/api/v1/indicators?{DAY}")).await;
    assert_eq!(all["total"], all["items"].as_array().unwrap().len());
    let alone = app.json(&format!("/api/v1/indicators/residence?{DAY}")).await;
    assert_eq!((&alone["numerator"], &alone["denominator"]), (&json!(2), &json!(2)));
    assert_eq!(words(&alone["members"], "state"), ["yes", "yes"]);
    assert!(alone.get("groups").is_none() && alone["rule"].is_string());
    let split = app.json(&format!("/api/v1/indicators/residence?{DAY}&by=hromada")).await;
    assert!(split.get("members").is_none());
    assert_eq!(split["groups"].as_array().unwrap().len(), 2);
    assert!(split["groups"].as_array().unwrap().iter().all(|group| group["denominator"] == 1));
    let english = app.json(&format!("/api/v1/indicators/residence?{DAY}&lang=en")).await;
    assert_ne!(english["title"], alone["title"]);
    app.stop().await;
}

#[tokio::test]
async fn a_preview_tells_who_would_miss_what_and_stores_nothing() {
    let (base, app) = region().await;
    let before = base.contents().await;
    let draft = "list,in_force,service,classes,condition\n523-р,2023-06-15,S1,cnap vrm,\n";
    let csv = app.ask(Method::POST, "/api/v1/lists/preview", &[("content-type", "text/csv")], draft).await;
    assert_eq!(csv.status, 200, "{}", csv.body);
    let told = csv.value();
    assert_eq!((&told["edition"], &told["compared_with"]), (&json!("2023-06-15"), &json!("2023-05-01")));
    let json = r#"{"in_force": "2023-06-15", "positions": [{"service": "S1", "classes": ["cnap", "vrm"]}]}"#;
    let same = app.ask(Method::POST, "/api/v1/lists/preview", &[("content-type", "application/json")], json).await;
    assert_eq!(same.value(), told);
    assert_eq!(app.json("/api/v1/lists").await["items"][0]["editions"].as_array().unwrap().len(), 1);
    assert_eq!(base.contents().await, before);
    app.stop().await;
}

#[tokio::test]
async fn a_draft_that_cannot_be_read_is_refused_with_reasons() {
    let (_base, app) = region().await;
    let condition =
        r#"{"in_force":"2023-06-15","positions":[{"service":"S1","classes":["cnap"],"condition":"population >"}]}"#;
    let twice = "list,in_force,service,classes\nx,2023-06-15,S1,cnap\nx,2023-06-15,S1,tp\n";
    for draft in ["", "{", "nonsense", "list,in_force,service,classes\n", condition, twice] {
        let answer = app.ask(Method::POST, "/api/v1/lists/preview", &[], draft).await;
        assert_eq!((answer.status, answer.header("content-type")), (422, "application/problem+json"), "{draft}");
        assert!(!answer.value()["reasons"].as_array().unwrap().is_empty(), "{draft}");
    }
    app.stop().await;
}

#[tokio::test]
async fn editions_are_told_with_declared_and_loaded_counts() {
    let (_base, app) = region().await;
    let edition = app.json("/api/v1/lists/523-%D1%80/editions/2023-05-01").await;
    assert_eq!(edition["classes"][0], json!({"class": "cnap", "declared_count": 222, "loaded_count": 2}));
    assert_eq!(edition["positions"][1]["condition"], "no dms_unit and population > 5000");
    let same = app.json("/api/v1/lists/compare?list=523-%D1%80&from=2023-05-01&to=2023-05-01").await;
    assert_eq!((&same["added"], &same["unchanged"]), (&json!([]), &json!(2)));
    app.stop().await;
}

#[tokio::test]
async fn cards_count_the_four_answers() {
    let (_base, app) = region().await;
    let cards = app.json("/api/v1/points/A/cards?date=2023-09-01").await;
    let card = cards["items"].as_array().unwrap().iter().find(|card| card["checklist"] == "588").unwrap();
    let counts = (&card["yes"], &card["no"], &card["unknown"], &card["na"]);
    assert_eq!(counts, (&json!(1), &json!(0), &json!(8), &json!(1)));
    assert_eq!((&card["share"], &card["full"]), (&json!(1.0), &Value::Null));
    let summary = app.json("/api/v1/barrier-free?checklist=six-flags&date=2023-09-01&by=oblast").await;
    assert_eq!((&summary["judged"], &summary["mean_share"]), (&json!(1), &json!(0.0)));
    assert_eq!(summary["groups"].as_array().unwrap().len(), 1);
    app.stop().await;
}

#[tokio::test]
async fn equipment_and_figures_are_told_for_points_and_territories() {
    let (_base, app) = region().await;
    let held = app.json(&format!("/api/v1/points/A/equipment?{DAY}")).await;
    assert_eq!((&held["items"][0]["type"], &held["items"][0]["quantity"]), (&json!("id_reader"), &json!(3)));
    let readers = app.json(&format!("/api/v1/equipment?type=id_reader&{DAY}")).await;
    assert_eq!((&readers["items"][0]["having"], &readers["items"][0]["pieces"]), (&json!(1), &json!(3)));
    let own = app.json("/api/v1/points/A/figures").await;
    assert_eq!(own["total"], 2);
    let total = app.json("/api/v1/figures?measure=services&period=2023Q3").await;
    assert_eq!(total["items"][0]["value"], 300.0, "a quarter and its months never add up twice");
    app.stop().await;
}

#[tokio::test]
async fn coverage_says_when_it_is_an_estimate() {
    let (_base, app) = region().await;
    let covered = app.json(&format!("/api/v1/coverage?{DAY}")).await;
    assert_eq!((&covered["settlements"], &covered["settlements_unknown"]), (&json!(3), &json!(1)));
    assert_eq!(covered["estimated"], true);
    assert!(covered["rule"].as_str().unwrap().contains("оцінка"));
    let social = app.json("/api/v1/coverage?service=S2&date=2022-05-15").await;
    assert_eq!(social["services"], json!(["S2"]));
    assert!(social["settlements_covered"].as_u64() < covered["settlements_covered"].as_u64());
    app.stop().await;
}
