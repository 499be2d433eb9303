//! Every own table goes in, repeats without effect, can be rehearsed, and is told in numbers.

use rstest::rstest;

use crate::support::region::{self, TABLES};
use crate::support::{Base, Db};

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn every_own_table_loads_and_a_repeated_import_changes_nothing_and_says_so(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    for (format, table) in TABLES {
        let rows = table.lines().count() - 1;
        let told = base.import(format, table).await.done();
        told.says(&[&format!("{format}: додано {rows}, змінено 0, завершено 0, вилучено 0, без змін 0")]);
    }
    let before = base.contents().await;
    for (format, table) in TABLES {
        let rows = table.lines().count() - 1;
        let told = base.import(format, table).await.done();
        told.says(&["змін немає", &format!("без змін {rows}")]);
    }
    assert_eq!(before, base.contents().await);
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_dry_run_tells_what_the_import_would_and_writes_nothing(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "starosta-districts").await;
    let before = base.contents().await;
    let told = base.import_with("points", region::POINTS, &["--dry-run"]).await.done();
    told.says(&["points: додано 3, змінено 0", "пробний запуск"]);
    assert_eq!(before, base.contents().await);
    base.import("points", region::POINTS).await.done().says(&["points: додано 3, змінено 0"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_corrected_row_is_told_as_changed_or_ended_and_the_rest_as_unchanged(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let renamed = region::POINTS.replace("ЦНАП А", "ЦНАП Мачухівський");
    base.import("points", renamed)
        .await
        .done()
        .says(&["points: додано 0, змінено 1, завершено 0, вилучено 0, без змін 2"]);
    let ended = region::OFFERINGS.replace("A,S1,2022-02-01,,", "A,S1,2022-02-01,2023-12-01,");
    let told = base.import("offerings", ended).await.done();
    told.says(&["offerings: додано 0, змінено 0, завершено 1, вилучено 0, без змін 2"]);
    base.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn an_edition_is_imported_whole_so_a_position_left_out_leaves_it() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let shorter: String = region::POSITIONS.lines().take(2).map(|line| format!("{line}\n")).collect();
    let told = base.import_with("mandatory", shorter, &["--replace"]).await.done();
    told.says(&["mandatory: додано 0, змінено 0, завершено 0, вилучено 1, без змін 1"]);
    let newer = "list,in_force,service,classes,condition\n523-р,2024-06-01,S1,cnap,\n";
    base.import("mandatory", newer).await.done().says(&["mandatory: додано 1, змінено 0, завершено 0, вилучено 0"]);
}

#[tokio::test]
async fn columns_stand_in_any_order_by_key_or_ukrainian_title_and_strange_ones_are_named() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let table = "Назва;Громада;Вид;Щось своє;Код\nЦНАП Я;UA53080230000047239;cnap;77;Я-1\n";
    let told = base.import("points", table).await.done();
    told.says(&["points: додано 1", "увага", "Щось своє", "невідома колонка"]);
}

#[tokio::test]
async fn a_workbook_is_read_like_the_text_table() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("points").unwrap();
    for (row, line) in (0..).zip(["Код,Вид,Громада,Назва", "20017,cnap,UA53080230000047239,ЦНАП А"])
    {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let path = base.file("points.xlsx", book.save_to_buffer().unwrap());
    base.import_file("points", &path, &[]).await.done().says(&["points: додано 1"]);
    let text = "code,kind,hromada,name\n20017,cnap,UA53080230000047239,ЦНАП А\n";
    base.import("points", text).await.done().says(&["змін немає"]);
}

#[tokio::test]
async fn rows_without_dates_hold_from_the_day_of_the_import_or_always() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let dated = "code,kind,hromada,name\nD,cnap,UA53080230000047239,ЦНАП Д\n";
    base.import_with("points", dated, &["--date", "2023-03-01"]).await.done();
    base.import("points", dated.replace("D,", "E,")).await.done();
    let app = base.serve().await;
    assert_eq!(app.get("/api/v1/points/D?date=2023-02-28").await.status, 404);
    assert_eq!(app.json("/api/v1/points/D?date=2023-03-01").await["from"], "2023-03-01");
    assert!(app.json("/api/v1/points/E?date=1999-01-01").await["from"].is_null());
    app.stop().await;
    let again = base.import_with("points", dated, &["--date", "2023-09-01"]).await.done();
    again.says(&["змін немає"]);
}

#[tokio::test]
async fn the_report_holds_every_fault_as_csv() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let report = base.folder.path().join("faults.csv");
    let table = "code,kind,hromada,name,lat,lon\nA,cnap,UA53080230000047239,А,94,34\nB,office,,Б,,\n";
    base.import_with("points", table, &["--report", report.to_str().unwrap()]).await.refused();
    let mut reader = csv::Reader::from_path(&report).unwrap();
    assert_eq!(
        reader.headers().unwrap(),
        vec!["row", "column", "value", "reason", "expected", "kind", "table", "key", "before", "code"]
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let places: Vec<[&str; 3]> = rows.iter().map(|row| [&row[0], &row[1], &row[2]]).collect();
    assert_eq!(places, [["2", "lat", "94"], ["3", "kind", "office"]]);
    assert!(rows.iter().all(|row| !row[3].is_empty() && !row[4].is_empty() && &row[5] == "fault"));
}

/// Rows of a report by kind, table, key, column, before and after.
fn changes(report: &std::path::Path) -> Vec<[String; 6]> {
    let mut reader = csv::Reader::from_path(report).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| [5, 6, 7, 1, 8, 2].map(|column| row[column].to_owned())).collect()
}

