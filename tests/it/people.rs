//! People who sign in: a hromada submits her own sheet, an auditor of the oblast judges it, nobody touches what is not
//! theirs.

use reqwest::Method;
use rstest::rstest;

use crate::support::people::{PASSWORD, SignedIn, add, after, editor_and_auditor, form, link, send, signed_in};
use crate::support::region::{self, MACHUKHY, OBLAST, ZINKIV};
use crate::support::{Base, Db};

const OFFERED: &str = "point,service,from\nW,S1,2022-03-01\n";

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_sheet_is_submitted_returned_mended_and_accepted(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let offered = async || app.json("/api/v1/offerings?point=W").await["total"].as_u64().unwrap();

    let first = editor.submit(MACHUKHY, "offerings", "point,service,from\nW,S1,2023-03-01\n").await;
    let page = auditor.get(&first).await.body;
    for words in
        ["Мачухівська сільська громада", "на розгляді", "W ВРМ, S1 Навчальна послуга 1, 01.03.2023", "Прийняти"]
    {
        assert!(page.contains(words), "no «{words}»: {page}");
    }
    assert!(auditor.get("/workspace").await.body.contains(&first), "it waits for the auditor");
    assert_eq!(auditor.post(&format!("{first}/return"), &[]).await.status, 422, "a reason is needed");
    let returned = auditor.post(&format!("{first}/return"), &[("reason", "Послуга є з 2022 року")]).await;
    assert_eq!(returned.status, 303, "{returned:?}");
    assert!(editor.get("/workspace").await.body.contains("Послуга є з 2022 року"));
    assert_eq!(offered().await, 0, "nothing is written before it is accepted");

    let second = editor.submit(MACHUKHY, "offerings", OFFERED).await;
    let accepted = auditor.accept(&second).await;
    assert_eq!(accepted.status, 303, "{accepted:?}");
    assert_eq!(offered().await, 1, "whoever accepted sees it at once");
    assert!(editor.get(&second).await.body.contains("прийнято"));
    assert_eq!(auditor.accept_again(&second).await, 409, "it is decided about once");
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    let told = base.cnap(&["history", "points", "W"]).await.done();
    told.says(&["за поданням громади", "S1 Навчальна послуга 1, з 01.03.2022: внесено"]);
    let entry = app.json("/api/v1/points/W/history").await;
    let entry = entry["items"].as_array().unwrap().last().unwrap()["entry"].to_string();
    base.cnap(&["undo", &entry]).await.done();
    app.until("/api/v1/offerings?point=W", |answer| answer["total"] == 0).await;
    app.stop().await;
}

#[tokio::test]
async fn a_hromada_changes_nothing_that_is_not_hers() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let before = base.contents().await;
    let head = "code,kind,hromada,name,from\n";
    for (hromada, table, pasted, words) in [
        (
            MACHUKHY,
            "offerings",
            "point,service,from\nB,S1,2022-02-01\n".to_owned(),
            "Рядки не тієї громади, яку обрано (1): B",
        ),
        (
            MACHUKHY,
            "offerings",
            "point,service,from,until\nB,S1,2022-02-01,2023-06-01\n".to_owned(),
            "Рядки не тієї громади, яку обрано",
        ),
        (
            MACHUKHY,
            "points",
            format!("{head}A,cnap,{ZINKIV},ЦНАП А,2020-01-01\n"),
            "Рядки не тієї громади, яку обрано (1): A",
        ),
        (
            MACHUKHY,
            "points",
            format!("{head}B,cnap,{MACHUKHY},ЦНАП Б,2020-01-01\n"),
            "Рядки не тієї громади, яку обрано (1): B",
        ),
        (MACHUKHY, "hromada-facts", format!("hromada,fact,value,from\n{ZINKIV},population,1,2024-01-01\n"), ZINKIV),
        (MACHUKHY, "services", "code,name,group\nS9,Послуга,other\n".to_owned(), "Оберіть таблицю зі списку"),
        (ZINKIV, "offerings", "point,service,from\nB,S1,2022-02-01\n".to_owned(), "інша територія"),
    ] {
        let answer = editor.post("/workspace", &[("hromada", hromada), ("table", table), ("pasted", &pasted)]).await;
        assert_eq!(answer.status, 422, "{table} {pasted}: {answer:?}");
        assert!(answer.body.contains(words), "{table} {pasted}: no «{words}»: {}", answer.body);
        assert!(answer.body.contains("name=\"pasted\""), "what was typed stays");
    }
    assert_eq!(before.0["action"], base.contents().await.0["action"]);
    assert!(base.contents().await.0["submission"].is_empty());
    app.stop().await;
}

