//! What existed and ended keeps its address: it answers 410 and says since when.

use crate::domain::{Message, PointStatus};
use crate::http::Failure;
use crate::registry::{PointRecord, Registry};

/// Why there is no such point on the day of the registry: it ended, or it never was, or not yet.
#[must_use]
pub fn missing_point(registry: &Registry, code: &str) -> Failure {
    let record = registry.records.network.by_code(code);
    match record.and_then(|record| end_of(record, registry)) {
        Some(reason) => Failure::gone(reason),
        None => Failure::not_found(format!("point {code} on {}", registry.date)),
    }
}

fn end_of(record: &PointRecord, registry: &Registry) -> Option<Message> {
    let ends = record.existence().into_iter().filter_map(|span| span.until);
    let until = ends.filter(|until| *until <= registry.date).max()?;
    let row = record.latest_row()?;
    let code = if row.status == PointStatus::Closed { "problem-gone-point-closed" } else { "problem-gone-point-ended" };
    let dated = format!("/api/v1/points/{}?date={}", crate::http::urls::encode(&record.code), until.pred_opt()?);
    let message = Message::new(code).with("point", &*record.code).with("date", until);
    Some(message.with("address", dated))
}

/// Why there is no such service on the day of the registry: it was withdrawn, or it never was, or not yet.
#[must_use]
pub fn missing_service(registry: &Registry, code: &str) -> Failure {
    let record = registry.records.catalogue.by_code(code);
    match record.and_then(|record| record.withdrawn_since(registry.date)) {
        Some(since) => Failure::gone(Message::new("problem-gone-service").with("service", code).with("date", since)),
        None => Failure::not_found(format!("service {code} on {}", registry.date)),
    }
}
