//! Which features of a collection fit a question, and how each is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use geo::{Coord, Intersects as _, Rect};
use serde::Serialize;

use super::collection::Collection;
use super::interval::Interval;
use crate::api::geojson::{Feature, Features, Shape};
use crate::api::hromadas;
use crate::api::points::{self, PointItem};
use crate::coverage::near::{Bbox, nearest};
use crate::coverage::outlines::outlines;
use crate::coverage::share::WITHIN_14_KM;
use crate::domain::{Category, PointStatus, TerritoryCode};
use crate::http::{AppState, RequestContext};
use crate::registry::tree::Boundaries;
use crate::registry::{Place, PointOnDate, Registry};

/// What is asked of a collection.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question {
    pub area: Option<Bbox>,
    pub interval: Option<Interval>,
}

/// A feature found: its position among the things of its kind, as they stand on a day.
#[derive(Clone, Debug)]
pub struct Found {
    day: Arc<Registry>,
    position: usize,
}

/// A collection's features that fit, ready to be written.
#[derive(Debug)]
pub struct Matching {
    collection: Collection,
    outlines: Arc<Boundaries>,
    pub found: Vec<Found>,
}

impl Matching {
    /// The features that fit the question.
    #[must_use]
    pub fn find(state: &AppState, view: &RequestContext, collection: Collection, question: &Question) -> Self {
        let registry = &view.registry;
        let day = question.interval.map_or(registry.date, |interval| interval.day(registry.date));
        let at_day = || on_day(state, registry, day);
        let outlines = outlines(&registry.records);
        let found = match (collection, question.interval) {
            (Collection::Points, Some(interval)) => points_over(state, registry, interval),
            (Collection::Points, None) => all(registry, registry.points.len()),
            (Collection::Hromadas, _) => all(&at_day(), registry.hromadas.len()),
            (Collection::Coverage, _) => settlements(&at_day()),
        };
        let mut matching = Self { collection, outlines, found };
        if let Some(area) = question.area {
            let found = std::mem::take(&mut matching.found);
            matching.found = found.into_iter().filter(|one| matching.touches(one, area)).collect();
        }
        matching
    }

    /// The feature with this id, as it stands on the day of the registry.
    #[must_use]
    pub fn one(registry: &Arc<Registry>, collection: Collection, id: &str) -> Option<Self> {
        let code = || TerritoryCode::parse(id).ok();
        let tree = &registry.records.territories;
        let position = match collection {
            Collection::Points => {
                let record = registry.point(id)?.id();
                registry.points.iter().position(|point| point.id() == record)
            }
            Collection::Hromadas => registry.hromadas.iter().position(|hromada| Some(hromada.code) == code()),
            Collection::Coverage => {
                let place = code().and_then(|code| tree.position(code));
                place.filter(|at| tree.all().get(*at).is_some_and(|place| is_settlement(registry, place)))
            }
        }?;
        let found = vec![Found { day: Arc::clone(registry), position }];
        Some(Self { collection, outlines: outlines(&registry.records), found })
    }

    /// True where the place of the feature touches the box; a place that is not known touches nothing.
    fn touches(&self, found: &Found, area: Bbox) -> bool {
        let at = match self.collection {
            Collection::Points => found.day.points.get(found.position).and_then(|point| point.location),
            Collection::Coverage => settlement(found).and_then(|place| place.location),
            Collection::Hromadas => {
                let code = found.day.hromadas.get(found.position).map(|hromada| hromada.code);
                let Some(outline) = code.and_then(|code| self.outlines.get(code)) else { return false };
                return boxes(area).iter().any(|one| outline.bbox.intersects(one) && outline.shape.intersects(one));
            }
        };
        at.is_some_and(|(lat, lon)| boxes(area).iter().any(|one| one.intersects(&Coord { x: lon, y: lat })))
    }

    /// Writes one of the features.
    ///
    /// # Errors
    /// A property cannot be written as JSON.
    pub fn write(&self, found: &Found, features: &mut Features<'_>) -> serde_json::Result<()> {
        match self.collection {
            Collection::Points => found
                .day
                .points
                .get(found.position)
                .map_or(Ok(()), |point| features.add(&points::feature(PointItem::new(&found.day, point)))),
            Collection::Hromadas => {
                let hromada = found.day.hromadas.get(found.position);
                let both = hromada.and_then(|hromada| hromadas::place_and_hromada(&found.day, hromada.code));
                both.map_or(Ok(()), |both| features.add(&hromadas::feature(&found.day, &self.outlines, both)))
            }
            Collection::Coverage => settlement(found).map_or(Ok(()), |place| features.add(&reach(&found.day, place))),
        }
    }
}

