//! A hromada's own list of services, in the shape she has it: matched with the catalogue, asked about, submitted.

use std::path::Path;

use rstest::rstest;

use crate::support::people::{editor_and_auditor, signed_in};
use crate::support::region::{self, MACHUKHY, ZINKIV};
use crate::support::{App, Base, Db};

const LIST: &str = "Додаток 1\t\t\nПЕРЕЛІК ПОСЛУГ\t\t\n№пп\tКод послуги\tНазва адміністративної послуги\n\
    \t\tДЕРЖАВНА РЕЄСТРАЦІЯ АКТІВ ЦИВІЛЬНОГО СТАНУ\n1\t01/01\tДержавна реєстрація народження фізичної особи та її походження\n\
    2\t01/02\tДержавна реєстрація смерті\n3\t01/03\tВидача довідки\n4\t01/04\tПослуги соціального таксі\nВсього послуг: 4\t\t\n";

/// The small region with the shipped catalogue.
async fn region(db: Db) -> Option<Base> {
    let base = Base::fresh(db).await?;
    region::load(&base).await;
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/catalogue/services.csv");
    base.import_file("services", &catalogue, &[]).await.done();
    Some(base)
}

async fn offered(app: &App, point: &str) -> Vec<(String, String)> {
    let list = app.json(&format!("/api/v1/offerings?point={point}&per_page=100")).await;
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    list["items"].as_array().unwrap().iter().map(|item| (text(&item["service"]), text(&item["from"]))).collect()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_list_in_her_own_shape_is_asked_about_submitted_and_remembered(#[case] db: Db) {
    let Some(base) = region(db).await else { return };
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let fields = [("hromada", MACHUKHY), ("table", "sheet"), ("pasted", LIST), ("day", "2024-01-10")];
    let kept = editor.post("/workspace", &fields).await;
    assert_eq!(kept.status, 303, "{kept:?}");
    let sheet = kept.header("location").to_owned();
    let page = editor.get(&sheet).await.body;
    for words in
        ["Потрібна ваша відповідь", "Видача довідки", "Послуги соціального таксі", "Зіставлено без запитань: 2"]
    {
        assert!(page.contains(words), "no «{words}»: {page}");
    }
    assert!(editor.get("/workspace").await.body.contains(&sheet), "it waits for the editor");

    let open = editor.post(&sheet, &[("send", "1"), ("point", "W")]).await;
    assert_eq!(open.status, 422);
    assert!(open.body.contains("Лишилося 2 запитання") && open.body.contains("не вибрано послуги"), "{}", open.body);
    let saved = editor.post(&sheet, &[("save", "1"), ("point", "W"), ("row-7", "other"), ("other-7", "12-30")]).await;
    assert_eq!(saved.status, 303, "{saved:?}");
    assert!(editor.get(&sheet).await.body.contains("value=\"12-30\""), "what was answered is kept");
    assert_eq!(offered(&app, "W").await, [], "nothing is written before it is accepted");

    let answers = [("row-7", "other"), ("other-7", "12-30"), ("row-8", "-"), ("point", "W"), ("send", "1")];
    let sent = editor.post(&sheet, &answers).await;
    assert_eq!(sent.status, 303, "{sent:?}");
    let submission = sent.header("location").to_owned();
    assert!(submission.starts_with("/submissions/"), "{submission}");
    assert_eq!(auditor.accept(&submission).await.status, 303);
    let since = |code: &str| (code.to_owned(), "2024-01-10".to_owned());
    assert_eq!(offered(&app, "W").await, [since("02-01"), since("02-05"), since("12-30")]);
    assert_eq!(editor.get(&sheet).await.header("location"), submission, "a list is submitted once");
    assert_eq!(editor.post(&sheet, &answers).await.status, 409);

    let again = editor.post("/workspace", &fields).await.header("location").to_owned();
    let page = editor.get(&again).await.body;
    assert!(page.contains("Усі рядки зіставлено") && page.contains("вибрано раніше"), "{page}");
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[tokio::test]
async fn columns_of_points_say_who_gives_what_and_since_when() {
    let base = region(Db::Sqlite).await.unwrap();
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let list =
        "№;Назва послуги;ЦНАП А;ВРМ\n1;Державна реєстрація шлюбу;+;01.02.2023\n2;Державна реєстрація смерті;+;–\n";
    let kept = editor.post("/workspace", &[("hromada", MACHUKHY), ("table", "sheet"), ("pasted", list)]).await;
    let sheet = kept.header("location").to_owned();
    let page = editor.get(&sheet).await.body;
    assert!(page.contains("<option value=\"W\" selected>"), "the column is called like the point: {page}");
    let sent = editor.post(&sheet, &[("send", "1"), ("day", "2024-03-01")]).await;
    assert_eq!(sent.status, 303, "{sent:?}");
    assert_eq!(auditor.accept(sent.header("location")).await.status, 303);
    assert_eq!(offered(&app, "W").await, [("02-02".to_owned(), "2023-02-01".to_owned())]);
    let of_centre = offered(&app, "A").await;
    for code in ["02-02", "02-05"] {
        assert!(of_centre.contains(&(code.to_owned(), "2024-03-01".to_owned())), "{of_centre:?}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_list_is_seen_and_answered_by_editors_of_its_hromada_alone() {
    let base = region(Db::Sqlite).await.unwrap();
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let kept = editor.post("/workspace", &[("hromada", MACHUKHY), ("table", "sheet"), ("pasted", LIST)]).await;
    let sheet = kept.header("location").to_owned();
    let stranger = signed_in(&base, &app, "stranger@example.org", "editor", &[ZINKIV]).await;
    assert_eq!(stranger.get(&sheet).await.status, 404);
    assert_eq!(stranger.post(&sheet, &[("send", "1")]).await.status, 404);
    assert_eq!(auditor.get(&sheet).await.status, 403, "an auditor judges what is submitted");
    assert_eq!(app.get(&sheet).await.status, 303, "a visitor is asked to sign in");
    let foreign = stranger.post("/workspace", &[("hromada", MACHUKHY), ("table", "sheet"), ("pasted", LIST)]).await;
    assert_eq!(foreign.status, 422);
    let unreadable = [("hromada", MACHUKHY), ("table", "sheet"), ("pasted", "а;б\n1;2\n")];
    let refused = editor.post("/workspace", &unreadable).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("не знайдено стовпця з назвами послуг"), "{}", refused.body);
    app.stop().await;
}

#[tokio::test]
async fn the_command_line_tells_what_the_rows_of_a_list_mean() {
    let base = region(Db::Sqlite).await.unwrap();
    let before = base.contents().await;
    let file = base.file("list.csv", LIST);
    let told = base.cnap(&["match", file.to_str().unwrap(), "--date", "2024-01-10"]).await.done();
    assert!(
        told.out
            .contains("5,,01/01,Державна реєстрація народження фізичної особи та її походження,02-01,1.00,name,yes")
    );
    assert!(told.err.contains("рядків послуг: 4, зіставлено без людини: 2"), "{told:#?}");
    assert_eq!(before, base.contents().await, "nothing is written");
    let empty = base.file("empty.csv", "а;б\n1;2\n");
    let refused = base.cnap(&["match", empty.to_str().unwrap()]).await;
    assert_eq!(refused.code, 1);
}
