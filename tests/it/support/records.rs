//! Everything that `Records` hold, as text in a fixed order, to compare two of them.

use std::fmt::Write as _;

use cnap::domain::FactName;
use cnap::registry::Records;

/// All parts of the records, but for the moments of their sources.
pub fn fingerprint(records: &Records) -> String {
    let mut text = format!("version {}\n", records.version);
    for source in records.sources.iter() {
        writeln!(text, "{} {} {:?} {}", source.id, source.action, source.file, source.sample).unwrap();
    }
    for place in records.territories.all() {
        writeln!(text, "{place:?} {:?}", records.boundaries.get(place.code)).unwrap();
        for name in FactName::ALL {
            writeln!(text, "{:?}", records.facts.rows(place.code, *name)).unwrap();
        }
    }
    writeln!(text, "{:?}\n{:?}", records.districts.all, records.lists.editions).unwrap();
    for point in records.network.all() {
        writeln!(text, "{point:?}").unwrap();
        for offering in records.offerings.rows.rows_of(point.id) {
            writeln!(text, "{offering:?} {:?}", records.offerings.ground(offering)).unwrap();
        }
        writeln!(text, "{:?}", records.answers.rows_of(point.id)).unwrap();
        writeln!(text, "{:?}", records.equipment.rows_of(point.id)).unwrap();
        writeln!(text, "{:?}", records.figures.rows_of(point.id)).unwrap();
    }
    for service in records.catalogue.all() {
        writeln!(text, "{service:?}").unwrap();
    }
    text
}
