//! Reports: the published rows, one document in three kinds of file, forms of a region's own.

use std::io::{Cursor, Read as _};
use std::path::PathBuf;
use std::process::Command;

use calamine::{Data, Reader as _, open_workbook_auto};

use crate::support::Base;
use crate::support::region::{self, MACHUKHY, OBLAST};

/// The ten rows the programme published for November 2023.
const PUBLISHED: [(f64, f64); 10] = [
    (61.0, 65.0),
    (30.0, 65.0),
    (117.0, 166.0),
    (0.0, 37.0),
    (48.0, 60.0),
    (22.0, 60.0),
    (1.0, 9.0),
    (12.0, 60.0),
    (40.0, 65.0),
    // 22 of 70 as published; the denominator here is hromadas with starosta districts.
    (22.0, 60.0),
];
const FULL_LIST: &str = "Драбинівська, Зіньківська, Комишнянська, Мачухівська, Михайлівська, Нехворощанська, \
    Новосанжарська, Петрівсько-Роменська, Піщанська, Решетилівська, Ромоданівська, Щербанівська";
/// Forms with the territory each is made of.
const FORMS: [(&str, &str); 6] = [
    ("quarterly", OBLAST),
    ("programme", OBLAST),
    ("gaps-letter", MACHUKHY),
    ("register", OBLAST),
    ("activity", OBLAST),
    ("passport", MACHUKHY),
];

async fn oblast() -> Base {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "oblast").await;
    base
}

/// Makes a report of the audited day; its file.
async fn report(base: &Base, form: &str, territory: &str, ending: &str, more: &[&str]) -> PathBuf {
    let file = base.folder.path().join(format!("{form}-{}.{ending}", more.len()));
    let out = file.to_str().unwrap();
    let args = ["report", form, "--territory", territory, "--quarter", "2023Q4", "--date", "2023-11-30", "--out", out];
    base.cnap(&[&args[..], more].concat()).await.done();
    file
}

#[tokio::test]
async fn the_quarterly_report_of_poltava_shows_the_ten_published_rows_and_names_the_twelve_hromadas() {
    let base = oblast().await;
    let file = report(&base, "quarterly", OBLAST, "xlsx", &[]).await;
    let mut book = open_workbook_auto(&file).unwrap();
    let sheet = book.worksheet_range("2 Десять показників програми").unwrap();
    let rows = sheet.rows().skip_while(|row| row[0] != Data::String("№".into())).skip(1).take(10);
    let told: Vec<(Data, Data)> = rows.map(|row| (row[2].clone(), row[3].clone())).collect();
    let expected = PUBLISHED.map(|(part, whole)| (Data::Float(part), Data::Float(whole)));
    assert_eq!(told, expected);
    let names = book.worksheet_range("6 Поіменно за показниками").unwrap();
    let text = |data: &Data| data.to_string();
    let full = names.rows().find(|row| text(&row[0]).contains("100 % переліку") && text(&row[1]) == "так").unwrap();
    assert_eq!((text(&full[2]), text(&full[3])), ("12".to_owned(), FULL_LIST.to_owned()));
}

/// Texts of the cells of every table of a page, header and body.
fn cells_of_page(page: &str) -> Vec<Vec<Vec<String>>> {
    let tables = page.split("<table").skip(1).map(|rest| rest.split("</table>").next().unwrap());
    let row = |row: &str| {
        let cells = row.split("<th").flat_map(|part| part.split("<td")).skip(1);
        cells.map(|cell| without_tags(&cell[cell.find('>').unwrap() + 1..])).collect::<Vec<_>>()
    };
    tables.map(|table| table.split("<tr").skip(1).map(row).collect()).collect()
}

fn without_tags(markup: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for letter in markup.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => out.push(letter),
            _ => {}
        }
    }
    let plain = out.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    spaced(&plain)
}

/// One space between words, of whatever kind they were.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same of a text document; its last table, that of signatures, is left out where there is one.
fn cells_of_document(bytes: Vec<u8>) -> Vec<Vec<Vec<String>>> {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    parts.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    let tables = text.split("<w:tbl>").skip(1).map(|rest| rest.split("</w:tbl>").next().unwrap());
    let told = tables.filter(|table| table.contains("<w:tblHeader/>"));
    let row = |row: &str| row.split("<w:tc>").skip(1).map(without_tags).collect::<Vec<_>>();
    told.map(|table| table.split("<w:tr>").skip(1).map(row).collect()).collect()
}

