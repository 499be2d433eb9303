//! A file that names some columns confirms only those: each field has its own source and day of confirmation.

use rstest::rstest;
use serde_json::{Value, json};

use crate::support::region;
use crate::support::{App, Base, Db};

/// The entry and the day of each field that has other ones than its row.
async fn fields(app: &App, path: &str) -> Vec<(Vec<String>, String, String)> {
    let item = app.json(path).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let columns = |one: &Value| one["columns"].as_array().unwrap().iter().map(text).collect::<Vec<String>>();
    let fields = item["fields"].as_array().cloned().unwrap_or_default();
    fields.iter().map(|one| (columns(one), text(&one["source"]), text(&one["confirmed"]))).collect()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_file_with_some_columns_keeps_where_the_others_came_from(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "starosta-districts").await;
    let full = "code,kind,hromada,name,address,phone,from\n\
                A,cnap,UA53080230000047239,ЦНАП А,вул. Зразкова 1,+380532111111,2020-01-01\n";
    base.import_with("points", full, &["--confirmed", "2023-01-10"]).await.done();
    let phones = "code,kind,name,phone,from\nA,cnap,ЦНАП А,+380532222222,2020-01-01\n";
    base.import_with("points", phones, &["--confirmed", "2023-05-05"]).await.done();
    let app = base.serve().await;
    let point = app.json("/api/v1/points/A").await;
    assert_eq!((&point["phone"], &point["confirmed"]), (&json!("+380532222222"), &json!("2023-05-05")));
    let told = fields(&app, "/api/v1/points/A").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let (columns, source, confirmed) = &told[0];
    assert_eq!(
        (columns.as_slice(), confirmed.as_str()),
        (["hromada", "address"].map(String::from).as_slice(), "2023-01-10")
    );
    assert!(source.contains("3-points.csv"), "{source}");
    let page = app.get("/points/A").await.body;
    assert!(page.contains("Громада, Адреса: ") && page.contains("10.01.2023"), "{page}");

    // The same file again with another day confirms what it has, no more.
    base.import_with("points", phones.replace('\n', "\r\n"), &["--confirmed", "2023-07-07"]).await.done();
    app.until_shown(6).await;
    let point = app.json("/api/v1/points/A").await;
    assert_eq!(point["confirmed"], "2023-05-05");
    let told = fields(&app, "/api/v1/points/A").await;
    let days: Vec<(&str, &str)> = told.iter().map(|(columns, _, day)| (columns[0].as_str(), day.as_str())).collect();
    assert_eq!(days, [("hromada", "2023-01-10"), ("kind", "2023-07-07")]);

    // A file with every column confirms the whole row.
    let whole = full.replace("+380532111111", "+380532222222");
    base.import_with("points", whole, &["--confirmed", "2023-09-09"]).await.done();
    app.until_shown(7).await;
    assert_eq!(app.json("/api/v1/points/A").await["confirmed"], "2023-09-09");
    let told = fields(&app, "/api/v1/points/A").await;
    assert!(told.iter().all(|(.., day)| day == "2023-09-09"), "{told:?}");
    let then = fields(&app, "/api/v1/points/A?known=5").await;
    assert_eq!(then.len(), 1, "what was known then stays known: {then:?}");
    app.stop().await;
    base.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn a_table_that_lacks_a_column_erases_nothing_of_offerings_answers_and_equipment() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    for (table, text) in [
        ("offerings", "point,service,from\nA,S1,2022-02-01\n"),
        ("offerings", "point,service\nA,S1\n"),
        ("starosta-districts", "hromada,code,name\nUA53080230000047239,d-1,Байрацький округ\n"),
    ] {
        let told = base.import_with(table, text, &["--date", "2023-07-01"]).await.done();
        told.says(&["без змін 1"]);
    }
    let answers = "point,checklist,date,criterion,answer,measure,note\nA,588,2023-08-01,call_button,na,,усно\n";
    base.import("answers", answers).await.done();
    let again = "point,checklist,date,criterion,answer\nA,588,2023-08-01,call_button,na\n";
    base.import("answers", again).await.done().says(&["без змін 1"]);
    let later = "point,checklist,date,criterion,answer\nA,588,2024-08-01,call_button,yes\n";
    base.import("answers", later).await.done();
    let path = base.folder.path().join("answers.csv");
    base.cnap(&["export", "answers", "--out", path.to_str().unwrap()]).await.done();
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(kept.contains("2023-08-01,call_button,na,,усно"), "{kept}");
    assert!(kept.lines().any(|row| row == "A,588,2024-08-01,call_button,yes,,"), "a note belongs to its day: {kept}");
    let state = "point,type,quantity,from,state\nA,id_reader,3,2022-01-01,справне\n";
    base.import("equipment", state).await.done();
    base.import("equipment", "point,type,quantity,from\nA,id_reader,3,2022-01-01\n").await.done().says(&["без змін 1"]);
}

#[tokio::test]
async fn a_card_of_a_service_keeps_the_source_of_what_a_file_lacks() {
    let base = Base::sqlite().await;
    let full = "code,name,group,fee,term_days\nS1,Послуга,residence,безоплатно,5\n";
    base.import_with("services", full, &["--confirmed", "2023-01-10"]).await.done();
    base.import_with("services", "code,name,group,term_days\nS1,Послуга,residence,7\n", &["--confirmed", "2023-05-05"])
        .await
        .done();
    let app = base.serve().await;
    let told = fields(&app, "/api/v1/services/S1").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].0.as_slice(), told[0].2.as_str()), (["fee".to_owned()].as_slice(), "2023-01-10"));
    let page = app.get("/services/S1").await.body;
    assert!(page.contains("Окремі відомості з інших файлів") && page.contains("10.01.2023"), "{page}");
    app.stop().await;
}
