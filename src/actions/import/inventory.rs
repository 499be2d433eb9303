//! Offerings, answers to checklists, equipment and figures of points.

use std::collections::HashMap;

use super::ground::Ground;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::actions::merge::Merge;
use crate::compliance::cards::contradiction;
use crate::domain::Period;
use crate::domain::rows::{AnswerRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, ServiceRow};
use crate::domain::timeline::life;
use crate::domain::{Fact, FactName, TerritoryCode};
use crate::formats::{Numbered, tables};
use crate::registry::hromada::FactRecords;
use crate::registry::{Kept, PointRecord};

/// Spans of days over which things exist, by code.
type Lives = HashMap<String, Vec<Period>>;

pub async fn offerings(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = ground.rows(tables::offerings::read(bytes))?;
    let points = point_lives(ground).await?;
    let services = service_lives(ground).await?;
    for row in &rows {
        check_life(ground, row, &points, &services);
    }
    Ok(Draft { offerings: ground.plan(rows).await?, ..Draft::default() })
}

fn by_key<R: Merge>(rows: Vec<crate::store::Stored<R>>) -> HashMap<String, Vec<Kept<R>>> {
    let mut groups: HashMap<String, Vec<Kept<R>>> = HashMap::new();
    for row in rows {
        groups.entry(row.kept.key()).or_default().push(row.kept);
    }
    for rows in groups.values_mut() {
        rows.sort_by_key(|row| row.span().and_then(|span| span.from));
    }
    groups
}

async fn point_lives(ground: &Ground<'_>) -> Result<Lives, Refusal> {
    let groups = by_key(ground.write.all::<PointRow>(&ground.refs).await?).into_iter();
    let record = |code: &str, rows| PointRecord { id: 0, code: code.into(), rows };
    Ok(groups.map(|(code, rows)| (code.clone(), record(&code, rows).life())).collect())
}

async fn service_lives(ground: &Ground<'_>) -> Result<Lives, Refusal> {
    let groups = by_key(ground.write.all::<ServiceRow>(&ground.refs).await?);
    Ok(groups.into_iter().map(|(code, rows)| (code, life(&rows))).collect())
}

fn check_life(ground: &mut Ground<'_>, row: &Numbered<OfferingRow>, points: &Lives, services: &Lives) {
    let offering = &row.value;
    if !ground.point(row.row, &offering.point) || !ground.service(row.row, &offering.service) {
        return;
    }
    let mut period = offering.period;
    period.from = period.from.or(ground.day);
    let inside = |lives: &Lives, code: &str| lives.get(code).is_some_and(|l| l.iter().any(|span| span.covers(&period)));
    if !inside(points, &offering.point) {
        let reason = "період виходить за межі існування точки";
        ground.fault(row.row, "from", told(period), reason, "період у межах існування точки");
    }
    if !inside(services, &offering.service) {
        let reason = "період виходить за межі існування послуги";
        ground.fault(row.row, "from", told(period), reason, "період у межах існування послуги");
    }
}

fn told(period: Period) -> String {
    let day = |date: Option<chrono::NaiveDate>| date.map_or_else(|| "…".to_owned(), |date| date.to_string());
    format!("{} – {}", day(period.from), day(period.until))
}

pub async fn answers(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = ground.rows(tables::answers::read(bytes))?;
    let points = by_key(ground.write.all::<PointRow>(&ground.refs).await?);
    let facts = ground.write.all::<FactRow>(&ground.refs).await?;
    let facts = FactRecords::new(facts.into_iter().map(|row| row.kept).collect());
    for row in &rows {
        let hromada = points.get(&row.value.point).and_then(|rows| rows.last()).and_then(|row| row.hromada);
        check_answer(ground, row, people(ground, &facts, hromada, &row.value));
    }
    Ok(Draft { answers: ground.plan(rows).await?, ..Draft::default() })
}

/// Population of the point's hromada on the day of the answer.
fn people(ground: &Ground<'_>, facts: &FactRecords, hromada: Option<TerritoryCode>, answer: &AnswerRow) -> Option<u32> {
    let day = answer.date.or(ground.day).unwrap_or_else(crate::actions::live::today_in_kyiv);
    match facts.on(hromada?, FactName::Population, day)?.fact {
        Fact::Population(people) => Some(people),
        _ => None,
    }
}

fn check_answer(ground: &mut Ground<'_>, row: &Numbered<AnswerRow>, population: Option<u32>) {
    let answer = &row.value;
    ground.point(row.row, &answer.point);
    let rules = ground.rules;
    let Some(checklist) = rules.checklist(&answer.checklist) else {
        let known: Vec<&str> = rules.checklists.iter().map(|checklist| checklist.id.as_str()).collect();
        ground.fault(row.row, "checklist", &answer.checklist, "такого переліку критеріїв немає", &known.join(", "));
        return;
    };
    let Some(criterion) = checklist.criteria.iter().find(|criterion| criterion.id == answer.criterion) else {
        let known: Vec<&str> = checklist.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        ground.fault(row.row, "criterion", &answer.criterion, "такого критерію немає", &known.join(", "));
        return;
    };
    if let Some(against) = contradiction(criterion, answer.answer, answer.measure, population) {
        let reason = format!("відповідь «{}» суперечить виміру: за виміром «{}»", answer.answer, against.measured);
        ground.fault(row.row, "measure", against.measure, &reason, "відповідь, що узгоджується з виміром");
    }
}

pub async fn equipment(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = ground.rows(tables::equipment::read(bytes))?;
    for row in &rows {
        check_equipment(ground, row);
    }
    Ok(Draft { equipment: ground.plan(rows).await?, ..Draft::default() })
}

fn check_equipment(ground: &mut Ground<'_>, row: &Numbered<EquipmentRow>) {
    ground.point(row.row, &row.value.point);
    if ground.rules.equipment_type(&row.value.kind).is_none() {
        let known: Vec<&str> = ground.rules.equipment.iter().map(|kind| kind.id.as_str()).collect();
        ground.fault(row.row, "type", &row.value.kind, "такого типу обладнання немає", &known.join(", "));
    }
}

pub async fn figures(ground: &mut Ground<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = ground.rows(tables::figures::read(bytes))?;
    for row in &rows {
        check_figure(ground, row);
    }
    Ok(Draft { figures: ground.plan(rows).await?, ..Draft::default() })
}

fn check_figure(ground: &mut Ground<'_>, row: &Numbered<FigureRow>) {
    ground.point(row.row, &row.value.point);
    let known: Vec<&str> = ground.rules.measures.iter().map(|measure| measure.id.as_str()).collect();
    if !known.contains(&row.value.measure.as_str()) {
        ground.fault(row.row, "measure", &row.value.measure, "такого показника немає", &known.join(", "));
    }
}