#[tokio::test]
async fn a_table_with_faults_is_not_submitted_and_tells_row_field_and_value() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let pasted = "Код пункту;Код послуги;Діє з\nW;S1;колись\n";
    let answer = editor.post("/workspace", &[("hromada", MACHUKHY), ("table", "offerings"), ("pasted", pasted)]).await;
    assert_eq!(answer.status, 422);
    for words in ["У таблиці 1 помилка", "Діє з", "колись", "W;S1;колись"] {
        assert!(answer.body.contains(words), "no «{words}»: {}", answer.body);
    }
    for (fields, words) in [
        (vec![("hromada", MACHUKHY), ("table", "offerings")], "Додайте файл або вставте таблицю"),
        (vec![("hromada", MACHUKHY), ("table", "offerings"), ("pasted", "x"), ("day", "завтра")], "не є датою"),
    ] {
        let answer = editor.post("/workspace", &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains(words), "no «{words}»");
    }
    let rows: String = (0..20_001).map(|n| format!("W,S1,2022-03-01,{n}\n")).collect();
    let large = format!("point,service,from,ground\n{rows}");
    let answer = editor.post("/workspace", &[("hromada", MACHUKHY), ("table", "offerings"), ("pasted", &large)]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("20000") || answer.body.contains("20\u{a0}000"), "{:.3000}", answer.body);
    app.stop().await;
}

#[tokio::test]
async fn every_page_of_people_asks_for_the_right_role_in_the_right_place() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let other_editor = signed_in(&base, &app, "other@example.org", "editor", &[ZINKIV]).await;
    let administrator = signed_in(&base, &app, "admin@example.org", "administrator", &[]).await;
    let submission = editor.submit(MACHUKHY, "offerings", OFFERED).await;
    let (accept, back, withdraw) =
        (format!("{submission}/accept"), format!("{submission}/return"), format!("{submission}/withdraw"));
    // Who; the workspace, the submission; submitting, accepting, returning, withdrawing.
    let table: [(&str, &SignedIn<'_>, [u16; 6]); 3] = [
        ("another hromada's editor", &other_editor, [200, 404, 422, 403, 403, 404]),
        ("an administrator", &administrator, [200, 404, 403, 403, 403, 403]),
        ("an auditor of the oblast", &auditor, [200, 200, 403, 409, 422, 403]),
    ];
    for (who, person, [workspace, page, submitted, accepted, returned, withdrawn]) in table {
        assert_eq!(person.get("/workspace").await.status, workspace, "{who}: the workspace");
        assert_eq!(person.get(&submission).await.status, page, "{who}: the submission");
        let fields = [("hromada", MACHUKHY), ("table", "offerings"), ("pasted", OFFERED)];
        assert_eq!(person.post("/workspace", &fields).await.status, submitted, "{who}: submitting");
        assert_eq!(person.post(&accept, &[("seen", "0")]).await.status, accepted, "{who}: accepting");
        assert_eq!(person.post(&back, &[]).await.status, returned, "{who}: returning");
        assert_eq!(person.post(&withdraw, &[]).await.status, withdrawn, "{who}: withdrawing");
    }
    for path in ["/workspace", &submission] {
        let answer = app.get(path).await;
        assert_eq!((answer.status, answer.header("location").starts_with("/sign-in?next=")), (303, true), "{path}");
    }
    for path in ["/workspace", &accept, &back, &withdraw, "/sign-out"] {
        let answer = send(&app, path, &[("reason", "x"), ("seen", "0")]).await;
        assert_eq!((answer.status, answer.header("location").starts_with("/sign-in")), (303, true), "{path}");
    }
    assert_eq!(editor.post(&withdraw, &[]).await.status, 303);
    assert!(editor.get(&submission).await.body.contains("відкликано"));
    app.stop().await;
}

#[tokio::test]
async fn what_changed_since_the_auditor_looked_is_shown_again_instead_of_accepted() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let table = format!("code,kind,hromada,name,from\nA,cnap,{MACHUKHY},ЦНАП Громади,2020-01-01\n");
    let submission = editor.submit(MACHUKHY, "points", &table).await;
    let seen = after(&auditor.get(&submission).await.body, "name=\"seen\" value=\"");
    base.import("points", region::POINTS.replace("ЦНАП А", "ЦНАП Інший")).await.done();
    let answer = auditor.post(&format!("{submission}/accept"), &[("seen", &seen)]).await;
    assert_eq!(answer.status, 409, "{answer:?}");
    assert!(answer.body.contains("перегляньте зміни ще раз") && answer.body.contains("ЦНАП Інший"), "{}", answer.body);
    assert_eq!(auditor.accept(&submission).await.status, 303);
    assert_eq!(app.json("/api/v1/points/A").await["name"], "ЦНАП Громади");
    app.stop().await;
}

