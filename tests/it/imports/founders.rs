//! Whose centre it is and where it stands: founders, points without hromada, doubtful kinds, parents.

use rstest::rstest;
use serde_json::{Value, json};

use crate::support::{App, Base, Db, region};

const RAION: &str = "UA53080000000068029";
const ZINKIV_CITY: &str = "UA53080090010093569";
const IN_ZINKIV: &str = "вул. Центральна, 1, м. Зіньків, Зіньківська територіальна громада, Полтавська область";
const IN_MACHUKHY: &str = "вул. Миру, 2, с. Мачухи, Мачухівська територіальна громада, Полтавська область";
const FOUNDED: &str = "Центр надання адміністративних послуг Мачухівської сільської ради";

fn entry(code: &str, name: &str, address: &str) -> Value {
    json!({ "code": code, "name": name, "address": address, "state": "Діючий", "pandus": false })
}

fn registry(entries: &[Value]) -> String {
    json!({ "entries": entries }).to_string()
}

async fn load(base: &Base, entries: &[Value]) {
    region::load_until(base, "territories").await;
    base.import("guide-registry", registry(entries)).await.done();
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_centre_belongs_to_its_founder_and_stands_where_its_address_says(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    load(&base, &[entry("900001", FOUNDED, IN_ZINKIV)]).await;
    let app = base.serve().await;
    founder_is_told(&app).await;
    let total = async |query: &str| app.json(&format!("/api/v1/points?{query}")).await["total"].clone();
    assert_eq!(total(&format!("hromada={}", region::MACHUKHY)).await, 1);
    assert_eq!(total(&format!("hromada={}", region::ZINKIV)).await, 0);
    assert_eq!(total(&format!("located_in={}", region::ZINKIV)).await, 1);
    assert_eq!(total(&format!("located_in={}", region::MACHUKHY)).await, 0);
    let centres = async |code: &str| app.json(&format!("/api/v1/hromadas/{code}")).await["points"]["cnap"].clone();
    assert_eq!((centres(region::MACHUKHY).await, centres(region::ZINKIV).await), (json!(1), json!(0)));
    app.stop().await;
    base.cnap(&["verify"]).await.done().says(&["усе гаразд"]);
}

async fn founder_is_told(app: &App) {
    let point = app.json("/api/v1/points/900001").await;
    let places = ["hromada", "located_in", "settlement"].map(|field| point[field].clone());
    assert_eq!(places, [region::MACHUKHY, region::ZINKIV, ZINKIV_CITY].map(Value::from));
    assert!(point["resolution"]["method"].as_str().unwrap().starts_with("founder"), "{point}");
    assert_eq!((point["lat"].as_f64(), &point["precision"]), (Some(50.2103), &json!("settlement")));
    for (path, words) in
        [("/points/900001", "Стоїть у громаді"), ("/points", "Стоїть у громаді"), ("/points?q=Зіньків", "900001")]
    {
        assert!(app.get(path).await.body.contains(words), "{path}");
    }
    let city = app.get(&format!("/hromadas/{}", region::ZINKIV)).await.body;
    assert!(city.contains("Стоять тут, але створені іншими громадами") && city.contains("900001"));
    let founder = app.get(&format!("/hromadas/{}", region::MACHUKHY)).await.body;
    assert!(!founder.contains("Стоять тут") && founder.contains("Стоїть у громаді"));
}

#[tokio::test]
async fn an_exported_point_that_stands_elsewhere_is_imported_as_it_was() {
    let base = Base::sqlite().await;
    let unplaced = entry("900002", "Центр надання адміністративних послуг", "Миру, 1, Полтавська область");
    load(&base, &[entry("900001", FOUNDED, IN_ZINKIV), unplaced]).await;
    let file = base.folder.path().join("points.csv");
    base.cnap(&["export", "points", "--out", file.to_str().unwrap()]).await.done();
    let other = Base::sqlite().await;
    region::load_until(&other, "territories").await;
    other.import_file("points", &file, &[]).await.done();
    let (one, two) = (base.serve().await, other.serve().await);
    for path in ["/api/v1/points/900001", "/api/v1/points/900002"] {
        let (mut was, mut is) = (one.json(path).await, two.json(path).await);
        for point in [&mut was, &mut is] {
            point.as_object_mut().unwrap().retain(|field, _| field != "source" && field != "confirmed");
        }
        assert_eq!(was, is);
    }
    one.stop().await;
    two.stop().await;
}

#[tokio::test]
async fn a_settlement_of_another_hromada_has_to_be_meant() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let table = |located_in: &str| {
        let place = format!("{},{ZINKIV_CITY}", region::MACHUKHY);
        format!("code,kind,hromada,settlement,located_in,name\nN,cnap,{place},{located_in},ЦНАП\n")
    };
    base.import("points", table("")).await.refused().says(&["settlement", "located_in"]);
    base.import("points", table(RAION)).await.refused().says(&["located_in", "це не громада"]);
    base.import("points", table(region::ZINKIV)).await.done().says(&["додано 1"]);
}

