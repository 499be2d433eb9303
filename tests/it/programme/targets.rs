//! Baselines and targets loaded as a table: for any territory, without a change of the rules.

use rstest::rstest;
use serde_json::{Value, json};

use crate::support::region::{self, OBLAST};
use crate::support::{App, Base, Db};

const ODESA: &str = "UA51000000000030770";
const HEADER: &str = "territory,indicator,kind,year,value,act\n";

fn programme() -> String {
    format!(
        "{HEADER}{ODESA},terminals,baseline,2020,45 %,Програма 2021\n{ODESA},terminals,target,2021,0.8,Програма 2021\n\
         {ODESA},terminals,target,2023,100 %,Програма 2021\n{ODESA},diia-centres,target,2022,5,Програма 2021\n"
    )
}

async fn region_of_odesa(db: Db) -> Option<Base> {
    let base = Base::fresh(db).await?;
    region::load_until(&base, "points").await;
    base.import("territories", format!("code,category,name,parent\n{ODESA},O,Одеська,\n")).await.done();
    Some(base)
}

async fn goal(app: &App, territory: &str, id: &str, date: &str) -> [Value; 5] {
    let told = app.json(&format!("/api/v1/indicators/{id}?territory={territory}&date={date}")).await;
    ["baseline", "baseline_year", "target", "target_year", "programme"].map(|key| told[key].clone())
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn an_oblast_without_rules_of_its_own_gets_its_programme_from_a_table(#[case] db: Db) {
    let Some(base) = region_of_odesa(db).await else { return };
    let app = base.serve().await;
    base.import("targets", programme()).await.done().says(&["targets: додано 4"]);
    app.until(&format!("/api/v1/indicators/terminals?territory={ODESA}"), |told| !told["baseline"].is_null()).await;
    let terminals = goal(&app, ODESA, "terminals", "2020-06-01").await;
    assert_eq!(terminals, [json!(0.45), json!(2020), json!(0.8), json!(2021), json!("Програма 2021")]);
    let later = goal(&app, ODESA, "terminals", "2022-01-01").await;
    assert_eq!((&later[2], &later[3]), (&json!(1.0), &json!(2023)));
    assert!(goal(&app, ODESA, "terminals", "2024-01-01").await[2].is_null(), "nothing is stated for later years");
    assert_eq!(goal(&app, ODESA, "diia-centres", "2022-01-01").await[2], 5.0);
    assert_eq!(goal(&app, OBLAST, "terminals", "2023-11-30").await[0], 0.433_333, "another oblast keeps its own");
    let page = app.get(&format!("/indicators/terminals?territory={ODESA}&date=2020-06-01")).await.body;
    for words in ["45,0\u{a0}%", "2021 – 80,0\u{a0}%, 2023 – 100,0\u{a0}%", "Програма 2021"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    app.stop().await;
    base.import("targets", programme()).await.done().says(&["змін немає", "без змін 4"]);
    base.cnap(&["audit", "--territory", ODESA, "--date", "2020-06-01"])
        .await
        .done()
        .says(&["45,0\u{a0}%", "80,0\u{a0}%"]);
    base.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn rows_of_the_table_go_before_the_rules_kind_by_kind() {
    let base = region_of_odesa(Db::Sqlite).await.unwrap();
    let own = format!("{HEADER}{OBLAST},terminals,target,2025,0.9,\n{OBLAST},queue,baseline,2024,0.5,\n");
    base.import("targets", own).await.done();
    let app = base.serve().await;
    let terminals = goal(&app, OBLAST, "terminals", "2023-11-30").await;
    assert_eq!(terminals[..4], [json!(0.433_333), json!(2023), json!(0.9), json!(2025)]);
    let queue = app.json(&format!("/api/v1/indicators/queue?territory={OBLAST}&date=2023-11-30")).await;
    assert_eq!((&queue["baseline"], &queue["published"]), (&json!(0.5), &Value::Null));
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn targets_are_exported_backed_up_and_corrected_like_other_rows(#[case] db: Db) {
    let (Some(base), Some(other)) = (region_of_odesa(db).await, region_of_odesa(db).await) else { return };
    base.import("targets", programme()).await.done();
    let known = base.contents().await.0["action"].len().to_string();
    let file = base.folder.path().join("targets.xlsx");
    base.cnap(&["export", "targets", "--out", file.to_str().unwrap()]).await.done();
    other.import_file("targets", &file, &[]).await.done().says(&["targets: додано 4"]);
    base.import_file("targets", &file, &[]).await.done().says(&["без змін 4"]);

    let corrected = format!("{HEADER}{ODESA},terminals,target,2021,0.7,Програма 2021\n");
    base.import("targets", corrected).await.done().says(&["targets: додано 0, змінено 1"]);
    let target = async |base: &Base, more: &[&str]| {
        let audit = ["audit", "--territory", ODESA, "--date", "2020-06-01", "--format", "json"];
        let report: Value = serde_json::from_str(&base.cnap(&[&audit[..], more].concat()).await.done().out).unwrap();
        let items = report["indicators"].as_array().unwrap();
        items.iter().find(|item| item["id"] == "terminals").unwrap()["target"].clone()
    };
    assert_eq!(target(&base, &[]).await, 0.7);
    assert_eq!(target(&base, &["--known", &known]).await, 0.8, "as it was known before the correction");

    let void = format!(
        "territory,indicator,kind,year,value,act,correct\n{ODESA},terminals,target,2021,0.7,Програма 2021,void\n"
    );
    other.import("targets", void.replace("0.7", "0.8")).await.done().says(&["вилучено 1"]);
    assert_eq!(target(&other, &[]).await, 1.0, "the next year's, since the row counts for nothing");

    let backup = base.folder.path().join("all.zip");
    base.cnap(&["backup", backup.to_str().unwrap()]).await.done();
    let restored = Base::fresh(db).await.unwrap();
    restored.cnap(&["restore", backup.to_str().unwrap()]).await.done();
    assert_eq!(target(&restored, &[]).await, 0.7);
    assert_eq!(target(&restored, &["--known", &known]).await, 0.8);
}

#[tokio::test]
async fn what_no_programme_can_state_is_refused_with_its_row() {
    let base = region_of_odesa(Db::Sqlite).await.unwrap();
    let before = base.contents().await;
    let odesa = |rest: &str| format!("{ODESA},{rest}");
    let nowhere = "UA63000000000041885,terminals,target,2024,1,".to_owned();
    for (row, words) in [
        (nowhere, &["рядок 2", "territory", "немає в кодифікаторі"][..]),
        (odesa("terminal,target,2024,1,"), &["indicator", "terminal", "можливо, «terminals ЦНАП із платіжними"][..]),
        (odesa("terminals,goal,2024,1,"), &["kind", "baseline (база)"][..]),
        (odesa("terminals,target,24,1,"), &["year", "24"][..]),
        (odesa("terminals,target,2024,80,"), &["value", "80", "відсоток зі знаком %"][..]),
        (odesa("terminals,target,2024,,"), &["value", "обов'язкове"][..]),
    ] {
        base.import("targets", format!("{HEADER}{row}\n")).await.refused().says(words);
    }
    let twice = format!("{HEADER}{ODESA},terminals,target,2024,1,\n{ODESA},terminals,ціль,2024,0.9,\n");
    base.import("targets", twice).await.refused().says(&["рядок 3", "рядок 2"]);
    let title = format!("Територія;Показник;Вид значення;Рік;Значення\n{ODESA};Кількість Дія.Центрів;ціль;2026;12\n");
    base.import_with("targets", title, &["--dry-run"]).await.done().says(&["targets: додано 1"]);
    assert_eq!(base.contents().await, before);
}