#[tokio::test]
async fn forms_of_other_sites_and_without_the_sessions_token_do_nothing() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let token = after(&editor.get("/workspace").await.body, "name=\"token\" value=\"");
    let fields = [("hromada", MACHUKHY), ("table", "offerings"), ("pasted", OFFERED)];
    let with_token = [&fields[..], &[("token", token.as_str())]].concat();
    for (sent, headers) in [
        (fields.to_vec(), vec![]),
        ([&fields[..], &[("token", "0")]].concat(), vec![]),
        (with_token.clone(), vec![("sec-fetch-site", "cross-site")]),
        (with_token.clone(), vec![("origin", "https://evil.example")]),
    ] {
        assert_eq!(editor.post_as_it_is("/workspace", &sent, &headers).await.status, 403, "{headers:?}");
    }
    let own = [("sec-fetch-site", "same-origin")];
    assert_eq!(editor.post_as_it_is("/workspace", &with_token, &own).await.status, 303);
    let elsewhere = [("origin", "https://evil.example"), ("content-type", "application/x-www-form-urlencoded")];
    let body = form(&[("email", "editor@example.org"), ("password", PASSWORD)]);
    assert_eq!(app.ask(Method::POST, "/sign-in", &elsewhere, &body).await.status, 403);
    app.stop().await;
}

#[tokio::test]
async fn answers_to_people_with_a_session_are_kept_by_nobody() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    assert_eq!(app.get("/points/A").await.header("cache-control"), "public, max-age=0, must-revalidate");
    for path in ["/points/A", "/workspace", "/api/v1/points/A"] {
        assert_eq!(editor.get(path).await.header("cache-control"), "private, no-store", "{path}");
    }
    assert!(!app.get("/points/A").await.body.contains("Людина Зразкова"));
    let bearer = app.ask(Method::GET, "/points/A", &[("authorization", "Bearer x")], "").await;
    assert_eq!(bearer.header("cache-control"), "private, no-store");
    app.stop().await;
}

#[tokio::test]
async fn the_cookie_is_for_this_site_alone_and_a_session_ends_where_it_should() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let fields = [("email", "editor@example.org"), ("password", PASSWORD)];
    let cookie = send(&app, "/sign-in?next=//evil.example", &fields).await;
    assert_eq!(cookie.header("location"), "/workspace", "nobody is led to another site");
    for part in ["__Host-cnap=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.header("set-cookie").contains(part), "no {part}: {cookie:?}");
    }
    let second = SignedIn::enter(&app, "editor@example.org").await;
    assert_eq!(second.post("/sign-out", &[]).await.status, 303);
    assert_eq!(second.get("/workspace").await.status, 303, "signed out");
    assert_eq!(editor.get("/workspace").await.status, 200, "another session goes on");
    base.cnap(&["user", "disable", "editor@example.org"]).await.done();
    assert_eq!(editor.get("/workspace").await.status, 303, "a disabled account is signed in nowhere");
    assert_eq!(send(&app, "/sign-in", &fields).await.status, 422);
    let told = base.cnap(&["user", "list"]).await.done();
    told.says(&["editor@example.org", "вимкнено", "auditor@example.org", "аудитор UA53000000000028050; діє"]);
    let again = link(&base.cnap(&["user", "invite", "auditor@example.org"]).await.done().out);
    assert_eq!(auditor.get("/workspace").await.status, 200, "until the new password is chosen");
    let chosen = send(&app, &again, &[("password", "інший довгий пароль"), ("again", "інший довгий пароль")]).await;
    assert_eq!(chosen.status, 303);
    assert_eq!(auditor.get("/workspace").await.status, 303, "a new password ends what was signed in");
    let secrets = app.log();
    let code = again.split('=').next_back().unwrap();
    assert!(!secrets.contains(code) && !secrets.contains(PASSWORD), "{secrets}");
    app.stop().await;
}

