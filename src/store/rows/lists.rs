//! Positions and declared counts of mandatory lists.

use super::{count, required_value, stored, stored_count};
use crate::domain::Condition;
use crate::domain::rows::{DeclaredRow, ListClass, PositionRow};
use crate::store::entity::{mandatory_declared, mandatory_position};
use crate::store::table::{Origin, Stored, Table};
use crate::store::{Error, IdMap, Partition};

impl Table for PositionRow {
    type Entity = mandatory_position::Entity;
    type Model = mandatory_position::Model;
    type Active = mandatory_position::ActiveModel;
    const PART: Partition = Partition::Lists;

    fn read(m: Self::Model, _: &IdMap) -> Result<Stored<Self>, Error> {
        let table = "mandatory_position";
        let condition = m.condition.as_deref().map(Condition::parse).transpose();
        let row = Self {
            classes: m.classes.split_whitespace().filter_map(ListClass::parse).collect(),
            condition: condition.map_err(|error| Error::data(table, m.id, &error.to_string()))?,
            list: m.list,
            in_force: m.in_force,
            service: m.service,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, _: &mut IdMap) -> Self::Model {
        let classes: Vec<&str> = self.classes.iter().map(|class| class.word()).collect();
        mandatory_position::Model {
            id,
            list: self.list.clone(),
            in_force: self.in_force,
            service: self.service.clone(),
            classes: classes.join(" "),
            condition: self.condition.as_ref().map(|condition| condition.text().to_owned()),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}

impl Table for DeclaredRow {
    type Entity = mandatory_declared::Entity;
    type Model = mandatory_declared::Model;
    type Active = mandatory_declared::ActiveModel;
    const PART: Partition = Partition::Lists;

    fn read(m: Self::Model, _: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            class: required_value("mandatory_declared", m.id, "class", ListClass::parse(&m.class))?,
            count: required_value("mandatory_declared", m.id, "count", count(Some(m.count)))?,
            list: m.list,
            in_force: m.in_force,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, _: &mut IdMap) -> Self::Model {
        mandatory_declared::Model {
            id,
            list: self.list.clone(),
            in_force: self.in_force,
            class: self.class.word().to_owned(),
            count: stored_count(Some(self.count)).unwrap_or_default(),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}
