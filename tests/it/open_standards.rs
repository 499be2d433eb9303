//! The registry as others read it: OGC API - Features, linked data, HSDS, schema.org, whole files, addresses that stay.

use std::collections::{BTreeMap, BTreeSet};

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, Base, region};

const PUBLIC: &str = "https://cnap.example.org";

async fn small_region() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    (base, app)
}

async fn bytes(app: &App, path: &str) -> Vec<u8> {
    let answer = reqwest::get(format!("{}{path}", app.address)).await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.bytes().await.unwrap().to_vec()
}

/// The address of a link, below this server.
fn linked(app: &App, answer: &Value, rel: &str) -> Option<String> {
    let link = answer["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel)?;
    Some(link["href"].as_str().unwrap().strip_prefix(&app.address).unwrap().to_owned())
}

#[tokio::test]
async fn a_client_of_ogc_features_finds_its_way_by_links_alone_and_reads_every_feature_once() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    let landing = app.json("/ogc").await;
    let conformance = app.json(&linked(&app, &landing, "conformance").unwrap()).await;
    assert!(conformance["conformsTo"].to_string().contains("ogcapi-features-1/1.0/conf/core"));
    assert!(app.json(&linked(&app, &landing, "service-desc").unwrap()).await["openapi"].as_str().unwrap() >= "3.1");
    let collections = app.json(&linked(&app, &landing, "data").unwrap()).await;
    let mut totals = BTreeMap::new();
    for collection in collections["collections"].as_array().unwrap() {
        let id = collection["id"].as_str().unwrap();
        let own = linked(&app, collection, "self").unwrap();
        assert_eq!(&app.json(&own).await, collection, "{own}");
        assert_eq!(collection["crs"], json!(["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]));
        let (mut next, mut ids, mut matched) = (linked(&app, collection, "items"), BTreeSet::new(), None);
        next = next.map(|path| format!("{path}?limit=700"));
        while let Some(path) = next {
            let answer = app.get(&path).await;
            assert_eq!(answer.header("content-type"), "application/geo+json", "{path}");
            let page = answer.value();
            let features = page["features"].as_array().unwrap();
            assert_eq!(page["numberReturned"], features.len(), "{path}");
            matched = Some(page["numberMatched"].as_u64().unwrap());
            for feature in features {
                assert!(ids.insert(feature["id"].as_str().unwrap().to_owned()), "{id}: {} twice", feature["id"]);
            }
            next = linked(&app, &page, "next");
        }
        assert_eq!(matched, Some(ids.len() as u64), "{id}");
        let first = ids.first().unwrap();
        let one = app.json(&format!("/ogc/collections/{id}/items/{first}")).await;
        assert_eq!((&one["type"], &one["id"]), (&json!("Feature"), &json!(first)), "{id}");
        assert!(linked(&app, &one, "collection").is_some());
        totals.insert(id.to_owned(), ids.len());
    }
    let points = app.json("/api/v1/points").await["total"].as_u64().unwrap();
    let hromadas = app.json("/api/v1/hromadas").await["total"].as_u64().unwrap();
    assert_eq!((totals["points"] as u64, totals["hromadas"] as u64), (points, hromadas));
    assert!(totals["coverage"] > 1_000, "{totals:?}");
    app.stop().await;
}

#[tokio::test]
async fn features_are_those_in_the_box_and_at_the_time_and_wrong_questions_are_refused() {
    let (base, app) = small_region().await;
    let items = |query: &str| format!("/ogc/collections/points/items?{query}");
    let ids = async |query: &str| -> Vec<String> {
        let page = app.json(&items(query)).await;
        page["features"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("datetime=2023-06-01").await, ["A", "B", "W"]);
    assert_eq!(ids("datetime=2021-01-01").await, ["A", "B"]);
    assert_eq!(ids("datetime=2025-01-01T00:00:00Z").await, ["A", "W"]);
    assert_eq!(ids("datetime=2023-12-01/..").await, ["A", "B", "W"]);
    assert_eq!(ids("datetime=../2019-12-31").await, Vec::<String>::new());
    assert_eq!(ids("datetime=2023-06-01&bbox=34.3,50,34.5,50.5").await, ["B"]);
    assert_eq!(ids("datetime=2023-06-01&bbox=34.3,50,0,34.5,50.5,100").await, ["B"]);
    assert_eq!(ids("bbox=30,40,31,41").await, Vec::<String>::new());
    assert_eq!(ids("datetime=2023-06-01&limit=1&offset=1").await, ["B"]);
    let ended = app.json(&items("datetime=2023-12-01/..")).await;
    assert_eq!(ended["features"][1]["properties"]["until"], "2024-01-01");
    assert_eq!(app.json(&items("limit=1000000000")).await["numberReturned"], 2);
    for wrong in [
        "limit=0",
        "limit=x",
        "bbox=1,2,3",
        "bbox=34,50,35,49",
        "datetime=soon",
        "datetime=2024-01-02/2024-01-01",
        "offset=-1",
        "colour=red",
        "date=2023-01-01",
    ] {
        let answer = app.get(&items(wrong)).await;
        assert_eq!((answer.status, answer.header("content-type")), (400, "application/problem+json"), "{wrong}");
    }
    for absent in
        ["/ogc/collections/roads", "/ogc/collections/roads/items", "/ogc/collections/points/items/Z", "/ogc/x"]
    {
        let answer = app.get(absent).await;
        assert_eq!((answer.status, answer.header("content-type")), (404, "application/problem+json"), "{absent}");
    }
    let reach = app.json(&format!("/ogc/collections/coverage/items/{}", region::MACHUKHY_VILLAGE)).await;
    // The workplace has no coordinates of its own: it stands at the centre of its hromada, which is this village.
    assert_eq!((&reach["properties"]["nearest_point"], &reach["properties"]["distance_m"]), (&json!("W"), &json!(0.0)));
    assert_eq!(reach["properties"]["within_14_km"], true);
    let nowhere = app.json("/ogc/collections/coverage/items/UA53080230020081599").await;
    assert_eq!((&nowhere["geometry"], &nowhere["properties"]["within_14_km"]), (&Value::Null, &Value::Null));
    drop(base);
    app.stop().await;
}

#[tokio::test]
async fn an_outline_is_in_a_box_only_where_they_touch() {
    let (base, app) = small_region().await;
    base.import("boundaries", region::OUTLINE).await.done();
    app.until("/api/v1/hromadas.geojson", |map| map.to_string().contains("\"boundary_approximate\":false")).await;
    let found = async |bbox: &str| {
        app.json(&format!("/ogc/collections/hromadas/items?bbox={bbox}")).await["features"].to_string()
    };
    assert!(found("34.5,49.5,34.55,49.55").await.contains(region::MACHUKHY));
    assert!(!found("35.5,49.5,35.6,49.55").await.contains(region::MACHUKHY));
    let page = app.json("/ogc/collections/hromadas/items").await;
    assert!(page["attribution"].as_str().unwrap().contains("ODbL"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn an_address_once_served_leads_somewhere_or_says_that_the_thing_ended() {
    let (_base, app) = small_region().await;
    let asked = async |path: &str, accept: &str| {
        let answer = app.ask(Method::GET, path, &[("accept", accept)], "").await;
        let varies = answer.headers.get_all("vary").iter().any(|value| value.to_str().unwrap() == "accept");
        (answer.status, answer.header("location").to_owned(), varies)
    };
    let see = |place: &str| (303, place.to_owned(), true);
    assert_eq!(asked("/id/points/A", "text/turtle").await, see("/api/v1/linked-data/points/A.ttl"));
    assert_eq!(asked("/id/points/A", "application/ld+json").await, see("/api/v1/linked-data/points/A.jsonld"));
    assert_eq!(asked("/id/points/A", "text/html,*/*;q=0.8").await, see("/points/A"));
    assert_eq!(asked("/id/catalogue", "text/turtle").await, see("/api/v1/cpsv-ap.ttl"));
    assert_eq!(asked("/id/data", "*/*").await, see("/api/v1/dcat-ap.jsonld"));
    let rule = "/id/rules/523-%D1%80%3A2023-05-01";
    assert_eq!(asked(rule, "text/html").await, see("/lists/523-%D1%80/2023-05-01"));
    assert_eq!(asked("/id/points/A", "image/png").await.0, 406);
    assert_eq!(asked("/id/points/Z", "*/*").await.0, 404);
    for (path, told) in [
        ("/id/points/B", "точку B закінчилися 01.01.2024"),
        ("/api/v1/linked-data/points/B.ttl", "точку B закінчилися 01.01.2024"),
        ("/ogc/collections/points/items/B", "date=2023-12-31"),
        ("/api/v1/points/B", "точку B закінчилися 01.01.2024"),
        ("/id/services/S2", "послугу S2 скасовано 01.06.2023"),
    ] {
        let gone = app.get(path).await;
        assert_eq!((gone.status, gone.header("content-type")), (410, "application/problem+json"), "{path}");
        let problem = gone.value();
        assert_eq!(problem["type"], "urn:cnap:problem:gone", "{path}");
        assert!(problem["detail"].as_str().unwrap().contains(told), "{path}: {problem}");
    }
    assert_eq!(app.get("/api/v1/points/B?date=2023-12-31").await.status, 200);
    assert_eq!(app.get("/api/v1/points/B?date=2024-01-01").await.status, 404);
    app.stop().await;
}

/// Every address of ours a document of linked data names.
fn own_ids(app: &App, document: &str) -> BTreeSet<String> {
    let begins = format!("\"{}/id/", app.address);
    let named = document.split(&begins).skip(1).filter_map(|rest| rest.split('"').next());
    named.map(|rest| format!("/id/{}", rest.split('#').next().unwrap())).collect()
}

#[tokio::test]
async fn every_id_that_linked_data_name_leads_on_and_is_described() {
    let (_base, app) = small_region().await;
    let catalogue = app.get("/api/v1/cpsv-ap.jsonld").await;
    assert_eq!(catalogue.header("content-type"), "application/ld+json");
    let data = app.get("/api/v1/dcat-ap.jsonld").await;
    let ids: BTreeSet<String> = own_ids(&app, &catalogue.body).into_iter().chain(own_ids(&app, &data.body)).collect();
    assert!(ids.len() > 30, "{ids:?}");
    for id in &ids {
        let answer = app.ask(Method::GET, id, &[("accept", "application/ld+json")], "").await;
        assert_eq!(answer.status, 303, "{id}: {}", answer.body);
        let document = app.get(answer.header("location")).await;
        assert_eq!(document.status, 200, "{id}");
        assert!(document.body.contains(&format!("\"@id\":\"{}{id}", app.address)), "{id}: {}", document.body);
    }
    let graph = &catalogue.value()["@graph"];
    let service = graph.as_array().unwrap().iter().find(|one| one["dct:identifier"][0]["@value"] == "S1").unwrap();
    assert_eq!(service["@type"][0], "cpsv:PublicService");
    let unknown = format!("{}/id/providers/unknown", app.address);
    assert_eq!(service["cv:hasCompetentAuthority"][0]["@id"], unknown.as_str());
    for absent in ["cv:processingTime", "cv:hasCost", "cpsv:produces", "cpsv:hasInput", "cv:hasLegalResource"] {
        assert_eq!(service.get(absent), None, "{absent}");
    }
    app.stop().await;
}

#[tokio::test]
async fn hsds_tells_the_same_as_the_api_and_leaves_out_what_nobody_knows() {
    let (_base, app) = small_region().await;
    let services = app.json("/hsds/services").await;
    assert_eq!((&services["total_items"], &services["last_page"]), (&json!(1), &json!(true)));
    let service = &services["contents"][0];
    assert_eq!((&service["name"], &service["status"]), (&json!("Навчальна послуга 1"), &json!("active")));
    for absent in ["organization_id", "fees_description", "wait_time", "required_documents"] {
        assert_eq!(service.get(absent), None, "{absent}");
    }
    assert_eq!(&app.json(&format!("/hsds/services/{}", service["id"].as_str().unwrap())).await, service);
    let offerings = app.json("/hsds/service_at_locations").await;
    assert_eq!(offerings["total_items"], 1, "{offerings}");
    let offering = &offerings["contents"][0];
    assert_eq!(offering["service_id"], service["id"]);
    let place = &offering["location"];
    assert_eq!((&place["latitude"], &place["description"]), (&json!(49.52), &json!("вул. Зразкова 1")));
    assert_eq!(place["organization_id"], app.json("/hsds/organizations").await["contents"][0]["id"]);
    let answers: Vec<&str> =
        place["accessibility"].as_array().unwrap().iter().map(|one| one["description"].as_str().unwrap()).collect();
    assert!(answers.iter().any(|one| one.ends_with(": ні")) && answers.iter().any(|one| one.ends_with(": так")));
    assert_eq!((place.get("phones"), place.get("schedules")), (None, None));
    let term = service["attributes"][0]["taxonomy_term_id"].as_str().unwrap();
    let under =
        async |id: &str| app.json(&format!("/hsds/services?taxonomy_term_id={id}")).await["total_items"].clone();
    assert_eq!((under(term).await, under("00000000-0000-0000-0000-000000000000").await), (json!(1), json!(0)));
    assert_eq!(app.get("/hsds/services?taxonomy_term_id=x").await.status, 400);
    assert_eq!(app.get("/hsds/services/x").await.header("content-type"), "application/problem+json");
    app.stop().await;
}

/// The data block of a page.
fn block(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">")?;
    serde_json::from_str(rest.split_once("</script>").unwrap().0).ok()
}

#[tokio::test]
async fn what_pages_say_to_programs_is_what_the_api_says() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &["--public-url", PUBLIC]).await;
    let points = app.json("/api/v1/points?per_page=1000").await;
    let mut weeks = 0;
    for item in points["items"].as_array().unwrap().iter().step_by(7) {
        let code = item["code"].as_str().unwrap();
        let page = app.get(&format!("/points/{code}")).await.body;
        let said = block(&page).unwrap_or_else(|| panic!("{code} says nothing"));
        assert_eq!((&said["@type"], &said["identifier"]), (&json!("GovernmentOffice"), &item["code"]));
        assert_eq!(said["@id"], format!("{PUBLIC}/id/points/{code}"));
        for (theirs, ours) in [("name", "name"), ("address", "address"), ("telephone", "phone"), ("sameAs", "web")] {
            assert_eq!(said[theirs], item[ours], "{code} {ours}");
        }
        let is_exact = item["precision"] == "address";
        assert_eq!(said.get("geo").is_some(), is_exact, "{code}");
        if is_exact {
            assert_eq!(said["geo"]["latitude"], item["lat"], "{code}");
        }
        let days = said["openingHoursSpecification"].as_array();
        weeks += usize::from(days.is_some());
        assert!(days.is_none() || item["hours"].is_string(), "{code}");
    }
    assert!(weeks > 5, "{weeks}");
    let office = block(&app.get("/points/532").await.body).unwrap();
    let saturday = "https://schema.org/Saturday";
    let hours = office["openingHoursSpecification"].as_array().unwrap();
    let of = |day: &str| hours.iter().filter(|span| span["dayOfWeek"] == day).collect::<Vec<_>>();
    assert_eq!(of(saturday)[0]["closes"], "17:15");
    assert_eq!(of("https://schema.org/Sunday")[0]["opens"], "00:00");
    assert_eq!(of("https://schema.org/Sunday")[0]["closes"], "00:00");
    let service = app.json("/api/v1/services/01-01").await;
    let said = block(&app.get("/en/services/01-01").await.body).unwrap();
    assert_eq!((&said["@type"], &said["name"]), (&json!("GovernmentService"), &service["name"]));
    assert_eq!((&said["provider"]["name"], said.get("serviceOutput")), (&service["provider"], None));
    assert_eq!(block(&app.get("/points/532?date=2023-06-01").await.body), None);
    app.stop().await;
}

#[tokio::test]
async fn the_site_map_names_pages_that_are_there_by_their_canonical_addresses() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = App::start(&base, &["--no-demo", "--public-url", "https://cnap.example.org/"]).await;
    let map = app.get("/sitemap.xml").await;
    assert_eq!((map.status, map.header("content-type")), (200, "application/xml; charset=utf-8"));
    let paths: Vec<&str> = map.body.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert!(paths.len() > 30, "{paths:?}");
    for address in &paths {
        let path = address.strip_prefix(PUBLIC).unwrap();
        let page = app.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")), "{path}");
        for tag in ["uk", "en", "x-default"] {
            assert!(page.body.contains(&format!("hreflang=\"{tag}\" href=\"{PUBLIC}/")), "{path} {tag}");
        }
    }
    assert!(!map.body.contains("/points/B") && map.body.contains("/points/A"));
    assert!(app.get("/robots.txt").await.body.contains("Sitemap: https://cnap.example.org/sitemap.xml\n"));
    app.stop().await;
}

/// The rows of a Parquet file: the text of each cell by its column, empty where unknown.
fn parquet_rows(bytes: Vec<u8>) -> Vec<BTreeMap<String, String>> {
    let reader = SerializedFileReader::new(axum::body::Bytes::from(bytes)).unwrap();
    let cell = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Field::Long(number) => number.to_string(),
        Field::Double(number) => json!(number).to_string(),
        other => panic!("{other:?}"),
    };
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    rows.map(|row| row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect()).collect()
}

#[tokio::test]
async fn parquet_holds_the_same_cells_as_the_csv() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    for table in ["points", "hromadas", "services", "offerings"] {
        let csv = app.get(&format!("/api/v1/{table}.csv")).await.body;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        let expected: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let rows = parquet_rows(bytes(&app, &format!("/api/v1/bulk/{table}.parquet")).await);
        assert_eq!(rows.len(), expected.len(), "{table}");
        for (row, expected) in rows.iter().zip(&expected) {
            for (name, cell) in row {
                let at = header.iter().position(|column| column == name).unwrap_or_else(|| panic!("{table} {name}"));
                // The CSV guards texts that a spreadsheet would run.
                let same = expected[at].trim_start_matches('\'') == cell.as_str();
                let number = || expected[at].parse::<f64>().ok().is_some_and(|one| cell.parse() == Ok(one));
                assert!(same || number(), "{table} {name}: {cell} is not {}", &expected[at]);
            }
        }
    }
    assert_eq!(app.get("/api/v1/bulk/nothing.parquet").await.status, 404);
    app.stop().await;
}

#[tokio::test]
async fn a_geopackage_has_its_layers_and_no_passing_file_stays() {
    use sea_orm::{ConnectionTrait as _, Database, DbBackend, Statement};
    let (base, app) = small_region().await;
    base.import("boundaries", region::OUTLINE).await.done();
    app.until("/api/v1/hromadas.geojson", |map| map.to_string().contains("\"boundary_approximate\":false")).await;
    let file = base.file("registry.gpkg", bytes(&app, "/api/v1/bulk/registry.gpkg?date=2023-06-01").await);
    let db = Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
    let value = async |sql: &str| -> Value {
        let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap().unwrap();
        row.try_get::<String>("", "v").map_or_else(|_| json!(row.try_get::<i64>("", "v").unwrap()), |text| json!(text))
    };
    assert_eq!(value("SELECT application_id AS v FROM pragma_application_id").await, 0x4750_4b47);
    assert_eq!(value("SELECT count(*) AS v FROM points").await, 3);
    assert_eq!(value("SELECT count(*) AS v FROM hromadas").await, 2);
    assert_eq!(value("SELECT count(*) AS v FROM points WHERE lat IS NULL AND geom IS NULL").await, 0);
    assert_eq!(
        value("SELECT hex(substr(geom, 1, 13)) AS v FROM points WHERE code = 'A'").await,
        "47500001E61000000101000000"
    );
    let told = value("SELECT description AS v FROM gpkg_contents WHERE table_name = 'hromadas'").await;
    assert!(told.as_str().unwrap().contains("ODbL"), "{told}");
    db.close().await.unwrap();
    app.stop().await;
}

#[tokio::test]
async fn a_table_is_a_workbook_too() {
    let (base, app) = small_region().await;
    let book = bytes(&app, "/api/v1/tables/points.xlsx").await;
    let file = base.file("again.xlsx", book);
    base.import_file("points", &file, &["--dry-run"]).await.done();
    assert_eq!(app.get("/api/v1/tables/points.ods").await.status, 404);
    app.stop().await;
}

#[tokio::test]
async fn a_public_address_that_is_none_is_refused_at_the_start() {
    let base = Base::sqlite().await;
    for wrong in ["cnap.example.org", "ftp://cnap.example.org", "https://cnap.example.org/?a=b"] {
        let told = base.cnap(&["serve", "--no-demo", "--public-url", wrong]).await;
        assert_eq!(told.code, 2, "{wrong}: {told:?}");
    }
}
