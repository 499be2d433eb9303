//! Pages as their text: every page in both languages, over a filled, an empty and a hostile database.

use std::collections::BTreeSet;

use crate::support::{App, Base, region};

/// Every page over the small region, without the language.
fn pages() -> Vec<String> {
    let fixed = [
        "/",
        "/network",
        "/hromadas",
        "/points",
        "/services",
        "/compliance",
        "/barrier-free",
        "/equipment",
        "/figures",
        "/lists",
        "/search",
        "/sources",
        "/about",
    ];
    let of_things = [
        format!("/hromadas/{}", region::MACHUKHY),
        format!("/hromadas/{}/compliance", region::MACHUKHY),
        "/points/A".into(),
        "/points/W".into(),
        "/points/A/compliance".into(),
        "/services/S1".into(),
        "/life-events/emaliatko".into(),
        "/indicators/residence".into(),
        "/indicators/barrier-free-588".into(),
        format!("/lists/{LIST}/2023-05-01"),
        format!("/lists/compare?list={LIST}&from=2023-05-01&to=2023-05-01"),
        "/search?q=навчальна".into(),
        "/points?kind=cnap&group=residence".into(),
        "/points?service=навчальна&near=Мачухи&wheelchair=yes&open_now=yes&unsure=yes".into(),
        "/barrier-free/points?checklist=588&judged=yes".into(),
        "/hromadas?show=without-centre".into(),
        format!("/compliance?territory={}&date=2023-01-15", region::OBLAST),
    ];
    fixed.iter().map(|page| (*page).to_owned()).chain(of_things).collect()
}

/// «523-р» in an address.
const LIST: &str = "523-%D1%80";

fn in_english(page: &str) -> String {
    if page == "/" { "/en".into() } else { format!("/en{page}") }
}

/// Texts between tags and in attributes that people read.
fn texts(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in body.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else { continue };
        let code = ["script", "style", "code", "pre"].iter().any(|name| tag.starts_with(name));
        if !code && !text.trim().is_empty() {
            found.push(text.trim().to_owned());
        }
        for name in ["title=\"", "aria-label=\"", "alt=\"", "placeholder=\""] {
            found.extend(tag.split(name).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    found
}

/// Values of all Fluent files, which a text may equal even if it looks like a key.
fn fluent_values() -> BTreeSet<String> {
    let home = format!("{}/data/texts", env!("CARGO_MANIFEST_DIR"));
    let mut values = BTreeSet::new();
    for file in ["uk", "en"].iter().flat_map(|lang| std::fs::read_dir(format!("{home}/{lang}")).unwrap()) {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        values.extend(text.lines().filter_map(|line| line.split_once('=')).map(|(_, value)| value.trim().to_owned()));
        // Branches of a selection.
        values.extend(text.lines().filter_map(|line| line.split_once(']')).map(|(_, value)| value.trim().to_owned()));
    }
    values
}

/// Looks like a key of Fluent: a word, a hyphen, a word.
fn is_like_a_key(text: &str) -> bool {
    text.contains('-') && text.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()))
}

