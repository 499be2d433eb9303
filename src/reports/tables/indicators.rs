//! Indicators with the quarter before, baseline and target; and against the years of the programme.

use crate::compliance::indicator::Figure;
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Row, Table};
use crate::reports::figures::{Compared, change, chosen, level, numerator, value_cell};
use crate::rulebook::{Indicator, ReportTable, Unit};

/// Indicators as they stand.
pub fn indicators(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let columns = vec![
        Column::number(basis.text("report-number-of-row"), 4),
        Column::text(basis.text("report-indicator"), 44),
        Column::number(basis.text("report-numerator"), 13),
        Column::number(basis.text("report-denominator"), 13),
        Column::number(basis.text("report-level"), 10),
        Column::number(basis.text("report-unknown-count"), 10),
        Column::number(basis.text("report-before"), 14),
        Column::number(basis.text("report-change-points"), 10),
        Column::number(basis.text("report-baseline"), 10),
        Column::number(basis.text("report-target"), 10),
        Column::number(basis.text("report-from-target"), 14),
    ];
    let rows = (1..).zip(chosen(basis, asked)).map(|(number, one)| indicator_row(basis, number, one));
    Table::new(basis.text("report-indicators"), columns).rows(rows).note(basis.text("report-indicators-note"))
}

fn indicator_row(basis: &Basis<'_>, number: usize, indicator: &Indicator) -> Vec<Cell> {
    let told = Compared::new(basis, indicator);
    let (unit, counts, goal) = (told.now.unit, &told.now.counts, &told.now.goal);
    vec![
        Cell::Count(number),
        Cell::text(title(basis, &told.now)),
        numerator(counts),
        Cell::Count(counts.denominator),
        level(unit, counts),
        Cell::Count(counts.unknown),
        level(unit, &told.before.counts),
        told.change(),
        Cell::some(goal.baseline, |value| value_cell(unit, value)),
        Cell::some(goal.target, |value| value_cell(unit, value)),
        told.distance_to_target(),
    ]
}

/// The title, with the pieces where they are counted and the year of the target.
fn title(basis: &Basis<'_>, figure: &Figure<'_>) -> String {
    let mut title = basis.words.ruled(figure.title).to_owned();
    if let Some(pieces) = figure.counts.quantity {
        let pieces = usize::try_from(pieces).unwrap_or(usize::MAX);
        title = format!("{title} ({})", basis.words.plural("report-pieces", pieces));
    }
    title
}

/// Indicators against every year of the programme.
pub fn programme(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let mut columns = vec![
        Column::text(basis.text("report-indicator"), 44),
        Column::text(basis.text("report-unit"), 11),
        Column::number(basis.text("report-baseline-year"), 12),
    ];
    let by_year = |year: &i32| Column::number(basis.words.with("report-target-of", &[("year", year.to_string())]), 11);
    columns.extend(asked.years.iter().map(by_year));
    columns.extend([
        Column::number(basis.text("report-programme-change"), 12),
        Column::number(basis.text("report-actual"), 12),
        Column::number(basis.text("report-fraction"), 15),
        Column::number(basis.text("report-before"), 14),
        Column::number(basis.text("report-from-target"), 14),
    ]);
    let mut table = Table::new(basis.text("report-programme"), columns);
    let width = table.columns.len();
    let rules = basis.audit.rules();
    for group in &asked.groups {
        let mut heading = vec![Cell::text(basis.words.ruled(&group.title))];
        heading.resize(width, Cell::Text(String::new()));
        table.rows.push(Row::strong(heading));
        let indicators = group.indicators.iter().filter_map(|id| rules.indicator(id));
        table.rows.extend(indicators.map(|one| Row::new(programme_row(basis, one, &asked.years))));
    }
    let ungrouped = if asked.groups.is_empty() { chosen(basis, asked) } else { Vec::new() };
    table.rows.extend(ungrouped.into_iter().map(|one| Row::new(programme_row(basis, one, &asked.years))));
    table.note(basis.text("report-programme-note"))
}

fn programme_row(basis: &Basis<'_>, indicator: &Indicator, years: &[i32]) -> Vec<Cell> {
    let told = Compared::new(basis, indicator);
    let (unit, counts, goal) = (told.now.unit, &told.now.counts, &told.now.goal);
    let value = |value: Option<f64>| Cell::some(value, |value| value_cell(unit, value));
    let of_year = |year: &i32| goal.targets.iter().find(|target| target.year == *year).map(|target| target.value);
    let last = years.iter().rev().find_map(of_year);
    let mut cells = vec![
        Cell::text(title(basis, &told.now)),
        Cell::text(basis.text(if unit == Unit::Count { "report-unit-count" } else { "report-unit-percent" })),
        value(goal.baseline),
    ];
    cells.extend(years.iter().map(|year| value(of_year(year))));
    cells.extend([
        Cell::some(last.zip(goal.baseline), |(last, baseline)| change(unit, last - baseline)),
        level(unit, counts),
        fraction(basis, unit, &told.now),
        level(unit, &told.before.counts),
        told.distance_to_target(),
    ]);
    cells
}

/// «61 із 65»; of a mean how many cards it stands on.
fn fraction(basis: &Basis<'_>, unit: Unit, figure: &Figure<'_>) -> Cell {
    let counts = &figure.counts;
    match counts.numerator {
        _ if unit == Unit::Count => Cell::Nothing,
        Some(numerator) => {
            let args = [("part", basis.words.count(numerator)), ("whole", basis.words.count(counts.denominator))];
            Cell::text(basis.words.with("n-of-m", &args))
        }
        None => Cell::text(basis.words.plural("report-cards", counts.denominator)),
    }
}
