//! The feed of changes: a follower who applies it has the same rows, and makes the same exports to the byte.

use std::collections::BTreeMap;

use rstest::rstest;
use serde_json::{Value, json};

use crate::support::region;
use crate::support::{App, Base, Db};

type Row = BTreeMap<String, String>;

/// Own tables, the columns that name a row, and whether a later row of the same name ends the earlier.
const TABLES: &[(&str, &[&str], bool)] = &[
    ("territories", &["code"], false),
    ("hromada-facts", &["hromada", "fact"], true),
    ("starosta-districts", &["code"], false),
    ("services", &["code"], true),
    ("service-steps", &["service", "position"], false),
    ("points", &["code"], true),
    ("mandatory", &["list", "in_force", "service"], false),
    ("mandatory-declared", &["list", "in_force", "class"], false),
    ("offerings", &["point", "service"], true),
    ("answers", &["point", "checklist", "criterion", "date"], false),
    ("equipment", &["point", "type", "funder"], true),
    ("figures", &["point", "period", "measure"], false),
    ("targets", &["territory", "indicator", "kind", "year"], false),
];

/// Somebody who keeps a copy of the tables.
#[derive(Clone, Default)]
struct Follower {
    tables: BTreeMap<String, Vec<Row>>,
    cursor: String,
}

fn row(cells: &Value) -> Option<Row> {
    let cells = cells.as_object()?;
    Some(cells.iter().map(|(column, text)| (column.clone(), text.as_str().unwrap().to_owned())).collect())
}

impl Follower {
    fn apply(&mut self, change: &Value) {
        let rows = self.tables.entry(change["table"].as_str().unwrap().to_owned()).or_default();
        if let Some(before) = row(&change["before"]) {
            let at = rows.iter().position(|row| *row == before);
            rows.remove(at.unwrap_or_else(|| panic!("not kept: {change}")));
        }
        rows.extend(row(&change["after"]));
        change["cursor"].as_str().unwrap().clone_into(&mut self.cursor);
    }

    /// Reads on; `most` changes, as if the connection was cut then. True when all was read.
    async fn follow(&mut self, app: &App, most: usize) -> bool {
        let answer = app.get(&format!("/api/v1/changes.ndjson?since={}", self.cursor)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.header("content-type"), "application/x-ndjson");
        assert!(answer.header("last-modified").ends_with(" GMT") || answer.body.lines().count() == 1);
        for line in answer.body.lines().take(most) {
            let told: Value = serde_json::from_str(line).unwrap();
            if told["end"] == true {
                told["cursor"].as_str().unwrap().clone_into(&mut self.cursor);
                return true;
            }
            self.apply(&told);
        }
        false
    }

