//! What is known of the points of a territory: what sections and paragraphs of a form rest on.

use super::basis::Basis;
use crate::compliance::State;
use crate::rulebook::ReportCondition;

/// How the points of a territory stand against the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    has_list: bool,
    judged: usize,
    undeclared: usize,
    lacking: usize,
    undecided: usize,
}

impl Standing {
    /// Of the territory a report is of.
    pub fn of_territory(basis: &Basis<'_>) -> Self {
        let mut standing = Self { has_list: basis.audit.edition().is_some(), ..Self::default() };
        for point in basis.registry().points_in(basis.scope) {
            let verdict = basis.audit.verdict(point);
            if verdict.state == State::Excluded || verdict.class.is_none() {
                continue;
            }
            let offered = verdict.offered;
            standing.judged += usize::from(offered.is_some());
            standing.undeclared += usize::from(offered.is_none());
            standing.lacking += usize::from(offered.is_some_and(|offered| offered < verdict.required));
            standing.undecided += usize::from(!verdict.owed.undecided.is_empty());
        }
        standing
    }

    /// True where every condition holds.
    pub fn meets_all(self, conditions: &[ReportCondition]) -> bool {
        conditions.iter().all(|condition| self.meets(*condition))
    }

    const fn meets(self, condition: ReportCondition) -> bool {
        match condition {
            ReportCondition::Gaps => self.lacking > 0,
            ReportCondition::NoGaps => self.lacking == 0,
            ReportCondition::Undeclared => self.undeclared > 0,
            ReportCondition::Declared => self.judged > 0 && self.undeclared == 0,
            ReportCondition::Undecided => self.undecided > 0,
            ReportCondition::NoPoints => self.judged == 0 && self.undeclared == 0,
            ReportCondition::List => self.has_list,
            ReportCondition::NoList => !self.has_list,
        }
    }
}
