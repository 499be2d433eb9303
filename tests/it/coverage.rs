//! Coverage as pages, API, CSV and workbook tell it: distances, new points, added services, closing.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::real::{self, COUNTRY};
use crate::support::{App, Base};

const DAY: &str = "date=2024-06-01";

/// An oblast with five villages in a row, about 5.6 km apart, and a far one; sample data.
const TERRITORIES: &str = "\
code,category,name,parent,lat,lon,kind,area_km2,centre
UA53000000000028050,O,Зразкова,,,,,,
UA53080000000068029,P,Зразковий,UA53000000000028050,,,,,
UA53080230000047239,H,Перша,UA53080000000068029,,,rural,,
UA53080230010079895,C,Альфа,UA53080230000047239,49.00,34.0,,,
UA53080230020081599,C,Бета,UA53080230000047239,49.05,34.0,,,
UA53080230030011111,C,Гамма,UA53080230000047239,49.10,34.0,,,
UA53080090000014431,H,Друга,UA53080000000068029,,,urban,,
UA53080090010093569,C,Дельта,UA53080090000014431,49.50,34.0,,,
UA53080090020022222,C,Епсилон,UA53080090000014431,49.55,34.0,,,
UA53080090030033333,C,Дзета,UA53080090000014431,,,,,
UA53080110000055555,H,Третя,UA53080000000068029,,,rural,,
UA53080110010066666,C,Йота,UA53080110000055555,50.50,34.0,,,
";
const FACTS: &str = "\
hromada,fact,value,from,until
UA53080230000047239,population,3000,2022-01-01,
UA53080090000014431,population,9000,2022-01-01,
UA53080110000055555,population,500,2022-01-01,
UA53080110000055555,territory_status,hostilities,2024-01-01,
";
const DISTRICTS: &str = "\
hromada,code,name,settlements
UA53080230000047239,d-1,Гаммський округ,UA53080230030011111
";
const POINTS: &str = "\
code,kind,parent,hromada,settlement,starosta_district,name,address,lat,lon,status,from,until
A,cnap,,UA53080230000047239,UA53080230010079895,,ЦНАП А,вул. Зразкова 1,49.00,34.0,active,2020-01-01,
B,vrm,A,UA53080230000047239,UA53080230030011111,d-1,ВРМ Б,вул. Зразкова 2,49.10,34.0,active,2020-01-01,
";
const SERVICES: &str = "\
code,name,group,from,until
S1,Навчальна послуга 1,residence,,
S2,Навчальна послуга 2,social,,
";
const OFFERINGS: &str = "\
point,service,from,until,ground
A,S1,2022-02-01,,зразок
A,S2,2022-02-01,,зразок
B,S1,2022-02-01,,зразок
";

async fn sample() -> (Base, App) {
    let base = Base::sqlite().await;
    for (format, table) in [
        ("territories", TERRITORIES),
        ("hromada-facts", FACTS),
        ("starosta-districts", DISTRICTS),
        ("points", POINTS),
        ("services", SERVICES),
        ("offerings", OFFERINGS),
    ] {
        base.import(format, table).await.done();
    }
    let app = base.serve().await;
    (base, app)
}

/// The rows of a CSV by its titles.
fn rows(text: &str) -> Vec<Value> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let records = reader.records().map(Result::unwrap);
    records.map(|row| titles.iter().zip(row.iter()).map(|(a, b)| (a.to_owned(), json!(b))).collect()).collect()
}

/// A value of JSON as a cell of CSV holds it.
fn cell(value: &Value) -> Value {
    match value {
        Value::Null => json!(""),
        Value::Bool(yes) => json!(if *yes { "yes" } else { "no" }),
        Value::String(_) => value.clone(),
        other => json!(other.to_string()),
    }
}

#[tokio::test]
async fn each_settlement_has_its_distance_and_the_page_the_api_and_the_csv_agree() {
    let (_base, app) = sample().await;
    let whole = app.json(&format!("/api/v1/coverage?{DAY}&within_km=4&by=hromada")).await;
    let counts = |item: &Value| {
        [&item["settlements"], &item["settlements_covered"], &item["population_covered"]].map(Clone::clone)
    };
    assert_eq!(counts(&whole), [json!(7), json!(2), json!(2000)]);
    assert_eq!((&whole["settlements_unknown"], &whole["population_unknown"]), (&json!(1), &json!(3000)));
    let parts = whole["groups_by"].as_array().unwrap();
    assert_eq!(
        parts.iter().map(counts).collect::<Vec<_>>(),
        [[json!(3), json!(0), json!(0)], [json!(1), json!(0), json!(0)], [json!(3), json!(2), json!(2000)],]
    );
    let time = &whole["within_time"];
    assert_eq!(
        (&time["settlements_covered"], &time["detour"], &time["speed_kmh"]),
        (&json!(3), &json!(1.3), &json!(40.0))
    );
    assert_eq!(whole["hromadas_without"], json!(["UA53080090000014431", "UA53080110000055555"]));
    assert_eq!(whole["districts_without"], json!([]));

    let list = app.json(&format!("/api/v1/coverage/settlements?{DAY}&within_km=4&per_page=100")).await;
    let items = list["items"].as_array().unwrap();
    let beta = items.iter().find(|item| item["name"] == "Бета").unwrap();
    assert_eq!(
        (&beta["covered"], &beta["distance_km"], &beta["people"]),
        (&json!(false), &json!(5.56), &json!(1000.0))
    );
    assert!((beta["minutes"].as_f64().unwrap() - 10.8).abs() < 0.051, "{beta}");
    let table = rows(&app.get(&format!("/api/v1/coverage/settlements.csv?{DAY}&within_km=4")).await.body);
    assert_eq!(table.len(), 7);
    for (row, item) in table.iter().zip(items) {
        for (title, value) in row.as_object().unwrap() {
            assert_eq!(value, &cell(&item[title]), "{title} of {item}");
        }
    }
    let page = app.get(&format!("/coverage?{DAY}&within_km=4")).await;
    assert_eq!(page.status, 200);
    for words in ["2 із 7", "оцінка", "Бета", "5,6", "два критерії міністерства", "settlements.csv?"]
    {
        assert!(page.body.contains(words), "{words}");
    }
    assert_eq!(page.body.matches("Епсилон").count(), 1);
    app.stop().await;
}

