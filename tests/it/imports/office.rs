//! Tables as offices keep them, and messages that say what to do about them.

use crate::support::{Base, region};

#[tokio::test]
async fn plain_titles_are_understood_within_their_table() {
    let base = Base::sqlite().await;
    region::load_until(&base, "starosta-districts").await;
    base.import("points", "Номер;Тип;Назва ЦНАП;ТГ;E-mail*\nA;ЦНАП;ЦНАП А;UA53080230000047239;a@b.ua\n").await.done();
    base.import("services", "№ послуги;Назва;Група\n01-01;Послуга;Інші послуги\n").await.done();
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
    let file = base.folder.path().join("mandatory-out.csv");
    base.cnap(&["export", "mandatory", "--out", file.to_str().unwrap()]).await.done();
    let list = std::fs::read_to_string(file).unwrap();
    assert!(list.contains("no dms_unit and population > 20000") && list.contains("population > 5000"), "{list}");
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
    told.says(&["той самий ключ має рядок 2, а дані інші (count)"]);
    let places = "code,lat,lon\nUA53080230010079895,49.5,34.4\nUA53080230010079895,49.5,34.4\n\
                  UA53080230020081599,49.5,34.4\nUA53080230020081599,49.6,34.4\n";
    let told = base.import("settlements", places).await.refused();
    told.says(&["рядок 3", "слово в слово повторює рядок 2", "рядок 5", "той самий код має рядок 4, а дані інші"]);
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
    region::load_until(&base, "services").await;
    let sorts: String = (0..60).map(|n| format!("523-р,2025-01-01,S1,клас{n},\n")).collect();
    let sorts = format!("list,in_force,service,classes,condition\n{sorts}");
    base.import("mandatory", &sorts).await.refused().says(&["і ще 10 помилок; усі — у звіті (--report ФАЙЛ.csv)"]);
    let told = base.import_with("mandatory", &sorts, &["--report", report.to_str().unwrap()]).await.refused();
    assert!(!told.err.contains("--report"), "{}", told.err);
    told.says(&["і ще 10 помилок; усі — у звіті", "faults.csv"]);
    assert_eq!(csv::Reader::from_path(&report).unwrap().into_records().count(), 60);
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
    let report = serde_json::json!({
        "asc_org": { "idf": "SN1", "name": "ЦНАП", "address": { "locality": { "codifier": region::MACHUKHY_VILLAGE } } },
        "general_data": { "consult_email": "сnap8@example.gov.ua" },
    });
    let told = base.import_with("guide-report", report.to_string(), &["--date", "2023-10-01"]).await.done();
    told.says(&["general_data.consult_email", "записано латинкою"]);
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points/A").await["email"], "cnap@example.gov.ua");
    assert_eq!(app.json("/api/v1/points/B").await["email"], "цnap@example.gov.ua");
    assert_eq!(app.json("/api/v1/points/7").await["email"], "cnap7@example.gov.ua");
    assert_eq!(app.json("/api/v1/points/SN1").await["email"], "cnap8@example.gov.ua");
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

/// A small region with services of the usual codes.
async fn with_catalogue() -> Base {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let services = "code,name,group\n01-01,Реєстрація місця проживання,residence\n\
                    01-02,Зняття з реєстрації,residence\n04-09,Видача довідки,social\n\
                    05-01,Видача витягу,other\n05-02,Видача витягу,other\n";
    base.import("services", services).await.done();
    base
}

#[tokio::test]
async fn a_service_is_found_by_its_name_and_by_a_code_as_spreadsheets_leave_it() {
    let base = with_catalogue().await;
    let table = "Пункт;Послуга;Діє з\nA;«Реєстрація місця  проживання»;01.02.2022\nA;01–02;01.02.2022\n\
                 A;4-9;01.02.2022\n";
    let told = base.import("offerings", table).await.done();
    told.says(&["рядок 4, Послуга (service) = «4-9»", "бракує нулів", "прочитано як «04-09»"]);
    let app = base.serve().await;
    let offered = app.json("/api/v1/offerings?point=A").await["items"].to_string();
    for code in ["01-01", "01-02", "04-09"] {
        assert!(offered.contains(code), "{offered}");
    }
    app.stop().await;
    let same = "point,service,from\nA,01-01,2022-02-01\nЦНАП А,01−02,2022-02-01\nA,04-09,2022-02-01\n";
    base.import("offerings", same).await.done().says(&["змін немає"]);
}

#[tokio::test]
async fn a_code_that_became_a_date_is_read_where_it_can_mean_one_service_and_refused_elsewhere() {
    let base = with_catalogue().await;
    let table = "point,service,from\nA,2026-09-04,2022-02-01\nA,1 лют,2022-02-01\n";
    let told = base.import("offerings", table).await.done();
    told.says(&["Excel перетворив код на дату", "прочитано як «04-09»", "прочитано як «01-02»"]);
    let both = "point,service,from\nA,2026-02-05,2022-02-01\nA,02.янв,2022-02-01\nA,31.12.2026,2022-02-01\n";
    base.import("services", "code,name,group\n02-05,Інша,other\n").await.done();
    let told = base.import("offerings", both).await.refused();
    told.says(&[
        "рядок 2, service = «2026-02-05»: Excel перетворив код на дату",
        "«05-02 Видача витягу» або «02-05 Інша»",
    ])
    .says(&["рядок 3, service = «02.янв»: Excel перетворив код на дату", "рядок 4, service = «31.12.2026»: Excel"]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Код послуги", "Назва", "Група"]) {
        sheet.write(0, column, title).unwrap();
    }
    let date = rust_xlsxwriter::Format::new().set_num_format("d mmm");
    sheet.write_with_format(1, 0, 46054.0, &date).unwrap();
    sheet.write(1, 1, "Нова послуга").unwrap();
    sheet.write(1, 2, "other").unwrap();
    let told = base.import("services", book.save_to_buffer().unwrap()).await.refused();
    told.says(&["Excel перетворив код на дату", "можливо, «01-02»"]);
}

#[tokio::test]
async fn a_catalogue_with_other_dashes_and_lost_zeros_changes_the_known_services() {
    let base = with_catalogue().await;
    let table = "Номер послуги;Назва;Група\n01–01;Реєстрація місця проживання особи;residence\n4-09;Довідка;social\n";
    let told = base.import("services", table).await.done();
    told.says(&["services: додано 0, змінено 2", "прочитано як «04-09»"]);
}

#[tokio::test]
async fn hromadas_and_settlements_are_found_by_their_names() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let facts = "Громада;Відомість;Значення\nМачухівська сільська територіальна громада;населення;7882\n\
                 Зiнькiвська;населення;20000\n";
    base.import("hromada-facts", facts).await.done();
    let districts = "Громада;Код;Назва;Населені пункти\nМачухівська;d-1;Байрацький округ;с. Байрак, Мачухи\n";
    base.import("starosta-districts", districts).await.done();
    let points = "Код;Вид;Назва;Громада;Населений пункт;Старостинський округ;Код ЦНАП\n\
                  A;ЦНАП;ЦНАП А;Мачухівська ТГ;с. Мачухи;;\nB;ЦНАП;ЦНАП Б;;м. Зіньків;;\n\
                  W;ВРМ;ВРМ;Мачухівська;Байрак;Байрацький округ;ЦНАП А\n";
    base.import("points", points).await.done();
    let app = base.serve().await;
    let fields = ["hromada", "settlement", "starosta_district", "parent"];
    let told = |point: serde_json::Value| fields.map(|field| point[field].as_str().unwrap_or("").to_owned());
    let first = told(app.json("/api/v1/points/A").await);
    assert_eq!(first, [region::MACHUKHY, region::MACHUKHY_VILLAGE, "d-1", ""]);
    assert_eq!(told(app.json("/api/v1/points/B").await)[..2], [region::ZINKIV, "UA53080090010093569"]);
    let last = told(app.json("/api/v1/points/W").await);
    assert_eq!(last, [region::MACHUKHY, "UA53080230020081599", "d-1", "A"]);
    app.stop().await;
}

