//! One visitor cannot stop the service: what is too much, too slow or too many is refused, and others are served.

use std::io::{Cursor, Write as _};
use std::time::Duration;

use cnap::http::limits::{MAX_ADDRESS, MAX_BODY, MAX_UPLOADS};
use reqwest::{Client, Method};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::{App, Base, region};

const PREVIEW: &str = "/api/v1/lists/preview";
const HEADER: &str = "list,in_force,service,classes,condition\n";

async fn region() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    (base, app)
}

/// A raw connection to the service.
async fn connect(app: &App) -> TcpStream {
    TcpStream::connect(app.address.trim_start_matches("http://")).await.unwrap()
}

/// Sends bytes as they are and reads until the service closes.
async fn exchange(app: &App, text: &str) -> String {
    let mut line = connect(app).await;
    line.write_all(text.as_bytes()).await.unwrap();
    rest(&mut line).await
}

/// What comes until the service closes the connection; it must close within a minute.
async fn rest(line: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_mins(1), line.read_to_end(&mut bytes)).await;
    // A connection that is closed with something unread ends in an error: it is closed all the same.
    let _ = read.expect("the service does not close the connection");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Posts bytes to the preview; status and body.
async fn post(app: &App, body: Vec<u8>) -> (u16, String) {
    let request = Client::new().post(format!("{}{PREVIEW}", app.address)).body(body);
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// A draft edition with so many positions.
fn draft(rows: usize) -> String {
    let row = |number: usize| format!("523-р,2027-01-01,{number:05},cnap,\n");
    [HEADER.to_owned()].into_iter().chain((0..rows).map(row)).collect()
}

/// An archive of parts.
fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        archive.start_file(*name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook of one sheet with this text of shared strings and these rows.
fn workbook(shared: &str, rows: &str) -> Vec<u8> {
    let relations = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
        <sheet name=\"mandatory\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    archive(&[
        ("_rels/.rels", relations("r0", "officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book.to_owned()),
        ("xl/_rels/workbook.xml.rels", relations("r1", "worksheet", "worksheets/sheet1.xml")),
        ("xl/sharedStrings.xml", shared.to_owned()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ])
}

fn inline(cells: &[&str]) -> String {
    let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
}

fn sheet(rows: usize) -> String {
    let title = inline(&["list", "in_force", "service", "classes"]);
    let row = |number: usize| inline(&["523-р", "2027-01-01", &format!("{number:05}"), "cnap"]);
    [title].into_iter().chain((0..rows).map(row)).collect()
}

/// The largest memory the process has taken so far, in kB.
fn peak_memory(app: &App) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", app.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_draft_of_anybody_is_read_within_small_limits_and_little_memory() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = App::start_program(&base, &["--no-demo"]).await;
    let empty = "<sst/>";
    assert_eq!(post(&app, draft(4_999).into_bytes()).await.0, 200);
    assert_eq!(post(&app, workbook(empty, &sheet(4_999))).await.0, 200);
    let before = peak_memory(&app);
    let columns = format!("{}{}\n", HEADER.trim_end(), ",x".repeat(70));
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(20_001));
    let many = format!("<sst>{}</sst>", "<xf/>".repeat(600_000));
    let stated = "<sst uniqueCount=\"90000000000000\"><si><t>a</t></si></sst>";
    for (body, reason) in [
        (draft(5_000).into_bytes(), "не більше 5000 рядків"),
        (workbook(empty, &sheet(5_000)), "не більше 5000 рядків"),
        (columns.into_bytes(), "не більше 64 колонок"),
        (format!("{HEADER}523-р,2027-01-01,{},cnap,\n", "x".repeat(4_001)).into_bytes(), "не більше 4000 символів"),
        (workbook(empty, &" ".repeat(21 << 20)), "до 20 МБ у розгорнутому вигляді"),
        (workbook(&strings, &sheet(1)), "не більше 20000 різних текстів"),
        (workbook(&many, &sheet(1)), "завелика або надто складна"),
        (workbook(stated, &sheet(1)), "не більше 20000 різних текстів"),
    ] {
        let (status, problem) = post(&app, body).await;
        assert_eq!(status, 422, "{reason}: {problem}");
        assert!(problem.contains(reason), "{reason}: {problem}");
    }
    let grown = peak_memory(&app) - before;
    assert!(grown < 100_000, "reading took {grown} kB");
    app.stop().await;
}

#[tokio::test]
async fn a_draft_as_json_has_the_same_limits_and_is_not_repeated() {
    let (_base, app) = region().await;
    let positions = |count: usize| vec!["{\"service\":\"S1\",\"classes\":[\"cnap\"]}"; count].join(",");
    let body = |positions: &str| format!("{{\"in_force\":\"2027-01-01\",\"positions\":[{positions}]}}");
    let (status, problem) = post(&app, body(&positions(5_001)).into_bytes()).await;
    assert!(status == 422 && problem.contains("не більше 5000"), "{problem}");
    let class = format!("{{\"service\":\"S1\",\"classes\":[\"{}\"]}}", "x".repeat(1_000_000));
    let (status, problem) = post(&app, body(&class).into_bytes()).await;
    assert!(status == 422 && problem.len() < 2_000, "{status}: {} bytes", problem.len());
    app.stop().await;
}

#[tokio::test]
async fn the_form_of_a_draft_has_the_limits_of_the_api() {
    let (_base, app) = region().await;
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let form = |rows| format!("draft={}", draft(rows).replace(',', "%2C").replace('\n', "%0A"));
    let fits = app.ask(Method::POST, "/lists/preview", &kind, &form(4_999)).await;
    assert_eq!(fits.status, 200);
    let over = app.ask(Method::POST, "/lists/preview", &kind, &form(5_000)).await;
    assert!(over.status == 422 && over.body.contains("не більше 5000 рядків"), "{}", over.status);
    app.stop().await;
}

#[tokio::test]
async fn the_largest_body_is_the_one_that_is_documented() {
    let (_base, app) = region().await;
    let body = |bytes: usize| HEADER.repeat(bytes / HEADER.len() + 1).into_bytes()[..bytes].to_vec();
    assert_eq!(post(&app, body(MAX_BODY)).await.0, 422);
    for path in [PREVIEW, "/lists/preview"] {
        let length = MAX_BODY + 1;
        let head = format!("POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n");
        assert!(exchange(&app, &head).await.starts_with("HTTP/1.1 413"), "{path}");
    }
    let documented = include_str!("../../docs/security.md");
    assert_eq!(MAX_BODY, 2_097_152);
    for number in ["2,097,152 bytes", "8,000 bytes", "5,000 rows"] {
        assert!(documented.contains(number), "docs/security.md does not say {number}");
    }
    app.stop().await;
}

#[tokio::test]
async fn an_upload_too_many_is_asked_to_come_again_while_pages_are_answered() {
    let (_base, app) = region().await;
    let host = app.address.trim_start_matches("http://").to_owned();
    let head = format!("POST {PREVIEW} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\nlist");
    let mut lines = Vec::new();
    let refused = loop {
        let mut line = connect(&app).await;
        line.write_all(head.as_bytes()).await.unwrap();
        lines.push(line);
        let answer = app.ask(Method::POST, PREVIEW, &[], HEADER).await;
        if answer.status == 503 {
            break answer;
        }
        assert!(lines.len() < 10 * MAX_UPLOADS, "{} uploads are taken at a time", lines.len());
    };
    assert_eq!(refused.header("retry-after"), "10");
    assert!(refused.body.contains("urn:cnap:problem:busy"), "{}", refused.body);
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let page = app.ask(Method::POST, "/lists/preview", &kind, "draft=x").await;
    assert_eq!((page.status, page.header("retry-after")), (503, "10"));
    assert!(page.body.contains("Сервіс зараз зайнятий"), "{}", page.body);
    assert_eq!((app.get("/points").await.status, app.get("/healthz").await.status), (200, 200));
    drop(lines);
    while app.ask(Method::POST, PREVIEW, &[], &draft(1)).await.status == 503 {}
    app.stop().await;
}

#[tokio::test]
async fn a_request_that_is_never_finished_is_given_up() {
    let (_base, app) = region().await;
    let half_body = format!("POST {PREVIEW} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nlist");
    let (silent, head, body, idle) = tokio::join!(
        exchange(&app, ""),
        exchange(&app, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: "),
        exchange(&app, &half_body),
        exchange(&app, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
    );
    assert_eq!((silent.as_str(), head.as_str()), ("", ""));
    assert!(body.starts_with("HTTP/1.1 400"), "{body}");
    assert!(idle.starts_with("HTTP/1.1 200"), "{idle}");
    app.stop().await;
}

#[tokio::test]
async fn the_service_stops_though_a_request_is_never_finished() {
    let (_base, app) = region().await;
    let mut half = connect(&app).await;
    half.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
    let mut body = connect(&app).await;
    let head = format!("POST {PREVIEW} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nlist");
    body.write_all(head.as_bytes()).await.unwrap();
    assert_eq!(app.get("/healthz").await.status, 200);
    app.stop().await;
}

#[tokio::test]
async fn an_address_has_so_many_connections_and_no_more() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &["--no-demo", "--max-connections-per-address", "3"]).await;
    let mut lines = vec![connect(&app).await, connect(&app).await, connect(&app).await];
    let refused = rest(&mut connect(&app).await).await;
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after"), "{refused}");
    lines.pop();
    let question = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    while !exchange(&app, question).await.starts_with("HTTP/1.1 200") {}
    drop(lines);
    app.stop().await;
}

#[tokio::test]
async fn who_comes_when_all_connections_are_taken_is_answered_later() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &["--no-demo", "--max-connections", "2"]).await;
    let lines = [connect(&app).await, connect(&app).await];
    let mut third = connect(&app).await;
    third.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    let early = tokio::time::timeout(Duration::from_millis(300), third.readable()).await;
    assert!(early.is_err(), "a third connection is answered");
    drop(lines);
    assert!(rest(&mut third).await.starts_with("HTTP/1.1 200"));
    app.stop().await;
}