#[tokio::test]
async fn a_report_with_a_code_of_the_place_still_belongs_to_its_founder() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let report = json!([{
        "asc_org": { "idf": "900003", "name": FOUNDED, "address": { "locality": { "codifier": ZINKIV_CITY } } },
        "general_data": {
            "asc_name": FOUNDED, "asc_idf": "900003", "region": "Полтавська",
            "local_community": "Зіньківська", "city": "Зіньків", "is_active": true,
        },
    }]);
    let told = base.import_with("guide-report", report.to_string(), &["--date", "2023-10-01"]).await;
    told.done();
    let app = base.serve().await;
    let point = app.json("/api/v1/points/900003").await;
    let places = ["hromada", "located_in", "settlement"].map(|field| point[field].clone());
    assert_eq!(places, [region::MACHUKHY, region::ZINKIV, ZINKIV_CITY].map(Value::from));
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_point_without_hromada_counts_in_its_oblast_and_every_total_says_so(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    let name = "Центр надання адміністративних послуг";
    let [oblast, raion] = ["Миру, 1, Полтавська область", "Миру, 1, Полтавський район, Полтавська область"];
    load(&base, &[entry("900001", FOUNDED, IN_MACHUKHY), entry("900002", name, oblast), entry("900003", name, raion)])
        .await;
    let app = base.serve().await;
    let place = async |code: &str| {
        let point = app.json(&format!("/api/v1/points/{code}")).await;
        ["oblast", "raion", "hromada", "located_in"].map(|field| point[field].clone())
    };
    let null = Value::Null;
    assert_eq!(place("900002").await, [json!(region::OBLAST), null.clone(), null.clone(), null.clone()]);
    assert_eq!(place("900003").await, [json!(region::OBLAST), json!(RAION), null.clone(), null]);
    for (territory, total, unplaced) in [(region::OBLAST, 3, 2), (RAION, 2, 1), (region::MACHUKHY, 1, 0)] {
        let list = app.json(&format!("/api/v1/points?territory={territory}")).await;
        assert_eq!((&list["total"], &list["unplaced"]), (&json!(total), &json!(unplaced)));
        totals_say(&app, territory, unplaced).await;
        let audit = base.cnap(&["audit", "--territory", territory]).await.done().out;
        assert_eq!(audit.contains("громаду не встановлено"), unplaced > 0, "{territory} {audit}");
    }
    app.stop().await;
}

async fn totals_say(app: &App, territory: &str, unplaced: u32) {
    for (path, pointer) in [
        ("indicators/terminals", "/unplaced"),
        ("barrier-free?checklist=six-flags", "/unplaced"),
        ("equipment?type=card_terminal", "/items/0/unplaced"),
    ] {
        let and = if path.contains('?') { '&' } else { '?' };
        let told = app.json(&format!("/api/v1/{path}{and}territory={territory}")).await;
        assert_eq!(told.pointer(pointer), Some(&json!(unplaced)), "{path} {told}");
    }
    for page in [
        "/network",
        "/points",
        "/hromadas",
        "/compliance",
        "/barrier-free",
        "/equipment",
        "/figures",
        "/indicators/terminals",
    ] {
        let body = app.get(&format!("{page}?territory={territory}")).await.body;
        assert_eq!(body.contains("громаду не встановлено"), unplaced > 0, "{page} {territory}");
    }
}

