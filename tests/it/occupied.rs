//! Points of occupied hromadas: kept and readable, but nobody is sent to them; and when other points open next.

use chrono::Timelike as _;
use cnap::live::Clock;
use serde_json::{Value, json};

use crate::support::region::{OBLAST, TERRITORIES, ZINKIV};
use crate::support::{App, Base};

/// One point in each of two hromadas with hours; a third whose hours name no Friday.
const POINTS: &str = "\
code,kind,hromada,settlement,name,address,lat,lon,status,hours
A,cnap,UA53080230000047239,UA53080230010079895,ЦНАП А,вул. Зразкова 1,49.52,34.43,active,Mo-Fr 08:00-17:00
B,cnap,UA53080090000014431,UA53080090010093569,ЦНАП Б,вул. Зразкова 2,50.21,34.36,active,Mo-Su 08:00-20:00
C,tp,UA53080230000047239,UA53080230010079895,ТП В,вул. Зразкова 3,49.53,34.43,active,Mo-Th 08:00-17:00
";
const STATUSES: &str = "\
hromada,fact,value,from,until
UA53080090000014431,territory_status,occupied,2023-03-01,2024-03-01
UA53080230000047239,territory_status,hostilities,2023-03-01,
";
const SERVICES: &str = "code,name,group\nS1,Навчальна послуга 1,residence\n";
const OFFERINGS: &str = "point,service,from\nA,S1,2022-01-01\nB,S1,2022-01-01\nC,S1,2022-01-01\n";
const ANSWERS: &str = "\
point,checklist,date,criterion,answer
A,588,2022-01-01,ramp_handrails,yes
A,six-flags,2022-01-01,ramp,yes
B,588,2022-01-01,ramp_handrails,yes
B,six-flags,2022-01-01,ramp,yes
";

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    for (format, table) in [
        ("territories", TERRITORIES),
        ("hromada-facts", STATUSES),
        ("points", POINTS),
        ("services", SERVICES),
        ("offerings", OFFERINGS),
        ("answers", ANSWERS),
    ] {
        base.import(format, table).await.done();
    }
    let app = base.serve().await;
    (base, app)
}

fn codes(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect()
}