/// A box, or two where it lies across the 180th meridian.
fn boxes(area: Bbox) -> Vec<Rect<f64>> {
    let Bbox { west, south, east, north } = area;
    let rect = |west, east| Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north });
    if west <= east { vec![rect(west, east)] } else { vec![rect(west, 180.0), rect(-180.0, east)] }
}

fn on_day(state: &AppState, registry: &Arc<Registry>, day: NaiveDate) -> Arc<Registry> {
    if day == registry.date { Arc::clone(registry) } else { state.same_knowledge_on(registry, day) }
}

fn all(registry: &Arc<Registry>, count: usize) -> Vec<Found> {
    (0..count).map(|position| Found { day: Arc::clone(registry), position }).collect()
}

/// Points that existed on some day of the interval, each as on the last of these days.
fn points_over(state: &AppState, registry: &Arc<Registry>, interval: Interval) -> Vec<Found> {
    let mut days: BTreeMap<NaiveDate, Arc<Registry>> = BTreeMap::new();
    let mut found = Vec::new();
    for record in registry.records.network.all() {
        let spans = record.existence();
        let last = spans.iter().filter_map(|span| interval.last_day_of(*span, registry.date)).max();
        let Some(last) = last else { continue };
        let day = days.entry(last).or_insert_with(|| on_day(state, registry, last));
        let position = day.points.binary_search_by(|point| point.code().cmp(&record.code));
        found.extend(position.map(|position| Found { day: Arc::clone(day), position }));
    }
    found
}

fn settlements(registry: &Arc<Registry>) -> Vec<Found> {
    let places = registry.records.territories.all().iter().enumerate();
    let settled = places.filter(|(_, place)| is_settlement(registry, place));
    settled.map(|(position, _)| Found { day: Arc::clone(registry), position }).collect()
}

/// True for a settlement, and for a city with special status that has no hromada.
fn is_settlement(registry: &Registry, place: &Place) -> bool {
    let is_city = place.category == Category::SpecialCity && registry.hromada(place.code).is_none();
    place.category.is_settlement() || is_city
}

fn settlement(found: &Found) -> Option<&Place> {
    found.day.records.territories.all().get(found.position)
}

/// A settlement and how far it is to the nearest access point.
#[derive(Debug, Serialize)]
pub struct Reach<'r> {
    pub code: TerritoryCode,
    pub name: &'r str,
    pub full_name: String,
    pub hromada: Option<TerritoryCode>,
    pub oblast: Option<TerritoryCode>,
    /// Code of the nearest point that serves people on the day.
    pub nearest_point: Option<&'r str>,
    /// Whole metres in a straight line.
    pub distance_m: Option<f64>,
    /// Whether that is within the ministry's 14 km; `null` where the settlement's place is not known.
    pub within_14_km: Option<bool>,
}

fn reach<'r>(registry: &'r Registry, place: &'r Place) -> Feature<'r, Reach<'r>> {
    let tree = &registry.records.territories;
    let found = place.location.and_then(|at| nearest(registry, at, serves));
    let properties = Reach {
        code: place.code,
        name: &place.name,
        full_name: tree.full_name(place),
        hromada: tree.hromada_of(place.code).map(|hromada| hromada.code),
        oblast: tree.first_level(place.code).map(|oblast| oblast.code),
        nearest_point: found.and_then(|near| registry.point_at(near.point)).map(PointOnDate::code),
        distance_m: found.map(|near| near.metres.round()),
        within_14_km: found.map(|near| near.metres <= WITHIN_14_KM),
    };
    let geometry = place.location.map(|(lat, lon)| Shape::Point(lat, lon));
    Feature { id: place.code.as_str().into(), geometry, properties }
}

/// A suspended point and one of an occupied hromada serve nobody.
fn serves(point: &PointOnDate) -> bool {
    !point.is_occupied() && point.row().status != PointStatus::Suspended
}