/// True where a cell of a workbook says what the page says.
fn agrees(cell: &Data, page: &str) -> bool {
    let number =
        |text: &str| text.replace(['\u{a0}', ' ', '%', '+'], "").replace('−', "-").replace(',', ".").parse::<f64>();
    match cell {
        Data::Float(value) => {
            let scale = if page.ends_with('%') { 100.0 } else { 1.0 };
            number(page).is_ok_and(|told| (told - value * scale).abs() < 0.06)
        }
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{day:02}.{month:02}.{year}") == page
        }
        Data::Empty => page.is_empty(),
        other => spaced(&other.to_string()) == page,
    }
}

#[tokio::test]
async fn page_text_document_and_workbook_of_a_report_say_the_same_and_are_the_same_bytes_again() {
    let base = oblast().await;
    for (form, territory) in FORMS {
        let [page, text, book] = ["html", "docx", "xlsx"].map(|ending| report(&base, form, territory, ending, &[]));
        let (page, text, book) = (page.await, text.await, book.await);
        let first = [&page, &text, &book].map(|file| std::fs::read(file).unwrap());
        let shown = cells_of_page(std::str::from_utf8(&first[0]).unwrap());
        let written = cells_of_document(first[1].clone());
        assert!(!shown.is_empty(), "{form}");
        assert_eq!(shown, written, "{form}");
        let sheets = open_workbook_auto(&book).unwrap().worksheets();
        let filled: Vec<_> = shown.iter().filter(|table| !table.is_empty()).collect();
        let mut sheets = sheets.into_iter().skip(1).map(|(_, sheet)| sheet);
        for table in filled {
            let titles = &table[0];
            // A table without rows has a sheet of its own, but none on the page.
            let rows = sheets.find_map(|sheet| {
                let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
                let head = rows
                    .iter()
                    .position(|row| row.iter().map(|cell| spaced(&cell.to_string())).eq(titles.iter().cloned()))?;
                Some(rows[head + 1..].to_vec())
            });
            for (row, told) in rows.unwrap().iter().zip(&table[1..]) {
                // A heading among the rows is one cell on the page.
                let same = row.iter().zip(told).all(|(cell, told)| agrees(cell, told));
                assert!(same, "{form}: {row:?} is not {told:?}");
            }
        }
        for (ending, bytes) in ["html", "docx", "xlsx"].iter().zip(first) {
            let again = std::fs::read(report(&base, form, territory, ending, &[]).await).unwrap();
            assert!(again == bytes, "{form}.{ending} is not the same again");
        }
    }
}

