//! Members of an indicator by name, and why some are not known.

use std::collections::BTreeMap;

use super::basis::Basis;
use crate::compliance::indicator::{Member, MemberState, Reason};
use crate::domain::{TerritoryCode, collation_key};
use crate::rulebook::MemberWord;

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

/// Services named in a reason before the rest is only counted.
const NAMED: usize = 6;

/// Why a member stands as it does, in words.
pub fn reason(basis: &Basis<'_>, reason: &Reason<'_>) -> String {
    match reason {
        Reason::Suspended => basis.text("excluded-suspended"),
        Reason::LeftOut { status } => basis.text(&format!("territory-status-{}", status.word())),
        Reason::MembershipUnknown { condition } => {
            let condition = condition.map(|stated| basis.words.condition(stated)).unwrap_or_default();
            format!("{}: {condition}", basis.text("reason-membership-unknown"))
        }
        Reason::NotDeclared => basis.text("reason-not-declared"),
        Reason::EquipmentUnknown => basis.text("reason-equipment-unknown"),
        Reason::DiiaCentreUnknown => basis.text("reason-diia-centre-unknown"),
        Reason::NotAnswered => basis.text("reason-not-answered"),
        Reason::UndecidedPositions { .. } => basis.text("report-reason-undecided"),
        Reason::Districts { districts, served, unknown } => districts_in_words(basis, [*districts, *served, *unknown]),
        Reason::Gives { services } => basis.words.plural("reason-gives", *services),
        Reason::GivesNone => basis.text("reason-gives-none"),
        Reason::GivesAll { required } => basis.words.plural("reason-gives-all", *required),
        Reason::OwesNothing => basis.text("reason-owes-nothing"),
        Reason::MissingPositions { required, services } => missing(basis, *required, services),
        Reason::Positions { offered, required } => of(basis, *offered, *required),
        Reason::Has { pieces } => basis.words.plural("reason-has", *pieces as usize),
        Reason::HasUncounted => basis.text("reason-has-uncounted"),
        Reason::HasNone => basis.text("reason-has-none"),
        Reason::DiiaCentre => basis.text("reason-diia-centre"),
        Reason::NoDiiaCentre => basis.text("reason-no-diia-centre"),
        Reason::Card { share, unknown, .. } if *unknown > 0 => {
            let counts = [("share", basis.words.percent(*share)), ("unknown", basis.words.count(*unknown as usize))];
            basis.words.with("report-reason-card", &counts)
        }
        Reason::Card { share, .. } => basis.words.percent(*share),
    }
}

/// «61 із 65».
fn of(basis: &Basis<'_>, part: usize, whole: usize) -> String {
    basis.words.with("n-of-m", &[("part", basis.words.count(part)), ("whole", basis.words.count(whole))])
}

fn districts_in_words(basis: &Basis<'_>, [districts, served, unknown]: [usize; 3]) -> String {
    let told = format!("{}: {}", basis.text("reason-districts"), of(basis, served, districts));
    if unknown == 0 { told } else { format!("{told}; {}", basis.text("report-reason-districts")) }
}

/// «бракує 3 з 92: 01-01, 01-02, 01-03».
fn missing(basis: &Basis<'_>, required: usize, services: &[&str]) -> String {
    let args = [("n", basis.words.count(services.len())), ("m", basis.words.count(required))];
    let named = services.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = services.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" {}", basis.words.plural("and-more", more)) } else { String::new() };
    format!("{}: {named}{more}", basis.words.with("reason-missing", &args))
}
