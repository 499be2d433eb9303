//! Tables others can use: the dictionary and the package tell the truth about the files, which come under their licences.

use serde_json::{Value, json};

use crate::support::region::{self, MACHUKHY, OBLAST, ZINKIV};
use crate::support::{App, Base};

const MARK: &[u8] = &[0xef, 0xbb, 0xbf];

async fn table(app: &App, path: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let answer = app.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    assert!(answer.header("content-type").starts_with("text/csv"), "{path}");
    let mut reader = csv::Reader::from_reader(answer.body.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (header, rows.collect())
}

/// What is wrong with a cell by the schema of its field.
fn fault(field: &Value, cell: &str) -> Option<String> {
    let constraints = &field["constraints"];
    if cell.is_empty() {
        return (constraints["required"] == true).then(|| format!("{field}: empty"));
    }
    let fits = match field["type"].as_str().unwrap() {
        "date" => chrono::NaiveDate::parse_from_str(cell, "%Y-%m-%d").is_ok(),
        "integer" => cell.parse::<i64>().is_ok_and(|number| number >= 0),
        "number" => cell.parse::<f64>().is_ok(),
        "boolean" => field["trueValues"][0] == cell || field["falseValues"][0] == cell,
        "string" => {
            let words = constraints["enum"].as_array();
            let katottg = constraints["pattern"] != "UA[0-9]{17}" || cell.len() == 19 && cell.starts_with("UA");
            katottg && words.is_none_or(|words| words.contains(&json!(cell)))
        }
        other => panic!("no type {other}"),
    };
    (!fits).then(|| format!("{field}: {cell}"))
}

#[tokio::test]
async fn the_package_describes_every_cell_of_every_table() {
    let base = Base::sqlite().await;
    let app = App::start(&base, &[]).await;
    let dictionary = app.json("/api/dictionary").await;
    let package = app.json("/api/v1/datapackage.json").await;
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), dictionary["tables"].as_array().unwrap().len());
    let mut cells = 0;
    for (resource, told) in resources.iter().zip(dictionary["tables"].as_array().unwrap()) {
        assert_eq!(resource["name"], told["name"]);
        let (header, rows) = table(&app, &format!("/api/v1/{}", resource["path"].as_str().unwrap())).await;
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names =
            |columns: &Value| columns.as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
        assert_eq!(names(&resource["schema"]["fields"]), header.iter().map(|name| json!(name)).collect::<Vec<_>>());
        assert_eq!(names(&told["columns"]), names(&resource["schema"]["fields"]));
        for text in told["columns"].as_array().unwrap().iter().map(|one| &one["title"]).chain([&told["title"]]) {
            assert!(text["uk"] != "" && text["en"] != "" && !text.to_string().contains("api-table"), "{text}");
        }
        cells += rows.len();
        let faults = rows.iter().flat_map(|row| fields.iter().zip(row)).filter_map(|(field, cell)| fault(field, cell));
        assert_eq!(faults.take(3).collect::<Vec<_>>(), Vec::<String>::new(), "{}", resource["name"]);
    }
    assert!(cells > 1000, "{cells}");
    let kinds = app.get("/api/dictionary").await.body;
    for words in ["Територіальний підрозділ", "Diia.QR", "target-kind", "\"m²\""] {
        assert_eq!(kinds.contains(words), words != "target-kind", "{words}");
    }
    app.stop().await;
}

