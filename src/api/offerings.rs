//! `/api/v1/offerings`: which point gives which service, since when, on what ground.

use std::sync::Arc;

use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters};
use super::response::{self, Page};
use super::source::SourceText;
use crate::domain::PointKind;
use crate::http::points::{Area, passes_filter, services::read as services_asked};
use crate::http::read_parameters::word_list;
use crate::http::{AppState, Failure};
use crate::registry::inventory::OfferingRecord;
use crate::registry::{Bits, PointOnDate, Registry};

parameters! {
    /// Filters of offerings, for lists that are not paged.
    OfferingFilters = [
        "point", "service", "group", "life_event", "territory", "hromada", "raion", "oblast", "kind", "bbox", "date", "known",
    ]
}
parameters! {
    /// Filters of offerings and the page.
    OfferingList = [
        "point", "service", "group", "life_event", "territory", "hromada", "raion", "oblast", "kind", "bbox", "date", "known",
        "page", "per_page",
    ]
}

/// A service given at a point over a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferingItem<'r> {
    /// Code of the point.
    #[schema(example = "532")]
    pub point: &'r str,
    /// Code of the service.
    #[schema(example = "01-01")]
    pub service: &'r str,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// The decision it rests on; sample data says so here.
    pub ground: Option<&'r str>,
    pub confirmed: NaiveDate,
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'r>>,
}

/// Points whose offerings are written at a time.
const POINTS_AT_A_TIME: usize = 20;

const COLUMNS: &[&str] = &["point", "service", "from", "until", "ground", "confirmed", "source"];

impl<'r> OfferingItem<'r> {
    /// The fields of one; everything is borrowed from the registry.
    pub fn new(registry: &'r Registry, point: &'r PointOnDate, row: &'r OfferingRecord) -> Option<Self> {
        let records = &registry.records;
        Some(Self {
            point: point.code(),
            service: &records.catalogue.by_id(row.service)?.code,
            from: row.period.from,
            until: row.period.until,
            ground: records.offerings.ground(row),
            confirmed: row.confirmed,
            source: SourceText::of_source(records, row.source),
        })
    }
}

/// The points and services asked for.
struct OfferingFilter<'r> {
    registry: &'r Registry,
    points: Vec<&'r PointOnDate>,
    services: Option<Bits>,
}

impl<'r> OfferingFilter<'r> {
    fn read<P>(asked: &'r ApiQuery<P>) -> Result<Self, Failure> {
        let registry = &*asked.registry;
        let codes = asked.words("point")?;
        let kinds = word_list!(asked, "kind", PointKind)?;
        let (hromadas, raions) = (asked.codes("hromada")?, asked.codes("raion")?);
        let oblasts = asked.codes("oblast")?;
        let scope = asked.territory();
        let keeps = |point: &PointOnDate| {
            scope.contains_point(registry, point)
                && codes.as_ref().is_none_or(|codes| codes.iter().any(|code| code == point.code()))
                && passes_filter(kinds.as_deref(), Some(&point.row().kind))
                && passes_filter(hromadas.as_deref(), point.row().hromada.as_ref())
                && passes_filter(raions.as_deref(), point.raion.as_ref())
                && passes_filter(oblasts.as_deref(), point.oblast.as_ref())
        };
        let found = Area::read(asked)?.find(registry, |i| registry.point_at(i).is_some_and(keeps));
        let points = found.iter().filter_map(|hit| registry.point_at(hit.position)).collect();
        Ok(Self { registry, points, services: services_asked(asked)? })
    }

    fn count(&self, point: &PointOnDate) -> usize {
        self.services.as_ref().map_or_else(|| point.offered.len(), |wanted| point.offered.count_common(wanted))
    }

    /// Offerings of one point, in order of service code.
    fn items_of(&self, point: &'r PointOnDate) -> Vec<OfferingItem<'r>> {
        let wanted = |row: &&OfferingRecord| self.services.as_ref().is_none_or(|set| set.contains(row.service));
        let rows = self.registry.offerings_of(point).filter(wanted);
        let mut items: Vec<_> = rows.filter_map(|row| OfferingItem::new(self.registry, point, row)).collect();
        items.sort_by_key(|item| item.service);
        items
    }

    /// `many` offerings after the first `skipped`; points wholly before are only counted.
    fn part(&self, mut skipped: usize, many: usize) -> Vec<OfferingItem<'r>> {
        let mut items = Vec::with_capacity(many);
        for point in &self.points {
            let count = self.count(point);
            if skipped >= count {
                skipped -= count;
                continue;
            }
            items.extend(self.items_of(point).into_iter().skip(skipped).take(many - items.len()));
            skipped = 0;
            if items.len() >= many {
                break;
            }
        }
        items
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(list_csv))
}

/// Offerings that hold on the day, in order of point and service.
#[utoipa::path(get, path = "/api/v1/offerings", operation_id = "offerings", tag = "offerings", params(OfferingList),
    responses((status = 200, body = Page<OfferingItem>)))]
async fn list(asked: ApiQuery<OfferingList>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let wanted = OfferingFilter::read(&asked)?;
    let total = wanted.points.iter().map(|point| wanted.count(point)).sum();
    let items = wanted.part((paging.page - 1).saturating_mul(paging.per_page), paging.per_page);
    response::page(&asked, paging, total, items)
}

/// Offerings as CSV, the whole filtered list.
#[utoipa::path(get, path = "/api/v1/offerings.csv", operation_id = "offerings-csv", tag = "offerings",
    params(OfferingFilters), responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(asked: ApiQuery<OfferingFilters>) -> Result<Response, Failure> {
    let wanted = OfferingFilter::read(&asked)?;
    let points: Vec<String> = wanted.points.iter().map(|point| point.code().to_owned()).collect();
    let (services, registry) = (wanted.services, Arc::clone(&asked.registry));
    response::csv_parts("offerings", COLUMNS, (points.len(), POINTS_AT_A_TIME), move |range, rows| {
        let points = points.get(range).unwrap_or_default().iter().filter_map(|code| registry.point(code)).collect();
        let wanted = OfferingFilter { registry: &registry, points, services: services.clone() };
        wanted.points.iter().flat_map(|point| wanted.items_of(point)).try_for_each(|item| rows.add(&item))
    })
}
