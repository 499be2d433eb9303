//! Gaps of a territory pooled by service: what each takes, and what lifts an indicator most.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::region::{self, MACHUKHY, OBLAST, ZINKIV};
use crate::support::{App, Base, Db};

const DAY: &str = "2023-11-30";
const NEXT: &str = "2023-12-01";

/// A and T stand in one hromada, B in another.
fn tables() -> Vec<(&'static str, String)> {
    let points = format!(
        "code,kind,hromada,name,status,from,until\nA,cnap,{MACHUKHY},ЦНАП А,active,2020-01-01,\n\
         T,tp,{MACHUKHY},Підрозділ Т,active,2020-01-01,\nB,cnap,{ZINKIV},ЦНАП Б,active,2020-01-01,\n\
         U,cnap,{ZINKIV},ЦНАП без переліку,active,2020-01-01,\n"
    );
    let services = "code,name,group\nR1,Послуга Р1,residence\nR2,Послуга Р2,residence\nS1,Послуга С1,social\n\
                    P1,Послуга П1,passport\nE1,Скасована послуга,social\n";
    let services = services.replace("social\n", "social,\n").replace("residence\n", "residence,\n");
    let services = services.replace("passport\n", "passport,\n").replace("group\n", "group,until\n");
    let services = services.replace("Скасована послуга,social,", "Скасована послуга,social,2023-06-01");
    let positions = ["R1", "R2", "S1", "P1"].map(|code| format!("523-р,2023-05-01,{code},cnap tp,\n")).concat();
    let positions = format!("list,in_force,service,classes,condition\n{positions}");
    let offerings = "point,service,from\nA,R2,2023-01-01\nT,S1,2023-01-01\nB,R1,2023-01-01\n";
    let equipment = "point,type,quantity,from\nA,copier,1,2023-01-01\nB,dms_kit,1,2023-01-01\n";
    vec![
        ("points", points),
        ("services", services),
        ("mandatory", positions),
        ("offerings", offerings.to_owned()),
        ("equipment", equipment.to_owned()),
    ]
}

async fn three_points(db: Db) -> Option<Base> {
    let base = Base::fresh(db).await?;
    region::load_until(&base, "hromada-facts").await;
    for (format, table) in tables() {
        base.import(format, &table).await.done();
    }
    Some(base)
}

fn address(path: &str, more: &str) -> String {
    format!("/api/v1/{path}?territory={OBLAST}&date={DAY}{more}")
}

/// Service, points, hromadas, given, and the five needs.
fn line(item: &Value) -> (String, [u64; 8]) {
    let needs = ["nothing", "neighbour", "training", "unknown", "equipment"].map(|need| &item["needs"][need]);
    let counts = [&item["points"], &item["hromadas"], &item["given"]].into_iter().chain(needs);
    let counts: Vec<u64> = counts.map(|count| count.as_u64().unwrap()).collect();
    (item["service"].as_str().unwrap().to_owned(), counts.try_into().unwrap())
}

fn lines(told: &Value) -> Vec<(String, [u64; 8])> {
    told["items"].as_array().unwrap().iter().map(line).collect()
}

