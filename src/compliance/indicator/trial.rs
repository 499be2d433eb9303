//! The members of an indicator as they would be if some points gave more services: what one more would add.

use std::collections::BTreeSet;

use super::member::{Counted, MemberState};
use super::{Rule, starosta};
use crate::compliance::judgement::Judgement;
use crate::compliance::pooled_gaps::PooledGap;
use crate::domain::{PointKind, PointStatus, Truth};
use crate::registry::{Bits, HromadaOnDate, PointOnDate};
use crate::rulebook::Indicator;

/// What a service would add: to the numerator, and towards later additions.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct ServiceGain {
    added: usize,
    /// One over the number of services each member still lacks, summed: members near the end weigh most.
    nearness: f64,
}

/// A point that lacks something and that the indicator counts.
#[derive(Clone)]
struct TriedMember {
    point: PointOnDate,
    /// What it adds to the numerator.
    value: usize,
    /// Services it still lacks of those the rule asks about.
    missing: usize,
    /// Giving all of the gaps would add something here.
    hopeful: bool,
}

pub(super) struct Trial<'t, 'a> {
    audit: &'a Judgement,
    indicator: &'a Indicator,
    rule: &'t Rule<'a>,
    /// By place in `Registry::points`.
    tried: Vec<Option<TriedMember>>,
}