#[tokio::test]
async fn a_rehearsal_lists_what_would_change_cell_by_cell_and_the_import_reports_the_same() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let table =
        region::POINTS.replace("ЦНАП А", "ЦНАП Мачухівський").replace("2022-01-01,\n", "2022-01-01,2023-06-01\n")
            + "N,tp,A,UA53080230000047239,,,ТП,,,,active,2023-01-01,\n";
    let report = base.folder.path().join("changes.csv");
    let with_report = ["--report", report.to_str().unwrap()];
    let told = base.import_with("points", &table, &[&with_report[..], &["--dry-run"]].concat()).await.done();
    told.says(&["додано points N 2023-01-01", "змінено points A 2020-01-01: name «ЦНАП А» → «ЦНАП Мачухівський»"])
        .says(&["завершено points W 2022-01-01: until порожньо → «2023-06-01»", "пробний запуск"]);
    let expected = [
        ["added", "points", "N 2023-01-01", "", "", ""],
        ["changed", "points", "A 2020-01-01", "name", "ЦНАП А", "ЦНАП Мачухівський"],
        ["ended", "points", "W 2022-01-01", "until", "", "2023-06-01"],
    ];
    assert_eq!(changes(&report), expected);
    std::fs::remove_file(&report).unwrap();
    base.import_with("points", &table, &with_report).await.done();
    assert_eq!(changes(&report), expected);
}

#[tokio::test]
async fn a_report_that_cannot_be_kept_refuses_the_import_before_anything_is_written() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let before = base.contents().await;
    let nowhere = base.folder.path().join("no-such-folder/report.csv");
    let table = region::POINTS.replace("ЦНАП А", "ЦНАП Інший");
    base.import_with("points", table, &["--report", nowhere.to_str().unwrap()]).await.refused().says(&["report.csv"]);
    assert_eq!(base.contents().await, before);
}

