//! Programs of a hromada write through the API with a token: what they send is a submission like any other.

use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::HttpResponse;
use crate::support::people::{SignedIn, between, editor_and_auditor};
use crate::support::region::{self, MACHUKHY, OBLAST};
use crate::support::{App, Base, Db};

/// A token of somebody, made on its page.
async fn token(person: &SignedIn<'_>, grant: &str) -> String {
    let fields = [("name", "Облік ЦНАП"), ("grant", grant), ("days", "30")];
    let made = person.post("/account/tokens", &fields).await;
    assert_eq!(made.status, 200, "{made:?}");
    between(&made.body, "secret\">", "<")
}

async fn editors_token(person: &SignedIn<'_>) -> String {
    token(person, &format!("editor {MACHUKHY}")).await
}

async fn put(app: &App, token: &str, path: &str, version: Option<&str>, body: &Value) -> HttpResponse {
    let bearer = format!("Bearer {token}");
    let mut headers = vec![("authorization", bearer.as_str()), ("content-type", "application/json")];
    headers.extend(version.map(|version| ("if-match", version)));
    app.ask(Method::PUT, path, &headers, &body.to_string()).await
}

async fn version(app: &App, point: &str, table: &str) -> String {
    let stated = app.json(&format!("/api/v1/points/{point}/stated")).await;
    stated["versions"][table].as_str().unwrap().to_owned()
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_program_submits_with_a_token_and_an_auditor_accepts(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    region::load(&base).await;
    let app = App::start_with(&base, &["--no-demo"], &[("RUST_LOG", "trace")]).await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let secret = editors_token(&editor).await;
    assert!(secret.starts_with("cnap_"), "{secret}");
    let listed = editor.get("/account/tokens").await.body;
    assert!(!listed.contains(&secret) && listed.contains("ще не використано"), "shown once: {listed}");

    let path = "/api/v1/points/A/offerings";
    let read = app.get(path).await;
    let tag = read.header("etag").to_owned();
    assert_eq!(read.value()["items"][0]["service"], "S1");
    let body = json!({ "items": [{ "service": "S1", "ground": "рішення № 7" }], "note": "з обліку" });
    let first = put(&app, &secret, path, Some(&tag), &body).await;
    assert_eq!(first.status, 202, "{first:?}");
    let location = first.header("location").to_owned();
    assert_eq!(location, "/api/v1/submissions/1");
    let again = put(&app, &secret, path, Some(&tag), &body).await;
    assert_eq!((again.status, again.header("location")), (202, location.as_str()), "the same is kept once");
    let bearer = format!("Bearer {secret}");
    let state = async || app.ask(Method::GET, &location, &[("authorization", &bearer)], "").await.value();
    assert_eq!(state().await["state"], "submitted");
    let page = auditor.get("/submissions/1").await.body;
    for words in ["рішення № 7", "з обліку", "Людина Зразкова"] {
        assert!(page.contains(words), "no «{words}»: {page}");
    }
    assert_eq!(auditor.accept("/submissions/1").await.status, 303);
    assert_eq!(state().await["state"], "accepted");
    let now = app.get(path).await;
    assert_eq!(now.value()["items"][0]["ground"], "рішення № 7");
    assert_eq!(now.value()["items"][0]["from"], "2022-02-01", "what was left out stays");
    let stale = put(&app, &secret, path, Some(&tag), &body).await;
    assert_eq!((stale.status, stale.header("etag")), (412, now.header("etag")), "{stale:?}");
    assert_eq!(format!("\"{}\"", stale.value()["version"].as_str().unwrap()), now.header("etag"));
    let same = put(&app, &secret, path, Some(now.header("etag")), &now.value()).await;
    assert_eq!(same.status, 204, "what was read changes nothing: {same:?}");
    assert!(!editor.get("/account/tokens").await.body.contains("ще не використано"));

    assert_eq!(editor.post("/account/tokens/1/end", &[]).await.status, 303);
    let ended = put(&app, &secret, path, Some("*"), &body).await;
    assert_eq!((ended.status, ended.header("www-authenticate")), (401, "Bearer realm=\"cnap\""), "{ended:?}");
    let log = app.stop().await;
    assert!(!log.contains(&secret) && !format!("{:?}", base.contents().await.0["api_token"]).contains(&secret));
    base.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn every_table_of_a_point_and_the_point_itself_can_be_written() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let secret = editors_token(&editor).await;
    let stated = app.json("/api/v1/points/A/stated").await;
    for (path, table, body) in [
        ("/offerings", "offerings", json!({ "items": [] })),
        ("/equipment", "equipment", json!([{ "type": "card_terminal", "quantity": 2 }])),
        ("/answers", "answers", json!({ "items": [{ "checklist": "588", "criterion": "sign", "answer": "no" }] })),
        ("/figures", "figures", json!({ "items": [{ "period": "2023Q4", "measure": "services", "value": 412 }] })),
        ("", "point", json!({ "name": "ЦНАП Новий", "workers": 7, "diia_centre": true, "oblast": OBLAST })),
    ] {
        let version = stated["versions"][table].as_str().unwrap();
        let answer = put(&app, &secret, &format!("/api/v1/points/A{path}"), Some(version), &body).await;
        assert_eq!(answer.status, 202, "{table}: {answer:?}");
        let page = answer.value()["page"].as_str().unwrap().to_owned();
        assert_eq!(auditor.accept(&page).await.status, 303, "{table}");
    }
    let now = app.json("/api/v1/points/A/stated").await;
    assert_eq!(now["offerings"], json!([]), "what was left out ended");
    let types: Vec<&Value> = now["equipment"].as_array().unwrap().iter().map(|row| &row["type"]).collect();
    assert_eq!(types, ["card_terminal"], "the readers ended");
    assert_eq!(now["equipment"][0]["quantity"], 2);
    assert!(now["answers"].as_array().unwrap().iter().any(|row| row["criterion"] == "sign" && row["answer"] == "no"));
    assert!(now["answers"].as_array().unwrap().len() > stated["answers"].as_array().unwrap().len());
    assert!(now["figures"].as_array().unwrap().iter().any(|row| row["period"] == "2023Q4" && row["value"] == 412));
    let point = app.json("/api/v1/points/A").await;
    assert_eq!(
        (&point["name"], &point["workers"], &point["address"]),
        (&json!("ЦНАП Новий"), &json!(7), &json!("вул. Зразкова 1"))
    );
    let fresh = json!({ "kind": "vrm", "name": "ВРМ Нове", "hromada": MACHUKHY, "parent": "A" });
    let path = "/api/v1/points/N-1";
    assert_eq!(put(&app, &secret, path, None, &fresh).await.status, 428);
    let bearer = format!("Bearer {secret}");
    let headers = [("authorization", bearer.as_str()), ("if-none-match", "*")];
    let made = app.ask(Method::PUT, path, &headers, &fresh.to_string()).await;
    assert_eq!(made.status, 202, "{made:?}");
    assert_eq!(auditor.accept(made.value()["page"].as_str().unwrap()).await.status, 303);
    assert_eq!(app.json(path).await["name"], "ВРМ Нове");
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[tokio::test]
async fn what_a_token_may_not_and_what_is_wrong_is_told_field_by_field() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let (editor, auditor) = editor_and_auditor(&base, &app).await;
    let (secret, auditors) = (editors_token(&editor).await, token(&auditor, &format!("auditor {OBLAST}")).await);
    let path = "/api/v1/points/A/offerings";
    let good = json!({ "items": [{ "service": "S1" }, { "service": "S2" }] });
    let current = version(&app, "A", "offerings").await;
    assert_eq!(app.ask(Method::PUT, path, &[], &good.to_string()).await.status, 401);
    for (who, token, path, version, status) in [
        ("an unknown token", "cnap_0", path, Some("*"), 401),
        ("no token of ours", "x", path, Some("*"), 401),
        ("an auditor", auditors.as_str(), path, Some("*"), 403),
        ("another hromada's point", &secret, "/api/v1/points/B/offerings", Some("*"), 403),
        ("no point", &secret, "/api/v1/points/none/offerings", Some("*"), 404),
        ("no version", &secret, path, None, 428),
        ("another version", &secret, path, Some("\"0\""), 412),
    ] {
        let answer = put(&app, token, path, version, &good).await;
        assert_eq!(answer.status, status, "{who}: {answer:?}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{who}");
        assert_eq!(answer.value()["status"], status, "{who}");
    }
    for (body, row, field, value) in [
        (json!({ "items": [{ "service": "S1" }, { "service": "S9" }] }), 2, "service", "S9"),
        (json!({ "items": [{ "service": "S1", "from": "колись" }] }), 1, "from", "колись"),
        (json!({ "items": [{ "service": "S1", "color": "red" }] }), 1, "color", "red"),
        (json!({ "items": [{ "service": ["S1"] }] }), 1, "service", "[\"S1\"]"),
        (json!({ "items": [{ "service": "S1", "point": "B" }] }), 1, "point", "B"),
        (json!({ "items": ["S1"] }), 1, "items", ""),
        (json!({ "items": [], "day": "завтра" }), 0, "day", ""),
        (json!({ "rows": [] }), 0, "rows", ""),
        (json!("S1"), 0, "", ""),
    ] {
        let answer = put(&app, &secret, path, Some(&current), &body).await;
        assert_eq!(answer.status, 422, "{body}: {answer:?}");
        let fault = &answer.value()["faults"][0];
        assert_eq!(
            (&fault["row"], &fault["column"], &fault["value"]),
            (&json!(row), &json!(field), &json!(value)),
            "{body}: {answer:?}"
        );
        assert!(!fault["reason"].as_str().unwrap().is_empty() && fault["expected"].is_string(), "{answer:?}");
    }
    let broken = app
        .ask(Method::PUT, path, &[("authorization", &format!("Bearer {secret}")), ("if-match", "*")], "{\"items\": [")
        .await;
    assert_eq!(broken.status, 422, "{broken:?}");
    assert!(base.contents().await.0["submission"].is_empty());
    for (grant, days, words) in [
        (format!("editor {}", region::ZINKIV), "30", "лише одну з ваших ролей"),
        ("administrator".to_owned(), "30", "лише одну з ваших ролей"),
        (format!("editor {MACHUKHY}"), "9999", "від 1 до 366"),
    ] {
        let fields = [("name", "x"), ("grant", grant.as_str()), ("days", days)];
        let answer = editor.post("/account/tokens", &fields).await;
        assert!(answer.status == 422 && answer.body.contains(words), "{answer:?}");
    }
    base.cnap(&["user", "disable", "editor@example.org"]).await.done();
    assert_eq!(put(&app, &secret, path, Some("*"), &good).await.status, 401, "with its person the token ends");
    let bearer = format!("Bearer {auditors}");
    assert_eq!(app.ask(Method::GET, "/api/v1/submissions/1", &[("authorization", &bearer)], "").await.status, 404);
    app.stop().await;
}
