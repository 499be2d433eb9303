//! «Where do I go?»: points by service, hours, wheelchair access and nearness, on the page and in the API.

use crate::support::{App, Base, region};

/// Points of the small region with hours: open on weekdays, hours not stated, suspended, open all day but nowhere.
const POINTS: &str = "\
code,kind,hromada,settlement,name,address,lat,lon,status,hours
A,cnap,UA53080230000047239,UA53080230010079895,ЦНАП А,вул. Зразкова 1,49.52,34.43,active,Mo-Fr 08:00-17:00
B,cnap,UA53080090000014431,UA53080090010093569,ЦНАП Б,вул. Зразкова 2,,,active,
C,tp,UA53080090000014431,UA53080090010093569,ТП В,вул. Зразкова 3,50.22,34.36,suspended,Mo-Fr 08:00-17:00
D,cnap,,,ЦНАП Г,невідомо де,,,active,24/7
";
const ANSWERS: &str = "\
point,checklist,date,criterion,answer
A,588,2023-01-01,ramp_handrails,yes
A,six-flags,2023-01-01,equipped_sanitary_room,unknown
B,six-flags,2023-01-01,ramp,yes
B,588,2023-01-01,sanitary_room,no
C,six-flags,2023-01-01,equipped_sanitary_room,yes
D,six-flags,2023-01-01,ramp,na
";
const SERVICES: &str = "code,name,group\nS1,Навчальна послуга 1,residence\nS2,Навчальна послуга 2,social\n";
const OFFERINGS: &str = "point,service,from\nA,S1,2022-01-01\nB,S2,2022-01-01\n";
/// A hromada without any point.
const BARE: &str = "UA53080370000025447,H,Полтавська,UA53080000000068029,,,urban,,\n";
/// A Monday.
const DAY: &str = "date=2023-05-15";

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    let territories = format!("{}{BARE}", region::TERRITORIES);
    for (format, table) in [
        ("territories", territories.as_str()),
        ("points", POINTS),
        ("services", SERVICES),
        ("offerings", OFFERINGS),
        ("answers", ANSWERS),
    ] {
        base.import(format, table).await.done();
    }
    let app = base.serve().await;
    (base, app)
}

