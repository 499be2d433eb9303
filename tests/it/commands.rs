//! Commands besides imports: audits to send, exports that read back, backups that cross databases.

use std::collections::{BTreeMap, BTreeSet};

use calamine::{Data, DataType, Reader, open_workbook_auto};
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::region::{self, OBLAST, TABLES};
use crate::support::{Base, Db};

const AUDIT: [&str; 5] = ["audit", "--territory", OBLAST, "--date", "2023-11-30"];

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn an_audit_says_the_same_as_the_api_in_every_format(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_fixture(&base, "oblast").await;
    let report: Value =
        serde_json::from_str(&base.cnap(&[&AUDIT[..], &["--format", "json"]].concat()).await.done().out)
            .expect("the audit is JSON");
    let app = base.serve().await;
    let told = app.json(&format!("/api/v1/indicators?territory={OBLAST}&date=2023-11-30")).await;
    app.stop().await;
    let by_id = |items: &Value| -> BTreeMap<String, Vec<Value>> {
        let fields = ["numerator", "denominator", "unknown", "undecided", "excluded", "share", "share_high"];
        let row = |item: &Value| fields.iter().map(|field| item[field].clone()).collect();
        items.as_array().unwrap().iter().map(|item| (item["id"].as_str().unwrap().to_owned(), row(item))).collect()
    };
    assert_eq!(by_id(&report["indicators"]), by_id(&told["items"]));

    base.cnap(&AUDIT).await.done().says(&["61/65", "117/166", "0/37", "172"]);
    let gaps = base.cnap(&[&AUDIT[..], &["--format", "csv"]].concat()).await.done().out;
    let gaps = csv::Reader::from_reader(gaps.as_bytes()).into_records().map(Result::unwrap).count();
    let overall = &by_id(&told["items"])["overall-compliance"];
    assert_eq!(gaps as u64, overall[1].as_u64().unwrap() - overall[0].as_u64().unwrap());

    let file = base.folder.path().join("audit.xlsx");
    base.cnap(&[&AUDIT[..], &["--format", "xlsx", "--out", file.to_str().unwrap()]].concat()).await.done();
    let mut book = open_workbook_auto(&file).unwrap();
    assert_eq!(book.sheet_names()[..3], ["Показники", "Громади", "Прогалини"]);
    let heights: Vec<usize> = book.worksheets().iter().map(|(_, sheet)| sheet.height()).collect();
    assert!(heights[0] > 20 && heights[1] > 60 && heights[2] > gaps, "{heights:?}");
}

#[tokio::test]
async fn an_audit_reads_as_an_official_would_write_it_and_keeps_ids_where_machines_read() {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "oblast").await;
    base.cnap(&AUDIT).await.done().says(&["станом на 30.11.2023", "Перелік 523-р", "93,8\u{a0}%"]);
    let gaps = base.cnap(&[&AUDIT[..], &["--format", "csv"]].concat()).await.done().out;
    let mut gaps = csv::Reader::from_reader(gaps.as_bytes());
    let columns = gaps.headers().unwrap().clone();
    let first = gaps.records().next().unwrap().unwrap();
    let of = |name: &str| &first[columns.iter().position(|column| column == name).unwrap()];
    assert!(of("edition").starts_with("2023-") && of("kind").is_ascii(), "{first:?}");
    for name in ["raion_name", "kind_name", "class_name", "group_name"] {
        assert!(of(name).chars().any(|c| c > 'Ѐ'), "{name}: {first:?}");
    }

    let file = base.folder.path().join("audit.xlsx");
    base.cnap(&[&AUDIT[..], &["--format", "xlsx", "--out", file.to_str().unwrap()]].concat()).await.done();
    let mut book = open_workbook_auto(&file).unwrap();
    let cells: Vec<Data> = book
        .worksheets()
        .iter()
        .flat_map(|(_, sheet)| sheet.cells().map(|c| c.2.clone()).collect::<Vec<_>>())
        .collect();
    let texts: BTreeSet<&str> = cells.iter().filter_map(DataType::get_string).collect();
    for english in
        [" of ", "sample data", "residence", "id_reader", "dms_kit", "raion_centre", "2023-11-30", "no dms_unit"]
    {
        let found: Vec<_> = texts.iter().filter(|text| text.contains(english)).collect();
        assert!(found.is_empty(), "{english}: {found:?}");
    }
    assert!(texts.contains("61 із 65"));
}

