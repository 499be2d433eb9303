//! Tables as offices keep them, and messages that say what to do about them.

use crate::support::{Base, region};

#[tokio::test]
async fn plain_titles_are_understood_within_their_table() {
    let base = Base::sqlite().await;
    region::load_until(&base, "starosta-districts").await;
    base.import("points", "Номер;Тип;Назва ЦНАП;ТГ;E-mail*\nA;ЦНАП;ЦНАП А;UA53080230000047239;a@b.ua\n").await.done();
    base.import("services", "№ послуги;Назва;Група\n01-01;Послуга;інше\n").await.done();
    base.import("offerings", "ЦНАП;Номер послуги;Назва послуги\nA;01-01;Послуга\n").await.done();
    base.import("mandatory", "Перелік;Чинний з;Код;Для кого\n523-р;01.05.2023;01-01;ЦНАП\n").await.done();
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points/A").await["email"], "a@b.ua");
    assert_eq!(app.json("/api/v1/services/01-01").await["name"], "Послуга");
    assert_eq!(app.json("/api/v1/offerings?point=A").await["items"][0]["service"], "01-01");
    app.stop().await;
}

#[tokio::test]
async fn a_refusal_names_the_column_as_the_sheet_does_with_the_key_beside_it() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let table = "Код пункту;Номер послуги;Діє з\nA;S1;вчора\nB;S1;01.06.2023\nB;S1;01.07.2023\n";
    base.import("offerings", table)
        .await
        .refused()
        .says(&["рядок 2, Діє з (from) = «вчора»", "рядок 4, Код пункту (point) + Номер послуги (service)"]);
    let figures = "Точка;Період;Показник;Значення\nA;2023Q4;сміх;1\n";
    base.import("figures", figures).await.refused().says(&["рядок 2, Показник (measure) = «сміх»"]);
}

#[tokio::test]
async fn conditions_are_read_in_the_words_pages_show_them_in() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let table = "Перелік;Набирає чинності;Код послуги;Класи;Умова\n\
                 523-р;01.01.2025;S1;ЦНАП;немає підрозділу ДМС і населення > 20\u{a0}000\n\
                 523-р;01.01.2025;S2;ЦНАП;понад 5 000 жителів\n";
    base.import("mandatory", table).await.done();
    let app = base.serve().await;
    let list = app.json("/api/v1/lists/523-р?date=2025-02-01").await.to_string();
    assert!(list.contains("no dms_unit and population > 20000") && list.contains("population > 5000"), "{list}");
    app.stop().await;
    let keys = "list,in_force,service,classes,condition\n\
                523-р,2025-01-01,S1,cnap,no dms_unit and population > 20000\n\
                523-р,2025-01-01,S2,cnap,population > 5000\n";
    base.import("mandatory", keys).await.done().says(&["змін немає"]);
}

#[tokio::test]
async fn an_identical_row_is_told_from_one_that_overlaps() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let same = "point,service,from,until\nA,S1,2024-01-01,2024-05-01\nA,S1,2024-01-01,2024-05-01\n";
    let told = base.import("offerings", same).await.refused();
    told.says(&["рядок 3", "слово в слово повторює рядок 2", "вилучіть зайвий рядок"]);
    let overlap = "point,service,from,until\nA,S1,2024-01-01,2024-05-01\nA,S1,2024-04-01,2024-06-01\n";
    let told = base.import("offerings", overlap).await.refused();
    told.says(&["перетинається в часі з рядком 2", "інше: from, until"]);
    let twice = "list,in_force,class,count\n523-р,2025-01-01,cnap,5\n523-р,2025-01-01,cnap,6\n";
    let told = base.import("mandatory-declared", twice).await.refused();
    told.says(&["повторює ключ рядка 2, а дані інші (count)"]);
}

