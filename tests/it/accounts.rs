//! The second factor, accounts and their administrators, and who changed what.

use cnap::domain::totp;
use cnap::live::Clock;
use reqwest::Method;
use rstest::rstest;

use crate::support::people::{
    PASSWORD, SignedIn, add, after, between, code_of_page, cookie_of, editor_and_auditor, link, recovery_code,
    recovery_codes, send, signed_in, unbase32,
};
use crate::support::region::{self, MACHUKHY, OBLAST, ZINKIV};
use crate::support::{App, Base, Db};

const AUDITOR: &str = "auditor@example.org";

/// An auditor who chose a password and nothing more.
async fn invited_auditor(base: &Base, app: &App) {
    let invitation = add(base, AUDITOR, "auditor", &[OBLAST]).await;
    assert_eq!(send(app, &invitation, &[("password", PASSWORD), ("again", PASSWORD)]).await.status, 303);
}

fn token_of(page: &str) -> String {
    after(page, "name=\"token\" value=\"")
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn an_auditor_reaches_nothing_before_a_second_factor_and_enters_with_it_then(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = App::start_with(&base, &["--no-demo"], &[("RUST_LOG", "trace")]).await;
    invited_auditor(&base, &app).await;
    let half = SignedIn::enter_by_password(&app, AUDITOR).await;
    for path in ["/workspace", "/account", "/account/tokens", "/changes", "/admin"] {
        let answer = half.get(path).await;
        let location = answer.header("location");
        assert!(answer.status == 303 && location.starts_with("/account/second-factor?next="), "{path}: {answer:?}");
    }
    let page = half.get("/account/second-factor?next=/changes").await.body;
    assert!(page.contains("<svg class=\"qr\"") && page.contains("інші сторінки недоступні"), "{page}");
    assert!(half.get("/account/second-factor").await.body.contains(&between(&page, "secret\">", "</code>")));
    let (token, code) = (token_of(&page), code_of_page(&page, app.now()));
    let typed = |code: &str| [("token".to_owned(), token.clone()), ("code".to_owned(), code.to_owned())];
    let post = async |code: &str| {
        let fields = typed(code);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        half.post_as_it_is("/account/second-factor?next=/changes", &fields, &[]).await
    };
    assert_eq!(post("000").await.status, 422);
    let done = post(&code).await;
    assert_eq!(done.status, 200, "{done:?}");
    let codes = recovery_codes(&done.body);
    assert_eq!(codes.len(), 10, "{done:?}");
    assert!(done.body.contains("href=\"/changes\""));
    let auditor = half.after(&done);
    assert_eq!(auditor.get("/workspace").await.status, 200);
    assert_eq!(half.get("/workspace").await.status, 303, "the session has another number now");
    let secret: String = between(&page, "secret\">", "</code>").split_whitespace().collect();
    let shown = auditor.get("/account/second-factor").await.body;
    assert!(!shown.contains(&between(&page, "secret\">", "</code>")) && shown.contains("10 резервних"), "{shown}");

    let again = SignedIn::enter_by_password(&app, AUDITOR).await;
    assert!(again.get("/workspace").await.header("location").starts_with("/sign-in/code?next="));
    assert_eq!(again.type_code(&code).await.status, 422, "a code is good once");
    let next = format!("{:06}", totp::code(&unbase32(&secret), totp::step_of(Clock::Machine.now()) + 1));
    let entered = again.type_code(&next).await;
    assert_eq!(entered.status, 303, "a clock may be one step ahead: {entered:?}");
    assert_ne!(cookie_of(&entered), "", "the number of the session changes");
    let third = SignedIn::enter_by_password(&app, AUDITOR).await;
    assert_eq!(third.type_code(&next).await.status, 422, "used by the session before");
    assert_eq!(third.type_code(&codes[0].to_uppercase().replace('-', " ")).await.status, 303);
    let fourth = SignedIn::enter_by_password(&app, AUDITOR).await;
    assert_eq!(fourth.type_code(&codes[0]).await.status, 422, "a recovery code is good once");
    assert_eq!(fourth.type_code(&codes[1]).await.status, 303);

    let kept = base.contents().await.0;
    let kept = format!("{:?} {:?}", kept["second_factor"], kept["recovery_code"]);
    let log = app.stop().await;
    for word in codes.iter().chain([&secret, &PASSWORD.to_owned()]) {
        assert!(!kept.contains(word.as_str()) && !log.contains(word.as_str()), "{word}");
    }
    base.cnap(&["verify"]).await.done();
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn who_guesses_codes_is_stopped_and_stays_so_after_a_restart(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (_, auditor) = editor_and_auditor(&base, &app).await;
    let half = SignedIn::enter_by_password(&app, AUDITOR).await;
    for _ in 0..5 {
        assert_eq!(half.type_code("не код").await.status, 422);
    }
    assert_eq!(half.type_code(&recovery_code(AUDITOR)).await.status, 429);
    assert_eq!(auditor.get("/workspace").await.status, 200, "who is in stays in");
    app.stop().await;
    let app = base.serve().await;
    let half = SignedIn::enter_by_password(&app, AUDITOR).await;
    assert_eq!(half.type_code(&recovery_code(AUDITOR)).await.status, 429);
    app.stop().await;
}

#[tokio::test]
async fn an_editor_may_have_a_second_factor_and_take_it_off_again() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    assert_eq!(editor.get("/workspace").await.status, 200, "an editor needs none");
    let page = editor.get("/account/second-factor").await.body;
    let (token, code) = (token_of(&page), code_of_page(&page, app.now()));
    let done = editor.post_as_it_is("/account/second-factor", &[("token", &token), ("code", &code)], &[]).await;
    let codes = recovery_codes(&done.body);
    let editor = editor.after(&done);
    let half = SignedIn::enter_by_password(&app, "editor@example.org").await;
    assert!(half.get("/workspace").await.header("location").starts_with("/sign-in/code"));
    let renewed = editor.post("/account/second-factor/codes", &[("code", &codes[0])]).await;
    let fresh = recovery_codes(&renewed.body);
    assert_eq!((renewed.status, fresh.len()), (200, 10));
    assert_eq!(editor.post("/account/second-factor/off", &[("code", &codes[1])]).await.status, 422, "replaced");
    assert_eq!(editor.post("/account/second-factor/off", &[("code", &fresh[0])]).await.status, 303);
    assert_eq!(half.get("/workspace").await.status, 200, "the password is enough again");
    let off = auditor.post("/account/second-factor/off", &[("code", &recovery_code(AUDITOR))]).await;
    assert_eq!(off.status, 403, "an auditor cannot do without");
    app.stop().await;
}

#[tokio::test]
async fn a_reset_takes_factor_password_and_sessions_away() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (_, auditor) = editor_and_auditor(&base, &app).await;
    let told = base.cnap(&["user", "reset", AUDITOR]).await.done();
    let invitation = link(&told.out);
    assert_eq!(auditor.get("/workspace").await.status, 303);
    let fields = [("email", AUDITOR), ("password", PASSWORD)];
    assert_eq!(send(&app, "/sign-in", &fields).await.status, 422, "the password before is gone");
    assert_eq!(send(&app, &invitation, &[("password", PASSWORD), ("again", PASSWORD)]).await.status, 303);
    let half = SignedIn::enter_by_password(&app, AUDITOR).await;
    assert!(half.get("/workspace").await.header("location").starts_with("/account/second-factor"));
    base.cnap(&["user", "reset", "nobody@example.org"]).await.refused();
    app.stop().await;
}

