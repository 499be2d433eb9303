//! «Where do I go?» at `/`: one question in one's own words, one place, and an answer with reasons.

use crate::support::{App, Base, region};

const SERVICES: &str = "\
code,name,group,documents,term_days,fee
S1,Оформлення та видача паспорта громадянина України для виїзду за кордон (вперше),passport,Заява,20,безоплатно
S2,Реєстрація місця проживання особи,residence,,,
S3,Видача довідки про зразок,social,,,
";
const POINTS: &str = "\
code,kind,hromada,settlement,name,address,lat,lon,status,hours,phone
A,cnap,UA53080230000047239,UA53080230010079895,ЦНАП А,вул. Зразкова 1,49.52,34.43,active,Mo-Fr 08:00-17:00,0532 000001
V,vrm,UA53080230000047239,UA53080230010079895,ВРМ В,вул. Зразкова 9,49.521,34.431,active,,
B,cnap,UA53080090000014431,UA53080090010093569,ЦНАП Б,вул. Зразкова 2,50.21,34.36,active,Mo-Fr 08:00-20:00; Sa 09:00-13:00,
C,tp,UA53080090000014431,UA53080090010093569,ТП Г,вул. Зразкова 3,50.22,34.36,suspended,Mo-Fr 08:00-17:00,
";
const OFFERINGS: &str = "point,service,from\nA,S1,2022-01-01\nB,S1,2022-01-01\nA,S2,2022-01-01\nB,S2,2022-01-01\n";
const ANSWERS: &str = "\
point,checklist,date,criterion,answer
A,six-flags,2023-01-01,ramp,no
B,six-flags,2023-01-01,ramp,yes
B,six-flags,2023-01-01,deaf_adaptation,yes
V,six-flags,2023-01-01,deaf_adaptation,na
";
const EQUIPMENT: &str = "point,type,quantity,from\nA,dms_kit,0,2022-01-01\nB,dms_kit,1,2022-01-01\n";
/// A second village called Байрак, and the only city.
const MORE: &str = "\
UA53080090020099999,C,Байрак,UA53080090000014431,50.3,34.3,,,
";

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    let territories = format!("{}{MORE}", region::TERRITORIES);
    let facts = "hromada,fact,value\nUA53080230000047239,dms_unit,yes\n";
    for (format, table) in [
        ("territories", territories.as_str()),
        ("hromada-facts", facts),
        ("points", POINTS),
        ("services", SERVICES),
        ("offerings", OFFERINGS),
        ("answers", ANSWERS),
        ("equipment", EQUIPMENT),
    ] {
        base.import(format, table).await.done();
    }
    let app = base.serve().await;
    (base, app)
}

