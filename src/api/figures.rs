//! `/api/v1/figures`: what points report by period, and totals of a territory without double counting.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters};
use super::points::{self, PointCode};
use super::response::{self, Page};
use super::source::SourceText;
use crate::compliance::figures::{FigureTotal, Outlier, Span, outliers, total};
use crate::domain::TerritoryCode;
use crate::domain::rows::FigureRow;
use crate::http::{AppState, Failure};
use crate::registry::{PointOnDate, Registry, Sourced};
use crate::rulebook::Measure;

parameters! {
    /// Of the figures of a point.
    FiguresOf = ["measure", "period", "date", "known"]
}
parameters! {
    /// Of the figures of a territory.
    FiguresIn = ["territory", "measure", "period", "date", "known", "page", "per_page"]
}
parameters! {
    /// Of the rows of a territory.
    FigureRows = ["territory", "measure", "period", "date", "known"]
}
parameters! {
    /// Of outliers.
    OutliersIn = ["territory", "date", "known", "page", "per_page"]
}
parameters! {
    /// Of all outliers.
    AllOutliersIn = ["territory", "date", "known"]
}

/// What a point reports for a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureItem<'r> {
    pub point: &'r str,
    /// A month or a quarter.
    #[schema(example = "2023Q4")]
    pub period: &'r str,
    #[schema(example = "services")]
    pub measure: &'r str,
    pub value: f64,
    pub confirmed: NaiveDate,
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'r>>,
}

const COLUMNS: &[&str] = &["point", "period", "measure", "value", "confirmed", "source"];

impl<'r> FigureItem<'r> {
    fn new(registry: &'r Registry, point: &'r PointOnDate, row: &'r Sourced<FigureRow>) -> Self {
        Self {
            point: point.code(),
            period: &row.period,
            measure: &row.measure,
            value: row.value,
            confirmed: row.confirmed,
            source: SourceText::of_source(&registry.records, row.source),
        }
    }
}

/// A measure of a territory over a period; a quarter and its months never add up twice.
#[derive(Debug, Serialize, ToSchema)]
pub struct TotalItem {
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    #[schema(example = "services")]
    pub measure: String,
    #[schema(value_type = String, example = "2023Q4")]
    pub period: Span,
    /// `null` where no point states anything.
    pub value: Option<f64>,
    /// Points that state the whole period.
    pub complete: usize,
    /// Points that state some of its months.
    pub partial: usize,
    /// Points that existed on its last day and state nothing.
    pub unknown: usize,
    /// Points among all of these whose hromada is not known.
    pub unplaced: usize,
    /// Per 1,000 people, only of measures that are added.
    pub per_1000: Option<f64>,
    /// People of the hromadas whose population is known.
    pub population: u64,
}

impl From<FigureTotal> for TotalItem {
    fn from(total: FigureTotal) -> Self {
        Self {
            territory: total.territory,
            measure: total.measure,
            period: total.period,
            value: total.value,
            complete: total.complete,
            partial: total.partial,
            unknown: total.unknown,
            unplaced: total.unplaced,
            per_1000: total.per_1000,
            population: total.population,
        }
    }
}

/// A figure that differs at least tenfold from the one just before, for a person to confirm.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutlierItem<'r> {
    pub point: &'r str,
    pub name: &'r str,
    pub measure: &'r str,
    #[schema(value_type = String)]
    pub period: Span,
    pub value: f64,
    #[schema(value_type = String)]
    pub previous_period: Span,
    pub previous: f64,
}

impl<'r> OutlierItem<'r> {
    fn new(outlier: &Outlier<'r>) -> Self {
        Self {
            point: outlier.point,
            name: outlier.name,
            measure: outlier.measure,
            period: outlier.period,
            value: outlier.value,
            previous_period: outlier.previous_period,
            previous: outlier.previous,
        }
    }
}

/// The measures and periods asked for.
struct FigureFilter<'r> {
    measures: Vec<&'r Measure>,
    periods: Option<Vec<Span>>,
}

impl<'r> FigureFilter<'r> {
    fn read<P>(asked: &'r ApiQuery<P>) -> Result<Self, Failure> {
        let all = &asked.registry.records.rules.measures;
        let expected = all.iter().map(|measure| measure.id.as_str()).collect::<Vec<_>>().join(" | ");
        let measures = asked.list("measure", &expected, |id| all.iter().find(|measure| measure.id == id))?;
        let periods = asked.list("period", "2023 | 2023Q4 | 2023-11, separated by commas", Span::parse)?;
        Ok(Self { measures: measures.unwrap_or_else(|| all.iter().collect()), periods })
    }

