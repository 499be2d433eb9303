//! `cnap undo`: an entry of the journal is taken back by a new one, unless later entries rest on it.

use rstest::rstest;

use crate::support::history::History;
use crate::support::state::{changed, state};
use crate::support::{Base, CommandOutput, Db, region};

async fn undo(base: &Base, entry: u64) -> CommandOutput {
    base.cnap(&["undo", &entry.to_string()]).await
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn what_is_taken_back_leaves_the_registry_as_it_was(#[case] db: Db) {
    let Some(history) = History::begin(db).await else { return };
    let more = [("boundaries", region::OUTLINE), ("service-steps", region::STEPS)];
    for (format, table) in more {
        history.import(format, table).await.unwrap();
    }
    for (format, table) in region::TABLES.iter().copied().chain(more) {
        let before = state(&history.base, None).await;
        let entry = history.import(format, &changed(format, table)).await.unwrap().unwrap();
        let after = state(&history.base, None).await;
        assert_ne!(before, after, "{format}");
        let undone = history.undo(entry).await.unwrap();
        assert_eq!(state(&history.base, None).await, before, "{format}");
        history.undo(undone).await.unwrap();
        assert_eq!(state(&history.base, None).await, after, "{format}: the undo taken back");
        history.undo(entry).await.unwrap();
        assert_eq!(state(&history.base, None).await, before, "{format}: taken back again");
        assert_eq!(state(&history.base, Some(entry)).await, after, "{format}: still known");
    }
    history.base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[tokio::test]
async fn a_region_is_taken_back_entry_by_entry_to_nothing() {
    let history = History::begin(Db::Sqlite).await.unwrap();
    let first = state(&history.base, Some(0)).await;
    for entry in (1..=history.last_entry().await).rev() {
        history.undo(entry).await.unwrap();
    }
    assert_eq!(state(&history.base, None).await, first);
    region::load(&history.base).await;
    history.base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn an_entry_others_rest_on_is_not_taken_back(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    base.import("service-steps", region::STEPS).await.done();
    let before = base.contents().await;
    for (entry, dependents) in [
        (1, "2 (hromada-facts: 4), 3 (starosta-districts: 1), 4 (points: 3)"),
        (3, "4 (points: 1)"),
        (4, "8 (offerings: 3), 9 (answers: 3), 10 (equipment: 2), 11 (figures: 2)"),
        (5, "6 (mandatory: 2), 8 (offerings: 3), 12 (service-steps: 2)"),
        (6, "7 (mandatory-declared: 1)"),
    ] {
        undo(&base, entry).await.refused().says(&["не можна скасувати", dependents]);
    }
    assert_eq!(before, base.contents().await);
}

#[tokio::test]
async fn a_shorter_life_is_not_restored_under_what_was_stated_since() {
    let base = Base::sqlite().await;
    region::load_until(&base, "services").await;
    let longer = "code,kind,hromada,settlement,name,from,until\n\
                  B,cnap,UA53080090000014431,UA53080090010093569,ЦНАП Б,2020-01-01,2030-01-01\n";
    base.import("points", longer).await.done();
    base.import("offerings", "point,service,from,until\nB,S1,2024-06-01,2025-01-01\n").await.done();
    undo(&base, 6).await.refused().says(&["7 (offerings: 1)"]);
    undo(&base, 7).await.done();
    undo(&base, 6).await.done();
}

#[tokio::test]
async fn changes_of_one_row_are_taken_back_from_the_last() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let mut states = vec![state(&base, None).await];
    for people in ["7900", "8000", "8100"] {
        base.import("hromada-facts", region::FACTS.replace("7882", people)).await.done();
        states.push(state(&base, None).await);
    }
    undo(&base, 2).await.refused().says(&["3 (hromada-facts: 1)"]);
    undo(&base, 4).await.refused().says(&["5 (hromada-facts: 1)"]);
    for (entry, then) in [(5, &states[2]), (4, &states[1]), (3, &states[0])] {
        undo(&base, entry).await.done();
        assert_eq!(&state(&base, None).await, then, "without entry {entry}");
        undo(&base, entry).await.refused().says(&[&format!("запис {entry} уже скасовано записом")]);
    }
    undo(&base, 99).await.refused().says(&["запису 99 у журналі немає"]);
}

#[tokio::test]
async fn a_rehearsed_undo_tells_what_would_change_and_writes_nothing() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    base.import("hromada-facts", region::FACTS.replace("7882", "7900")).await.done();
    let before = base.contents().await;
    let told = base.cnap(&["undo", "3", "--dry-run"]).await.done();
    told.says(&["пробний запуск", "вилучено hromada-facts", "додано hromada-facts"]);
    assert_eq!(before, base.contents().await);
}

#[tokio::test]
async fn a_confirmation_is_taken_back_too() {
    let base = Base::sqlite().await;
    region::load_until(&base, "services").await;
    base.import_with("offerings", region::OFFERINGS, &["--confirmed", "2024-01-10"]).await.done();
    let again = format!("{}\n", region::OFFERINGS);
    base.import_with("offerings", again, &["--confirmed", "2024-03-01"]).await.done();
    let app = base.serve().await;
    let path = "/api/v1/offerings?point=A&date=2022-06-01";
    assert_eq!(app.json(path).await["items"][0]["confirmed"], "2024-03-01");
    for (entry, day) in [(7, "2024-01-10"), (8, "2024-03-01"), (7, "2024-01-10")] {
        undo(&base, entry).await.done();
        app.until(path, |told| told["items"][0]["confirmed"] == day).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn a_running_server_drops_what_was_taken_back() {
    let base = Base::sqlite().await;
    region::load_until(&base, "services").await;
    let app = base.serve().await;
    base.import("points", "code,kind,hromada,name\nX,cnap,UA53080230000047239,Зайвий\n").await.done();
    app.until("/api/v1/points?per_page=1&date=2023-01-01", |told| told["total"] == 4).await;
    undo(&base, 6).await.done();
    app.until("/api/v1/points?per_page=1&date=2023-01-01", |told| told["total"] == 3).await;
    assert_eq!(app.get("/points/X").await.status, 404);
    app.stop().await;
}

#[tokio::test]
async fn entries_from_before_rows_were_immutable_are_not_taken_back() {
    let base = Base::sqlite().await;
    crate::migrations::fill_first_schema(&base).await;
    base.cnap(&["migrate"]).await.done();
    undo(&base, 14).await.refused().says(&["попередній зміст не зберігся"]);
    base.import("hromada-facts", region::FACTS.replace("7882", "8000")).await.done();
    undo(&base, 15).await.done();
}
