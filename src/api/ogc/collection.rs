//! `/ogc/collections`: what kinds of features there are, and where and when they lie.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use geo::{BoundingRect as _, Rect};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::landing::OgcAbout;
use super::link::{GEOJSON, JSON, Link};
use crate::api::params::{ApiQuery, path_parameter};
use crate::api::response;
use crate::coverage::outlines::outlines;
use crate::domain::degrees::rounded;
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::Registry;

path_parameter!(CollectionId = "collection");

/// Longitude and latitude of WGS 84: the one coordinate system that is served.
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
/// Days of the Gregorian calendar.
const GREGORIAN: &str = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

/// A collection of features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collection {
    /// Access points.
    Points,
    /// Hromadas with their boundaries.
    Hromadas,
    /// Settlements with the nearest access point.
    Coverage,
}

impl Collection {
    const ALL: [Self; 3] = [Self::Points, Self::Hromadas, Self::Coverage];

    /// Its id in addresses.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Hromadas => "hromadas",
            Self::Coverage => "coverage",
        }
    }

    /// The collection with this id.
    ///
    /// # Errors
    /// There is none.
    pub fn find(id: &str) -> Result<Self, Failure> {
        let found = Self::ALL.into_iter().find(|collection| collection.id() == id);
        found.ok_or_else(|| Failure::not_found(format!("collection {id}")))
    }

    /// The address of its features.
    #[must_use]
    pub fn items_path(self) -> String {
        format!("/ogc/collections/{}/items", self.id())
    }
}

/// All collections.
#[derive(Debug, Serialize, ToSchema)]
pub struct Collections {
    pub links: Vec<Link>,
    pub collections: Vec<CollectionItem>,
}

/// A collection of features.
#[derive(Debug, Serialize, ToSchema)]
pub struct CollectionItem {
    #[schema(example = "points")]
    pub id: &'static str,
    pub title: String,
    pub description: String,
    pub links: Vec<Link>,
    pub extent: Extent,
    #[serde(rename = "itemType")]
    #[schema(example = "feature")]
    pub item_type: &'static str,
    pub crs: Vec<&'static str>,
}

/// Where and when the features lie; a part nobody knows is left out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Extent {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spatial: Option<SpatialExtent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporal: Option<TemporalExtent>,
}

/// The box around all features: west, south, east, north.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpatialExtent {
    pub bbox: Vec<Vec<f64>>,
    pub crs: &'static str,
}

/// The first day something is known of, and the last, open where there is none.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemporalExtent {
    pub interval: Vec<Vec<Option<String>>>,
    pub trs: &'static str,
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(get_collection))
}

/// The collections of features.
#[utoipa::path(get, path = "/ogc/collections", operation_id = "ogc-collections", tag = "ogc", params(OgcAbout),
    responses((status = 200, body = Collections)))]
async fn list(asked: ApiQuery<OgcAbout>) -> Result<Response, Failure> {
    let collections = Collection::ALL.map(|collection| item(&asked, collection)).into();
    response::json(&Collections { links: vec![Link::to_itself(&asked, JSON)], collections })
}

/// One collection.
#[utoipa::path(get, path = "/ogc/collections/{collection}", operation_id = "ogc-collection", tag = "ogc",
    params(CollectionId, OgcAbout), responses((status = 200, body = CollectionItem)))]
async fn get_collection(Path(id): Path<String>, asked: ApiQuery<OgcAbout>) -> Result<Response, Failure> {
    response::json(&item(&asked, Collection::find(&id)?))
}

fn item(view: &RequestContext, collection: Collection) -> CollectionItem {
    let id = collection.id();
    let own = format!("/ogc/collections/{id}");
    let links = vec![
        Link::new(view, &own, "self", JSON, "ogc-link-self"),
        Link::new(view, &collection.items_path(), "items", GEOJSON, "ogc-link-items"),
        Link::new(view, "/api/v1/licences", "license", JSON, "ogc-link-licences"),
    ];
    CollectionItem {
        id,
        title: view.lang.text(&format!("ogc-{id}")),
        description: view.lang.text(&format!("ogc-{id}-about")),
        links,
        extent: Extent {
            spatial: rectangle(&view.registry, collection).map(SpatialExtent::of),
            temporal: (collection == Collection::Points).then(|| temporal(view.registry.records.network.known_since())),
        },
        item_type: "feature",
        crs: vec![CRS84],
    }
}

impl SpatialExtent {
    fn of(around: Rect<f64>) -> Self {
        let (low, high) = (around.min(), around.max());
        Self { bbox: vec![[low.x, low.y, high.x, high.y].map(rounded).to_vec()], crs: CRS84 }
    }
}

fn temporal(since: Option<NaiveDate>) -> TemporalExtent {
    let begin = since.map(|day| format!("{day}T00:00:00Z"));
    TemporalExtent { interval: vec![vec![begin, None]], trs: GREGORIAN }
}

/// The box around all features of a collection that have a place.
fn rectangle(registry: &Arc<Registry>, collection: Collection) -> Option<Rect<f64>> {
    let corner = |(lat, lon): (f64, f64)| geo::Point::new(lon, lat);
    let places: geo::MultiPoint<f64> = match collection {
        Collection::Points => registry.points.iter().filter_map(|point| point.location).map(corner).collect(),
        Collection::Coverage => {
            let places = registry.records.territories.all().iter();
            places
                .filter(|place| place.category.is_settlement())
                .filter_map(|place| place.location)
                .map(corner)
                .collect()
        }
        Collection::Hromadas => {
            let outlines = outlines(&registry.records);
            let known = registry.hromadas.iter().filter_map(|hromada| outlines.get(hromada.code));
            known.flat_map(|outline| [outline.bbox.min(), outline.bbox.max()]).map(geo::Point::from).collect()
        }
    };
    places.bounding_rect()
}
