//! Totals of a measure: a quarter and its months never add up twice.
//!
//! For each point a quarter's own figure goes before its months; without it the months that are stated are joined, and
//! the figure says how many of the span's months it stands on. A year joins its quarters, each found the same way.
//! How periods join is the measure's `total`: `sum` adds them, `mean` averages them by months covered, `last` takes
//! the last stated. Points are added, except for means: there the points' values are averaged, each with the same weight.

use serde::Serialize;

use super::span::Span;
use crate::domain::TerritoryCode;
use crate::domain::rows::{FigureRow, PointRow};
use crate::registry::network::PointRecord;
use crate::registry::{Registry, Scope, Sourced};
use crate::rulebook::{Measure, Total};

/// The figure of one point for a span.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PointFigure {
    pub value: f64,
    /// Months of the span the value stands on.
    pub months: u32,
}

/// A measure of a territory over a span.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureTotal {
    pub territory: Option<TerritoryCode>,
    pub measure: String,
    pub period: Span,
    /// `None` where no point states anything.
    pub value: Option<f64>,
    /// Points that state the whole span.
    pub complete: usize,
    /// Points that state some of its months.
    pub partial: usize,
    /// Points that existed on its last day and state nothing.
    pub unknown: usize,
    /// Points among all of these whose hromada is not known.
    pub unplaced: usize,
    /// Value per 1,000 people, from the points of hromadas whose population is known; only of measures that are added.
    pub per_1000: Option<f64>,
    /// People of the territory's hromadas whose population is known on the registry's day.
    pub population: u64,
}

/// The figure of a point, from its rows; `None` where nothing of the span is stated.
#[must_use]
pub fn point_figure(rows: &[Sourced<FigureRow>], measure: &Measure, span: Span) -> Option<PointFigure> {
    let own = rows.iter().filter(|row| row.measure == measure.id);
    let stated: Vec<(Span, f64)> = own.filter_map(|row| Some((Span::parse(&row.period)?, row.value))).collect();
    find(&stated, measure.total, span)
}

fn find(stated: &[(Span, f64)], total: Total, span: Span) -> Option<PointFigure> {
    if let Some((_, value)) = stated.iter().find(|(own, _)| *own == span) {
        return Some(PointFigure { value: *value, months: span.months() });
    }
    let parts: Vec<PointFigure> =
        span.months_and_quarters().into_iter().filter_map(|part| find(stated, total, part)).collect();
    let last = parts.last()?;
    let months = parts.iter().map(|part| part.months).sum();
    let value = match total {
        Total::Sum => parts.iter().map(|part| part.value).sum(),
        Total::Mean => parts.iter().map(|part| part.value * f64::from(part.months)).sum::<f64>() / f64::from(months),
        Total::Last => last.value,
    };
    Some(PointFigure { value, months })
}

/// The total of a territory. Points count that state something or existed on the span's last day, suspended ones too:
/// what was given was given.
#[must_use]
pub fn total(registry: &Registry, measure: &Measure, span: Span, scope: Scope) -> FigureTotal {
    let records = &registry.records;
    let mut sum = RunningTotal::default();
    for record in records.network.all() {
        let Some(row) = place(registry, record, span, scope) else { continue };
        let found = point_figure(records.figures.rows_of(record.id), measure, span);
        let existed = span.last_day().is_some_and(|day| record.row_on(day).is_some());
        let people = row.hromada.and_then(|code| registry.hromada(code)).and_then(|hromada| hromada.facts.population);
        sum.add(found, existed, people.is_some(), span);
        let placed = row.hromada.or(row.settlement).is_some();
        sum.unplaced += usize::from(!placed && (existed || found.is_some()));
    }
    let population = population(registry, scope);
    let added = measure.total != Total::Mean;
    FigureTotal {
        territory: scope.code(),
        measure: measure.id.clone(),
        period: span,
        value: sum.value(measure.total),
        complete: sum.complete,
        partial: sum.partial,
        unknown: sum.unknown,
        unplaced: sum.unplaced,
        per_1000: (added && sum.settled > 0 && population > 0).then(|| sum.peopled * 1000.0 / population as f64),
        population,
    }
}

/// The totals of several spans, for plots.
#[must_use]
pub fn figure_trend(registry: &Registry, measure: &Measure, spans: &[Span], scope: Scope) -> Vec<FigureTotal> {
    spans.iter().map(|span| total(registry, measure, *span, scope)).collect()
}

/// The row that places the point if it lies in the territory: that of the span's last day or else its latest.
pub(super) fn place<'a>(
    registry: &Registry,
    record: &'a PointRecord,
    span: Span,
    scope: Scope,
) -> Option<&'a Sourced<PointRow>> {
    let row = span.last_day().and_then(|day| record.row_on(day)).or_else(|| record.latest_row())?;
    let tree = &registry.records.territories;
    let home = row.hromada.or(row.settlement).or(row.located_in);
    let inside = match scope {
        Scope::Country => true,
        Scope::Within(code, category) if category.is_settlement() => row.settlement == Some(code),
        Scope::Within(code, _) => home.is_some_and(|home| tree.lies_in(home, code)),
    };
    inside.then_some(row)
}

fn population(registry: &Registry, scope: Scope) -> u64 {
    registry.hromadas_in(scope).filter_map(|hromada| hromada.facts.population).map(u64::from).sum()
}

#[derive(Default)]
struct RunningTotal {
    all: f64,
    /// Of points whose hromada's population is known.
    peopled: f64,
    settled: usize,
    unplaced: usize,
    complete: usize,
    partial: usize,
    unknown: usize,
}

impl RunningTotal {
    fn add(&mut self, found: Option<PointFigure>, existed: bool, with_people: bool, span: Span) {
        let Some(figure) = found else {
            self.unknown += usize::from(existed);
            return;
        };
        self.all += figure.value;
        if with_people {
            self.peopled += figure.value;
            self.settled += 1;
        }
        if figure.months == span.months() { self.complete += 1 } else { self.partial += 1 }
    }

    fn value(&self, total: Total) -> Option<f64> {
        let points = self.complete + self.partial;
        let value = if total == Total::Mean { self.all / points as f64 } else { self.all };
        (points > 0).then_some(value)
    }
}
