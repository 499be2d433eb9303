//! Points by kind and by part of the territory; hromadas by their share of the list.

use std::collections::BTreeMap;

use crate::compliance::hromada::Totals;
use crate::compliance::indicator::{Counts, evaluate_by};
use crate::compliance::{By, Judgement};
use crate::domain::{Category, PointKind, PointStatus, TerritoryCode, collation_key};
use crate::registry::{PointOnDate, Scope};
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Row, Table};
use crate::reports::figures::{chosen, level};
use crate::rulebook::{Indicator, ReportTable};

/// Points by kind, now and in the quarter before.
pub fn by_kind(basis: &Basis<'_>) -> Table {
    let columns = vec![
        Column::text(basis.text("report-kind"), 34),
        Column::number(basis.text("report-active"), 12),
        Column::number(basis.text("report-suspended"), 14),
        Column::number(basis.text("report-all"), 12),
        Column::number(basis.text("report-quarter-before"), 14),
        Column::number(basis.text("report-change"), 10),
    ];
    let mut table = Table::new(basis.text("report-network"), columns);
    let kinds = PointKind::ALL.iter().map(|kind| (basis.text(&format!("kind-{}", kind.word())), Some(*kind)));
    for (name, kind) in kinds.chain([(basis.text("report-total"), None)]) {
        let now = count_points(basis.audit, basis.scope, kind);
        let before = count_points(basis.before, basis.scope, kind);
        let all = now.iter().sum::<usize>();
        let [active, suspended] = now;
        let before = before.iter().sum::<usize>();
        let mut cells = vec![Cell::Text(name)];
        cells.extend([active, suspended, all, before].map(Cell::Count));
        cells.push(Cell::Difference(all as f64 - before as f64));
        table.rows.push(Row { cells, strong: kind.is_none() });
    }
    with_people(basis, table)
}

/// Active and suspended points of a kind, or of all.
fn count_points(audit: &Judgement, scope: Scope, kind: Option<PointKind>) -> [usize; 2] {
    let points = audit.registry().points_in(scope).filter(|point| kind.is_none_or(|kind| point.row().kind == kind));
    let mut counts = [0, 0];
    for point in points {
        counts[usize::from(point.row().status == PointStatus::Suspended)] += 1;
    }
    counts
}

/// Hromadas and people below the table.
fn with_people(basis: &Basis<'_>, table: Table) -> Table {
    let hromadas: Vec<_> = basis.registry().hromadas_in(basis.scope).collect();
    let known: Vec<u32> = hromadas.iter().filter_map(|one| one.facts.population).collect();
    let people: u64 = known.iter().map(|people| u64::from(*people)).sum();
    let args = [
        ("hromadas", basis.words.count(hromadas.len())),
        ("people", basis.words.decimal(people as f64, 0)),
        ("known", basis.words.count(known.len())),
    ];
    table.note(basis.words.with("report-people", &args))
}

/// Points and shares by raion; of a raion by hromada.
pub fn by_part(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let by = match basis.scope {
        Scope::Within(_, Category::Raion | Category::SpecialCity) => By::Hromada,
        _ => By::Raion,
    };
    let indicators = chosen(basis, asked);
    let mut columns = vec![Column::text(basis.text("report-part"), 22)];
    columns.push(Column::number(basis.text("report-hromadas"), 9));
    columns.extend(
        PointKind::ALL.iter().map(|kind| Column::number(basis.text(&format!("report-short-{}", kind.word())), 11)),
    );
    let titled = indicators.iter().map(|one| Column::number(basis.words.ruled(&one.title), 17));
    columns.extend(titled);
    let shares: Vec<BTreeMap<Option<TerritoryCode>, Counts>> =
        indicators.iter().map(|indicator| counts_by(basis, indicator, by)).collect();
    let mut table = Table::new(basis.text("report-by-part"), columns);
    for code in parts(basis, by) {
        let mut cells = vec![Cell::text(basis.place(Some(code))), Cell::Count(hromadas_of(basis, code))];
        let is_in = |point: &PointOnDate| part_of(point, by) == Some(code);
        cells.extend(PointKind::ALL.iter().map(|kind| Cell::Count(count_kind(basis, *kind, is_in))));
        let cell = |(indicator, shares): (&&Indicator, &BTreeMap<_, Counts>)| {
            shares.get(&Some(code)).map_or(Cell::Nothing, |counts| level(indicator.unit, counts))
        };
        cells.extend(indicators.iter().zip(&shares).map(cell));
        table.rows.push(Row::new(cells));
    }
    table.rows.push(total_row(basis, &indicators));
    table
}

