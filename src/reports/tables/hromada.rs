//! A hromada for its passport: facts and points.

use crate::domain::{FactName, PointKind};
use crate::registry::{HromadaOnDate, PointOnDate};
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Table};

/// Facts of the hromada.
pub fn facts(basis: &Basis<'_>) -> Table {
    let columns = vec![Column::text(basis.text("report-fact"), 50), Column::text(basis.text("report-value"), 50)];
    let table = Table::new(basis.text("report-facts"), columns);
    let Some(hromada) = basis.hromada() else { return table };
    let rows = place_rows(basis, hromada).into_iter().chain(fact_rows(basis, hromada)).chain(list_rows(basis, hromada));
    table.rows(rows.map(|(name, value)| vec![Cell::Text(name), value]))
}

type Line = (String, Cell);

fn place_rows(basis: &Basis<'_>, hromada: &HromadaOnDate) -> Vec<Line> {
    let tree = &basis.records().territories;
    let place = tree.get(hromada.code);
    let kind = place.and_then(|place| place.kind);
    let area = place.and_then(|place| place.area_km2);
    let settlements = tree.children(hromada.code).filter(|place| place.category.is_settlement()).count();
    vec![
        (basis.text("report-code"), Cell::text(hromada.code.as_str())),
        (basis.text("report-raion"), Cell::text(basis.place(hromada.raion))),
        (
            basis.text("report-hromada-kind"),
            Cell::known(kind, |kind| Cell::Text(basis.text(&format!("hromada-kind-{}", kind.word())))),
        ),
        (basis.text("report-area"), Cell::known(area, |area| Cell::Number(area, 1))),
        (basis.text("report-settlements"), Cell::Count(settlements)),
        (basis.text("report-districts"), Cell::Count(hromada.districts.len())),
    ]
}

fn fact_rows(basis: &Basis<'_>, hromada: &HromadaOnDate) -> Vec<Line> {
    let facts = &hromada.facts;
    let works = |yes: bool| Cell::Text(basis.text(if yes { "fact-works" } else { "fact-works-not" }));
    let since = basis.records().facts.fact_on(hromada.code, FactName::Population, basis.day());
    let since = since.and_then(|row| row.period.from).map(|day| format!(" ({})", basis.words.date(day)));
    let status = facts.territory_status.map_or("not-stated", |status| status.word());
    vec![
        (
            format!("{}{}", basis.text("fact-population"), since.unwrap_or_default()),
            Cell::known(facts.population, |people| Cell::Count(people as usize)),
        ),
        (
            basis.text("fact-class"),
            Cell::known(facts.class, |class| {
                Cell::Text(basis.text(&format!("hromada-class-{}", class.word().replace('_', "-"))))
            }),
        ),
        (basis.text("fact-dms-unit"), Cell::known(facts.dms_unit, works)),
        (basis.text("fact-mvs-centre"), Cell::known(facts.mvs_centre, works)),
        (basis.text("fact-territory-status"), Cell::Text(basis.text(&format!("territory-status-{status}")))),
    ]
}

/// Points by kind and the share of the list.
fn list_rows(basis: &Basis<'_>, hromada: &HromadaOnDate) -> Vec<Line> {
    let totals = basis.audit.hromada(hromada).totals;
    let points = || hromada.points.iter().filter_map(|place| basis.registry().point_at(*place));
    let of = |kind: PointKind| points().filter(|point| point.row().kind == kind).count();
    let kinds =
        PointKind::ALL.iter().map(|kind| (basis.text(&format!("kinds-{}", kind.word())), Cell::Count(of(*kind))));
    let undeclared = totals.judged == 0 && totals.unknown > 0;
    let positions = match totals.share {
        Some(share) => {
            let args = [
                ("part", basis.words.count(totals.offered)),
                ("whole", basis.words.count(totals.required)),
                ("share", basis.words.percent(share)),
            ];
            Cell::Text(basis.words.with("report-offered-of-required", &args))
        }
        None if undeclared => Cell::Unknown,
        None => Cell::Nothing,
    };
    kinds.chain([(basis.text("report-list-share"), positions)]).collect()
}

/// Points with address, hours and telephone, and what each gives of the list.
pub fn points(basis: &Basis<'_>) -> Table {
    let columns = vec![
        Column::number(basis.text("report-number-of-row"), 4),
        Column::text(basis.text("report-point"), 30),
        Column::text(basis.text("report-kind"), 10),
        Column::text(basis.text("report-address"), 28),
        Column::text(basis.text("report-hours"), 26),
        Column::text(basis.text("report-phone"), 16),
        Column::number(basis.text("report-workers"), 13),
        Column::number(basis.text("report-offered"), 10),
        Column::number(basis.text("report-required"), 13),
    ];
    let rows = (1..).zip(numbered_points(basis)).map(|(number, point)| point_row(basis, number, point));
    Table::new(basis.text("report-points"), columns).rows(rows)
}

/// Points of the territory in the order of their numbers, the first of which is 1.
pub fn numbered_points<'a>(basis: &Basis<'a>) -> Vec<&'a PointOnDate> {
    let mut points: Vec<&PointOnDate> = basis.registry().points_in(basis.scope).collect();
    points.sort_by_key(|point| (point.row().kind, point.code()));
    points
}

fn point_row(basis: &Basis<'_>, number: usize, point: &PointOnDate) -> Vec<Cell> {
    let row = point.row();
    let verdict = basis.audit.verdict(point);
    let told = row.hours.as_deref().and_then(|hours| basis.words.hours(hours)).or_else(|| row.hours_text.clone());
    let text = |text: Option<&String>| Cell::known(text, Cell::text);
    vec![
        Cell::Count(number),
        Cell::text(row.name.as_str()),
        Cell::text(basis.text(&format!("report-short-{}", row.kind.word()))),
        text(basis.registry().full_address(point).as_ref()),
        text(told.as_ref()),
        text(row.phone.as_ref()),
        Cell::known(row.workers, |workers| Cell::Count(workers as usize)),
        Cell::known(verdict.offered, Cell::Count),
        Cell::Count(verdict.required),
    ]
}
