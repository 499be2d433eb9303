//! Figures of the quarter: by month with the monthly mean, per 1,000 people, by hromada.

use crate::compliance::figures::{FigureTotal, Span, total};
use crate::domain::{Category, collation_key};
use crate::registry::Scope;
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Table};
use crate::rulebook::{Measure, ReportTable, Total};

/// Measures the table is about.
fn chosen<'a>(basis: &Basis<'a>, asked: &ReportTable) -> Vec<&'a Measure> {
    let all = basis.audit.rules().measures.iter();
    all.filter(|measure| asked.measures.is_empty() || asked.measures.contains(&measure.id)).collect()
}

/// Measures by month of the quarter.
pub fn by_month(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let months = basis.quarter.months_and_quarters();
    let mut columns = vec![Column::text(basis.text("report-measure"), 36)];
    columns.extend(months.iter().map(|month| Column::number(basis.words.span(*month), 11)));
    columns.extend([
        Column::number(basis.text("report-quarter"), 12),
        Column::number(basis.text("report-monthly-mean"), 12),
        Column::number(basis.text("report-quarter-before"), 12),
        Column::number(basis.text("report-per-1000"), 11),
        Column::number(basis.text("report-complete"), 10),
        Column::number(basis.text("report-partial"), 10),
        Column::number(basis.text("report-not-reported"), 10),
    ]);
    let rows = chosen(basis, asked).into_iter().map(|measure| measure_row(basis, measure, &months));
    Table::new(basis.text("report-activity"), columns).rows(rows).note(basis.text("report-activity-note"))
}

fn measure_row(basis: &Basis<'_>, measure: &Measure, months: &[Span]) -> Vec<Cell> {
    let of = |span: Span| total(basis.registry(), measure, span, basis.scope);
    let quarter = of(basis.quarter);
    let mut cells = vec![Cell::Text(measure_title(basis, measure))];
    cells.extend(months.iter().map(|month| value(measure, of(*month).value)));
    cells.extend([
        value(measure, quarter.value),
        monthly_mean(measure, &quarter),
        value(measure, of(basis.quarter.previous()).value),
        per_1000(measure, &quarter),
        Cell::Count(quarter.complete),
        Cell::Count(quarter.partial),
        Cell::Count(quarter.unknown),
    ]);
    cells
}

/// The title with its unit, where the unit is no mere count.
fn measure_title(basis: &Basis<'_>, measure: &Measure) -> String {
    let title = basis.words.ruled(&measure.title);
    let unit = basis.words.ruled(&measure.unit);
    if measure.total == Total::Mean { format!("{title}, {unit}") } else { title.to_owned() }
}

/// A value of a measure: whole where it is added, with one digit where it is a mean.
fn value(measure: &Measure, value: Option<f64>) -> Cell {
    let digits = u8::from(measure.total == Total::Mean);
    Cell::known(value, |value| Cell::Number(value, digits))
}

/// Only of a quarter every reporting point told whole: a month that is not known is no nought.
fn monthly_mean(measure: &Measure, quarter: &FigureTotal) -> Cell {
    if measure.total != Total::Sum {
        return Cell::Nothing;
    }
    let whole = quarter.value.filter(|_| quarter.partial == 0);
    Cell::known(whole, |value| Cell::Number(value / f64::from(quarter.period.months()), 0))
}

fn per_1000(measure: &Measure, told: &FigureTotal) -> Cell {
    if measure.total == Total::Mean {
        Cell::Nothing
    } else {
        Cell::known(told.per_1000, |value| Cell::Number(value, 1))
    }
}

/// Measures of every hromada, the first of them also per 1,000 people.
pub fn by_hromada(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let measures = chosen(basis, asked);
    let mut columns = vec![Column::text(basis.text("report-hromada"), 24)];
    columns.push(Column::number(basis.text("report-population"), 14));
    let titled = measures.iter().map(|measure| Column::number(measure_title(basis, measure), 17));
    columns.extend(titled);
    let first = measures.first().map(|measure| measure_title(basis, measure)).unwrap_or_default();
    columns.push(Column::number(basis.words.with("report-per-1000-of", &[("measure", first)]), 17));
    columns.push(Column::number(basis.text("report-not-reported"), 11));
    let mut hromadas: Vec<_> = basis.registry().hromadas_in(basis.scope).collect();
    hromadas.sort_by_cached_key(|hromada| collation_key(basis.place(Some(hromada.code))));
    let rows = hromadas.into_iter().map(|hromada| {
        let scope = Scope::Within(hromada.code, Category::Hromada);
        let told: Vec<FigureTotal> =
            measures.iter().map(|measure| total(basis.registry(), measure, basis.quarter, scope)).collect();
        let mut cells = vec![Cell::text(basis.place(Some(hromada.code)))];
        cells.push(Cell::known(hromada.facts.population, |people| Cell::Count(people as usize)));
        cells.extend(measures.iter().zip(&told).map(|(measure, told)| value(measure, told.value)));
        let first = measures.first().zip(told.first());
        cells.push(first.map_or(Cell::Nothing, |(measure, told)| per_1000(measure, told)));
        cells.push(first.map_or(Cell::Nothing, |(_, told)| Cell::Count(told.unknown)));
        cells
    });
    Table::new(basis.text("report-activity-by-hromada"), columns).rows(rows)
}
