//! `cnap verify`: the chain of the journal and its kept heads, rows against the journal, references, and periods.

mod words;

pub use words::alteration as in_words;

use crate::domain::TerritoryCode;
use crate::registry::Records;
use crate::store::{self, Store};

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// What does not hold, one line each; empty when all is well.
    pub faults: Vec<String>,
    /// Rows stated before entries kept digests of their rows: nothing vouches for them.
    pub unvouched: u64,
}

/// Checks the journal, and every row of every table against it.
///
/// # Errors
/// The database cannot be read.
pub async fn journal(store: &Store) -> Result<Verification, store::Error> {
    let broken = store.broken_links().await?.into_iter();
    let mut faults: Vec<String> = broken.map(|id| format!("запис журналу {id} не сходиться в ланцюг")).collect();
    faults.extend(store.head_findings().await?.iter().map(words::head));
    let rows = store.altered_rows().await?;
    faults.extend(rows.alterations.iter().map(words::alteration));
    Ok(Verification { faults, unvouched: rows.unvouched })
}

/// What does not hold between the rows themselves, one line each.
#[must_use]
pub fn records(records: &Records) -> Vec<String> {
    let mut found = references(records);
    found.extend(parents(records));
    found.extend(periods(records));
    found
}

/// Places of the tree that lie in themselves.
fn parents(records: &Records) -> Vec<String> {
    let tree = &records.territories;
    let parent = |code: &TerritoryCode| tree.get(*code).and_then(|place| place.parent);
    let turns =
        |code: TerritoryCode| std::iter::successors(parent(&code), parent).take(MAX_DEPTH).any(|outer| outer == code);
    let inside = tree.all().iter().filter(|place| turns(place.code));
    inside.map(|place| format!("територія {} лежить сама в собі", place.code)).collect()
}

/// No place lies deeper in the tree than this.
const MAX_DEPTH: usize = 16;

fn references(records: &Records) -> Vec<String> {
    let mut found = Vec::new();
    for (record, row) in
        records.network.all().iter().flat_map(|record| record.rows.iter().map(move |row| (record, row)))
    {
        for code in [row.hromada, row.settlement, row.located_in].into_iter().flatten() {
            if records.territories.get(code).is_none() {
                found.push(format!("точка {}: немає території {code}", record.code));
            }
        }
        if let Some(parent) = row.parent.as_ref().filter(|parent| records.network.by_code(parent).is_none()) {
            found.push(format!("точка {}: немає ЦНАП {parent}, до якого вона належить", record.code));
        }
    }
    for edition in &records.lists.editions {
        let missing =
            edition.positions.iter().filter(|position| records.catalogue.by_code(&position.service).is_none());
        found.extend(missing.map(|p| format!("перелік {} від {}: немає послуги {}", p.list, p.in_force, p.service)));
    }
    found
}

fn periods(records: &Records) -> Vec<String> {
    let mut found = Vec::new();
    for record in records.network.all() {
        if record.rows.iter().any(|row| row.period.is_empty()) {
            found.push(format!("точка {}: період не має жодного дня", record.code));
        }
        let life = record.life();
        for row in records.offerings.rows.of(record.id) {
            // A point that closed ends what it gave; only an offering wholly outside its life cannot be.
            if !life.iter().any(|span| span.overlaps(&row.period)) {
                let service = records.catalogue.by_id(row.service).map_or("?", |service| &service.code);
                found.push(format!("послуга {service} у точці {}: поза межами існування точки", record.code));
            }
        }
    }
    found
}
