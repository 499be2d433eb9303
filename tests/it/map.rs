//! The map: layers as drawing, list and data; the movable map by keyboard; what may be embedded and by whom.

use serde_json::Value;
use thirtyfour::{By, Key};

use crate::support::browser::{DESK, NO_SCRIPTS, visit};
use crate::support::region::{self, MACHUKHY, OUTLINE};
use crate::support::{App, Base};

const DAY: &str = "date=2023-09-01";

async fn sample(options: &[&str]) -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    base.import("boundaries", OUTLINE).await.done();
    let app = App::start(&base, options).await;
    (base, app)
}

/// Every layer with something it may be about.
const LAYERS: &[&str] = &[
    "points",
    "centres",
    "workplaces",
    "points-per-10000",
    "services",
    "group:social",
    "indicator:residence",
    "indicator:overall-compliance",
    "barrier-free:588",
    "barrier-free-verdict:588",
    "criterion:588:sign",
    "equipment:card_terminal",
    "districts-served",
    "distance",
    "stale",
    "territory-status",
];

#[tokio::test]
async fn every_layer_is_drawn_listed_and_given_as_the_same_data() {
    let (_base, app) = sample(&[]).await;
    for layer in LAYERS {
        let page = app.get(&format!("/map?{DAY}&layer={layer}")).await;
        assert_eq!(page.status, 200, "{layer}");
        assert!(page.body.contains("<svg class=\"map\"") && page.body.contains("class=\"legend\""), "{layer}");
        assert!(!page.body.contains("layer-rule-"), "{layer} has no rule");
        let shapes = app.json(&format!("/map/shapes.json?{DAY}&layer={layer}&zoom=8")).await;
        let shapes = shapes["features"].as_array().unwrap();
        assert_eq!(shapes.len(), 2, "{layer}: both hromadas have outlines, one an approximate one");
        for shape in shapes {
            let title = shape["properties"]["title"].as_str().unwrap();
            assert!(page.body.contains(title), "{layer}: «{title}» is not on the page");
            assert!(!shape["geometry"]["coordinates"][0][0].as_array().unwrap().is_empty());
        }
    }
    let near = app.json(&format!("/map/shapes.json?{DAY}&zoom=10&bbox=34.2,49.3,34.5,49.5")).await;
    assert_eq!(near["features"].as_array().unwrap().len(), 1, "only what is near the view");
    for wrong in ["moon", "indicator", "indicator:moon", "points:1", "criterion:588:moon"] {
        assert_eq!(app.get(&format!("/map?layer={wrong}")).await.status, 400, "{wrong}");
    }
    assert_eq!(app.get("/map/shapes.json?zoom=13").await.status, 400);
    assert_eq!(app.get("/map/points.json?zoom=8").await.status, 400);
    app.stop().await;
}

