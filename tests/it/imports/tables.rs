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
        told.says(&[&format!("{format}: added {rows}, changed 0, ended 0, removed 0, unchanged 0")]);
    }
    let before = base.contents().await;
    for (format, table) in TABLES {
        let rows = table.lines().count() - 1;
        let told = base.import(format, table).await.done();
        told.says(&["nothing changed", &format!("unchanged {rows}")]);
    }
    assert_eq!(before, base.contents().await);
    base.cnap(&["verify"]).await.done().says(&["all is well"]);
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
    told.says(&["points: added 3, changed 0", "dry run"]);
    assert_eq!(before, base.contents().await);
    base.import("points", region::POINTS).await.done().says(&["points: added 3, changed 0"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_corrected_row_is_told_as_changed_or_ended_and_the_rest_as_unchanged(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let renamed = region::POINTS.replace("ЦНАП А", "ЦНАП Мачухівський");
    base.import("points", renamed).await.done().says(&["points: added 0, changed 1, ended 0, removed 0, unchanged 2"]);
    let ended = region::OFFERINGS.replace("A,S1,2022-02-01,,", "A,S1,2022-02-01,2023-12-01,");
    let told = base.import("offerings", ended).await.done();
    told.says(&["offerings: added 0, changed 0, ended 1, removed 0, unchanged 2"]);
    base.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn an_edition_is_imported_whole_so_a_position_left_out_leaves_it() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let shorter: String = region::POSITIONS.lines().take(2).map(|line| format!("{line}\n")).collect();
    let told = base.import("mandatory", shorter).await.done();
    told.says(&["mandatory: added 0, changed 0, ended 0, removed 1, unchanged 1"]);
    let newer = "list,in_force,service,classes,condition\n523-р,2024-06-01,S1,cnap,\n";
    base.import("mandatory", newer).await.done().says(&["mandatory: added 1, changed 0, ended 0, removed 0"]);
}

#[tokio::test]
async fn columns_stand_in_any_order_by_key_or_ukrainian_title_and_strange_ones_are_named() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let table = "Назва;Громада;Вид;Щось своє;Код\nЦНАП Я;UA53080230000047239;cnap;77;Я-1\n";
    let told = base.import("points", table).await.done();
    told.says(&["points: added 1", "увага", "Щось своє", "невідома колонка"]);
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
    base.import_file("points", &path, &[]).await.done().says(&["points: added 1"]);
    let text = "code,kind,hromada,name\n20017,cnap,UA53080230000047239,ЦНАП А\n";
    base.import("points", text).await.done().says(&["nothing changed"]);
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
    again.says(&["nothing changed"]);
}

#[tokio::test]
async fn the_report_holds_every_fault_as_csv() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let report = base.folder.path().join("faults.csv");
    let table = "code,kind,hromada,name,lat,lon\nA,cnap,UA53080230000047239,А,94,34\nB,office,,Б,,\n";
    base.import_with("points", table, &["--report", report.to_str().unwrap()]).await.refused();
    let mut reader = csv::Reader::from_path(&report).unwrap();
    assert_eq!(reader.headers().unwrap(), vec!["row", "column", "value", "reason", "expected"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let places: Vec<[&str; 3]> = rows.iter().map(|row| [&row[0], &row[1], &row[2]]).collect();
    assert_eq!(places, [["2", "lat", "94"], ["3", "kind", "office"]]);
    assert!(rows.iter().all(|row| !row[3].is_empty() && !row[4].is_empty()));
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
