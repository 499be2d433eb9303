//! Review of what hromadas submit: line by line, with remarks, what was decided about kept, trusted editors after.

use rstest::rstest;

use crate::support::people::{SignedIn, after, editor_and_auditor, signed_in};
use crate::support::region::{self, MACHUKHY, OBLAST, ZINKIV};
use crate::support::{App, Base, Db};

const TWO: &str = "Код пункту;Код послуги;Діє з\nW;S1;2022-03-01\nA;S1;2022-02-15\n";

async fn offered(app: &App, point: &str) -> u64 {
    app.json(&format!("/api/v1/offerings?point={point}")).await["total"].as_u64().unwrap()
}

/// Accepts a submission but for some rows.
async fn accept_without(auditor: &SignedIn<'_>, submission: &str, lines: &[(&str, &str)]) -> u16 {
    let seen = after(&auditor.get(submission).await.body, "name=\"seen\" value=\"");
    let fields = [lines, &[("seen", seen.as_str())]].concat();
    auditor.post(&format!("{submission}/accept"), &fields).await.status
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn one_row_is_returned_with_its_reason_and_the_others_are_written_together(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let submission = editor.submit(MACHUKHY, "offerings", TWO).await;
    let page = auditor.get(&submission).await.body;
    assert!(page.contains("name=\"line-2\"") && page.contains("Код пункту: A "), "{page}");
    assert_eq!(accept_without(&auditor, &submission, &[("line-3", "Надається з 1 лютого")]).await, 303);
    assert_eq!(offered(&app, "W").await, 1);
    assert!(!app.get("/points/A/history").await.body.contains("15.02.2022"), "the row of A is not written");
    let told = editor.get(&submission).await.body;
    for words in ["прийнято частково", "Повернуто 1 рядок", "Надається з 1 лютого", "Виправити й подати знову"]
    {
        assert!(told.contains(words), "no «{words}»: {told}");
    }
    assert!(told.contains("Зміни подання на час рішення") && told.contains("01.03.2022"), "{told}");
    assert!(editor.get("/workspace").await.body.contains(&format!("{submission}/correction")));
    let correction = editor.get(&format!("{submission}/correction")).await.body;
    assert!(correction.contains("A,S1,2022-02-15") && !correction.contains("W,S1"), "{correction}");
    let file = editor.get(&format!("{submission}/returned.csv")).await.body;
    assert_eq!(file.trim_start_matches('\u{feff}'), "Код пункту,Код послуги,Діє з\nA,S1,2022-02-15\n");

    let unread = [("pasted", "point,service,from\nA,S1,колись\n")];
    let wrong = editor.post(&format!("{submission}/correction"), &unread).await;
    assert!(wrong.status == 422 && wrong.body.contains("колись"), "{wrong:?}");
    let mended = "Код пункту,Код послуги,Діє з,Підстава\nA,S1,2022-02-01,рішення\n";
    let sent = editor.post(&format!("{submission}/correction"), &[("pasted", mended)]).await;
    assert_eq!(sent.status, 303, "{sent:?}");
    let second = sent.header("location").to_owned();
    assert!(!editor.get("/workspace").await.body.contains("/correction"), "nothing waits for her any more");
    assert!(auditor.get(&second).await.body.contains("Виправляє подання"));
    assert_eq!(auditor.accept(&second).await.status, 303);
    assert!(app.get("/points/A/history").await.body.contains("рішення"), "the corrected row is written");
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    app.stop().await;
}

#[tokio::test]
async fn rows_are_returned_by_number_and_what_cannot_be_is_said() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let submission = editor.submit(MACHUKHY, "offerings", TWO).await;
    let before = base.contents().await;
    for (fields, status) in [
        (vec![("lines", "2-3: обидва")], 409),
        (vec![("line-9", "немає такого рядка")], 409),
        (vec![("lines", "без номерів")], 422),
        (vec![("lines", "1-99999999: усе")], 422),
        (vec![("line-x", "щось")], 422),
        (vec![("line-4294967296", "щось")], 422),
    ] {
        assert_eq!(accept_without(&auditor, &submission, &fields).await, status, "{fields:?}");
    }
    for table in ["action", "submission", "submission_line", "offering"] {
        assert_eq!(before.0[table], base.contents().await.0[table], "{table}: nothing is written");
    }
    let returned = auditor.post(&format!("{submission}/return"), &[("lines", "2: не надається\n3: з 1 лютого")]).await;
    assert_eq!(returned.status, 303, "{returned:?}");
    let correction = editor.get(&format!("{submission}/correction")).await.body;
    assert!(correction.contains("не надається") && correction.contains("W,S1,2022-03-01"), "{correction}");
    app.stop().await;
}

