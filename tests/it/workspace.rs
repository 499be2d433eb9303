//! The forms of a hromada's workspace: each makes the submission it says, and nothing that was typed is lost.

use cnap::formats::InputLimits;
use cnap::formats::service_list::{self, ListedService};
use rstest::rstest;
use serde_json::Value;

use crate::support::people::{SignedIn, after, editor_and_auditor, signed_in};
use crate::support::region::{self, MACHUKHY, MACHUKHY_VILLAGE, ZINKIV};
use crate::support::{Base, Db, HttpResponse};

const BAIRAK: &str = "UA53080230020081599";

/// Sends a form as its page stands, with some fields typed.
async fn send_form(editor: &SignedIn<'_>, path: &str, page: &str, fields: &[(&str, &str)]) -> HttpResponse {
    let version = after(page, "name=\"version\" value=\"");
    editor.post(path, &[fields, &[("version", version.as_str())]].concat()).await
}

async fn check(editor: &SignedIn<'_>, path: &str, fields: &[(&str, &str)]) -> HttpResponse {
    let page = editor.get(path).await;
    assert_eq!(page.status, 200, "{path}: {page:?}");
    send_form(editor, path, &page.body, &[fields, &[("check", "1")]].concat()).await
}

/// Checks a form and submits it; gives back the address of the submission.
async fn submit(editor: &SignedIn<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let checked = check(editor, path, fields).await;
    assert_eq!(checked.status, 200, "{path}: {}", told(&checked.body));
    let seen = after(&checked.body, "name=\"seen\" value=\"");
    let sent = [fields, &[("seen", seen.as_str()), ("send", "1")]].concat();
    let answer = send_form(editor, path, &checked.body, &sent).await;
    assert_eq!(answer.status, 303, "{path}: {}", told(&answer.body));
    answer.header("location").to_owned()
}

/// What a page says before its form.
fn told(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    main.chars().take(6_000).collect()
}

