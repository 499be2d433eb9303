//! The OpenAPI document tells the truth: every example can be followed, and answers have exactly the fields it names.

use std::collections::{BTreeMap, BTreeSet};

use cnap::api::openapi;
use serde_json::Value;

use crate::support::{App, Base};

pub fn document() -> Value {
    serde_json::to_value(openapi::document()).unwrap()
}

#[test]
fn the_document_changes_only_on_purpose() {
    insta::assert_json_snapshot!("openapi", document());
}

#[test]
fn every_kind_of_resource_has_operations_and_every_operation_a_kind() {
    let document = document();
    let named: BTreeSet<String> =
        operations(&document).iter().map(|(.., told)| told["tags"][0].as_str().unwrap().to_owned()).collect();
    assert_eq!(named, openapi::TAGS.map(str::to_owned).into());
}

#[test]
fn every_operation_and_parameter_is_told_in_both_languages() {
    let page = |lang: cnap::http::Lang, key: &str| lang.text(key);
    for (path, method, operation) in operations(&document()) {
        let id = operation["operationId"].as_str().unwrap();
        for lang in [cnap::http::Lang::Uk, cnap::http::Lang::En] {
            let key = format!("api-op-{id}");
            assert_ne!(page(lang, &key), key, "{method} {path}");
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let told = parameter["description"].as_str().unwrap();
            assert!(!told.starts_with("api-param"), "{path}: {parameter}");
            let name = parameter["name"].as_str().unwrap();
            assert!(!cnap::api::params::translated(name, told).starts_with("api-param"), "{path}: {parameter}");
        }
    }
}

/// Path, method and operation.
pub fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let both = |(path, item): (&String, &Value)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(|(method, told)| (path.clone(), method.clone(), told.clone())).collect::<Vec<_>>()
    };
    paths.iter().flat_map(both).collect()
}

#[tokio::test]
async fn every_example_answers_as_the_document_tells() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    let document = app.json("/api/openapi.json").await;
    for (path, method, operation) in operations(&document) {
        // What needs a token answers nobody else.
        if method == "get" && operation["security"].is_null() {
            follow(&app, &document, &path, &operation).await;
        }
    }
    app.stop().await;
}

async fn follow(app: &App, document: &Value, path: &str, operation: &Value) {
    let address = example(path, operation);
    let answer = app.get(&address).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.body);
    let content = operation["responses"]["200"]["content"].as_object().unwrap();
    let kind = answer.header("content-type").split(';').next().unwrap().to_owned();
    assert!(content.contains_key(&kind), "{address} answers {kind}");
    if kind == "application/json" {
        check(document, &address, &content[&kind]["schema"], &answer.value());
    }
}

/// The address with its path filled in and what must be asked.
pub fn example(path: &str, operation: &Value) -> String {
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let name = |parameter: &Value| parameter["name"].as_str().unwrap().to_owned();
    let mut address = path.to_owned();
    let mut query = Vec::new();
    for parameter in parameters.iter().filter(|parameter| parameter["required"] == true) {
        let value = cnap::http::urls::encode(&written(&parameter["example"]));
        match parameter["in"].as_str() {
            Some("path") => address = address.replace(&format!("{{{}}}", name(parameter)), &value),
            _ => query.push(format!("{}={value}", name(parameter))),
        }
    }
    if query.is_empty() { address } else { format!("{address}?{}", query.join("&")) }
}

/// Reading that needs no token.
fn is_open_reading((_, method, told): &(String, String, Value)) -> bool {
    method == "get" && told["security"].is_null()
}

#[tokio::test]
async fn an_empty_or_blank_parameter_is_an_absent_one_everywhere() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    for (path, _, operation) in operations(&document()).iter().filter(|operation| is_open_reading(operation)) {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let optional = parameters.filter(|parameter| parameter["in"] == "query" && parameter["required"] != true);
        let empty: Vec<String> = optional.map(|one| format!("{}=", one["name"].as_str().unwrap())).collect();
        let address = example(path, operation);
        let joined = format!("{address}{}", if address.contains('?') { '&' } else { '?' });
        let absent = app.get(&address).await.body;
        for value in ["", "+", "%0B"] {
            let asked = format!("{joined}{}{value}", empty.join(&format!("{value}&")));
            let answer = app.get(&asked).await;
            assert!(answer.status == 200 && answer.body == absent, "{asked}: {} {}", answer.status, answer.body);
        }
    }
    app.stop().await;
}