#[tokio::test]
async fn a_service_an_equipment_and_the_whole_list_narrow_what_counts() {
    let (_base, app) = sample().await;
    let covered = async |query: &str| {
        app.json(&format!("/api/v1/coverage?{DAY}&within_km=1&{query}")).await["settlements_covered"].clone()
    };
    assert_eq!(covered("").await, 2);
    assert_eq!(covered("service=S2").await, 1);
    assert_eq!(covered("group=social").await, 1);
    assert_eq!(covered("kind=vrm").await, 1);
    assert_eq!(covered("type=card_terminal").await, 0, "unknown equipment never counts");
    assert_eq!(covered("full_list=yes").await, 0, "what is owed is not known before the first edition");
    let districts = app.json(&format!("/api/v1/coverage?{DAY}&service=S2")).await;
    assert_eq!(districts["districts_without"][0]["code"], "d-1");
    app.stop().await;
}

#[tokio::test]
async fn new_points_are_those_that_help_most_with_their_bound_and_conditions() {
    let (_base, app) = sample().await;
    let ask = async |query: &str| app.json(&format!("/api/v1/coverage/new-points?{DAY}&within_km=6&{query}")).await;
    let found = ask("count=5").await;
    let names = |found: &Value| {
        let points = found["points"].as_array().unwrap().iter();
        points
            .map(|one| (one["name"].as_str().unwrap().to_owned(), one["people"].as_f64().unwrap()))
            .collect::<Vec<_>>()
    };
    // Дельта and Епсилон see each other; the third hromada is one of hostilities.
    assert_eq!(names(&found), [("Дельта".to_owned(), 6000.0)]);
    assert_eq!(found["points"][0]["settlements"], 2);
    assert_eq!((&found["share_of_best"], &found["upper_bound"]), (&json!(1.0), &json!(6000.0)));
    assert!(found["rule"].as_str().unwrap().contains("одну за одною"));
    assert_eq!(names(&ask("hostilities=yes").await), [("Дельта".to_owned(), 6000.0), ("Йота".to_owned(), 500.0)]);
    assert_eq!(names(&ask("premises=588").await), []);
    assert_eq!(names(&ask("starosta_below=yes").await), []);
    assert_eq!(
        names(&app.json(&format!("/api/v1/coverage/new-points?{DAY}&within_km=1&per_hromada=1")).await).len(),
        2
    );
    for (query, parameter) in [("count=0", "count"), ("count=201", "count"), ("premises=none", "premises")] {
        let answer = app.get(&format!("/api/v1/coverage/new-points?{query}")).await;
        assert_eq!((answer.status, &answer.value()["parameter"]), (400, &json!(parameter)));
    }
    let far = app.get("/api/v1/coverage/new-points?within_km=31").await;
    assert_eq!((far.status, &far.value()["parameter"]), (400, &json!("within_km")));

    let table =
        rows(&app.get(&format!("/api/v1/coverage/new-points.csv?{DAY}&within_km=6&hostilities=yes")).await.body);
    assert_eq!(table.iter().map(|row| &row["people_so_far"]).collect::<Vec<_>>(), ["6000.0", "6500.0"]);
    let page = app.get(&format!("/coverage/new-points?{DAY}&within_km=6&hostilities=yes")).await;
    assert_eq!(page.status, 200);
    for words in ["Дельта", "Йота", "6 500", "умову 60 %", "Доведено", "new-points.xlsx?"] {
        assert!(page.body.contains(words) || page.body.contains(&words.replace(' ', "\u{a0}")), "{words}");
    }
    app.stop().await;
}