fn point(code: &str, form: &str) -> String {
    format!("/workspace/points/{code}/{form}")
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn every_form_of_a_point_makes_the_submission_it_says(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let accepted = async |form: &str, fields: &[(&str, &str)]| {
        let submission = submit(&editor, &point("A", form), fields).await;
        let answer = auditor.accept(&submission).await;
        assert_eq!(answer.status, 303, "{form}: {}", told(&answer.body));
    };
    let before = app.json("/api/v1/points/A").await;

    accepted("contacts", &[("phone", "+380532000000"), ("email", "cnap@example.org")]).await;
    let now = app.json("/api/v1/points/A").await;
    assert_eq!((&now["phone"], &now["email"]), (&"+380532000000".into(), &"cnap@example.org".into()), "{now}");
    for kept in ["name", "address", "lat", "lon", "hours", "settlement", "until"] {
        assert_eq!(now[kept], before[kept], "{kept}");
    }
    accepted("hours", &[("hours", "пн-пт 8:00-17:00, перерва 12:00-13:00")]).await;
    let now = app.json("/api/v1/points/A").await;
    assert_eq!(now["hours"], "Mo-Fr 08:00-12:00,13:00-17:00", "{now}");
    assert_eq!(now["phone"], "+380532000000");
    accepted("card", &[("workers", "7"), ("diia_centre", "no"), ("area_total", "120,5")]).await;
    let now = app.json("/api/v1/points/A").await;
    assert_eq!((&now["workers"], &now["diia_centre"], &now["area_total"]), (&7.into(), &false.into(), &120.5.into()));
    assert_eq!((&now["lat"], &now["hours_text"]), (&before["lat"], &"пн-пт 8:00-17:00, перерва 12:00-13:00".into()));

    accepted("services", &[("S1.shown", "1"), ("day", "2024-01-01")]).await;
    let given = app.json("/api/v1/offerings?point=A&date=2023-06-01").await;
    assert_eq!(given["total"], 1, "given until it was ended: {given}");
    assert_eq!(app.json("/api/v1/offerings?point=A&date=2024-01-01").await["total"], 0);
    accepted("services", &[("S1.given", "yes"), ("S1.from", "2025-01-01"), ("ground", "Рішення № 5")]).await;
    let given = app.json("/api/v1/offerings?point=A").await;
    assert_eq!(
        (&given["items"][0]["from"], &given["items"][0]["ground"]),
        (&"2025-01-01".into(), &"Рішення № 5".into())
    );

    accepted("access/588", &[("braille.answer", "no"), ("braille.note", "замовлено")]).await;
    let card = app.json("/api/v1/points/A/cards").await.to_string();
    assert!(card.contains("замовлено"), "{card}");
    accepted("equipment", &[("card_terminal.0.quantity", "2"), ("card_terminal.0.funder", "бюджет громади")]).await;
    let things = app.json("/api/v1/points/A/equipment?type=card_terminal").await;
    assert_eq!(things["items"][0]["quantity"], 2, "{things}");
    accepted("figures/2023Q4", &[("services.value", "512"), ("satisfaction.value", "93,5")]).await;
    let figures = app.json("/api/v1/points/A/figures?period=2023Q4").await.to_string();
    assert!(figures.contains("512") && figures.contains("93.5"), "{figures}");
    accepted("figures/2023Q4", &[("services.value", "512"), ("satisfaction.value", "")]).await;
    let figures = app.json("/api/v1/points/A/figures?period=2023Q4").await.to_string();
    assert!(figures.contains("512") && !figures.contains("93.5"), "what was cleared is unknown: {figures}");

    let districts = format!("/workspace/hromadas/{MACHUKHY}/districts");
    let fields =
        [("new.code", "d-2"), ("new.name", "Мачухівський округ"), (&*format!("{MACHUKHY_VILLAGE}.district"), "new")];
    let submission = submit(&editor, &districts, &fields).await;
    assert_eq!(auditor.accept(&submission).await.status, 303);
    assert_eq!(app.json(&format!("/api/v1/hromadas/{MACHUKHY}")).await["starosta_districts"], 2);
    let page = editor.get(&districts).await.body;
    assert!(page.contains("Мачухівський округ"), "{}", told(&page));
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    app.stop().await;
}

#[tokio::test]
async fn faults_stand_at_their_fields_and_what_was_typed_is_kept() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let (long_address, long_note) = ("х".repeat(1_001), "х".repeat(10_001));
    for (form, field, typed, words) in [
        ("contacts", "web", long_address.as_str(), "f-web-error"),
        ("card", "area_total", "сто", "f-area_total-error"),
        ("card", "day", "2001-01-01", "раніше цього дня"),
        ("services", "S1.until", "2001-01-01", "f-S1.until-error"),
        ("access/588", "braille.note", long_note.as_str(), "f-braille.note-error"),
        ("equipment", "copier.0.quantity", "багато", "f-copier.0.quantity-error"),
        ("equipment", "copier.0.funder", "громада", "не зазначено кількості"),
        ("figures/2023Q4", "satisfaction.value", "140", "f-satisfaction.value-error"),
    ] {
        let path = point("A", form);
        let mut fields = vec![(field, typed), ("note", "моя примітка")];
        if form == "services" {
            fields.push(("S1.given", "yes"));
        }
        if field == "day" {
            fields.push(("name", "Інша назва"));
        }
        let answer = check(&editor, &path, &fields).await;
        assert_eq!(answer.status, 422, "{form} {field}: {}", told(&answer.body));
        assert!(answer.body.contains(words), "{form} {field}: no «{words}»: {}", told(&answer.body));
        assert!(answer.body.contains(typed) && answer.body.contains("моя примітка"), "{form} {field}: typed is lost");
        let again = editor.get(&path).await.body;
        assert!(again.contains(typed) && again.contains("моя примітка"), "{form} {field}: the draft is lost");
    }
    assert!(base.contents().await.0["submission"].is_empty());
    let workspace = editor.get("/workspace").await.body;
    assert!(workspace.contains("Чернетки") && workspace.contains("/workspace/points/A/contacts"));
    app.stop().await;
}

#[tokio::test]
async fn a_measure_decides_its_answer_before_anything_is_submitted() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let path = point("A", "access/537");
    let contradicted = check(&editor, &path, &[("ramp_slope.answer", "yes"), ("ramp_slope.measure", "10")]).await;
    assert_eq!(contradicted.status, 422);
    assert!(contradicted.body.contains("за виміром відповідь «ні»"), "{}", told(&contradicted.body));
    // Sent at once, it is shown first all the same.
    let page = editor.get(&path).await.body;
    let fields = [("ramp_slope.answer", ""), ("ramp_slope.measure", "10"), ("send", "1")];
    let judged = send_form(&editor, &path, &page, &fields).await;
    assert_eq!(judged.status, 200, "{}", told(&judged.body));
    assert!(judged.body.contains("Перевірено") && judged.body.contains("За виміром"), "{}", told(&judged.body));
    assert!(judged.body.contains("name=\"ramp_slope.answer\" value=\"no\" checked"), "{}", judged.body);
    let seen = after(&judged.body, "name=\"seen\" value=\"");
    let fields = [("ramp_slope.answer", "no"), ("ramp_slope.measure", "10"), ("seen", &seen), ("send", "1")];
    let sent = send_form(&editor, &path, &judged.body, &fields).await;
    assert_eq!(sent.status, 303, "{}", told(&sent.body));
    assert_eq!(auditor.accept(sent.header("location")).await.status, 303);
    let rows = base.contents().await.0["answer"].iter().filter(|row| row.contains("ramp_slope")).count();
    assert_eq!(rows, 1, "what was left unanswered is not stated");
    app.stop().await;
}

