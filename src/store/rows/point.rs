//! Access points over the periods of their lives.

use chrono::NaiveDate;
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{code_or_none, count, required_value, stored, stored_count};
use crate::domain::rows::PointRow;
use crate::domain::{Period, PointKind, PointStatus, Precision, feature};
use crate::store::entity::point_period::{ActiveModel, Column, Entity, Model};
use crate::store::table::{Origin, Stored, Table, counting};
use crate::store::{Error, IdMap, Partition, Write};

const TABLE: &str = "point_period";

impl Table for PointRow {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;
    const PART: Partition = Partition::Network;

    fn read(m: Model, refs: &IdMap) -> Result<Stored<Self>, Error> {
        let row = Self {
            code: required_value(TABLE, m.id, "point", refs.points.text(m.point_id))?.to_string(),
            kind: required_value(TABLE, m.id, "kind", PointKind::parse(&m.kind))?,
            hromada: code_or_none(TABLE, m.id, m.hromada.as_ref())?,
            settlement: code_or_none(TABLE, m.id, m.settlement.as_ref())?,
            located_in: code_or_none(TABLE, m.id, m.located_in.as_ref())?,
            location: m.lat.zip(m.lon),
            precision: required_value(TABLE, m.id, "precision", Precision::parse(&m.precision))?,
            status: required_value(TABLE, m.id, "status", PointStatus::parse(&m.status))?,
            period: Period::new(m.valid_from, m.valid_until),
            workers: count(m.workers),
            features: required_value(TABLE, m.id, "features", feature::parse(&m.features))?,
            resolution: m.method.zip(m.confidence),
            parent: m.parent,
            starosta_district: m.starosta_district,
            name: m.name,
            address: m.address,
            diia_centre: m.diia_centre,
            area_total: m.area_total,
            area_waiting: m.area_waiting,
            area_service: m.area_service,
            hours: m.hours,
            hours_text: m.hours_text,
            phone: m.phone,
            email: m.email,
            web: m.web,
        };
        Ok(stored(m.id, row, m.first_source.unwrap_or(m.source), m.confirmed))
    }

    fn model(&self, id: i32, origin: Origin, refs: &mut IdMap) -> Model {
        let row = self.clone();
        Model {
            id,
            point_id: refs.points.number(&row.code),
            valid_from: row.period.from,
            valid_until: row.period.until,
            kind: row.kind.word().to_owned(),
            parent: row.parent,
            hromada: row.hromada.map(|code| code.to_string()),
            settlement: row.settlement.map(|code| code.to_string()),
            located_in: row.located_in.map(|code| code.to_string()),
            starosta_district: row.starosta_district,
            name: row.name,
            address: row.address,
            lat: row.location.map(|at| at.0),
            lon: row.location.map(|at| at.1),
            precision: row.precision.word().to_owned(),
            status: row.status.word().to_owned(),
            diia_centre: row.diia_centre,
            area_total: row.area_total,
            area_waiting: row.area_waiting,
            area_service: row.area_service,
            workers: stored_count(row.workers),
            hours: row.hours,
            hours_text: row.hours_text,
            phone: row.phone,
            email: row.email,
            web: row.web,
            features: feature::text(&row.features),
            method: row.resolution.as_ref().map(|(method, _)| method.clone()),
            confidence: row.resolution.map(|(_, confidence)| confidence),
            source: origin.source,
            confirmed: origin.confirmed,
            restates: None,
            first_source: None,
            voided_by: None,
        }
    }
}

/// What a point is called from a day on, without the rest of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointName {
    pub code: String,
    pub name: String,
    pub kind: PointKind,
    pub from: Option<NaiveDate>,
}

impl PointName {
    #[must_use]
    pub fn of_row(row: &PointRow) -> Self {
        Self { code: row.code.clone(), name: row.name.clone(), kind: row.kind, from: row.period.from }
    }
}

impl Write {
    /// The names of all points over their periods, in the order they were stated.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn point_names(&self, refs: &IdMap) -> Result<Vec<PointName>, Error> {
        type Row = (i32, i32, String, String, Option<NaiveDate>);
        let columns = [Column::Id, Column::PointId, Column::Name, Column::Kind, Column::ValidFrom];
        let query = Entity::find().select_only().columns(columns).filter(counting::<Entity>(None));
        let rows: Vec<Row> = query.order_by_asc(Column::Id).into_tuple().all(&self.txn).await?;
        let named = |(id, point, name, kind, from): Row| {
            let code = required_value(TABLE, id, "point", refs.points.text(point))?.to_string();
            Ok(PointName { code, name, kind: required_value(TABLE, id, "kind", PointKind::parse(&kind))?, from })
        };
        rows.into_iter().map(named).collect()
    }
}
