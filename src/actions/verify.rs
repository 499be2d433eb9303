//! `cnap verify`: the chain of the journal, references, and periods.

use crate::registry::Records;
use crate::store::{self, Store};

/// What does not hold, one line each; empty when all is well.
///
/// # Errors
/// The database cannot be read.
pub async fn run(store: &Store, records: &Records) -> Result<Vec<String>, store::Error> {
    let mut found: Vec<String> =
        store.broken_links().await?.into_iter().map(|id| format!("запис журналу {id} не сходиться в ланцюг")).collect();
    found.extend(references(records));
    found.extend(periods(records));
    Ok(found)
}

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