async fn codes(app: &App, query: &str) -> Vec<String> {
    let list = app.json(&format!("/api/v1/points?{query}&{DAY}")).await;
    list["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap().to_owned()).collect()
}

/// Codes of the points the page lists, in its order.
async fn listed(app: &App, query: &str) -> Vec<String> {
    let answer = app.get(&format!("/points?{query}&{DAY}&territory=UA")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.body);
    rows(&answer.body)
}

/// Codes of the points in the first table of a page.
fn rows(page: &str) -> Vec<String> {
    let rows = page.split("<tbody>").nth(1).unwrap_or_default().split("<tr").skip(1);
    let code =
        |row: &str| row.split("/points/").nth(1).and_then(|rest| rest.split(['?', '"', '#']).next().map(str::to_owned));
    rows.filter_map(code).collect()
}

#[tokio::test]
async fn a_point_without_hours_is_neither_open_nor_shut() {
    let (_base, app) = region().await;
    for (query, expected) in [
        ("open_at=2023-05-15T10:00", &["A", "D"][..]),
        ("open_at=2023-05-15T10:00&open_now=no", &["C"]),
        ("open_at=2023-05-15T10:00&unsure=yes", &["B"]),
        ("open_at=2023-05-15T17:00", &["D"]),
        ("open_at=2023-05-20T10:00", &["D"]),
        ("open_at=2023-05-20T10:00&open_now=no", &["A", "C"]),
        ("open_at=2023-05-20T10:00&unsure=yes", &["B"]),
    ] {
        assert_eq!(codes(&app, query).await, expected, "{query}");
        assert_eq!(listed(&app, query).await, expected, "{query}");
    }
    let page = app.get(&format!("/points?open_at=2023-05-15T10:00&{DAY}&territory=UA")).await.body;
    assert!(page.contains("Ще про 1 точку невідомо") && page.contains("unsure=yes"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn a_wheelchair_gets_in_only_where_the_entrance_is_answered_and_nothing_says_no() {
    let (_base, app) = region().await;
    for (query, expected) in [
        ("wheelchair=yes", &["A", "D"][..]),
        ("wheelchair=no", &["B"]),
        ("wheelchair=yes&unsure=yes", &["C"]),
        ("need=wheelchair", &["A", "D"]),
        ("need=stroller", &["A", "B", "D"]),
        ("need=stroller&unsure=yes", &["C"]),
        ("need=sign_language&unsure=yes", &["A", "B", "C", "D"]),
        ("wheelchair=yes&open_at=2023-05-15T10:00&kind=cnap", &["A", "D"]),
    ] {
        assert_eq!(codes(&app, query).await, expected, "{query}");
        assert_eq!(listed(&app, query).await, expected, "{query}");
    }
    let page = app.get("/en/points?wheelchair=yes").await.body;
    assert!(page.contains("Ramp with handrails on both sides"), "the rule names the criteria that decide");
    app.stop().await;
}

#[tokio::test]
async fn a_service_is_asked_for_by_code_or_by_words_and_an_undeclared_point_is_not_known() {
    let (_base, app) = region().await;
    assert_eq!(listed(&app, "service=S1").await, ["A"]);
    assert_eq!(listed(&app, "service=навчальна послуга 1").await, ["A"]);
    assert_eq!(listed(&app, "service=навчальна").await, ["A", "B"]);
    assert_eq!(listed(&app, "service=S1&unsure=yes").await, ["C", "D"]);
    assert_eq!(codes(&app, "service=S1&unsure=yes").await, ["C", "D"]);
    unread(&app, "service=щщщщщ", "реєстр не знає").await;
    assert!(app.get("/services/S1").await.body.contains("/points?service=S1"));
    app.stop().await;
}

#[tokio::test]
async fn nearness_is_asked_for_by_name_or_by_coordinates_in_either_writing() {
    let (_base, app) = region().await;
    for near in ["Мачухи", "49.5208,34.4275", "49,5208; 34,4275"] {
        assert_eq!(listed(&app, &format!("near={near}")).await, ["A", "B", "C"], "{near}");
        assert_eq!(listed(&app, &format!("near={near}&unsure=yes")).await, ["D"], "{near}");
    }
    let page = app.get(&format!("/points?near=Мачухи&{DAY}&territory=UA")).await.body;
    assert!(page.contains("по прямій") && page.contains("с. Мачухи"), "the page says how and from where");
    assert!(page.contains("центр населеного пункту"), "and where a point's own place is not known");
    assert_eq!(listed(&app, "near=Мачухи, Мачухівська сільська громада").await, ["A", "B", "C"]);
    unread(&app, "near=щщщщщ", "не знайдено").await;
    unread(&app, "near=Мачюхи", "Можливо, ви мали на увазі").await;
    assert_eq!(app.get("/api/v1/points?near=Мачухи").await.status, 400);
    app.stop().await;
}

/// What is not understood keeps the form as it was typed and says beside the field what to do; no list answers it.
async fn unread(app: &App, query: &str, words: &str) {
    let page = app.get(&format!("/points?{query}&{DAY}&territory=UA")).await;
    let typed = query.split_once('=').unwrap().1;
    assert_eq!(page.status, 200, "{query}");
    assert!(page.body.contains(words) && page.body.contains(&format!("value=\"{typed}\"")), "{query}: {}", page.body);
    assert!(!page.body.contains("/points/A"), "{query}: {}", page.body);
}

#[tokio::test]
async fn words_nobody_knows_are_told_so_and_groups_are_offered() {
    let (_base, app) = region().await;
    let page = app.get("/search?q=щщщщ").await.body;
    assert!(page.contains("нічого не знайдено") && page.contains("/services?group="), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn every_count_of_the_barrier_free_page_leads_to_as_many_points() {
    let (_base, app) = region().await;
    let counts = [
        ("checklist=588&criterion=ramp_handrails&answer=yes", &["A"][..]),
        ("checklist=588&criterion=ramp_handrails&answer=unknown", &["B", "D"]),
        ("checklist=588&judged=yes", &["A", "B"]),
        ("checklist=588&judged=no", &["D"]),
        ("checklist=588&excluded=yes", &["C"]),
        ("checklist=588&full=yes", &[]),
        ("checklist=588&verdict=undetermined", &["A", "B", "D"]),
        ("checklist=588&people=wheelchair&answer=unknown", &["B", "D"]),
        ("checklist=588&people=wheelchair&answer=yes&kind=cnap", &["A"]),
    ];
    for (query, expected) in counts {
        let path = format!("/barrier-free/points?{query}&{DAY}&territory=UA");
        assert_eq!(rows(&app.get(&path).await.body), expected, "{query}");
    }
    for wrong in ["checklist=none", "criterion=none&answer=yes", "criterion=ramp", "verdict=fine", "judged=perhaps"] {
        assert_eq!(app.get(&format!("/barrier-free/points?{wrong}")).await.status, 400, "{wrong}");
    }
    app.stop().await;
}

#[tokio::test]
async fn every_number_of_the_overview_leads_to_its_list() {
    let (_base, app) = region().await;
    let overview = app.get(&format!("/network?{DAY}&territory=UA")).await.body;
    for link in
        ["/hromadas?show=without-centre", "/points?status=suspended", "/points?hromada=unknown", "/points?kind=cnap"]
    {
        assert!(overview.contains(link), "{link}: {overview}");
    }
    let without = app.get(&format!("/hromadas?show=without-centre&{DAY}&territory=UA")).await.body;
    assert!(without.contains("Полтавська") && !without.contains("Мачухівська"), "{without}");
    app.stop().await;
}

#[tokio::test]
async fn typical_queries_find_first_what_people_mean() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    let queries = [
        ("Полтава", "м. Полтава"),
        ("Poltava", "м. Полтава"),
        ("полтави", "м. Полтава"),
        ("Полтавська область", "Полтавська область"),
        ("Poltavska oblast", "Полтавська область"),
        ("Полтавська громада", "Полтавська міська громада"),
        ("ЦНАП Полтава", "Центр надання адміністративних послуг Полтавської міської ради"),
        ("TsNAP Poltava", "Центр надання адміністративних послуг Полтавської міської ради"),
        ("Соборності 36 Полтава", "Центр надання адміністративних послуг Полтавської міської ради"),
        ("Кременчук", "м. Кременчук"),
        ("Kremenchuk", "м. Кременчук"),
        ("Кремінчук", "м. Кременчук"),
        ("Миргород", "м. Миргород"),
        ("Myrhorod", "м. Миргород"),
        ("Решетиловка", "м. Решетилівка"),
        ("Лубны", "м. Лубни"),
        ("Horishni Plavni", "м. Горішні Плавні"),
        ("с. Мачухи", "с. Мачухи"),
        ("прописка", "місця проживання"),
        ("закордонний паспорт", "для виїзду за кордон"),
    ];
    let mut wrong = Vec::new();
    for (query, expected) in queries {
        let first = app.json(&format!("/api/v1/search?q={query}")).await["items"][0]["name"].to_string();
        if !first.contains(expected) {
            wrong.push(format!("{query}: {first}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let english = app.get("/en/search?q=pasport").await.body;
    assert!(english.contains("are in Ukrainian, as in the catalogue"), "the page says why names are in Ukrainian");
    app.stop().await;
}

#[tokio::test]
async fn what_was_confirmed_long_ago_is_said_to_be_old_and_is_listed() {
    let base = Base::sqlite().await;
    region::load_until(&base, "starosta-districts").await;
    base.import_with("points", region::POINTS, &["--confirmed", "2023-06-16"]).await.done();
    base.import(
        "points",
        region::POINTS.replace("ЦНАП А", "ЦНАП Оновлений").lines().take(2).collect::<Vec<_>>().join("\n"),
    )
    .await
    .done();
    let app = base.serve().await;
    let overview = app.get("/network").await.body;
    assert!(overview.contains("Відомості про 1 точку востаннє підтверджено понад рік тому"), "{overview}");
    let link = overview.split('"').find(|text| text.contains("confirmed_before=")).unwrap().replace("&amp;", "&");
    let listed = app.get(&link).await.body;
    assert!(listed.contains("/points/W") && !listed.contains("/points/A\""), "{listed}");
    assert!(app.get("/points/W").await.body.contains("понад рік тому"));
    assert!(!app.get("/points/A").await.body.contains("понад рік тому"));
    app.stop().await;
}

/// Own questions of citizens with the services that answer them; words were added while looking at the first table and
/// at every second row of the next two, never at the last.
const EVERYDAY_QUESTIONS: [&str; 4] = [
    include_str!("../fixtures/everyday-questions.csv"),
    include_str!("../fixtures/citizen-questions.csv"),
    include_str!("../fixtures/citizen-questions-second.csv"),
    include_str!("../fixtures/citizen-questions-third.csv"),
];

#[tokio::test]
async fn nineteen_of_twenty_everyday_questions_have_their_service_among_the_first_three() {
    let base = Base::sqlite().await;
    let catalogue = include_bytes!("../../data/catalogue/services.csv");
    base.import("services", catalogue).await.done();
    let app = base.serve().await;
    for table in EVERYDAY_QUESTIONS {
        let mut missed = Vec::new();
        for line in table.lines().skip(1) {
            let (question, services) = line.rsplit_once(',').unwrap();
            let codes = first_three(&app, question).await;
            if !services.split(' ').any(|service| codes.iter().any(|code| code == service)) {
                missed.push(format!("{question}: {codes:?}, not {services}"));
            }
        }
        let asked = table.lines().count() - 1;
        println!("{} of {asked} missed", missed.len());
        assert!(asked > 100 && missed.len() * 20 <= asked, "{} of {asked}:\n{}", missed.len(), missed.join("\n"));
    }
}

#[tokio::test]
async fn words_of_another_kind_of_thing_do_not_pull_the_wrong_way() {
    let base = Base::sqlite().await;
    base.import("services", include_bytes!("../../data/catalogue/services.csv")).await.done();
    let app = base.serve().await;
    for (question, service) in [
        ("права", "07-02"),
        ("паспорт", "04-01"),
        ("ветеран праці", "08-08"),
        ("зареєструвати фірму", "10-05"),
        ("здати на права", "07-02"),
        ("дитина", "02-01"),
    ] {
        assert_eq!(first_three(&app, question).await.first().map(String::as_str), Some(service), "{question}");
    }
    for other in first_three(&app, "паспорт").await {
        assert!(other.starts_with("04-"), "a person's passport before a building's: {other}");
    }
    app.stop().await;
}

async fn first_three(app: &App, question: &str) -> Vec<String> {
    let query: String = form_urlencoded(question);
    let found = app.json(&format!("/api/v1/search?type=service&per_page=3&q={query}")).await;
    found["items"].as_array().unwrap().iter().map(|hit| hit["code"].as_str().unwrap().to_owned()).collect()
}

fn form_urlencoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
