//! Standards the answers keep: GeoJSON as RFC 7946 asks, CSV that runs no formula, parameters as the document tells.

use geo::{MultiPolygon, Validation as _, Winding as _};
use serde_json::Value;

use crate::support::{App, Base, region};

/// Outlines as maps of the world give them: clockwise, a hole the wrong way, sixteen decimals, crossing itself.
fn boundaries() -> String {
    let feature = |code: &str, rings: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"katottg":"{code}"}},
            "geometry":{{"type":"Polygon","coordinates":[{rings}]}}}}"#
        )
    };
    let clockwise = "[[34.1234567890123456,49.1],[34.1,49.9],[34.9,49.9],[34.9,49.1],[34.1234567890123456,49.1]],\
                     [[34.3,49.3],[34.4,49.3],[34.4,49.4],[34.3,49.4],[34.3,49.3]]";
    let bow = "[[34,50],[35,51],[35,50],[34,51],[34,50]]";
    let features = [feature(region::MACHUKHY, clockwise), feature(region::ZINKIV, bow)];
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

#[tokio::test]
async fn outlines_are_turned_cut_and_repaired_at_import_and_told_so() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let told = base.import("boundaries", boundaries()).await.done();
    told.says(&["контур перетинав сам себе: виправлено", region::ZINKIV]);
    let kept = base.contents().await.0["boundary"].join("\n");
    assert!(kept.contains("34.1234568") && !kept.contains("34.12345678"), "{kept}");
    let app = base.serve().await;
    assert_standard(&app, "/api/v1/hromadas.geojson").await;
    app.stop().await;
}

#[tokio::test]
async fn every_layer_of_the_demonstration_keeps_rfc_7946() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    for layer in ["territories", "hromadas", "points", "barrier-free", "equipment"] {
        assert_standard(&app, &format!("/api/v1/{layer}.geojson")).await;
    }
    let point = app.json("/api/v1/points?per_page=1000").await;
    let long = point["items"].as_array().unwrap().iter().find(|item| decimals(&item["lat"]) > 7);
    assert_eq!(long, None);
    app.stop().await;
}

