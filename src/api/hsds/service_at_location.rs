//! `/hsds/service_at_locations`: which service is given at which point.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::HsdsOne;
use super::identity::{id_of, id_of_offering, is_of_point};
use super::listed::{HsdsPage, id_asked, nothing, page};
use super::place::{Location, location};
use super::service::{matching, service_id};
use crate::api::params::{ApiQuery, parameters, path_parameter};
use crate::api::response;
use crate::api::rule_texts::audit;
use crate::compliance::Judgement;
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{Bits, PointOnDate};

parameters! {
    /// Of services at points.
    HsdsOfferings = ["territory", "taxonomy_term_id", "organization_id", "page", "per_page", "lang"]
}
path_parameter!(OfferingUuid = "uuid@offering");

/// A service at a place.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceAtLocation {
    #[schema(value_type = String)]
    pub id: Uuid,
    #[schema(value_type = String)]
    pub service_id: Uuid,
    #[schema(value_type = String)]
    pub location_id: Uuid,
    pub location: Location,
}

fn item(view: &RequestContext, audit: &Judgement, point: &PointOnDate, service: u32) -> Option<ServiceAtLocation> {
    let code = &view.registry.records.catalogue.by_id(service)?.code;
    Some(ServiceAtLocation {
        id: id_of_offering(point.code(), code),
        service_id: service_id(code),
        location_id: id_of("point", point.code()),
        location: location(view, audit, point),
    })
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(get_service_at_location))
}

/// Services at points, in order of point and service; points of occupied hromadas serve nobody and are not here.
#[utoipa::path(get, path = "/hsds/service_at_locations", operation_id = "hsds-offerings", tag = "hsds",
    params(HsdsOfferings), responses((status = 200, body = HsdsPage<ServiceAtLocation>)))]
async fn list(State(state): State<AppState>, asked: ApiQuery<HsdsOfferings>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let (term, body) = (id_asked(&asked, "taxonomy_term_id")?, id_asked(&asked, "organization_id")?);
    let registry = &asked.registry;
    let mut wanted = Bits::with_capacity(registry.records.catalogue.capacity());
    matching(&asked, term, body).for_each(|(service, _)| wanted.insert(service.id));
    let points = registry.points_in(asked.territory()).filter(|point| !point.is_occupied());
    let of_point = |point| offered(point, &wanted).into_iter().map(move |service| (point, service));
    let found: Vec<(&PointOnDate, u32)> = points.flat_map(of_point).collect();
    page(response::paging(&asked)?, &found, |(point, service)| item(&asked, &audit, point, *service))
}

fn offered(point: &PointOnDate, wanted: &Bits) -> Vec<u32> {
    point.offered.and(wanted).iter().collect()
}

/// One service at one point.
#[utoipa::path(get, path = "/hsds/service_at_locations/{uuid}", operation_id = "hsds-offering", tag = "hsds",
    params(OfferingUuid, HsdsOne), responses((status = 200, body = ServiceAtLocation)))]
async fn get_service_at_location(
    State(state): State<AppState>,
    Path(id): Path<String>,
    asked: ApiQuery<HsdsOne>,
) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let missing = || nothing("service at a location", &id);
    let wanted = Uuid::try_parse(&id).map_err(|_| missing())?;
    let catalogue = &asked.registry.records.catalogue;
    let points = asked.registry.points.iter().filter(|point| !point.is_occupied() && is_of_point(wanted, point.code()));
    let is_wanted = |point: &PointOnDate, service: u32| {
        catalogue.by_id(service).is_some_and(|one| id_of_offering(point.code(), &one.code) == wanted)
    };
    let found = points.into_iter().find_map(|point| {
        point.offered.iter().find(|service| is_wanted(point, *service)).map(|service| (point, service))
    });
    let item = found.and_then(|(point, service)| item(&asked, &audit, point, service));
    response::json(&item.ok_or_else(missing)?)
}