#[tokio::test]
async fn a_list_of_gaps_is_not_taken_for_a_list_of_what_points_give() {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "oblast").await;
    let before = base.contents().await;
    for format in ["csv", "xlsx"] {
        let file = base.folder.path().join(format!("gaps.{format}"));
        base.cnap(&[&AUDIT[..], &["--format", format, "--out", file.to_str().unwrap()]].concat()).await.done();
        let told = base.import_file("offerings", &file, &["--date", "2024-01-01"]).await.refused();
        told.says(&["це перелік прогалин", "cnap export offerings"]);
    }
    assert_eq!(base.contents().await, before);
}

#[tokio::test]
async fn an_audit_of_the_country_needs_no_oblast() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let second = "code,category,name,parent\nUA51000000000030770,O,Одеська,\n";
    base.import("territories", second).await.done();
    let day = ["--date", "2023-11-30", "--format", "json"];
    for options in [&["audit", "--territory", "UA"][..], &["audit"]] {
        let told = base.cnap(&[options, &day].concat()).await.done().out;
        let report: Value = serde_json::from_str(&told).unwrap();
        assert_eq!((&report["name"], &report["territory"]), (&json!("Україна"), &Value::Null));
        assert_eq!(report["hromadas"].as_array().unwrap().len(), 2);
    }
    base.cnap(&["audit", "--territory", "UA00000000000000001"]).await.refused().says(&["немає в кодифікаторі"]);
    assert_eq!(base.cnap(&["audit", "--territory", "Полтава"]).await.code, 2);
}

#[tokio::test]
async fn a_sample_list_in_a_real_region_marks_everything_judged_by_it() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    for (format, path) in [
        ("services", "data/catalogue/services.csv"),
        ("mandatory", "data/mandatory/positions.csv"),
        ("mandatory-declared", "data/mandatory/declared.csv"),
    ] {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let told = base.import_file(format, &file, &[]).await.done();
        if format == "mandatory" {
            told.says(&["увага", "навчальний зразок"]);
        }
    }
    let own = "code,kind,hromada,name\nN,cnap,UA53080230000047239,ЦНАП\n";
    base.import("points", own).await.done();
    let app = base.serve().await;
    for page in ["/compliance", "/points/N", "/network"] {
        let judged = app.get(&format!("{page}?date=2023-11-30")).await.body;
        assert!(judged.contains("sample-banner") && judged.contains("обов’язковий перелік є зразком"), "{page}");
        let before = app.get(&format!("{page}?date=2020-01-01")).await.body;
        assert!(!before.contains("sample-banner"), "{page}");
    }
    assert!(app.get("/en/compliance?date=2023-11-30").await.body.contains("the mandatory list is a sample"));
    app.stop().await;
    let told = base.cnap(&["audit", "--date", "2023-11-30", "--format", "json"]).await.done().out;
    let report: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(report["sample"], true);
    base.cnap(&["audit", "--date", "2023-11-30"]).await.done().says(&["Навчальні дані"]);
}

#[tokio::test]
async fn faults_are_counted_in_the_right_plural() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    for (faults, told) in
        [(1, "1 помилка у"), (2, "2 помилки у"), (5, "5 помилок у"), (11, "11 помилок"), (21, "21 помилка")]
    {
        let rows: String = (0..faults).map(|n| format!("{n},office,Х\n")).collect();
        base.import("points", format!("code,kind,name\n{rows}")).await.refused().says(&[told]);
    }
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn what_is_exported_reads_back_as_the_same_rows(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    let Some(other) = Base::fresh(db).await else { return };
    region::load(&base).await;
    for format in TABLES.iter().map(|(format, _)| *format) {
        for ending in ["csv", "xlsx"] {
            let file = base.folder.path().join(format!("{format}.{ending}"));
            base.cnap(&["export", format, "--out", file.to_str().unwrap()]).await.done();
            base.import_file(format, &file, &[]).await.done().says(&["змін немає"]);
        }
        let first = base.folder.path().join(format!("{format}.csv"));
        other.import_file(format, &first, &[]).await.done();
        let second = other.folder.path().join(format!("{format}.csv"));
        other.cnap(&["export", format, "--out", second.to_str().unwrap()]).await.done();
        assert_eq!(std::fs::read_to_string(first).unwrap(), std::fs::read_to_string(second).unwrap(), "{format}");
    }
    for subject in ["points.geojson", "hromadas.geojson"] {
        let file = base.folder.path().join(subject);
        base.cnap(&["export", subject, "--out", file.to_str().unwrap(), "--date", "2023-01-15"]).await.done();
        let parsed: geojson::FeatureCollection = std::fs::read_to_string(file).unwrap().parse().unwrap();
        assert!(!parsed.features.is_empty(), "{subject}");
    }
}

