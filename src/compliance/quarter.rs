//! A quarter as it was closed beside the same quarter as it is known now: figures and the members that differ.

use std::collections::BTreeMap;

use super::figures::{Span, total};
use super::indicator::{Counts, Member, MemberState, evaluate};
use super::judgement::Judgement;
use crate::domain::TerritoryCode;
use crate::registry::Scope;
use crate::rulebook::{Indicator, Measure};

/// An indicator then and now.
#[derive(Clone, Debug)]
pub struct FigureThenAndNow<'a> {
    pub indicator: &'a Indicator,
    pub then: Counts,
    pub now: Counts,
    /// Members that stand otherwise, in order of code.
    pub members: Vec<MemberThenAndNow<'a>>,
}

/// A member that stands otherwise; `None`: it was not counted.
#[derive(Clone, Copy, Debug)]
pub struct MemberThenAndNow<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub hromada: Option<TerritoryCode>,
    pub then: Option<MemberState>,
    pub now: Option<MemberState>,
}

/// The total of a measure over the quarter then and now.
#[derive(Clone, Copy, Debug)]
pub struct MeasureThenAndNow<'a> {
    pub measure: &'a Measure,
    pub then: Option<f64>,
    pub now: Option<f64>,
}

impl FigureThenAndNow<'_> {
    #[must_use]
    pub fn differs(&self) -> bool {
        self.then != self.now || !self.members.is_empty()
    }
}

impl MeasureThenAndNow<'_> {
    #[must_use]
    pub fn differs(&self) -> bool {
        self.then != self.now
    }
}

/// Every indicator of a territory, on one day as it was known then and now.
#[must_use]
pub fn figures<'a>(then: &'a Judgement, now: &'a Judgement, scope: Scope) -> Vec<FigureThenAndNow<'a>> {
    let both = |indicator: &'a Indicator| {
        let (old, new) = (evaluate(then, indicator, scope), evaluate(now, indicator, scope));
        let (old_members, new_members) = (old.members.unwrap_or_default(), new.members.unwrap_or_default());
        FigureThenAndNow { indicator, then: old.counts, now: new.counts, members: members(&old_members, &new_members) }
    };
    now.rules().indicators.iter().map(both).collect()
}

fn members<'a>(then: &[Member<'a>], now: &[Member<'a>]) -> Vec<MemberThenAndNow<'a>> {
    let mut all: BTreeMap<&'a str, (Option<&Member<'a>>, Option<&Member<'a>>)> = BTreeMap::new();
    for member in then {
        all.entry(member.code).or_default().0 = Some(member);
    }
    for member in now {
        all.entry(member.code).or_default().1 = Some(member);
    }
    let told = |(code, (then, now)): (&'a str, (Option<&Member<'a>>, Option<&Member<'a>>))| {
        let same = then.zip(now).is_some_and(|(a, b)| a.state == b.state && a.reason == b.reason);
        let shown = now.or(then).filter(|_| !same)?;
        let (then, now) = (then.map(|one| one.state), now.map(|one| one.state));
        Some(MemberThenAndNow { code, name: shown.name, hromada: shown.hromada, then, now })
    };
    all.into_iter().filter_map(told).collect()
}

/// Every measure of a territory over a quarter, as it was known then and now.
#[must_use]
pub fn measures<'a>(then: &'a Judgement, now: &'a Judgement, span: Span, scope: Scope) -> Vec<MeasureThenAndNow<'a>> {
    let both = |measure: &'a Measure| MeasureThenAndNow {
        measure,
        then: total(then.registry(), measure, span, scope).value,
        now: total(now.registry(), measure, span, scope).value,
    };
    now.rules().measures.iter().map(both).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compliance::LeaveOut;
    use crate::domain::PointKind;
    use crate::registry::testing::World;

    #[test]
    fn what_was_learned_later_shows_with_its_member_and_the_rest_does_not() {
        let base = World::new(2).service("A", "social").point("P", PointKind::Cnap, 1).offer("P", "A");
        let later = base.clone().point("Q", PointKind::Cnap, 2).offer("Q", "A").figure("P", "2023Q4", "services", 7.0);
        let audit = |world: &World| Judgement::new(world.at("2023-12-31"), LeaveOut::default());
        let (then, now) = (audit(&base), audit(&later));
        let told = figures(&then, &now, Scope::Country);
        let overall = told.iter().find(|one| one.indicator.id == "id-readers").unwrap();
        assert_eq!(overall.members.iter().map(|one| one.code).collect::<Vec<_>>(), ["Q"]);
        assert_eq!((overall.members[0].then, overall.members[0].now), (None, Some(MemberState::Unknown)));
        assert!(figures(&then, &then, Scope::Country).iter().all(|one| !one.differs()));
        let measures = measures(&then, &now, Span::Quarter(2023, 4), Scope::Country);
        let services = measures.iter().find(|one| one.measure.id == "services").unwrap();
        assert_eq!((services.then, services.now), (None, Some(7.0)));
    }
}