/// The page of a question that is always answered.
async fn ask(app: &App, query: &str) -> String {
    let answer = app.get(&format!("/?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.body);
    answer.body
}

/// Codes of the points of a part of a page, in their order.
fn codes(part: &str) -> Vec<&str> {
    let after = part.split("<h3>").skip(1).filter_map(|rest| rest.split("/points/").nth(1));
    after.filter_map(|rest| rest.split(['?', '"']).next()).collect()
}

/// Those that serve, and those before them that do not.
fn answered(page: &str) -> (Vec<&str>, Vec<&str>) {
    let (serving, rest) = page.split_once("class=\"nearer\"").unwrap_or((page, ""));
    (codes(serving), codes(rest.split("</details>").next().unwrap_or_default()))
}

#[tokio::test]
async fn the_nearest_point_that_serves_is_named_and_a_nearer_one_says_why_it_does_not() {
    let (_base, app) = region().await;
    let page = ask(&app, "q=закордонний паспорт&place=Мачухи").await;
    assert_eq!(answered(&page), (vec!["B"], vec!["A", "V"]), "{page}");
    for words in [
        "немає потрібного обладнання (Комплект обладнання ДМС",
        "невідомо, чи надає",
        "Підрозділ ДМС працює в громаді",
        "20 днів",
        "безоплатно",
        "Маршрут",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = ask(&app, "q=прописка&place=Мачухи").await;
    assert_eq!(answered(&page), (vec!["A", "B"], vec![]), "{page}");
    assert!(page.contains("href=\"tel:0532000001\""), "{page}");
    let page = ask(&app, "q=прописка&place=Мачухи&need=wheelchair").await;
    assert_eq!(answered(&page), (vec!["B"], vec!["A", "V"]), "{page}");
    assert!(page.contains("недоступно, немає: пандус"), "{page}");
    let page = ask(&app, "q=прописка&place=Мачухи&need=sign_language&when=saturday").await;
    assert_eq!(answered(&page).0, ["B"], "{page}");
    assert!(page.contains("у суботу 09:00–13:00"), "{page}");
    let page = ask(&app, "place=Мачухи&need=sign_language").await;
    let there = page.matches("є: адаптація").count();
    assert_eq!((answered(&page), there), ((vec!["B"], vec!["A", "V"]), 1), "what does not apply is not there: {page}");
    let page = ask(&app, "q=прописка&place=Мачухи&open_at=2026-11-21T10:00").await;
    assert_eq!(answered(&page), (vec!["B"], vec!["A", "V"]), "open on that Saturday: {page}");
    assert!(page.contains("у суботу 09:00–13:00") && page.contains("value=\"2026-11-21T10:00\""), "{page}");
    let page = ask(&app, "q=прописка&place=Зіньків&when=evening&kind=tp").await;
    assert_eq!(answered(&page), (vec![], vec!["C"]), "{page}");
    assert!(page.contains("тимчасово не працює"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn one_line_names_the_service_and_the_place() {
    let (_base, app) = region().await;
    for line in [
        "закордонний паспорт Мачухи",
        "Мачухи закордонний паспорт",
        "зробити закордонний паспорт у Мачухах",
        "цнап зіньків",
    ] {
        let page = ask(&app, &format!("q={line}")).await;
        assert!(page.contains("куди звернутися"), "{line}: {page}");
        let place = if line.starts_with("цнап") { "м. Зіньків" } else { "с. Мачухи" };
        assert!(page.split("</h1>").next().unwrap().contains(place), "{line}: {page}");
    }
    let page = ask(&app, "q=прописка у Мачухах на візку").await;
    assert!(page.contains("value=\"wheelchair\" selected") && !page.contains("не враховано"), "{page}");
    assert_eq!(answered(&page), (vec!["B"], vec!["A", "V"]), "{page}");
    let page = ask(&app, "q=прописка щщщщ&place=Мачухи").await;
    assert!(page.contains("«щщщщ» не враховано"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn what_is_not_understood_keeps_the_form_and_says_what_to_do() {
    let (_base, app) = region().await;
    for (query, words, kept) in [
        ("q=щщщщ&place=Мачухи", "реєстр не знає", "value=\"щщщщ\""),
        ("q=прописка&place=щщщщ", "не знайдено", "value=\"щщщщ\""),
        ("q=прописка", "Напишіть, де ви", "value=\"прописка\""),
        ("q=прописка&place=Байрак", "мають кілька населених пунктів", "UA53080090020099999"),
        ("q=прописка&place=Щщщська область", "не знайдено", "value=\"Щщщська область\""),
        ("q=прописка&place=Мачюхи", "Можливо, ви мали на увазі", "с. Мачухи"),
        ("q=прописка&place=Мачухи&need=x&when=x&kind=x&open_at=x", "куди звернутися", "value=\"прописка\""),
    ] {
        let page = ask(&app, query).await;
        assert!(page.contains(words) && page.contains(kept), "{query}: {page}");
    }
    let printed = "с. Мачухи, Мачухівська сільська громада, Полтавський район, Полтавська область";
    for place in [printed, "с. Мачухи, Полтавська область", "Мачухи, вул. Зразкова 1"]
    {
        let page = ask(&app, &format!("q=прописка&place={place}")).await;
        assert!(page.contains("куди звернутися") && page.contains("с. Мачухи"), "{place}: {page}");
    }
    let page = ask(&app, "q=прописка&place=с. Байрак, Зіньківська міська громада").await;
    assert_eq!(answered(&page).0, ["B", "A"], "{page}");
    let page = ask(&app, "q=зразок&place=Мачухи").await;
    assert!(page.contains("Жоден центр не повідомив") && page.contains("Кого запитати"), "{page}");
    let page = ask(&app, "place=49,52; 34,43").await;
    assert_eq!(answered(&page).0, ["A", "V", "B"], "{page}");
    app.stop().await;
}

#[tokio::test]
async fn old_addresses_of_the_overview_lead_to_it() {
    let (_base, app) = region().await;
    let moved = app.get(&format!("/?territory={}&date=2023-05-01", region::OBLAST)).await;
    assert_eq!(moved.status, 308);
    assert_eq!(moved.header("location"), format!("/network?territory={}&date=2023-05-01", region::OBLAST));
    assert_eq!(app.get("/en?known=1").await.header("location"), "/en/network?known=1");
    assert_eq!(app.get("/?q=паспорт&place=Мачухи&date=2023-05-01").await.status, 200);
    app.stop().await;
}