#[tokio::test]
async fn hours_are_shown_as_they_are_understood_before_they_are_submitted() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let understood = check(&editor, &point("A", "hours"), &[("hours", "пн-пт 8:00-17:00, перерва 12-13")]).await;
    assert!(understood.body.contains("Як реєстр розуміє графік"), "{}", told(&understood.body));
    assert!(understood.body.contains("08:00") && understood.body.contains("зачинено"), "{}", understood.body);
    let doubtful = check(&editor, &point("A", "contacts"), &[("email", "не пошта")]).await;
    assert_eq!(doubtful.status, 200);
    assert!(doubtful.body.contains("не схоже на електронну пошту"), "{}", told(&doubtful.body));
    let riddle = check(&editor, &point("A", "hours"), &[("hours", "як домовимося")]).await;
    assert_eq!(riddle.status, 200);
    assert!(riddle.body.contains("не розібрав цього графіка"), "{}", told(&riddle.body));
    app.stop().await;
}

#[tokio::test]
async fn forms_of_another_hromada_are_as_if_they_were_not_there() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let stranger = signed_in(&base, &app, "other@example.org", "editor", &[ZINKIV]).await;
    let administrator = signed_in(&base, &app, "admin@example.org", "administrator", &[]).await;
    let forms = [
        "",
        "/card",
        "/contacts",
        "/hours",
        "/services",
        "/access/588",
        "/equipment",
        "/figures/2023Q4",
        "/services.xlsx",
    ];
    let paths = forms.map(|form| format!("/workspace/points/A{form}"));
    for path in paths.iter().chain([&format!("/workspace/hromadas/{MACHUKHY}/districts")]) {
        assert_eq!(editor.get(path).await.status, 200, "{path}");
        assert_eq!(auditor.get(path).await.status, 200, "the auditor looks at {path}");
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
        assert_eq!(administrator.get(path).await.status, 404, "{path}");
        assert_eq!(app.get(path).await.status, 303, "{path}");
        if path.contains(".xlsx") || path == "/workspace/points/A" {
            continue;
        }
        let page = editor.get(path).await.body;
        let fields = [("phone", "1"), ("check", "1")];
        assert_eq!(send_form(&stranger, path, &page, &fields).await.status, 404, "{path}");
        assert_eq!(send_form(&auditor, path, &page, &fields).await.status, 403, "{path}");
        assert!(!auditor.get(path).await.body.contains("name=\"check\""), "{path}");
    }
    for path in [
        "/workspace/points/none/card",
        "/workspace/points/A/access/nothing",
        "/workspace/points/A/figures/2023",
        "/workspace/points/A/other",
    ] {
        assert_eq!(editor.get(path).await.status, 404, "{path}");
    }
    assert!(base.contents().await.0["form_draft"].is_empty());
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn two_people_who_edit_one_form_see_both_versions_and_lose_nothing(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (first, auditor) = editor_and_auditor(&base, &app).await;
    let second = signed_in(&base, &app, "second@example.org", "editor", &[MACHUKHY]).await;
    let path = point("A", "contacts");
    let page = second.get(&path).await.body;
    let submission = submit(&first, &path, &[("phone", "0532111111")]).await;
    let late =
        send_form(&second, &path, &page, &[("phone", "0532222222"), ("email", "second@example.org"), ("check", "1")])
            .await;
    assert_eq!(late.status, 409, "{}", told(&late.body));
    for words in ["0532111111", "0532222222", "second@example.org", "Людина Зразкова", "інша версія"]
    {
        assert!(late.body.contains(words), "no «{words}»: {}", told(&late.body));
    }
    assert_eq!(app.get(&path).await.status, 303);
    let kept = send_form(
        &second,
        &path,
        &late.body,
        &[("phone", "0532222222"), ("email", "second@example.org"), ("check", "1")],
    )
    .await;
    assert_eq!(kept.status, 200, "{}", told(&kept.body));
    assert!(first.get(&path).await.body.contains("0532222222"), "one draft of one form");
    // What is known changes too.
    let page = first.get(&path).await.body;
    assert_eq!(auditor.accept(&submission).await.status, 303);
    app.until("/api/v1/points/A", |point| point["phone"] == "0532111111").await;
    let late = send_form(&first, &path, &page, &[("phone", "0532333333"), ("check", "1")]).await;
    assert_eq!(late.status, 409, "{}", told(&late.body));
    assert!(late.body.contains("0532333333"));
    app.stop().await;
}