#[tokio::test]
async fn the_browser_gets_the_bytes_of_the_command_line_and_the_page_shows_them() {
    let base = oblast().await;
    let app = base.serve().await;
    let query = format!("territory={OBLAST}&quarter=2023Q4&date=2023-11-30");
    for ending in ["xlsx", "docx", "html"] {
        let own = std::fs::read(report(&base, "quarterly", OBLAST, ending, &[]).await).unwrap();
        let address = format!("{}/reports/quarterly/{ending}?{query}", app.address);
        let got = reqwest::get(address).await.unwrap();
        assert_eq!(got.status(), 200);
        assert!(got.bytes().await.unwrap() == own, "{ending}");
    }
    let page = app.get(&format!("/reports/quarterly?{query}")).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains(FULL_LIST) && page.body.contains("quarter=2023Q4&amp;date=2023-11-30"));
    let english = app.get(&format!("/en/reports/quarterly?{query}")).await;
    assert!(english.body.contains("What is unknown and why"), "{}", english.body);
    assert_eq!(app.get("/reports").await.status, 200);
    let statuses = [
        ("/reports/nosuch", 404),
        ("/reports/quarterly/pdf", 404),
        ("/reports/quarterly?quarter=2023", 400),
        ("/reports/quarterly?quarter=2023Q3&date=2023-11-30", 400),
        ("/reports/passport/docx?territory=UA", 400),
        ("/reports/passport?territory=UA", 200),
    ];
    for (path, status) in statuses {
        assert_eq!(app.get(path).await.status, status, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_report_of_an_earlier_state_of_knowledge_is_made_again_to_the_letter() {
    let base = oblast().await;
    let before = std::fs::read_to_string(report(&base, "quarterly", OBLAST, "html", &[]).await).unwrap();
    assert!(before.contains("known=11"));
    let offering = "point,service,from,until\n";
    let gap = std::fs::read_to_string(region::fixture("oblast/offerings.csv")).unwrap();
    let row: Vec<&str> = gap.lines().nth(1).unwrap().split(',').collect();
    base.import("offerings", format!("{offering}{},S-431,2023-01-01,\n", row[0])).await.done();
    let now = std::fs::read_to_string(report(&base, "quarterly", OBLAST, "html", &[]).await).unwrap();
    assert!(now.contains("known=12"));
    let again = report(&base, "quarterly", OBLAST, "html", &["--known", "11"]).await;
    assert_eq!(std::fs::read_to_string(again).unwrap(), before);
}

#[tokio::test]
async fn what_is_not_known_is_printed_so_and_is_no_nought() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let page = std::fs::read_to_string(report(&base, "passport", MACHUKHY, "html", &[]).await).unwrap();
    let tables = cells_of_page(&page);
    let of = |name: &str| {
        let rows = tables[0].iter().find(|row| row[0].starts_with(name));
        rows.unwrap_or_else(|| panic!("{name}: {tables:?}"))[1].clone()
    };
    assert_eq!(of("Сервісний центр МВС"), "невідомо");
    assert_eq!(of("Підрозділ ДМС"), "не працює");
    assert_eq!(of("Населення"), "7 882");
    let services = &tables[2][1];
    assert_eq!(services[2], "невідомо", "nothing is reported for the quarter: {services:?}");
}

const OWN_FORM: &str = "\
id = \"own\"
title = { uk = \"Своя форма за {period}\", en = \"Own form\" }
about = { uk = \"Свій звіт\", en = \"Own\" }
territories = [\"oblast\"]

[[section]]
id = \"first\"

[[section.table]]
show = \"indicators\"
indicators = [\"residence\"]

[[signature]]
position = { uk = \"Начальник\", en = \"Head\" }
";

#[tokio::test]
async fn a_form_of_ones_own_is_a_file_and_a_fault_names_file_section_and_key() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let folder = base.folder.path().join("rules");
    std::fs::create_dir_all(folder.join("reports")).unwrap();
    let form = folder.join("reports/own.toml");
    let data = ["--data", folder.to_str().unwrap()];
    std::fs::write(&form, OWN_FORM).unwrap();
    let made = std::fs::read_to_string(report(&base, "own", OBLAST, "html", &data).await).unwrap();
    assert!(made.contains("Своя форма за 4 квартал 2023 року") && made.contains("Начальник"));
    let faults = [
        (
            "\"residence\"",
            "\"nosuch\"",
            "reports/own.toml: section «first», table 1, indicators: no indicator «nosuch»",
        ),
        ("\"indicators\"\n", "\"pictures\"\n", "«pictures» is not one of network, parts"),
        ("{period}", "{day}", "reports/own.toml: title: «{day}» is not one of territory"),
        ("uk = \"Начальник\"", "uk = \"\"", "reports/own.toml: signature, position: both languages are needed"),
        ("id = \"own\"", "id = \"other\"", "reports/own.toml: id: «other» is not the name of the file"),
    ];
    for (from, to, fault) in faults {
        std::fs::write(&form, OWN_FORM.replacen(from, to, 1)).unwrap();
        let told = base.cnap(&[&["verify"][..], &data].concat()).await;
        assert_eq!(told.code, 1);
        assert!(told.err.contains(fault), "{fault}: {}", told.err);
    }
    let out = base.folder.path().join("a.xlsx");
    let out = out.to_str().unwrap();
    let told = base.cnap(&["report", "nosuch", "--territory", OBLAST, "--out", out]).await;
    assert!(told.code == 1 && told.err.contains("quarterly"), "{told:?}");
    let told = base.cnap(&["report", "passport", "--territory", OBLAST, "--out", out]).await;
    assert_eq!(told.code, 1);
    let told = base.cnap(&["report", "quarterly", "--territory", OBLAST, "--out", "a.pdf"]).await;
    assert_eq!(told.code, 2);
}

/// Pages of a file as `LibreOffice` prints it, each as its text; nothing where it is not installed.
fn printed(file: &std::path::Path) -> Option<String> {
    let folder = file.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/office", folder.display());
    let converted = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder, file])
        .output()
        .ok()?;
    assert!(converted.status.success(), "{converted:?}");
    let pdf = file.with_extension("pdf");
    let text = Command::new("pdftotext").args(["-layout"]).args([&pdf]).arg("-").output().ok()?;
    Some(String::from_utf8(text.stdout).unwrap())
}

#[tokio::test]
async fn libreoffice_prints_the_text_document_whole_with_titles_on_every_page_of_a_table() {
    let base = oblast().await;
    let file = report(&base, "quarterly", OBLAST, "docx", &[]).await;
    let Some(text) = printed(&file) else {
        println!("skipped: soffice or pdftotext is not installed");
        return;
    };
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!((8..=20).contains(&pages.len()), "{} pages", pages.len());
    let named = pages.iter().filter(|page| page.contains("Поіменно") && page.contains("Усього")).count();
    assert!(named >= 3, "titles of the long table stand on {named} pages");
    for (number, page) in (1..).zip(&pages) {
        let page = page.replace('\u{a0}', " ");
        assert!(page.contains(&format!("{number} / {}", pages.len())), "page {number}: {page}");
    }
    assert!(text.contains("ПРІЗВИЩЕ") && text.contains("known=11"));
    for hromada in FULL_LIST.split(", ") {
        assert!(text.contains(hromada), "{hromada}");
    }
}

#[tokio::test]
async fn between_two_dates_every_change_has_its_reason_and_the_same_figures_as_the_indicators() {
    let base = oblast().await;
    let app = base.serve().await;
    let query = format!("territory={OBLAST}&from=2023-11-30&to=2023-12-31");
    let page = app.get(&format!("/compliance/between?{query}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("зміни з 30.11.2023 до 31.12.2023"));
    let csv = app.get(&format!("/compliance/between/indicators.csv?{query}")).await;
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(csv.body.as_bytes()).into_records().map(Result::unwrap).collect();
    for (day, at) in [("2023-11-30", 1), ("2023-12-31", 4)] {
        let told = app.json(&format!("/api/v1/indicators?territory={OBLAST}&date={day}")).await;
        for (item, row) in told["items"].as_array().unwrap().iter().zip(&rows) {
            let plain = |text: &str| text.replace('\u{a0}', "");
            assert_eq!(item["denominator"].to_string(), plain(&row[at + 1]), "{day} {row:?}");
            if let Some(numerator) = item["numerator"].as_u64() {
                assert_eq!(numerator.to_string(), plain(&row[at]), "{day} {row:?}");
            }
        }
    }
    let members = app.get(&format!("/compliance/between/members.csv?{query}")).await;
    let civil: Vec<csv::StringRecord> = csv::Reader::from_reader(members.body.as_bytes())
        .into_records()
        .map(Result::unwrap)
        .filter(|row| row[0].contains("цивільного стану"))
        .collect();
    let turned = civil.iter().filter(|row| row[3].starts_with("ні – ") && row[4].starts_with("так – ")).count();
    assert_eq!(turned, 2, "30 became 32: {civil:?}");
    let things = app.get(&format!("/compliance/between/things.csv?{query}")).await;
    assert!(things.body.contains("почала надавати"), "{}", things.body);
    for (path, status) in [
        ("/compliance/between?from=2024-01-01&to=2023-01-01", 400),
        ("/compliance/between?from=yesterday", 400),
        ("/compliance/between/nosuch.csv", 404),
        ("/en/compliance/between", 200),
    ] {
        assert_eq!(app.get(path).await.status, status, "{path}");
    }
    app.stop().await;
}