#[tokio::test]
async fn faults_of_one_sort_are_counted_and_the_report_that_was_asked_for_is_named() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let rows: String = (0..2557).map(|n| format!("{n},office,Х\n")).collect();
    let table = format!("code,kind,name\n{rows}");
    let told = base.import("points", &table).await.refused();
    assert!(told.err.lines().count() < 12, "{}", told.err);
    told.says(&["така сама помилка ще у 2552 рядках (7, 8, 9, …)", "2557 помилок"]);
    let report = base.folder.path().join("faults.csv");
    let many: String = (0..80).map(|n| format!("{n},office{n},Х,д{n}\n")).collect();
    let mixed = format!("code,kind,name,hours_text,фантазія\n{many}");
    let told = base.import_with("points", &mixed, &["--report", report.to_str().unwrap()]).await.refused();
    assert!(!told.err.contains("--report"), "{}", told.err);
    assert_eq!(csv::Reader::from_path(&report).unwrap().into_records().count(), 80 + 80);
    let good: String = (0..60).map(|n| format!("{n},cnap,Х {n},,дуже\n")).collect();
    let warned = format!("code,kind,name,area_total,web\n{good}");
    let told = base.import("points", &warned).await.done();
    told.says(&["і ще 40 зауважень; усі — у звіті (--report ФАЙЛ.csv)"]);
    let report = base.folder.path().join("warnings.csv");
    let told = base.import_with("points", &warned, &["--report", report.to_str().unwrap()]).await.done();
    assert!(!told.err.contains("--report") && !told.out.contains("--report"), "{told:?}");
    told.says(&["усі — у звіті", "warnings.csv"]);
}

#[tokio::test]
async fn a_letter_of_another_alphabet_in_an_e_mail_is_mended_or_reported() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let table = "code,kind,name,email\nA,cnap,ЦНАП А,сnap@example.gov.ua\nB,cnap,ЦНАП Б,цnap@example.gov.ua\n";
    let told = base.import("points", table).await.done();
    told.says(&["рядок 2, email", "записано латинкою", "рядок 3, email", "букви іншого алфавіту: «ц»"]);
    let registry = serde_json::json!([{ "code": "7", "name": "ЦНАП", "address": "с. Мачухи", "state": "Діючий",
        "onl_consul": "сnap7@example.gov.ua" }]);
    let told = base.import("guide-registry", registry.to_string()).await.done();
    told.says(&["onl_consul", "записано латинкою"]);
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points/A").await["email"], "cnap@example.gov.ua");
    assert_eq!(app.json("/api/v1/points/B").await["email"], "цnap@example.gov.ua");
    assert_eq!(app.json("/api/v1/points/7").await["email"], "cnap7@example.gov.ua");
    app.stop().await;
}

#[tokio::test]
async fn a_header_that_is_not_recognised_is_told_with_what_was_seen_and_what_is_expected() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let none = "Звіт за рік\nстовпець 1;стовпець 2\n1;2\n";
    base.import("offerings", none).await.refused().says(&[
        "рядок заголовків не впізнано",
        "Звіт за рік",
        "«Код пункту» (point), «Код послуги» (service)",
    ]);
    let part = "Перелік послуг, що надаються, за 2023 рік\n\nКод пункту;Код послугі;Діє з\nA;S1;\n";
    let told = base.import("offerings", part).await.refused();
    told.says(&["рядок 3", "немає обов'язкової колонки «Код послуги» (service)", "можливо, «Код послугі»"]);
    let titled = "Перелік послуг, що надаються, за 2023 рік\n\nТочка;Послуга;Діє з;Дивне\nA;S1;01.03.2024;\n";
    base.import("offerings", titled).await.done().says(&["offerings: додано 1"]);
}

#[tokio::test]
async fn a_header_known_in_part_is_found_on_the_sheet_that_has_it() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "Титульна сторінка").unwrap();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Код пункту", "Код послугі", "Діє з"]) {
        sheet.write(2, column, title).unwrap();
    }
    let told = base.import("offerings", book.save_to_buffer().unwrap()).await.refused();
    told.says(&["рядок 3", "немає обов'язкової колонки «Код послуги» (service)", "можливо, «Код послугі»"]);
}