#[tokio::test]
async fn without_a_key_the_page_says_what_to_do_and_a_short_one_is_refused_unrepeated() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = App::start_with(&base, &["--no-demo"], &[("CNAP_SECRET_KEY", "")]).await;
    invited_auditor(&base, &app).await;
    let half = SignedIn::enter_by_password(&app, AUDITOR).await;
    let page = half.get("/account/second-factor").await;
    assert!(page.status == 503 && page.body.contains("CNAP_SECRET_KEY"), "{page:?}");
    app.stop().await;
    let output = base
        .command(&["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "off"])
        .env("CNAP_SECRET_KEY", "S3cretWord")
        .output()
        .await
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(1) && told.contains("щонайменше 32") && !told.contains("S3cretWord"),
        "{told}"
    );
}

#[tokio::test]
async fn the_demonstration_tells_its_passwords_once_and_is_served_on_this_machine_alone() {
    let base = Base::sqlite().await;
    let out = base.folder.path().join("out.txt");
    let log = base.folder.path().join("server.log");
    let mut command = base.command(&["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"]);
    command.env_remove("CNAP_SECRET_KEY");
    command.stdout(std::fs::File::create(&out).unwrap()).stderr(std::fs::File::create(&log).unwrap());
    let mut child = command.spawn().unwrap();
    let told = loop {
        let told = std::fs::read_to_string(&out).unwrap();
        if told.matches("@demo.example").count() == 3 {
            break told;
        }
        assert!(child.try_wait().unwrap().is_none(), "{}", std::fs::read_to_string(&log).unwrap());
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    };
    child.kill().await.unwrap();
    let key = std::fs::read_to_string(base.folder.path().join("cnap.db.key")).unwrap();
    assert_eq!(key.trim().len(), 64, "a key lies beside the database");
    let contents = format!("{:?}", base.contents().await.0["account"]);
    let again = App::start(&base, &[]).await;
    for word in ["administrator", "auditor", "editor"] {
        let email = format!("{word}@demo.example");
        let line = told.lines().find(|line| line.contains(&email)).unwrap();
        let password = line.split_whitespace().nth(1).unwrap();
        assert!(password.len() == 16 && !contents.contains(password), "{line}");
        let answer = send(&again, "/sign-in", &[("email", &email), ("password", password)]).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        let cookie = cookie_of(&answer);
        let page = again.ask(Method::GET, "/workspace", &[("cookie", cookie.as_str())], "").await;
        assert_eq!(page.status, 200, "{word} needs no second factor here");
    }
    again.stop().await;
    let refused = base.cnap(&["serve", "--listen", "0.0.0.0:0", "--metrics-listen", "off"]).await.refused();
    refused.says(&["облікові записи демонстрації", "auditor@demo.example", "127.0.0.1"]);
    base.cnap(&["verify"]).await.done();
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn an_administrator_keeps_the_accounts_and_every_change_is_in_the_log(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let admin = signed_in(&base, &app, "admin@example.org", "administrator", &[]).await;
    for (who, person, status) in [("an editor", &editor, 403), ("an auditor", &auditor, 403), ("who may", &admin, 200)]
    {
        assert_eq!(person.get("/admin").await.status, status, "{who}");
        assert_eq!(person.get("/admin/people/1").await.status, status, "{who}");
    }
    assert_eq!(app.get("/admin").await.status, 303);
    let list = admin.get("/admin").await.body;
    for words in ["editor@example.org", "без другого фактора", "з другим фактором", "Останній вхід"]
    {
        assert!(list.contains(words), "no «{words}»: {list}");
    }
    assert!(!list.contains("входу ще не було"), "everybody has signed in: {list}");
    let fields = [("email", "New@Example.org"), ("name", "Нова Людина"), ("role", "editor"), ("territory", ZINKIV)];
    let made = admin.post("/admin", &fields).await;
    assert_eq!(made.status, 200, "{made:?}");
    let invitation = format!("/invitation?code={}", between(&made.body, "/invitation?code=", "<"));
    assert!(!admin.get("/admin").await.body.contains(&invitation), "shown once");
    assert_eq!(send(&app, &invitation, &[("password", PASSWORD), ("again", PASSWORD)]).await.status, 303);
    let person = SignedIn::enter(&app, "new@example.org").await;
    for (wrong, words) in [
        ([("email", "x"), ("name", "Х"), ("role", "editor"), ("territory", ZINKIV)], "не схожа на адресу"),
        ([("email", "y@example.org"), ("name", " "), ("role", "editor"), ("territory", ZINKIV)], "ім’я"),
        ([("email", "y@example.org"), ("name", "Х"), ("role", "king"), ("territory", ZINKIV)], "Оберіть роль"),
        ([("email", "y@example.org"), ("name", "Х"), ("role", "auditor"), ("territory", ZINKIV)], "коду області"),
        ([("email", "new@example.org"), ("name", "Х"), ("role", "editor"), ("territory", ZINKIV)], "вже є"),
    ] {
        let answer = admin.post("/admin", &wrong).await;
        assert!(answer.status == 422 && answer.body.contains(words), "{words}: {answer:?}");
    }
    let path = "/admin/people/4";
    let added = admin.post(&format!("{path}/add-role"), &[("role", "editor"), ("territory", MACHUKHY)]).await;
    assert_eq!(added.status, 303, "{added:?}");
    assert!(person.get("/workspace").await.body.contains("Мачухівська"), "at once");
    let removed = admin.post(&format!("{path}/remove-role"), &[("grant", &format!("editor {ZINKIV}"))]).await;
    assert_eq!(removed.status, 303);
    let last = admin.post(&format!("{path}/remove-role"), &[("grant", &format!("editor {MACHUKHY}"))]).await;
    assert!(last.status == 422 && last.body.contains("хоча б одна роль"), "{last:?}");
    let own = admin.post("/admin/people/3/disable", &[]).await;
    assert!(own.status == 422 && own.body.contains("Власний обліковий запис"), "{own:?}");
    let reset = admin.post(&format!("{path}/reset"), &[]).await;
    assert!(reset.body.contains("/invitation?code="), "{reset:?}");
    assert_eq!(person.get("/workspace").await.status, 303);
    assert_eq!(admin.post(&format!("{path}/disable"), &[]).await.status, 303);
    let page = admin.get(path).await.body;
    for words in ["вимкнено", "Змінено ролі", "Скинуто доступ", "Вимкнено обліковий запис", "людина № 3"]
    {
        assert!(page.contains(words), "no «{words}»: {page}");
    }
    assert_eq!(admin.get("/admin/people/99").await.status, 404);
    let log = app.json("/api/v1/sources?per_page=100").await.to_string();
    assert!(!log.contains("Нова Людина") && !log.contains("new@example.org"), "{log}");
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[tokio::test]
async fn an_auditor_sees_who_changed_what_by_person_territory_table_and_period() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let admin = signed_in(&base, &app, "admin@example.org", "administrator", &[]).await;
    let submission = editor.submit(MACHUKHY, "offerings", "point,service,from\nW,S1,2022-03-01\n").await;
    assert_eq!(auditor.accept(&submission).await.status, 303);
    assert_eq!(editor.get("/changes").await.status, 403);
    assert_eq!(app.get("/changes").await.status, 303);
    assert_eq!(admin.get("/changes").await.status, 200);
    let today = Clock::Machine.now().with_timezone(&chrono_tz::Europe::Kyiv).date_naive();
    let csv = async |query: &str| {
        let answer = auditor.get(&format!("/changes.csv?{query}")).await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, "private, no-store"), "{answer:?}");
        answer.body.lines().skip(1).map(str::to_owned).collect::<Vec<String>>()
    };
    let by_editor = csv("person=1").await;
    assert!(!by_editor.is_empty() && by_editor.iter().all(|line| line.contains(",offerings,")), "{by_editor:?}");
    assert!(by_editor[0].contains("прийнято: Людина Зразкова") && by_editor[0].contains("W S1"), "{by_editor:?}");
    let of_zinkiv = csv(&format!("territory={ZINKIV}")).await;
    assert!(of_zinkiv.iter().all(|line| !line.contains("W S1")), "{of_zinkiv:?}");
    assert!(of_zinkiv.iter().any(|line| line.contains(",points,stated,B,")), "{of_zinkiv:?}");
    let facts = csv("table=hromada-facts").await;
    assert!(facts.iter().all(|line| line.contains(",hromada-facts,")) && facts.len() >= 4, "{facts:?}");
    let accounts = csv("table=accounts").await;
    assert_eq!(accounts.len(), 3, "{accounts:?}");
    assert_eq!(csv(&format!("since={}", today.succ_opt().unwrap())).await, Vec::<String>::new());
    assert_eq!(csv("until=2020-01-01").await, Vec::<String>::new());
    let all = csv("").await;
    assert_eq!(csv(&format!("since={today}&until={today}")).await, all);
    // Page by page everything is told once.
    let (mut path, mut rows, mut pages) = ("/changes".to_owned(), 0, 0);
    loop {
        let page = auditor.get(&path).await;
        assert_eq!(page.status, 200, "{page:?}");
        rows += page.body.matches("<th scope=\"row\">").count();
        pages += 1;
        let Some((_, rest)) = page.body.split_once("rel=\"next\" href=\"") else { break };
        path = rest.split('"').next().unwrap().replace("&amp;", "&");
        assert!(pages < 20, "{path}");
    }
    let told: std::collections::BTreeSet<Vec<&str>> = all
        .iter()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            vec![cells[0], cells[5], cells[7]]
        })
        .collect();
    assert!(rows >= told.len(), "{rows} rows on pages, {} in the table", told.len());
    for wrong in ["person=x", "table=x", "since=x", "after=x", "territory=x"] {
        assert_eq!(auditor.get(&format!("/changes?{wrong}")).await.status, 400, "{wrong}");
    }
    app.stop().await;
}

