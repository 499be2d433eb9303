//! One rule for every dated value: on a day the row with the latest `from` decides, and a value it has ended never returns.
//!
//! Rows of different imports may overlap: the later `from` ends the earlier value for good (rules.md, «Inputs»).
//! Because periods decide and not the order of imports, nothing needs to be rewritten when a later row arrives.

use chrono::NaiveDate;

use super::Period;

/// Something that holds over a period.
pub trait Dated {
    fn period(&self) -> Period;
}

/// The row that holds on `day` among rows of one key, sorted by `from` (equal starts: the later in order wins).
pub fn in_force_on<T: Dated>(rows: &[T], day: NaiveDate) -> Option<&T> {
    rows.iter().rev().find(|row| row.period().starts_by(day)).filter(|row| row.period().contains(day))
}

/// The period over which row `index` really holds: cut where the next row begins.
#[must_use]
pub fn effective<T: Dated>(rows: &[T], index: usize) -> Option<Period> {
    let own = rows.get(index)?.period();
    let next = rows.get(index + 1).and_then(|row| row.period().from);
    let until = match (own.until, next) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    Some(Period::new(own.from, until))
}

/// The union of the effective periods, joined where they touch: the life of a thing told in several rows.
#[must_use]
pub fn existence<T: Dated>(rows: &[T]) -> Vec<Period> {
    let mut spans: Vec<Period> = Vec::new();
    for period in (0..rows.len()).filter_map(|i| effective(rows, i)).filter(|p| !p.is_empty()) {
        match spans.last_mut() {
            Some(last) if last.until.is_none() || last.until >= period.from => {
                last.until = match (last.until, period.until) {
                    (Some(a), Some(b)) => Some(a.max(b)),
                    _ => None,
                };
            }
            _ => spans.push(period),
        }
    }
    spans
}