#[rstest]
#[case::from_sqlite_to_sqlite(Db::Sqlite, Db::Sqlite)]
#[case::from_sqlite_to_postgres(Db::Sqlite, Db::Postgres)]
#[case::from_postgres_to_sqlite(Db::Postgres, Db::Sqlite)]
#[tokio::test]
async fn a_backup_is_restored_whole_into_either_kind_of_database(#[case] from: Db, #[case] to: Db) {
    let Some(base) = Base::fresh(from).await else { return };
    let Some(other) = Base::fresh(to).await else { return };
    region::load(&base).await;
    let file = base.folder.path().join("all.backup");
    let file = file.to_str().unwrap();
    base.cnap(&["backup", file]).await.done();
    other.cnap(&["restore", file]).await.done();
    other.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    for (format, table) in TABLES {
        other.import(format, table).await.done().says(&["змін немає"]);
    }
    other.cnap(&["restore", file]).await.refused();
    other.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn a_cut_backup_is_refused_and_leaves_nothing() {
    let base = Base::sqlite().await;
    let other = Base::sqlite().await;
    region::load(&base).await;
    let file = base.folder.path().join("all.backup");
    base.cnap(&["backup", file.to_str().unwrap()]).await.done();
    let whole = std::fs::read(&file).unwrap();
    let cut = base.file("cut.backup", &whole[..whole.len() * 2 / 3]);
    other.cnap(&["migrate"]).await.done();
    let before = other.contents().await;
    other.cnap(&["restore", cut.to_str().unwrap()]).await.refused();
    assert_eq!(before, other.contents().await);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_quarterly_report_tells_the_point_its_answers_and_figures(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "hromada-facts").await;
    let report = json!({
        "asc_org": { "idf": "SN12000007", "name": "ЦНАП зразковий", "address": {
            "address_full": "Миру, 1", "lat": 49.52, "lon": 34.43,
            "locality": { "codifier": region::MACHUKHY_VILLAGE, "name": "Мачухи" },
        } },
        "general_data": { "total_sq": 120.5, "is_diia": true },
        "activity_data": {
            "has_ramp": false, "has_braille_font": null, "num_total_empl": 7, "has_pos_terminal_payment": true,
            "has_automatic_queue_handle": false,
        },
    });
    base.import("guide-report", report.to_string()).await.refused().says(&["--date"]);
    let dated = ["--date", "2023-10-01"];
    base.import_with("guide-report", report.to_string(), &dated).await.done().says(&["points: додано 1"]);
    base.import_with("guide-report", report.to_string(), &dated).await.done().says(&["змін немає"]);
    let app = base.serve().await;
    let point = app.json("/api/v1/points/SN12000007").await;
    assert_eq!(point["hromada"], region::MACHUKHY);
    assert_eq!((&point["area_total"], &point["diia_centre"]), (&json!(120.5), &json!(true)));
    let cards = app.json("/api/v1/points/SN12000007/cards?checklist=six-flags").await;
    let answers = cards["items"][0]["answers"].as_array().unwrap();
    let of = |id: &str| &answers.iter().find(|one| one["criterion"] == id).unwrap()["answer"];
    assert_eq!((of("ramp"), of("braille")), (&json!("no"), &json!("unknown")));
    let equipment = app.json("/api/v1/points/SN12000007/equipment").await;
    let told = |item: &Value| (item["type"].clone(), item["present"].clone(), item["quantity"].clone());
    let told: Vec<_> = equipment["items"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(told, [("card_terminal", true), ("e_queue", false)].map(|(id, is)| (json!(id), json!(is), Value::Null)));
    app.stop().await;
}
