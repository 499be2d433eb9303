//! Pages in a real browser: keyboard, narrow screens, accessibility, and life without scripts.

use thirtyfour::prelude::ElementQueryable;
use thirtyfour::{By, Key};

use crate::support::browser::{DESK, NO_SCRIPTS, PHONE, Tab, visit};
use crate::support::{App, Base};

/// Main pages of the demonstration region.
const PAGES: &[&str] = &[
    "/",
    "/?q=%D0%BF%D1%80%D0%BE%D0%BF%D0%B8%D1%81%D0%BA%D0%B0&place=%D0%9C%D0%B8%D1%80%D0%B3%D0%BE%D1%80%D0%BE%D0%B4&need=wheelchair",
    "/?q=xqzw&place=xqzw",
    "/network",
    "/hromadas",
    "/hromadas/UA53080370000025447",
    "/hromadas/UA53080370000025447/compliance",
    "/points",
    "/points?near=49.59,34.55&wheelchair=yes&open_now=yes&service=%D0%BF%D0%B0%D1%81%D0%BF%D0%BE%D1%80%D1%82",
    "/services",
    "/compliance",
    "/indicators/residence",
    "/barrier-free",
    "/barrier-free/points?checklist=588&judged=yes",
    "/equipment",
    "/coverage",
    "/coverage/new-points?within_km=10",
    "/coverage/existing?group=passport",
    "/map",
    "/map?layer=distance",
    "/figures",
    "/lists",
    "/search?q=%D0%BF%D0%B0%D1%81%D0%BF%D0%BE%D1%80%D1%82",
    "/sources",
    "/about",
    "/en",
    "/en/points",
];

async fn demonstration() -> (Base, App, Vec<String>) {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    let first = app.json("/api/v1/points?per_page=1").await;
    let point = first["items"][0]["code"].as_str().unwrap().to_owned();
    let service = app.json("/api/v1/services?per_page=1").await["items"][0]["code"].as_str().unwrap().to_owned();
    let of_things = [format!("/points/{point}"), format!("/points/{point}/compliance"), format!("/services/{service}")];
    let pages = PAGES.iter().map(|page| (*page).to_owned()).chain(of_things);
    let pages = pages.map(|page| format!("{}{page}", app.address)).collect();
    (base, app, pages)
}