fn owned(lines: &[(&str, [u64; 8])]) -> Vec<(String, [u64; 8])> {
    lines.iter().map(|(code, counts)| ((*code).to_owned(), *counts)).collect()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn every_lacking_point_is_counted_once_by_what_it_needs(#[case] db: Db) {
    let Some(base) = three_points(db).await else { return };
    let app = base.serve().await;
    let told = app.json(&address("gaps", "")).await;
    let expected = [
        ("P1", [3, 2, 0, 0, 0, 1, 1, 1]),
        ("R1", [2, 1, 1, 1, 0, 1, 0, 0]),
        ("R2", [2, 2, 1, 1, 1, 0, 0, 0]),
        ("S1", [2, 2, 1, 0, 1, 1, 0, 0]),
    ];
    assert_eq!(lines(&told), owned(&expected));
    let counts = ["judged", "unknown", "excluded", "points", "hromadas", "missing"].map(|key| told[key].clone());
    assert_eq!(counts, [3, 1, 0, 3, 2, 9].map(|count| json!(count)), "{told}");

    let by_class = app.json(&address("gaps", "&class=tp")).await;
    let expected =
        [("P1", [1, 1, 0, 0, 0, 0, 1, 0]), ("R1", [1, 1, 0, 0, 0, 1, 0, 0]), ("R2", [1, 1, 0, 0, 1, 0, 0, 0])];
    assert_eq!(lines(&by_class), owned(&expected));
    let free = app.json(&address("gaps", "&purchase=nothing&group=passport,social&sort=service")).await;
    assert_eq!(lines(&free), owned(&[("P1", [1, 1, 0, 0, 0, 1, 0, 0]), ("S1", [2, 2, 1, 0, 1, 1, 0, 0])]));
    let sorted = app.json(&address("gaps", "&sort=neighbour")).await;
    assert_eq!(sorted["items"][0]["service"], "R2", "{sorted}");

    let members = app.json(&address("gap-members", "&service=P1")).await;
    let found: Vec<(&str, &str)> = members["items"].as_array().unwrap().iter().map(member).collect();
    assert_eq!(found, [("A", "equipment"), ("B", "training"), ("T", "unknown")]);
    let csv = app.get(&address("gap-members.csv", "&need=neighbour")).await.body;
    assert!(csv.starts_with("service,name,group,point,point_name,kind,class,raion,hromada,"), "{csv}");
    let rows: Vec<String> = csv.lines().skip(1).map(|row| row.split(',').next().unwrap().to_owned()).collect();
    assert_eq!(rows, ["S1", "R2"], "{csv}");
    assert!(csv.lines().nth(1).unwrap().ends_with("neighbour,,T"), "{csv}");
    the_pages_say_the_same(&app).await;
    app.stop().await;
}

fn member(item: &Value) -> (&str, &str) {
    (item["point"].as_str().unwrap(), item["need"].as_str().unwrap())
}

async fn the_pages_say_the_same(app: &App) {
    let query = format!("?territory={OBLAST}&date={DAY}");
    let page = app.get(&format!("/compliance/gaps{query}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for words in ["Що підніме показник найбільше", "Послуга П1", "+25,00", "/compliance/gaps/P1", "gaps.xlsx?"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let members = app.get(&format!("/compliance/gaps/P1{query}&need=equipment")).await.body;
    assert!(members.contains("ЦНАП А") && !members.contains("ЦНАП Б"), "{members}");
    let english = app.get(&format!("/en/compliance/gaps{query}&lift=full-list")).await.body;
    assert!(english.contains("What lifts the indicator most"), "{english}");
    assert_eq!(app.get(&format!("/compliance/gaps/none{query}")).await.status, 404);
}

#[tokio::test]
async fn the_service_missing_at_most_points_lifts_the_overall_share_first() {
    let base = three_points(Db::Sqlite).await.unwrap();
    let app = base.serve().await;
    let order = app.json(&address("gap-order", "&steps=20")).await;
    assert_eq!((&order["now"]["numerator"], &order["now"]["denominator"]), (&json!(3), &json!(12)));
    let steps = order["steps"].as_array().unwrap();
    let found: Vec<(&str, u64)> =
        steps.iter().map(|step| (step["service"].as_str().unwrap(), step["added"].as_u64().unwrap())).collect();
    assert_eq!(found, [("P1", 3), ("R1", 2), ("R2", 2), ("S1", 2)]);
    assert_eq!((&steps[0]["gain"], &steps[3]["share"]), (&json!(0.25), &json!(1.0)), "{order}");
    let free = app.json(&address("gap-order", "&purchase=nothing&steps=20")).await;
    let last = free["steps"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["service"], &last["added"]), (&json!("P1"), &json!(1)), "{free}");
    // A centre gives all only after its last missing service: the first steps add nothing alone.
    let full = app.json(&address("gap-order", "&lift=full-list&steps=20")).await;
    let added: Vec<u64> =
        full["steps"].as_array().unwrap().iter().map(|step| step["added"].as_u64().unwrap()).collect();
    assert_eq!(added, [0, 0, 1, 1], "{full}");
    for (query, name) in [("&lift=terminals", "lift"), ("&steps=0", "steps"), ("&need=fun", "need")] {
        let refused = app.get(&address("gap-order", query)).await;
        assert!(refused.status == 400 && refused.body.contains(name), "{}", refused.body);
    }
    app.stop().await;
}

#[tokio::test]
async fn the_workbook_holds_numbers_filters_and_the_points() {
    let base = three_points(Db::Sqlite).await.unwrap();
    let app = base.serve().await;
    let url = format!("{}{}", app.address, address("gaps.xlsx", ""));
    let bytes = reqwest::get(&url).await.unwrap().bytes().await.unwrap();
    let again = reqwest::get(&url).await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes, again);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    assert_eq!(book.sheet_names(), ["Послуги", "Порядок", "Точки"]);
    let sheet = book.worksheet_range("Послуги").unwrap();
    let row = sheet.rows().find(|row| row[0] == Data::String("P1".to_owned())).unwrap().to_vec();
    assert_eq!(row[3], Data::Float(3.0));
    assert!(sheet.rows().next().unwrap()[0].to_string().contains("Полтавська"), "{sheet:?}");
    let order = book.worksheet_range("Порядок").unwrap();
    let first = order.rows().find(|row| row[0] == Data::Float(1.0)).unwrap().to_vec();
    assert!(first.contains(&Data::Float(25.0)) && first.contains(&Data::Float(0.5)), "{first:?}");
    assert_eq!(book.worksheet_range("Точки").unwrap().rows().filter(|row| row[5] != Data::Empty).count(), 10);
    app.stop().await;
}

#[tokio::test]
async fn pooled_gaps_are_the_missing_services_of_every_point() {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "mini").await;
    let app = base.serve().await;
    let points = app.json(&format!("/api/v1/points?date={DAY}&per_page=1000")).await;
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for point in points["items"].as_array().unwrap() {
        let code = point["code"].as_str().unwrap();
        let told = app.json(&format!("/api/v1/points/{code}/compliance?date={DAY}")).await;
        for missing in told["missing"].as_array().into_iter().flatten() {
            let service = missing["service"].as_str().unwrap().to_owned();
            expected.entry(service).or_default().insert(code.to_owned());
        }
    }
    let members = app.json(&format!("/api/v1/gap-members?date={DAY}&per_page=1000")).await;
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for item in members["items"].as_array().unwrap() {
        let (service, point) = (item["service"].as_str().unwrap(), item["point"].as_str().unwrap());
        assert!(found.entry(service.to_owned()).or_default().insert(point.to_owned()));
    }
    assert!(!expected.is_empty());
    assert_eq!(found, expected);
    for (service, counts) in lines(&app.json(&format!("/api/v1/gaps?date={DAY}")).await) {
        assert_eq!(counts[0], expected[&service].len() as u64, "{service}");
        assert_eq!(counts[3..].iter().sum::<u64>(), counts[0], "{service}");
    }
    app.stop().await;
}

