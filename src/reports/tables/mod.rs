//! Tables of reports: what each `show` of a form computes.

mod activity;
mod changes;
mod equipment;
mod gaps;
mod hromada;
mod indicators;
mod members;
mod network;
mod registers;
mod rules;

pub use rules::loaded;

use super::basis::Basis;
use super::compose::filled;
use super::document::Table;
use crate::rulebook::{ReportTable, TableKind};

/// The table a form asks for.
pub fn make(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let mut table = match asked.show {
        TableKind::Network => network::by_kind(basis),
        TableKind::Parts => network::by_part(basis, asked),
        TableKind::Ranking => network::ranking(basis),
        TableKind::Indicators => indicators::indicators(basis, asked),
        TableKind::Programme => indicators::programme(basis, asked),
        TableKind::Members => members::members(basis, asked),
        TableKind::Unknowns => members::unknowns(basis, asked),
        TableKind::Gaps => gaps::gaps(basis, asked),
        TableKind::BarrierFreeRegister => registers::barrier_free(basis, asked),
        TableKind::BarrierFreeCriteria => registers::criteria(basis, asked),
        TableKind::EquipmentRegister => registers::equipment(basis, asked),
        TableKind::Equipment => equipment::types(basis, asked),
        TableKind::Activity => activity::by_month(basis, asked),
        TableKind::ActivityByHromada => activity::by_hromada(basis, asked),
        TableKind::ChangedIndicators => changes::indicators(basis, asked),
        TableKind::ChangedMembers => changes::members(basis, asked),
        TableKind::ChangedThings => changes::things(basis),
        TableKind::Facts => hromada::facts(basis),
        TableKind::Points => hromada::points(basis),
        TableKind::Rules => rules::rules(basis, asked),
        TableKind::Sources => rules::sources(basis),
    };
    if let Some(title) = &asked.title {
        table.caption = filled(basis, title);
    }
    if let Some(most) = asked.most {
        shorten(basis, &mut table, most);
    }
    table.notes.extend(asked.note.iter().map(|note| filled(basis, note)));
    if table.rows.is_empty() {
        table.notes.insert(0, basis.text("report-empty"));
    }
    table
}

/// Keeps the first rows and says how many more there are.
fn shorten(basis: &Basis<'_>, table: &mut Table, most: usize) {
    let more = table.rows.len().saturating_sub(most);
    if more > 0 {
        table.rows.truncate(most);
        table.notes.push(basis.words.plural("report-more-rows", more));
    }
}