#[tokio::test]
async fn a_long_list_of_changes_is_cut_in_the_terminal_and_whole_in_the_report() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let rows: String = (1..=43).map(|n| format!("{n},cnap,UA53080230000047239,ЦНАП {n}\n")).collect();
    let report = base.folder.path().join("changes.csv");
    let options = ["--dry-run", "--report", report.to_str().unwrap()];
    let told = base.import_with("points", format!("code,kind,hromada,name\n{rows}"), &options).await.done();
    assert_eq!(told.out.lines().filter(|line| line.starts_with("додано points")).count(), 20);
    told.says(&["… і ще 23 зміни"]);
    assert_eq!(changes(&report).len(), 43);
}

#[tokio::test]
async fn a_later_statement_shows_what_it_changes_in_the_former_one() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let fact = "hromada,fact,value,from\nUA53080230000047239,population,7500,2023-01-01\n";
    let told = base.import_with("hromada-facts", fact, &["--dry-run"]).await.done();
    told.says(&["додано hromada-facts UA53080230000047239 population 2023-01-01: value «7882» → «7500»"]);
}

#[tokio::test]
async fn titles_of_the_rules_stand_for_their_ids() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let equipment = "Код пункту;Тип обладнання;Кількість;Діє з\nB;Електронна черга;1;01.02.2022\n";
    base.import("equipment", equipment).await.done().says(&["equipment: додано 1"]);
    let figures = "Код пункту;Період;Показник;Значення\nA;IV квартал 2023;Надано послуг;1 200\n";
    base.import("figures", figures).await.done().says(&["figures: додано 1"]);
    let twice = "point;type;quantity\nB;Електронна черга;1\nB;e_queue;2\n";
    base.import("equipment", twice).await.refused().says(&["рядок 3", "рядком 2"]);
    let unknown = "point;type\nB;щось\n";
    base.import("equipment", unknown).await.refused().says(&["e_queue (Електронна черга)"]);
}

#[tokio::test]
async fn a_table_saved_by_an_old_ukrainian_spreadsheet_is_read_with_a_warning() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    // «Код;Вид;Громада;Назва» and a row with «ЦНАП» in Windows-1251.
    let table = b"\xca\xee\xe4;\xc2\xe8\xe4;\xc3\xf0\xee\xec\xe0\xe4\xe0;\xcd\xe0\xe7\xe2\xe0\r\n\
                  1;\xd6\xcd\xc0\xcf;UA53080230000047239;\xd6\xcd\xc0\xcf \xb91\r\n";
    base.import("points", table).await.done().says(&["points: додано 1", "увага", "Windows-1251"]);
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points/1").await["name"], "ЦНАП №1");
    app.stop().await;
}

#[tokio::test]
async fn what_can_hardly_be_right_is_loaded_with_a_warning() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let figures = "point,period,measure,value\nA,2023Q4,services,99000000\nA,2023-12,visitors,10.5\n\
                   A,2199Q1,services,5\nB,2023-07,satisfaction,88\n";
    let told = base.import("figures", figures).await.done().says(&["figures: додано 4", "від 0 до 500000"]);
    let warned: Vec<&str> = told.err.lines().filter(|line| line.contains("увага")).collect();
    assert_eq!(warned.len(), 3, "{warned:?}");
    assert!(warned[0].contains("рядок 2, value = «99000000»"), "{warned:?}");
    assert!(warned[1].contains("дробове") && warned[2].contains("ще не настав"), "{warned:?}");
    let over = "point,period,measure,value\nA,2023Q4,satisfaction,101\n";
    base.import("figures", over).await.refused().says(&["рядок 2", "value", "101", "від 0 до 100"]);
    let answers = "point,checklist,date,criterion,answer,measure\nA,588,2023-08-02,area,yes,90000\n";
    base.import("answers", answers).await.done().says(&["неправдоподібне значення", "90000"]);
    let points = "code,kind,hromada,settlement,name,lat,lon,area_total,area_waiting\n\
                  N,cnap,UA53080230000047239,UA53080230010079895,ЦНАП Н,48.0,25.0,50,80\n";
    base.import("points", points).await.done().says(&["далі ніж за 60 км", "загальна площа менша"]);
}