async fn body(app: &App, path: &str) -> String {
    let answer = app.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn nobody_is_sent_to_an_occupied_hromada() {
    let (_base, app) = region().await;
    for (query, on_time, before) in [
        ("open_at={day}T10:00", &["A", "C"][..], &["A", "B", "C"][..]),
        ("open_at={day}T10:00&unsure=yes", &[], &[]),
        ("service=S1", &["A", "C"], &["A", "B", "C"]),
        ("group=residence", &["A", "C"], &["A", "B", "C"]),
        ("wheelchair=yes", &["A"], &["A", "B"]),
        ("near=50.21,34.36", &["C", "A"], &["B", "C", "A"]),
        ("open_at={day}T10:00&open_now=no", &["B"], &[]),
        ("territory_status=occupied", &["B"], &[]),
        ("kind=cnap", &["A", "B"], &["A", "B"]),
    ] {
        // Mondays, one of the time of occupation and one before it.
        for (day, expected) in [("2023-05-15", on_time), ("2023-02-13", before)] {
            let query = query.replace("{day}", day);
            let list = app.json(&format!("/api/v1/points?date={day}&{query}")).await;
            assert_eq!(codes(&list), expected, "{query} on {day}");
            let page = body(&app, &format!("/points?date={day}&territory=UA&{query}")).await;
            let table = page.split("<tbody>").nth(1).unwrap_or_default();
            let shown = ["A", "B", "C"].map(|code| table.contains(&format!("/points/{code}?")));
            assert_eq!(shown, ["A", "B", "C"].map(|code| expected.contains(&code)), "{query} on {day}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn a_point_of_an_occupied_hromada_says_why_wherever_it_stands() {
    let (_base, app) = region().await;
    let point = app.json("/api/v1/points/B?date=2023-05-15").await;
    assert_eq!((&point["territory_status"], &point["opens_next"]), (&json!("occupied"), &Value::Null));
    let other = app.json("/api/v1/points/A?date=2023-05-15").await;
    assert_eq!(other["territory_status"], "hostilities");
    assert_eq!(app.json("/api/v1/points/A?date=2023-02-13").await["territory_status"], "ordinary");
    let csv = body(&app, "/api/v1/points.csv?date=2023-05-15").await;
    let column = csv.lines().next().unwrap().split(',').position(|name| name == "territory_status").unwrap();
    assert!(csv.lines().any(|line| line.starts_with("B,") && line.split(',').nth(column) == Some("occupied")), "{csv}");
    let layer = app.json("/api/v1/points.geojson?date=2023-05-15&kind=cnap").await;
    assert_eq!(layer["features"][1]["properties"]["territory_status"], "occupied");

    let card = body(&app, "/points/B?date=2023-05-15").await;
    assert!(card.contains("тимчасово окупованій громаді") && card.contains(ZINKIV) && card.contains("вул. Зразкова 2"));
    assert!(!body(&app, "/points/A?date=2023-05-15").await.contains("тимчасово окупованій"));
    for list in ["/points?territory=UA&date=2023-05-15", "/hromadas/UA53080090000014431?date=2023-05-15"] {
        assert!(body(&app, list).await.contains("status-occupied"), "{list}");
    }
    for list in ["/points?territory=UA&service=S1&date=2023-05-15", "/services/S1?territory=UA&date=2023-05-15"] {
        let page = body(&app, list).await;
        assert!(page.contains("Ще 1 точку не показано") && !page.contains("status-occupied"), "{list}: {page}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_point_of_an_occupied_hromada_covers_nobody() {
    let (_base, app) = region().await;
    let covered =
        async |query: &str| app.json(&format!("/api/v1/coverage?{query}")).await["settlements_covered"].clone();
    assert_eq!(covered("date=2023-02-13&leave_out=none").await, json!(2));
    assert_eq!(covered("date=2023-05-15&leave_out=none").await, json!(1));
    assert_eq!(covered("date=2024-05-13&leave_out=none&service=S1").await, json!(2));
    app.stop().await;
}

#[tokio::test]
async fn occupied_hromadas_are_hatched_on_every_map_and_named_in_words() {
    let (_base, app) = region().await;
    for path in ["/network", "/compliance", "/indicators/residence", "/equipment?type=e_queue", "/barrier-free"] {
        let parting = if path.contains('?') { '&' } else { '?' };
        let page = body(&app, &format!("{path}{parting}territory={OBLAST}&date=2023-05-15")).await;
        assert!(page.contains("-occupied-m") && page.contains("class=\"oc"), "{path}");
        assert!(page.contains("Тимчасово окупована територія"), "{path}");
        assert!(page.contains("На карті заштриховано 1 тимчасово окуповану громаду"), "{path}");
        assert!(page.contains("; тимчасова окупація</title>"), "{path}");
        let before = body(&app, &format!("{path}{parting}territory={OBLAST}&date=2023-02-13")).await;
        assert!(!before.contains("class=\"oc") && !before.contains("Тимчасово окупована територія"), "{path}");
    }
    let own = body(&app, &format!("/hromadas/{ZINKIV}?date=2023-05-15")).await;
    assert!(own.contains("class=\"oc") && own.contains("Тимчасово окупована територія"));
    app.stop().await;
}

#[tokio::test]
async fn the_hromadas_of_crimea_are_told_apart_in_the_total_of_the_country() {
    let base = Base::sqlite().await;
    let crimea = "\
UA01000000000013043,O,Автономна Республіка Крим,,,,,,
UA01020000000022387,P,Бахчисарайський,UA01000000000013043,,,,,
UA01020010000048857,H,Андріївська,UA01020000000022387,,,,,
UA85000000000065278,K,Севастополь,,,,,,
";
    base.import("territories", format!("{TERRITORIES}{crimea}")).await.done();
    let app = base.serve().await;
    let tile = |page: &str| page.split("class=\"counts\"").nth(1).unwrap().split("</li>").next().unwrap().to_owned();
    let country = tile(&body(&app, "/network?territory=UA").await);
    assert!(country.contains("<b>2</b>") && country.contains("і ще 1 громада Криму та Севастополя"), "{country}");
    let republic = tile(&body(&app, "/network?territory=UA01000000000013043").await);
    assert!(republic.contains("<b>1</b>") && !republic.contains("і ще"), "{republic}");
    app.stop().await;
}

#[tokio::test]
async fn hours_of_all_working_days_close_the_weekend_and_tell_the_next_opening() {
    let (_base, app) = region().await;
    // A Friday evening: C says nothing of Friday, so it is not known when it opens next.
    let evening = app.json("/api/v1/points?date=2023-02-10&open_at=2023-02-10T18:00&open_now=no").await;
    assert_eq!(codes(&evening), ["A"]);
    assert_eq!(evening["items"][0]["opens_next"], "2023-02-13T08:00:00+02:00");
    let unsure = app.json("/api/v1/points?date=2023-02-10&open_at=2023-02-10T18:00&unsure=yes").await;
    assert_eq!((codes(&unsure), &unsure["items"][0]["opens_next"]), (vec!["C"], &Value::Null));
    let saturday = app.json("/api/v1/points?date=2023-02-11&open_at=2023-02-11T10:00").await;
    assert_eq!((codes(&saturday), &saturday["items"][0]["opens_next"]), (vec!["B"], &Value::Null));
    let summer = body(&app, "/api/v1/points.csv?date=2024-07-05&open_at=2024-07-05T18:00&open_now=no").await;
    assert!(summer.contains("2024-07-08T08:00:00+03:00"), "{summer}");

    let query = "territory=UA&date=2023-02-10&open_at=2023-02-10T18:00&open_now=no";
    let page = body(&app, &format!("/points?{query}")).await;
    assert!(page.contains("відчиниться у понеділок, 13.02.2023, о 08:00"), "{page}");
    let page = body(&app, &format!("/en/points?{}", query.replace("T18:00", "T06:00"))).await;
    assert!(page.contains("opens today at 08:00"), "{page}");
    let page = body(&app, &format!("/points?{}", query.replace("2023-02-10", "2023-02-09"))).await;
    assert!(page.contains("відчиниться завтра о 08:00"), "{page}");
    let card = body(&app, "/points/A?date=2023-02-10").await;
    assert!(card.contains("Пн–Пт 08:00–17:00, Сб–Нд вихідний"), "{card}");
    app.stop().await;
}

#[tokio::test]
async fn today_the_next_opening_stands_on_the_card_in_lists_and_in_the_api() {
    let base = Base::sqlite().await;
    base.import("territories", TERRITORIES).await.done();
    // Open for one hour, some nine hours from now in Kyiv: shut for the whole length of the test.
    let hour = (Clock::Machine.now().hour() + 11) % 24;
    let points = format!("code,kind,name,hours\nA,cnap,ЦНАП А,Mo-Su {hour:02}:00-{hour:02}:59\nD,cnap,ЦНАП Г,24/7\n");
    base.import("points", points).await.done();
    let app = base.serve().await;
    let expected = format!("T{hour:02}:00:00+");
    let list = app.json("/api/v1/points").await;
    assert!(list["items"][0]["opens_next"].as_str().unwrap().contains(&expected), "{list}");
    assert_eq!(list["items"][1]["opens_next"], Value::Null);
    let one = app.json("/api/v1/points/A").await;
    assert_eq!(one, list["items"][0], "the ready item and the single one are the same");
    for page in ["/points/A", "/points?territory=UA"] {
        let page = body(&app, page).await;
        assert!(page.contains("відчиниться ") && page.contains(&format!("о {hour:02}:00")), "{page}");
    }
    assert_eq!(app.json("/api/v1/points/A?date=2023-02-10").await["opens_next"], Value::Null);
    app.stop().await;
}
