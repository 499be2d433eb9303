//! Past days: the ends of periods as they are stored, and links that stay on the day.

use serde_json::{Value, json};

use crate::support::Base;
use crate::support::region;

#[tokio::test]
async fn a_past_day_tells_the_end_that_is_stored_and_not_where_a_later_row_begins() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let later = "code,kind,hromada,name,from\nA,cnap,UA53080230000047239,ЦНАП А новий,2023-03-01\n";
    base.import("points", later).await.done();
    let app = base.serve().await;
    let day = "date=2022-06-01";
    for (code, until) in [("A", Value::Null), ("B", json!("2024-01-01"))] {
        assert_eq!(app.json(&format!("/api/v1/points/{code}?{day}")).await["until"], until);
        let list = app.json(&format!("/api/v1/points?{day}")).await;
        let item = list["items"].as_array().unwrap().iter().find(|item| item["code"] == code).unwrap().clone();
        assert_eq!(item["until"], until);
    }
    assert_eq!(app.json(&format!("/api/v1/services/S2?{day}")).await["until"], "2023-06-01");
    let csv = app.get(&format!("/api/v1/points.csv?{day}")).await.body;
    let told = ends(&csv);
    assert_eq!(
        told,
        [("A".to_owned(), String::new()), ("B".to_owned(), "2024-01-01".to_owned())]
            .into_iter()
            .chain([("W".to_owned(), String::new())])
            .collect::<Vec<_>>()
    );
    app.stop().await;
    let file = base.folder.path().join("points.csv");
    base.cnap(&["export", "points", "--date", "2022-06-01", "--out", file.to_str().unwrap()]).await.done();
    assert_eq!(ends(&std::fs::read_to_string(&file).unwrap()), told);
}

/// Code and end of every row.
fn ends(csv: &str) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let at = |name: &str| titles.iter().position(|title| title == name).unwrap();
    let (code, until) = (at("code"), at("until"));
    reader.records().map(Result::unwrap).map(|row| (row[code].to_owned(), row[until].to_owned())).collect()
}

#[tokio::test]
async fn links_to_data_stay_on_the_day() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let hromada = region::MACHUKHY;
    for (page, data) in [
        ("/points/A".to_owned(), "/api/v1/points/A?date=2023-05-31".to_owned()),
        ("/services/S1".to_owned(), "/api/v1/services/S1?date=2023-05-31".to_owned()),
        (format!("/hromadas/{hromada}"), format!("/api/v1/hromadas/{hromada}?date=2023-05-31")),
    ] {
        let told = app.get(&format!("{page}?date=2023-05-31")).await.body;
        assert!(told.contains(&format!("href=\"{data}\"")), "{page}");
        assert_eq!(app.get(&data).await.status, 200);
        let today = app.get(&page).await.body;
        assert!(!today.contains("?date="), "{page} of today names a day");
    }
    let list = app.json("/api/v1/points?date=2023-05-31&per_page=1&page=2").await;
    for link in ["next", "prev"] {
        let link = list["links"][link].as_str().unwrap();
        assert!(link.contains("date=2023-05-31"), "{link}");
        assert_eq!(app.json(link).await["items"].as_array().unwrap().len(), 1);
    }
    app.stop().await;
}