fn without_days(value: &Value) -> Value {
    let mut value = value.clone();
    for item in value["items"].as_array_mut().unwrap() {
        item.as_object_mut().unwrap().retain(|key, _| key != "confirmed" && key != "source");
    }
    value
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn one_click_says_that_nothing_changed_and_moves_the_day_of_confirmation_alone(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "offerings").await;
    let old = ["--date", "2023-05-01"];
    for (format, table) in [("answers", region::ANSWERS), ("equipment", region::EQUIPMENT)] {
        base.import_with(format, table, &old).await.done();
    }
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    assert!(editor.get("/workspace").await.body.contains("Не підтверджували понад 90 днів"));
    let before = app.json("/api/v1/points/A/equipment?type=id_reader").await;
    assert_eq!(before["items"][0]["confirmed"], "2023-05-01", "{before}");
    let rows = base.contents().await.0;
    let forms = ["card", "contacts", "services", "access/588", "equipment"].map(|form| point("A", form));
    for path in forms.into_iter().chain([format!("/workspace/hromadas/{MACHUKHY}/districts")]) {
        let page = editor.get(&path).await.body;
        if !page.contains("name=\"confirm\"") {
            assert!(path.ends_with("contacts"), "{path}: nothing is known there");
            continue;
        }
        let answer = send_form(&editor, &path, &page, &[("confirm", "1")]).await;
        assert_eq!(answer.status, 303, "{path}: {}", told(&answer.body));
        let submission = answer.header("location").to_owned();
        let review = auditor.get(&submission).await.body;
        assert!(review.contains("Нових відомостей немає"), "{path}: {}", told(&review));
        assert_eq!(auditor.accept(&submission).await.status, 303, "{path}");
    }
    let after = app
        .until("/api/v1/points/A/equipment?type=id_reader", |things| things["items"][0]["confirmed"] != "2023-05-01")
        .await;
    assert_eq!(without_days(&before), without_days(&after));
    let now = base.contents().await.0;
    for table in ["point_period", "offering", "answer", "equipment", "district"] {
        assert_eq!(rows[table], now[table], "{table}");
    }
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_service_list_goes_out_as_a_workbook_and_comes_back_without_loss(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "mandatory-declared").await;
    base.import("services", "code,name,group\nS3,Третя,local\nS-4,Четверта,local\n").await.done();
    let odd = "point,service,from,until,ground\nA,S1,2022-02-01,2031-01-01,\"''=рішення; \"\"№ 1\"\"\nдругий рядок\"\nA,S-4,2021-01-01,,\n";
    base.import("offerings", odd).await.done();
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let (path, file) = (point("A", "services"), point("A", "services/file"));
    let before = app.json("/api/v1/offerings?point=A").await;
    assert_eq!(before["total"], 2, "{before}");
    let (status, book) = editor.download(&point("A", "services.xlsx")).await;
    assert_eq!(status, 200);

    let page = editor.get(&path).await.body;
    let [token, version] = ["name=\"token\" value=\"", "name=\"version\" value=\""].map(|words| after(&page, words));
    let (status, same) = editor.upload(&file, &[("token", &token), ("version", &version)], &book).await;
    assert_eq!(status, 200, "{}", told(&same));
    assert!(same.contains("Нових відомостей немає"), "{}", told(&same));

    // Edited: the one ends, another begins, the third has another ground.
    let known = ["S1", "S2", "S3", "S-4"].map(|code| (code, code)).into_iter().collect();
    let mut edited: Vec<ListedService> = Vec::new();
    for row in service_list::read(InputLimits::SUBMITTED, &book, "A", &known).unwrap().0 {
        let day = |text: &str| text.parse().ok();
        let (from, until) = (day(&row.from), day(&row.until));
        let ground = if row.code == "S1" { format!("{} і третій", row.ground) } else { row.ground };
        let given = Some(row.code != "S-4");
        edited.push(ListedService { code: row.code, given, from, until, ground, ..ListedService::default() });
    }
    let new = ListedService { code: "S3".to_owned(), given: Some(true), ..ListedService::default() };
    edited.push(new);
    let book = service_list::write("A", vec!["ЦНАП".to_owned()], &edited).unwrap();
    let version = after(&same, "name=\"version\" value=\"");
    let (status, shown) = editor.upload(&file, &[("token", &token), ("version", &version)], &book).await;
    assert_eq!(status, 200, "{}", told(&shown));
    assert!(shown.contains("і третій") && shown.contains("S3 Третя"), "{}", told(&shown));
    let seen = after(&shown, "name=\"seen\" value=\"");
    let answer = send_form(&editor, &path, &shown, &[("seen", &seen), ("send", "1")]).await;
    assert_eq!(answer.status, 303, "the draft holds the whole list: {}", told(&answer.body));
    assert_eq!(auditor.accept(answer.header("location")).await.status, 303);
    let after_it = app.json("/api/v1/offerings?point=A").await;
    let told_of =
        |code: &str| after_it["items"].as_array().unwrap().iter().find(|item| item["service"] == code).cloned();
    assert!(told_of("S-4").is_none() && told_of("S3").is_some(), "{after_it}");
    let first = told_of("S1").unwrap();
    assert_eq!(first["ground"], "'=рішення; \"№ 1\"\nдругий рядок і третій", "{first}");
    assert_eq!((&first["from"], &first["until"]), (&"2022-02-01".into(), &"2031-01-01".into()));

    let (status, refused) = editor.upload(&file, &[("token", &token), ("version", "0")], b"x").await;
    assert_eq!(status, 422, "{}", told(&refused));
    app.stop().await;
}

