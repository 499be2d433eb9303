//! Pages in a real browser: keyboard, narrow screens, accessibility, and life without scripts.

use thirtyfour::{By, Key};

use crate::support::browser::{DESK, NO_SCRIPTS, PHONE, visit};
use crate::support::{App, Base};

/// Main pages of the demonstration region.
const PAGES: &[&str] = &[
    "/",
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
        for page in ["/", "/points", "/compliance"] {
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
        tab.open(&format!("{address}/")).await;
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
        tab.open(&format!("{address}/")).await;
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
