//! What people met who used the registry: hours misread, hromadas listed by their settlements, faults told too late.

use rstest::rstest;

use crate::support::people::{after, editor_and_auditor};
use crate::support::region::{self, MACHUKHY, ZINKIV};
use crate::support::{Base, Db, inside};

const LIST: &str = "section,code,name,start,end\n";
const MACHUKHY_VILLAGE: &str = "UA53080230010079895";
const BAIRAK: &str = "UA53080230020081599";

#[tokio::test]
async fn hours_as_offices_write_them_are_read_whole_or_what_is_unclear_is_told() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let points = "code,kind,name,hours\n\
        H1,cnap,ЦНАП,\"Пн.-Пт. 08.00-17.00, Сб. 9.00-13.00\"\n\
        H2,cnap,ЦНАП,\"пн-чт 8:00-17:00, пт 8:00-16:00, перерва 12:00-12:45\"\n\
        H3,cnap,ЦНАП,\"пн-пт 8:00-17:00, третя субота місяця 9-13\"\n\
        H4,cnap,ЦНАП,\"пн: -; вт: -\"\n";
    let told = base.import("points", points).await.done();
    let told = told.says(&["незрозуміло «третя»", "напр. пн-пт 8:00-17:00, сб вихідний"]);
    assert_eq!(told.err.matches("увага").count(), 1, "{}", told.err);
    let app = base.serve().await;
    for (code, hours) in [
        ("H1", Some("Mo-Fr 08:00-17:00; Sa 09:00-13:00")),
        ("H2", Some("Mo-Th 08:00-12:00,12:45-17:00; Fr 08:00-12:00,12:45-16:00")),
        ("H3", None),
        ("H4", None),
    ] {
        assert_eq!(app.json(&format!("/api/v1/points/{code}")).await["hours"].as_str(), hours, "{code}");
    }
    app.stop().await;
}

#[tokio::test]
async fn hours_stand_in_the_form_in_words_that_read_back_to_the_same() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let hours = "Mo-Fr 08:00-12:00,13:00-17:00; Sa off";
    let point = format!("code,kind,hromada,name,from,hours\nA,cnap,{MACHUKHY},ЦНАП А,2023-01-01,\"{hours}\"\n");
    base.import("points", point).await.done();
    let words = "пн-пт 08:00-12:00, 13:00-17:00; сб вихідний";
    base.import("points", format!("code,kind,name,hours\nH,cnap,ЦНАП,\"{words}\"\n")).await.done();
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let page = editor.get("/workspace/points/A/hours").await.body;
    assert!(page.contains(words) && !page.contains("Mo-Fr"), "{page}");
    assert_eq!(app.json("/api/v1/points/H").await["hours"], hours);
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_hromada_whose_settlements_are_all_listed_has_their_status_on_the_days_of_all(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "points").await;
    let list = format!(
        "{LIST}occupied,{MACHUKHY_VILLAGE},Мачухи,01.03.2022,31.12.2022\n\
         active_hostilities,{BAIRAK},Байрак,01.02.2022,31.03.2022\n\
         occupied,{BAIRAK},Байрак,01.04.2022,\n"
    );
    let told = base.import("territory-list", &list).await.done();
    told.says(&["Мачухівська", "2 з 2", "має й громада загалом"]);
    let app = base.serve().await;
    for (day, status) in [
        ("2022-02-28", "ordinary"),
        ("2022-03-01", "hostilities"),
        ("2022-03-31", "hostilities"),
        ("2022-04-01", "occupied"),
        ("2022-12-31", "occupied"),
        ("2023-01-01", "ordinary"),
    ] {
        let hromada = app.json(&format!("/api/v1/hromadas/{MACHUKHY}?date={day}")).await;
        assert_eq!(hromada["territory_status"].as_str().unwrap_or("ordinary"), status, "{day}: {hromada}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_hromada_that_is_listed_in_part_keeps_its_status_and_is_named() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let list =
        format!("{LIST}occupied,{BAIRAK},Байрак,01.03.2022,\npossible_hostilities,{ZINKIV},Зіньківська,01.03.2022,\n");
    let told = base.import("territory-list", &list).await.done();
    told.says(&["Мачухівська", "1 з 2", "статус громади загалом вони не змінюють", "змін немає"]);
}

#[tokio::test]
async fn a_repeated_import_does_not_tell_old_warnings_again() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let list = "code,kind,name,hours\nH,cnap,ЦНАП,за домовленістю\n";
    assert!(base.import("points", list).await.done().err.contains("увага"));
    let again = base.import("points", list).await.done();
    assert!(!again.says(&["змін немає"]).err.contains("увага"));
}

#[tokio::test]
async fn empty_schedules_of_a_national_file_are_counted_once() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let head = "code,name,address,state,timetable\n";
    let row = |code: u32, hours: &str| format!("{code},ЦНАП,\"с. Мачухи, Полтавська область\",Діючий,{hours}\n");
    let table = format!("{head}{}{}{}", row(1, "пн: -; вт: -"), row(2, "пн: -"), row(3, "пн: 8:00-17:00"));
    let told = base.import("guide-registry", table).await.done();
    assert_eq!(told.err.matches("графік").count(), 1, "{}", told.err);
    told.says(&["«2»: стільки графіків нічого не кажуть"]);
}