#[tokio::test]
async fn a_name_of_two_hromadas_is_refused_unless_the_row_or_the_territory_decides() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let more = "code,category,name,parent\nUA51000000000030770,O,Одеська,\n\
                UA51020000000000001,P,Одеський,UA51000000000030770\nUA51020010000000001,H,Зіньківська,UA51020000000000001\n";
    base.import("territories", more).await.done();
    let table = "code,kind,name,hromada\nA,cnap,А,Зіньківська\n";
    base.import("points", table).await.refused().says(&[
        "назва відповідає кільком",
        region::ZINKIV,
        "UA51020010000000001",
    ]);
    base.import_with("points", table, &["--territory", region::OBLAST, "--dry-run"]).await.done();
    let fuller = "code,kind,name,hromada\nA,cnap,А,\"Зіньківська громада, Полтавський район\"\n";
    base.import("points", fuller).await.done();
}

#[tokio::test]
async fn what_may_have_been_meant_is_offered_with_up_to_three_candidates() {
    let base = with_catalogue().await;
    let table = "point,service,from\nA,05-03,2022-02-01\nA,Реєстрація місця проживаня,2022-02-01\n";
    let told = base.import("offerings", table).await.refused();
    told.says(&["можливо, «05-0", "можливо, «01-01 Реєстрація місця проживання»"]);
    let points =
        "code,kind,name,hromada,parent\nN,tp,ТП,Мачухивська,\nM,tp,ТП,UA53080230000047238,\nK,tp,ТП,,ЦНАП Аа\n";
    let told = base.import("points", points).await.refused();
    let candidate = format!("можливо, «{} Мачухівська (Полтавський)»", region::MACHUKHY);
    told.says(&["рядок 2, hromada", &candidate, "рядок 3, hromada = «UA53080230000047238»", "«A ЦНАП А»"]);
    let named = "code,kind,name\n7,cnap,Відділ «Центр надання адміністративних послуг» Зіньківської міської ради\n";
    base.import("points", named).await.done();
    let loose = "point,service,from\nЗіньківський ЦНАП,01-01,2022-02-01\n";
    base.import("offerings", loose).await.refused().says(&["«Зіньківський ЦНАП»", "можливо, «7 Відділ"]);
    let answers = "point,checklist,criterion,answer\nA,588,sing,yes\n";
    base.import("answers", answers).await.refused().says(&["criterion = «sing»", "можливо, «sign"]);
    let kinds = "Код;Вид;Назва\nN;мобільний ЦНАПП;Х\n";
    base.import("points", kinds).await.refused().says(&["Вид (kind)", "cnap (ЦНАП)", "можливо, «мобільний ЦНАП»"]);
}

