//! Texts of every format: length, signs, encodings, cut files, formulas; and the way out and back in.

use std::path::PathBuf;

use rstest::rstest;
use serde_json::json;

use crate::support::{Base, Db, region};

/// A quarterly report of one centre.
fn report(code: &str, name: &str) -> String {
    let address = json!({"address_full": "вул. Зразкова, 1", "locality": {"codifier": region::MACHUKHY_VILLAGE}});
    json!([{"asc_org": {"idf": code, "name": name, "address": address}, "general_data": {"asc_type": 1}}]).to_string()
}

async fn places() -> Base {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    base
}

async fn refused(base: &Base, format: &str, table: impl AsRef<[u8]>, options: &[&str], words: &[&str]) {
    let before = base.contents().await;
    base.import_with(format, table, options).await.refused().says(words);
    assert_eq!(before, base.contents().await, "{format}: {words:?}");
}

#[tokio::test]
async fn a_code_that_cannot_be_seen_or_named_is_refused_in_a_report_with_its_place() {
    let base = places().await;
    let day = &["--date", "2023-11-30"];
    let column = "asc_org.idf";
    for (code, shown) in [
        ("SN1\nSN2", "SN1⏎SN2"),
        ("SN\u{202e}1", "SN‹U+202E›1"),
        ("SN\u{200b}1", "SN‹U+200B›1"),
        ("..", "«..»"),
        (&"9".repeat(10_000), "999…"),
    ] {
        refused(&base, "guide-report", report(code, "ЦНАП"), day, &["рядок 1", column, shown]).await;
    }
    base.import_with("guide-report", report("SN12000007", "ЦНАП"), day).await.done();
}

#[tokio::test]
async fn a_name_of_twenty_megabytes_is_refused_and_its_message_is_short() {
    let base = places().await;
    let text = report("SN1", &"Ж".repeat(10_000_000));
    let told = base.import_with("guide-report", text, &["--date", "2023-11-30"]).await.refused();
    assert!(told.says(&["asc_org.name", "ЖЖЖ…", "не більше 1000 символів"]).err.len() < 3_000);
}

#[tokio::test]
async fn every_format_refuses_a_hidden_sign_with_row_and_column() {
    let base = places().await;
    let hidden = "назва\u{202e}";
    let code = region::MACHUKHY;
    let tables = [
        ("katottg", format!("level_1,category,name\nUA53000000000028050,O,{hidden}\n"), "name"),
        ("hromadas", format!("hromada_code,hromada_name,type\n{code},{hidden},міська\n"), "hromada_name"),
        ("territories", format!("code,category,name\nUA53000000000028050,O,{hidden}\n"), "name"),
        ("territory-list", format!("section,code,name,start\noccupied,{code},{hidden},01.03.2022\n"), "name"),
        ("guide-registry", format!("code,name,address,state\n7,{hidden},вул. Миру 1,Діючий\n"), "name"),
        ("guide-registry", format!("[{{\"code\":\"{hidden}\",\"name\":\"а\",\"state\":\"Діючий\"}}]"), "code"),
        ("starosta-districts", format!("hromada,code,name\n{code},d,{hidden}\n"), "name"),
        ("points", format!("code,kind,name,address\np,cnap,а,{hidden}\n"), "address"),
        ("services", format!("code,name,group,audience\ns,а,social,{hidden}\n"), "audience"),
        ("service-steps", format!("service,position,step\ns,1,{hidden}\n"), "step"),
        ("mandatory", format!("list,in_force,service,classes\n{hidden},2023-01-01,s,cnap\n"), "list"),
        ("mandatory-declared", format!("list,in_force,class,count\n{hidden},2023-01-01,cnap,1\n"), "list"),
        ("offerings", format!("point,service,ground\nA,s,{hidden}\n"), "ground"),
        ("answers", format!("point,checklist,criterion,answer,note\nA,588,sign,yes,{hidden}\n"), "note"),
        ("equipment", format!("point,type,funder\nA,copier,{hidden}\n"), "funder"),
        ("figures", format!("point,period,measure,value\n{hidden},2023Q4,visitors,1\n"), "point"),
    ];
    for (format, table, column) in tables {
        refused(&base, format, table, &[], &["рядок", column, "‹U+202E›"]).await;
    }
}

