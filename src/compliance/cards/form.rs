//! The form of a checklist on a day, and how a point has filled it in.

use serde::Serialize;

use super::measure::judge_measure;
use crate::compliance::judgement::Judgement;
use crate::domain::rows::{AnswerRow, PointRow};
use crate::domain::{Answer, PointKind};
use crate::registry::{PointOnDate, Registry, Sourced};
use crate::rulebook::Rulebook;
use crate::rulebook::{Checklist, ChecklistEdition, Criterion, Zone};
use chrono::NaiveDate;

/// A checklist in the edition of a day, with the criteria each kind of point is asked.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    pub checklist: &'a Checklist,
    pub edition: &'a ChecklistEdition,
    /// By kind, in the order of `PointKind::ALL`: each criterion with its place in the checklist.
    asked: [Vec<(usize, &'a Criterion)>; 4],
}

/// The answer to one criterion and what it rests on.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// Place of the criterion in the checklist.
    pub place: usize,
    pub criterion: &'a Criterion,
    pub answer: Answer,
    pub measure: Option<f64>,
    pub basis: Basis,
    pub row: Option<&'a Sourced<AnswerRow>>,
}

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The answer was stated.
    Stated,
    /// The measure stated with it decided.
    Measured,
    /// The point's areas decided.
    Areas,
    /// Nothing was stated.
    Nothing,
}

/// The four counts of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AnswerCounts {
    pub yes: u32,
    pub no: u32,
    pub unknown: u32,
    pub na: u32,
}

impl<'a> Form<'a> {
    /// `None` before the first edition, and for a checklist that is not known.
    #[must_use]
    pub fn in_force_on(rules: &'a Rulebook, id: &str, day: NaiveDate) -> Option<Self> {
        let checklist = rules.checklist(id)?;
        let edition = checklist.edition_on(day)?;
        let place = |criterion: &Criterion| checklist.criteria.iter().position(|own| own.id == criterion.id);
        let asked = [PointKind::Cnap, PointKind::Tp, PointKind::Vrm, PointKind::Mobile].map(|kind| {
            checklist.criteria_for(edition, kind).filter_map(|one| place(one).map(|place| (place, one))).collect()
        });
        Some(Self { checklist, edition, asked })
    }

    /// Criteria a kind of point is asked, each with its place in the checklist.
    #[must_use]
    pub fn criteria_for(&self, kind: PointKind) -> &[(usize, &'a Criterion)] {
        let [cnap, tp, vrm, mobile] = &self.asked;
        match kind {
            PointKind::Cnap => cnap,
            PointKind::Tp => tp,
            PointKind::Vrm => vrm,
            PointKind::Mobile => mobile,
        }
    }

    /// True when the checklist applies to the kind.
    #[must_use]
    pub fn asks(&self, kind: PointKind) -> bool {
        self.checklist.kinds.contains(&kind)
    }
}

/// The answers of a point on the audit's day, in the order of the criteria; none where the checklist does not apply.
pub fn marks<'a>(audit: &'a Judgement, form: &Form<'a>, point: &'a PointOnDate) -> impl Iterator<Item = Mark<'a>> {
    let rows = of_checklist(audit.registry(), &form.checklist.id, point);
    let (day, population) = (audit.date(), audit.facts(point).population);
    let asked = form.criteria_for(point.row().kind).to_vec();
    asked.into_iter().map(move |(place, criterion)| {
        let row = latest_answer(rows, &criterion.id, day);
        let mark = Mark { place, criterion, answer: Answer::Unknown, measure: None, basis: Basis::Nothing, row };
        mark.answered(point.row(), population)
    })
}

/// The four counts of a point's card.
#[must_use]
pub fn count_answers(audit: &Judgement, form: &Form<'_>, point: &PointOnDate) -> AnswerCounts {
    marks(audit, form, point).map(|mark| mark.answer).collect()
}

/// All answers of the point to a checklist, in order of criterion and date.
pub(super) fn of_checklist<'a>(registry: &'a Registry, id: &str, point: &PointOnDate) -> &'a [Sourced<AnswerRow>] {
    let all = registry.records.answers.rows_of(point.id());
    let start = all.partition_point(|row| row.checklist.as_str() < id);
    let own = all.get(start..).unwrap_or_default();
    let end = own.partition_point(|row| row.checklist == id);
    own.get(..end).unwrap_or_default()
}

/// The latest answer on or before the day, among rows of a checklist in order of criterion and date.
pub(super) fn latest_answer<'a>(
    rows: &'a [Sourced<AnswerRow>],
    criterion: &str,
    day: NaiveDate,
) -> Option<&'a Sourced<AnswerRow>> {
    let end = rows.partition_point(|row| {
        row.criterion.as_str() < criterion || (row.criterion == criterion && row.date.is_none_or(|date| date <= day))
    });
    rows.get(end.checked_sub(1)?).filter(|row| row.criterion == criterion)
}

impl Mark<'_> {
    /// A stated answer goes before everything; a measure decides where the answer is left open; the point's areas
    /// decide only where nothing was stated at all.
    fn answered(self, point: &PointRow, population: Option<u32>) -> Self {
        let rule = self.criterion.measure.as_ref();
        let word = |holds: Option<bool>| holds.map(|yes| if yes { Answer::Yes } else { Answer::No });
        match (self.row, rule) {
            (Some(row), Some(rule)) if row.answer == Answer::Unknown => {
                let measured = row.measure.and_then(|value| word(judge_measure(rule, value, population)));
                let basis = if measured.is_some() { Basis::Measured } else { Basis::Stated };
                Self { answer: measured.unwrap_or(Answer::Unknown), measure: row.measure, basis, ..self }
            }
            (Some(row), _) => Self { answer: row.answer, measure: row.measure, basis: Basis::Stated, ..self },
            (None, Some(rule)) => {
                let Some(value) = areas(point, &rule.from_areas) else { return self };
                let answer = word(judge_measure(rule, value, population)).unwrap_or(Answer::Unknown);
                Self { answer, measure: Some(value), basis: Basis::Areas, ..self }
            }
            (None, None) => self,
        }
    }
}

/// The sum of the point's areas; every one must be stated.
fn areas(point: &PointRow, zones: &[Zone]) -> Option<f64> {
    let one = |zone: &Zone| match zone {
        Zone::Total => point.area_total,
        Zone::Waiting => point.area_waiting,
        Zone::Service => point.area_service,
    };
    if zones.is_empty() { None } else { zones.iter().map(one).sum() }
}

impl FromIterator<Answer> for AnswerCounts {
    fn from_iter<T: IntoIterator<Item = Answer>>(answers: T) -> Self {
        let mut tally = Self::default();
        for answer in answers {
            tally.add(answer);
        }
        tally
    }
}

impl AnswerCounts {
    /// Counts one more answer.
    pub const fn add(&mut self, answer: Answer) {
        match answer {
            Answer::Yes => self.yes += 1,
            Answer::No => self.no += 1,
            Answer::Unknown => self.unknown += 1,
            Answer::NotApplicable => self.na += 1,
        }
    }

    /// Fulfilled of those answered yes or no; `None` where there is neither: the point is not judged.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        let judged = self.yes + self.no;
        (judged > 0).then(|| f64::from(self.yes) / f64::from(judged))
    }

    /// Whether everything applicable is fulfilled; `None` while some of it is not known.
    #[must_use]
    pub const fn is_full(self) -> Option<bool> {
        match (self.no, self.unknown) {
            (0, 0) => Some(true),
            (0, _) => None,
            _ => Some(false),
        }
    }
}