#[tokio::test]
async fn the_keyboard_reaches_the_skip_link_first_and_it_leads_to_the_content() {
    let (_base, app, _) = demonstration().await;
    let address = app.address.clone();
    visit(DESK, |tab| async move {
        tab.open(&format!("{address}/points")).await;
        tab.press(Key::Tab).await;
        assert_eq!(tab.value("document.activeElement.className").await, "skip");
        let visible = "(r => r.width > 20 && r.height > 10 && r.top >= 0 && r.left >= 0)\
            (document.activeElement.getBoundingClientRect())";
        assert_eq!(tab.value(visible).await, true, "the focused skip link is not in view");
        tab.press(Key::Enter).await;
        assert_eq!(tab.value("document.activeElement.id").await, "main");
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn everything_the_keyboard_reaches_shows_that_it_has_the_focus() {
    let (_base, app, _) = demonstration().await;
    let address = app.address.clone();
    visit(DESK, |tab| async move {
        for page in ["/", "/network", "/points", "/compliance"] {
            tab.open(&format!("{address}{page}")).await;
            for _ in 0..40 {
                tab.press(Key::Tab).await;
                let shown = "(e => e === document.body || (s => s.outlineStyle !== 'none' || s.boxShadow !== 'none' \
                    || s.stroke !== 'none')(getComputedStyle(e)))(document.activeElement)";
                let which = tab.value("document.activeElement.outerHTML.slice(0, 200)").await;
                assert_eq!(tab.value(shown).await, true, "{page}: no sign of focus on {which}");
            }
        }
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn a_territory_of_the_map_is_chosen_by_keyboard() {
    let (_base, app, _) = demonstration().await;
    let address = app.address.clone();
    visit(DESK, |tab| async move {
        tab.open(&format!("{address}/network")).await;
        tab.press_until(Key::Tab, "!!document.activeElement.closest('svg.map a')", 120).await;
        let title = tab.value("document.activeElement.querySelector('title').textContent").await;
        assert!(title.as_str().is_some_and(|title| !title.is_empty()));
        let target = tab.value("document.activeElement.getAttribute('href').split('?')[0]").await;
        tab.press(Key::Enter).await;
        tab.0.find(By::Css("h1")).await.unwrap();
        assert_eq!(tab.value("location.pathname").await, target);
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn no_page_scrolls_sideways_on_the_narrowest_phone() {
    let (_base, app, pages) = demonstration().await;
    visit(PHONE, |tab| async move {
        let mut wide = Vec::new();
        for page in pages {
            tab.open(&page).await;
            assert_eq!(tab.value("window.innerWidth").await, 320, "the window is not narrow");
            let width = tab.value("document.documentElement.scrollWidth").await.as_u64().unwrap();
            if width > 320 {
                wide.push(format!("{page}: {width} px"));
            }
        }
        assert!(wide.is_empty(), "{}", wide.join("\n"));
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn the_accessibility_checker_finds_nothing_serious() {
    let (_base, app, pages) = demonstration().await;
    visit(DESK, |tab| async move {
        let mut found = Vec::new();
        for page in pages {
            tab.open(&page).await;
            let Some(violations) = tab.violations().await else { return };
            found.extend(violations.into_iter().map(|one| format!("{page}: {one}")));
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn everything_works_without_scripts() {
    let (_base, app, _) = demonstration().await;
    let address = app.address.clone();
    visit(NO_SCRIPTS, |tab| async move {
        tab.open(&format!("{address}/network")).await;
        assert!(tab.0.find(By::Css("svg.map")).await.is_ok(), "the map is drawn by the server");
        let field = tab.0.find(By::Css("form.search input[type=search]")).await.unwrap();
        field.send_keys("паспорт").await.unwrap();
        field.send_keys(Key::Enter).await.unwrap();
        tab.0.find(By::Css("main a[href*='/services/']")).await.unwrap().click().await.unwrap();
        let here = tab.0.current_url().await.unwrap();
        assert!(here.path().starts_with("/services/"), "{here}");
        tab.0.find(By::Css("a.language")).await.unwrap().click().await.unwrap();
        assert!(tab.0.current_url().await.unwrap().path().starts_with("/en/services/"));
        let visible_print = tab.0.find_all(By::Css("button[data-print]:not([hidden])")).await.unwrap();
        assert!(visible_print.is_empty(), "a button that needs scripts is shown without them");
    })
    .await;
    app.stop().await;
}

/// An everyday task: what is typed, and a link of the answer that narrows it; four actions at most.
struct Task {
    what: &'static str,
    place: &'static str,
    /// First letters of the need.
    need: &'static str,
    /// The link of the answer that narrows it.
    then: &'static str,
    /// What the answer says.
    answer: &'static [&'static str],
}

const fn task(what: &'static str, place: &'static str, answer: &'static [&'static str]) -> Task {
    Task { what, place, need: "", then: "", answer }
}

/// Ten of them, over the demonstration region.
const TASKS: [Task; 10] = [
    task("закордонний паспорт Миргород", "", &["виїзду за кордон", "Підрозділ ДМС працює в громаді"]),
    Task {
        need: "На", ..task("закордонний паспорт", "Миргород", &["На кріслі колісному: доступно"])
    },
    Task {
        then: "У суботу",
        ..task("зареєструвати місце проживання", "Мачухи", &["у суботу", "Найближчі, де надають"])
    },
    task("прописка Полтава", "", &["Полтавської міської ради", "Телефон", "Реєстрація місця проживання"]),
    task("субсидія", "Лубни", &["субсиді", "Найближчі, де надають", "км"]),
    task("водійські права", "Кременчук", &["посвідчення водія"]),
    task("народилася дитина", "Гадяч", &["Гадяч", "Найближчі"]),
    Task { then: "Після 18:00", ..task("одружитися", "Зіньків", &["шлюб", "20:00"]) },
    task("цнап Пирятин", "", &["Пирятин", "відчин", "Маршрут"]),
    Task {
        need: "З порушенням слуху",
        ..task("допомога переселенцям", "Хорол", &["слуху", "Що взяти, строк і плата"])
    },
];

/// Presses Tab until an element with the focus has this id or this text.
async fn reach(tab: &Tab, wanted: &str) {
    for _ in 0..60 {
        tab.press(Key::Tab).await;
        let here = tab.0.active_element().await.unwrap();
        let id = here.attr("id").await.unwrap().unwrap_or_default();
        if id == wanted || here.text().await.unwrap().trim() == wanted {
            return;
        }
    }
    panic!("the keyboard does not reach «{wanted}»");
}

async fn type_into(tab: &Tab, field: &str, words: &str) -> usize {
    if words.is_empty() {
        return 0;
    }
    reach(tab, field).await;
    tab.0.active_element().await.unwrap().send_keys(words).await.unwrap();
    1
}

/// Does the task by keyboard; tells how many actions it took.
async fn perform(tab: &Tab, address: &str, task: &Task) -> usize {
    tab.open(address).await;
    let mut actions = type_into(tab, "q", task.what).await;
    actions += type_into(tab, "place", task.place).await;
    actions += type_into(tab, "need", task.need).await;
    if task.need.is_empty() {
        tab.press(Key::Enter).await;
    } else {
        reach(tab, "Показати, куди звернутися").await;
        tab.press(Key::Enter).await;
    }
    actions += 1;
    tab.0.query(By::Css(".chips")).first().await.unwrap_or_else(|_| panic!("no answer to «{}»", task.what));
    if !task.then.is_empty() {
        reach(tab, task.then).await;
        tab.press(Key::Enter).await;
        tab.0.query(By::Css(".chips a[aria-current]")).first().await.unwrap();
        actions += 1;
    }
    actions
}

#[tokio::test]
async fn ten_everyday_tasks_take_four_actions_at_most_by_keyboard_and_without_scripts() {
    let (_base, app, _) = demonstration().await;
    let address = format!("{}/", app.address);
    visit(NO_SCRIPTS, |tab| async move {
        let mut failed = Vec::new();
        for task in &TASKS {
            let actions = perform(&tab, &address, task).await;
            let page = tab.0.find(By::Css("main")).await.unwrap().text().await.unwrap();
            let missing: Vec<_> = task.answer.iter().filter(|words| !page.contains(**words)).collect();
            if actions > 4 || !missing.is_empty() {
                failed.push(format!("{}: {actions} actions, not told {missing:?}\n{page}", task.what));
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn what_is_typed_at_the_door_is_suggested_and_chosen_by_keyboard() {
    let (_base, app, _) = demonstration().await;
    let address = app.address.clone();
    visit(DESK, |tab| async move {
        tab.open(&format!("{address}/")).await;
        let field = tab.0.find(By::Css("#place")).await.unwrap();
        field.send_keys("Миргор").await.unwrap();
        let option = tab.0.query(By::Css("#place + ul [role=option]")).first().await.unwrap();
        assert!(option.text().await.unwrap().contains("м. Миргород"));
        tab.press(Key::Down).await;
        assert_eq!(tab.value("document.activeElement.getAttribute('aria-expanded')").await, "true");
        let chosen = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))";
        assert_eq!(tab.value(&format!("{chosen}.getAttribute('aria-selected')")).await, "true");
        tab.press(Key::Enter).await;
        let value = tab.value("document.activeElement.value").await;
        assert!(value.as_str().is_some_and(|value| value.starts_with("м. Миргород")), "{value}");
        tab.press(Key::Enter).await;
        tab.0.query(By::Css(".chips")).first().await.unwrap();
        let Some(violations) = tab.violations().await else { return };
        assert_eq!(violations, Vec::<String>::new());
    })
    .await;
    app.stop().await;
}
