//! Who is counted: the members of an indicator in a territory, each with its state.

use serde::Serialize;

use super::starosta::Districts;
use super::{Reason, Rule};
use crate::compliance::cards::AnswerCounts;
use crate::compliance::judgement::{Exclusion, Judgement};
use crate::compliance::subdivisions;
use crate::domain::facts::word_enum;
use crate::domain::{TerritoryCode, Truth};
use crate::registry::{HromadaOnDate, PointOnDate, Registry, Scope};
use crate::rulebook::Indicator;

word_enum! {
    /// How a point or hromada stands in the count.
    MemberState {
        Yes = "yes",
        No = "no",
        Unknown = "unknown",
        /// Whether it is a member at all is not known.
        Undecided = "undecided",
        Excluded = "excluded",
    }
}

/// One point or hromada and why it stands so.
#[derive(Clone, Debug, Serialize)]
pub struct Member<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub state: MemberState,
    pub reason: Reason<'a>,
    pub raion: Option<TerritoryCode>,
    pub hromada: Option<TerritoryCode>,
}

/// An answer with the numbers it stands on.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    pub truth: Truth,
    /// Pieces of equipment.
    pub pieces: u32,
    /// Offered and required positions of a declared point.
    pub positions: Option<(usize, usize)>,
    /// The card's counts.
    pub card: Option<AnswerCounts>,
    /// Starosta districts of a hromada.
    pub districts: Option<Districts>,
}

impl From<Truth> for Judged {
    fn from(truth: Truth) -> Self {
        Self { truth, pieces: 0, positions: None, card: None, districts: None }
    }
}

impl From<Truth> for MemberState {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Self::Yes,
            Truth::No => Self::No,
            Truth::Unknown => Self::Unknown,
        }
    }
}

/// A member before its reason is told.
pub(super) struct Counted<'a> {
    who: MemberId<'a>,
    pub state: MemberState,
    pub judged: Judged,
    exclusion: Option<Exclusion>,
}

#[derive(Clone, Copy)]
enum MemberId<'a> {
    Point(&'a PointOnDate),
    Hromada(&'a HromadaOnDate),
}

/// Members in the territory, in order of code.
pub(super) fn members<'a>(
    audit: &'a Judgement,
    indicator: &Indicator,
    rule: &Rule<'_>,
    scope: Scope,
) -> Vec<Counted<'a>> {
    let registry = audit.registry();
    if matches!(rule, Rule::Starosta(_)) {
        let with_districts = registry.hromadas_in(scope).filter(|hromada| !hromada.districts.is_empty());
        return with_districts.filter_map(|hromada| Counted::hromada(audit, indicator, rule, hromada)).collect();
    }
    let points = registry.points_in(scope).filter(|point| indicator.kinds.contains(&point.row().kind));
    points.filter_map(|point| Counted::point(audit, indicator, rule, point)).collect()
}

impl<'a> Counted<'a> {
    /// The point as a member; `None` where the indicator does not count it.
    pub fn point(audit: &Judgement, indicator: &Indicator, rule: &Rule<'_>, point: &'a PointOnDate) -> Option<Self> {
        // A kind the checklist does not ask is no member of an indicator over its cards.
        if matches!(rule, Rule::Card(form, _) if !form.asks(point.row().kind)) {
            return None;
        }
        let membership = indicator.member.as_ref().map_or(Truth::Yes, |member| member.evaluate(&audit.facts(point)));
        Self::new(MemberId::Point(point), membership, audit.exclusion(point), || rule.point(audit, point))
    }

    fn hromada(audit: &Judgement, indicator: &Indicator, rule: &Rule<'_>, hromada: &'a HromadaOnDate) -> Option<Self> {
        let membership = indicator.member.as_ref().map_or(Truth::Yes, |member| member.evaluate(&hromada.facts));
        let exclusion = audit.leave_out().status(&hromada.facts).map(Exclusion::LeftOut);
        Self::new(MemberId::Hromada(hromada), membership, exclusion, || rule.hromada(audit, hromada))
    }

    /// The order of the rulings: membership false, excluded, membership unknown, then the answer.
    fn new(
        who: MemberId<'a>,
        membership: Truth,
        exclusion: Option<Exclusion>,
        judge: impl FnOnce() -> Judged,
    ) -> Option<Self> {
        if membership == Truth::No {
            return None;
        }
        let (state, judged) = match (exclusion, membership) {
            (Some(_), _) => (MemberState::Excluded, Truth::Unknown.into()),
            (None, Truth::Unknown) => (MemberState::Undecided, Truth::Unknown.into()),
            (None, _) => {
                let judged = judge();
                (judged.truth.into(), judged)
            }
        };
        Some(Self { who, state, judged, exclusion })
    }

    /// True for a member in the full sense: yes, no or unknown.
    pub fn is_live(&self) -> bool {
        !matches!(self.state, MemberState::Undecided | MemberState::Excluded)
    }

    /// The raion; a city with special status stands for its own.
    pub fn raion(&self, registry: &Registry) -> Option<TerritoryCode> {
        match self.who {
            MemberId::Point(point) => subdivisions::raion(registry, point),
            MemberId::Hromada(hromada) => hromada.raion,
        }
    }

    /// The hromada; a city with special status stands for its own.
    pub fn hromada_code(&self, registry: &Registry) -> Option<TerritoryCode> {
        match self.who {
            MemberId::Point(point) => subdivisions::hromada(registry, point),
            MemberId::Hromada(hromada) => Some(hromada.code),
        }
    }

    pub fn explain(&self, audit: &'a Judgement, indicator: &'a Indicator, rule: &Rule<'a>) -> Member<'a> {
        let registry = audit.registry();
        let (code, name) = match self.who {
            MemberId::Point(point) => (point.code(), point.row().name.as_str()),
            MemberId::Hromada(hromada) => {
                let place = registry.records.territories.get(hromada.code);
                (hromada.code.as_str(), place.map(|place| place.name.as_str()).unwrap_or_default())
            }
        };
        let reason = self.reason(audit, indicator, rule);
        let (raion, hromada) = (self.raion(registry), self.hromada_code(registry));
        Member { code, name, state: self.state, reason, raion, hromada }
    }

    fn reason(&self, audit: &'a Judgement, indicator: &'a Indicator, rule: &Rule<'a>) -> Reason<'a> {
        match (self.exclusion, self.state, self.who) {
            (Some(Exclusion::Suspended), ..) => Reason::Suspended,
            (Some(Exclusion::LeftOut(status)), ..) => Reason::LeftOut { status },
            (None, MemberState::Undecided, _) => Reason::MembershipUnknown { condition: indicator.member.as_ref() },
            (None, _, MemberId::Point(point)) => rule.point_reason(audit, point, &self.judged),
            (None, _, MemberId::Hromada(_)) => super::starosta::reason(&self.judged),
        }
    }
}