#[tokio::test]
async fn a_service_list_of_a_point_reads_codes_without_zeros_and_tells_all_faults_at_once() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    base.import("services", "code,name,group\n04-09,Навчальна послуга 9,local\n").await.done();
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let page = editor.get("/workspace/points/A/services").await.body;
    let [token, version] = ["name=\"token\" value=\"", "name=\"version\" value=\""].map(|words| after(&page, words));
    let send = async |rows: &str| {
        let list = format!("Код пункту;Код послуги;Надається;Діє з;Діє до;Підстава\n{rows}");
        let fields = [("token", token.as_str()), ("version", version.as_str())];
        editor.upload("/workspace/points/A/services/file", &fields, list.as_bytes()).await
    };
    let (status, page) = send("A;4-09;так;31.02.2024;;\nA;S1;можливо;;;\nB;9-99;так;;;\n").await;
    assert_eq!(status, 422, "{page}");
    for words in ["31.02.2024", "можливо", "9-99", "рядок іншого пункту"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (status, page) = send("A;4-09;так;01.02.2024;;рішення 1\n").await;
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("Навчальна послуга 9") && page.contains("у коді бракує нулів на початку"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn a_submitted_table_tells_faults_of_cells_beside_rows_of_another_hromada() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let page = editor.get("/workspace").await.body;
    let token = after(&page, "name=\"token\" value=\"");
    let table = "point,service,from\nA,9-99,2024-01-01\nA,S1,31.02.2024\nB,S1,2022-03-01\n";
    let fields = [("token", token.as_str()), ("hromada", MACHUKHY), ("table", "offerings")];
    let (status, page) = editor.upload("/workspace", &fields, table.as_bytes()).await;
    assert_eq!(status, 422, "{page}");
    for words in ["9-99", "31.02.2024", "Рядки не тієї громади"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (status, page) = editor.upload("/workspace", &fields, b"").await;
    assert_eq!(status, 422, "{page}");
    assert!(page.contains("порожній файл") && !page.contains("Додайте файл"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn a_wrong_parameter_is_explained_in_the_language_of_the_page() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    for (path, words, foreign) in [
        ("/points?territory=UA99", "код КАТОТТГ", "KATOTTG code"),
        ("/en/points?territory=UA99", "KATOTTG code", "код КАТОТТГ"),
        ("/api/v1/points?foo=1", "відомий параметр: ", "a known parameter"),
        ("/api/v1/points?foo=1&lang=en", "a known parameter: ", "відомий"),
        ("/api/v1/points?date=2024-02-31", "РРРР-ММ-ДД", "YYYY"),
        ("/map?layer=nonsense", "Кількість точок доступу", "layer-"),
        ("/indicators/terminals?from=2026-02-01&to=2026-01-01", "раніший за кінець", "a day"),
        ("/indicators/terminals?from=2000-01-01&step=month", "днів щонайбільше: 40", "at most"),
        ("/compliance/between?from=2026-02-01&to=2026-01-01", "раніший за кінець", "a day"),
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.body.contains(words) && !answer.body.contains(foreign), "{path}: {}", answer.body);
    }
    app.stop().await;
}

#[tokio::test]
async fn the_command_line_explains_a_wrong_use_in_ukrainian() {
    for (words, told) in [
        ("user add", &["не вказано обов’язкове", "--name", "Використання: cnap user add"][..]),
        ("report quarterly --territory UA --out x.docx --quarter 2023", &["«2023» не підходить для", "2023Q4"]),
        ("export points --outt x.csv", &["невідомий параметр «--outt»", "можливо, малося на увазі --out"]),
        ("import points x.csv --date 2024-02-31", &["дату пишуть РРРР-ММ-ДД"]),
        ("audit --format pdf", &["можливі значення: table, json"]),
    ] {
        let all = std::iter::once("cnap").chain(words.split(' ')).map(Into::into).collect();
        let output = inside::begin(all).end().await;
        assert_eq!(output.code, 2, "{words}");
        for foreign in ["error:", "Usage", "For more information"] {
            assert!(!output.err.contains(foreign), "{words}: {}", output.err);
        }
        output.says(told);
    }
}

#[tokio::test]
async fn the_command_line_says_in_ukrainian_what_file_or_level_it_misses() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    base.cnap(&["import", "points", "no-such.csv"]).await.refused().says(&["такого файлу чи теки немає"]);
    let passport = ["report", "passport", "--territory", region::OBLAST, "--out", "x.docx"];
    base.cnap(&passport).await.refused().says(&["іншого рівня території: громада"]);
    base.cnap(&["report", "--help"]).await.done().says(&["passport", "quarterly"]);
}

#[tokio::test]
async fn examples_of_the_page_of_the_interface_are_of_what_is_in_view() {
    let base = Base::sqlite().await;
    let app = base.serve().await;
    let linked = |page: &str| page.contains("href=\"/hsds/service_at_locations/");
    assert!(!linked(&app.get("/api").await.body));
    app.stop().await;
    region::load(&base).await;
    let app = base.serve().await;
    for page in ["/api", "/en/api"] {
        let page = app.get(page).await.body;
        assert!(linked(&page));
        let example = format!("/hsds/service_at_locations/{}", after(&page, "href=\"/hsds/service_at_locations/"));
        assert_eq!(app.get(&example).await.status, 200, "{example}");
        assert!(page.contains("href=\"/api/v1/points/A\""), "{page}");
    }
    app.stop().await;
}
