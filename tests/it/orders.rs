//! One order of gaps and one alphabet, wherever they are listed: page, API, command line, CSV, XLSX.

use std::collections::{BTreeMap, BTreeSet};

use calamine::{DataType, Reader, open_workbook_auto};
use csv::StringRecord;
use serde_json::Value;

use crate::support::region::{self, OBLAST};
use crate::support::{App, Base};

const DAY: &str = "2023-11-30";

/// Gaps of a territory as the command line writes them in a format.
async fn audit(base: &Base, territory: &str, more: &[&str]) -> String {
    let options = ["audit", "--territory", territory, "--date", DAY, "--format"];
    base.cnap(&[&options[..], more].concat()).await.done().out
}

/// The records of a CSV with its columns.
fn records(text: &str) -> (StringRecord, Vec<StringRecord>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    (columns, reader.records().map(Result::unwrap).collect())
}

fn column(text: &str, name: &str) -> Vec<String> {
    let (columns, rows) = records(text);
    let at = columns.iter().position(|column| column == name).unwrap();
    rows.iter().map(|row| row[at].to_owned()).collect()
}

/// The words in the order in which each comes first.
fn firsts(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    words.into_iter().filter(|word| seen.insert(word.clone())).collect()
}

/// The hromada in whose gaps most points stand.
fn richest(csv: &str) -> String {
    let mut points: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (hromada, point) in column(csv, "hromada").into_iter().zip(column(csv, "point")) {
        points.entry(hromada).or_default().insert(point);
    }
    let (hromada, points) = points.into_iter().max_by_key(|(_, points)| points.len()).unwrap();
    assert!(points.len() > 1, "{hromada} has one point only");
    hromada
}

fn services(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|gap| gap["service"].as_str().unwrap().to_owned()).collect()
}

/// Codes of services in the order a page links them below a heading.
fn linked(page: &str, heading: &str) -> Vec<String> {
    let part = page.split(&format!("id=\"{heading}\"")).nth(1).unwrap().split("</section>").next().unwrap();
    let code = |rest: &str| rest.split(['"', '?']).next().unwrap_or_default().to_owned();
    firsts(part.split("href=\"/services/").skip(1).map(code))
}

async fn page(app: &App, path: &str) -> String {
    let answer = app.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.body
}

/// Codes of services of a hromada's page, folded by group, in the order of their numbers.
fn ranked(page: &str) -> Vec<String> {
    let items = page.split("<li value=\"").skip(1).map(|rest| {
        let rank: usize = rest.split('"').next().unwrap().parse().unwrap();
        (rank, linked(&format!("id=\"gap\"{rest}"), "gap").remove(0))
    });
    items.collect::<BTreeMap<_, _>>().into_values().collect()
}

#[tokio::test]
async fn gaps_stand_in_one_order_on_pages_in_the_api_and_in_every_file() {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "oblast").await;
    let hromada = richest(&audit(&base, OBLAST, &["csv"]).await);
    let app = base.serve().await;
    let told = app.json(&format!("/api/v1/hromadas/{hromada}/compliance?date={DAY}")).await;
    let order = services(&told["gaps"]);
    assert!(order.len() > 3 && !order.is_sorted(), "the order of gaps is not that of codes: {order:?}");

    let below = format!("/hromadas/{hromada}/compliance?date={DAY}");
    assert_eq!(ranked(&page(&app, &below).await), order);
    assert_eq!(firsts(column(&audit(&base, &hromada, &["csv"]).await, "service")), order);
    let json: Value = serde_json::from_str(&audit(&base, &hromada, &["json"]).await).unwrap();
    assert_eq!(firsts(services(&json["gaps"])), order);

    for point in firsts(told["gaps"].as_array().unwrap().iter().flat_map(|gap| codes(&gap["points"]))) {
        let lacks = |gap: &&Value| codes(&gap["points"]).contains(&point);
        let expected: Vec<Value> = told["gaps"].as_array().unwrap().iter().filter(lacks).cloned().collect();
        let own = app.json(&format!("/api/v1/points/{point}/compliance?date={DAY}")).await;
        assert_eq!(services(&own["missing"]), services(&Value::from(expected)), "{point}");
        let shown = page(&app, &format!("/points/{point}/compliance?date={DAY}")).await;
        assert_eq!(linked(&shown, "missing"), services(&own["missing"]), "{point}");
    }
    app.stop().await;
}

