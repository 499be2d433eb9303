//! `/ogc/collections/{collection}/items`: the features of a collection, page by page, and one of them.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::collection::{Collection, CollectionId};
use super::features::{Found, Matching, Question};
use super::interval::Interval;
use super::landing::OgcAbout;
use super::link::{GEOJSON, JSON, Link};
use crate::api::ended::missing_point;
use crate::api::geojson::{self, Features};
use crate::api::params::{ApiQuery, parameters, path_parameter};
use crate::api::tables::boundaries_attribution;
use crate::coverage::near::Bbox;
use crate::domain::Message;
use crate::http::{AppState, Failure, RequestContext};

parameters! {
    /// Of the features of a collection.
    OgcItems = ["bbox@ogc", "datetime", "limit", "offset"]
}
path_parameter!(FeatureId = "feature");

/// Features of an answer where `limit` is absent.
const DEFAULT_LIMIT: usize = 10;
/// Features of an answer at most, whatever `limit` says.
const MAX_LIMIT: usize = 1_000;
/// The largest `offset`.
const MAX_OFFSET: usize = 1_000_000;

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(items)).routes(routes!(get_item))
}

/// Which part of the features is wanted.
#[derive(Clone, Copy, Debug)]
struct Part {
    limit: usize,
    offset: usize,
}

impl Part {
    fn read(view: &RequestContext) -> Result<Self, Failure> {
        let positive = |text: &str| text.parse().ok().filter(|number: &u64| *number > 0);
        let limit = view.parsed("limit", Message::new("expected-param-whole-from").with("low", 1u32), positive)?;
        let limit = limit.map_or(DEFAULT_LIMIT, |limit| usize::try_from(limit).unwrap_or(MAX_LIMIT).min(MAX_LIMIT));
        let within = |text: &str| text.parse().ok().filter(|number| *number <= MAX_OFFSET);
        let offset = view
            .parsed(
                "offset",
                Message::new("expected-param-whole").with("low", "0").with("high", MAX_OFFSET.to_string()),
                within,
            )?
            .unwrap_or(0);
        Ok(Self { limit, offset })
    }

    /// Links to the parts beside this one.
    fn links(self, view: &RequestContext, total: usize) -> Vec<Link> {
        let beside = |offset: usize, rel, title| {
            let address = view.same_data(&[("offset", &offset.to_string())]);
            Link::new(view, &address, rel, GEOJSON, title)
        };
        let next =
            (self.offset + self.limit < total).then(|| beside(self.offset + self.limit, "next", "ogc-link-next"));
        let before = self.offset.saturating_sub(self.limit);
        let prev = (self.offset > 0).then(|| beside(before, "prev", "ogc-link-prev"));
        next.into_iter().chain(prev).collect()
    }
}

/// Features of a collection that touch a box and hold at a time; each point as on the last day that fits.
#[utoipa::path(get, path = "/ogc/collections/{collection}/items", operation_id = "ogc-items", tag = "ogc",
    params(CollectionId, OgcItems), responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn items(
    State(state): State<AppState>,
    Path(id): Path<String>,
    asked: ApiQuery<OgcItems>,
) -> Result<Response, Failure> {
    let collection = Collection::find(&id)?;
    let expected = "minlon,minlat,maxlon,maxlat in degrees, or six numbers with heights";
    let area = asked.parsed("bbox", expected, corners)?;
    let interval = asked.parsed("datetime", Message::new("expected-param-datetime"), Interval::parse)?;
    let part = Part::read(&asked)?;
    let mut matching = Matching::find(&state, &asked, collection, &Question { area, interval });
    let total = matching.found.len();
    let shown: Vec<Found> = matching.found.drain(..).skip(part.offset).take(part.limit).collect();
    let closing = closing(&asked, collection, part, (total, shown.len()));
    geojson::parts_closed(shown.len(), closing, move |range, features: &mut Features<'_>| {
        shown.get(range).unwrap_or_default().iter().try_for_each(|found| matching.write(found, features))
    })
}

/// How the answer ends: links, numbers, and whose work the outlines are.
fn closing(view: &RequestContext, collection: Collection, part: Part, (total, shown): (usize, usize)) -> String {
    let mut links = vec![Link::to_itself(view, GEOJSON), to_collection(view, collection)];
    links.extend(part.links(view, total));
    let whose = (collection == Collection::Hromadas).then(|| boundaries_attribution(&view.registry.records)).flatten();
    let links = serde_json::to_string(&links).unwrap_or_default();
    let end = geojson::closing(whose.as_deref());
    let numbers = format!("\"numberMatched\":{total},\"numberReturned\":{shown}");
    format!("],\"links\":{links},{numbers}{}", end.strip_prefix(']').unwrap_or(&end))
}

fn to_collection(view: &RequestContext, collection: Collection) -> Link {
    Link::new(view, &format!("/ogc/collections/{}", collection.id()), "collection", JSON, "ogc-link-collection")
}

/// One feature of a collection as it stands today; 410 for a point that ended.
#[utoipa::path(get, path = "/ogc/collections/{collection}/items/{feature}", operation_id = "ogc-item", tag = "ogc",
    params(CollectionId, FeatureId, OgcAbout),
    responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn get_item(Path((id, feature)): Path<(String, String)>, asked: ApiQuery<OgcAbout>) -> Result<Response, Failure> {
    let collection = Collection::find(&id)?;
    let registry = &asked.registry;
    let missing = || match collection {
        Collection::Points => missing_point(registry, &feature),
        _ => Failure::not_found(format!("feature {feature}")),
    };
    let matching = Matching::one(registry, collection, &feature).ok_or_else(missing)?;
    let found = matching.found.first().ok_or_else(missing)?;
    let mut text = Vec::new();
    let written = matching.write(found, &mut Features::new(&mut text));
    written.map_err(|error| Failure::internal(&error))?;
    let links = [Link::to_itself(&asked, GEOJSON), to_collection(&asked, collection)];
    let links = serde_json::to_string(&links).map_err(|error| Failure::internal(&error))?;
    // The last sign closes the feature: its links stand before it.
    text.pop();
    text.extend_from_slice(format!(",\"links\":{links}}}").as_bytes());
    Ok(([(CONTENT_TYPE, GEOJSON)], text).into_response())
}

/// Four numbers, or six of which heights are passed over; a box across the 180th meridian has its west in the east.
fn corners(text: &str) -> Option<Bbox> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    let numbers = numbers?;
    let ([west, south, east, north] | [west, south, _, east, north, _]) = *numbers.as_slice() else { return None };
    let are_right = [west, east].iter().all(|lon| (-180.0..=180.0).contains(lon))
        && [south, north].iter().all(|lat| (-90.0..=90.0).contains(lat));
    (are_right && south <= north).then_some(Bbox { west, south, east, north })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_has_four_numbers_or_six() {
        let read = |text: &str| corners(text).map(|one| [one.west, one.south, one.east, one.north]);
        assert_eq!(read("22,44,40,52"), Some([22.0, 44.0, 40.0, 52.0]));
        assert_eq!(read("22,44,0,40,52,100"), Some([22.0, 44.0, 40.0, 52.0]));
        assert_eq!(read("170,-10,-170,10"), Some([170.0, -10.0, -170.0, 10.0]));
        for wrong in ["", "1,2,3", "22,52,40,44", "200,0,210,1", "a,b,c,d", "22,44,40,NaN"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