#[rstest]
#[case::overall("overall-compliance")]
#[case::any("residence")]
#[case::all_required("social")]
#[case::full("full-list")]
#[case::districts("starosta-60")]
#[case::life_event("emaliatko")]
#[tokio::test]
async fn giving_the_services_of_the_order_lifts_the_indicator_as_told(#[case] lifted: &str) {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "mini").await;
    let app = base.serve().await;
    let order = app.json(&format!("/api/v1/gap-order?date={DAY}&lift={lifted}&steps=20")).await;
    let steps = order["steps"].as_array().unwrap();
    let now = app.json(&format!("/api/v1/indicators/{lifted}?date={DAY}")).await;
    assert_eq!(order["now"]["share"], now["share"]);
    for step in steps {
        let service = step["service"].as_str().unwrap();
        let members = app.json(&format!("/api/v1/gap-members?date={DAY}&per_page=1000&service={service}")).await;
        let rows = members["items"].as_array().unwrap().iter().map(|item| item["point"].as_str().unwrap());
        let rows: String = rows.map(|point| format!("{point},{service},{DAY},{NEXT}\n")).collect();
        base.import("offerings", &format!("point,service,from,until\n{rows}")).await.done();
        let path = format!("/api/v1/gap-members?date={DAY}&service={service}");
        app.until(&path, |told| told["total"] == 0).await;
        let then = app.json(&format!("/api/v1/indicators/{lifted}?date={DAY}")).await;
        let figure = |told: &Value| ["numerator", "denominator", "share"].map(|key| told[key].clone());
        assert_eq!(figure(&then), figure(step), "{service} in {order}");
    }
    // Nothing that is left would lift it further.
    let left = app.json(&format!("/api/v1/gap-order?date={DAY}&lift={lifted}&steps=20")).await;
    assert_eq!(left["steps"], json!([]), "{left}");
    app.stop().await;
}
