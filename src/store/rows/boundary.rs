//! Outlines of territories.

use geo::{BoundingRect, MultiPolygon};

use super::{code, stored};
use crate::domain::TerritoryCode;
use crate::store::entity::boundary::{ActiveModel, Entity, Model};
use crate::store::table::{Origin, Stored, Table};
use crate::store::{Error, IdMap, Partition};

/// The outline of one territory, WGS84 degrees, longitude first.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundaryRow {
    pub code: TerritoryCode,
    pub shape: MultiPolygon<f64>,
}

impl Table for BoundaryRow {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;
    const PART: Partition = Partition::Boundaries;

    fn read(m: Model, _: &IdMap) -> Result<Stored<Self>, Error> {
        let bad = |_| Error::data("boundary", m.id, "not a GeoJSON geometry");
        let geometry: geojson::Geometry = m.geometry.parse().map_err(bad)?;
        let shape = MultiPolygon::try_from(&geometry).or_else(|_| geo::Polygon::try_from(&geometry).map(Into::into));
        let row = Self { code: code("boundary", m.id, &m.code)?, shape: shape.map_err(bad)? };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, _: &mut IdMap) -> Model {
        let bbox = self.shape.bounding_rect();
        let edge = |pick: fn(geo::Rect<f64>) -> f64| bbox.map_or(0.0, pick);
        Model {
            id,
            code: self.code.to_string(),
            geometry: geojson::Geometry::from(&self.shape).to_string(),
            min_lon: edge(|b| b.min().x),
            min_lat: edge(|b| b.min().y),
            max_lon: edge(|b| b.max().x),
            max_lat: edge(|b| b.max().y),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}
