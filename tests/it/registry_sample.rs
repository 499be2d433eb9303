//! Precision and recall of the place resolver over the labelled sample of the national registry of centres.

use std::collections::HashMap;
use std::path::Path;

use calamine::{Data, Reader, open_workbook_auto};
use cnap::domain::{Category, PointKind, TerritoryCode};
use cnap::geocoding::{Gazetteer, OldName, PlaceRow, Resolution, StatedPlace};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data");
const OWN: &str = env!("CARGO_MANIFEST_DIR");

type Place = (TerritoryCode, Category, String, Option<TerritoryCode>);

/// Correct, given and stated counts of one field.
#[derive(Default)]
struct Score {
    right: u32,
    given: u32,
    stated: u32,
}

impl Score {
    fn add(&mut self, label: Option<TerritoryCode>, found: Option<TerritoryCode>) {
        self.stated += u32::from(label.is_some());
        self.given += u32::from(found.is_some());
        self.right += u32::from(found.is_some() && found == label);
    }

    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from(self.given)
    }

    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from(self.stated)
    }
}

#[test]
fn the_labelled_sample_of_the_registry_resolves() {
    if !Path::new(DATA).exists() {
        println!("the real registry is not here: nothing measured");
        return;
    }
    let (gazetteer, registry) = (gazetteer(), registry());
    // «second»: another random draw, labelled from the files alone; «founder»: rows whose name and
    // address speak of different hromadas, each judged by hand.
    for stratum in ["random", "second", "hard", "founder"] {
        let (mut hromada, mut settlement, mut kinds, mut rows) = (Score::default(), Score::default(), 0, 0);
        for label in labels().iter().filter(|label| label["stratum"] == stratum) {
            let found = resolve(&gazetteer, &registry[&label["code"]]);
            hromada.add(TerritoryCode::parse(&label["hromada"]).ok(), found.hromada);
            settlement.add(TerritoryCode::parse(&label["settlement"]).ok(), found.settlement);
            kinds += u32::from(word(found.kind) == label["kind"]);
            rows += 1;
        }
        let kind = f64::from(kinds) / f64::from(rows);
        println!("{stratum}: {rows} rows");
        println!("  hromada precision {:.4}, recall {:.4}", hromada.precision(), hromada.recall());
        println!("  settlement precision {:.4}, recall {:.4}", settlement.precision(), settlement.recall());
        println!("  kind {kind:.4}");
        assert!(hromada.precision() >= 0.99 && settlement.precision() >= 0.98 && kind >= 0.96, "{stratum}");
        assert!(stratum == "hard" || (hromada.recall() >= 0.96 && settlement.recall() >= 0.92), "{stratum}");
    }
}

#[test]
fn a_founder_in_another_hromada_is_told_from_where_the_centre_stands() {
    if !Path::new(DATA).exists() {
        println!("the real registry is not here: nothing measured");
        return;
    }
    let (gazetteer, registry) = (gazetteer(), registry());
    let elsewhere = labels().into_iter().filter(|label| label["note"].starts_with("the founder"));
    let mut rows = 0;
    for label in elsewhere {
        let found = resolve(&gazetteer, &registry[&label["code"]]);
        let [founder, settlement] = ["hromada", "settlement"].map(|field| TerritoryCode::parse(&label[field]).ok());
        assert_eq!((found.hromada, found.settlement), (founder, settlement), "{label:?}");
        let stands = found.located_in.expect("the address names a hromada");
        let hromada_of = |code: TerritoryCode| code.as_str()[..9].to_owned();
        assert_eq!(Some(hromada_of(stands)), settlement.map(hromada_of), "{label:?}");
        assert_ne!(Some(stands), founder, "{label:?}");
        rows += 1;
    }
    assert_eq!(rows, 12);
}

fn word(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Cnap => "cnap",
        PointKind::Tp => "tp",
        PointKind::Vrm => "vrm",
        PointKind::Mobile => "mobile",
    }
}

fn resolve(gazetteer: &Gazetteer, row: &[String]) -> Resolution {
    gazetteer.resolve(&StatedPlace { name: &row[1], address: &row[2], formation: &row[3] })
}

fn labels() -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(format!("{OWN}/tests/fixtures/registry-sample.csv")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn registry() -> HashMap<String, Vec<String>> {
    let mut book = open_workbook_auto(format!("{DATA}/guide/cnap-registry-2023-06-16.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows = sheet.rows().skip(2).map(|row| row.iter().take(4).map(Data::to_string).collect::<Vec<_>>());
    rows.map(|row| (row[0].clone(), row)).collect()
}

fn gazetteer() -> Gazetteer {
    let path = format!("{DATA}/katottg/katottg-2025-05-16.csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    let places: Vec<Place> = reader.records().map(|row| place(&row.unwrap())).collect();
    let mut old = csv::Reader::from_path(format!("{OWN}/data/old-names.csv")).unwrap();
    let old: Vec<csv::StringRecord> = old.records().map(Result::unwrap).collect();
    let rows = places.iter().map(|(code, category, name, parent)| PlaceRow {
        code: *code,
        category: *category,
        name,
        parent: *parent,
    });
    let old = old.iter().map(|row| OldName { code: TerritoryCode::parse(&row[0]).unwrap(), name: &row[1] });
    Gazetteer::new(rows, old)
}

fn place(row: &csv::StringRecord) -> Place {
    let mut levels: Vec<_> = row.iter().take(5).filter_map(|cell| TerritoryCode::parse(cell).ok()).collect();
    let code = levels.pop().unwrap();
    (code, Category::parse(&row[5]).unwrap(), row[6].trim().to_owned(), levels.pop())
}
