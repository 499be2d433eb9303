//! The demonstration region: sample tables loaded into an empty database through the ordinary imports.

use chrono::{DateTime, NaiveDate, Utc};

use super::import::{Purpose, Request, run};
use super::{Actor, Mode, Refusal};
use crate::data;
use crate::formats::Format;
use crate::rulebook::Rulebook;
use crate::store::{self, Store, StoredAuditEntry};

/// Files in the order they refer to one another.
const FILES: &[(Format, &str)] = &[
    (Format::Territories, "demo/territories.csv"),
    (Format::HromadaFacts, "demo/hromada-facts.csv"),
    (Format::StarostaDistricts, "demo/starosta-districts.csv"),
    (Format::Points, "demo/points.csv"),
    (Format::Services, "catalogue/services.csv"),
    (Format::ServiceSteps, "catalogue/service-steps.csv"),
    (Format::Mandatory, "mandatory/positions.csv"),
    (Format::MandatoryDeclared, "mandatory/declared.csv"),
    (Format::Offerings, "demo/offerings.csv"),
    (Format::Answers, "demo/answers.csv"),
    (Format::Equipment, "demo/equipment.csv"),
    (Format::Figures, "demo/figures.csv"),
];

/// True for a database that holds nothing, or only what a loading of the region wrote before it was stopped.
///
/// # Errors
/// The database does not answer.
pub async fn is_unfinished(store: &Store) -> Result<bool, store::Error> {
    let entries = store.journal(None, FILES.len() as u64).await?;
    let last = FILES.last().map_or("", |(format, _)| format.word());
    let is_early = |entry: &StoredAuditEntry| entry.actor == Actor::Product.name() && entry.name != last;
    Ok(entries.iter().all(is_early))
}

/// True for a database that holds the whole region and nothing else.
///
/// # Errors
/// The database does not answer.
pub async fn is_alone(store: &Store) -> Result<bool, store::Error> {
    let entries = store.journal(None, FILES.len() as u64 + 1).await?;
    Ok(entries.len() == FILES.len() && entries.iter().all(|entry| entry.actor == Actor::Product.name()))
}

/// Loads the region as the national registry of 16 June 2023 and the samples built upon it state it; each table is one action, marked as sample data. What is loaded already is passed over.
///
/// # Errors
/// A shipped file is refused, which would be a fault of the build.
pub async fn load(store: &Store, rules: &Rulebook, now: DateTime<Utc>) -> Result<(), Refusal> {
    for (format, path) in FILES {
        let Some(bytes) = data::file(path) else { continue };
        let request = Request {
            format: *format,
            bytes,
            file: Some((*path).to_owned()),
            day: None,
            territory: None,
            mode: Mode::default(),
            end_missing: false,
            replace: false,
            sample: true,
            confirmed: NaiveDate::from_ymd_opt(2023, 6, 16),
            actor: Actor::Product,
            purpose: Purpose::Operation,
            now,
        };
        run(store, rules, request).await?;
    }
    Ok(())
}
