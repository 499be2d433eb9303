//! «Тут помилка»: a citizen reports, the hromada or the auditor answers, and nothing changes by itself.

use rstest::rstest;

use crate::support::browser::{DESK, PHONE, Tab, visit};
use crate::support::people::{editor_and_auditor, send, signed_in};
use crate::support::region::{self, MACHUKHY, OBLAST, ZINKIV};
use crate::support::{Base, Db};

const FIELDS: [(&str, &str); 2] = [("kind", "hours"), ("text", "У п’ятницю\u{0} <i>зачинено</i>")];

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_report_lands_with_the_hromada_and_its_answer_is_read_by_a_secret_address(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let stranger = signed_in(&base, &app, "other@example.org", "editor", &[ZINKIV]).await;
    assert!(app.get("/points/A").await.body.contains("/report?point=A"));
    assert!(app.get("/services/S1").await.body.contains("/report?service=S1"));
    let journal = app.json("/api/v1/sources").await["total"].clone();
    let sent = send(&app, "/report?point=A", &FIELDS).await;
    assert_eq!(sent.status, 303, "{sent:?}");
    let address = sent.header("location").to_owned();
    let page = app.get(&address).await;
    assert!(page.body.contains("чекає на відповідь") && page.body.contains("&lt;i&gt;зачинено"), "{page:?}");
    assert_eq!(page.header("cache-control"), "private, no-store");
    assert_eq!(app.get(&format!("{address}0")).await.status, 404);
    assert_eq!(app.get("/report/answer?code=1").await.status, 404);

    for person in [&editor, &auditor] {
        let workspace = person.get("/workspace").await.body;
        assert!(workspace.contains("/citizen-reports/1") && workspace.contains("години роботи"), "{workspace}");
    }
    assert_eq!(stranger.get("/citizen-reports/1").await.status, 404);
    assert_eq!(stranger.post("/citizen-reports/1", &[("answer", "чуже")]).await.status, 404);
    assert_eq!(editor.post("/citizen-reports/1", &[("decision", "answered")]).await.status, 409, "an answer is needed");
    let answer = [("decision", "answered"), ("answer", "Виправимо графік")];
    assert_eq!(editor.post("/citizen-reports/1", &answer).await.status, 303);
    assert_eq!(auditor.post("/citizen-reports/1", &answer).await.status, 409, "it is answered once");
    let page = app.get(&address).await.body;
    assert!(page.contains("Виправимо графік") && page.contains("є відповідь"), "{page}");
    assert!(!page.contains("Людина Зразкова"), "who answered is not named");
    assert_eq!(app.json("/api/v1/sources").await["total"], journal, "no fact changed");
    let contents = base.contents().await;
    let kept = format!("{:?} {:?}", contents.0["citizen_report"], contents.0["report_attempt"]);
    let secret = address.split('=').next_back().unwrap();
    assert!(!kept.contains("127.0.0.1") && !kept.contains(secret), "{kept}");
    app.stop().await;
}

#[tokio::test]
async fn reports_without_sense_from_programs_and_too_many_are_not_taken() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let long = "ж".repeat(1_001);
    for (fields, status, words) in [
        (vec![("text", "x")], 422, "Виберіть, що саме не так"),
        (vec![("kind", "fee"), ("text", "x")], 422, "Виберіть, що саме не так"),
        (vec![("kind", "hours"), ("text", "  ")], 422, "Опишіть помилку"),
        (vec![("kind", "hours"), ("text", long.as_str())], 422, "Опис задовгий"),
        (vec![("kind", "hours"), ("text", "x"), ("website", "http://spam.example")], 200, "Дякуємо"),
    ] {
        let answer = send(&app, "/report?point=A", &fields).await;
        assert_eq!(answer.status, status, "{fields:?}: {answer:?}");
        assert!(answer.body.contains(words), "{fields:?}: no «{words}»");
    }
    for path in ["/report?point=немає", "/report?service=немає", "/report?point=%00"] {
        assert_eq!(send(&app, path, &FIELDS).await.status, 404, "{path}");
    }
    assert_eq!(send(&app, "/report", &FIELDS).await.status, 400);
    assert!(base.contents().await.0["citizen_report"].is_empty());
    for _ in 0..5 {
        assert_eq!(send(&app, "/report?point=A", &FIELDS).await.status, 303);
    }
    let answer = send(&app, "/report?point=A", &FIELDS).await;
    assert!(answer.status == 429 && answer.body.contains("зачинено"), "what was typed stays: {answer:?}");
    base.sql("UPDATE report_attempt SET at = '2020-01-01T00:00:00+00:00'").await;
    assert_eq!(send(&app, "/report?point=A", &FIELDS).await.status, 303, "an hour later");
    assert_eq!(base.contents().await.0["report_attempt"].len(), 1, "older ones are forgotten");
    app.stop().await;
}

#[tokio::test]
async fn a_report_on_a_service_goes_to_the_hromada_it_names_or_to_the_auditor() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let path = format!("/report?service=S1&territory={OBLAST}");
    assert!(app.get(&path).await.body.contains(MACHUKHY), "a hromada can be named");
    let named = [("kind", "not-given"), ("text", "Відмовили"), ("hromada", MACHUKHY)];
    assert_eq!(send(&app, &path, &named).await.status, 303);
    assert_eq!(send(&app, &path, &[("kind", "fee"), ("text", "Плата інша")]).await.status, 303);
    let (hers, his) = (editor.get("/workspace").await.body, auditor.get("/workspace").await.body);
    assert!(hers.contains("/citizen-reports/1") && !hers.contains("/citizen-reports/2"), "{hers}");
    assert!(his.contains("/citizen-reports/1") && his.contains("/citizen-reports/2"), "{his}");
    let rejected = [("decision", "rejected"), ("answer", "Плату встановлено законом")];
    assert_eq!(auditor.post("/citizen-reports/2", &rejected).await.status, 303);
    assert!(auditor.get("/citizen-reports/2").await.body.contains("відхилено"));
    app.stop().await;
}

#[tokio::test]
async fn the_form_of_a_report_is_fit_for_everybody() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    for visitor in [DESK, PHONE] {
        let address = app.address.clone();
        visit(visitor, move |tab: Tab| async move {
            for path in ["/report?point=A", "/en/report?service=S1", "/quarters"] {
                tab.open(&format!("{address}{path}")).await;
                let width = tab.value("document.documentElement.scrollWidth").await.as_u64().unwrap();
                assert!(width <= u64::from(visitor.width), "{path}: {width} px wide");
                assert_eq!(tab.violations().await.unwrap_or_default(), Vec::<String>::new(), "{path}");
            }
        })
        .await;
    }
    app.stop().await;
}
