//! The card of a checklist: rows of `answers`, where a measure decides its own answer.

use chrono::NaiveDate;

use super::{Base, FieldFault, Made, Values, words, written};
use crate::compliance::cards::{Form, judge_measure};
use crate::domain::Answer;
use crate::domain::rows::AnswerRow;
use crate::formats::Format;
use crate::formats::cells::number;
use crate::formats::tables::cells;
use crate::formats::typed_table::{TypedTable, field_name};
use crate::registry::{PointOnDate, Registry, Sourced};
use crate::rulebook::Criterion;

const COLUMNS: [&str; 7] = ["point", "checklist", "date", "criterion", "answer", "measure", "note"];
/// Fields of one criterion.
const FIELDS: [&str; 3] = ["answer", "measure", "note"];

/// The latest answer to a criterion on the day.
pub fn latest<'a>(
    registry: &'a Registry,
    (point, checklist): (&PointOnDate, &str),
    criterion: &str,
) -> Option<&'a Sourced<AnswerRow>> {
    let rows = registry.records.answers.rows_of(point.id()).iter();
    let mut own = rows.filter(|row| row.checklist == checklist && row.criterion == criterion);
    own.rfind(|row| row.date.is_none_or(|date| date <= registry.date))
}

/// The criteria the point is asked; `None` where the checklist does not apply to it.
fn asked<'a>(registry: &'a Registry, (point, checklist): (&PointOnDate, &str)) -> Option<Vec<&'a Criterion>> {
    let kind = point.row().kind;
    let form = Form::in_force_on(&registry.records.rules, checklist, registry.date).filter(|form| form.asks(kind))?;
    Some(form.criteria_for(kind).iter().map(|(_, criterion)| *criterion).collect())
}

pub fn base(registry: &Registry, point: &PointOnDate, checklist: &str) -> Option<Base> {
    let mut base = Base::default();
    for criterion in asked(registry, (point, checklist))? {
        let row = latest(registry, (point, checklist), &criterion.id);
        let known = row.map(|row| cells(&row.row)).unwrap_or_default();
        for field in FIELDS {
            let value = known.iter().find(|cell| cell.0 == field).map(|cell| cell.1.clone());
            let origin = row.map(|row| row.origin_of(field));
            base.add(field_name(&criterion.id, field), value.unwrap_or_default(), origin);
        }
    }
    Some(base)
}

pub fn table(
    registry: &Registry,
    place: (&PointOnDate, &str),
    (base, values): (&Base, &Values),
    day: NaiveDate,
) -> Result<Made, Vec<FieldFault>> {
    let (point, checklist) = place;
    let population = registry.hromada_of(point).and_then(|hromada| hromada.facts.population);
    let mut made = Made { table: TypedTable::new(Format::Answers, &COLUMNS), decided: Vec::new() };
    let mut faults = Vec::new();
    for criterion in asked(registry, place).unwrap_or_default() {
        let field = |column: &str| field_name(&criterion.id, column);
        let typed = |column: &str| values.over(base, &field(column)).to_owned();
        let is_same = FIELDS.iter().all(|column| !values.differs(base, &field(column)));
        let held = latest(registry, place, &criterion.id);
        if is_same && held.is_none() {
            continue;
        }
        let mut answer = typed("answer");
        if !is_same {
            match measured(criterion, &typed("measure"), population) {
                Some(judged) if Answer::parse(&answer).is_none_or(|ticked| ticked == Answer::Unknown) => {
                    judged.word().clone_into(&mut answer);
                    made.decided.push((field("answer"), answer.clone()));
                }
                Some(judged) if contradicts(&answer, judged) => {
                    faults.push(words::measured_otherwise(&field("answer"), judged));
                }
                _ if answer.is_empty() => Answer::Unknown.word().clone_into(&mut answer),
                _ => {}
            }
        }
        let date = if is_same { held.and_then(|row| row.date) } else { Some(day) };
        let begun = held.and_then(|row| row.date).filter(|begun| !is_same && day < *begun);
        faults.extend(begun.map(|begun| words::before_start("day", begun)));
        let texts = [point.code(), checklist].map(str::to_owned);
        let rest = [written(date), criterion.id.clone(), answer, typed("measure"), typed("note")];
        made.table.push(&criterion.id, texts.into_iter().chain(rest));
    }
    faults.dedup();
    if faults.is_empty() { Ok(made) } else { Err(faults) }
}

/// What the typed measure says; `None` where there is none, or the rule cannot tell.
pub fn measured(criterion: &Criterion, typed: &str, population: Option<u32>) -> Option<Answer> {
    let holds = judge_measure(criterion.measure.as_ref()?, number(typed)?, population)?;
    Some(if holds { Answer::Yes } else { Answer::No })
}

/// True where a tick says something else than the measure.
pub fn contradicts(answer: &str, judged: Answer) -> bool {
    matches!(Answer::parse(answer), Some(ticked @ (Answer::Yes | Answer::No)) if ticked != judged)
}
