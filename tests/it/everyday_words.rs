//! Words of citizens at the door: slips, English, former names of places, and addresses that name their settlement.

use crate::support::{App, Base, region};

const CATALOGUE: &[u8] = include_bytes!("../../data/catalogue/services.csv");
/// Dnipro and Pereiaslav by their codes of the codifier, each in a hromada of its own.
const PLACES: &str = "\
UA12000000000090473,O,Дніпропетровська,,,,,,
UA12020000000033278,P,Дніпровський,UA12000000000090473,,,,,
UA12020010000033698,H,Дніпровська,UA12020000000033278,,,urban,,UA12020010010037010
UA12020010010037010,M,Дніпро,UA12020010000033698,48.46,35.04,,,
UA53080370000025447,H,Полтавська,UA53080000000068029,,,urban,,UA53080370010073240
UA53080370010073240,M,Полтава,UA53080370000025447,49.59,34.55,,,
";
const POINTS: &str = "\
code,kind,hromada,settlement,name,address,lat,lon,status
A,cnap,UA53080230000047239,UA53080230010079895,ЦНАП А,Молодіжна 78,49.52,34.43,active
B,cnap,UA53080090000014431,UA53080090010093569,ЦНАП Б,\"м. Зіньків, вул. Зразкова 2\",50.21,34.36,active
C,cnap,UA53080090000014431,,ЦНАП В,вул. Зіньківська 3,50.21,34.36,active
";

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    let territories = format!("{}{PLACES}", region::TERRITORIES);
    base.import("territories", territories.as_str()).await.done();
    base.import("points", POINTS).await.done();
    base.import("services", CATALOGUE).await.done();
    let app = base.serve().await;
    (base, app)
}

async fn ask(app: &App, path: &str) -> String {
    let answer = app.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

/// What is answered: the text of the page before its form.
fn answered(page: &str) -> &str {
    let main = page.split("<main").nth(1).unwrap_or_default();
    main.split("<form").next().unwrap_or_default()
}

#[tokio::test]
async fn a_slip_in_the_commonest_words_is_put_right_and_told() {
    let (_base, app) = region().await;
    for (typed, meant, service) in [
        ("пспорт", "паспорт", "з безконтактним електронним носієм (вперше)"),
        ("паспрот", "паспорт", "з безконтактним електронним носієм (вперше)"),
        ("заграннік", "загранік", "для виїзду за кордон (вперше)"),
    ] {
        let page = ask(&app, &format!("/?q={typed}&place=Мачухи")).await;
        let told = format!("Слово «{typed}» прочитано як «{meant}»");
        assert!(answered(&page).contains(&told) && answered(&page).contains(service), "{typed}: {page}");
    }
    app.stop().await;
}

#[tokio::test]
async fn words_nobody_knows_are_answered_with_nothing_and_doubtful_ones_with_a_question() {
    let (_base, app) = region().await;
    for unknown in ["<script>alert(1)</script>", "ываыва", "hello world"] {
        let page = ask(&app, &format!("/?q={unknown}&place=Мачухи")).await;
        assert!(page.contains("реєстр не знає") && !page.contains("class=\"chips\""), "{unknown}: {page}");
        assert!(!page.contains("<script>alert"), "{unknown}");
    }
    let page = ask(&app, "/en?q=medical certificate&place=Machukhy").await;
    assert!(page.contains("could not be read for sure") && !page.contains("class=\"chips\""), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn english_words_lead_to_the_services_they_name() {
    let (_base, app) = region().await;
    for (words, service) in [
        ("car registration", "Державна реєстрація нового транспортного засобу"),
        ("open a business", "Державна реєстрація фізичної особи підприємцем"),
        ("lost my driving licence", "Видача посвідчення водія"),
        ("birth certificate", "Державна реєстрація народження"),
        ("death certificate", "Державна реєстрація смерті"),
        ("pension", "Призначення пенсії за віком"),
        ("lost passport", "замість втраченого або викраденого"),
        ("passport for child", "16-річного віку"),
        ("marriage", "Державна реєстрація шлюбу"),
        ("wedding", "Державна реєстрація шлюбу"),
        ("divorce", "Державна реєстрація розірвання шлюбу"),
        ("disability", "особам з інвалідністю"),
        ("register residence", "Реєстрація місця проживання особи"),
        ("driving licence", "Обмін посвідчення водія"),
        ("zakordonnyi pasport", "для виїзду за кордон"),
    ] {
        let page = ask(&app, &format!("/en?q={words}&place=Machukhy")).await;
        let answer = answered(&page);
        let first = answer.split("<strong").nth(1).unwrap_or_default();
        let first = first.split("</strong>").next().unwrap_or_default();
        assert!(first.contains(service), "{words}: {first}");
        assert!(answer.contains("official names of services are in Ukrainian"), "{words}");
    }
    app.stop().await;
}

#[tokio::test]
async fn words_of_parents_and_of_people_with_disabilities_are_known() {
    let (_base, app) = region().await;
    for (words, service) in [
        ("декретні", "вагітністю та пологами"),
        ("одруження з іноземцем", "Державна реєстрація шлюбу"),
        ("медкарта дитини", "Реєстру пацієнтів"),
        ("довідка для інваліда", "Видача довідки для отримання пільг"),
    ] {
        let page = ask(&app, &format!("/?q={words}&place=Мачухи")).await;
        let first = answered(&page).split("</strong>").next().unwrap_or_default();
        assert!(first.contains(service), "{words}: {first}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_place_is_known_by_its_former_name_by_what_lies_around_it_and_as_pages_print_it() {
    let (_base, app) = region().await;
    for (place, told) in [
        ("Дніпропетровськ", "«Дніпропетровськ» – колишня назва. Тепер це м. Дніпро."),
        ("Полтавський район", "Відстань пораховано від м. Полтава."),
        ("Полтавська область", "Відстань пораховано від м. Полтава."),
        (
            "м. Зіньків, Зіньківська міська громада, Полтавський район, Полтавська область",
            "Куди звернутися: м. Зіньків",
        ),
    ] {
        let page = ask(&app, &format!("/?place={place}")).await;
        assert!(answered(&page).contains(told), "{place}: {page}");
    }
    let page = ask(&app, "/?place=Полтавва").await;
    assert!(page.contains("Можливо, ви мали на увазі") && page.contains("м. Полтава, Полтавська"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn an_address_without_its_settlement_is_told_with_it() {
    let (_base, app) = region().await;
    for (point, address) in [
        ("A", "Молодіжна 78, с. Мачухи"),
        ("B", "м. Зіньків, вул. Зразкова 2 <"),
        ("C", "вул. Зіньківська 3, Зіньківська"),
    ] {
        let page = ask(&app, &format!("/points/{point}")).await;
        assert!(page.contains(address), "{point}: {page}");
    }
    assert!(ask(&app, "/?place=Мачухи").await.contains("Молодіжна 78, с. Мачухи"));
    app.stop().await;
}

#[tokio::test]
async fn a_service_nobody_declared_is_unknown_and_not_given_by_none() {
    let (_base, app) = region().await;
    for path in ["/services/01-01", "/embed?service=01-01"] {
        let page = ask(&app, path).await;
        assert!(page.contains("невідомо: 3 точки не оголосили переліку послуг"), "{path}: {page}");
        assert!(!page.contains("0 точок"), "{path}");
    }
    let page = ask(&app, "/?q=закордонний паспорт&place=Мачухи").await;
    assert!(page.contains("про 3 невідомо, чи підходять") && !page.contains("не підходять,"), "{page}");
    app.stop().await;
}
