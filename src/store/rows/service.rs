//! Services of the catalogue and the steps of their technological cards.

use super::{count, lines, required_value, stored, stored_count};
use crate::domain::Period;
use crate::domain::rows::{ServiceRow, StepRow};
use crate::store::entity::{service_period, service_step};
use crate::store::table::{Origin, Stored, Table};
use crate::store::{Error, IdMap, Partition};

impl Table for ServiceRow {
    type Entity = service_period::Entity;
    type Model = service_period::Model;
    type Active = service_period::ActiveModel;
    const PART: Partition = Partition::Catalogue;

    fn read(m: Self::Model, refs: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            code: required_value("service_period", m.id, "service", refs.services.text(m.service_id))?.to_string(),
            identifier: m.identifier,
            name: m.name,
            group: m.service_group,
            life_events: lines(&m.life_events),
            provider: m.provider,
            basis: m.basis,
            term_days: count(m.term_days),
            fee: m.fee,
            result: m.result,
            documents: lines(&m.documents),
            audience: lines(&m.audience),
            channels: lines(&m.channels),
            period: Period::new(m.valid_from, m.valid_until),
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, refs: &mut IdMap) -> Self::Model {
        let row = self.clone();
        service_period::Model {
            id,
            service_id: refs.services.number(&row.code),
            valid_from: row.period.from,
            valid_until: row.period.until,
            identifier: row.identifier,
            name: row.name,
            service_group: row.group,
            life_events: row.life_events.join("\n"),
            provider: row.provider,
            basis: row.basis,
            term_days: stored_count(row.term_days),
            fee: row.fee,
            result: row.result,
            documents: row.documents.join("\n"),
            audience: row.audience.join("\n"),
            channels: row.channels.join("\n"),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}

impl Table for StepRow {
    type Entity = service_step::Entity;
    type Model = service_step::Model;
    type Active = service_step::ActiveModel;
    const PART: Partition = Partition::Catalogue;

    fn read(m: Self::Model, _: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            position: required_value("service_step", m.id, "position", count(Some(m.position)))?,
            service: m.service,
            step: m.step,
            responsible: m.responsible,
            days: count(m.days),
            note: m.note,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, _: &mut IdMap) -> Self::Model {
        let row = self.clone();
        service_step::Model {
            id,
            service: row.service,
            position: stored_count(Some(row.position)).unwrap_or_default(),
            step: row.step,
            responsible: row.responsible,
            days: stored_count(row.days),
            note: row.note,
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}
