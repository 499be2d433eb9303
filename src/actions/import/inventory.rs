//! Offerings, answers to checklists, equipment and figures of points.

use std::collections::{BTreeMap, BTreeSet};

use super::context::ImportContext;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::actions::merge::{Index, Merge as _};
use crate::actions::references::{ExistencePeriods, by_key, point_lives, service_lives};
use crate::compliance::cards::contradiction;
use crate::compliance::figures::Span;
use crate::domain::rows::{AnswerRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow};
use crate::domain::{Answer, Fact, FactName, Message, Period, TerritoryCode, Word as _};
use crate::formats::{Numbered, messages};
use crate::registry::hromada::FactRecords;
use crate::store::{Owner, Table as _};

/// Fewer services than this are hardly all that a point gives.
const FEW_SERVICES: usize = 10;
/// More pieces of one type than any point has.
const MANY_PIECES: u32 = 1_000;

pub async fn offerings(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let table = context.read::<OfferingRow>(bytes).await?;
    let points = point_lives(context.write, &context.refs).await?;
    let services = service_lives(context.write, &context.refs).await?;
    let rows = &table.rows;
    let strays: Vec<&Numbered<OfferingRow>> =
        rows.iter().filter(|row| !lives_through(context, row, &points, &services)).collect();
    // Read only where something does not fit: there may be a million of them.
    let stored = if strays.is_empty() { None } else { Some(context.index::<OfferingRow>().await?) };
    let new = |row: &&Numbered<OfferingRow>| !is_stated_already(context, stored.as_ref(), row);
    let faulty: Vec<&Numbered<OfferingRow>> = strays.into_iter().filter(new).collect();
    for row in faulty {
        check_life(context, row, &points, &services);
    }
    warn_of_first_lists(context, &table.rows).await?;
    Ok(Draft { offerings: context.plan_own(table).await?, ..Draft::default() })
}

/// The first services a point states declare its whole list: what is not among them counts as not given from then on.
/// Who sent a few to begin with should know.
async fn warn_of_first_lists(context: &mut ImportContext<'_>, rows: &[Numbered<OfferingRow>]) -> Result<(), Refusal> {
    let mut stated: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *stated.entry(&row.value.point).or_default() += 1;
    }
    stated.retain(|_, services| *services < FEW_SERVICES);
    let owners: Vec<Owner> = stated.keys().filter_map(|code| OfferingRow::owner_of(code, &context.refs)).collect();
    if owners.is_empty() {
        return Ok(());
    }
    let kept = context.write.all_of::<OfferingRow>(&owners, &context.refs).await?;
    let declared: BTreeSet<&str> = kept.iter().map(|row| row.kept.row.point.as_str()).collect();
    let first: Vec<&str> = stated.into_keys().filter(|code| !declared.contains(code)).collect();
    if !first.is_empty() {
        let (reason, expected) = messages::first_list_is_short(&first, FEW_SERVICES);
        context.warn(0, "service", "", reason, expected);
    }
    Ok(())
}

/// True when point and service are known and exist throughout the offering.
fn lives_through(
    context: &ImportContext<'_>,
    row: &Numbered<OfferingRow>,
    points: &ExistencePeriods,
    services: &ExistencePeriods,
) -> bool {
    let period = held_period(context, row);
    let inside = |lives: &ExistencePeriods, code: &str| {
        lives.get(code).is_some_and(|spans| spans.iter().any(|span| span.covers(&period)))
    };
    inside(points, &row.value.point) && inside(services, &row.value.service)
}

/// True when a stored offering says as much: what ended it since is no fault of a file that repeats it.
fn is_stated_already(
    context: &ImportContext<'_>,
    stored: Option<&Index<OfferingRow>>,
    row: &Numbered<OfferingRow>,
) -> bool {
    let period = held_period(context, row);
    let rows = stored.map_or(&[][..], |stored| stored.stored_under(&row.value.key()));
    rows.iter().any(|old| old.kept.period.covers(&period))
}

/// The period of an offering; without a start of its own it begins on the day of the import.
fn held_period(context: &ImportContext<'_>, row: &Numbered<OfferingRow>) -> Period {
    Period::new(row.value.period.from.or(context.day), row.value.period.until)
}

fn check_life(
    context: &mut ImportContext<'_>,
    row: &Numbered<OfferingRow>,
    points: &ExistencePeriods,
    services: &ExistencePeriods,
) {
    let offering = &row.value;
    let period = held_period(context, row);
    let inside = |lives: &ExistencePeriods, code: &str| {
        lives.get(code).is_some_and(|l| l.iter().any(|span| span.covers(&period)))
    };
    if !inside(points, &offering.point) {
        let reason = "fault-outside-point-life";
        context.fault(row.row, "from", period_text(period), reason, life_told(points, &offering.point, period));
    }
    if !inside(services, &offering.service) {
        let reason = "fault-outside-service-life";
        context.fault(row.row, "from", period_text(period), reason, life_told(services, &offering.service, period));
    }
}

