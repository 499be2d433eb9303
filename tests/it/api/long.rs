//! Answers too long to lie in memory whole: they arrive complete, in order, and with a tag of their own.

use serde_json::Value;

use crate::support::{App, Base};

/// The demonstration region has more territories and offerings than are written at a time.
async fn demonstration() -> (Base, App) {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    (base, app)
}

fn codes<'a>(items: &'a Value, code: impl Fn(&'a Value) -> &'a Value) -> Vec<&'a str> {
    items.as_array().unwrap().iter().map(|item| code(item).as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_long_layer_holds_every_territory_once_and_in_order() {
    let (_base, app) = demonstration().await;
    let layer = app.json("/api/v1/territories.geojson").await;
    let mut listed = Vec::new();
    let mut next = Some(String::from("/api/v1/territories?per_page=1000"));
    while let Some(path) = next {
        let page = app.json(&path).await;
        listed.extend(codes(&page["items"], |item| &item["code"]).into_iter().map(str::to_owned));
        next = page["links"]["next"].as_str().map(str::to_owned);
    }
    assert!(listed.len() > 1_000, "{} territories are one part", listed.len());
    assert_eq!(codes(&layer["features"], |feature| &feature["properties"]["code"]), listed);
    app.stop().await;
}

#[tokio::test]
async fn a_long_table_holds_every_offering_under_one_head() {
    let (_base, app) = demonstration().await;
    let total = app.json("/api/v1/offerings?per_page=1").await["total"].as_u64().unwrap();
    let table = app.get("/api/v1/offerings.csv").await;
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"offerings.csv\"");
    let mut reader = csv::Reader::from_reader(table.body.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len() as u64, total);
    assert!(rows.iter().all(|row| &row[0] != "point"));
    app.stop().await;
}

#[tokio::test]
async fn a_long_answer_is_not_sent_again_to_who_has_it() {
    let (_base, app) = demonstration().await;
    let path = "/api/v1/offerings.csv";
    let tag = app.get(path).await.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = app.ask(reqwest::Method::GET, path, &[("if-none-match", &tag)], "").await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    let other = app.ask(reqwest::Method::GET, "/api/v1/offerings.csv?kind=vrm", &[("if-none-match", &tag)], "").await;
    assert_eq!(other.status, 200);
    app.stop().await;
}

#[tokio::test]
async fn a_long_answer_arrives_whole_when_it_is_compressed() {
    let (_base, app) = demonstration().await;
    for path in ["/api/v1/territories.geojson", "/api/v1/offerings.csv"] {
        let plain = app.get(path).await.body;
        for (gzip, brotli) in [(true, false), (false, true)] {
            let client = reqwest::Client::builder().gzip(gzip).brotli(brotli).build().unwrap();
            let answer = client.get(format!("{}{path}", app.address)).send().await.unwrap();
            assert!(answer.text().await.unwrap() == plain, "{path} differs, gzip {gzip}, brotli {brotli}");
        }
    }
    app.stop().await;
}
