//! Who stands behind every figure, by name; what is not known, and why.

use std::collections::BTreeMap;

use crate::compliance::indicator::{Member, MemberState, evaluate};
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Table};
use crate::reports::figures::chosen;
use crate::reports::members::{names, reason, state};
use crate::rulebook::ReportTable;

/// States in the order they are told.
const ALL: [MemberState; 5] =
    [MemberState::Yes, MemberState::No, MemberState::Unknown, MemberState::Undecided, MemberState::Excluded];

/// Members by name, by indicator and answer.
pub fn members(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let columns = vec![
        Column::text(basis.text("report-indicator"), 30),
        Column::text(basis.text("report-answer"), 13),
        Column::number(basis.text("report-how-many"), 12),
        Column::text(basis.text("report-by-name"), 68),
    ];
    let mut table = Table::new(basis.text("report-members"), columns);
    let wanted: Vec<MemberState> = asked.states.iter().map(|word| state(*word)).collect();
    for indicator in chosen(basis, asked) {
        let told = evaluate(basis.audit, indicator, basis.scope);
        let all = told.members.unwrap_or_default();
        for state in ALL.into_iter().filter(|state| wanted.is_empty() || wanted.contains(state)) {
            let those: Vec<&Member<'_>> = all.iter().filter(|member| member.state == state).collect();
            if those.is_empty() {
                continue;
            }
            let cells = vec![
                Cell::text(basis.words.ruled(&indicator.title)),
                Cell::text(basis.text(&format!("member-{}", state.word()))),
                Cell::Count(those.len()),
                Cell::Text(names(basis, &those)),
            ];
            table = table.rows([cells]);
        }
    }
    table.note(basis.text("report-members-note"))
}

/// What is not known or not counted, by reason.
pub fn unknowns(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let columns = vec![
        Column::text(basis.text("report-indicator"), 30),
        Column::text(basis.text("report-state"), 14),
        Column::text(basis.text("report-why"), 30),
        Column::number(basis.text("report-how-many"), 12),
        Column::text(basis.text("report-by-name"), 50),
    ];
    let mut table = Table::new(basis.text("report-unknowns"), columns);
    for indicator in chosen(basis, asked) {
        let told = evaluate(basis.audit, indicator, basis.scope);
        let all = told.members.unwrap_or_default();
        let mut by_reason: BTreeMap<(MemberState, String), Vec<&Member<'_>>> = BTreeMap::new();
        for member in all.iter().filter(|member| !matches!(member.state, MemberState::Yes | MemberState::No)) {
            by_reason.entry((member.state, reason(basis, &member.reason))).or_default().push(member);
        }
        table = table.rows(by_reason.into_iter().map(|((state, why), those)| {
            vec![
                Cell::text(basis.words.ruled(&indicator.title)),
                Cell::text(basis.text(&format!("member-{}", state.word()))),
                Cell::Text(why),
                Cell::Count(those.len()),
                Cell::Text(names(basis, &those)),
            ]
        }));
    }
    table
}
