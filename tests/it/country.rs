//! All Ukraine from the real national files, where they are at hand.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader, open_workbook_auto};
use rstest::rstest;
use serde_json::Value;

use crate::support::real::{self, COUNTRY};
use crate::support::{App, Base, Db};

/// A day on which all of the registry's points are there.
const DAY: &str = "2023-06-16";
const CRITERIA: [&str; 6] =
    ["ramp", "stairs_handrails", "equipped_sanitary_room", "braille", "deaf_adaptation", "stroller_place"];

/// Yes, no and unknown for each criterion.
type Flags = [[u64; 3]; 6];

async fn load(base: &Base, folder: &Path) {
    for (format, file) in COUNTRY {
        base.import_file(format, &folder.join(file), &[]).await.done();
    }
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn the_real_files_of_the_whole_country_load_and_show(#[case] db: Db) {
    let Some(folder) = real::folder() else { return };
    let Some(base) = Base::fresh(db).await else { return };
    load(&base, &folder).await;
    let again = base.import_file(COUNTRY[0].0, &folder.join(COUNTRY[0].1), &[]).await.done();
    again.says(&["змін немає", "без змін 31748"]);
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    let app = base.serve().await;
    for (path, total) in [
        ("territories?per_page=1", 31_748),
        ("hromadas?per_page=1", 1_772),
        ("hromadas?territory=UA01000000000013043&per_page=1", 1_772 - 1_469),
        ("points?per_page=1", 3_432),
    ] {
        assert_eq!(app.json(&format!("/api/v1/{path}")).await["total"], total, "{path}");
    }
    pages_answer(&app).await;
    flags_match_the_file(&app, &folder).await;
    points_lie_where_they_say(&app).await;
    founders_parents_and_unplaced_points_are_told(&app).await;
    app.stop().await;
}

async fn pages_answer(app: &App) {
    for territory in ["UA", "UA53000000000028050", "UA46000000000026241"] {
        for page in ["/network", "/hromadas", "/points", "/barrier-free", "/compliance", "/equipment", "/figures"] {
            let path = format!("{page}?territory={territory}");
            assert_eq!(app.get(&path).await.status, 200, "{path}");
        }
    }
}

/// Every point of the registry, in pages of a thousand.
async fn points(app: &App) -> Vec<Value> {
    let (mut all, mut page) = (Vec::new(), 1);
    loop {
        let answer = app.json(&format!("/api/v1/points?date={DAY}&per_page=1000&page={page}")).await;
        all.extend(answer["items"].as_array().unwrap().iter().cloned());
        if answer["links"]["next"].is_null() {
            return all;
        }
        page += 1;
    }
}

/// The registry's own cells: per code yes 0, no 1, unknown 2 for each criterion.
fn file_flags(folder: &Path) -> BTreeMap<String, [usize; 6]> {
    let mut book = open_workbook_auto(folder.join("guide/cnap-registry-2023-06-16.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let keys: Vec<String> = sheet.rows().nth(1).unwrap().iter().map(Data::to_string).collect();
    let place = |key: &str| keys.iter().position(|name| name == key).unwrap();
    let flag = |cell: &Data| match cell {
        Data::Bool(true) => 0,
        Data::Bool(false) => 1,
        Data::Empty => 2,
        other => panic!("{other:?} is no flag"),
    };
    let [pandus, sanitary, braille, pram] = ["pandus", "dis_sanit", "braille_mat", "pram_place"].map(place);
    let row = |row: &[Data]| {
        let ramp = flag(&row[pandus]);
        let stairs = if ramp == 0 { 0 } else { 2 };
        (row[0].to_string(), [ramp, stairs, flag(&row[sanitary]), flag(&row[braille]), 2, flag(&row[pram])])
    };
    sheet.rows().skip(2).map(row).collect()
}

async fn flags_match_the_file(app: &App, folder: &Path) {
    let cells = file_flags(folder);
    assert_eq!(cells.values().filter(|flags| flags.iter().all(|flag| *flag == 2)).count(), 943);
    let mut expected: BTreeMap<String, Flags> = BTreeMap::new();
    for point in points(app).await {
        let flags = cells[point["code"].as_str().unwrap()];
        let oblast = point["oblast"].as_str().unwrap_or("none").to_owned();
        for part in [oblast, "country".to_owned()] {
            let counts = expected.entry(part).or_default();
            flags.iter().enumerate().for_each(|(criterion, flag)| counts[criterion][*flag] += 1);
        }
    }
    let query = format!("checklist=six-flags&date={DAY}&leave_out=none");
    let country = app.json(&format!("/api/v1/barrier-free?{query}&by=oblast")).await;
    assert_eq!(counts(&country), expected["country"]);
    let mut oblasts = 0;
    for group in country["groups"].as_array().unwrap() {
        let code = group["territory"].as_str().unwrap();
        assert_eq!(counts(group), expected.get(code).copied().unwrap_or_default(), "{code}");
        let alone = app.json(&format!("/api/v1/barrier-free?{query}&territory={code}")).await;
        assert_eq!(counts(&alone), counts(group), "{code}");
        oblasts += counts(group)[0].iter().sum::<u64>();
    }
    let nowhere = expected.get("none").map_or(0, |flags| flags[0].iter().sum());
    assert_eq!(oblasts + nowhere, 3_432);
    println!("points whose oblast is not known: {nowhere}");
}

fn counts(summary: &Value) -> Flags {
    let mut found = Flags::default();
    for criterion in summary["criteria"].as_array().unwrap() {
        let at = CRITERIA.iter().position(|id| criterion["id"] == *id).unwrap();
        found[at] = ["yes", "no", "unknown"].map(|state| criterion[state].as_u64().unwrap());
    }
    found
}

/// Every point of Dnipro's oblast counts there; parents follow from the points themselves.
async fn founders_parents_and_unplaced_points_are_told(app: &App) {
    let oblast = "UA12000000000090473";
    let dnipro = app.json(&format!("/api/v1/points?territory={oblast}&date={DAY}&per_page=1")).await;
    assert_eq!((&dnipro["total"], &dnipro["unplaced"]), (&Value::from(204), &Value::from(27)));
    let all = points(app).await;
    let elsewhere = |point: &&Value| !point["located_in"].is_null() && point["located_in"] != point["hromada"];
    assert_eq!(all.iter().filter(elsewhere).count(), 12);
    let mut centres: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    let active = |point: &&Value| point["kind"] == "cnap" && point["status"] == "active";
    for point in all.iter().filter(active) {
        if let Some(hromada) = point["hromada"].as_str() {
            centres.entry(hromada).or_default().push(&point["code"]);
        }
    }
    let mut given = 0;
    for point in all.iter().filter(|point| point["kind"] == "vrm" || point["kind"] == "tp") {
        let known = point["hromada"].as_str().and_then(|code| centres.get(code));
        let only = known.filter(|codes| codes.len() == 1).map(|codes| codes[0]);
        assert_eq!(&point["parent"], only.unwrap_or(&Value::Null), "{point}");
        given += usize::from(only.is_some());
    }
    assert!(given > 1_500, "{given} parents");
    println!("parents: {given}");
}

/// Filters by place, by rectangle and by distance agree with what the points say of themselves.
async fn points_lie_where_they_say(app: &App) {
    let all = points(app).await;
    let oblast = "UA53000000000028050";
    let inside = all.iter().filter(|point| point["oblast"] == oblast).count();
    assert!(inside > 50, "{inside} points in Poltava oblast");
    let told = app.json(&format!("/api/v1/points?territory={oblast}&date={DAY}&per_page=1")).await["total"].clone();
    assert_eq!(told, inside);
    let within = |point: &&Value| {
        let at = point["lat"].as_f64().zip(point["lon"].as_f64());
        at.is_some_and(|(lat, lon)| (49.0..=50.0).contains(&lat) && (34.0..=35.0).contains(&lon))
    };
    let told = app.json(&format!("/api/v1/points?bbox=34,49,35,50&date={DAY}&per_page=1")).await["total"].clone();
    assert_eq!(told, all.iter().filter(within).count());
    let near = app.json(&format!("/api/v1/points?near=49.5897,34.5508&within_m=5000&date={DAY}")).await;
    let distances: Vec<f64> =
        near["items"].as_array().unwrap().iter().map(|point| point["distance_m"].as_f64().unwrap()).collect();
    assert!(!distances.is_empty() && distances.is_sorted() && distances.iter().all(|far| *far <= 5000.0));
}
