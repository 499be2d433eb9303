//! What a request for a trend asks for: the days on which a figure is told, and the figure on them.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::{AppState, Failure, RequestContext};
use crate::compliance::LeaveOut;
use crate::compliance::figures::Span;
use crate::compliance::trend::{TrendPoint, trend_point};
use crate::domain::Message;
use crate::domain::facts::word_enum;
use crate::registry::Scope;

/// Most days one may ask for at once.
pub const MOST_DAYS: usize = 40;
/// Steps told where the first day is not asked for.
const USUAL_STEPS: usize = 5;

word_enum! {
    /// How far apart the days stand; each is the last of its month, quarter or year.
    TrendStep {
        Quarter = "quarter",
        Month = "month",
        Year = "year",
    }
}

impl TrendStep {
    fn span_of(self, day: NaiveDate) -> Span {
        match self {
            Self::Month => Span::Month(day.year(), day.month()),
            Self::Quarter => Span::Quarter(day.year(), day.month0() / 3 + 1),
            Self::Year => Span::Year(day.year()),
        }
    }
}

/// Reads `from`, `to` and `step`: the last days of the periods from the first day on, then the last day itself.
/// Without them the quarters before the day in view.
///
/// # Errors
/// One of them cannot be read, the first day is not before the last, or there are more days than may be asked for.
pub fn days(view: &RequestContext) -> Result<Vec<NaiveDate>, Failure> {
    let step = view.parsed("step", "month | quarter | year", TrendStep::parse)?.unwrap_or(TrendStep::Quarter);
    let (from, to) = view.two_days()?;
    let most = if from.is_some() { MOST_DAYS } else { USUAL_STEPS + 1 };
    let mut days = vec![to];
    let mut span = step.span_of(to).previous();
    while let Some(end) = span.last_day().filter(|end| from.is_none_or(|from| *end >= from)) {
        if days.len() == most {
            if from.is_some() {
                return Err(view.wrong("from", Message::new("expected-param-trend-days").with("most", MOST_DAYS)));
            }
            break;
        }
        days.push(end);
        span = span.previous();
    }
    days.reverse();
    Ok(days)
}

/// The indicator on each of the days, all from the state of knowledge of the request; made off the threads that answer.
///
/// # Errors
/// The days cannot be read, or there is no such indicator.
pub async fn points(
    state: &AppState,
    view: &RequestContext,
    leave_out: LeaveOut,
    id: &str,
    scope: Scope,
) -> Result<Vec<TrendPoint>, Failure> {
    let days = days(view)?;
    let (state, registry, id) = (state.clone(), Arc::clone(&view.registry), id.to_owned());
    let rules = Arc::clone(&registry.records.rules);
    let told = tokio::task::spawn_blocking(move || {
        let indicator = rules.indicator(&id)?;
        let audit = |day: &NaiveDate| state.live().audit(&state.same_knowledge_on(&registry, *day), leave_out);
        Some(days.iter().map(|day| trend_point(&audit(day), indicator, scope)).collect())
    });
    let told = told.await.map_err(|error| Failure::internal(&error))?;
    told.ok_or_else(|| Failure::not_found("indicator"))
}