#[tokio::test]
async fn an_endless_address_gets_a_short_answer() {
    let (_base, app) = region().await;
    for path in ["/points/", "/search?q=", "/en/services/"] {
        let answer = app.get(&format!("{path}{}", "x".repeat(60_000))).await;
        assert_eq!(answer.status, 414, "{path}");
        assert!(answer.body.contains("<h1") && answer.body.len() < 12_000, "{}", answer.body.len());
    }
    let problem = app.get(&format!("/api/v1/points/{}", "x".repeat(60_000))).await;
    assert_eq!((problem.status, problem.body.len() < 500), (414, true), "{}", problem.body);
    app.stop().await;
}

#[tokio::test]
async fn little_of_a_bad_value_is_repeated() {
    let (_base, app) = region().await;
    let long = "x".repeat(3_000);
    for path in ["/points/", "/", "/api/v1/points/", "/api/v1/", "/points?kind=", "/api/v1/points?kind="] {
        let answer = app.get(&format!("{path}{long}")).await;
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains(&"x".repeat(301)), "{path} repeats its value");
    }
    let answer = app.get(&format!("/api/v1/points?{long}=1")).await;
    assert!(answer.status == 400 && answer.body.len() < 2_000, "{}", answer.body);
    let longest = app.get(&format!("/{}", "x".repeat(MAX_ADDRESS - 1))).await;
    assert_eq!((longest.status, longest.body.len() < 12_000), (404, true));
    let id = "x".repeat(10_000);
    let answer = app.ask(Method::GET, "/healthz", &[("x-request-id", &id)], "").await;
    assert!(answer.header("x-request-id").len() < 100);
    let answer = app.ask(Method::GET, "/healthz", &[("x-request-id", "proxy-1")], "").await;
    assert_eq!(answer.header("x-request-id"), "proxy-1");
    app.stop().await;
}

