//! What a database says as a whole, now or as it was known, to compare before and after.

use std::collections::BTreeMap;

use cnap::actions::export::{Selection, Sheet, table};
use cnap::formats::Format;
use cnap::rulebook::Rulebook;
use cnap::store::Store;

use super::{Base, region};

/// Own tables besides those of the small region.
const MORE: &[&str] = &["service-steps"];

/// Every own table as it is exported, and the outline; now, or as it was known after an entry.
pub async fn state(base: &Base, known: Option<u64>) -> BTreeMap<String, String> {
    let store = Store::open(&base.url).await.unwrap();
    let mut state = BTreeMap::new();
    let selection = Selection { known, ..Selection::default() };
    for format in region::TABLES.iter().map(|(format, _)| *format).chain(MORE.iter().copied()) {
        let made = table(&store, Format::parse(format).unwrap(), Sheet::Csv, selection).await.unwrap().unwrap();
        state.insert(format.to_owned(), String::from_utf8(made.0).unwrap());
    }
    let rules = std::sync::Arc::<Rulebook>::default();
    let records = match known {
        Some(entry) => store.load_known(rules, entry).await.unwrap().unwrap(),
        None => store.load(rules).await.unwrap(),
    };
    let outline = records.boundaries.get(cnap::domain::TerritoryCode::parse(region::MACHUKHY).unwrap());
    state.insert("boundaries".to_owned(), format!("{:?}", outline.map(|outline| &outline.shape)));
    state
}

/// The number of the last entry of the journal.
pub async fn last_entry(base: &Base) -> u64 {
    Store::connect(&base.url).await.unwrap().last_entry().await.unwrap()
}

/// Other contents of a table of the small region: one row changes.
pub fn changed(format: &str, table: &str) -> String {
    let (from, to) = match format {
        "territories" => ("247.4", "250.5"),
        "boundaries" => ("34.6,49.6", "34.7,49.7"),
        "hromada-facts" => ("7882", "7900"),
        "starosta-districts" => ("Байрацький", "Байрацький новий"),
        "points" => ("ЦНАП А", "ЦНАП Оновлений"),
        "services" => ("послуга 1", "послуга перша"),
        "service-steps" => ("Рішення", "Розгляд"),
        "mandatory" => ("S1,cnap tp vrm", "S1,cnap tp"),
        "mandatory-declared" => ("222", "221"),
        "offerings" => ("A,S1,2022-02-01,,зразок", "A,S1,2022-02-01,2023-09-01,зразок"),
        "answers" => ("ramp,no", "ramp,yes"),
        "equipment" => ("id_reader,3", "id_reader,4"),
        "figures" => ("services,300", "services,301"),
        other => panic!("no table {other}"),
    };
    assert!(table.contains(from), "{format}: {from}");
    table.replace(from, to)
}