#[tokio::test]
async fn the_workbook_of_new_points_holds_real_numbers() {
    let (_base, app) = sample().await;
    let path = format!("{}/api/v1/coverage/new-points.xlsx?{DAY}&within_km=6&hostilities=yes", app.address);
    let answer = reqwest::get(path).await.unwrap();
    assert_eq!(answer.status(), 200);
    let bytes = answer.bytes().await.unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let sheet = book.worksheet_range("Нові точки").unwrap();
    let cells: Vec<&Data> = sheet.rows().flatten().collect();
    assert!(cells.contains(&&Data::String("Дельта".to_owned())));
    assert!(cells.contains(&&Data::Float(6500.0)), "{cells:?}");
    app.stop().await;
}

#[tokio::test]
async fn the_service_an_existing_point_should_add_is_told_with_its_gain() {
    let (_base, app) = sample().await;
    let found = app.json(&format!("/api/v1/coverage/added-services?{DAY}&service=S1,S2&within_km=4")).await;
    let additions = found["additions"].as_array().unwrap();
    assert_eq!(additions.len(), 1);
    let first = &additions[0];
    assert_eq!((&first["point"], &first["service"], &first["people"]), (&json!("B"), &json!("S2"), &json!(1000.0)));
    let none = app.json(&format!("/api/v1/coverage/added-services?{DAY}")).await;
    assert_eq!((&none["services"], &none["additions"]), (&json!(0), &json!([])), "no service was named");
    let table =
        rows(&app.get(&format!("/api/v1/coverage/added-services.csv?{DAY}&group=social&within_km=4")).await.body);
    assert_eq!(table[0]["point"], "B");
    let page = app.get(&format!("/coverage/existing?{DAY}&group=social&within_km=4")).await;
    assert!(page.body.contains("ВРМ Б") && page.body.contains("Навчальна послуга 2"), "{}", page.body);
    app.stop().await;
}

#[tokio::test]
async fn closing_a_point_tells_who_has_farther_to_go() {
    let (_base, app) = sample().await;
    let found = app.json(&format!("/api/v1/coverage/closing?{DAY}&point=B&within_km=4")).await;
    let covered = |part: &str| found[part]["settlements_covered"].clone();
    assert_eq!((covered("before"), covered("after"), &found["counts"]), (json!(2), json!(1), &json!(true)));
    let first = &found["farther"][0];
    assert_eq!((&first["name"], &first["lost"], &first["point_after"]), (&json!("Гамма"), &json!(true), &json!("A")));
    let page = app.get(&format!("/coverage/existing?{DAY}&point=B&within_km=4")).await;
    assert!(page.body.contains("Гамма") && page.body.contains("11,1"), "{}", page.body);
    assert_eq!(app.get("/api/v1/coverage/closing").await.status, 400);
    assert_eq!(app.get("/coverage/existing?point=none").await.status, 404);
    app.stop().await;
}

#[tokio::test]
async fn the_time_criterion_is_data_of_the_region() {
    let (base, app) = sample().await;
    app.stop().await;
    let folder = base.folder.path().join("rules");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("coverage.toml"), "detour = 2.0\nspeed_kmh = 30\n").unwrap();
    let app = App::start(&base, &["--data", folder.to_str().unwrap()]).await;
    let told = app.json(&format!("/api/v1/coverage?{DAY}")).await;
    assert_eq!((&told["within_time"]["detour"], &told["within_km"]), (&json!(2.0), &json!(14.0)));
    app.stop().await;
    std::fs::write(folder.join("coverage.toml"), "detour = 0.5\n").unwrap();
    let told = base.cnap(&["verify", "--data", folder.to_str().unwrap()]).await;
    told.refused().says(&["coverage.toml", "detour"]);
}

#[tokio::test]
async fn the_whole_country_is_covered_in_one_question() {
    let Some(folder) = real::folder() else { return };
    let base = Base::sqlite().await;
    for (format, file) in COUNTRY {
        base.import_file(format, &folder.join(file), &[]).await.done();
    }
    let app = base.serve().await;
    let day = "date=2023-06-16";
    let whole = app.json(&format!("/api/v1/coverage?{day}&by=oblast&leave_out=none")).await;
    let number = |value: &Value| value.as_u64().unwrap();
    let parts = whole["groups_by"].as_array().unwrap();
    for field in ["settlements", "settlements_covered", "settlements_unknown"] {
        let sum: u64 = parts.iter().map(|part| number(&part[field])).sum();
        assert_eq!(sum, number(&whole[field]), "{field}");
    }
    assert!(number(&whole["settlements"]) > 29_000 && whole["settlement_share"].as_f64().unwrap() > 0.3, "{whole}");
    let oblast = "territory=UA53000000000028050";
    let found = app.json(&format!("/api/v1/coverage/new-points?{day}&{oblast}&count=20")).await;
    let gains: Vec<f64> =
        found["points"].as_array().unwrap().iter().map(|one| one["people"].as_f64().unwrap()).collect();
    assert!(gains.len() > 5 && gains.is_sorted_by(|a, b| a >= b), "{gains:?}");
    assert!(found["share_of_best"].as_f64().unwrap() >= 0.63, "{found}");
    for page in ["/coverage", "/coverage/new-points", "/coverage/existing"] {
        assert_eq!(app.ask(Method::GET, &format!("{page}?{day}&territory=UA"), &[], "").await.status, 200, "{page}");
    }
    app.stop().await;
}
