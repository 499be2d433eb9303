//! Types of equipment in the territory.

use super::registers::types_of;
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Table};
use crate::rulebook::ReportTable;

/// How many points have each type, and the change since the quarter before.
pub fn types(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let columns = vec![
        Column::text(basis.text("report-equipment-type"), 46),
        Column::number(basis.text("report-points-having"), 11),
        Column::number(basis.text("report-points-lacking"), 11),
        Column::number(basis.text("report-unknown-short"), 11),
        Column::number(basis.text("report-pieces-counted"), 11),
        Column::number(basis.text("report-centres-having"), 11),
        Column::number(basis.text("report-centres"), 10),
        Column::number(basis.text("report-share"), 10),
        Column::number(basis.text("report-share-before"), 12),
        Column::number(basis.text("report-change-points"), 10),
    ];
    let rows = types_of(basis, asked).into_iter().map(|kind| {
        let now = basis.audit.equipment_of(kind, basis.scope);
        let before = basis.before.equipment_of(kind, basis.scope);
        let share = |share: Option<f64>, unknown: usize, all: usize| match share {
            Some(_) if unknown == all => Cell::Unknown,
            Some(share) => Cell::Share(share),
            None => Cell::Nothing,
        };
        let (now_cell, before_cell) = (
            share(now.centre_share, now.centres_unknown, now.centres),
            share(before.centre_share, before.centres_unknown, before.centres),
        );
        let change = match (&now_cell, &before_cell) {
            (Cell::Share(now), Cell::Share(then)) => Cell::Points(now - then),
            (Cell::Nothing, _) | (_, Cell::Nothing) => Cell::Nothing,
            _ => Cell::Unknown,
        };
        vec![
            Cell::text(basis.words.ruled(now.title)),
            Cell::Count(now.having),
            Cell::Count(now.lacking),
            Cell::Count(now.unknown),
            Cell::Count(usize::try_from(now.pieces).unwrap_or(usize::MAX)),
            Cell::Count(now.centres_having),
            Cell::Count(now.centres),
            now_cell,
            before_cell,
            change,
        ]
    });
    Table::new(basis.text("report-equipment"), columns).rows(rows)
}
