//! Which services lift an indicator most: at each step the one whose giving adds most to the numerator.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Rule;
use super::figure::{Counts, figure};
use super::trial::Trial;
use crate::compliance::gap_needs::NeedCounts;
use crate::compliance::judgement::Judgement;
use crate::compliance::pooled_gaps::{PooledGap, PooledGaps};
use crate::domain::TerritoryCode;
use crate::registry::{Bits, Scope};
use crate::rulebook::{Indicator, MembershipRule};

/// The order that lifts an indicator most, step by step.
#[derive(Clone, Debug)]
pub struct Lift<'a> {
    /// The figure as it stands.
    pub now: Counts,
    pub steps: Vec<LiftStep<'a>>,
}

/// One service, given by every counted point that lacks it.
#[derive(Clone, Debug)]
pub struct LiftStep<'a> {
    pub service: &'a str,
    pub name: &'a str,
    pub group: &'a str,
    pub needs_equipment: Option<&'a str>,
    /// Points that begin to give it, by what they need.
    pub needs: NeedCounts,
    pub hromadas: usize,
    /// The figure after this step and all before it: by the same rule, of a registry in which the services are given.
    pub after: Counts,
    /// What the step adds to the numerator.
    pub added: usize,
    /// What the step adds to the share.
    pub gain: Option<f64>,
}

/// True for an indicator that services can lift.
#[must_use]
pub const fn is_lifted(indicator: &Indicator) -> bool {
    match indicator.holds {
        MembershipRule::Gives { .. }
        | MembershipRule::FullList(_)
        | MembershipRule::LifeEvent(_)
        | MembershipRule::Positions(_)
        | MembershipRule::StarostaShare { .. } => true,
        MembershipRule::HasEquipment(_)
        | MembershipRule::DiiaCentre(_)
        | MembershipRule::BarrierFree { .. }
        | MembershipRule::BarrierFreeFull { .. }
        | MembershipRule::BarrierFreeShare { .. } => false,
    }
}

/// The services of some gaps in the order that lifts the indicator most, `steps` of them at most. A step that adds
/// nothing alone stands where later ones add with it; where nothing more can be added the order ends.
#[must_use]
pub fn lift<'a>(
    audit: &'a Judgement,
    indicator: &'a Indicator,
    scope: Scope,
    gaps: &PooledGaps<'a>,
    steps: usize,
) -> Lift<'a> {
    let now = figure(audit, indicator, scope).counts;
    let Some(rule) = Rule::for_judgement(audit, indicator) else { return Lift { now, steps: Vec::new() } };
    // A service that has ended cannot be begun.
    let wanted = |gap: &&PooledGap<'_>| gap.withdrawn.is_none() && rule.rests_on(gap.id);
    let mut left: Vec<&PooledGap<'a>> = gaps.gaps.iter().filter(wanted).collect();
    let mut trial = Trial::new(audit, indicator, &rule, &left);
    let (mut before, mut found) = (now, Vec::new());
    while let Some(best) = (found.len() < steps).then(|| trial.best(&left)).flatten() {
        let gap = left.remove(best);
        let given = trial.give(gap);
        let after = applied(audit, indicator, scope, trial.offered());
        found.push(step(audit, gap, &given, (before, after)));
        before = after;
    }
    Lift { now, steps: found }
}

/// The figure of a registry in which points give what is given here.
fn applied(audit: &Judgement, indicator: &Indicator, scope: Scope, offered: Vec<(u32, Bits)>) -> Counts {
    let registry = Arc::new(audit.registry().giving(offered));
    let then = Judgement::under_edition(registry, audit.leave_out(), audit.edition());
    figure(&then, indicator, scope).counts
}

fn step<'a>(
    audit: &Judgement,
    gap: &PooledGap<'a>,
    given: &BTreeSet<u32>,
    (before, after): (Counts, Counts),
) -> LiftStep<'a> {
    let mut needs = NeedCounts::default();
    gap.lacking.iter().filter(|(place, _)| given.contains(place)).for_each(|(_, need)| needs.add(*need));
    let hromadas = given.iter().filter_map(|place| audit.registry().point_at(*place)?.row().hromada);
    LiftStep {
        service: gap.service,
        name: gap.name,
        group: gap.group,
        needs_equipment: gap.needs_equipment,
        needs,
        hromadas: hromadas.collect::<BTreeSet<TerritoryCode>>().len(),
        after,
        added: after.numerator.unwrap_or(0).saturating_sub(before.numerator.unwrap_or(0)),
        gain: after.share.zip(before.share).map(|(after, before)| after - before),
    }
}

impl Rule<'_> {
    /// The services the rule asks about; `None`: all that are owed.
    pub(super) const fn services(&self) -> Option<&Bits> {
        match self {
            Self::Any(services) | Self::AllRequired(services) | Self::LifeEvent(services) => Some(services),
            _ => None,
        }
    }

    fn rests_on(&self, service: u32) -> bool {
        self.services().is_none_or(|services| services.contains(service))
    }
}
