//! Flags of the national sources as knowledge of equipment: one answer on pages, in the API, in indicators and files.

use serde_json::{Value, json};

use crate::support::region::{self, OBLAST};
use crate::support::{App, Base};

/// The registry of centres with its flags; of the third point nothing is said.
const REGISTRY: &str = "\
code,name,address,state,pay_terminal,e_registr,free_wifi,self_serv
1,ЦНАП Мачухівської сільської ради,\"Полтавська область, с. Мачухи, вул. Зразкова 1\",Діючий,True,False,True,
2,ЦНАП Зіньківської міської ради,\"Полтавська область, м. Зіньків, вул. Зразкова 2\",Діючий,False,True,,True
3,ЦНАП Зіньківської міської ради 2,\"Полтавська область, м. Зіньків, вул. Зразкова 3\",Діючий,,,,
";

async fn region() -> Base {
    let base = Base::sqlite().await;
    base.import("territories", region::TERRITORIES).await.done();
    base.import_with("guide-registry", REGISTRY, &["--date", "2023-06-16"]).await.done();
    base
}

/// Presence and quantity of a type at a point, as the API of the point tells; `None`: nothing is told.
async fn held(app: &App, point: &str, kind: &str, day: &str) -> Option<(Value, Value, Value)> {
    let list = app.json(&format!("/api/v1/points/{point}/equipment?type={kind}&date={day}")).await;
    list["items"].get(0).map(|item| (item["present"].clone(), item["quantity"].clone(), item["from"].clone()))
}

#[tokio::test]
async fn a_flag_of_the_registry_is_told_alike_wherever_equipment_is_told() {
    let base = region().await;
    let app = base.serve().await;
    let day = "2023-07-01";
    let since = json!("2023-06-16");
    assert_eq!(held(&app, "1", "card_terminal", day).await, Some((json!(true), Value::Null, since.clone())));
    assert_eq!(held(&app, "1", "e_queue", day).await, Some((json!(false), Value::Null, since.clone())));
    assert_eq!(held(&app, "2", "info_terminal", day).await, Some((json!(true), Value::Null, since)));
    assert_eq!(held(&app, "1", "info_terminal", day).await, None);
    assert_eq!(held(&app, "3", "card_terminal", day).await, None);

    for (indicator, kind, expected) in [("terminals", "card_terminal", [1, 3, 1]), ("queue", "e_queue", [1, 3, 1])] {
        let figure = app.json(&format!("/api/v1/indicators/{indicator}?territory={OBLAST}&date={day}")).await;
        let told = ["numerator", "denominator", "unknown"].map(|field| figure[field].as_u64().unwrap());
        assert_eq!(told, expected, "{indicator}: {figure}");
        let line = app.json(&format!("/api/v1/equipment?type={kind}&territory={OBLAST}&date={day}")).await;
        let line = &line["items"][0];
        let told = ["having", "points", "unknown", "uncounted"].map(|field| line[field].as_u64().unwrap());
        assert_eq!(told, [expected[0], expected[1], expected[2], 1], "{kind}: {line}");
        assert_eq!((&line["pieces"], &line["holders"][0]["pieces"]), (&json!(0), &Value::Null), "{kind}");
    }
    let csv = app.get(&format!("/api/v1/equipment.csv?date={day}&type=card_terminal")).await.body;
    assert!(csv.contains("1,card_terminal,yes,,2023-06-16") && csv.contains("2,card_terminal,no,,"), "{csv}");
    let layer = app.json(&format!("/api/v1/equipment.geojson?date={day}&type=card_terminal")).await;
    let has: Vec<&Value> = layer["features"].as_array().unwrap().iter().map(|one| &one["properties"]["has"]).collect();
    assert_eq!(has, [&json!(true), &json!(false), &Value::Null]);
    app.stop().await;
}

/// The row of a type in the table of equipment of a point's page.
fn row<'p>(page: &'p str, title: &str) -> &'p str {
    let table = page.split("id=\"equipment\"").nth(1).unwrap().split("</table>").next().unwrap();
    table.split("<tr").find(|row| row.contains(title)).unwrap_or_default()
}

#[tokio::test]
async fn the_page_of_a_point_shows_a_flag_with_its_source_and_without_a_number() {
    let base = region().await;
    let app = base.serve().await;
    let page = app.get("/points/1?date=2023-07-01").await.body;
    let terminal = row(&page, "Термінал для оплати карткою");
    assert!(terminal.contains("answer-yes") && terminal.contains("кількість не зазначено"), "{terminal}");
    assert!(terminal.contains("ознака") && terminal.contains("16.06.2023"), "{terminal}");
    assert!(terminal.contains("Національний реєстр центрів") && !terminal.contains(".csv"), "{terminal}");
    assert!(row(&page, "Електронна черга").contains("answer-no"), "{page}");
    assert!(row(&page, "Зчитувач ID-карток").contains("answer-unknown"), "{page}");
    assert!(!page.contains("Платіжний термінал"), "what stands among the equipment is not told twice");
    let silent = app.get("/points/3?date=2023-07-01").await.body;
    assert!(silent.contains("Про обладнання цієї точки нічого не зазначено"), "{silent}");
    let summary = app.get(&format!("/equipment?type=card_terminal&territory={OBLAST}&date=2023-07-01")).await.body;
    assert!(summary.contains("і в 1 точці – скільки, не зазначено"), "{summary}");
    let members = app.get(&format!("/indicators/terminals?territory={OBLAST}&date=2023-07-01")).await.body;
    assert!(members.contains("є, кількість не зазначено"), "{members}");
    app.stop().await;
}

#[tokio::test]
async fn a_later_row_of_the_equipment_table_goes_before_a_flag() {
    let base = region().await;
    let table = "\
point,type,quantity,from,until
1,card_terminal,0,2023-09-01,
2,card_terminal,2,2023-01-01,
2,id_reader,1,2023-09-01,
";
    base.import("equipment", table).await.done();
    let app = base.serve().await;
    let terminals = async |day: &str| {
        let figure = app.json(&format!("/api/v1/indicators/terminals?territory={OBLAST}&date={day}")).await;
        figure["members"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect::<Vec<_>>()
    };
    // On the first day only the table speaks of the second point; then the flags do, then the later row of the first.
    assert_eq!(terminals("2023-07-01").await, ["yes", "no", "unknown"]);
    assert_eq!(terminals("2023-10-01").await, ["no", "no", "unknown"]);
    assert_eq!(held(&app, "1", "card_terminal", "2023-10-01").await.unwrap().1, json!(0));
    assert_eq!(held(&app, "2", "e_queue", "2023-10-01").await.unwrap().0, json!(true), "other rows leave the flag");
    let page = app.get("/points/2?date=2023-10-01").await.body;
    assert!(row(&page, "Дія.QR").contains("зазначено лише інше обладнання"), "{page}");
    app.stop().await;
}
