//! Audit visits: opened, filled, signed off; findings answered, returned, accepted, overdue; kept with the audit log.

use chrono::{DateTime, TimeDelta, Utc};
use rstest::rstest;

use crate::support::people::{SignedIn, after, editor_and_auditor, signed_in};
use crate::support::region::{self, OBLAST, ZINKIV};
use crate::support::{App, Base, Db};

const KEY: &str = "abcdefgh12345678";
const RAMP: &str = "criterion:six-flags/ramp";

fn day(at: DateTime<Utc>) -> String {
    cnap::domain::kyiv::date(at).to_string()
}

/// Opens a visit to a point; gives back the answer.
async fn open(auditor: &SignedIn<'_>, point: &str, day: &str, key: &str) -> (u16, String) {
    let fields = [("point", point), ("day", day), ("present", "Людина Зразкова, керівниця"), ("request_key", key)];
    let answer = auditor.post("/visits", &fields).await;
    (answer.status, answer.header("location").to_owned())
}

/// Fields of a sheet with one answer and one finding.
fn filled<'a>(deadline: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("c.six-flags.ramp.answer", "no"),
        ("c.six-flags.ramp.photo", "7"),
        ("c.588.sign.answer", "yes"),
        ("e.id_reader.seen", "yes"),
        ("hours.sign", "none"),
        ("area.total", "41,5"),
        ("f.0.subject", RAMP),
        ("f.0.what", "Немає пандуса"),
        ("f.0.responsible", "Керівниця центру"),
        ("f.0.deadline", deadline),
    ]
}

/// Opens visit 1 to point A and signs its sheet with finding 1.
pub async fn sign_one(auditor: &SignedIn<'_>, today: &str) {
    assert_eq!(open(auditor, "A", today, KEY).await, (303, "/visits/1".to_owned()));
    let checked = auditor.post("/visits/1", &[&filled(today, "0")[..], &[("check", "1")]].concat()).await;
    assert_eq!(checked.status, 200, "{checked:?}");
    let seen = after(&checked.body, "name=\"seen\" value=\"");
    let signed = sign(auditor, &filled(today, "1"), &seen, KEY).await;
    assert_eq!(signed, (303, "/visits/1".to_owned()));
}

async fn sign(auditor: &SignedIn<'_>, fields: &[(&str, &str)], seen: &str, key: &str) -> (u16, String) {
    let more = [("seen", seen), ("request_key", key), ("sign", "1")];
    let answer = auditor.post("/visits/1", &[fields, &more].concat()).await;
    (answer.status, answer.header("location").to_owned())
}