/// Right-hand rule, validity, seven decimals at most, an id of its own on every feature.
async fn assert_standard(app: &App, path: &str) {
    let layer = app.json(path).await;
    let features = layer["features"].as_array().unwrap();
    assert!(!features.is_empty(), "{path}");
    let mut ids: Vec<&str> = features.iter().map(|feature| feature["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), features.len(), "{path}");
    for feature in features {
        let (id, geometry) = (&feature["id"], &feature["geometry"]);
        assert!(most_decimals(&geometry["coordinates"]) <= 7, "{path} {id}");
        for key in ["lat", "lon"] {
            assert!(decimals(&feature["properties"][key]) <= 7, "{path} {id} {key}");
        }
        if geometry["type"] == "MultiPolygon" {
            assert_outline(id, geometry);
        }
    }
}

fn assert_outline(id: &Value, geometry: &Value) {
    let geometry: geojson::Geometry = serde_json::from_value(geometry.clone()).unwrap();
    let shape = MultiPolygon::<f64>::try_from(&geometry).unwrap();
    assert!(shape.is_valid(), "{id}: {:?}", shape.validation_errors());
    for part in &shape {
        assert!(part.exterior().is_ccw(), "{id}");
        assert!(part.interiors().iter().all(geo::Winding::is_cw), "{id}");
    }
}

fn most_decimals(coordinates: &Value) -> usize {
    match coordinates {
        Value::Array(parts) => parts.iter().map(most_decimals).max().unwrap_or_default(),
        number => decimals(number),
    }
}

fn decimals(number: &Value) -> usize {
    number.to_string().split_once('.').map_or(0, |(_, part)| part.len())
}

#[tokio::test]
async fn a_csv_answer_runs_no_formula_in_a_spreadsheet() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let points = "code,kind,hromada,name,address,phone,lat,lon\n\
                  =1,cnap,UA53080230000047239,+ЦНАП,@адреса,+380 50 123 45 67,49.52,34.43\n";
    base.import("points", points).await.done();
    let app = base.serve().await;
    let csv = app.get("/api/v1/points.csv").await.body;
    for cell in ["\n'=1,'+ЦНАП,", ",'@адреса,49.52,34.43,", ",'+380 50 123 45 67,"] {
        assert!(csv.contains(cell), "{cell}: {csv}");
    }
    let item = app.json("/api/v1/points/=1").await;
    assert_eq!(item["phone"], "+380 50 123 45 67");
    app.stop().await;
}

#[tokio::test]
async fn a_day_with_anything_after_it_is_refused() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    for path in ["/api/v1/points", "/api/v1/hromadas", "/points"] {
        for date in ["2023-11-30Tzzz", "2023-11-30T10:00", "2023-11-30+x", "2023-11-30T"] {
            assert_eq!(app.get(&format!("{path}?date={date}")).await.status, 400, "{path} {date}");
        }
        assert_eq!(app.get(&format!("{path}?date=2023-11-30")).await.status, 200, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn an_empty_parameter_is_an_absent_one_everywhere() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    let document = app.json("/api/openapi.json").await;
    // Files read their parameters as the lists beside them do.
    let lists = document["paths"].as_object().unwrap().iter().filter(|(path, _)| !path.contains('.'));
    for (path, item) in lists {
        let parameters = || item["get"]["parameters"].as_array().into_iter().flatten();
        // Where something must be named, nothing answers without it.
        let needs = parameters().any(|parameter| parameter["required"] == true) || path.contains('{');
        for parameter in parameters() {
            if parameter["in"] == "query" && !needs {
                let name = parameter["name"].as_str().unwrap();
                let (empty, absent) = (app.get(&format!("{path}?{name}=")).await, app.get(path).await);
                assert_eq!(empty.status, 200, "{path} {name}: {}", empty.body);
                let own = |body: &str| body.replace(&format!("{name}=&"), "");
                assert!(own(&empty.body) == own(&absent.body), "{path} {name}");
            }
        }
    }
    assert_eq!(
        app.json("/api/v1/points?kind=&kind=cnap").await["total"],
        app.json("/api/v1/points?kind=cnap").await["total"]
    );
    assert_eq!(app.get("/api/v1/search?q=").await.status, 400);
    app.stop().await;
}

#[test]
fn every_parameter_has_an_example_of_its_own_type_and_fixed_words_are_listed() {
    let document = serde_json::to_value(cnap::api::openapi::document()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            assert!(operation["responses"]["4XX"].is_object(), "{path}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert_parameter(path, parameter);
            }
        }
    }
    assert_eq!((&document["servers"][0]["url"], &document["security"]), (&"/".into(), &serde_json::json!([])));
    let preview = &document["paths"]["/api/v1/lists/preview"]["post"]["requestBody"]["content"];
    assert!(preview["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"].is_object(), "{preview}");
}

fn assert_parameter(path: &str, parameter: &Value) {
    let (schema, example) = (&parameter["schema"], &parameter["example"]);
    let fits = match schema["type"].as_str().unwrap() {
        "array" => example.as_array().is_some_and(|all| all.iter().all(Value::is_string)),
        "integer" => example.is_u64(),
        "number" => example.is_number(),
        _ => example.is_string(),
    };
    assert!(fits, "{path}: {parameter}");
    let told = if schema["type"] == "array" { &schema["items"] } else { schema };
    let fixed = ["lang", "by", "leave_out", "kind", "class", "status", "category", "territory_status"];
    let name = parameter["name"].as_str().unwrap();
    assert!(!fixed.contains(&name) || told["enum"].is_array(), "{path}: {parameter}");
    let shaped = ["territory", "date", "period", "hromada", "raion", "oblast", "bbox", "near", "open_at"];
    assert!(!shaped.contains(&name) || told["pattern"].is_string(), "{path}: {parameter}");
}