    /// The table as `cnap export` writes it.
    ///
    /// Rows stand in order of the key and then of `from`, words in the order of the dictionary, ids of the rules as texts.
    fn export(&self, (table, key, ends): &(&str, &[&str], bool), header: &str, dictionary: &Value) -> String {
        let empty = Vec::new();
        let rows = self.tables.get(*table).unwrap_or(&empty);
        let columns: Vec<&str> = header.split(',').collect();
        let cell = |row: &Row, column: &str| row.get(column).cloned().unwrap_or_default();
        let name = |row: &Row| key.iter().map(|column| cell(row, column)).collect::<Vec<_>>();
        let order_of = |row: &Row, column: &str| order(dictionary, (*table, column), &cell(row, column));
        let place = |row: &Row| key.iter().map(|column| order_of(row, column)).collect::<Vec<_>>();
        let mut rows: Vec<Row> = rows.clone();
        rows.sort_by_key(|row| (place(row), cell(row, "from")));
        if *ends {
            for at in 1..rows.len() {
                if name(&rows[at]) == name(&rows[at - 1]) {
                    let next = cell(&rows[at], "from");
                    end(&mut rows[at - 1], &next);
                }
            }
        }
        if *table == "offerings" {
            for row in &mut rows {
                self.end_with_service(row);
            }
        }
        rows.retain(|row| !*ends || !row.contains_key("until") || cell(row, "from") < cell(row, "until"));
        let mut writer = csv_writer();
        writer.write_record(&columns).unwrap();
        for row in &rows {
            writer.write_record(columns.iter().map(|column| cell(row, column))).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    /// The end of a service ends what points give of it.
    fn end_with_service(&self, row: &mut Row) {
        let code = row["service"].clone();
        let services = self.tables.get("services").into_iter().flatten();
        for service in services.filter(|service| service["code"] == code) {
            if let Some(until) = service.get("until") {
                end(row, until);
            }
        }
    }
}

fn csv_writer() -> csv::Writer<Vec<u8>> {
    csv::Writer::from_writer(Vec::new())
}

/// A cell as it is sorted by: the place of a word among the words of its column, else the text.
fn order(dictionary: &Value, (table, column): (&str, &str), text: &str) -> (usize, String) {
    let found =
        |all: &Value, name: &str| all.as_array().unwrap().iter().find(|one| one["name"] == name).cloned().unwrap();
    // Ids of the rules are sorted as texts.
    if ["type", "checklist", "indicator", "measure"].contains(&column) {
        return (0, text.to_owned());
    }
    let column = found(&found(&dictionary["tables"], table)["columns"], column);
    let place = column["values"].as_array().unwrap().iter().position(|word| word["value"] == text);
    let number = || if column["type"] == "integer" { text.parse().unwrap() } else { 0 };
    (place.unwrap_or_else(number), text.to_owned())
}

/// Ends a row on a day, if it does not end earlier.
fn end(row: &mut Row, day: &str) {
    let until = row.entry("until".to_owned()).or_insert_with(|| day.to_owned());
    if day < until.as_str() {
        day.clone_into(until);
    }
}

async fn compare(base: &Base, app: &App, follower: &Follower) {
    let dictionary = app.json("/api/dictionary").await;
    for described in TABLES {
        let table = described.0;
        let file = base.folder.path().join(format!("{table}.csv"));
        base.cnap(&["export", table, "--out", file.to_str().unwrap()]).await.done();
        let exported = std::fs::read_to_string(&file).unwrap();
        let header = exported.lines().next().unwrap();
        assert_eq!(follower.export(described, header, &dictionary), exported, "{table}");
    }
}

/// Corrections, ends, other periods and a row taken back.
async fn change(base: &Base) {
    let later = "point,service,from,until,ground\nA,S1,2023-07-01,,рішення\nB,S1,2022-02-01,2023-05-01,зразок\n";
    base.import("offerings", later).await.done();
    base.import("hromada-facts", "hromada,fact,value,from\nUA53080230000047239,population,7000,2023-01-01\n")
        .await
        .done();
    base.import("points", "code,kind,hromada,name,from\nZ,vrm,UA53080230000047239,Нова точка,2023-01-01\n")
        .await
        .done();
    base.import("answers", "point,checklist,date,criterion,answer\nA,588,2023-08-01,sign,no\n").await.done();
    base.cnap(&["undo", "14"]).await.done();
}

#[rstest]
#[case::sqlite(Db::Sqlite)]
#[case::postgres(Db::Postgres)]
#[tokio::test]
async fn a_follower_of_the_feed_makes_the_same_exports(#[case] db: Db) {
    let Some(base) = Base::fresh(db).await else { return };
    let app = base.serve().await;
    let mut early = Follower { cursor: "0".to_owned(), ..Follower::default() };
    assert!(early.follow(&app, usize::MAX).await);
    region::load(&base).await;
    app.until_shown(11).await;
    assert!(early.follow(&app, usize::MAX).await);
    compare(&base, &app, &early).await;
    change(&base).await;
    app.until_shown(16).await;
    // One who is cut after every two changes, in the midst of entries too.
    let mut rounds = 0;
    while !early.follow(&app, 2).await {
        rounds += 1;
    }
    assert!(rounds > 2, "{rounds}");
    compare(&base, &app, &early).await;
    let mut late = Follower { cursor: "0".to_owned(), ..Follower::default() };
    assert!(late.follow(&app, usize::MAX).await);
    compare(&base, &app, &late).await;
    the_pages_tell_the_same(&app, &late).await;
    the_feed_for_people_is_of_a_territory(&app).await;
    app.stop().await;
}

/// The feed in pages, and what a change tells of itself.
async fn the_pages_tell_the_same(app: &App, late: &Follower) {
    let mut follower = Follower { cursor: "0".to_owned(), ..Follower::default() };
    let (mut path, mut all) = (String::from("/api/v1/changes?per_page=7"), Vec::new());
    loop {
        let told = app.json(&path).await;
        assert_eq!(told["last"], 16);
        let items = told["items"].as_array().unwrap();
        for change in items {
            follower.apply(change);
        }
        all.extend(items.clone());
        let Some(next) = told["next"].as_str() else {
            assert_eq!(told["cursor"], "16");
            break;
        };
        next.clone_into(&mut path);
    }
    assert_eq!(follower.tables.len(), late.tables.len());
    let of = |entry: u64| all.iter().filter(move |change| change["entry"] == entry).collect::<Vec<_>>();
    let fact = of(13)[0];
    assert_eq!((&fact["change"], &fact["before"]), (&json!("stated"), &Value::Null), "{fact}");
    let answer = of(15)[0];
    assert_eq!((&answer["change"], &answer["table"]), (&json!("changed"), &json!("answers")), "{answer}");
    assert_eq!((&answer["before"]["answer"], &answer["after"]["answer"]), (&json!("yes"), &json!("no")));
    assert_eq!(answer["key"]["criterion"], "sign");
    assert!(answer["source"].as_str().unwrap().starts_with("answers "), "{answer}");
    let gone = of(16)[0];
    assert_eq!((&gone["change"], &gone["key"]["code"]), (&json!("voided"), &json!("Z")), "{gone}");
    assert_eq!((&gone["after"], &gone["before"]["name"]), (&Value::Null, &json!("Нова точка")));
    let at = gone["at"].as_str().unwrap();
    assert_eq!(app.json(&format!("/api/v1/changes?since={at}")).await["items"], json!([]));
    for (query, status) in [("since=99", 404), ("since=x", 400), ("since=3.nothing.1", 400), ("page=2", 400)] {
        assert_eq!(app.get(&format!("/api/v1/changes?{query}")).await.status, status, "{query}");
    }
    let packed = app.ask(reqwest::Method::GET, "/api/v1/changes.ndjson", &[("accept-encoding", "gzip")], "").await;
    assert_eq!(packed.header("content-encoding"), "gzip");
}

async fn the_feed_for_people_is_of_a_territory(app: &App) {
    for (territory, told) in [(region::MACHUKHY, true), (region::ZINKIV, false)] {
        // On a day on which the points of both exist.
        let feed = app.get(&format!("/feed.atom?territory={territory}&date=2023-06-01")).await;
        assert_eq!((feed.status, feed.header("content-type")), (200, "application/atom+xml; charset=utf-8"));
        assert!(feed.body.starts_with("<?xml version=\"1.0\"") && feed.body.ends_with("</feed>\n"), "{}", feed.body);
        // Answers about a point of one hromada; the offerings of both.
        assert_eq!(feed.body.contains("/sources/15?"), told, "{}", feed.body);
        assert!(feed.body.contains("/sources/12?"), "{}", feed.body);
    }
    assert!(app.get("/en/feed.atom").await.body.contains("Changes in the registry"));
}
