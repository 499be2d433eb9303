//! Which points stand behind a count of a barrier-free summary.

use super::card::CardVerdict;
use super::form::{AnswerCounts, Form, marks};
use super::summary::can_enter;
use crate::compliance::judgement::Judgement;
use crate::domain::{Answer, PointKind, Truth};
use crate::registry::{PointOnDate, Scope};

/// Which cards are wanted; an absent condition holds for all.
#[derive(Clone, Debug, Default)]
pub struct MemberFilter<'q> {
    pub kind: Option<PointKind>,
    /// A criterion and the answer to it.
    pub criterion: Option<(&'q str, Answer)>,
    /// A group of people and whether they can enter.
    pub people: Option<(&'q str, Truth)>,
    pub verdict: Option<CardVerdict>,
    pub judged: Option<bool>,
    /// Judged, and everything applicable is fulfilled.
    pub full: bool,
    /// Those left out of the summary instead of those in it.
    pub excluded: bool,
}

/// A point with its card in short.
#[derive(Clone, Copy, Debug)]
pub struct CardMember<'a> {
    pub point: &'a PointOnDate,
    pub counts: AnswerCounts,
    pub verdict: CardVerdict,
}

/// The points, in order of code; none where the checklist is not known or not yet in force.
#[must_use]
pub fn members<'a>(
    audit: &'a Judgement,
    checklist: &str,
    scope: Scope,
    wanted: &MemberFilter<'_>,
) -> Vec<CardMember<'a>> {
    let Some(form) = Form::in_force_on(audit.rules(), checklist, audit.date()) else { return Vec::new() };
    let asked = |kind: PointKind| form.asks(kind) && wanted.kind.is_none_or(|own| own == kind);
    let points = audit.registry().points_in(scope).filter(|point| asked(point.row().kind));
    let counted = points.filter(|point| audit.exclusion(point).is_some() == wanted.excluded);
    counted.filter_map(|point| member(audit, &form, point, wanted)).collect()
}

fn member<'a>(
    audit: &'a Judgement,
    form: &Form<'a>,
    point: &'a PointOnDate,
    wanted: &MemberFilter<'_>,
) -> Option<CardMember<'a>> {
    let marks: Vec<_> = marks(audit, form, point).collect();
    let counts: AnswerCounts = marks.iter().map(|mark| mark.answer).collect();
    let verdict = CardVerdict::from_marks(&marks);
    let is_judged = counts.share().is_some();
    let answered = |(id, answer)| marks.iter().any(|mark| mark.criterion.id == id && mark.answer == answer);
    let fits = wanted.criterion.is_none_or(answered)
        && wanted.people.is_none_or(|(group, enters)| can_enter(&marks, group) == enters)
        && wanted.verdict.is_none_or(|own| own == verdict)
        && wanted.judged.is_none_or(|judged| judged == is_judged)
        && (!wanted.full || (is_judged && counts.is_full() == Some(true)));
    fits.then_some(CardMember { point, counts, verdict })
}