#[tokio::test]
async fn faults_of_form_and_of_references_come_in_one_round() {
    let base = with_catalogue().await;
    let table = "point,service,from\nA,99-99,коли\nnobody,01-01,2022-01-01\nA,01-01,2019-01-01\n";
    let told = base.import("offerings", table).await.refused();
    told.says(&["рядок 2, service = «99-99»", "рядок 2, from = «коли»", "рядок 3, point = «nobody»"]).says(&[
        "рядок 4, from",
        "межі існування точки",
        "4 помилки",
    ]);
    // A unit of a centre whose own row is faulty has no fault of its own.
    let points = "code,kind,name,parent,hromada\nN,cnap,,,\nM,tp,ТП,N,\nK,tp,ТП,nobody,UA53080000000068029\n";
    let told = base.import("points", points).await.refused();
    told.says(&["рядок 2, name", "рядок 4, parent = «nobody»", "рядок 4, hromada", "3 помилки"]);
}

#[tokio::test]
async fn what_must_be_loaded_first_is_said_once_and_counted() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let rows: String = (0..2557).map(|n| format!("A,{:02}-{:02},2022-01-01\n", n / 100, n % 100)).collect();
    let told = base.import("offerings", format!("point,service,from\n{rows}")).await.refused();
    assert!(told.err.lines().count() < 12, "{}", told.err);
    told.says(&["спершу завантажте таблицю services", "ще у 2552 рядках"]);
}

#[tokio::test]
async fn who_states_the_first_services_of_a_point_is_told_that_they_declare_its_whole_list() {
    let base = Base::sqlite().await;
    region::load_until(&base, "mandatory-declared").await;
    let words = "перші послуги точок (1): A; їх менш як 10";
    base.import("offerings", "point,service,from\nA,S1,2022-02-01\n").await.done().says(&[words]);
    let told = base.import("offerings", "point,service,from\nA,S2,2022-02-01\n").await;
    assert!(!told.err.contains("перші послуги") && !told.out.contains("перші послуги"), "{told:?}");
}

#[tokio::test]
async fn a_day_that_is_not_in_the_calendar_is_told_as_such() {
    let base = Base::sqlite().await;
    region::load_until(&base, "mandatory-declared").await;
    let told = base.import("offerings", "point,service,from\nA,S1,31.06.2023\nA,S2,червень\n").await.refused();
    told.says(&["«31.06.2023»: такого дня немає в календарі", "«червень»: не дата"]);
}