#[tokio::test]
async fn tables_are_of_a_territory_and_of_a_day_where_that_is_asked() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    let column = |rows: &[Vec<String>], at: usize| rows.iter().map(|row| row[at].clone()).collect::<Vec<_>>();
    let (_, points) = table(&app, &format!("/api/v1/tables/points.csv?territory={ZINKIV}")).await;
    assert_eq!(column(&points, 0), ["B"]);
    let (_, offerings) =
        table(&app, &format!("/api/v1/tables/offerings.csv?territory={MACHUKHY}&date=2023-06-01")).await;
    assert_eq!(offerings.iter().map(|row| row[..2].join(" ")).collect::<Vec<_>>(), ["A S1"]);
    let (_, places) = table(&app, &format!("/api/v1/tables/territories.csv?territory={ZINKIV}")).await;
    assert_eq!(column(&places, 2), ["Полтавська", "Полтавський", "Зіньківська", "Зіньків"]);
    let (_, services) = table(&app, &format!("/api/v1/tables/services.csv?territory={ZINKIV}")).await;
    assert_eq!(column(&services, 0), ["S1", "S2"]);
    let file = base.folder.path().join("points.csv");
    let out = ["export", "points", "--out", file.to_str().unwrap(), "--territory"];
    base.cnap(&[&out[..], &[MACHUKHY]].concat()).await.done();
    let exported = std::fs::read_to_string(&file).unwrap();
    assert!(exported.contains("\nA,") && exported.contains("\nW,") && !exported.contains("\nB,"), "{exported}");
    base.cnap(&[&out[..], &["UA99000000000000000"]].concat()).await.refused();
    let map = base.folder.path().join("points.geojson");
    let out =
        ["export", "points.geojson", "--out", map.to_str().unwrap(), "--date", "2023-06-01", "--territory", ZINKIV];
    base.cnap(&out).await.done();
    let map: Value = serde_json::from_slice(&std::fs::read(&map).unwrap()).unwrap();
    assert_eq!(map["features"].as_array().unwrap().len(), 1, "{map}");
    for path in ["/api/v1/tables/nothing.csv", "/api/v1/tables/points", "/api/v1/tables/katottg.csv"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn every_list_is_a_csv_too_with_a_mark_where_it_is_asked_for() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    base.import("boundaries", region::OUTLINE).await.done();
    let app = base.serve().await;
    for (path, column) in [
        ("lists.csv?lang=en", "loaded_count"),
        ("checklists.csv?lang=en", "critical"),
        ("barrier-free.csv?by=raion&date=2023-06-01", "mean_share"),
        ("figures/outliers.csv?date=2023-06-01", "previous"),
        ("search.csv?q=послуга&date=2023-06-01", "score"),
        ("indicators.csv?date=2023-06-01", "share"),
    ] {
        let (header, _) = table(&app, &format!("/api/v1/{path}")).await;
        assert!(header.contains(&column.to_owned()), "{path}: {header:?}");
        let url = format!("{}/api/v1/{path}&bom=yes", app.address);
        let marked = reqwest::get(&url).await.unwrap().bytes().await.unwrap();
        assert!(marked.starts_with(MARK) && !marked[3..].starts_with(MARK), "{path}");
    }
    for path in ["lists.csv?bom=maybe", "lists?bom=yes"] {
        assert_eq!(app.get(&format!("/api/v1/{path}")).await.status, 400, "{path}");
    }
    let (_, lists) = table(&app, "/api/v1/lists.csv").await;
    assert_eq!(lists[0][..4], ["523-р", "2023-05-01", "cnap", "222"], "{lists:?}");
    let (_, parts) =
        table(&app, &format!("/api/v1/barrier-free.csv?territory={OBLAST}&by=hromada&date=2023-06-01")).await;
    assert_eq!(parts.len(), 2, "{parts:?}");
    let licences = app.get("/api/v1/licences").await;
    assert_eq!(licences.header("link"), "</api/v1/licences>; rel=\"license\"");
    let items = licences.value()["items"].as_array().unwrap().clone();
    let boundaries = items.iter().find(|item| item["licence"].as_str().unwrap().starts_with("ODbL"));
    let map = app.json("/api/v1/hromadas.geojson").await;
    assert!(map["attribution"].as_str().unwrap().contains("ODbL, © OpenStreetMap contributors"), "{map}");
    assert!(boundaries.unwrap()["entries"].as_array().unwrap().contains(&json!(12)), "{items:?}");
    app.stop().await;
}