#[tokio::test]
async fn an_address_that_would_run_something_is_warned_of_and_never_a_link() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let table = "code,kind,hromada,name,web\nN,cnap,UA53080230000047239,ЦНАП,javascript:alert(1)\n";
    base.import("points", table).await.done().says(&["увага", "рядок 2", "web", "javascript:alert(1)", "https://"]);
    let registry = serde_json::json!([{ "code": "7", "name": "ЦНАП", "address": "с. Мачухи", "state": "Діючий",
        "web": "javascript:alert(1)" }]);
    base.import("guide-registry", registry.to_string()).await.done();
    let app = base.serve().await;
    for point in ["/points/7", "/points/N"] {
        let page = app.get(point).await.body;
        assert!(page.contains("javascript:alert(1)") && !page.contains("href=\"javascript:"), "{page}");
    }
    app.stop().await;
}

#[tokio::test]
async fn wrong_usage_is_exit_code_two_and_a_missing_file_is_one() {
    let base = Base::sqlite().await;
    for args in [&["import", "nonsense", "x.csv"][..], &["import"], &["fly"], &["import", "points", "x", "--date", "1"]]
    {
        assert_eq!(base.cnap(args).await.code, 2, "{args:?}");
    }
    base.cnap(&["import", "points", "no-such-file.csv"]).await.refused().says(&["no-such-file.csv"]);
}

#[tokio::test]
async fn a_table_without_a_column_leaves_what_is_kept_of_it() {
    let base = Base::sqlite().await;
    region::load_until(&base, "starosta-districts").await;
    let full = "code,kind,hromada,settlement,name,address,lat,lon,status,hours,phone,email,area_total\n\
        A,cnap,UA53080230000047239,UA53080230010079895,ЦНАП А,вул. Зразкова 1,49.52,34.43,suspended,Mo-Fr 08:00-17:00,\
        +380532000001,a@example.org,75\n";
    base.import("points", full).await.done();
    base.import("points", "code,kind,name,phone,email\nA,cnap,ЦНАП А,+380532000002,\n").await.done();
    base.import("services", "code,name,group,fee\nS1,Навчальна послуга,other,безоплатно\n").await.done();
    base.import("services", "code,name,group\nS1,Навчальна послуга інша,other\n").await.done();
    let app = base.serve().await;
    let point = app.json("/api/v1/points/A").await;
    let told =
        ["phone", "hours", "address", "settlement", "status", "precision"].map(|field| point[field].as_str().unwrap());
    assert_eq!(
        told,
        ["+380532000002", "Mo-Fr 08:00-17:00", "вул. Зразкова 1", "UA53080230010079895", "suspended", "address"]
    );
    assert_eq!((point["lat"].as_f64(), point["area_total"].as_f64()), (Some(49.52), Some(75.0)));
    assert!(point["email"].is_null(), "an empty cell of a column that stands there clears");
    assert_eq!(app.json("/api/v1/services/S1").await["fee"], "безоплатно");
    app.stop().await;
}

#[tokio::test]
async fn columns_are_known_by_the_words_officials_write_too() {
    let base = Base::sqlite().await;
    region::load_until(&base, "services").await;
    base.import(
        "points",
        "Код;Вид;Назва;Стан;Графік;З\nA;ЦНАП;ЦНАП А;тимчасово закрито;пн-пт: 8:00-17:00;01.05.2023\n",
    )
    .await
    .done();
    base.import("offerings", "Точка;Послуга;З\nA;S1;01.06.2023\n").await.done();
    let app = base.serve().await;
    let point = app.json("/api/v1/points/A").await;
    assert_eq!((point["status"].as_str(), point["hours"].as_str()), (Some("suspended"), Some("Mo-Fr 08:00-17:00")));
    assert_eq!(app.json("/api/v1/offerings?point=A&service=S1&per_page=1").await["items"][0]["from"], "2023-06-01");
    app.stop().await;
}