#[tokio::test]
async fn new_forms_need_the_token_of_the_session_and_no_form_breaks_the_service() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let admin = signed_in(&base, &app, "admin@example.org", "administrator", &[]).await;
    let paths = [
        "/account/tokens",
        "/account/tokens/1/end",
        "/account/second-factor",
        "/account/second-factor/codes",
        "/account/second-factor/off",
        "/sign-in/code",
        "/admin",
        "/admin/people/1/add-role",
        "/admin/people/1/remove-role",
        "/admin/people/1/invite",
        "/admin/people/1/reset",
        "/admin/people/1/disable",
    ];
    for path in paths {
        for person in [&editor, &auditor, &admin] {
            let fields = [("name", "x"), ("code", "1"), ("token", "0")];
            assert_eq!(person.post_as_it_is(path, &fields, &[]).await.status, 403, "{path}");
        }
        let elsewhere = admin.post_as_it_is(path, &[], &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(elsewhere.status, 403, "{path}");
    }
    let odd = ["", "\u{0}", "'; DROP TABLE account; --", "-1", "99999999999999999999", "%", "💥", &"я".repeat(5_000)];
    let names = ["name", "grant", "days", "code", "email", "role", "territory"];
    // The accounts that are tried last are spoiled by it.
    for (number, path) in (0..).zip(paths) {
        for (at, person) in [&editor, &admin].into_iter().enumerate() {
            let value = |place: usize| odd[(number + at + place) % odd.len()];
            let fields: Vec<(&str, &str)> =
                names.iter().enumerate().map(|(place, name)| (*name, value(place))).collect();
            let page = person.get("/workspace").await;
            if page.status == 200 {
                let status = person.post(path, &fields).await.status;
                assert!(status < 500, "{path}: {status} {fields:?}");
            }
        }
    }
    for path in ["/admin/people/x", "/admin/people/99999999999", "/changes?after=9.points.99999999999999999999"] {
        assert!(admin.get(path).await.status < 500, "{path}");
    }
    app.stop().await;
}
