//! Facts and starosta districts of hromadas.

use super::{code, required_value, stored};
use crate::domain::rows::{DistrictRow, FactRow};
use crate::domain::{Fact, FactName, Period, TerritoryCode};
use crate::store::entity::{district, hromada_fact};
use crate::store::table::{Origin, Stored, Table};
use crate::store::{Error, IdMap, Owner, Partition};

impl Table for FactRow {
    type Entity = hromada_fact::Entity;
    type Model = hromada_fact::Model;
    type Active = hromada_fact::ActiveModel;
    const PART: Partition = Partition::Facts;

    fn read(m: Self::Model, _: &IdMap) -> Result<Stored<Self>, Error> {
        let name = FactName::parse(&m.fact);
        let fact = name.and_then(|name| Fact::parse(name, &m.value));
        let row = Self {
            hromada: code("hromada_fact", m.id, &m.hromada)?,
            fact: required_value("hromada_fact", m.id, "fact", fact)?,
            period: Period::new(m.valid_from, m.valid_until),
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, _: &mut IdMap) -> Self::Model {
        hromada_fact::Model {
            id,
            hromada: self.hromada.to_string(),
            fact: self.fact.name().word().to_owned(),
            value: self.fact.text(),
            valid_from: self.period.from,
            valid_until: self.period.until,
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }

    fn owner_of(code: &str, _: &IdMap) -> Option<Owner> {
        TerritoryCode::parse(code).ok().map(Owner::Hromada)
    }
}

impl Table for DistrictRow {
    type Entity = district::Entity;
    type Model = district::Model;
    type Active = district::ActiveModel;
    const PART: Partition = Partition::Districts;

    fn read(m: Self::Model, _: &IdMap) -> Result<Stored<Self>, Error> {
        let settlements = m.settlements.split_whitespace().map(|text| code("district", m.id, text));
        let row = Self {
            hromada: code("district", m.id, &m.hromada)?,
            settlements: settlements.collect::<Result<_, _>>()?,
            code: m.code,
            name: m.name,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, _: &mut IdMap) -> Self::Model {
        let settlements: Vec<&str> = self.settlements.iter().map(TerritoryCode::as_str).collect();
        district::Model {
            id,
            code: self.code.clone(),
            hromada: self.hromada.to_string(),
            name: self.name.clone(),
            settlements: settlements.join(" "),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}