#[tokio::test]
async fn departments_and_village_desks_are_left_to_a_person() {
    let base = Base::sqlite().await;
    region::load_until(&base, "territories").await;
    let department = "Відділ реєстрації місця проживання центру обслуговування \"Прозорий офіс\" \
                      Зіньківської міської ради";
    let desk = format!("{FOUNDED} у селі Байрак");
    let entries = [
        entry("900001", department, IN_ZINKIV),
        entry("900002", &desk, "Миру, 3, Полтавська область"),
        entry("900003", FOUNDED, IN_MACHUKHY),
    ];
    let told = base.import("guide-registry", registry(&entries)).await.done();
    told.says(&["рядок 1", "відділ ЦНАП", "рядок 2", "не в центрі громади"]);
    let app = base.serve().await;
    for (code, review, sure) in [
        ("900001", json!(["department"]), false),
        ("900002", json!(["village_desk"]), false),
        ("900003", json!([]), true),
    ] {
        let resolution = app.json(&format!("/api/v1/points/{code}")).await["resolution"].clone();
        assert_eq!(resolution["review"], review);
        assert_eq!(resolution["confidence"].as_f64().unwrap() > 0.9, sure, "{resolution}");
        let page = app.get(&format!("/points/{code}")).await.body;
        assert_eq!(page.contains("Потребує перевірки людиною"), !sure, "{code}");
    }
    assert_eq!(app.json("/api/v1/points?review=yes").await["total"], 2);
    assert_eq!(app.json("/api/v1/points?review=no").await["total"], 1);
    let sources = app.get("/sources").await.body;
    assert!(sources.contains("2 точки потребують перевірки") && sources.contains("review=yes"));
    app.stop().await;
    let settled = format!("code,kind,hromada,settlement,name\n900002,vrm,{},,{desk}\n", region::MACHUKHY);
    base.import("points", settled).await.done();
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points?review=yes").await["total"], 1);
    app.stop().await;
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn workplaces_get_the_only_active_centre_of_their_hromada_as_parent(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    let desk =
        |code: &str| entry(code, "ВРМ Центру надання адміністративних послуг Мачухівської сільської ради", IN_MACHUKHY);
    let city = "ВРМ Центру надання адміністративних послуг Зіньківської міської ради";
    let mut entries = vec![entry("900001", FOUNDED, IN_MACHUKHY), desk("900002"), entry("900003", city, IN_ZINKIV)];
    load(&base, &entries).await;
    let app = base.serve().await;
    let derived = app.json("/api/v1/points/900002").await;
    assert_eq!(derived["parent"], "900001");
    assert_eq!(derived["resolution"]["parent"], json!({ "method": "only-centre", "confidence": 0.9 }));
    assert!(app.get("/points/900002").await.body.contains("єдиний діючий ЦНАП громади"));
    let orphan = app.json("/api/v1/points/900003").await;
    assert_eq!((&orphan["parent"], &orphan["resolution"]["parent"]), (&Value::Null, &Value::Null));
    app.stop().await;

    base.import("guide-registry", registry(&entries)).await.done().says(&["змін немає"]);
    entries.push(entry("900004", FOUNDED, IN_MACHUKHY));
    base.import("guide-registry", registry(&entries)).await.done();
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points/900002").await["parent"], Value::Null);
    app.stop().await;
}

#[tokio::test]
async fn a_stated_parent_is_not_replaced_by_a_derived_one() {
    let base = Base::sqlite().await;
    let desk = entry("900002", "ВРМ Мачухівської сільської ради", IN_MACHUKHY);
    let entries = [entry("900001", FOUNDED, IN_MACHUKHY), desk];
    load(&base, &entries).await;
    let own =
        format!("code,kind,parent,hromada,name\n900009,cnap,,{0},ЦНАП\n900002,vrm,900009,{0},ВРМ\n", region::ZINKIV);
    base.import("points", own).await.done();
    base.import("guide-registry", registry(&entries)).await.done();
    let app = base.serve().await;
    assert_eq!(app.json("/api/v1/points/900002").await["parent"], "900009");
    app.stop().await;
}
