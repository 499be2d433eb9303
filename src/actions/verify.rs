//! `cnap verify`: the chain of the journal and its kept heads, rows against the journal, references, and periods.

mod words;

pub use words::alteration as in_words;

use crate::domain::{Message, TerritoryCode};
use crate::registry::Records;
use crate::store::{self, Store};

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// What does not hold, one line each; empty when all is well.
    pub faults: Vec<Message>,
    /// Rows stated before entries kept digests of their rows: nothing vouches for them.
    pub unvouched: u64,
}

/// Checks the journal, and every row of every table against it.
///
/// # Errors
/// The database cannot be read.
pub async fn journal(store: &Store) -> Result<Verification, store::Error> {
    let broken = store.broken_links().await?.into_iter();
    let chain = |id: i32| Message::new("check-chain").with("entry", id.to_string());
    let mut faults: Vec<Message> = broken.map(chain).collect();
    faults.extend(store.head_findings().await?.iter().map(words::head_finding_text));
    let rows = store.altered_rows().await?;
    faults.extend(rows.alterations.iter().map(words::alteration));
    Ok(Verification { faults, unvouched: rows.unvouched })
}

/// What does not hold between the rows themselves, one line each.
#[must_use]
pub fn records(records: &Records) -> Vec<Message> {
    let mut found = references(records);
    found.extend(parents(records));
    found.extend(periods(records));
    found
}

/// Places of the tree that lie in themselves.
fn parents(records: &Records) -> Vec<Message> {
    let tree = &records.territories;
    let parent = |code: &TerritoryCode| tree.get(*code).and_then(|place| place.parent);
    let turns =
        |code: TerritoryCode| std::iter::successors(parent(&code), parent).take(MAX_DEPTH).any(|outer| outer == code);
    let inside = tree.all().iter().filter(|place| turns(place.code));
    inside.map(|place| Message::new("check-tree").with("code", place.code.to_string())).collect()
}

/// No place lies deeper in the tree than this.
const MAX_DEPTH: usize = 16;

fn references(records: &Records) -> Vec<Message> {
    let mut found = Vec::new();
    for (record, row) in
        records.network.all().iter().flat_map(|record| record.rows.iter().map(move |row| (record, row)))
    {
        for code in [row.hromada, row.settlement, row.located_in].into_iter().flatten() {
            if records.territories.get(code).is_none() {
                let told = Message::new("check-no-territory").with("point", &*record.code);
                found.push(told.with("code", code.to_string()));
            }
        }
        if let Some(parent) = row.parent.as_ref().filter(|parent| records.network.by_code(parent).is_none()) {
            let told = Message::new("check-no-parent").with("point", &*record.code);
            found.push(told.with("parent", parent));
        }
    }
    for edition in &records.lists.editions {
        let missing =
            edition.positions.iter().filter(|position| records.catalogue.by_code(&position.service).is_none());
        found.extend(missing.map(|position| {
            let told = Message::new("check-no-service").with("list", &position.list);
            told.with("date", position.in_force.to_string()).with("service", &position.service)
        }));
    }
    found
}

fn periods(records: &Records) -> Vec<Message> {
    let mut found = Vec::new();
    for record in records.network.all() {
        if record.rows.iter().any(|row| row.period.is_empty()) {
            found.push(Message::new("check-empty-period").with("point", &*record.code));
        }
        let life = record.existence();
        for row in records.offerings.rows.rows_of(record.id) {
            // A point that closed ends what it gave; only an offering wholly outside its life cannot be.
            if !life.iter().any(|span| span.overlaps(&row.period)) {
                let service = records.catalogue.by_id(row.service).map_or("?", |service| &service.code);
                let told = Message::new("check-offering-outside").with("service", service);
                found.push(told.with("point", &*record.code));
            }
        }
    }
    found
}
