//! What cards say of a territory: both national measures, counts by criterion, and whom the critical ones stop.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::card::CardVerdict;
use super::form::{AnswerCounts, Form, Mark, marks};
use crate::compliance::judgement::Judgement;
use crate::compliance::leave_out::LeaveOut;
use crate::compliance::{share, subdivisions};
use crate::domain::{Answer, PointKind, TerritoryCode, Truth};
use crate::registry::{PointOnDate, Scope};
use crate::rulebook::Checklist;

/// Parts a summary is split into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SummaryBy {
    Raion,
    Hromada,
    Kind,
}

impl SummaryBy {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "raion" => Some(Self::Raion),
            "hromada" => Some(Self::Hromada),
            "kind" => Some(Self::Kind),
            _ => None,
        }
    }
}

/// Barrier-free level of a territory, or of a part of it, by one checklist.
#[derive(Clone, Debug, Serialize)]
pub struct BarrierFree<'a> {
    pub territory: Option<TerritoryCode>,
    /// The kind of point, in a split by kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PointKind>,
    pub checklist: &'a str,
    /// `None` before the first edition.
    pub edition: Option<NaiveDate>,
    pub date: NaiveDate,
    pub leave_out: LeaveOut,
    /// Points the checklist applies to; suspended ones and those of left-out hromadas are not among them.
    pub points: usize,
    pub excluded: usize,
    /// Counted points whose hromada is not known.
    pub unplaced: usize,
    /// Points with at least one yes or no.
    pub judged: usize,
    /// Mean of the judged points' shares.
    pub mean_share: Option<f64>,
    /// Judged points that fulfil everything applicable.
    pub full: usize,
    pub full_share: Option<f64>,
    pub verdicts: Verdicts,
    pub criteria: Vec<CriterionCounts<'a>>,
    pub stops: Vec<StopCounts<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<BarrierFree<'a>>>,
}

/// How many cards come to each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdicts {
    pub barrier_free: usize,
    pub partly: usize,
    pub barrier: usize,
    pub undetermined: usize,
}

/// Answers to one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CriterionCounts<'a> {
    pub id: &'a str,
    #[serde(flatten)]
    pub counts: AnswerCounts,
}

/// Whether people of a group can enter, as far as the critical criteria that stop them tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StopCounts<'a> {
    pub group: &'a str,
    pub can: usize,
    pub cannot: usize,
    pub unknown: usize,
}

/// The summary of a territory; `None` for a checklist that is not known.
#[must_use]
pub fn summary<'a>(audit: &'a Judgement, checklist: &str, scope: Scope) -> Option<BarrierFree<'a>> {
    make(audit, checklist, scope, None, None)
}

/// The summary with its parts: the same cards, so the parts sum up to the whole.
#[must_use]
pub fn summary_by<'a>(audit: &'a Judgement, checklist: &str, scope: Scope, by: SummaryBy) -> Option<BarrierFree<'a>> {
    make(audit, checklist, scope, Some(by), None)
}

/// The summary of the points of one kind, with its parts where they are asked for.
#[must_use]
pub fn summary_of_kind<'a>(
    audit: &'a Judgement,
    checklist: &str,
    scope: Scope,
    by: Option<SummaryBy>,
    kind: PointKind,
) -> Option<BarrierFree<'a>> {
    make(audit, checklist, scope, by, Some(kind)).map(|whole| BarrierFree { kind: Some(kind), ..whole })
}

type Key = (Option<TerritoryCode>, Option<PointKind>);

fn make<'a>(
    audit: &'a Judgement,
    id: &str,
    scope: Scope,
    by: Option<SummaryBy>,
    kind: Option<PointKind>,
) -> Option<BarrierFree<'a>> {
    let checklist = audit.rules().checklist(id)?;
    let mut whole = SummaryBuilder::new(checklist);
    let mut parts = by.map(|by| empty_parts(audit, checklist, scope, by));
    if let Some(form) = Form::in_force_on(audit.rules(), id, audit.date()) {
        let asked = |one: PointKind| form.asks(one) && kind.is_none_or(|kind| kind == one);
        for point in audit.registry().points_in(scope).filter(|point| asked(point.row().kind)) {
            let marks = (audit.exclusion(point).is_none()).then(|| marks(audit, &form, point).collect::<Vec<_>>());
            whole.add(marks.as_deref());
            let unplaced = usize::from(marks.is_some() && audit.registry().is_unplaced(point));
            whole.unplaced += unplaced;
            if let Some((by, parts)) = by.zip(parts.as_mut()) {
                let part = parts.entry(key(audit, by, point)).or_insert_with(|| SummaryBuilder::new(checklist));
                part.add(marks.as_deref());
                part.unplaced += unplaced;
            }
        }
    }
    let told = parts.map(|parts| parts.into_iter().map(|(key, sum)| sum.into_summary(audit, key)).collect());
    Some(BarrierFree { groups: told, ..whole.into_summary(audit, (scope.code(), None)) })
}

fn key(audit: &Judgement, by: SummaryBy, point: &PointOnDate) -> Key {
    match by {
        SummaryBy::Raion => (subdivisions::raion(audit.registry(), point), None),
        SummaryBy::Hromada => (subdivisions::hromada(audit.registry(), point), None),
        SummaryBy::Kind => (None, Some(point.row().kind)),
    }
}

