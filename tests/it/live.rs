//! A running server shows what another process writes, without a restart.

use rstest::rstest;

use crate::support::{Base, Db, region};

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_running_server_shows_an_import_of_the_command_line(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "hromada-facts").await;
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points?per_page=1").await["total"], 0);
    base.import("starosta-districts", region::DISTRICTS).await.done();
    base.import("points", region::POINTS).await.done();
    app.until("/api/v1/points?date=2023-01-01&per_page=1", |answer| answer["total"] == 3).await;
    let renamed = region::POINTS.replace("ЦНАП А", "ЦНАП Оновлений");
    base.import("points", renamed).await.done();
    app.until("/api/v1/points/A", |point| point["name"] == "ЦНАП Оновлений").await;
    assert!(app.get("/points/A").await.body.contains("ЦНАП Оновлений"));
    app.stop().await;
}

#[tokio::test]
async fn two_copies_on_one_postgres_show_the_same() {
    let Some(base) = Base::fresh(Db::Postgres).await else { return };
    region::load_until(&base, "starosta-districts").await;
    let (one, two) = (base.serve().await, base.serve().await);
    base.import("points", region::POINTS).await.done();
    for app in [one, two] {
        app.until("/api/v1/points?date=2023-01-01&per_page=1", |answer| answer["total"] == 3).await;
        app.stop().await;
    }
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn imports_at_the_same_time_wait_for_one_another(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "services").await;
    let table = |point: &str| format!("code,kind,hromada,name\n{point},cnap,{},ЦНАП {point}\n", region::MACHUKHY);
    let (one, two, three) = tokio::join!(
        base.import("points", table("X1")),
        base.import("points", table("X2")),
        base.import("offerings", region::OFFERINGS)
    );
    for told in [one, two, three] {
        told.done();
    }
    base.cnap(&["verify"]).await.done().says(&["all is well"]);
    let app = base.serve().await;
    for point in ["X1", "X2"] {
        assert_eq!(app.get(&format!("/api/v1/points/{point}")).await.status, 200);
    }
    app.stop().await;
}
