//! What every answer has in common: words of the specification, dialects, caching, headers, pages for operators.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::region::{self, MACHUKHY};
use crate::support::{App, Base};

async fn small() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    (base, app)
}

#[tokio::test]
async fn csv_and_geojson_tell_the_same_as_the_list() {
    let (_base, app) = small().await;
    for (list, places) in
        [("points", true), ("hromadas", true), ("territories", true), ("services", false), ("offerings", false)]
    {
        let total = app.json(&format!("/api/v1/{list}?date=2023-01-15")).await["total"].as_u64().unwrap();
        assert!(total > 0, "{list}");
        let csv = app.get(&format!("/api/v1/{list}.csv?date=2023-01-15")).await;
        assert!(csv.header("content-type").starts_with("text/csv"), "{list}");
        let mut reader = csv::Reader::from_reader(csv.body.as_bytes());
        assert_eq!(reader.records().map(Result::unwrap).count() as u64, total, "{list}");
        if places {
            let geo = app.get(&format!("/api/v1/{list}.geojson?date=2023-01-15")).await;
            assert!(geo.header("content-type").starts_with("application/geo+json"), "{list}");
            let parsed: geojson::FeatureCollection = geo.body.parse().unwrap();
            assert_eq!(parsed.features.len() as u64, total, "{list}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn fields_are_named_as_the_specification_says() {
    let (_base, app) = small().await;
    for (path, fields) in [
        ("/api/v1/territories/UA53080230010079895", "code category name full_name parent lat lon"),
        (
            "/api/v1/hromadas/UA53080230000047239",
            "code name full_name kind class raion oblast population population_date area_km2 dms_unit mvs_centre \
             territory_status points starosta_districts",
        ),
        (
            "/api/v1/points/A",
            "code name kind status parent oblast raion hromada settlement located_in starosta_district address lat lon \
             precision resolution diia_centre area_total area_waiting area_service workers hours hours_text phone email web from \
             until confirmed source",
        ),
        (
            "/api/v1/services/S1",
            "code identifier name group life_events provider basis term_days fee result documents audience channels",
        ),
        (
            "/api/v1/points/A/compliance",
            "point date list edition class declared_count loaded_count state required offered share missing \
             not_required undecided extra",
        ),
        (
            "/api/v1/indicators/residence?territory=UA53000000000028050",
            "id title territory date numerator denominator unknown undecided excluded share share_high baseline target \
             rule members",
        ),
        (
            "/api/v1/barrier-free?territory=UA53000000000028050&checklist=588",
            "territory checklist date points judged mean_share full_share criteria",
        ),
    ] {
        let value = app.json(path).await;
        let absent: Vec<&str> = fields.split_whitespace().filter(|field| value.get(field).is_none()).collect();
        assert!(absent.is_empty(), "{path} lacks {absent:?}: {value}");
    }
    let hromada = app.json(&format!("/api/v1/hromadas/{MACHUKHY}?date=2023-01-15")).await;
    assert_eq!(hromada["points"], json!({ "cnap": 1, "tp": 0, "vrm": 1, "mobile": 0 }));
    assert_eq!((&hromada["dms_unit"], &hromada["mvs_centre"]), (&json!(false), &Value::Null));
    app.stop().await;
}

#[tokio::test]
async fn an_unchanged_answer_is_304_until_the_next_write() {
    let (base, app) = small().await;
    for path in ["/api/v1/points", "/points", "/"] {
        let first = app.get(path).await;
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty() && first.header("cache-control").contains("must-revalidate"), "{path}: {first:#?}");
        let again = app.ask(Method::GET, path, &[("if-none-match", &tag)], "").await;
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
    }
    let tag = app.get("/api/v1/points/A").await.header("etag").to_owned();
    base.import("points", region::POINTS.replace("ЦНАП А", "ЦНАП Новий")).await.done();
    app.until("/api/v1/points/A", |point| point["name"] == "ЦНАП Новий").await;
    assert_eq!(app.ask(Method::GET, "/api/v1/points/A", &[("if-none-match", &tag)], "").await.status, 200);
    app.stop().await;
}

#[tokio::test]
async fn every_answer_has_the_security_headers_and_a_request_id() {
    let (_base, app) = small().await;
    for path in ["/", "/nothing", "/api/v1/points", "/api/v1/points/nobody", "/healthz"] {
        let answer = app.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert!(!answer.header("referrer-policy").is_empty() && !answer.header("permissions-policy").is_empty());
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn those_who_watch_over_the_service_find_their_pages() {
    let (_base, app) = small().await;
    assert_eq!(app.get("/healthz").await.body, "ok");
    assert_eq!(app.get("/readyz").await.status, 200);
    app.get("/points").await;
    assert!(app.metrics().await.contains("http_request"));
    assert_eq!(app.get("/metrics").await.status, 404, "visitors see no measurements");
    app.stop().await;
}