fn codes(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_sheet_of_gaps_has_the_order_of_the_csv() {
    let base = Base::sqlite().await;
    region::load_fixture(&base, "oblast").await;
    let csv = audit(&base, OBLAST, &["csv"]).await;
    let file = base.folder.path().join("audit.xlsx");
    audit(&base, OBLAST, &["xlsx", "--out", file.to_str().unwrap()]).await;
    let sheet = open_workbook_auto(&file).unwrap().worksheet_range("Прогалини").unwrap();
    let rows = sheet.rows().skip_while(|row| row[0].get_string() != Some("Громада")).skip(1);
    let cells: Vec<String> = rows.map(|row| format!("{} {}", row[3], row[7])).collect();
    let expected = column(&csv, "point").into_iter().zip(column(&csv, "service"));
    assert_eq!(cells, expected.map(|(point, service)| format!("{point} {service}")).collect::<Vec<_>>());
}

/// Hromadas whose names code points put elsewhere than the alphabet does.
const HROMADAS: &str = "\
code,category,name,parent
UA53000000000028050,O,Полтавська,
UA53080000000068029,P,Полтавський,UA53000000000028050
UA53080230000047239,H,Яготинська,UA53080000000068029
UA53080090000014431,H,Ізюмська,UA53080000000068029
UA53080370000025447,H,Ґалаґанська,UA53080000000068029
UA53080010000086183,H,Гадяцька,UA53080000000068029
UA53080030000052369,H,Євпаторійська,UA53080000000068029
UA53080050000081473,H,Дикарська,UA53080000000068029
UA53080070000014567,H,Їжаківська,UA53080000000068029
UA53080110000015678,H,Йосипівська,UA53080000000068029
";
const ALPHABETICAL: [&str; 8] =
    ["Гадяцька", "Ґалаґанська", "Дикарська", "Євпаторійська", "Ізюмська", "Їжаківська", "Йосипівська", "Яготинська"];

#[tokio::test]
async fn names_stand_in_ukrainian_order_in_every_list() {
    let base = Base::sqlite().await;
    base.import("territories", HROMADAS).await.done();
    base.import("points", "code,kind,name\nX,cnap,ЦНАП без громади\n").await.done();
    let order = |text: &str| -> Vec<String> {
        let mut found: Vec<(usize, &str)> =
            ALPHABETICAL.iter().filter_map(|name| Some((text.find(name)?, *name))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name.to_owned()).collect()
    };
    let table = audit(&base, OBLAST, &["table"]).await;
    assert_eq!(order(table.split("громада").last().unwrap()), ALPHABETICAL, "{table}");
    let app = base.serve().await;
    for path in ["/hromadas", "/compliance", "/network", "/equipment?type=e_queue"] {
        let parting = if path.contains('?') { '&' } else { '?' };
        let shown = page(&app, &format!("{path}{parting}territory={OBLAST}")).await;
        let lists = shown.split("<tbody>").last().unwrap();
        let part =
            if path.starts_with("/equipment") { shown.split("id=\"hromadas-without\"").nth(1).unwrap() } else { lists };
        assert_eq!(order(part), ALPHABETICAL, "{path}");
    }
    let equipment = app.json(&format!("/api/v1/equipment?type=e_queue&territory={OBLAST}")).await;
    let without = codes(&equipment["items"][0]["hromadas_without"]);
    assert_eq!((without.first().unwrap().as_str(), without.len()), ("UA53080010000086183", 8));
    app.stop().await;
}
