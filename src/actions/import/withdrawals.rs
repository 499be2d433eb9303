//! Services that end: what ends with them is told, and a file that knows nothing of it revives none.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::context::{ImportContext, together};
use crate::actions::Refusal;
use crate::actions::merge::Index;
use crate::domain::rows::{OfferingRow, ServiceRow};
use crate::domain::timeline::{effective, existence};
use crate::domain::{Message, Period};
use crate::formats::{Numbered, tables};
use crate::registry::Sourced;

/// Days a service ends, by its code.
type Ends = BTreeMap<String, Vec<NaiveDate>>;

/// Leaves withdrawn services withdrawn where the file says nothing of their end: it lacks the column,
/// or states the very row of the catalogue the product is shipped with.
pub fn keep_withdrawn(
    context: &mut ImportContext<'_>,
    rows: &mut Vec<Numbered<ServiceRow>>,
    absent: &[&str],
    index: &Index<ServiceRow>,
) {
    let silent = absent.contains(&"until");
    let withdrawn = |row: &ServiceRow| index.stored_under(&row.code).last().and_then(|last| last.kept.period.until);
    if !rows.iter().any(|row| row.value.period.until.is_none() && withdrawn(&row.value).is_some()) {
        return;
    }
    let shipped = shipped_catalogue();
    let knows_nothing = |row: &ServiceRow| silent || shipped.get(&row.code) == Some(row);
    rows.retain_mut(|row| match withdrawn(&row.value) {
        Some(end) if knows_nothing(&row.value) => keep_end(context, row, end),
        _ => true,
    });
}

/// Gives the row the end that is known; false where nothing of the row is left before it.
fn keep_end(context: &mut ImportContext<'_>, row: &mut Numbered<ServiceRow>, end: NaiveDate) -> bool {
    let period = &mut row.value.period;
    if period.until.is_some() || period.from.is_some_and(|from| from >= end) {
        return true;
    }
    period.until = Some(end);
    let lives = period.from.or(context.day).is_none_or(|start| start < end);
    tell_kept(context, row, end);
    lives
}

fn tell_kept(context: &mut ImportContext<'_>, row: &Numbered<ServiceRow>, end: NaiveDate) {
    let reason = Message::new("fault-service-kept-ended").with("end", end.to_string());
    let expected = Message::new("expected-restored").with("end", end.to_string());
    context.warn(row.row, "until", &row.value.code, reason, expected);
}

fn shipped_catalogue() -> HashMap<String, ServiceRow> {
    let bytes = crate::data::file("catalogue/services.csv").unwrap_or_default();
    let rows = tables::services::read(&bytes).rows.into_iter();
    rows.map(|row| (row.value.code.clone(), row.value)).collect()
}

/// Says what ends together with services, and which services are revived.
pub async fn tell_ends(
    context: &mut ImportContext<'_>,
    rows: &[Numbered<ServiceRow>],
    index: &Index<ServiceRow>,
) -> Result<(), Refusal> {
    let (before, after) = (ends(&kept_services(index, rows)), ends(&stated_services(context, index, rows)));
    let none = Vec::new();
    let mut offerings: Option<Vec<OfferingRow>> = None;
    for (code, days) in &after {
        let earlier = before.get(code).unwrap_or(&none);
        for end in days.iter().filter(|end| !earlier.contains(end)) {
            if offerings.is_none() {
                offerings = Some(standing_offerings(context).await?);
            }
            tell_end(context, code, *end, offerings.as_deref().unwrap_or_default());
        }
        if let Some(end) = earlier.last().filter(|_| days.is_empty()) {
            let reason = Message::new("fault-service-restored").with("end", end.to_string());
            context.warn(0, "until", code, reason, "");
        }
    }
    Ok(())
}

fn kept_services(
    index: &Index<ServiceRow>,
    rows: &[Numbered<ServiceRow>],
) -> HashMap<String, Vec<Sourced<ServiceRow>>> {
    let codes: HashSet<&str> = rows.iter().map(|row| row.value.code.as_str()).collect();
    let all = together(index, &[]).into_iter();
    all.filter(|(code, _)| codes.contains(code.as_str())).collect()
}

fn stated_services(
    context: &ImportContext<'_>,
    index: &Index<ServiceRow>,
    rows: &[Numbered<ServiceRow>],
) -> HashMap<String, Vec<Sourced<ServiceRow>>> {
    let codes: HashSet<&str> = rows.iter().map(|row| row.value.code.as_str()).collect();
    let mut rows = rows.to_vec();
    for row in &mut rows {
        row.value.period.from = row.value.period.from.or(context.day);
    }
    let all = together(index, &rows).into_iter();
    all.filter(|(code, _)| codes.contains(code.as_str())).collect()
}

fn ends(services: &HashMap<String, Vec<Sourced<ServiceRow>>>) -> Ends {
    let days = |rows: &Vec<Sourced<ServiceRow>>| existence(rows).iter().filter_map(|span| span.until).collect();
    services.iter().map(|(code, rows)| (code.clone(), days(rows))).collect()
}

/// Offerings with the periods over which they really hold.
async fn standing_offerings(context: &ImportContext<'_>) -> Result<Vec<OfferingRow>, Refusal> {
    let mut rows: Vec<OfferingRow> =
        context.write.all::<OfferingRow>(&context.refs).await?.into_iter().map(|row| row.kept.row).collect();
    rows.sort_by(|a, b| (&a.point, &a.service, a.period.from).cmp(&(&b.point, &b.service, b.period.from)));
    let same = |a: &OfferingRow, b: &OfferingRow| (&a.point, &a.service) == (&b.point, &b.service);
    Ok(rows.chunk_by(same).flat_map(over_real_periods).collect())
}

/// Rows of one point and service, each over the period that the next one leaves it.
fn over_real_periods(rows: &[OfferingRow]) -> Vec<OfferingRow> {
    let period = |at| effective(rows, at).unwrap_or_default();
    let over = |(at, row): (usize, &OfferingRow)| OfferingRow { period: period(at), ..row.clone() };
    rows.iter().enumerate().map(over).collect()
}

fn tell_end(context: &mut ImportContext<'_>, code: &str, end: NaiveDate, offerings: &[OfferingRow]) {
    let goes_on = |period: Period| period.contains(end) && period.from.is_none_or(|from| from < end);
    let ended = offerings.iter().filter(|row| row.service == code && goes_on(row.period));
    let points: HashSet<&str> = ended.map(|row| row.point.as_str()).collect();
    let reason = Message::new("fault-service-ended").with("end", end.to_string());
    let reason = reason.with("points", points.len());
    context.warn(0, "until", code, reason, "");
}