#[tokio::test]
async fn an_invitation_works_once_and_takes_no_weak_password() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let invitation = add(&base, "Editor@Example.org", "editor", &[MACHUKHY]).await;
    assert!(app.get(&invitation).await.body.contains("editor@example.org"));
    for (password, again) in [
        ("короткий", "короткий"),
        ("123456789012", "123456789012"),
        (PASSWORD, "інше"),
        ("ааааааааааааа", "ааааааааааааа"),
    ] {
        let answer = send(&app, &invitation, &[("password", password), ("again", again)]).await;
        assert_eq!(answer.status, 422, "{password}");
    }
    assert_eq!(send(&app, &invitation, &[("password", PASSWORD), ("again", PASSWORD)]).await.status, 303);
    assert_eq!(send(&app, &invitation, &[("password", PASSWORD), ("again", PASSWORD)]).await.status, 404);
    assert_eq!(app.get(&invitation).await.status, 404);
    assert_eq!(app.get("/invitation?code=0").await.status, 404);
    SignedIn::enter(&app, "EDITOR@example.org").await;
    for (email, role, territory, words) in [
        ("editor@example.org", "editor", Some(MACHUKHY), "вже є"),
        ("x@example.org", "editor", Some(OBLAST), "потребує коду громади"),
        ("x@example.org", "auditor", None, "потребує коду області"),
        ("x@example.org", "administrator", Some(OBLAST), "не має території"),
        ("не пошта", "administrator", None, "не схоже на електронну пошту"),
    ] {
        let mut args = vec!["user", "add", email, "--name", "Х", "--role", role];
        args.extend(territory.into_iter().flat_map(|code| ["--territory", code]));
        base.cnap(&args).await.refused().says(&[words]);
    }
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn who_guesses_passwords_is_stopped_and_stays_so_after_a_restart(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    for _ in 0..5 {
        let wrong = [("email", "editor@example.org"), ("password", "вгадую навмання")];
        assert_eq!(send(&app, "/sign-in", &wrong).await.status, 422);
    }
    let right = [("email", "editor@example.org"), ("password", PASSWORD)];
    assert_eq!(send(&app, "/sign-in", &right).await.status, 429);
    assert_eq!(editor.get("/workspace").await.status, 200, "who is in stays in");
    app.stop().await;
    let app = base.serve().await;
    assert_eq!(send(&app, "/sign-in", &right).await.status, 429);
    SignedIn::enter(&app, "auditor@example.org").await;
    let unknown = [("email", "nobody@example.org"), ("password", "вгадую навмання")];
    let known = [("email", "auditor@example.org"), ("password", "вгадую навмання")];
    let (unknown, known) = (send(&app, "/sign-in", &unknown).await, send(&app, "/sign-in", &known).await);
    let told = |body: &str| body.contains("Пошта або пароль неправильні");
    assert!(told(&unknown.body) && told(&known.body), "an account that is there is told like one that is not");
    app.stop().await;
}

#[tokio::test]
async fn accounts_and_submissions_go_with_a_backup_and_sessions_do_not() {
    let (base, other) = (Base::sqlite().await, Base::sqlite().await);
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, _) = editor_and_auditor(&base, &app).await;
    let submission = editor.submit(MACHUKHY, "offerings", OFFERED).await;
    let file = base.folder.path().join("b.zip");
    base.cnap(&["backup", file.to_str().unwrap()]).await.done();
    app.stop().await;
    other.cnap(&["restore", file.to_str().unwrap()]).await.done();
    assert!(other.contents().await.0["session"].is_empty());
    let app = other.serve().await;
    let auditor = SignedIn::enter(&app, "auditor@example.org").await;
    assert_eq!(auditor.accept(&submission).await.status, 303);
    other.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[tokio::test]
async fn an_auditor_sees_every_cell_of_what_is_new_and_the_table_as_it_was_sent() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let table = format!("code,kind,hromada,name,phone\nN,cnap,{MACHUKHY},ЦНАП Новий,+380532123456\n");
    let submission = editor.submit(MACHUKHY, "points", &table).await;
    let page = auditor.get(&submission).await.body;
    for words in ["ЦНАП Новий", "+380532123456", "Мачухівська сільська громада", "Людина Зразкова"]
    {
        assert!(page.contains(words), "no «{words}»: {page}");
    }
    assert_eq!(auditor.get(&format!("{submission}/file")).await.body.trim(), table.trim());
    assert_eq!(app.get(&format!("{submission}/file")).await.status, 303);
    assert_eq!(auditor.accept(&submission).await.status, 303);
    let from = app.json("/api/v1/points/N").await["from"].as_str().unwrap().to_owned();
    assert!(from.starts_with("20"), "a row without a date holds from the day it was sent: {from}");
    let facts = format!("hromada,fact,value\n{MACHUKHY},population,8123\n");
    let submission = editor.submit(MACHUKHY, "hromada-facts", &facts).await;
    assert!(auditor.get(&submission).await.body.contains("8\u{a0}123"), "the value that is accepted");
    let empty = [("hromada", MACHUKHY), ("table", "offerings"), ("pasted", "point,service\n")];
    let answer = editor.post("/workspace", &empty).await;
    assert!(answer.status == 422 && answer.body.contains("немає жодного рядка"), "{answer:?}");
    app.stop().await;
}
