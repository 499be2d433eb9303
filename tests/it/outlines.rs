//! What the API answers and what pages are made of, over the demonstration region: one snapshot for each area, so that a
//! change of either is seen as a whole. `just bless` accepts them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cnap::live::Clock;
use serde_json::Value;

use crate::api::document::{document, example, operations};
use crate::support::{App, Base};

/// A day that the demonstration speaks of.
const DAY: &str = "2023-11-30";
const OBLAST: &str = "UA53000000000028050";
const POLTAVA: &str = "UA53080370000025447";

/// Pages of the demonstration by area.
fn pages() -> BTreeMap<&'static str, Vec<String>> {
    let hromada = format!("/hromadas/{POLTAVA}");
    let own = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
    BTreeMap::from([
        ("door", own(&["/", "/search?q=паспорт", "/network", "/about"])),
        ("hromadas", vec!["/hromadas".into(), hromada.clone(), format!("{hromada}/compliance")]),
        ("points", own(&["/points", "/points/532", "/points/532/compliance", "/points/532/history"])),
        ("services", own(&["/services", "/services/01-01", "/life-events/emaliatko"])),
        ("compliance", own(&["/compliance", "/compliance/gaps", "/indicators/passport", "/lists"])),
        ("barrier-free", own(&["/barrier-free", "/barrier-free/points", "/equipment", "/figures"])),
        ("sources", own(&["/sources", "/sources/1", "/sign-in", "/api"])),
    ])
}

/// An address with a further parameter.
fn with(address: &str, pair: &str) -> String {
    format!("{address}{}{pair}", if address.contains('?') { '&' } else { '?' })
}

/// The value with one entry of every list, and without what differs from run to run.
fn shortened(value: &Value) -> Value {
    match value {
        Value::Array(all) if all.len() > 1 => {
            let more = Value::String(format!("… {} more", all.len() - 1));
            Value::Array(vec![shortened(&all[0]), more])
        }
        Value::Array(all) => all.iter().map(shortened).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), shortened(value))).collect(),
        Value::String(text) => Value::String(lasting(text).to_owned()),
        other => other.clone(),
    }
}

/// The text, unless it is of this run: a moment, this day, a digest.
fn lasting(text: &str) -> &str {
    let is_digest = text.len() == 64 && text.chars().all(|sign| sign.is_ascii_hexdigit());
    match text {
        _ if is_digest => "<digest>",
        _ if text.len() > 10 && text.parse::<chrono::DateTime<chrono::Utc>>().is_ok() => "<moment>",
        _ if text.parse::<chrono::NaiveDate>().is_ok_and(|day| day.to_string().as_str() > "2026-01-01") => "<today>",
        _ => text,
    }
}

fn takes(operation: &Value, name: &str) -> bool {
    operation["parameters"].as_array().into_iter().flatten().any(|one| one["name"] == name && one["in"] == "query")
}

#[tokio::test]
async fn answers_of_the_api_change_only_on_purpose() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    let mut areas: BTreeMap<String, String> = BTreeMap::new();
    for (path, method, operation) in operations(&document()) {
        let content = operation["responses"]["200"]["content"].as_object().cloned().unwrap_or_default();
        let needs_token = !operation["security"].is_null();
        if method != "get" || needs_token || !content.contains_key("application/json") {
            continue;
        }
        let mut address = example(&path, &operation);
        for (name, pair) in [("date", format!("date={DAY}")), ("per_page", "per_page=2".to_owned())] {
            if takes(&operation, name) && !address.contains(&format!("{name}=")) {
                address = with(&address, &pair);
            }
        }
        let answer = app.get(&address).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.body);
        let text = areas.entry(operation["tags"][0].as_str().unwrap().to_owned()).or_default();
        let told = format!("{:#}", shortened(&answer.value())).replace(&app.address, "http://cnap");
        // The demonstration is loaded today.
        let told = told.replace(&Clock::Machine.today().to_string(), "TODAY");
        writeln!(text, "GET {address}\n{told}\n").unwrap();
    }
    for (area, text) in areas {
        insta::assert_snapshot!(format!("answers-{area}"), text);
    }
    app.stop().await;
}

/// Headings, titles of tables and columns, fields and buttons of a page, in their order.
fn outline(body: &str) -> String {
    let mut outline = String::new();
    for (at, _) in body.match_indices('<') {
        let rest = &body[at + 1..];
        let name = rest.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        if !["h1", "h2", "h3", "caption", "th", "label", "legend", "button", "summary"].contains(&name) {
            continue;
        }
        let inner = rest.split(&format!("</{name}>")).next().unwrap_or_default();
        writeln!(outline, "  {name} {}", words(inner)).unwrap();
    }
    // Rows of long tables name their things: the first of them show what a row is.
    let mut rows = 0;
    let kept = outline.lines().filter(|line| {
        rows = if line.starts_with("  th") { rows + 1 } else { 0 };
        rows <= 12
    });
    kept.fold(String::new(), |text, line| text + line + "\n")
}

/// The words of a part of a page, without tags.
fn words(inner: &str) -> String {
    let (_, inner) = inner.split_once('>').unwrap_or_default();
    let texts = inner.split('<').map(|part| part.rsplit_once('>').map_or(part, |(_, text)| text));
    texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn outlines_of_pages_change_only_on_purpose() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    for (area, paths) in pages() {
        let mut text = String::new();
        for path in paths {
            // The front door of a day is the overview.
            let is_door = path == "/";
            let pair = format!("date={DAY}&territory={OBLAST}");
            let address = if is_door { path } else { with(&path, &pair) };
            let page = app.get(&address).await;
            assert_eq!(page.status, 200, "{address}: {}", page.body);
            writeln!(text, "GET {address}\n{}", outline(&page.body)).unwrap();
        }
        insta::assert_snapshot!(format!("outline-{area}"), text);
    }
    app.stop().await;
}
