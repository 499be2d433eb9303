//! What the programme of an oblast counts besides the published table: its targets, online monitoring, Diia.Centres.

mod targets;

use rstest::rstest;
use serde_json::{Value, json};

use crate::support::region::{self, OBLAST};
use crate::support::{App, Base, Db};

const POINTS: &str = "\
code,kind,hromada,name,status,from,until,diia_centre
D1,cnap,UA53080230000047239,Дія.Центр,active,2020-01-01,,yes
D2,vrm,UA53080230000047239,ВРМ у форматі Дія.Центр,active,2024-02-01,,yes
D3,cnap,UA53080090000014431,ЦНАП,active,2020-01-01,,no
D4,cnap,UA53080090000014431,ЦНАП призупинений,suspended,2020-01-01,,yes
D5,tp,UA53080090000014431,Підрозділ,active,2020-01-01,,
";

async fn network(db: Db) -> Option<Base> {
    let base = Base::fresh(db).await?;
    region::load_until(&base, "hromada-facts").await;
    base.import("points", POINTS).await.done();
    let equipment = "point,type,quantity,from\nD1,online_monitoring,1,2023-01-01\nD3,copier,1,2023-01-01\n";
    base.import("equipment", equipment).await.done();
    Some(base)
}

async fn figure(app: &App, id: &str, date: &str) -> Value {
    app.json(&format!("/api/v1/indicators/{id}?territory={OBLAST}&date={date}")).await
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn diia_centres_are_a_number_of_points_and_no_share(#[case] db: Db) {
    let Some(base) = network(db).await else { return };
    let app = base.serve().await;
    for (date, number) in [("2023-12-31", 1), ("2024-02-01", 2)] {
        let told = figure(&app, "diia-centres", date).await;
        let counts = ["numerator", "unknown", "excluded", "share", "share_high"].map(|key| told[key].clone());
        assert_eq!(counts, [json!(number), json!(1), json!(1), Value::Null, Value::Null], "{told}");
        let states: Vec<(&Value, &Value)> =
            told["members"].as_array().unwrap().iter().map(|one| (&one["code"], &one["state"])).collect();
        assert!(states.contains(&(&json!("D5"), &json!("unknown"))), "{told}");
    }
    let told = figure(&app, "diia-centres", "2024-02-01").await;
    assert_eq!((&told["baseline"], &told["target"], &told["target_year"]), (&json!(1.0), &json!(1.0), &json!(2024)));
    for (date, target) in [("2025-05-01", 2.0), ("2026-05-01", 3.0)] {
        assert_eq!(figure(&app, "diia-centres", date).await["target"], target, "{date}");
    }
    let page = app.get(&format!("/indicators/diia-centres?territory={OBLAST}&date=2024-02-01")).await.body;
    assert!(page.contains("Кількість Дія.Центрів") && page.contains("<b>від 2 до 3</b>"), "{page}");
    assert!(page.contains("2024 – 1, 2025 – 2, 2026 – 3") && !page.contains("100,0"), "{page}");
    let all = app.get(&format!("/compliance?territory={OBLAST}&date=2024-02-01")).await;
    assert!(all.status == 200 && all.body.contains("Кількість Дія.Центрів"));
    let csv = app.get(&format!("/api/v1/indicators.csv?territory={OBLAST}&date=2024-02-01")).await.body;
    let row = csv.lines().find(|line| line.starts_with("diia-centres,")).unwrap();
    assert!(row.contains(",2024-02-01,2,4,1,0,1,,,,1.0,2023,1.0,2024,"), "{row}");
    app.stop().await;
    let audit = base.cnap(&["audit", "--territory", OBLAST, "--date", "2024-02-01"]).await.done().out;
    let line = audit.lines().find(|line| line.starts_with("Кількість Дія.Центрів")).unwrap();
    assert!(!line.contains('%') && !line.contains('/'), "{line}");
}

#[tokio::test]
async fn centres_connected_to_the_online_monitoring_are_counted_by_their_equipment() {
    let base = network(Db::Sqlite).await.unwrap();
    let app = base.serve().await;
    let told = figure(&app, "online-monitoring", "2023-12-31").await;
    let counts = ["numerator", "denominator", "unknown", "excluded"].map(|key| told[key].clone());
    assert_eq!(counts, [1, 2, 0, 1].map(|count| json!(count)), "{told}");
    assert_eq!((&told["baseline"], &told["published"]), (&json!(0.6), &json!("60 %")));
    let page = app.get(&format!("/compliance?territory={OBLAST}&date=2023-12-31")).await.body;
    assert!(page.contains("онлайн-моніторингу"), "{page}");
    app.stop().await;
    let audit = base.cnap(&["audit", "--territory", OBLAST, "--date", "2023-12-31"]).await.done();
    audit.says(&["онлайн-моніторингу", "1/2"]);
}

#[tokio::test]
async fn the_targets_of_poltava_are_reached_by_the_end_of_2024_and_stay() {
    let base = network(Db::Sqlite).await.unwrap();
    let app = base.serve().await;
    let yearly =
        ["full-list", "online-monitoring", "civil-acts", "construction", "veterans", "barrier-free-588", "terminals"];
    for (date, year) in [("2023-11-30", 2024), ("2024-06-01", 2024), ("2025-06-01", 2025), ("2026-12-31", 2026)] {
        for id in yearly {
            let told = figure(&app, id, date).await;
            assert_eq!((&told["target"], &told["target_year"]), (&json!(1.0), &json!(year)), "{id} on {date}");
        }
    }
    assert!(figure(&app, "full-list", "2027-01-01").await["target"].is_null());
    let targets = figure(&app, "terminals", "2023-11-30").await["targets"].clone();
    assert_eq!(targets, json!([2024, 2025, 2026].map(|year| json!({ "year": year, "value": 1.0 }))));
    app.stop().await;
}
