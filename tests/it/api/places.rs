//! Places: boxes, distances, `GeoJSON`.

use serde_json::{Value, json};

use crate::support::{Base, region};

#[tokio::test]
async fn the_nearest_come_first_with_their_distance() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let near = app.json("/api/v1/points?near=49.52,34.43&date=2023-05-15").await;
    let found: Vec<(&str, f64)> = near["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["code"].as_str().unwrap(), item["distance_m"].as_f64().unwrap()))
        .collect();
    assert_eq!(found.first(), Some(&("A", 0.0)));
    assert!(found.is_sorted_by(|a, b| a.1 <= b.1), "{found:?}");
    let close = app.json("/api/v1/points?near=49.52,34.43&within_m=30000&kind=cnap&date=2023-05-15").await;
    assert_eq!(close["total"], 1);
    app.stop().await;
}

#[tokio::test]
async fn a_box_holds_the_points_in_it_in_order_of_code() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let both = app.json("/api/v1/points?bbox=34,49,35,51&kind=cnap&date=2023-05-15").await;
    let codes: Vec<&Value> = both["items"].as_array().unwrap().iter().map(|item| &item["code"]).collect();
    assert_eq!(codes, [&json!("A"), &json!("B")]);
    assert!(both["items"][0].get("distance_m").is_none());
    assert_eq!(app.json("/api/v1/points?bbox=34.3,50.2,34.4,50.3&date=2023-05-15").await["total"], 1);
    app.stop().await;
}

#[tokio::test]
async fn geojson_has_the_fields_of_the_list_and_longitude_first() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let layer = app.get("/api/v1/points.geojson?kind=cnap&date=2023-05-15").await;
    assert_eq!(layer.header("content-type"), "application/geo+json");
    let layer = layer.value();
    let list = app.json("/api/v1/points?kind=cnap&date=2023-05-15").await;
    assert_eq!(layer["type"], "FeatureCollection");
    assert_eq!(layer["features"][0]["properties"], list["items"][0]);
    assert_eq!(layer["features"][0]["geometry"], json!({"type": "Point", "coordinates": [34.43, 49.52]}));
    let hromadas = app.json("/api/v1/hromadas.geojson").await;
    assert_eq!(hromadas["features"].as_array().unwrap().len(), 2);
    app.stop().await;
}
