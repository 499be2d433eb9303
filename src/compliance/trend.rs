//! Indicators over time, quarter by quarter.

use std::sync::Arc;

use chrono::{Datelike as _, Months, NaiveDate};
use serde::Serialize;

use super::indicator::{Counts, figure};
use super::judgement::Judgement;
use super::leave_out::LeaveOut;
use crate::registry::{Records, Registry, Scope};
use crate::rulebook::Indicator;

/// A figure on one of several days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TrendPoint {
    pub date: NaiveDate,
    #[serde(flatten)]
    pub counts: Counts,
}

/// The last days of the quarters up to `day`, the earliest first; the quarter of `day` itself only on its last day.
#[must_use]
pub fn quarter_ends(day: NaiveDate, quarters: u32) -> Vec<NaiveDate> {
    let Some(after) = day.succ_opt() else { return Vec::new() };
    let month = after.month0() / 3 * 3 + 1;
    let start = NaiveDate::from_ymd_opt(after.year(), month, 1);
    let end = |back: u32| start?.checked_sub_months(Months::new(back * 3))?.pred_opt();
    (0..quarters).rev().filter_map(end).collect()
}

/// The indicator on each day, each from all that held on that day.
#[must_use]
pub fn trend(
    records: &Records,
    indicator: &Indicator,
    scope: Scope,
    leave_out: LeaveOut,
    days: &[NaiveDate],
) -> Vec<TrendPoint> {
    let audit = |day: &NaiveDate| Judgement::new(Arc::new(Registry::at(records, *day)), leave_out);
    days.iter().map(|day| trend_point(&audit(day), indicator, scope)).collect()
}

/// The indicator on the day of an audit, for callers that keep their audits.
#[must_use]
pub fn trend_point(audit: &Judgement, indicator: &Indicator, scope: Scope) -> TrendPoint {
    TrendPoint { date: audit.date(), counts: figure(audit, indicator, scope).counts }
}
