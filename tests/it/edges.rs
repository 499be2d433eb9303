//! Odd requests: every refusal is a page of ours, or a problem for the API, and names what is wrong.

use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{App, Base, region};

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    (base, app)
}

#[tokio::test]
async fn a_value_a_page_cannot_read_is_named_with_its_parameter() {
    let (_base, app) = region().await;
    for (path, parameter) in [
        ("/?territory=x", "territory"),
        ("/?lang=de", "lang"),
        ("/hromadas?type=x", "type"),
        ("/hromadas?sort=x", "sort"),
        ("/hromadas?show=x", "show"),
        ("/hromadas?page=x", "page"),
        ("/points?kind=x", "kind"),
        ("/points?status=closed", "status"),
        ("/points?group=x", "group"),
        ("/points?open_now=maybe", "open_now"),
        ("/points?open_at=noon", "open_at"),
        ("/points?wheelchair=x", "wheelchair"),
        ("/points?need=x", "need"),
        ("/services?group=x", "group"),
        ("/compliance?leave_out=x", "leave_out"),
        ("/indicators/residence?state=x", "state"),
        ("/barrier-free?checklist=x", "checklist"),
        ("/equipment?type=x", "type"),
        ("/figures?period=x", "period"),
        ("/search?q=x&type=x", "type"),
        ("/sources?date=x", "date"),
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.body.contains(&format!("<code>{parameter}</code>")), "{path}: {}", answer.body);
    }
    app.stop().await;
}

#[tokio::test]
async fn an_address_that_is_no_text_names_nothing() {
    let (_base, app) = region().await;
    for path in ["/points/%FF", "/%FF", "/en/services/%C3%28", "/points/%FF?date=2023-05-15"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("<h1"), "{path}");
    }
    let answer = app.get("/api/v1/points/%FF").await;
    assert_eq!((answer.status, answer.header("content-type")), (404, "application/problem+json"));
    app.stop().await;
}

/// The answer to a body that is announced as too large and never sent.
async fn announced(app: &App, path: &str) -> String {
    let host = app.address.trim_start_matches("http://");
    let mut line = TcpStream::connect(host).await.unwrap();
    let head = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9000000\r\nConnection: close\r\n\r\n");
    line.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn what_a_layer_refuses_looks_like_every_other_refusal() {
    let (_base, app) = region().await;
    for (method, path, status) in
        [(Method::POST, "/points", 405), (Method::POST, "/robots.txt", 405), (Method::GET, "/assets/0/none.css", 404)]
    {
        let answer = app.ask(method, path, &[], "").await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.header("content-type").starts_with("text/html") && answer.body.contains("<h1"), "{path}");
    }
    let answer = app.ask(Method::POST, "/robots.txt", &[], "").await;
    assert!(answer.header("allow").contains("GET"), "which methods are taken is still told");
    let page = announced(&app, "/lists/preview").await;
    assert!(page.starts_with("HTTP/1.1 413") && page.contains("text/html") && page.contains("<h1"), "{page}");
    let problem = announced(&app, "/api/v1/lists/preview").await;
    assert!(problem.starts_with("HTTP/1.1 413") && problem.contains("urn:cnap:problem:too-large"), "{problem}");
    app.stop().await;
}

#[tokio::test]
async fn what_browsers_and_search_engines_ask_for_by_name_is_there() {
    let (_base, app) = region().await;
    for (path, kind) in [
        ("/favicon.ico", "image/svg+xml"),
        ("/favicon.svg", "image/svg+xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = app.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn before_the_first_data_nothing_is_counted_as_nought() {
    let (_base, app) = region().await;
    let overview = app.get("/network?date=2010-01-01").await.body;
    assert!(overview.contains("Відомості є з 01.01.2020"), "{overview}");
    assert!(!overview.contains("<b>0</b>"), "{overview}");
    for page in ["/points", "/hromadas", "/compliance", "/barrier-free", "/equipment"] {
        let body = app.get(&format!("{page}?date=2010-01-01")).await.body;
        assert!(body.contains("реєстр не має відомостей про жодну точку"), "{page}");
        assert!(!body.contains("<p>0 точок") && !body.contains("<b>0</b>"), "{page}");
    }
    assert!(!app.get("/network?date=2023-05-15").await.body.contains("не має відомостей"));
    app.stop().await;
}

#[tokio::test]
async fn a_period_that_is_not_over_is_not_called_whole() {
    let (_base, app) = region().await;
    let year = app.get("/figures?period=2199").await.body;
    assert!(
        year.contains("2199 рік (ще не почався)")
            && year.contains("ще не завершився")
            && !year.contains("Точок за весь період"),
        "{year}"
    );
    let past = app.get("/figures?period=2023Q3").await.body;
    assert!(!past.contains("ще триває") && past.contains("300 послуг"), "{past}");
    app.stop().await;
}

#[tokio::test]
async fn an_answer_packed_for_one_visitor_is_not_sent_packed_to_another() {
    let (_base, app) = region().await;
    for (at, accepts) in ["GZIP", "*", "identity, br"].into_iter().enumerate() {
        let path = format!("/services?mark={at}");
        let packed = app.ask(Method::GET, &path, &[("accept-encoding", accepts)], "").await;
        assert!(!packed.header("content-encoding").is_empty(), "{accepts}");
        let plain = app.get(&path).await;
        assert_eq!(plain.header("content-encoding"), "", "{accepts}");
        assert!(plain.body.starts_with("<!DOCTYPE"), "{accepts}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_visitor_who_has_any_copy_is_told_that_nothing_changed() {
    let (_base, app) = region().await;
    for path in ["/services", "/api/v1/offerings.csv"] {
        let tag = app.get(path).await.header("etag").to_owned();
        for seen in
            ["*".to_owned(), format!("\"other\", {tag}"), format!("\"other\", W/{}", tag.trim_start_matches("W/"))]
        {
            let again = app.ask(Method::GET, path, &[("if-none-match", &seen)], "").await;
            assert_eq!((again.status, again.body.as_str()), (304, ""), "{path} {seen}");
        }
        assert_eq!(app.ask(Method::GET, path, &[("if-none-match", "\"other\"")], "").await.status, 200, "{path}");
    }
    assert_eq!(app.ask(Method::GET, "/nothing", &[("if-none-match", "*")], "").await.status, 404);
    app.stop().await;
}