fn total_row(basis: &Basis<'_>, indicators: &[&Indicator]) -> Row {
    let hromadas = basis.registry().hromadas_in(basis.scope).count();
    let mut cells = vec![Cell::Text(basis.text("report-total")), Cell::Count(hromadas)];
    cells.extend(PointKind::ALL.iter().map(|kind| Cell::Count(count_kind(basis, *kind, |_| true))));
    let figure = |indicator: &&Indicator| {
        let told = crate::compliance::indicator::figure(basis.audit, indicator, basis.scope);
        level(told.unit, &told.counts)
    };
    cells.extend(indicators.iter().map(figure));
    Row::strong(cells)
}

fn counts_by(basis: &Basis<'_>, indicator: &Indicator, by: By) -> BTreeMap<Option<TerritoryCode>, Counts> {
    let told = evaluate_by(basis.audit, indicator, basis.scope, by);
    told.groups.into_iter().flatten().map(|group| (group.territory, group.counts)).collect()
}

/// The parts in alphabetical order.
fn parts(basis: &Basis<'_>, by: By) -> Vec<TerritoryCode> {
    let of = basis.registry().hromadas_in(basis.scope).filter_map(|hromada| match by {
        By::Raion => hromada.raion,
        By::Hromada => Some(hromada.code),
    });
    let mut codes: Vec<TerritoryCode> = of.collect();
    codes.sort_by_cached_key(|code| (collation_key(basis.place(Some(*code))), *code));
    codes.dedup();
    codes
}

fn hromadas_of(basis: &Basis<'_>, part: TerritoryCode) -> usize {
    let all = basis.registry().hromadas_in(basis.scope);
    all.filter(|hromada| hromada.raion == Some(part) || hromada.code == part).count()
}

fn part_of(point: &PointOnDate, by: By) -> Option<TerritoryCode> {
    match by {
        By::Raion => point.raion,
        By::Hromada => point.row().hromada,
    }
}

fn count_kind(basis: &Basis<'_>, kind: PointKind, is_in: impl Fn(&PointOnDate) -> bool) -> usize {
    let points = basis.registry().points_in(basis.scope);
    points.filter(|point| point.row().kind == kind && is_in(point)).count()
}

/// Hromadas by their share of the list, the worst first; those without a share last.
pub fn ranking(basis: &Basis<'_>) -> Table {
    let columns = vec![
        Column::text(basis.text("report-hromada"), 24),
        Column::text(basis.text("report-raion"), 20),
        Column::number(basis.text("report-offered"), 11),
        Column::number(basis.text("report-required"), 12),
        Column::number(basis.text("report-share"), 10),
        Column::number(basis.text("report-share-before"), 12),
        Column::number(basis.text("report-change-points"), 10),
        Column::number(basis.text("report-full-points"), 10),
        Column::number(basis.text("report-undeclared"), 11),
    ];
    let before: BTreeMap<TerritoryCode, Totals> =
        basis.before.ranking(basis.scope).into_iter().map(|line| (line.code, line.totals)).collect();
    let mut lines = basis.audit.ranking(basis.scope);
    lines.sort_by(|a, b| lowest_first(a.totals.share, b.totals.share));
    let rows = lines.iter().map(|line| {
        let totals = &line.totals;
        let earlier = before.get(&line.code);
        let change = totals.share.zip(earlier.and_then(|earlier| earlier.share));
        let positions = |count| if is_undeclared(totals) { Cell::Unknown } else { Cell::Count(count) };
        vec![
            Cell::text(line.name),
            Cell::text(basis.place(line.raion)),
            positions(totals.offered),
            positions(totals.required),
            share_cell(totals),
            Cell::some(earlier, share_cell),
            Cell::some(change, |(now, then)| Cell::Points(now - then)),
            Cell::Count(totals.full),
            Cell::Count(totals.unknown),
        ]
    });
    Table::new(basis.text("report-ranking"), columns).rows(rows)
}

/// No point of the hromada has declared what it gives.
const fn is_undeclared(totals: &Totals) -> bool {
    totals.judged == 0 && totals.unknown > 0
}

fn share_cell(totals: &Totals) -> Cell {
    match totals.share {
        Some(share) => Cell::Share(share),
        None if is_undeclared(totals) => Cell::Unknown,
        None => Cell::Nothing,
    }
}

/// The lower share first, no share last.
fn lowest_first(a: Option<f64>, b: Option<f64>) -> std::cmp::Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
