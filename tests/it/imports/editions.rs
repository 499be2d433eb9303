//! Mandatory lists by edition: what may leave one, amendments, and what makes a list a sample.

use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::region::{self, OBLAST};
use crate::support::{App, Base, Db};

const HEADER: &str = "list,in_force,service,classes,condition\n";
const AMENDMENT: &str = "list,in_force,change,service,classes,condition\n";

async fn region_with_services(db: Db) -> Option<Base> {
    let base = Base::fresh(db).await?;
    region::load(&base).await;
    let more: String = (3..=6).map(|n| format!("S{n},Навчальна послуга {n},social\n")).collect();
    base.import("services", format!("code,name,group\n{more}")).await.done();
    Some(base)
}

fn positions(in_force: &str, services: &[u32]) -> String {
    let rows = services.iter().map(|n| format!("523-р,{in_force},S{n},cnap,\n"));
    format!("{HEADER}{}", rows.collect::<String>())
}

async fn edition(app: &App, in_force: &str) -> Value {
    app.json(&format!("/api/v1/lists/523-%D1%80/editions/{in_force}")).await
}

fn services(edition: &Value) -> Vec<&str> {
    edition["positions"].as_array().unwrap().iter().map(|one| one["service"].as_str().unwrap()).collect()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn positions_leave_a_stored_edition_only_with_replace_and_are_counted(#[case] db: Db) {
    let Some(base) = region_with_services(db).await else { return };
    base.import("mandatory", positions("2024-01-01", &[1, 3, 4, 5, 6])).await.done();
    let before = base.contents().await;
    let shorter = positions("2024-01-01", &[1, 3]);
    let told = base.import("mandatory", &shorter).await.refused();
    told.says(&["зникло б позицій: 3 (S4, S5, S6)", "збережено 5, у новій 2", "--replace"]);
    base.import_with("mandatory", &shorter, &["--dry-run"]).await.refused();
    assert_eq!(base.contents().await, before);
    let told = base.import_with("mandatory", &shorter, &["--replace"]).await.done();
    told.says(&["mandatory: додано 0, змінено 0, завершено 0, вилучено 3, без змін 2"]);
    base.import_with("points", region::POINTS, &["--replace"]).await.refused().says(&["mandatory"]);
}

#[tokio::test]
async fn a_new_edition_with_less_than_half_the_positions_of_the_last_is_warned_of() {
    let base = region_with_services(Db::Sqlite).await.unwrap();
    base.import("mandatory", positions("2024-01-01", &[1, 3, 4, 5])).await.done();
    let half = base.import("mandatory", positions("2024-06-01", &[1, 3])).await.done();
    assert!(!half.err.contains("менше половини"), "{half:?}");
    let told = base.import("mandatory", positions("2025-01-01", &[1])).await.done();
    assert!(!told.err.contains("менше половини"), "one of two is half: {told:?}");
    base.import("mandatory", positions("2025-02-01", &[1, 3, 4, 5])).await.done();
    let told = base.import("mandatory", positions("2025-03-01", &[1])).await.done();
    told.says(&["менше половини позицій попередньої: 1 проти 4", "mandatory-amendment"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn an_amendment_makes_the_edition_of_its_date_from_the_one_before(#[case] db: Db) {
    let Some(base) = region_with_services(db).await else { return };
    base.import("mandatory", positions("2024-01-01", &[1, 3, 4])).await.done();
    let changes = format!(
        "{AMENDMENT}523-р,2025-01-01,add,S5,cnap tp,\n523-р,2025-01-01,remove,S3,,\n\
         523-р,2025-01-01,change,S4,tp,no dms_unit\n"
    );
    let told = base.import("mandatory-amendment", &changes).await.done();
    told.says(&["mandatory: додано 3", "скільки позицій заявляє ця редакція, невідомо"]);
    let again = base.import("mandatory-amendment", &changes).await.done();
    again.says(&["змін немає", "без змін 3"]);
    let later = "Перелік;Набирає чинності;Зміна;Код послуги;Класи\n523-р;01.06.2025;вилучити;S5;\n\
                 523-р;01.06.2025;доповнити;S6;ЦНАП\n";
    base.import("mandatory-amendment", later).await.done();
    let app = base.serve().await;
    assert_eq!(services(&edition(&app, "2024-01-01").await), ["S1", "S3", "S4"]);
    let amended = edition(&app, "2025-01-01").await;
    assert_eq!(services(&amended), ["S1", "S4", "S5"]);
    assert_eq!(
        (&amended["positions"][1]["classes"], &amended["positions"][1]["condition"]),
        (&json!(["tp"]), &json!("no dms_unit"))
    );
    assert_eq!(services(&edition(&app, "2025-06-01").await), ["S1", "S4", "S6"]);
    app.stop().await;
    base.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn an_amendment_that_does_not_fit_is_refused_with_its_rows() {
    let base = region_with_services(Db::Sqlite).await.unwrap();
    base.import("mandatory", positions("2024-01-01", &[1, 3])).await.done();
    let before = base.contents().await;
    let wrong = format!(
        "{AMENDMENT}523-р,2025-01-01,add,S1,cnap,\n523-р,2025-01-01,remove,S4,,\n\
         523-р,2025-01-01,change,S5,cnap,\n"
    );
    let told = base.import("mandatory-amendment", wrong).await.refused();
    told.says(&["рядок 2", "S1", "вже є", "рядок 3", "S4", "рядок 4", "S5", "немає в попередній редакції"]);
    let office = "Перелік,Набирає чинності,Зміна,Номер послуги\n523-р,01.01.2025,вилучити,S4\n";
    base.import("mandatory-amendment", office).await.refused().says(&["рядок 2", "Номер послуги", "S4"]);
    let early = format!("{AMENDMENT}523-р,2001-01-01,add,S1,cnap,\n");
    let told = base.import("mandatory-amendment", early).await.refused();
    told.says(&["немає редакції, чинної напередодні"]);
    let strange = format!("{AMENDMENT}523-р,2025-01-01,lose,S1,cnap,\n");
    base.import("mandatory-amendment", strange).await.refused().says(&["change", "lose", "add (додати)"]);
    assert_eq!(base.contents().await, before);
}

#[tokio::test]
async fn a_second_amendment_of_one_day_does_not_undo_the_first() {
    let base = region_with_services(Db::Sqlite).await.unwrap();
    base.import("mandatory", positions("2024-01-01", &[1, 3])).await.done();
    let change = |row: &str| format!("{AMENDMENT}523-р,2025-01-01,{row}\n");
    base.import("mandatory-amendment", change("remove,S3,,")).await.done();
    let told = base.import("mandatory-amendment", change("add,S4,cnap,")).await.refused();
    told.says(&["523-р 2025-01-01", "вже завантажено", "--replace"]);
    base.import_with("mandatory-amendment", change("add,S4,cnap,"), &["--replace"]).await.done();
    let app = base.serve().await;
    assert_eq!(services(&edition(&app, "2025-01-01").await), ["S1", "S3", "S4"]);
    app.stop().await;
}

#[tokio::test]
async fn a_preview_reads_an_amendment_as_the_import_does() {
    let base = region_with_services(Db::Sqlite).await.unwrap();
    let app = base.serve().await;
    let whole = format!("{HEADER}523-р,2023-05-20,S1,cnap tp vrm,\n523-р,2023-05-20,S3,cnap,\n");
    let part = format!("{AMENDMENT}523-р,2023-05-20,remove,S2,,\n523-р,2023-05-20,add,S3,cnap,\n");
    let json = json!({ "in_force": "2023-05-20", "changes": [
        { "change": "remove", "service": "S2" }, { "change": "add", "service": "S3", "classes": ["cnap"] },
    ] });
    let path = "/api/v1/lists/preview";
    let expected = app.ask(Method::POST, path, &[], &whole).await.value();
    assert_eq!(expected["become_non_compliant"], 1, "{expected}");
    let counts = ["positions_added", "positions_removed", "positions_changed"].map(|key| expected[key].clone());
    assert_eq!(counts, [json!(1), json!(1), json!(0)]);
    assert_eq!(app.ask(Method::POST, path, &[], &part).await.value(), expected);
    assert_eq!(app.ask(Method::POST, path, &[], &json.to_string()).await.value(), expected);
    let wrong = format!("{AMENDMENT}523-р,2023-05-20,remove,S9,,\n");
    let refused = app.ask(Method::POST, path, &[], &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("S9") && refused.body.contains("рядок 2"), "{}", refused.body);

    let form = [("content-type", "application/x-www-form-urlencoded")];
    let encoded = |text: &str| text.replace(',', "%2C").replace('\n', "%0A").replace(' ', "+");
    let page = app.ask(Method::POST, "/lists/preview", &form, &format!("draft={}", encoded(&part))).await;
    assert!(page.status == 200 && page.body.contains("позицій вилучається"), "{}", page.body);
    let page = app.ask(Method::POST, "/lists/preview", &form, &format!("draft={}", encoded(&wrong))).await;
    assert!(page.status == 422 && page.body.contains("немає в попередній редакції"), "{}", page.body);
    app.stop().await;
}

/// The shipped sample of the list, with its services and a centre to judge.
async fn region_with_sample() -> Base {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    for (format, path) in [("services", "data/catalogue/services.csv"), ("mandatory", "data/mandatory/positions.csv")] {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        base.import_file(format, &file, &[]).await.done();
    }
    base.import("points", "code,kind,hromada,name\nN,cnap,UA53080230000047239,ЦНАП\n").await.done();
    base
}

async fn is_sample(base: &Base, day: &str) -> bool {
    let app = base.serve().await;
    let page = app.get(&format!("/compliance?territory={OBLAST}&date={day}")).await.body;
    app.stop().await;
    page.contains("обов’язковий перелік є зразком")
}

#[tokio::test]
async fn a_list_is_a_sample_by_where_its_rows_come_from_and_not_by_its_date() {
    let base = region_with_sample().await;
    assert!(is_sample(&base, "2023-11-30").await);
    // The whole official text of the same date, which happens to keep one position as the sample has it.
    let official = format!("{HEADER}523-р,2023-11-01,01-01,cnap tp vrm,\n523-р,2023-11-01,01-02,cnap,\n");
    base.import_with("mandatory", official, &["--replace"]).await.done();
    assert!(!is_sample(&base, "2023-11-30").await);
    assert!(is_sample(&base, "2023-01-01").await, "the other edition is the sample still");
}

#[tokio::test]
async fn an_amended_sample_is_a_sample_and_an_edition_of_another_date_is_not() {
    let base = region_with_sample().await;
    let change = format!("{AMENDMENT}523-р,2024-03-01,remove,01-01,,\n");
    base.import("mandatory-amendment", change).await.done();
    assert!(is_sample(&base, "2024-04-01").await);
    base.import("mandatory", format!("{HEADER}523-р,2024-05-01,01-01,cnap,\n")).await.done();
    assert!(!is_sample(&base, "2024-06-01").await);
    let app = base.serve().await;
    let lists = app.json("/api/v1/lists").await;
    let samples: Vec<&Value> =
        lists["items"][0]["editions"].as_array().unwrap().iter().map(|one| &one["sample"]).collect();
    assert_eq!(samples, [&json!(true), &json!(true), &json!(true), &json!(false)]);
    app.stop().await;
}

#[tokio::test]
async fn a_sample_saved_again_by_a_spreadsheet_is_a_sample_still() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    base.import_file("services", &folder.join("data/catalogue/services.csv"), &[]).await.done();
    let text = std::fs::read_to_string(folder.join("data/mandatory/positions.csv")).unwrap();
    let saved = text.replace(',', ";").replace('\n', "\r\n");
    base.import("mandatory", saved).await.done().says(&["навчальний зразок"]);
    assert!(is_sample(&base, "2023-11-30").await);
}
