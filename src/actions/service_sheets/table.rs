//! The table of offerings that a list means, by what was answered about it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::points::points_of;
use super::{AnsweredSheet, Decision, point_columns};
use crate::actions::Refusal;
use crate::formats::Fault;
use crate::formats::service_sheet::Mark;
use crate::registry::Registry;

/// Days from which points give services, where the list tells one.
type OfferedSince = BTreeMap<(String, String), Option<NaiveDate>>;

/// The table as CSV.
///
/// # Errors
/// [`Refusal::Invalid`] with every question that is open.
pub fn offerings(answered: &AnsweredSheet, registry: &Registry) -> Result<Vec<u8>, Refusal> {
    let decisions = answered.decisions();
    let faults = open_questions(answered, &decisions, registry);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults.into()));
    }
    let offered = offered(answered, &decisions, registry);
    if offered.is_empty() {
        return Err(Refusal::conflict("refused-nothing-chosen"));
    }
    Ok(csv(&offered, registry))
}

fn open_questions(answered: &AnsweredSheet, decisions: &[Decision], registry: &Registry) -> Vec<Fault> {
    let rows = answered.matched.rows.iter().zip(decisions);
    let fault = |row: u32, name: &str, reason: &'static str, expected: &'static str| Fault {
        row,
        value: crate::domain::text::printable(name),
        ..Fault::of_file(reason, expected)
    };
    rows.filter_map(|(row, decision)| match decision {
        Decision::Open => {
            let expected = "expected-choice-of-service";
            Some(fault(row.row.row, &row.row.name, "fault-no-service-chosen", expected))
        }
        decision => {
            let code = decision.service()?;
            let known = registry.records.catalogue.by_code(code);
            let is_known = known.is_some_and(|service| service.row_on(registry.date).is_some());
            (!is_known).then(|| fault(row.row.row, code, "fault-not-in-catalogue", "expected-service-code"))
        }
    })
    .collect()
}

fn offered(answered: &AnsweredSheet, decisions: &[Decision], registry: &Registry) -> OfferedSince {
    let columns = point_columns(&answered.matched, &answered.answers, registry, answered.place.hromada);
    let own: Vec<&str> = points_of(registry, answered.place.hromada).iter().map(|point| point.code()).collect();
    let ticked: Vec<&str> = answered.answers.all("point").filter(|code| own.contains(code)).collect();
    let mut offered = OfferedSince::new();
    for (row, decision) in answered.matched.rows.iter().zip(decisions) {
        let Some(service) = decision.service() else { continue };
        for (column, mark) in columns.iter().zip(&row.row.marks) {
            if let (Some(point), Mark::Yes(since)) = (&column.point, mark) {
                offered.entry((point.clone(), service.to_owned())).or_insert(*since);
            }
        }
        for point in ticked.iter().filter(|_| columns.is_empty()) {
            offered.entry(((*point).to_owned(), service.to_owned())).or_insert(None);
        }
    }
    offered
}

/// A service that is given already is confirmed as it stands: no day of its own is stated.
fn csv(offered: &OfferedSince, registry: &Registry) -> Vec<u8> {
    let gives = |point: &str, service: &str| {
        let service = registry.records.catalogue.by_code(service);
        let point = registry.point(point);
        point.zip(service).is_some_and(|(point, service)| point.offered.contains(service.id))
    };
    let mut table = csv::Writer::from_writer(Vec::new());
    // What is written into memory is written.
    let _ = table.write_record(["point", "service", "from"]);
    for ((point, service), since) in offered {
        let since = since.filter(|_| !gives(point, service)).map(|day| day.to_string()).unwrap_or_default();
        let _ = table.write_record([point, service, &since]);
    }
    table.into_inner().unwrap_or_default()
}
