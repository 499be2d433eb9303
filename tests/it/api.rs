//! The API as a machine meets it: problems, pages of lists, dialects, caching, headers, and its own description.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::region::{self, MACHUKHY, OBLAST};
use crate::support::{Answer, App, Base};

async fn small() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    (base, app)
}

#[track_caller]
fn assert_problem(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status, status, "{answer:#?}");
    assert!(answer.header("content-type").starts_with("application/problem+json"), "{answer:#?}");
    let problem = answer.value();
    assert_eq!(problem["status"], status);
    assert!(problem["type"].is_string() && problem["title"].is_string(), "{problem}");
    problem
}

#[tokio::test]
async fn a_parameter_that_cannot_be_read_is_a_problem_that_names_it() {
    let (_base, app) = small().await;
    for (path, parameter, value) in [
        ("/api/v1/points?date=2023-02-30", "date", "2023-02-30"),
        ("/api/v1/points?per_page=1001", "per_page", "1001"),
        ("/api/v1/points?per_page=0", "per_page", "0"),
        ("/api/v1/points?page=-1", "page", "-1"),
        ("/api/v1/points?kind=office", "kind", "office"),
        ("/api/v1/points?territory=UA1", "territory", "UA1"),
        ("/api/v1/points?bbox=1,2,3", "bbox", "1,2,3"),
        ("/api/v1/points?bbox=34,49,NaN,50", "bbox", "34,49,NaN,50"),
        ("/api/v1/points?near=49.5", "near", "49.5"),
        ("/api/v1/points?colour=red", "colour", "red"),
        ("/api/v1/indicators/residence?by=street", "by", "street"),
        ("/api/v1/indicators?leave_out=sunny", "leave_out", "sunny"),
        ("/api/v1/barrier-free?checklist=999", "checklist", "999"),
    ] {
        let problem = assert_problem(&app.get(path).await, 400);
        assert_eq!((&problem["parameter"], &problem["value"]), (&json!(parameter), &json!(value)), "{path}");
        assert!(problem["expected"].is_string(), "{path}: {problem}");
    }
    app.stop().await;
}

#[tokio::test]
async fn what_does_not_exist_is_a_problem_404_and_a_wrong_method_405() {
    let (_base, app) = small().await;
    for path in [
        "/api/v1/points/nobody",
        "/api/v1/points/nobody/compliance",
        "/api/v1/points/nobody/cards",
        "/api/v1/hromadas/UA00000000000000000",
        "/api/v1/hromadas/UA53000000000028050",
        "/api/v1/services/nothing",
        "/api/v1/territories/UA53099999999999999",
        "/api/v1/points?territory=UA53099999999999999",
        "/api/v1/indicators/nothing",
        "/api/v1/lists/nothing/editions/2023-05-01",
        "/api/v1/nothing",
        "/api/v2/points",
    ] {
        let answer = app.get(path).await;
        assert!(answer.status == 404 || answer.status == 400, "{path}: {answer:#?}");
        assert_problem(&answer, answer.status);
    }
    assert_problem(&app.ask(Method::DELETE, "/api/v1/points/A", &[], "").await, 405);
    assert_problem(&app.ask(Method::POST, "/api/v1/points", &[], "{}").await, 405);
    app.stop().await;
}

#[tokio::test]
async fn lists_come_in_pages_that_link_to_one_another() {
    let (_base, app) = small().await;
    let mut codes = Vec::new();
    let mut next = Some("/api/v1/territories?per_page=3".to_owned());
    let mut pages = 0;
    while let Some(path) = next {
        let path = path.trim_start_matches(&app.address).to_owned();
        let page = app.json(&path).await;
        assert_eq!((&page["total"], &page["per_page"]), (&json!(7), &json!(3)));
        pages += 1;
        assert_eq!(page["page"], pages);
        assert_eq!(page["links"]["prev"].is_null(), pages == 1);
        codes.extend(page["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap().to_owned()));
        next = page["links"]["next"].as_str().map(str::to_owned);
    }
    assert_eq!(pages, 3);
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 7);
    let beyond = app.json("/api/v1/territories?per_page=3&page=9").await;
    assert!(beyond["items"].as_array().unwrap().is_empty() && beyond["links"]["next"].is_null());
    app.stop().await;
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
            "code name kind status parent oblast raion hromada settlement starosta_district address lat lon precision \
             resolution diia_centre area_total area_waiting area_service workers hours hours_text phone email web from \
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
async fn filters_leave_only_what_they_name() {
    let (_base, app) = small().await;
    let day = "date=2023-01-15";
    for (query, codes) in [
        ("", vec!["A", "B", "W"]),
        ("&kind=cnap", vec!["A", "B"]),
        ("&kind=tp,vrm", vec!["W"]),
        ("&territory=UA53080230000047239", vec!["A", "W"]),
        ("&service=S1", vec!["A", "B"]),
        ("&group=residence", vec!["A", "B"]),
        ("&bbox=34.4,49.5,34.45,49.55", vec!["A"]),
        ("&status=suspended", vec![]),
    ] {
        let answer = app.json(&format!("/api/v1/points?{day}{query}")).await;
        let mut found: Vec<&str> =
            answer["items"].as_array().unwrap().iter().map(|point| point["code"].as_str().unwrap()).collect();
        found.sort_unstable();
        assert_eq!(found, codes, "{query}");
    }
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
    assert!(app.get("/metrics").await.body.contains("http_request"));
    app.stop().await;
}

#[tokio::test]
async fn the_openapi_document_describes_every_route_and_is_changed_on_purpose() {
    let (_base, app) = small().await;
    let document = app.json("/api/openapi.json").await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    let mut outline = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            assert!(operation["operationId"].is_string() && operation["summary"].is_string(), "{path}");
            let undescribed = parameters.iter().filter(|one| one["description"].as_str().is_none_or(str::is_empty));
            assert_eq!(undescribed.count(), 0, "{path}");
            let names: Vec<&str> = parameters.iter().map(|one| one["name"].as_str().unwrap()).collect();
            outline.push(format!("{method} {path} ({})", names.join(" ")));
        }
    }
    outline.sort();
    insta::assert_snapshot!(outline.join("\n"));
    app.stop().await;
}

#[tokio::test]
async fn a_draft_edition_is_previewed_and_nothing_is_stored() {
    let (base, app) = small().await;
    let before = base.contents().await;
    let draft = json!({
        "list": "523-р",
        "in_force": "2023-05-01",
        "positions": [{ "service": "S1", "classes": ["cnap"] }, { "service": "S2", "classes": ["cnap"] }],
    });
    let headers = [("content-type", "application/json")];
    let path = format!("/api/v1/lists/preview?territory={OBLAST}");
    let answer = app.ask(Method::POST, &path, &headers, &draft.to_string()).await;
    assert_eq!(answer.status, 200, "{answer:#?}");
    assert!(answer.value()["judged"].is_u64());
    let broken = app.ask(Method::POST, &path, &headers, "{\"in_force\": 5").await;
    assert_problem(&broken, broken.status);
    assert!((400..500).contains(&broken.status));
    assert_eq!(before, base.contents().await);
    app.stop().await;
}
