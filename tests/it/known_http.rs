//! `known`: pages and the API answer as they did then, whatever was learned since.

use rstest::rstest;
use serde_json::Value;

use crate::support::region::{self, MACHUKHY, OBLAST};
use crate::support::{App, Base, Db};

/// Reads that must answer again as they did: pages, lists, verdicts, figures, files.
fn questions() -> Vec<String> {
    let day = "date=2023-05-31";
    [
        "/api/v1/points?DAY",
        "/api/v1/points/A?DAY",
        "/api/v1/points.csv?DAY",
        "/api/v1/points.geojson?DAY",
        "/api/v1/offerings?DAY",
        "/api/v1/offerings.csv?DAY",
        "/api/v1/services?DAY",
        "/api/v1/points/A/compliance?DAY",
        "/api/v1/indicators?DAY",
        "/api/v1/indicators/terminals?DAY",
        "/api/v1/equipment?DAY",
        "/api/v1/hromadas.geojson?DAY",
        "/api/v1/search?q=послуга&DAY",
        "/points/A?DAY",
        "/compliance?DAY",
        "/en/hromadas/HROMADA?DAY",
        "/sources?DAY",
    ]
    .map(|path| path.replace("DAY", day).replace("HROMADA", MACHUKHY))
    .to_vec()
}

/// The answer without what names the state of knowledge itself: its banner, its field, and links that keep it.
fn bare(body: &str) -> String {
    let banner = body.split("<aside class=\"known-banner\"").collect::<Vec<_>>();
    let mut text = banner[0].to_owned();
    text.extend(banner[1..].iter().filter_map(|rest| rest.split_once("</aside>")).map(|(_, rest)| rest));
    for (from, to) in [
        ("?known=12&amp;", "?"),
        ("&amp;known=12", ""),
        ("&known=12", ""),
        ("?known=12", ""),
        (" open><summary>Як", "><summary>Як"),
        (" open><summary>As it", "><summary>As it"),
        ("name=\"known\" value=\"12\"", "name=\"known\" value=\"\""),
        ("<input type=\"hidden\" name=\"known\" value=\"\">", ""),
    ] {
        text = text.replace(from, to);
    }
    text
}

async fn answers(app: &App, known: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in questions() {
        let answer = app.get(&format!("{path}{known}")).await;
        assert_eq!(answer.status, 200, "{path}{known}: {}", answer.body);
        all.push((path, bare(&answer.body)));
    }
    all
}

/// Changes that alter every kind of answer on a past day.
async fn learn_more(base: &Base) {
    let point = "code,kind,hromada,settlement,name,address,status,from,until\n\
                 A,cnap,UA53080230000047239,UA53080230010079895,ЦНАП Перейменований,,active,2020-01-01,\n";
    base.import("points", point).await.done();
    base.import("services", "code,name,group\nS1,Послуга під іншою назвою,residence\n").await.done();
    base.import("offerings", "point,service,from,until\nA,S2,2023-03-01,2023-06-01\nW,S1,2023-01-01,\n").await.done();
    base.import("equipment", "point,type,quantity,from\nA,card_terminal,2,2022-01-01\n").await.done();
    base.import("hromada-facts", format!("hromada,fact,value,from\n{MACHUKHY},population,9999,2022-01-01\n"))
        .await
        .done();
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn pages_and_api_give_the_answers_they_gave_then(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    base.import("services", "code,name,group,until\nS3,Третя послуга,social,2024-01-01\n").await.done();
    let app = base.serve().await;
    let then = answers(&app, "").await;
    learn_more(&base).await;
    app.until_shown(17).await;
    let now = answers(&app, "").await;
    let known = answers(&app, "&known=12").await;
    for ((path, before), (_, again)) in then.iter().zip(&known) {
        assert_eq!(again, before, "{path}");
    }
    let changed = then.iter().zip(&now).filter(|(then, now)| then != now).count();
    assert!(changed > 12, "only {changed} of {} answers changed", now.len());
    // Nothing of the past state stays in what is shown without the parameter.
    assert_eq!(answers(&app, "").await, now);
    app.stop().await;
}

#[tokio::test]
async fn known_and_date_are_independent_and_stay_in_links() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    learn_more(&base).await;
    let app = base.serve().await;
    let name = async |query: &str| app.json(&format!("/api/v1/points/A?{query}")).await["name"].clone();
    assert_eq!(name("known=11").await, "ЦНАП А");
    assert_eq!(name("known=11&date=2021-01-01").await, "ЦНАП А");
    assert_eq!(name("date=2021-01-01").await, "ЦНАП Перейменований");
    assert_eq!(name("known=12").await, "ЦНАП Перейменований");

    let page = app.get("/points/A?known=11&date=2023-05-31").await.body;
    assert!(page.contains("Показано, як було відомо на") && page.contains("(запис 11)"), "{page}");
    assert!(page.contains("/api/v1/points/A?date=2023-05-31&amp;known=11"), "{page}");
    assert!(page.contains(&format!("/hromadas/{MACHUKHY}?date=2023-05-31&amp;known=11")), "{page}");
    assert!(page.contains("href=\"/points/A?date=2023-05-31\""), "no way back to what is known now: {page}");
    let english = app.get("/en/points/A?known=11").await.body;
    assert!(english.contains("Shown as it was known on") && english.contains("(entry 11)"));
    assert!(!app.get("/points/A").await.body.contains("known-banner"));

    let list = app.json("/api/v1/points?known=11&per_page=1").await;
    let next = list["links"]["next"].as_str().unwrap();
    assert!(next.contains("known=11"), "{next}");
    assert_eq!(app.json(next).await["total"], list["total"]);
    let trend = app.get(&format!("/compliance?known=11&territory={OBLAST}&date=2023-11-30")).await;
    assert_eq!(trend.status, 200);
    app.stop().await;
}

