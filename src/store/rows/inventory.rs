//! Offerings, answers, equipment and figures of points.

use super::{count, required_value, stored, stored_count};
use crate::domain::rows::{AnswerRow, EquipmentRow, FigureRow, OfferingRow};
use crate::domain::{Answer, Period};
use crate::store::entity::{answer, equipment, figure, offering};
use crate::store::table::{Origin, Stored, Table};
use crate::store::{Error, IdMap, Partition};

fn point(table: &str, id: i32, point: i32, refs: &IdMap) -> Result<String, Error> {
    required_value(table, id, "point", refs.points.text(point)).map(ToString::to_string)
}

impl Table for OfferingRow {
    type Entity = offering::Entity;
    type Model = offering::Model;
    type Active = offering::ActiveModel;
    const PART: Partition = Partition::Offerings;

    fn read(m: Self::Model, refs: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            point: point("offering", m.id, m.point_id, refs)?,
            service: required_value("offering", m.id, "service", refs.services.text(m.service_id))?.to_string(),
            period: Period::new(m.valid_from, m.valid_until),
            ground: m.ground_id.and_then(|id| refs.grounds.text(id)).map(ToString::to_string),
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, refs: &mut IdMap) -> Self::Model {
        offering::Model {
            id,
            point_id: refs.points.number(&self.point),
            service_id: refs.services.number(&self.service),
            valid_from: self.period.from,
            valid_until: self.period.until,
            ground_id: self.ground.as_deref().map(|ground| refs.grounds.number(ground)),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}

impl Table for AnswerRow {
    type Entity = answer::Entity;
    type Model = answer::Model;
    type Active = answer::ActiveModel;
    const PART: Partition = Partition::Answers;

    fn read(m: Self::Model, refs: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            point: point("answer", m.id, m.point_id, refs)?,
            answer: required_value("answer", m.id, "answer", Answer::parse(&m.answer))?,
            checklist: m.checklist,
            date: m.answered_on,
            criterion: m.criterion,
            measure: m.measure,
            note: m.note,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, refs: &mut IdMap) -> Self::Model {
        answer::Model {
            id,
            point_id: refs.points.number(&self.point),
            checklist: self.checklist.clone(),
            criterion: self.criterion.clone(),
            answered_on: self.date,
            answer: self.answer.word().to_owned(),
            measure: self.measure,
            note: self.note.clone(),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}

impl Table for EquipmentRow {
    type Entity = equipment::Entity;
    type Model = equipment::Model;
    type Active = equipment::ActiveModel;
    const PART: Partition = Partition::Equipment;

    fn read(m: Self::Model, refs: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            point: point("equipment", m.id, m.point_id, refs)?,
            quantity: required_value("equipment", m.id, "quantity", count(Some(m.quantity)))?,
            period: Period::new(m.valid_from, m.valid_until),
            kind: m.kind,
            funder: m.funder,
            state: m.state,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, refs: &mut IdMap) -> Self::Model {
        equipment::Model {
            id,
            point_id: refs.points.number(&self.point),
            kind: self.kind.clone(),
            quantity: stored_count(Some(self.quantity)).unwrap_or_default(),
            valid_from: self.period.from,
            valid_until: self.period.until,
            funder: self.funder.clone(),
            state: self.state.clone(),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}

impl Table for FigureRow {
    type Entity = figure::Entity;
    type Model = figure::Model;
    type Active = figure::ActiveModel;
    const PART: Partition = Partition::Figures;

    fn read(m: Self::Model, refs: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            point: point("figure", m.id, m.point_id, refs)?,
            period: m.period,
            measure: m.measure,
            value: m.value,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, refs: &mut IdMap) -> Self::Model {
        figure::Model {
            id,
            point_id: refs.points.number(&self.point),
            period: self.period.clone(),
            measure: self.measure.clone(),
            value: self.value,
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}
