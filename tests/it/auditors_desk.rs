//! The desk of an auditor: what is not known is told as such, and two days compare to the same figures everywhere.

use crate::support::Base;
use crate::support::region::{self, MACHUKHY, OBLAST};

/// Territory and days of the comparison of the published oblast.
const DAYS: &str = "territory=UA53000000000028050&from=2023-11-30&to=2023-12-31";

/// The letter to the small region's hromada as a page to print.
async fn letter(base: &Base) -> String {
    let file = base.folder.path().join("letter.html");
    let out = file.to_str().unwrap();
    let day = ["--quarter", "2023Q4", "--date", "2023-11-30", "--out", out];
    base.cnap(&[&["report", "gaps-letter", "--territory", MACHUKHY][..], &day].concat()).await.done();
    std::fs::read_to_string(file).unwrap()
}

#[tokio::test]
async fn a_letter_asks_for_services_that_are_not_known_and_accuses_nobody_of_them() {
    let base = Base::sqlite().await;
    region::load_until(&base, "mandatory-declared").await;
    let asking = letter(&base).await;
    assert!(asking.contains("Просимо подати перелік послуг"), "{asking}");
    for accusation in ["не надаються послуги", "Додаток 1", "Рядків немає", "Просимо забезпечити"]
    {
        assert!(!asking.contains(accusation), "{accusation}: {asking}");
    }
    base.import("offerings", region::OFFERINGS).await.done();
    let telling = letter(&base).await;
    assert!(telling.contains("не надаються послуги") && telling.contains("Додаток 1"), "{telling}");
}

