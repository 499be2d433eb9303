//! Baselines and targets of indicators.

use super::{code, required_value, stored};
use crate::domain::rows::{TargetKind, TargetRow};
use crate::store::entity::target::{ActiveModel, Entity, Model};
use crate::store::table::{Origin, Stored, Table};
use crate::store::{Error, IdMap, Partition};

impl Table for TargetRow {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;
    const PART: Partition = Partition::Targets;

    fn read(m: Model, _: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            territory: code("target", m.id, &m.territory)?,
            kind: required_value("target", m.id, "kind", TargetKind::parse(&m.kind))?,
            indicator: m.indicator,
            year: m.year,
            value: m.value,
            act: m.act,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, _: &mut IdMap) -> Model {
        Model {
            id,
            territory: self.territory.to_string(),
            indicator: self.indicator.clone(),
            kind: self.kind.word().to_owned(),
            year: self.year,
            value: self.value,
            act: self.act.clone(),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}