    /// What a point reports by the day: periods that have begun.
    fn rows(&self, registry: &'r Registry, point: &'r PointOnDate) -> Vec<FigureItem<'r>> {
        let told = |row: &&Sourced<FigureRow>| {
            let span = Span::parse(&row.period);
            self.measures.iter().any(|measure| measure.id == row.measure)
                && span.is_some_and(|span| begun(span, registry.date))
                && self.periods.as_ref().is_none_or(|periods| span.is_some_and(|span| periods.contains(&span)))
        };
        let rows = registry.records.figures.rows_of(point.id()).iter().filter(told);
        rows.map(|row| FigureItem::new(registry, point, row)).collect()
    }

    /// Each measure with its periods: those asked for, or every quarter something is stated of.
    fn pairs(&self, registry: &Registry) -> Vec<(&'r Measure, Span)> {
        let stated = if self.periods.is_some() { BTreeMap::new() } else { quarters(registry) };
        let of = |measure: &'r Measure| {
            let own = stated.get(measure.id.as_str()).into_iter().flatten().copied();
            self.periods.clone().unwrap_or_else(|| own.collect()).into_iter().map(move |span| (measure, span))
        };
        self.measures.iter().flat_map(|measure| of(measure)).collect()
    }
}

/// Quarters in which something is stated, by measure.
fn quarters(registry: &Registry) -> BTreeMap<&str, BTreeSet<Span>> {
    let mut found: BTreeMap<&str, BTreeSet<Span>> = BTreeMap::new();
    for record in registry.records.network.all() {
        for row in registry.records.figures.rows_of(record.id) {
            let quarter = match Span::parse(&row.period) {
                Some(Span::Month(year, month)) => Span::Quarter(year, month.div_ceil(3)),
                Some(span) => span,
                None => continue,
            };
            if begun(quarter, registry.date) {
                found.entry(&row.measure).or_default().insert(quarter);
            }
        }
    }
    found
}

/// True when the period has begun by the day.
fn begun(span: Span, day: NaiveDate) -> bool {
    span.previous().last_day().is_some_and(|before| before < day)
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(of_point))
        .routes(routes!(of_territory))
        .routes(routes!(rows_csv))
        .routes(routes!(unlikely))
        .routes(routes!(unlikely_csv))
}

/// What a point reports.
#[utoipa::path(get, path = "/api/v1/points/{code}/figures", operation_id = "point-figures", tag = "figures",
    params(PointCode, FiguresOf), responses((status = 200, body = Page<FigureItem>)))]
async fn of_point(Path(code): Path<String>, asked: ApiQuery<FiguresOf>) -> Result<Response, Failure> {
    let point = points::find(&asked.registry, &code)?;
    response::whole_list(FigureFilter::read(&asked)?.rows(&asked.registry, point))
}

/// Totals of a territory, by measure and period.
#[utoipa::path(get, path = "/api/v1/figures", operation_id = "figures", tag = "figures", params(FiguresIn),
    responses((status = 200, body = Page<TotalItem>)))]
async fn of_territory(asked: ApiQuery<FiguresIn>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let registry = &*asked.registry;
    let pairs = FigureFilter::read(&asked)?.pairs(registry);
    let found = paging.slice(&pairs).iter().map(|(measure, span)| total(registry, measure, *span, asked.territory()));
    response::page(&asked, paging, pairs.len(), found.map(TotalItem::from).collect())
}

/// What the points of a territory report as CSV.
#[utoipa::path(get, path = "/api/v1/figures.csv", operation_id = "figures-csv", tag = "figures", params(FigureRows),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn rows_csv(asked: ApiQuery<FigureRows>) -> Result<Response, Failure> {
    let wanted = FigureFilter::read(&asked)?;
    let points = asked.registry.points_in(asked.territory());
    response::csv("figures", COLUMNS, points.flat_map(|point| wanted.rows(&asked.registry, point)))
}

/// Figures at least ten times those of the period before, or a tenth of them.
#[utoipa::path(get, path = "/api/v1/figures/outliers", operation_id = "figure-outliers", tag = "figures",
    params(OutliersIn), responses((status = 200, body = Page<OutlierItem>)))]
async fn unlikely(asked: ApiQuery<OutliersIn>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let found = outliers(&asked.registry, asked.territory());
    let found: Vec<_> = found.into_iter().filter(|outlier| begun(outlier.period, asked.registry.date)).collect();
    let items = paging.slice(&found).iter().map(OutlierItem::new);
    response::page(&asked, paging, found.len(), items.collect())
}

const OUTLIER_COLUMNS: &[&str] = &["point", "name", "measure", "period", "value", "previous_period", "previous"];

/// The same as CSV.
#[utoipa::path(get, path = "/api/v1/figures/outliers.csv", operation_id = "figure-outliers-csv", tag = "figures",
    params(AllOutliersIn), responses((status = 200, body = String, content_type = "text/csv")))]
async fn unlikely_csv(asked: ApiQuery<AllOutliersIn>) -> Result<Response, Failure> {
    let found = outliers(&asked.registry, asked.territory());
    let found = found.iter().filter(|outlier| begun(outlier.period, asked.registry.date));
    response::csv("outliers", OUTLIER_COLUMNS, found.map(OutlierItem::new))
}