/// A value as it stands in an address.
fn written(value: &Value) -> String {
    match value {
        Value::Array(several) => several.iter().map(written).collect::<Vec<_>>().join(","),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    let named = schema["$ref"].as_str().and_then(|path| document.pointer(path.trim_start_matches('#')));
    named.map_or(schema, |schema| resolved(document, schema))
}

/// Fields of an object with whether they must be there, those of its parts included.
fn fields<'d>(document: &'d Value, schema: &'d Value) -> BTreeMap<&'d str, (&'d Value, bool)> {
    let schema = resolved(document, schema);
    let mut found = BTreeMap::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(fields(document, part));
    }
    let required = |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|n| n == name));
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        found.insert(name, (field, required(name)));
    }
    found
}

/// Every field of the answer is told, and every field that must be there is.
fn check(document: &Value, at: &str, schema: &Value, value: &Value) {
    let schema = resolved(document, schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        let own = choices.iter().find(|choice| resolved(document, choice)["type"] != "null").unwrap();
        return if value.is_null() {
        } else {
            check(document, at, own, value);
        };
    }
    match value {
        Value::Object(object) if schema["additionalProperties"].is_object() => {
            object.values().for_each(|value| check(document, at, &schema["additionalProperties"], value));
        }
        Value::Object(object) => {
            let fields = fields(document, schema);
            for (name, value) in object.iter().filter(|_| !fields.is_empty()) {
                let (field, _) = fields.get(name.as_str()).unwrap_or_else(|| panic!("{at}: {name} is not told"));
                check(document, &format!("{at} {name}"), field, value);
            }
            let absent = fields.iter().find(|(name, (_, required))| *required && !object.contains_key(**name));
            assert!(absent.is_none(), "{at}: {absent:?} is not there");
        }
        Value::Array(items) => items.iter().for_each(|item| check(document, at, &schema["items"], item)),
        _ => assert!(fits(&schema["type"], value), "{at}: {value} is not {}", schema["type"]),
    }
}

fn fits(kind: &Value, value: &Value) -> bool {
    match kind {
        Value::Array(kinds) => kinds.iter().any(|kind| fits(kind, value)),
        Value::String(kind) => match kind.as_str() {
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_u64() || value.is_i64(),
            "number" => value.is_number(),
            "null" => value.is_null(),
            _ => false,
        },
        _ => true,
    }
}

#[tokio::test]
async fn the_page_of_the_api_reads_in_both_languages_without_scripts() {
    let base = Base::sqlite().await;
    let app = base.serve().await;
    for (path, lang, words) in [("/api", "uk", "Відкритий API реєстру"), ("/en/api", "en", "Open API of the registry")]
    {
        let page = app.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains(&format!("<html lang=\"{lang}\"")) && page.body.contains(words), "{path}");
        assert!(!page.body.contains("<script") && !page.body.contains("api-"), "{path}");
    }
    assert_eq!(app.get("/api/").await.header("location"), "/api");
    app.stop().await;
}

/// The checker that `tests/run.sh` installs from `tests/package-lock.json`.
const REDOCLY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node_modules/.bin/redocly");

#[test]
fn the_document_keeps_the_recommended_rules_of_redocly() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, document().to_string()).unwrap();
    let mut command = std::process::Command::new(REDOCLY);
    command.args(["lint", "--extends", "recommended", "--format", "json"]).arg(&file);
    command.envs([("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")]);
    let Ok(output) = command.output() else {
        println!("skipped: redocly is not installed (tests/run.sh installs it)");
        return;
    };
    let Ok(told) = serde_json::from_slice::<Value>(&output.stdout) else {
        println!("skipped: redocly does not run here: {}", String::from_utf8_lossy(&output.stderr));
        return;
    };
    let totals = ["errors", "warnings"].map(|what| told["totals"][what].as_u64());
    assert_eq!(totals, [Some(0), Some(0)], "{told:#}");
}

/// The validator that `tests/run.sh` installs.
const VALIDATOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/openapi/bin/openapi-spec-validator");

#[test]
fn the_document_passes_its_validator() {
    if !std::path::Path::new(VALIDATOR).is_file() {
        println!("skipped: openapi-spec-validator is not installed (tests/run.sh installs it where PyPI is reached)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, document().to_string()).unwrap();
    let output = std::process::Command::new(VALIDATOR).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