fn empty_parts<'a>(
    audit: &'a Judgement,
    checklist: &'a Checklist,
    scope: Scope,
    by: SummaryBy,
) -> BTreeMap<Key, SummaryBuilder<'a>> {
    let keys: Vec<Key> = match by {
        SummaryBy::Kind => checklist.kinds.iter().map(|kind| (None, Some(*kind))).collect(),
        SummaryBy::Raion => {
            subdivisions::all(audit.registry(), scope, subdivisions::By::Raion).map(|code| (Some(code), None)).collect()
        }
        SummaryBy::Hromada => subdivisions::all(audit.registry(), scope, subdivisions::By::Hromada)
            .map(|code| (Some(code), None))
            .collect(),
    };
    keys.into_iter().map(|key| (key, SummaryBuilder::new(checklist))).collect()
}

struct SummaryBuilder<'a> {
    checklist: &'a Checklist,
    points: usize,
    excluded: usize,
    unplaced: usize,
    judged: usize,
    shares: f64,
    full: usize,
    verdicts: Verdicts,
    criteria: Vec<AnswerCounts>,
    stops: Vec<(&'a str, [usize; 3])>,
}

impl<'a> SummaryBuilder<'a> {
    fn new(checklist: &'a Checklist) -> Self {
        let critical = checklist.criteria.iter().filter(|criterion| criterion.critical);
        let mut groups: Vec<&str> = Vec::new();
        for group in critical.flat_map(|criterion| &criterion.stops) {
            if !groups.contains(&group.as_str()) {
                groups.push(group);
            }
        }
        Self {
            checklist,
            points: 0,
            excluded: 0,
            unplaced: 0,
            judged: 0,
            shares: 0.0,
            full: 0,
            verdicts: Verdicts::default(),
            criteria: vec![AnswerCounts::default(); checklist.criteria.len()],
            stops: groups.into_iter().map(|group| (group, [0; 3])).collect(),
        }
    }

    /// Adds a point's card; `None`: the point is excluded.
    fn add(&mut self, marks: Option<&[Mark<'_>]>) {
        let Some(marks) = marks else {
            self.excluded += 1;
            return;
        };
        self.points += 1;
        let mut counts = AnswerCounts::default();
        for mark in marks {
            counts.add(mark.answer);
            self.criteria.get_mut(mark.place).into_iter().for_each(|criterion| criterion.add(mark.answer));
        }
        if let Some(share) = counts.share() {
            self.judged += 1;
            self.shares += share;
            self.full += usize::from(counts.is_full() == Some(true));
        }
        self.verdicts.add(CardVerdict::from_marks(marks));
        for (group, [can, cannot, unknown]) in &mut self.stops {
            *match can_enter(marks, group) {
                Truth::Yes => can,
                Truth::No => cannot,
                Truth::Unknown => unknown,
            } += 1;
        }
    }

    fn into_summary(self, audit: &Judgement, (territory, kind): Key) -> BarrierFree<'a> {
        let named = self.checklist.criteria.iter().zip(&self.criteria);
        let edition = self.checklist.edition_on(audit.date());
        BarrierFree {
            territory,
            kind,
            checklist: &self.checklist.id,
            edition: edition.map(|edition| edition.in_force),
            date: audit.date(),
            leave_out: audit.leave_out(),
            points: self.points,
            excluded: self.excluded,
            unplaced: self.unplaced,
            judged: self.judged,
            mean_share: (self.judged > 0).then(|| self.shares / self.judged as f64),
            full: self.full,
            full_share: share(self.full, self.judged),
            verdicts: self.verdicts,
            criteria: named.map(|(criterion, counts)| CriterionCounts { id: &criterion.id, counts: *counts }).collect(),
            stops: self.stops.iter().map(|(group, counts)| StopCounts::new(group, *counts)).collect(),
            groups: None,
        }
    }
}

impl<'a> StopCounts<'a> {
    const fn new(group: &'a str, [can, cannot, unknown]: [usize; 3]) -> Self {
        Self { group, can, cannot, unknown }
    }
}

impl Verdicts {
    const fn add(&mut self, verdict: CardVerdict) {
        match verdict {
            CardVerdict::BarrierFree => self.barrier_free += 1,
            CardVerdict::Partly => self.partly += 1,
            CardVerdict::Barrier => self.barrier += 1,
            CardVerdict::Undetermined => self.undetermined += 1,
        }
    }
}

/// One critical no stops the group; an unknown one leaves it open; not applicable stops nobody.
pub(super) fn can_enter(marks: &[Mark<'_>], group: &str) -> Truth {
    let stopping =
        marks.iter().filter(|mark| mark.criterion.critical && mark.criterion.stops.iter().any(|g| g == group));
    stopping.fold(Truth::Yes, |can, mark| {
        can.and(match mark.answer {
            Answer::Yes | Answer::NotApplicable => Truth::Yes,
            Answer::No => Truth::No,
            Answer::Unknown => Truth::Unknown,
        })
    })
}