#[tokio::test]
async fn a_state_of_knowledge_that_cannot_be_is_refused_by_its_parameter() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let app = base.serve().await;
    for (value, status) in [
        ("999", 404),
        ("вчора", 400),
        ("-1", 400),
        ("2199-01-01", 400),
        ("2199-01-01T00:00:00Z", 400),
        ("2023-13-01", 400),
    ] {
        let answer = app.get(&format!("/api/v1/points?known={value}")).await;
        assert_eq!(answer.status, status, "{value}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.value()["parameter"], "known", "{value}");
        let page = app.get(&format!("/points?known={value}")).await;
        assert_eq!(page.status, status, "{value}");
        assert!(page.body.contains("<code>known</code>"), "{value}");
    }
    // Before the first entry nothing was known; an empty parameter is an absent one.
    for (value, total) in [("2020-01-01", 0), ("0", 0), ("", 3)] {
        let day = "date=2023-05-31";
        assert_eq!(app.json(&format!("/api/v1/points?{day}&known={value}")).await["total"], total, "{value}");
    }
    assert!(app.get("/points?known=2020-01-01").await.body.contains("реєстр ще був порожній"));
    app.stop().await;
}

#[tokio::test]
async fn a_moment_and_a_day_mean_the_last_entry_by_then() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    base.import("points", "code,kind,hromada,name,from\nA,cnap,UA53080230000047239,ЦНАП Новий,2020-01-01\n")
        .await
        .done();
    // The chain of the audit log is not what is looked at here.
    base.sql("UPDATE action SET at = '2024-01-0' || id || 'T10:00:00+00:00'").await;
    let app = base.serve().await;
    for (known, name) in [
        ("2024-01-04T10:00:00Z", "ЦНАП А"),
        ("2024-01-05T09:59:59Z", "ЦНАП А"),
        ("2024-01-05T12:00:00+02:00", "ЦНАП Новий"),
        ("2024-01-05T12:00:00%2B02:00", "ЦНАП Новий"),
        ("2024-01-04", "ЦНАП А"),
        ("2024-01-05", "ЦНАП Новий"),
        ("5", "ЦНАП Новий"),
    ] {
        let point = app.json(&format!("/api/v1/points/A?known={known}&date=2023-05-31")).await;
        assert_eq!(point["name"], name, "{known}");
    }
    let page = app.get("/points/A?known=2024-01-04&date=2023-05-31").await.body;
    assert!(page.contains("Показано, як було відомо на 04.01.2024 23:59 (запис 4)."), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn every_read_of_the_api_documents_the_parameter() {
    let base = Base::sqlite().await;
    let app = base.serve().await;
    let document = app.json("/api/openapi.json").await;
    let mut missing = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let names = |operation: &Value| operation["parameters"].as_array().cloned().unwrap_or_default();
        // The standards of others have no such parameter, and what a program wrote is as it is now.
        let is_ours = !["/hsds", "/ogc", "/api/v1/submissions"].iter().any(|start| path.starts_with(start))
            && !["/answers", "/offerings", "/stated"]
                .iter()
                .any(|end| path.starts_with("/api/v1/points/") && path.ends_with(end));
        if is_ours && item["get"].is_object() && !names(&item["get"]).iter().any(|one| one["name"] == "known") {
            missing.push(path.clone());
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    app.stop().await;
}