/// When a thing exists, and where the start of a period is set that has none.
fn life_told(lives: &ExistencePeriods, code: &str, period: Period) -> Message {
    let spans: Vec<String> = lives.get(code).into_iter().flatten().map(|span| period_text(*span)).collect();
    let is_dated = period.from.is_some();
    let told = if is_dated { "expected-life" } else { "expected-life-and-start" };
    Message::new(told).with("code", code).with("spans", spans.join(", "))
}

fn period_text(period: Period) -> String {
    let day = |date: Option<chrono::NaiveDate>| date.map_or_else(|| "…".to_owned(), |date| date.to_string());
    format!("{} – {}", day(period.from), day(period.until))
}

pub async fn answers(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let mut table = context.read::<AnswerRow>(bytes).await?;
    let points = by_key(context.write.all::<PointRow>(&context.refs).await?);
    let facts = context.write.all::<FactRow>(&context.refs).await?;
    let facts = FactRecords::new(facts.into_iter().map(|row| row.kept).collect());
    for row in table.all_mut() {
        let hromada = points.get(&row.value.point).and_then(|rows| rows.last()).and_then(|row| row.hromada);
        let people = people(context, &facts, hromada, &row.value);
        check_answer(context, row, people);
    }
    Ok(Draft { answers: context.plan_own(table).await?, ..Draft::default() })
}

/// Population of the point's hromada on the day of the answer.
fn people(
    context: &ImportContext<'_>,
    facts: &FactRecords,
    hromada: Option<TerritoryCode>,
    answer: &AnswerRow,
) -> Option<u32> {
    let day = answer.date.or(context.day).unwrap_or(context.today);
    match facts.fact_on(hromada?, FactName::Population, day)?.fact {
        Fact::Population(people) => Some(people),
        _ => None,
    }
}

fn check_answer(context: &mut ImportContext<'_>, row: &Numbered<AnswerRow>, population: Option<u32>) {
    let (at, answer) = (row.row, &row.value);
    let Some(checklist) = context.rules.checklist(&answer.checklist) else { return };
    let Some(criterion) = checklist.criterion(&answer.criterion) else { return };
    if let (Some(value), Some(rule)) = (answer.measure, &criterion.measure) {
        context.warn_outside((at, "measure"), value, rule.likely);
    }
    if let Some(date) = answer.date.filter(|date| *date > context.today) {
        context.warn(at, "date", date, "fault-answer-in-future", "expected-day-judged");
    }
    if let Some(against) = contradiction(criterion, answer.answer, answer.measure, population) {
        let said = |answer: Answer| answer.names().first().copied().unwrap_or_else(|| answer.word());
        let reason = Message::new("fault-answer-against-measure").with("said", said(answer.answer));
        let reason = reason.with("measured", said(against.measured));
        context.fault(at, "measure", against.measure, reason, "expected-answer-of-measure");
    }
}

pub async fn equipment(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let mut table = context.read::<EquipmentRow>(bytes).await?;
    for row in table.all_mut() {
        check_equipment(context, row);
    }
    Ok(Draft { equipment: context.plan_own(table).await?, ..Draft::default() })
}

fn check_equipment(context: &mut ImportContext<'_>, row: &Numbered<EquipmentRow>) {
    if row.value.quantity > MANY_PIECES {
        let reason = "fault-unlikely-quantity";
        context.warn(
            row.row,
            "quantity",
            row.value.quantity,
            reason,
            Message::new("expected-up-from-none").with("most", MANY_PIECES),
        );
    }
}

pub async fn figures(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let mut table = context.read::<FigureRow>(bytes).await?;
    for row in table.all_mut() {
        check_figure(context, row);
    }
    Ok(Draft { figures: context.plan_own(table).await?, ..Draft::default() })
}

fn check_figure(context: &mut ImportContext<'_>, row: &Numbered<FigureRow>) {
    let (at, figure) = (row.row, &row.value);
    let Some(measure) = context.rules.measure(&figure.measure) else { return };
    if let Some(max) = measure.max.filter(|max| figure.value > *max) {
        let expected = Message::new("expected-range-of-unit").with("most", max.to_string());
        let expected = expected.with("unit", &measure.unit.uk);
        context.fault(at, "value", figure.value, "fault-too-great", expected);
    }
    context.warn_outside((at, "value"), figure.value, measure.likely);
    if measure.whole && figure.value.fract() != 0.0 {
        context.warn(at, "value", figure.value, "fault-fraction", "expected-whole-number");
    }
    if Span::parse(&figure.period).is_some_and(|span| span.first_day().is_some_and(|day| day > context.today)) {
        context.warn(at, "period", &figure.period, "fault-period-in-future", "expected-past-period");
    }
}