#[tokio::test]
async fn an_accepted_submission_says_that_its_entry_was_taken_back() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let submission = editor.submit(MACHUKHY, "offerings", TWO).await;
    assert_eq!(auditor.accept(&submission).await.status, 303);
    let entry = after(&editor.get(&submission).await.body, "href=\"/sources/");
    base.cnap(&["undo", &entry]).await.done();
    app.until("/api/v1/offerings?point=W", |answer| answer["total"] == 0).await;
    for page in [&submission, "/workspace"] {
        assert!(editor.get(page).await.body.contains("прийнято; запис про це згодом скасовано"), "{page}");
    }
    let undo: u32 = entry.parse::<u32>().unwrap() + 1;
    base.cnap(&["undo", &undo.to_string()]).await.done();
    app.until("/api/v1/offerings?point=W", |answer| answer["total"] == 1).await;
    assert!(!editor.get(&submission).await.body.contains("згодом скасовано"), "what was taken back was restored");
    app.stop().await;
}

#[tokio::test]
async fn what_looks_odd_and_what_changes_nothing_today_is_said_before_the_decision() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let figures = "point,period,measure,value\nA,2023Q4,services,3000\nA,2023-08,services,95\n";
    let odd = auditor.get(&editor.submit(MACHUKHY, "figures", figures).await).await.body;
    assert!(odd.contains("Показник відрізняється від попереднього в десять разів"), "{odd}");
    assert_eq!(odd.matches("в десять разів").count(), 1, "95 after 90 is not odd");
    let ended = "point,service,from,until\nA,S1,2022-02-01,2022-06-01\n";
    let gone = auditor.get(&editor.submit(MACHUKHY, "offerings", ended).await).await.body;
    assert!(gone.contains("У пункті зникає половина послуг або більше: A ЦНАП А"), "{gone}");
    let facts = format!("hromada,fact,value\n{MACHUKHY},population,8123\n");
    let fields = [("hromada", MACHUKHY), ("table", "hromada-facts"), ("pasted", facts.as_str()), ("day", "2021-01-01")];
    let sent = editor.post("/workspace", &fields).await;
    let overruled = auditor.get(sent.header("location")).await.body;
    assert!(overruled.contains("від 01.01.2022 діє пізніший рядок"), "{overruled}");
    let today = auditor.get(&editor.submit(MACHUKHY, "hromada-facts", &facts).await).await.body;
    assert!(!today.contains("діє пізніший рядок"), "{today}");
    app.stop().await;
}