fn attributes<'a>(body: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    body.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What is wrong with a page; a way of telling all at once.
fn faults(path: &str, lang: &str, body: &str, values: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut must = |holds: bool, what: String| {
        if !holds {
            found.push(format!("{path}: {what}"));
        }
    };
    let lower = body.to_lowercase();
    must(lower.starts_with("<!doctype html>"), "no doctype".into());
    must(body.contains(&format!("<html lang=\"{lang}\"")), format!("not in {lang}"));
    // Drawings have titles of their own, so the page's title is looked for in its head.
    let head = body.split("</head>").next().unwrap_or_default();
    for (place, tag) in [(body, "<h1"), (body, "<main"), (head, "<title>")] {
        must(place.matches(tag).count() == 1, format!("{} of {tag}", place.matches(tag).count()));
    }
    let ids = attributes(body, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    must(unique.len() == ids.len(), "an id stands twice".into());
    let pointed = ["for", "aria-labelledby", "aria-describedby"].iter().flat_map(|name| attributes(body, name));
    let inside = attributes(body, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
    for id in pointed.flat_map(str::split_whitespace).chain(inside) {
        must(unique.contains(id), format!("nothing has the id {id}"));
    }
    must(!body.contains(" style=\"") && !body.contains("<script>"), "inline style or script".into());
    must(attributes(body, "onclick").is_empty(), "an inline handler".into());
    for text in texts(body) {
        let sources = ["hromada-facts", "starosta-districts", "mandatory-declared", "service-steps"];
        let untranslated = is_like_a_key(&text) && !values.contains(&text);
        must(!untranslated || sources.contains(&text.as_str()), format!("«{text}» looks like a key of a text"));
        must(!text.contains("{$") && !text.contains("{ $"), format!("«{text}» is not filled in"));
    }
    found
}

async fn look_at_all(app: &App, pages: &[String]) {
    let values = fluent_values();
    let mut found = Vec::new();
    for page in pages {
        for (path, lang) in [(page.clone(), "uk"), (in_english(page), "en")] {
            let answer = app.get(&path).await;
            if answer.status == 200 {
                found.extend(faults(&path, lang, &answer.body, &values));
            } else {
                found.push(format!("{path}: {}", answer.status));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn every_page_answers_in_both_languages_with_one_heading_and_no_raw_key() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    look_at_all(&app, &pages()).await;
    app.stop().await;
}

#[tokio::test]
async fn every_page_of_the_demonstration_region_is_whole() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    let fixed: Vec<String> = pages().into_iter().take(13).collect();
    look_at_all(&app, &fixed).await;
    app.stop().await;
}

#[tokio::test]
async fn pages_work_when_there_are_no_data() {
    let base = Base::sqlite().await;
    let app = base.serve().await;
    let fixed: Vec<String> = pages().into_iter().take(13).collect();
    look_at_all(&app, &fixed).await;
    app.stop().await;
}

#[tokio::test]
async fn pages_speak_of_past_and_planned_days() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    for day in ["1999-01-01", "2023-01-15", "2035-01-01"] {
        let at = |page: &String| {
            let sign = if page.contains('?') { '&' } else { '?' };
            (!page.contains("date=")).then(|| format!("{page}{sign}date={day}"))
        };
        for page in pages().iter().filter_map(at) {
            let status = app.get(&page).await.status;
            let moved = page.starts_with("/?") && status == 308;
            assert!(moved || status == 200 || status == 404, "{page}: {status}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn a_hostile_name_is_shown_as_text() {
    let base = Base::sqlite().await;
    region::load_until(&base, "starosta-districts").await;
    let name = "<script>alert(1)</script>";
    let table = format!(
        "code,kind,hromada,name,address,web,email\nX,cnap,{},{name},\"\"\"><img src=x onerror=alert(2)>\",javascript:alert(3),a@b\n",
        region::MACHUKHY
    );
    base.import("points", table).await.done();
    let app = base.serve().await;
    for page in [
        "/points/X",
        "/points",
        "/network",
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E&place=%3Cscript%3Ealert(1)%3C/script%3E",
        "/search?q=script",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/points/X/compliance",
    ] {
        let body = app.get(page).await.body;
        assert!(!body.contains(name) && !body.contains("<img src=x"), "{page}");
        assert!(!body.contains("href=\"javascript:"), "{page}");
    }
    assert!(app.get("/points/X").await.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    app.stop().await;
}

#[tokio::test]
async fn a_page_that_does_not_exist_is_kind_and_404() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    for page in [
        "/nothing",
        "/points/nobody",
        "/hromadas/UA00",
        "/services/none",
        "/points?date=yesterday",
        "/lists/x/2020-01-01",
    ] {
        for (path, lang) in [(page.to_owned(), "uk"), (in_english(page), "en")] {
            let answer = app.get(&path).await;
            assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
            assert!(answer.header("content-type").starts_with("text/html"), "{path}");
            assert!(answer.body.contains(&format!("<html lang=\"{lang}\"")) && answer.body.contains("<h1"), "{path}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn links_of_the_pages_lead_somewhere() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let mut seen: BTreeSet<String> = pages().into_iter().collect();
    let mut found = Vec::new();
    for page in pages().iter().flat_map(|page| [page.clone(), in_english(page)]) {
        let body = app.get(&page).await.body;
        let links = attributes(&body, "href").into_iter().chain(attributes(&body, "src"));
        for link in links.filter(|link| link.starts_with('/')) {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&");
            if seen.len() < 400 && seen.insert(link.clone()) {
                let status = app.get(&link).await.status;
                if !(200..400).contains(&status) {
                    found.push(format!("{page} links to {link}: {status}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    app.stop().await;
}

#[tokio::test]
async fn the_field_of_the_day_carries_the_shown_day_and_today_named_is_still_today() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let today = cnap::live::Clock::Machine.today().to_string();
    for page in ["/points".to_owned(), format!("/points?date={today}")] {
        let body = app.get(&page).await.body;
        assert!(body.contains(&format!("name=\"date\" value=\"{today}\"")), "{page}");
        assert!(body.contains("href=\"/points/A\""), "{page}: today must not stay in the links");
    }
    let body = app.get("/points?date=2023-05-01").await.body;
    assert!(body.contains("name=\"date\" value=\"2023-05-01\"") && body.contains("href=\"/points/A?date=2023-05-01\""));
    app.stop().await;
}

#[tokio::test]
async fn counts_of_a_point_lead_to_what_they_count() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let body = app.get("/points/A/compliance").await.body;
    let (_, tiles) = body.split_once("class=\"counts\"").unwrap();
    let (tiles, rest) = tiles.split_once("</ul>").unwrap();
    assert!(tiles.contains(&format!("/lists/{LIST}/")), "{tiles}");
    for anchor in tiles.split("href=\"#").skip(1).filter_map(|part| part.split('"').next()) {
        assert!(rest.contains(&format!("id=\"{anchor}\"")), "#{anchor} leads nowhere");
    }
    app.stop().await;
}
