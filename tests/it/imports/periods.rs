//! What dates of rows and imports mean: values that end, follow one another, and never return.

use rstest::rstest;
use serde_json::Value;

use crate::support::region::MACHUKHY;
use crate::support::{App, Base, Db, region};

async fn population(app: &App, date: &str) -> Value {
    app.json(&format!("/api/v1/hromadas/{MACHUKHY}?date={date}")).await["population"].clone()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_row_of_another_import_ends_the_earlier_value_for_good(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load_until(&base, "hromada-facts").await;
    let later = format!("hromada,fact,value,from,until\n{MACHUKHY},population,7500,2023-02-01,2023-05-01\n");
    base.import("hromada-facts", later).await.done().says(&["hromada-facts: додано 1"]);
    let app = base.serve().await;
    assert!(population(&app, "2021-12-31").await.is_null());
    assert_eq!(population(&app, "2023-01-31").await, 7882);
    assert_eq!(population(&app, "2023-02-01").await, 7500);
    assert_eq!(population(&app, "2023-04-30").await, 7500);
    assert!(population(&app, "2023-05-01").await.is_null(), "the earlier value does not return");
    app.stop().await;
}

#[tokio::test]
async fn periods_decide_and_not_the_order_of_imports() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let row =
        |value, from, until| format!("hromada,fact,value,from,until\n{MACHUKHY},population,{value},{from},{until}\n");
    base.import("hromada-facts", row(7500, "2023-02-01", "2023-05-01")).await.done();
    base.import("hromada-facts", row(7882, "2022-01-01", "")).await.done();
    let app = base.serve().await;
    assert_eq!(population(&app, "2023-01-31").await, 7882);
    assert_eq!(population(&app, "2023-03-01").await, 7500);
    assert!(population(&app, "2024-01-01").await.is_null());
    app.stop().await;
}

#[tokio::test]
async fn an_offering_older_than_its_point_is_told_when_the_point_exists_and_how_to_date_it() {
    let base = Base::sqlite().await;
    region::load_until(&base, "starosta-districts").await;
    let point = format!("code,kind,name,hromada,from\nP1,cnap,ЦНАП,{MACHUKHY},2023-06-16\n");
    base.import("points", point).await.done();
    base.import("services", "code,name,group\nS1,Послуга,residence\n").await.done();
    let told = base.import("offerings", "point,service\nP1,S1\n").await.refused();
    told.says(&["межі існування точки", "«P1»: 2023-06-16 – …", "«Діє з»", "--date"]);
    base.import_with("offerings", "point,service\nP1,S1\n", &["--date", "2023-07-01"]).await.done();
}

#[tokio::test]
async fn a_point_lives_from_its_day_until_its_end() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let app = base.serve().await;
    for (date, status) in [("2019-12-31", 404), ("2020-01-01", 200), ("2023-12-31", 200), ("2024-01-01", 404)] {
        assert_eq!(app.get(&format!("/api/v1/points/B?date={date}")).await.status, status, "{date}");
    }
    app.stop().await;
}

#[tokio::test]
async fn successive_rows_of_one_point_give_all_its_cells_in_their_own_days() {
    let base = Base::sqlite().await;
    region::load_until(&base, "hromada-facts").await;
    let table = "code,kind,hromada,name,status,from,until\n\
        P,cnap,UA53080230000047239,Стара назва,active,2020-01-01,2023-09-01\n\
        P,cnap,UA53080230000047239,Стара назва,suspended,2023-09-01,2024-02-01\n\
        P,cnap,UA53080230000047239,Нова назва,active,2024-02-01,\n";
    base.import("points", table).await.done().says(&["points: додано 3"]);
    let app = base.serve().await;
    for (date, name, status) in [
        ("2023-08-31", "Стара назва", "active"),
        ("2023-09-01", "Стара назва", "suspended"),
        ("2024-02-01", "Нова назва", "active"),
    ] {
        let point = app.json(&format!("/api/v1/points/P?date={date}")).await;
        assert_eq!((&point["name"], &point["status"]), (&Value::from(name), &Value::from(status)), "{date}");
    }
    app.stop().await;
}
