//! Members of an indicator by name, and why some are not known.

use std::collections::BTreeMap;

use super::basis::Basis;
use crate::compliance::indicator::{Member, MemberState, Reason};
use crate::domain::{TerritoryCode, collation_key};
use crate::registry::rulebook::MemberWord;

/// The state a form's word stands for.
pub const fn state(word: MemberWord) -> MemberState {
    match word {
        MemberWord::Yes => MemberState::Yes,
        MemberWord::No => MemberState::No,
        MemberWord::Unknown => MemberState::Unknown,
        MemberWord::Undecided => MemberState::Undecided,
        MemberWord::Excluded => MemberState::Excluded,
    }
}

/// Members by their hromadas in alphabetical order, with how many where there are several.
/// A member whose hromada is not known stands by its own name at the end.
pub fn names(basis: &Basis<'_>, members: &[&Member<'_>]) -> String {
    let mut by_hromada: BTreeMap<TerritoryCode, usize> = BTreeMap::new();
    let mut others: Vec<&str> = Vec::new();
    for member in members {
        match member.hromada {
            Some(code) => *by_hromada.entry(code).or_default() += 1,
            None => others.push(member.name),
        }
    }
    let mut named: Vec<(&str, usize)> =
        by_hromada.iter().map(|(code, count)| (basis.place(Some(*code)), *count)).collect();
    named.sort_by_cached_key(|(name, _)| collation_key(name));
    let told = named.into_iter().map(|(name, count)| counted(name, count));
    told.chain(others.into_iter().map(str::to_owned)).collect::<Vec<_>>().join(", ")
}

fn counted(name: &str, count: usize) -> String {
    if count > 1 { format!("{name} ({count})") } else { name.to_owned() }
}

/// Why a member is not known or not counted, in words.
pub fn reason(basis: &Basis<'_>, reason: &Reason<'_>) -> String {
    match reason {
        Reason::Suspended => basis.text("excluded-suspended"),
        Reason::LeftOut { status } => basis.text(&format!("territory-status-{}", status.word())),
        Reason::MembershipUnknown { condition } => {
            let condition = basis.words.condition(condition);
            format!("{}: {condition}", basis.text("reason-membership-unknown"))
        }
        Reason::NotDeclared => basis.text("reason-not-declared"),
        Reason::EquipmentUnknown => basis.text("reason-equipment-unknown"),
        Reason::DiiaCentreUnknown => basis.text("reason-diia-centre-unknown"),
        Reason::NotAnswered => basis.text("reason-not-answered"),
        Reason::UndecidedPositions { .. } => basis.text("report-reason-undecided"),
        Reason::Districts { .. } => basis.text("report-reason-districts"),
        _ => basis.text("report-reason-card"),
    }
}
