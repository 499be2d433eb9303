//! An indicator on two days: its figures, and the members that stand otherwise, with the reason on both days.

use std::collections::{BTreeMap, BTreeSet};

use super::indicator::{Counts, Member, evaluate};
use super::judgement::Judgement;
use crate::registry::Scope;
use crate::rulebook::Indicator;

/// An indicator on the earlier and on the later day.
#[derive(Clone, Debug)]
pub struct ChangedIndicator<'a> {
    pub indicator: &'a Indicator,
    pub before: Counts,
    pub after: Counts,
    /// Members that stand otherwise, in order of code.
    pub members: Vec<ChangedMember<'a>>,
}

/// A point or hromada on both days; `None` where it was not counted at all.
#[derive(Clone, Debug)]
pub struct ChangedMember<'a> {
    pub before: Option<Member<'a>>,
    pub after: Option<Member<'a>>,
}

impl<'a> ChangedMember<'a> {
    /// Who it is, as it stands on the later day where it does.
    #[must_use]
    pub fn latest(&self) -> Option<&Member<'a>> {
        self.after.as_ref().or(self.before.as_ref())
    }

    fn is_same(&self) -> bool {
        let told = |side: &Option<Member<'a>>| side.as_ref().map(|one| (one.state, one.reason.clone()));
        told(&self.before) == told(&self.after)
    }
}

/// Compares the two days, both judged from one state of knowledge.
#[must_use]
pub fn changed_indicator<'a>(
    before: &'a Judgement,
    after: &'a Judgement,
    indicator: &'a Indicator,
    scope: Scope,
) -> ChangedIndicator<'a> {
    let (old, new) = (evaluate(before, indicator, scope), evaluate(after, indicator, scope));
    let (counts_before, counts_after) = (old.counts, new.counts);
    let (mut was, mut now) = (by_code(old.members), by_code(new.members));
    let codes: BTreeSet<&str> = was.keys().chain(now.keys()).copied().collect();
    let both = codes.into_iter().map(|code| ChangedMember { before: was.remove(code), after: now.remove(code) });
    let members = both.filter(|member| !member.is_same()).collect();
    ChangedIndicator { indicator, before: counts_before, after: counts_after, members }
}

fn by_code(members: Option<Vec<Member<'_>>>) -> BTreeMap<&str, Member<'_>> {
    members.into_iter().flatten().map(|member| (member.code, member)).collect()
}