/// UTF-8 opened as Windows-1251 and saved again.
fn misread(text: &str) -> String {
    encoding_rs::WINDOWS_1251.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_text_read_in_a_wrong_encoding_and_saved_again_is_refused_with_the_cure() {
    let base = places().await;
    let cure = &["хибному кодуванні", "65001"];
    refused(&base, "points", misread(region::POINTS), &[], cure).await;
    refused(&base, "points", misread("Код;Вид;Назва\nA;ЦНАП;Полтава\n"), &[], cure).await;
    refused(&base, "katottg", misread("Перший рівень;Категорія;Назва\n"), &[], cure).await;
    refused(&base, "guide-report", misread(&report("S", "ЦНАП Полтава")), &["--date", "2023-11-30"], cure).await;
    let (code, name) = (misread("Код"), misread("Назва"));
    refused(&base, "points", workbook(&[&[&code, "kind", &name]]), &[], cure).await;
    let name = misread("Полтавська");
    let cell = &["рядок 2", "name", "РџРѕР»С‚Р°РІСЃСЊРєР°", "65001"];
    refused(&base, "points", workbook(&[&["code", "kind", "name"], &["A", "cnap", &name]]), &[], cell).await;
}

#[tokio::test]
async fn a_table_cut_in_the_middle_of_a_row_is_refused() {
    let base = places().await;
    let whole = "code,kind,name,address,phone\nC,cnap,ЦНАП,\"Миру, 1\",103\nD,cnap,ЦНАП,\"Миру, 2\",103\n";
    let row = whole.find("D,cnap").unwrap();
    let last_cell = whole.rfind(',').unwrap();
    for end in (row + 1..last_cell).filter(|end| whole.is_char_boundary(*end)) {
        refused(&base, "points", &whole[..end], &[], &["рядок 3"]).await;
    }
    for quoted in ["code,kind,name\nC,cnap,\"ЦНАП", "code,kind,name\r\nC,cnap,\"ЦНАП \"\"Дія"] {
        refused(&base, "points", quoted, &[], &["незакриті лапки"]).await;
    }
    base.import("points", whole.trim_end()).await.done();
}

/// Points whose texts begin as formulas do, have lines, quotes and marks.
const ODD_POINTS: &str = "code,kind,name,address,phone,email,web,hours_text\n\
    +1,cnap,=1+1,\"-вул. Миру, \"\"1\"\"\",+380 50 123 45 67,@adm,'=x,\"пн\nвт\"\n\
    -2,cnap,''@x,-12,'слово',a@b.ua,b.ua,\"рядок\r\nрядок\"\n";

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn what_is_exported_is_imported_and_exported_again_to_the_byte(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "starosta-districts").await;
    base.import("points", ODD_POINTS).await.done();
    let tables = ["territories", "hromada-facts", "starosta-districts", "points"];
    for ending in ["csv", "xlsx"] {
        let Some(other) = Base::fresh(db).await else { return };
        for table in tables {
            let first = export(&base, table, ending).await;
            other.import_file(table, &first, &[]).await.done();
            let second = export(&other, table, ending).await;
            assert!(std::fs::read(first).unwrap() == std::fs::read(second).unwrap(), "{table}.{ending}");
        }
    }
    let text = std::fs::read_to_string(export(&base, "points", "csv").await).unwrap();
    for cell in ["'+1,", ",'=1+1,", ",'+380 50 123 45 67,", ",'@adm,", ",'=x,", ",''@x,", ",-12,", ",'слово',"] {
        assert!(text.contains(cell), "{cell} is not in {text}");
    }
}

async fn export(base: &Base, table: &str, ending: &str) -> PathBuf {
    let path = base.folder.path().join(format!("{table}.{ending}"));
    base.cnap(&["export", table, "--out", path.to_str().unwrap()]).await.done();
    path
}

#[tokio::test]
async fn a_report_for_people_runs_no_formula() {
    let base = places().await;
    let path = base.folder.path().join("report.csv");
    let options = ["--report", path.to_str().unwrap()];
    base.import_with("points", "code,kind,name\nA,=kind,ЦНАП\n", &options).await.refused();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(",'=kind,") && !text.contains(",=kind"), "{text}");
    base.import_with("points", "code,kind,name,from\nA,cnap,=name,2020-01-01\n", &options).await.done();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(",'=name,") && !text.contains(",=name"), "{text}");
}
