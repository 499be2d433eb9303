//! The quarterly cycle: opened, watched, closed, and made again a year later; the whole way of a table through review.

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use rstest::rstest;

use crate::support::people::{SignedIn, after, editor_and_auditor, signed_in};
use crate::support::region::{self, MACHUKHY, OBLAST, ZINKIV};
use crate::support::{App, Base, Db};

/// The quarter before the one of a moment.
fn last_quarter(now: DateTime<Utc>) -> String {
    let (year, quarter) = (now.year(), now.month0() / 3);
    if quarter == 0 { format!("{}Q4", year - 1) } else { format!("{year}Q{quarter}") }
}

async fn kept(auditor: &SignedIn<'_>, path: &str, more: &[(&str, &str)]) -> u16 {
    auditor.post(path, &[&[("oblast", OBLAST)], more].concat()).await.status
}

/// Services of W as the tables call them: S1 and twenty-eight others.
fn rows() -> Vec<String> {
    std::iter::once("S1".to_owned()).chain((3..31).map(|number| format!("S{number}"))).collect()
}

fn table(services: &[String]) -> String {
    let rows: String = services.iter().map(|service| format!("W,{service},2022-03-01\n")).collect();
    format!("point,service,from\n{rows}")
}

async fn overall(app: &App) -> (u64, u64) {
    let told = app.json(&format!("/api/v1/indicators/overall-compliance?territory={OBLAST}")).await;
    (told["numerator"].as_u64().unwrap(), told["unknown"].as_u64().unwrap())
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_table_goes_the_whole_way_and_its_quarter_is_made_again_a_year_later(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let more: String = (3..31).map(|number| format!("S{number},Навчальна послуга {number},residence\n")).collect();
    base.import("services", format!("code,name,group\n{more}")).await.done();
    let now = cnap::live::Clock::Machine.now();
    let quarter = last_quarter(now);
    let app = App::at(&base, now).await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    assert_eq!(kept(&auditor, "/quarters", &[("quarter", &quarter)]).await, 303);
    assert_eq!(kept(&auditor, "/quarters", &[("quarter", &quarter)]).await, 409, "it is opened once");
    assert!(editor.get("/workspace").await.body.contains("не подано"), "the quarter waits for her");
    assert_eq!(kept(&auditor, &format!("/quarters/{quarter}/remind"), &[]).await, 303);
    assert!(editor.get("/workspace").await.body.contains("нагадано"));
    let (given, unknown) = overall(&app).await;

    // Many rows; one comes back with a reason.
    let submission = editor.submit(MACHUKHY, "offerings", &table(&rows())).await;
    let page = auditor.get(&submission).await.body;
    assert!(page.contains("Показники області, які зміняться"), "the effect is shown before");
    let seen = after(&page, "name=\"seen\" value=\"");
    let returned = [("seen", seen.as_str()), ("line-5", "Такої послуги у ВРМ немає")];
    assert_eq!(auditor.post(&format!("{submission}/accept"), &returned).await.status, 303);
    let offered = async |app: &App| app.json("/api/v1/offerings?point=W").await["total"].as_u64().unwrap();
    assert_eq!(offered(&app).await, 28);
    assert_eq!(overall(&app).await, (given + 1, unknown - 1), "the figure changes with the acceptance");
    assert!(app.get("/points/W").await.body.contains("Навчальна послуга 30"));
    assert!(!app.get("/points/W").await.body.contains("Навчальна послуга 5<"));

    // She corrects; he accepts.
    let correction = format!("{submission}/correction");
    assert!(editor.get(&correction).await.body.contains("W,S5,2022-03-01"));
    let mended = [("pasted", "point,service,from,ground\nW,S5,2022-04-01,рішення\n")];
    let second = editor.post(&correction, &mended).await.header("location").to_owned();
    assert_eq!(auditor.accept(&second).await.status, 303);
    assert_eq!(offered(&app).await, 29);
    let history = app.get("/points/W/history").await.body;
    assert!(history.contains("за поданням громади") && history.contains("S5 Навчальна послуга 5"), "{history}");

    // Undo restores.
    let entry = after(&editor.get(&second).await.body, "href=\"/sources/");
    base.cnap(&["undo", &entry]).await.done();
    app.until("/api/v1/offerings?point=W", |answer| answer["total"] == 28).await;

    // The quarter is closed, and a year later made again.
    let path = format!("/quarters/{quarter}?territory={OBLAST}");
    let watched = app.get(&path).await.body;
    assert!(watched.contains("Хто подав") && watched.contains("прийнято"), "{watched}");
    let close = format!("/quarters/{quarter}/close");
    assert_eq!(kept(&auditor, &close, &[]).await, 409, "closing is confirmed");
    assert!(!app.get(&path).await.body.contains("Показники кварталу"), "it is still open");
    assert_eq!(kept(&auditor, &close, &[("sure", "yes")]).await, 303);
    assert_eq!(kept(&auditor, &close, &[("sure", "yes")]).await, 409, "it is closed once");
    let closed = app.get(&path).await.body;
    assert!(closed.contains("Показники такі самі, якими були під час закриття"), "{closed}");
    base.import("offerings", "point,service,from,until\nW,S1,2022-03-01,2022-05-01\n").await.done();
    base.import("figures", "point,period,measure,value\nW,2026Q3,services,70\n").await.done();
    let app = App::at(&base, now + TimeDelta::days(365)).await;
    let page = app.get(&path).await.body;
    for words in ["Чому показники відрізняються", "ВРМ", "Навчальна послуга 1", "01.05.2022", "Таблиця послуг у точках"]
    {
        assert!(page.contains(words), "no «{words}»: {page}");
    }
    let differing = page.split_once("Чому показники відрізняються").unwrap().1;
    assert!(!differing.contains("Навчальна послуга 30"), "what did not change gives no reason: {differing}");
    let known = after(&page, "&amp;known=");
    let then = format!("/api/v1/indicators/overall-compliance?territory={OBLAST}&known={known}");
    assert_eq!(app.json(&then).await["numerator"].as_u64().unwrap(), given + 1, "as it was known");
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[tokio::test]
async fn only_the_auditor_of_the_oblast_keeps_its_quarters() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let administrator = signed_in(&base, &app, "admin@example.org", "administrator", &[]).await;
    let open = [("oblast", OBLAST), ("quarter", "2023Q4")];
    for person in [&editor, &administrator] {
        assert_eq!(person.post("/quarters", &open).await.status, 403);
    }
    for (oblast, quarter, status) in [
        (ZINKIV, "2023Q4", 403),
        ("UA05000000000010236", "2023Q4", 403),
        (OBLAST, "2199Q1", 409),
        (OBLAST, "2023", 400),
        (OBLAST, "2023Q4", 303),
    ] {
        let answer = auditor.post("/quarters", &[("oblast", oblast), ("quarter", quarter)]).await;
        assert_eq!(answer.status, status, "{oblast} {quarter}: {answer:?}");
    }
    let path = format!("/quarters/2023Q4?territory={OBLAST}");
    let (public, own) = (app.get(&path).await, auditor.get(&path).await);
    assert_eq!((public.status, own.status), (200, 200));
    assert!(own.body.contains("Закрити квартал") && !public.body.contains("Закрити квартал"));
    assert!(app.get("/en/quarters").await.body.contains("Quarters"));
    assert_eq!(app.get("/quarters/2022Q1").await.status, 404);
    for deed in ["remind", "close"] {
        let path = format!("/quarters/2023Q4/{deed}");
        assert_eq!(editor.post(&path, &[("oblast", OBLAST)]).await.status, 403, "{deed}");
        assert_eq!(auditor.post("/quarters/2022Q1/close", &[("oblast", OBLAST)]).await.status, 409, "not open");
    }
    let sure = [("oblast", OBLAST), ("sure", "yes")];
    assert_eq!(auditor.post("/quarters/2023Q4/close", &sure).await.status, 303);
    let journal = app.json("/api/v1/sources").await.to_string();
    assert!(journal.contains("quarter-open") && journal.contains("quarter-close"), "{journal}");
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_running_quarter_is_not_closed_before_its_last_day_has_passed(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let last_day: DateTime<Utc> = "2023-12-31T12:00:00Z".parse().unwrap();
    let app = App::at(&base, last_day).await;
    let auditor = signed_in(&base, &app, "auditor@example.org", "auditor", &[OBLAST]).await;
    assert_eq!(kept(&auditor, "/quarters", &[("quarter", "2023Q4")]).await, 303);
    let path = format!("/quarters/2023Q4?territory={OBLAST}");
    let page = auditor.get(&path).await.body;
    assert!(page.contains("Квартал триває до 31.12.2023") && !page.contains("/close\""), "{page}");
    let early = auditor.post("/quarters/2023Q4/close", &[("oblast", OBLAST), ("sure", "yes")]).await;
    assert!(early.status == 409 && early.body.contains("Квартал ще триває"), "{early:?}");
    assert!(!auditor.get(&path).await.body.contains("Показники кварталу"), "nothing was closed");

    let app = App::at(&base, last_day + TimeDelta::days(1)).await;
    let auditor = SignedIn::enter(&app, "auditor@example.org").await;
    let page = auditor.get(&path).await.body;
    assert!(page.contains("/close\"") && page.contains("не відкривають знову"), "{page}");
    assert_eq!(kept(&auditor, "/quarters/2023Q4/close", &[("sure", "yes")]).await, 303);
    assert!(auditor.get(&path).await.body.contains("Станом на 31.12.2023"));
}