async fn step(who: &SignedIn<'_>, step: &str, text: &str, key: &str) -> u16 {
    who.post("/findings/1", &[("step", step), ("text", text), ("request_key", key)]).await.status
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_visit_becomes_answers_and_findings_which_are_followed_up(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let now = cnap::live::Clock::Machine.now();
    let (today, deadline) = (day(now), day(now + TimeDelta::days(20)));
    let app = App::at(&base, now).await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let stranger = signed_in(&base, &app, "stranger@example.org", "editor", &[ZINKIV]).await;

    // Opened twice by one form, it is one visit.
    for _ in 0..2 {
        assert_eq!(open(&auditor, "A", &today, KEY).await, (303, "/visits/1".to_owned()));
    }
    let tomorrow = day(now + TimeDelta::days(1));
    assert_eq!(open(&auditor, "A", &tomorrow, "other1").await.0, 422, "a visit has taken place");
    assert_eq!(open(&auditor, "немає", &today, "other2").await.0, 422);
    assert_eq!(open(&editor, "A", &today, "other3").await.0, 403);
    assert_eq!(editor.get("/visits/1").await.status, 404, "a draft is the auditor's");
    let sheet = auditor.get("/visits/1").await.body;
    for words in ["S2", "523-р", "Пандус", "01.07.2023", "Людина Зразкова", "Вивіска з графіком"]
    {
        assert!(sheet.contains(words), "no «{words}»: {sheet}");
    }

    // A finding is begun where the criterion stands, and the draft is kept.
    let begun = auditor.post("/visits/1", &[("version", "0"), ("c.588.sign.answer", "yes"), ("add", RAMP)]).await;
    assert_eq!((begun.status, begun.header("location")), (303, "/visits/1#finding-0"));
    let sheet = auditor.get("/visits/1").await.body;
    assert!(sheet.contains("Не виконано вимогу: Пандус") && sheet.contains("name=\"version\" value=\"1\""), "{sheet}");
    let faulty = auditor.post("/visits/1", &[&filled("1999-01-01", "1")[..], &[("check", "1")]].concat()).await;
    assert!(faulty.status == 422 && faulty.body.contains("День раніший за виїзд"), "{faulty:?}");
    let lost = auditor.post("/visits/1", &[&filled(&deadline, "1")[..], &[("keep", "1")]].concat()).await;
    assert_eq!(lost.status, 409, "somebody kept another version meanwhile");
    let checked = auditor.post("/visits/1", &[&filled(&deadline, "2")[..], &[("check", "1")]].concat()).await;
    assert!(checked.status == 200 && checked.body.contains("Буде записано 2 відповіді"), "{checked:?}");
    let seen = after(&checked.body, "name=\"seen\" value=\"");
    assert!(base.contents().await.0["finding"].is_empty(), "nothing is stated before it is signed");

    // Signed, and sent again after a lost connection.
    let fields = filled(&deadline, "3");
    for _ in 0..2 {
        assert_eq!(sign(&auditor, &fields, &seen, KEY).await, (303, "/visits/1".to_owned()));
    }
    assert_eq!(sign(&auditor, &fields, &seen, "another").await.0, 409, "nothing changes afterwards");
    let contents = base.contents().await;
    assert_eq!((contents.0["finding"].len(), contents.0["visit_signature"].len()), (1, 1));
    let card = app.until("/api/v1/points/A/cards", |card| card.to_string().contains(&today)).await;
    assert!(card.to_string().contains("\"ramp\""), "{card}");
    let public = app.get("/points/A").await.body;
    assert!(public.contains("Аудиторський виїзд: підписано акт"), "{public}");
    assert!(!public.contains("Людина Зразкова") && !app.get("/sources").await.body.contains("Зразкова"));

    // The hromada sees it and answers; the auditor returns, then accepts.
    let workspace = editor.get("/workspace").await.body;
    assert!(workspace.contains("/findings/1") && workspace.contains("Немає пандуса"), "{workspace}");
    let signed = editor.get("/visits/1").await.body;
    assert!(
        signed.contains("Акт підписано") && signed.contains("вивіски немає") && signed.contains("41,5"),
        "{signed}"
    );
    for path in ["/findings/1", "/visits/1", "/visits/1/print", "/visits/1/sheet.xlsx"] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    assert_eq!(step(&stranger, "answered", "чуже", "s1").await, 404);
    assert_eq!(step(&auditor, "answered", "сам собі", "s2").await, 403);
    assert_eq!(step(&auditor, "accepted", "", "s3").await, 409, "there is no answer yet");
    assert_eq!(step(&editor, "answered", "  ", "s4").await, 409, "an answer has words");
    for _ in 0..2 {
        assert_eq!(step(&editor, "answered", "Замовили пандус", "s5").await, 303, "sent twice, it arrives once");
    }
    assert!(auditor.get("/visits").await.body.contains("є відповідь, чекає на аудитора"));
    assert_eq!(step(&editor, "accepted", "", "s6").await, 403);
    assert_eq!(step(&auditor, "returned", "Покажіть акт робіт", "s7").await, 303);
    assert!(editor.get("/findings/1").await.body.contains("Покажіть акт робіт"));

    // A clock that stands later: the deadline has passed.
    let later = App::at(&base, now + TimeDelta::days(25)).await;
    let editor = SignedIn::enter(&later, "editor@example.org").await;
    let auditor = SignedIn::enter(&later, "auditor@example.org").await;
    for (who, path) in
        [(&editor, "/workspace"), (&auditor, "/visits"), (&auditor, "/workspace"), (&auditor, "/findings")]
    {
        let page = who.get(path).await.body;
        assert!(page.contains("прострочено на 5 днів"), "{path}: {page}");
    }
    let overview = auditor.get("/network").await.body;
    assert!(overview.contains("1 недолік прострочено"), "{overview}");
    assert!(!later.get("/network").await.body.contains("прострочено"), "nothing of it is public");
    assert!(auditor.get("/en/findings/1").await.body.contains("overdue by 5 days"));
    assert_eq!(step(&editor, "answered", "Пандус є, акт додано", "s8").await, 303);
    assert!(!auditor.get("/findings").await.body.contains("прострочено"), "it waits for the auditor now");
    assert_eq!(step(&auditor, "accepted", "", "s9").await, 303);
    assert!(editor.get("/findings/1").await.body.contains("усунення прийнято"));
    assert_eq!(step(&editor, "answered", "ще", "s10").await, 409);

    // Every change stands in the audit log.
    let is_last = |sources: &serde_json::Value| sources.to_string().contains("finding-accepted");
    let sources = later.until("/api/v1/sources", is_last).await.to_string();
    for name in ["visit-open", "visit-sign", "finding-answered", "finding-returned", "finding-accepted"] {
        assert!(sources.contains(name), "no {name}: {sources}");
    }
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite, Db::Postgres)]
#[case::postgres(Db::Postgres, Db::Sqlite)]
#[tokio::test]
async fn visits_are_restored_from_a_backup_and_a_finding_altered_by_hand_is_found(#[case] from: Db, #[case] to: Db) {
    let Some(base) = Base::fresh(from).await else { return };
    let Some(other) = Base::fresh(to).await else { return };
    region::load(&base).await;
    let app = base.serve().await;
    let auditor = signed_in(&base, &app, "auditor@example.org", "auditor", &[OBLAST]).await;
    sign_one(&auditor, &day(app.now())).await;
    app.stop().await;
    let file = base.folder.path().join("all.backup");
    base.cnap(&["backup", file.to_str().unwrap()]).await.done();
    other.cnap(&["restore", file.to_str().unwrap()]).await.done();
    other.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
    let kept = other.contents().await;
    for table in ["visit", "visit_signature", "finding"] {
        assert_eq!(kept.0[table].len(), 1, "{table}");
    }
    for statement in [
        "UPDATE finding SET deadline = '2999-01-01'",
        "UPDATE visit SET day = '2001-01-01'",
        "UPDATE visit_signature SET fields = '{}'",
        "DELETE FROM finding",
    ] {
        let altered = base.altered_copy(statement).await;
        let told = altered.cnap(&["verify"]).await.refused();
        let table = statement.split_whitespace().find(|word| word.starts_with("visit") || *word == "finding").unwrap();
        told.says(&[table]);
    }
}