#[tokio::test]
async fn both_sides_talk_about_a_submission_and_see_whose_turn_it_is() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let stranger = signed_in(&base, &app, "other@example.org", "editor", &[ZINKIV]).await;
    let submission = editor.submit(MACHUKHY, "offerings", TWO).await;
    let remark = format!("{submission}/remark");
    assert_eq!(stranger.post(&remark, &[("remark", "чуже")]).await.status, 404);
    assert_eq!(auditor.post(&remark, &[("remark", "  ")]).await.status, 422);
    assert_eq!(auditor.post(&remark, &[("remark", "Звідки <b>дата</b>?")]).await.status, 303);
    let asked = "Чекають на вашу відповідь";
    assert!(editor.get("/workspace").await.body.contains(asked));
    assert!(!auditor.get("/workspace").await.body.contains(asked));
    assert_eq!(editor.post(&remark, &[("remark", "З рішення виконкому")]).await.status, 303);
    assert!(!editor.get("/workspace").await.body.contains(asked));
    let auditors = auditor.get("/workspace").await.body;
    assert!(auditors.contains(asked) && auditors.contains("чекає на аудитора"), "{auditors}");
    let page = editor.get(&submission).await.body;
    assert!(page.contains("Звідки &lt;b&gt;дата&lt;/b&gt;?") && page.contains("З рішення виконкому"), "{page}");
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn what_a_trusted_editor_submits_is_published_at_once_and_reviewed_after(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    assert_eq!(editor.get("/trusted").await.status, 403);
    let page = auditor.get("/trusted").await.body;
    let account = after(&page, "name=\"account\" value=\"");
    for (hromada, status) in [(ZINKIV, 409), (MACHUKHY, 303)] {
        let fields = [("account", account.as_str()), ("hromada", hromada), ("trusted", "yes")];
        assert_eq!(editor.post("/trusted", &fields).await.status, 403);
        assert_eq!(auditor.post("/trusted", &fields).await.status, status, "{hromada}");
    }
    let first = editor.submit(MACHUKHY, "offerings", TWO).await;
    app.until("/api/v1/offerings?point=W", |answer| answer["total"] == 1).await;
    assert!(auditor.get("/workspace").await.body.contains("Опубліковано одразу: перевірте"));
    let reviewed = format!("{first}/reviewed");
    assert_eq!(editor.post(&reviewed, &[("stands", "yes")]).await.status, 403);
    assert_eq!(auditor.post(&reviewed, &[]).await.status, 422, "a reason is needed");
    assert_eq!(auditor.post(&reviewed, &[("reason", "Такої послуги немає")]).await.status, 303);
    app.until("/api/v1/offerings?point=W", |answer| answer["total"] == 0).await;
    let told = editor.get(&first).await.body;
    assert!(told.contains("повернено") && told.contains("Такої послуги немає"), "{told}");
    let second = editor.submit(MACHUKHY, "offerings", TWO).await;
    assert_eq!(auditor.post(&format!("{second}/reviewed"), &[("stands", "yes")]).await.status, 303);
    assert_eq!(auditor.post(&format!("{second}/reviewed"), &[("stands", "yes")]).await.status, 422);
    let fields = [("account", account.as_str()), ("hromada", MACHUKHY), ("trusted", "no")];
    assert_eq!(auditor.post("/trusted", &fields).await.status, 303);
    let third = editor.submit(MACHUKHY, "equipment", "point,type,quantity,from\nW,id_reader,1,2023-01-01\n").await;
    assert!(editor.get(&third).await.body.contains("на розгляді"));
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn forms_of_review_that_make_no_sense_are_refused_and_break_nothing(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let submission = editor.submit(MACHUKHY, "offerings", TWO).await;
    let long = "ж".repeat(60);
    let odd =
        ["", "-1", "2147483648", "\u{0}", "до\u{0}ки", "%00", "'; --", "UA53", "99999999999999999999", long.as_str()];
    let paths = ["accept", "return", "remark", "reviewed", "correction"].map(|deed| format!("{submission}/{deed}"));
    let others = ["/trusted", "/quarters", "/quarters/2023Q4/close", "/quarters/x/remind", "/citizen-reports/1"];
    for path in paths.iter().map(String::as_str).chain(others) {
        for value in odd {
            // A reason would return it, and there would be nothing left to accept.
            let reasons = ["reason", "line-2", "lines"].iter().filter(|_| !path.ends_with("/return"));
            let names = ["seen", "remark", "pasted", "day", "account", "hromada", "oblast", "quarter", "answer"];
            let names = reasons.chain(&names).chain(&["decision", "trusted"]);
            let fields: Vec<(&str, &str)> = names.map(|name| (*name, value)).collect();
            for person in [&editor, &auditor] {
                let status = person.post(path, &fields).await.status;
                assert!(status < 500, "{path} {value:.20}: {status}");
            }
        }
    }
    for path in ["/submissions/0", "/submissions/x", "/quarters/2023", "/quarters/2023Q9", "/quarters/%00", "/report"] {
        assert!(auditor.get(path).await.status < 500, "{path}");
    }
    assert_eq!(auditor.accept(&submission).await.status, 303, "{OBLAST}: it can still be accepted");
    app.stop().await;
}