impl<'t, 'a> Trial<'t, 'a> {
    pub fn new(audit: &'a Judgement, indicator: &'a Indicator, rule: &'t Rule<'a>, gaps: &[&PooledGap<'a>]) -> Self {
        let tried = vec![None; audit.registry().points.len()];
        let mut trial = Self { audit, indicator, rule, tried };
        let places: BTreeSet<u32> = gaps.iter().flat_map(|gap| gap.places()).collect();
        for place in places {
            let point = audit.registry().point_at(place).filter(|point| trial.is_counted(point));
            if let (Some(point), Some(slot)) = (point, trial.tried.get_mut(place as usize)) {
                *slot = Some(TriedMember { point: point.clone(), value: 0, missing: 0, hopeful: false });
            }
        }
        trial.find_hopeful(gaps);
        trial
    }

    /// Notes which points giving everything would lift.
    fn find_hopeful(&mut self, gaps: &[&PooledGap<'a>]) {
        let places = || 0..u32::try_from(self.tried.len()).unwrap_or(u32::MAX);
        let now = places();
        now.for_each(|place| self.look(place));
        let before: Vec<Option<TriedMember>> = self.tried.clone();
        for gap in gaps {
            self.insert(gap);
        }
        for (place, kept) in (0..).zip(before) {
            let after = self.value_of(place);
            let Some(slot) = self.tried.get_mut(place as usize) else { continue };
            *slot = kept.map(|kept| TriedMember { hopeful: after > kept.value, ..kept });
        }
    }

    /// The index of the service to give next among those left: the one that adds most, then the one that brings members
    /// nearest; `None` where no further service adds anything, alone or with others.
    pub fn best(&mut self, left: &[&PooledGap<'a>]) -> Option<usize> {
        let mut best = (None, ServiceGain::default());
        for (index, gap) in left.iter().enumerate() {
            let worth = self.worth(gap);
            if worth > best.1 {
                best = (Some(index), worth);
            }
        }
        best.0.filter(|_| best.1.added > 0 || self.can_add(left))
    }

    /// Gives the service at every counted point that lacks it; the places of those points.
    pub fn give(&mut self, gap: &PooledGap<'a>) -> BTreeSet<u32> {
        self.insert(gap);
        let given: BTreeSet<u32> = gap.places().filter(|place| self.tried_at(*place).is_some()).collect();
        for place in &given {
            self.look(*place);
        }
        given
    }

    /// What every tried point gives now.
    pub fn offered(&self) -> Vec<(u32, Bits)> {
        let tried = (0..).zip(&self.tried).filter_map(|(place, tried)| Some((place, tried.as_ref()?)));
        tried.map(|(place, tried)| (place, tried.point.offered.clone())).collect()
    }

    fn tried_at(&self, place: u32) -> Option<&TriedMember> {
        self.tried.get(place as usize)?.as_ref()
    }

    fn insert(&mut self, gap: &PooledGap<'a>) {
        self.change(gap, |offered| offered.insert(gap.id));
    }

    fn change(&mut self, gap: &PooledGap<'a>, change: impl Fn(&mut Bits)) {
        for place in gap.places() {
            if let Some(tried) = self.tried.get_mut(place as usize).and_then(Option::as_mut) {
                change(&mut tried.point.offered);
            }
        }
    }

    /// Works out again what a point adds and lacks.
    fn look(&mut self, place: u32) {
        let value = self.value_of(place);
        let services = self.rule.services();
        let missing = self.tried_at(place).map_or(0, |tried| lacks(self.audit, &tried.point, services));
        if let Some(tried) = self.tried.get_mut(place as usize).and_then(Option::as_mut) {
            (tried.value, tried.missing) = (value, missing);
        }
    }

    /// What giving the service at every counted point that lacks it would do.
    fn worth(&mut self, gap: &PooledGap<'a>) -> ServiceGain {
        let hopeful = gap.places().filter_map(|place| self.tried_at(place)).filter(|tried| tried.hopeful);
        let nearness = hopeful.filter(|tried| tried.missing > 0).map(|tried| 1.0 / tried.missing as f64).sum();
        let added = match self.rule {
            Rule::Starosta(threshold) => self.added_hromadas(gap, *threshold),
            _ => gap.places().map(|place| self.added_by(place, gap.id)).sum(),
        };
        ServiceGain { added, nearness }
    }

    fn added_by(&mut self, place: u32, service: u32) -> usize {
        let all_at_once = matches!(self.rule, Rule::AllRequired(_) | Rule::FullList);
        let hopeful = |tried: &&mut TriedMember| tried.hopeful && (!all_at_once || tried.missing == 1);
        let Some(tried) = self.tried.get_mut(place as usize).and_then(Option::as_mut).filter(hopeful) else { return 0 };
        let before = tried.value;
        tried.point.offered.insert(service);
        let after = self.value_of(place);
        if let Some(tried) = self.tried.get_mut(place as usize).and_then(Option::as_mut) {
            tried.point.offered.remove(service);
        }
        after.saturating_sub(before)
    }

    fn added_hromadas(&mut self, gap: &PooledGap<'a>, threshold: f64) -> usize {
        let hromadas = self.hromadas(gap.places());
        let before = self.count_reaching(&hromadas, threshold);
        self.insert(gap);
        let after = self.count_reaching(&hromadas, threshold);
        self.change(gap, |offered| offered.remove(gap.id));
        after.saturating_sub(before)
    }

    /// Places in the registry of the hromadas of tried points.
    fn hromadas(&self, places: impl Iterator<Item = u32>) -> BTreeSet<u32> {
        places.filter_map(|place| self.tried_at(place)?.point.hromada).collect()
    }

    /// How many hromadas reach the share of served districts.
    fn count_reaching(&self, hromadas: &BTreeSet<u32>, threshold: f64) -> usize {
        let all = &self.audit.registry().hromadas;
        let found = hromadas.iter().filter_map(|place| all.get(*place as usize));
        found.filter(|hromada| self.reaches(hromada, threshold)).count()
    }

    fn reaches(&self, hromada: &HromadaOnDate, threshold: f64) -> bool {
        let here: Vec<&PointOnDate> = hromada.points.iter().filter_map(|place| self.point(*place)).collect();
        let served = |district: u32| {
            let working = here.iter().filter(|point| point.district == Some(district) && is_working(point));
            working.fold(Truth::No, |all, point| all.or(self.audit.gives_all(point, None)))
        };
        starosta::judge_by(hromada, threshold, served).truth == Truth::Yes
    }

    /// The point as it would be.
    fn point(&self, place: u32) -> Option<&PointOnDate> {
        self.tried_at(place).map(|tried| &tried.point).or_else(|| self.audit.registry().point_at(place))
    }

    /// True when giving everything that is left would add something.
    fn can_add(&mut self, left: &[&PooledGap<'a>]) -> bool {
        let (kept, before) = (self.tried.clone(), self.total());
        for gap in left {
            self.insert(gap);
        }
        let can = self.total() > before;
        self.tried = kept;
        can
    }

    fn total(&self) -> usize {
        let places = || (0..).zip(&self.tried).filter(|(_, tried)| tried.is_some()).map(|(place, _)| place);
        match self.rule {
            Rule::Starosta(threshold) => self.count_reaching(&self.hromadas(places()), *threshold),
            _ => places().map(|place| self.value_of(place)).sum(),
        }
    }

    /// What a tried point adds to the numerator; under the rule of districts whether it gives all it owes.
    fn value_of(&self, place: u32) -> usize {
        let Some(TriedMember { point, .. }) = self.tried_at(place) else { return 0 };
        if matches!(self.rule, Rule::Starosta(_)) {
            return usize::from(self.audit.gives_all(point, None) == Truth::Yes);
        }
        let Some(member) = Counted::point(self.audit, self.indicator, self.rule, point) else { return 0 };
        match self.rule {
            Rule::Positions => member.judged.positions.map_or(0, |(offered, _)| offered),
            _ => usize::from(member.state == MemberState::Yes),
        }
    }

    /// True where the indicator counts the point, or the district it may serve.
    fn is_counted(&self, point: &PointOnDate) -> bool {
        if matches!(self.rule, Rule::Starosta(_)) {
            return is_working(point) && point.district.is_some();
        }
        let member = || Counted::point(self.audit, self.indicator, self.rule, point);
        self.indicator.kinds.contains(&point.row().kind) && member().is_some_and(|member| member.is_live())
    }
}

fn is_working(point: &PointOnDate) -> bool {
    point.row().kind == PointKind::Vrm && point.row().status != PointStatus::Suspended
}

/// Required positions the point lacks, within some services or in all.
fn lacks(audit: &Judgement, point: &PointOnDate, within: Option<&Bits>) -> usize {
    let missing = audit.owed(point).required.difference(&point.offered);
    within.map_or_else(|| missing.len(), |services| missing.count_common(services))
}