#[tokio::test]
async fn points_of_the_map_are_those_of_the_registry_and_of_the_kind_asked_for() {
    let (_base, app) = sample(&[]).await;
    let ask = async |query: &str| {
        let path = format!("/map/points.json?{DAY}&bbox=20,40,45,55&zoom=12&{query}");
        let found = app.json(&path).await;
        let titles = found["features"].as_array().unwrap().iter();
        titles.map(|one| one["properties"]["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut all = ask("").await;
    all.sort();
    assert_eq!(all, ["ВРМ", "ЦНАП А", "ЦНАП Б"]);
    assert_eq!(ask("kind=vrm").await, ["ВРМ"]);
    let few: Value = app.json(&format!("/map/points.json?{DAY}&bbox=20,40,45,55&zoom=5")).await;
    let count = |one: &Value| one["properties"]["count"].as_u64().unwrap_or(1);
    assert_eq!(few["features"].as_array().unwrap().iter().map(count).sum::<u64>(), 3);
    app.stop().await;
}

#[tokio::test]
async fn the_first_page_with_a_map_is_small_and_asks_nothing_of_others() {
    let (_base, app) = sample(&[]).await;
    let client = reqwest::Client::builder().gzip(false).brotli(false).build().unwrap();
    let weigh = async |path: &str| {
        let request = client.get(format!("{}{path}", app.address)).header("accept-encoding", "br");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.bytes().await.unwrap().len()
    };
    let page = app.get("/map").await.body;
    let mut bytes = weigh("/map").await;
    for part in page.split(['"', ' ']).filter(|part| part.starts_with("/assets/") && !part.contains("leaflet")) {
        bytes += weigh(part).await;
    }
    assert!(bytes < 150_000, "{bytes} bytes");
    let outside = page.split("src=\"").skip(1).filter(|rest| !rest.starts_with('/')).count();
    assert_eq!(outside, 0);
    assert!(app.get("/map").await.header("content-security-policy").contains("img-src 'self' data:"));
    app.stop().await;
}

#[tokio::test]
async fn only_named_sites_may_frame_the_embedded_page_and_no_other() {
    let (base, app) = sample(&[]).await;
    let path = format!("/embed?hromada={MACHUKHY}");
    let closed = app.get(&path).await;
    assert!(closed.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(closed.header("x-frame-options"), "DENY");
    app.stop().await;

    let app = App::start(&base, &["--embed-origins", "https://a.example.ua,https://b.example.ua"]).await;
    let open = app.get(&path).await;
    assert_eq!(open.status, 200);
    let policy = open.header("content-security-policy");
    assert!(policy.contains("frame-ancestors https://a.example.ua https://b.example.ua"), "{policy}");
    assert_eq!(open.header("x-frame-options"), "");
    for words in ["ЦНАП А", "<svg class=\"map\"", "Докладніше в реєстрі"] {
        assert!(open.body.contains(words), "{words}");
    }
    assert!(!open.body.contains("<nav"), "no frame of the other pages");
    for other in ["/map", "/", "/api/v1/points", "/embedded", "/hromadas"] {
        let answer = app.get(other).await;
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{other}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{other}");
    }
    let service = app.get(&format!("/en/embed?service=S1&{DAY}")).await;
    assert!(service.body.contains("ЦНАП А") && service.header("content-security-policy").contains("b.example.ua"));
    assert_eq!(app.get("/embed").await.status, 400);
    let snippet = app.get(&format!("/hromadas/{MACHUKHY}")).await.body;
    assert!(snippet.contains(&format!("&lt;iframe src=&quot;/embed?hromada={MACHUKHY}&quot;")), "{snippet}");
    app.stop().await;
    let told = base.cnap(&["serve", "--embed-origins", "https://a; script-src *"]).await;
    assert_eq!(told.code, 2, "{told:?}");
}

#[tokio::test]
async fn a_base_map_is_the_one_thing_of_others_and_only_on_the_map() {
    let tiles = ["--tile-url", "https://tiles.example.ua/{z}/{x}/{y}.png", "--tile-attribution", "© Зразок"];
    let (_base, app) = sample(&tiles).await;
    let map = app.get("/map").await;
    assert!(map.header("content-security-policy").contains("img-src 'self' https://tiles.example.ua data:"));
    let other = app.get("/network").await;
    assert!(!other.header("content-security-policy").contains("example.ua"));
    app.stop().await;
}

#[tokio::test]
async fn without_scripts_the_map_has_its_layers_its_legend_and_its_list() {
    let (_base, app) = sample(&[]).await;
    let address = app.address.clone();
    visit(NO_SCRIPTS, |tab| async move {
        tab.open(&format!("{address}/map?{DAY}&layer=indicator:residence")).await;
        tab.0.find(By::Css("svg.map .shapes a")).await.unwrap();
        tab.0.find(By::Css(".legend li")).await.unwrap();
        tab.0.find(By::Css("#map-list tbody tr a")).await.unwrap();
        let button = tab.0.find_all(By::Css("button[data-movable]")).await.unwrap();
        for one in button {
            assert!(!one.is_displayed().await.unwrap(), "a button that does nothing is shown");
        }
        assert!(tab.0.find(By::Css("select[name=date]")).await.is_ok(), "quarters are a list");
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn the_movable_map_is_reached_by_keyboard_and_agrees_with_the_list() {
    let (_base, app) = sample(&[]).await;
    let address = app.address.clone();
    visit(DESK, |tab| async move {
        tab.open(&format!("{address}/map?{DAY}")).await;
        if tab.0.find(By::Css("button[data-movable]")).await.is_err() {
            println!("skipped: the program was built without npm");
            return;
        }
        tab.press_until(Key::Tab, "document.activeElement.matches('button[data-movable]')", 120).await;
        tab.press(Key::Enter).await;
        let ready = "document.activeElement.matches('.leaflet-box path[tabindex=\"0\"]')";
        for _ in 0..100 {
            if tab.value(ready).await == true {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert_eq!(tab.value(ready).await, true, "the focus is on the map");
        let title = tab.value("document.activeElement.getAttribute('aria-label')").await;
        assert!(title.as_str().is_some_and(|title| title.contains(": ")), "{title}");
        tab.press(Key::Right).await;
        let next = tab.value("document.activeElement.getAttribute('aria-label')").await;
        assert_ne!(next, title, "the arrow moves to the next territory");
        let lit = "document.querySelector('#map-list tr.lit a').textContent";
        let name = tab.value(lit).await;
        let name = name.as_str().unwrap().split_whitespace().next().unwrap().to_owned();
        assert!(next.as_str().unwrap().starts_with(&name), "{next} lights up the row of {name}");
        if let Some(violations) = tab.violations().await {
            assert_eq!(violations, Vec::<String>::new());
        }
        let target = tab.value("document.activeElement.dataset.href.split('?')[0]").await;
        tab.press(Key::Enter).await;
        tab.0.find(By::Css(".snippet")).await.unwrap();
        assert_eq!(tab.value("location.pathname").await, target);
    })
    .await;
    app.stop().await;
}
