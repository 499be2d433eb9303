//! The card of a point: counts, verdict, what blocks whom, and every answer.

use chrono::NaiveDate;
use serde::Serialize;

use super::form::{AnswerCounts, Basis, Form, Mark, marks};
use crate::compliance::judgement::Judgement;
use crate::domain::Answer;
use crate::domain::facts::word_enum;
use crate::domain::rows::AnswerRow;
use crate::registry::{PointOnDate, Sourced};

word_enum! {
    /// What a card comes to.
    CardVerdict {
        BarrierFree = "barrier_free",
        Partly = "partly",
        Barrier = "barrier",
        /// Not yet determined: too little is known.
        Undetermined = "undetermined",
    }
}

/// A point's card of a checklist on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Card<'a> {
    pub point: &'a str,
    pub checklist: &'a str,
    /// Date in force of the checklist's edition.
    pub edition: NaiveDate,
    pub date: NaiveDate,
    #[serde(flatten)]
    pub counts: AnswerCounts,
    pub share: Option<f64>,
    pub full: Option<bool>,
    pub verdict: CardVerdict,
    /// Critical criteria answered no.
    pub blockers: Vec<&'a str>,
    /// Groups of people the blockers stop.
    pub stops: Vec<&'a str>,
    /// Dates of the newest and the oldest answer that holds.
    pub newest: Option<NaiveDate>,
    pub oldest: Option<NaiveDate>,
    pub answers: Vec<CardAnswer<'a>>,
    /// True while not every criterion of the act is loaded.
    pub partial: bool,
}

/// One answer of a card.
#[derive(Clone, Debug, Serialize)]
pub struct CardAnswer<'a> {
    pub criterion: &'a str,
    pub answer: Answer,
    pub measure: Option<f64>,
    pub date: Option<NaiveDate>,
    /// Id of the action that stated it.
    pub source: Option<u32>,
    pub basis: Basis,
    pub note: Option<&'a str>,
}

/// The card of the point; `None` where the checklist is not known, not yet in force, or not for this kind of point.
#[must_use]
pub fn card<'a>(audit: &'a Judgement, checklist: &str, point: &'a PointOnDate) -> Option<Card<'a>> {
    let form = Form::in_force_on(audit.rules(), checklist, audit.date()).filter(|form| form.asks(point.row().kind))?;
    let filled: Vec<Mark<'a>> = marks(audit, &form, point).collect();
    let counts: AnswerCounts = filled.iter().map(|mark| mark.answer).collect();
    let blocking = filled.iter().filter(|mark| mark.blocks()).map(|mark| mark.criterion);
    let mut stops: Vec<&str> =
        blocking.clone().flat_map(|criterion| criterion.stops.iter().map(String::as_str)).collect();
    stops.sort_unstable();
    stops.dedup();
    let dates = filled.iter().filter_map(|mark| mark.row?.date);
    Some(Card {
        point: point.code(),
        checklist: &form.checklist.id,
        edition: form.edition.in_force,
        date: audit.date(),
        counts,
        share: counts.share(),
        full: counts.is_full(),
        verdict: CardVerdict::from_marks(&filled),
        blockers: blocking.map(|criterion| criterion.id.as_str()).collect(),
        stops,
        newest: dates.clone().max(),
        oldest: dates.min(),
        answers: filled.iter().map(CardAnswer::from_mark).collect(),
        partial: form.checklist.partial,
    })
}

/// Every card of the point, in the order of the checklists.
#[must_use]
pub fn cards<'a>(audit: &'a Judgement, point: &'a PointOnDate) -> Vec<Card<'a>> {
    audit.rules().checklists.iter().filter_map(|checklist| card(audit, &checklist.id, point)).collect()
}

impl CardVerdict {
    /// A critical no decides; then a critical unknown, any no, any unknown. Not applicable stops nobody.
    pub(super) fn from_marks(marks: &[Mark<'_>]) -> Self {
        let any = |answer, critical: bool| {
            marks.iter().any(|mark| mark.answer == answer && (!critical || mark.criterion.critical))
        };
        if any(Answer::No, true) {
            Self::Barrier
        } else if any(Answer::Unknown, true) {
            Self::Undetermined
        } else if any(Answer::No, false) {
            Self::Partly
        } else if any(Answer::Unknown, false) {
            Self::Undetermined
        } else {
            Self::BarrierFree
        }
    }
}

impl Mark<'_> {
    fn blocks(&self) -> bool {
        self.criterion.critical && self.answer == Answer::No
    }
}

impl<'a> CardAnswer<'a> {
    fn from_mark(mark: &Mark<'a>) -> Self {
        let row: Option<&'a Sourced<AnswerRow>> = mark.row;
        Self {
            criterion: &mark.criterion.id,
            answer: mark.answer,
            measure: mark.measure,
            date: row.and_then(|row| row.date),
            source: row.map(|row| row.source),
            basis: mark.basis,
            note: row.and_then(|row| row.note.as_deref()),
        }
    }
}