#[tokio::test]
async fn a_letter_names_its_points_once_and_refers_to_them_by_number() {
    let base = Base::sqlite().await;
    region::load_until(&base, "offerings").await;
    let told = letter(&base).await;
    let (gaps, points) = told.split_once("Додаток 2. Точки").unwrap();
    let gaps = gaps.split_once("Додаток 1. Послуги").unwrap().1;
    assert!(gaps.contains("№ 1"), "{gaps}");
    let app = base.serve().await;
    let names = app.json(&format!("/api/v1/points?hromada={MACHUKHY}&date=2023-11-30")).await;
    for item in names["items"].as_array().unwrap() {
        let name = item["name"].as_str().unwrap();
        assert!(points.contains(name) && !gaps.contains(name), "{name}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_share_with_unknown_members_is_told_from_its_lower_to_its_upper_end() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let told = app.json(&format!("/api/v1/indicators?territory={OBLAST}&date=2023-11-30")).await;
    let unsure = |item: &&serde_json::Value| {
        let (low, high) = (item["share"].as_f64(), item["share_high"].as_f64());
        let some = item["unknown"].as_u64() < item["denominator"].as_u64();
        some && low.zip(high).is_some_and(|(low, high)| low < high)
    };
    let item = told["items"].as_array().unwrap().iter().find(unsure).expect("a figure with unknown members");
    let percent = |key: &str| format!("{:.1}\u{a0}%", item[key].as_f64().unwrap() * 100.0).replace('.', ",");
    let range = format!("від {} до {}", percent("share"), percent("share_high"));
    let id = item["id"].as_str().unwrap();
    for path in ["/compliance".to_owned(), format!("/indicators/{id}")] {
        let page = app.get(&format!("{path}?territory={OBLAST}&date=2023-11-30")).await.body;
        assert!(page.contains(&range), "{path}: {range}");
    }
    app.stop().await;
    let audit = base.cnap(&["audit", "--territory", OBLAST, "--date", "2023-11-30"]).await.done();
    assert!(audit.out.contains(&range), "{range}: {}", audit.out);
}

#[tokio::test]
async fn two_days_compare_to_the_same_figures_on_the_page_in_the_api_and_in_csv() {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "oblast").await;
    let app = base.serve().await;
    let told = app.json(&format!("/api/v1/compliance/between?{DAYS}")).await;
    let items = told["items"].as_array().unwrap();
    let csv = app.get(&format!("/api/v1/compliance/between.csv?{DAYS}")).await.body;
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(csv.as_bytes()).into_records().map(Result::unwrap).collect();
    let page = app.get(&format!("/compliance/between?{DAYS}")).await.body;
    assert_eq!(items.len(), rows.len());
    let mut changed = 0;
    for (item, row) in items.iter().zip(&rows) {
        let numerator = item["after"]["numerator"].as_u64().map(|count| count.to_string());
        assert_eq!(row[10], numerator.unwrap_or_default(), "{row:?}");
        let members = item["changed_members"].as_u64().unwrap();
        assert_eq!(row[15], members.to_string(), "{row:?}");
        changed += members;
        let title = item["title"].as_str().unwrap();
        let folded = page.contains(&format!("<summary>{title}: {members}\u{20}"));
        assert_eq!(folded, members > 0, "{title}: {members}");
    }
    assert!(changed > 0);
    let members = app.json(&format!("/api/v1/compliance/between/members?{DAYS}")).await;
    assert_eq!(members["total"].as_u64(), Some(changed));
    let csv = app.get(&format!("/api/v1/compliance/between/members.csv?{DAYS}")).await.body;
    assert_eq!(csv::Reader::from_reader(csv.as_bytes()).into_records().count() as u64, changed);
    let civil = app.json(&format!("/api/v1/compliance/between/members?{DAYS}&indicator=civil-acts")).await;
    let turned = |item: &&serde_json::Value| item["before"]["state"] == "no" && item["after"]["state"] == "yes";
    assert_eq!(civil["items"].as_array().unwrap().iter().filter(turned).count(), 2, "30 became 32");
    app.stop().await;
}

#[tokio::test]
async fn points_stand_in_the_order_asked_for_on_the_page_in_the_api_and_in_csv() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let page = app.get("/points?sort=point&order=desc&status=active").await.body;
    assert!(page.contains("aria-sort=\"descending\""), "{page}");
    assert!(page.contains("/api/v1/points.csv?") && page.contains("sort=point&amp;order=desc"), "{page}");
    assert!(page.contains("sort=confirmed&amp;order=desc#table"), "the longest unconfirmed first: {page}");
    let names = |value: &serde_json::Value| -> Vec<String> {
        value["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
    };
    let falling = names(&app.json("/api/v1/points?sort=point&order=desc").await);
    let mut rising = names(&app.json("/api/v1/points?sort=point").await);
    assert!(rising.len() > 1 && rising != falling, "{rising:?}");
    rising.reverse();
    assert_eq!(rising, falling);
    let csv = app.get("/api/v1/points.csv?sort=point&order=desc").await.body;
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_records().map(Result::unwrap);
    assert_eq!(rows.map(|row| row[1].to_owned()).collect::<Vec<_>>(), falling);
    for (path, status) in [
        ("/points?sort=colour", 400),
        ("/api/v1/points?order=up", 400),
        ("/hromadas?sort=mobile&order=asc", 200),
        ("/hromadas?sort=-population", 200),
        ("/compliance?sort=missing", 200),
    ] {
        assert_eq!(app.get(path).await.status, status, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_draft_stays_when_the_territory_is_changed_beside_it() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let empty = app.get("/lists/preview").await.body;
    assert!(empty.contains("Перелік,") && !empty.contains("list,in_force"), "{empty}");
    let draft = "list,in_force,change,service,classes,condition\n523-р,2027-01-01,remove,S2,,\n";
    let sent = crate::support::people::form(&[("draft", draft), ("territory", OBLAST)]);
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let page = app.ask(reqwest::Method::POST, "/lists/preview", &kind, &sent).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("523-р,2027-01-01,remove,S2"), "{}", page.body);
    assert!(page.body.contains(&format!("<option value=\"{OBLAST}\" selected")), "{}", page.body);
    let sent = crate::support::people::form(&[("draft", draft), ("territory", "nowhere")]);
    assert_eq!(app.ask(reqwest::Method::POST, "/lists/preview", &kind, &sent).await.status, 400);
    app.stop().await;
}

#[tokio::test]
async fn a_history_writes_numbers_and_titles_as_the_language_of_the_page_does() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let row = "code,category,name,parent,kind,area_km2,centre\n\
        UA53080230000047239,H,Мачухівська,UA53080000000068029,rural,1076.1,UA53080230010079895\n";
    base.import("territories", row).await.done();
    let app = base.serve().await;
    let page = app.get(&format!("/hromadas/{MACHUKHY}/history")).await.body;
    assert!(page.contains("1\u{a0}076,1") && !page.contains("1076.1"), "{page}");
    let page = app.get(&format!("/en/hromadas/{MACHUKHY}/history")).await.body;
    assert!(page.contains("Area, km²") && page.contains("1,076.1") && !page.contains("area km2"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn a_trend_spans_any_days_up_to_forty_and_never_draws_the_unknown_as_nothing() {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "oblast").await;
    let app = base.serve().await;
    let span = format!("territory={OBLAST}&from=2023-06-30&to=2023-12-31");
    let told = app.json(&format!("/api/v1/indicators/civil-acts/trend?{span}&step=month")).await;
    let days: Vec<&str> = told["items"].as_array().unwrap().iter().map(|item| item["date"].as_str().unwrap()).collect();
    let expected = ["2023-06-30", "2023-07-31", "2023-08-31", "2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31"];
    assert_eq!(days, expected);
    let one = app.json(&format!("/api/v1/indicators/civil-acts?territory={OBLAST}&date=2023-12-31")).await;
    let last = told["items"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["numerator"], &last["share"]), (&one["numerator"], &one["share"]));
    let csv = app.get(&format!("/api/v1/indicators/civil-acts/trend.csv?{span}&step=year")).await.body;
    assert_eq!(csv.lines().count(), 2, "{csv}");
    let page = app.get(&format!("/indicators/civil-acts?{span}&step=month")).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("31.07.2023") && page.body.contains("trend.csv?from=2023-06-30"), "{}", page.body);
    for (query, status) in [
        ("from=1990-01-01&to=2023-12-31&step=month", 400),
        ("from=2024-01-01&to=2023-12-31", 400),
        ("step=week", 400),
        ("from=1990-01-01&to=2023-12-31&step=year", 200),
    ] {
        for path in ["/api/v1/indicators/civil-acts/trend", "/indicators/civil-acts"] {
            assert_eq!(app.get(&format!("{path}?{query}")).await.status, status, "{path}?{query}");
        }
    }
    assert_eq!(app.get("/api/v1/indicators/nosuch/trend").await.status, 404);
    app.stop().await;
}
