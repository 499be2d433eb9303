//! Places of the tree.

use super::{code, code_or_none, required_value, stored};
use crate::domain::rows::TerritoryRow;
use crate::domain::{Category, HromadaKind};
use crate::store::entity::territory::{ActiveModel, Entity, Model};
use crate::store::table::{Origin, Stored, Table};
use crate::store::{Error, IdMap, Partition};

impl Table for TerritoryRow {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;
    const PART: Partition = Partition::Territories;

    fn read(m: Model, _: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            code: code("territory", m.id, &m.code)?,
            category: required_value("territory", m.id, "category", Category::parse(&m.category))?,
            parent: code_or_none("territory", m.id, m.parent.as_ref())?,
            location: m.lat.zip(m.lon),
            kind: m.kind.as_deref().and_then(HromadaKind::parse),
            area_km2: m.area_km2,
            centre: code_or_none("territory", m.id, m.centre.as_ref())?,
            name: m.name,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, _: &mut IdMap) -> Model {
        Model {
            id,
            code: self.code.to_string(),
            category: self.category.letter().to_owned(),
            name: self.name.clone(),
            parent: self.parent.map(|code| code.to_string()),
            lat: self.location.map(|at| at.0),
            lon: self.location.map(|at| at.1),
            kind: self.kind.map(|kind| kind.word().to_owned()),
            area_km2: self.area_km2,
            centre: self.centre.map(|code| code.to_string()),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}