#[tokio::test]
async fn the_workspace_says_what_is_to_be_done_and_where() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let page = editor.get("/workspace").await.body;
    for words in [
        "Строк подання",
        "Показники за",
        "Відомості, яких бракує",
        "/workspace/points/A/hours",
        "/workspace/points/W",
        "/districts",
    ] {
        assert!(page.contains(words), "no «{words}»: {}", told(&page));
    }
    let missing = editor.get("/workspace/points/W/services?filter=missing").await.body;
    assert!(missing.contains("name=\"S1.given\"") && missing.contains("обов’язкова"), "{}", told(&missing));
    let given = editor.get("/workspace/points/W/services?filter=given").await.body;
    assert!(!given.contains("name=\"S1.given\""));
    assert!(!auditor.get("/workspace").await.body.contains("Що зробити"), "an auditor has other work");
    let to_figures = editor.get("/workspace/points/A/figures").await;
    assert_eq!(to_figures.status, 303);
    assert_eq!(editor.get(to_figures.header("location")).await.status, 200);
    assert_eq!(editor.get("/en/workspace/points/A").await.status, 200);
    app.stop().await;
}

/// Names of the fields of a page.
fn names(page: &str) -> Vec<String> {
    let form = page.split_once("workspace-form").map_or("", |(_, form)| form);
    let mut names: Vec<String> =
        form.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    names.retain(|name| !["token", "version", "seen"].contains(&name.as_str()));
    names.dedup();
    names
}

#[tokio::test]
async fn no_text_in_any_field_breaks_a_form() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let long = "9".repeat(400);
    let texts = [
        "",
        "\0",
        "=1+1",
        &long,
        "2024-02-30",
        "-1",
        "1e309",
        "NaN",
        "💥\u{202e}",
        "a\r\n\"b",
        BAIRAK,
        "new",
        "yes",
        "2199-12-31",
        "0001-01-01",
    ];
    let forms = ["card", "contacts", "hours", "services", "access/588", "access/537", "equipment", "figures/2023Q3"];
    let paths = forms.map(|form| point("A", form));
    for path in paths.iter().chain([&format!("/workspace/hromadas/{MACHUKHY}/districts")]) {
        for text in texts {
            let page = editor.get(path).await.body;
            let names = names(&page);
            assert!(names.len() > 3, "{path}: {names:?}");
            let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text)).collect();
            for button in ["check", "save", "confirm"] {
                let fields: Vec<(&str, &str)> = fields.iter().copied().filter(|(name, _)| *name != button).collect();
                let answer = send_form(&editor, path, &page, &[&fields[..], &[(button, "1")]].concat()).await;
                assert!([200, 303, 409, 422].contains(&answer.status), "{path} {text:?} {button}: {answer:?}");
            }
        }
    }
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}