#[tokio::test]
async fn the_sheet_is_printed_and_is_a_workbook_before_and_after_it_is_signed() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let auditor = signed_in(&base, &app, "auditor@example.org", "auditor", &[OBLAST]).await;
    let today = day(app.now());
    assert_eq!(open(&auditor, "W", &today, "w1").await.0, 303);
    let page = auditor.get("/visits/1/print").await.body;
    for words in ["Чернетка", "Керівник центру: ____", "Пандус", "Фото №", "Максимум"]
    {
        assert!(page.contains(words), "no «{words}»: {page}");
    }
    let kept = [("version", "0"), ("c.six-flags.ramp.answer", "yes"), ("c.six-flags.ramp.photo", "12"), ("keep", "1")];
    assert_eq!(auditor.post("/visits/1", &kept).await.status, 303);
    let (status, bytes) = auditor.download("/visits/1/sheet.xlsx").await;
    assert_eq!(status, 200);
    let cells = sheet_cells(&bytes);
    for words in ["Критерій", "Максимум", "Бали", "Підстава", "Фото №", "Пандус", "12"]
    {
        assert!(cells.iter().any(|cell| cell == words), "no «{words}»: {cells:?}");
    }
    assert!(cells.iter().any(|cell| cell.starts_with("Аудитор: ____")), "{cells:?}");
    let english = auditor.get("/en/visits/1/print").await.body;
    assert!(english.contains("Head of the centre") && english.contains("Maximum"), "{english}");
    app.stop().await;
}

/// The texts and numbers of all sheets of a workbook.
fn sheet_cells(bytes: &[u8]) -> Vec<String> {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    sheets.iter().flat_map(|(_, range)| range.cells().map(|(.., cell)| cell.to_string())).collect()
}