#[tokio::test]
async fn a_request_names_one_host() {
    let (_base, app) = region().await;
    for (hosts, status) in [("", 400), ("Host: a\r\nHost: b\r\n", 400), ("Host: a b\r\n", 400), ("Host: a\r\n", 200)] {
        for path in ["/points", "/api/v1/points", "/healthz"] {
            let request = format!("GET {path} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n");
            let answer = exchange(&app, &request).await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{path} {hosts:?}: {answer}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn the_head_alone_has_the_headers_of_the_whole_answer() {
    let (_base, app) = region().await;
    for path in ["/services?mark=1", "/api/v1/points?per_page=2", "/api/v1/offerings.csv?date=2023-05-15"] {
        let head = app.ask(Method::HEAD, path, &[], "").await;
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{path}");
        let whole = app.get(path).await;
        for name in ["etag", "cache-control", "content-type", "vary"] {
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
        }
        assert!(!head.header("etag").is_empty() && !head.header("cache-control").is_empty(), "{path}");
    }
    assert_eq!(app.ask(Method::HEAD, "/points/none", &[], "").await.status, 404);
    assert_eq!(app.ask(Method::HEAD, PREVIEW, &[], "").await.status, 405);
    app.stop().await;
}

#[tokio::test]
async fn other_sites_may_read_but_not_send() {
    let (_base, app) = region().await;
    let origin = ("origin", "https://example.org");
    let allowed = "access-control-allow-origin";
    let sent = app.ask(Method::POST, PREVIEW, &[origin], &draft(1)).await;
    assert_eq!((sent.status, sent.header(allowed)), (200, ""));
    let refused = app.ask(Method::POST, PREVIEW, &[origin], "x").await;
    assert_eq!((refused.status, refused.header(allowed)), (422, ""));
    for (path, method) in [("/api/v1/points", "GET"), (PREVIEW, "POST")] {
        let wish = [origin, ("access-control-request-method", method)];
        let answer = app.ask(Method::OPTIONS, path, &wish, "").await;
        assert_eq!(answer.header(allowed), if method == "GET" { "*" } else { "" }, "{path}");
        assert!(!answer.header("access-control-allow-methods").contains("POST"), "{path}");
    }
    for path in ["/api/v1/points", "/api/v1/points/none"] {
        assert_eq!(app.ask(Method::HEAD, path, &[origin], "").await.header(allowed), "*", "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn an_address_of_measurements_that_is_taken_is_refused_when_it_was_asked_for() {
    let base = Base::sqlite().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let serve = ["serve", "--no-demo", "--listen", "127.0.0.1:0", "--metrics-listen"];
    base.cnap(&[&serve[..], &[&address]].concat()).await.refused().says(&[&address]);
    let told = base.cnap(&[&serve[..], &["9464"]].concat()).await;
    assert_eq!(told.code, 2, "{told:?}");
}
