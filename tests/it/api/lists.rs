//! Lists: pages and their links, filters, days, CSV beside JSON.

use serde_json::{Value, json};

use crate::support::region::{self, MACHUKHY, OBLAST, ZINKIV};
use crate::support::{App, Base};

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    (base, app)
}

/// Codes of the items of a list.
async fn codes(app: &App, path: &str) -> Vec<String> {
    let list = app.json(path).await;
    list["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn pages_follow_one_another_and_keep_what_was_asked() {
    let (_base, app) = region().await;
    let first = app.json("/api/v1/territories?per_page=3&territory=UA53000000000028050").await;
    assert_eq!((&first["total"], &first["page"], &first["per_page"]), (&json!(7), &json!(1), &json!(3)));
    assert!(first["links"]["prev"].is_null());
    let second = app.json(first["links"]["next"].as_str().unwrap()).await;
    assert_eq!(second["items"].as_array().unwrap().len(), 3);
    let last = app.json(second["links"]["next"].as_str().unwrap()).await;
    assert_eq!(last["items"].as_array().unwrap().len(), 1);
    assert!(last["links"]["next"].is_null());
    assert_eq!(app.json(last["links"]["prev"].as_str().unwrap()).await, second);
    let beyond = app.json("/api/v1/territories?per_page=3&page=90").await;
    assert_eq!((&beyond["items"], &beyond["total"]), (&json!([]), &json!(7)));
    app.stop().await;
}

#[tokio::test]
async fn points_are_filtered_by_what_they_are_and_give() {
    let (_base, app) = region().await;
    let asked = [
        ("date=2023-05-15", vec!["A", "B", "W"]),
        ("date=2024-05-15", vec!["A", "W"]),
        ("date=2023-05-15&kind=cnap", vec!["A", "B"]),
        ("date=2023-05-15&kind=tp,vrm", vec!["W"]),
        ("date=2023-05-15&status=suspended", vec![]),
        (&format!("date=2023-05-15&hromada={ZINKIV}"), vec!["B"]),
        (&format!("date=2023-05-15&territory={MACHUKHY}"), vec!["A", "W"]),
        ("date=2023-05-15&parent=A", vec!["W"]),
        ("date=2023-05-15&service=S1", vec!["A", "B"]),
        ("date=2022-05-15&group=social", vec!["A"]),
        ("date=2023-05-15&group=social", vec![]),
        ("date=2022-05-15&service=S1&group=social", vec![]),
        ("date=2023-05-15&q=ВРМ", vec!["W"]),
        ("date=2023-05-15&diia_centre=yes", vec![]),
    ];
    for (query, expected) in asked {
        assert_eq!(codes(&app, &format!("/api/v1/points?{query}")).await, expected, "{query}");
    }
    app.stop().await;
}

#[tokio::test]
async fn todays_points_are_told_alike_with_the_day_named_and_without() {
    let (_base, app) = region().await;
    let today = cnap::live::Clock::Machine.today();
    for page in 1..=3 {
        let plain = app.json(&format!("/api/v1/points?per_page=1&page={page}")).await;
        let named = app.json(&format!("/api/v1/points?per_page=1&page={page}&date={today}")).await;
        assert_eq!((&plain["items"], &plain["total"]), (&named["items"], &named["total"]));
        assert_eq!(plain["links"]["next"].is_null(), named["links"]["next"].is_null());
    }
    app.stop().await;
}

#[tokio::test]
async fn a_point_tells_what_is_known_and_null_for_the_rest() {
    let (_base, app) = region().await;
    let point = app.json("/api/v1/points/W?date=2023-05-15").await;
    assert_eq!((&point["parent"], &point["starosta_district"]), (&json!("A"), &json!("d-1")));
    assert_eq!((&point["hromada"], &point["oblast"]), (&json!(MACHUKHY), &json!(OBLAST)));
    assert_eq!((&point["workers"], &point["hours"], &point["resolution"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!((&point["from"], &point["until"]), (&json!("2022-01-01"), &Value::Null));
    app.stop().await;
}

#[tokio::test]
async fn a_hromada_tells_its_facts_of_the_day() {
    let (_base, app) = region().await;
    let hromada = app.json(&format!("/api/v1/hromadas/{MACHUKHY}?date=2023-05-15")).await;
    assert_eq!((&hromada["population"], &hromada["population_date"]), (&json!(7882), &json!("2022-01-01")));
    assert_eq!((&hromada["dms_unit"], &hromada["mvs_centre"]), (&json!(false), &Value::Null));
    assert_eq!(hromada["points"], json!({"cnap": 1, "tp": 0, "vrm": 1, "mobile": 0}));
    assert_eq!(hromada["starosta_districts"], 1);
    assert!(app.json(&format!("/api/v1/hromadas/{MACHUKHY}?date=2021-05-15")).await["population"].is_null());
    app.stop().await;
}

#[tokio::test]
async fn offerings_and_services_are_those_of_the_day() {
    let (_base, app) = region().await;
    let pairs = |list: &Value| -> Vec<(String, String)> {
        let items = list["items"].as_array().unwrap().iter();
        let word = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
        items.map(|item| (word(item, "point"), word(item, "service"))).collect()
    };
    let early = app.json("/api/v1/offerings?date=2022-05-15&per_page=2").await;
    assert_eq!(early["total"], 3);
    assert_eq!(pairs(&early), [("A".into(), "S1".into()), ("A".into(), "S2".into())]);
    assert_eq!(early["items"][0]["ground"], "зразок");
    let rest = app.json(early["links"]["next"].as_str().unwrap()).await;
    assert_eq!(pairs(&rest), [("B".into(), "S1".into())]);
    assert_eq!(app.json("/api/v1/offerings?date=2023-07-01&service=S1").await["total"], 1);
    assert_eq!(codes(&app, "/api/v1/services?date=2023-05-15").await, ["S1", "S2"]);
    assert_eq!(codes(&app, "/api/v1/services?date=2023-07-01").await, ["S1"]);
    app.stop().await;
}

#[tokio::test]
async fn csv_has_the_words_of_the_json_and_is_whole() {
    let (_base, app) = region().await;
    for list in ["points", "hromadas", "territories", "services", "offerings"] {
        let day = "date=2022-05-15";
        let json = app.json(&format!("/api/v1/{list}?{day}&per_page=1000")).await;
        let csv = app.get(&format!("/api/v1/{list}.csv?{day}")).await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
        let mut reader = csv::Reader::from_reader(csv.body.as_bytes());
        let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        for field in json["items"][0].as_object().unwrap().keys() {
            let own = |column: &String| column == field || column.starts_with(&format!("{field}_"));
            assert!(columns.iter().any(own), "{list}: {field} has no column");
        }
        assert_eq!(reader.records().count() as u64, json["total"].as_u64().unwrap(), "{list}");
    }
    app.stop().await;
}

#[tokio::test]
async fn search_finds_by_words_and_types() {
    let (_base, app) = region().await;
    let hits = app.json("/api/v1/search?q=мачухи").await;
    assert_eq!(hits["items"][0]["type"], "territory");
    let points = app.json("/api/v1/search?q=ЦНАП&type=point&date=2023-05-15").await;
    // A remote workplace is found by the word too, though its own name does not hold it.
    assert_eq!(points["total"], 3);
    assert!(points["items"].as_array().unwrap().iter().all(|hit| hit["type"] == "point"));
    app.stop().await;
}
