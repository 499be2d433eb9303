//! A million offerings, read without making a struct with texts of each.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::domain::Period;
use crate::registry::inventory::{ByPoint, OfferingRecord, Offerings};
use crate::store::entity::{ground, offering};
use crate::store::{Error, Owner, Read};

/// Offerings read at a time: a million of them at once would take a gigabyte.
const PAGE: u64 = 20_000;

/// A row of the offering table: id, point, service, from, until, ground, source, confirmed.
type Row = (i32, i32, i32, Option<NaiveDate>, Option<NaiveDate>, Option<i32>, i32, NaiveDate);

type Rows = Vec<(u32, OfferingRecord)>;
type Grounds = Arc<HashMap<u32, Arc<str>>>;

impl Read {
    pub(super) async fn offerings(&self) -> Result<Offerings, Error> {
        let grounds = Arc::new(self.grounds_after(0).await?.collect());
        Ok(Offerings { rows: ByPoint::new(self.offering_rows(None).await?), grounds })
    }

    /// The offerings of some points, and all grounds.
    pub(super) async fn offerings_of(&self, owners: &[Owner], former: &Offerings) -> Result<(Rows, Grounds), Error> {
        let points: Vec<i32> = owners.iter().filter_map(|owner| owner.point()).collect();
        let rows = self.offering_rows(Some(&points)).await?;
        let mut grounds = Arc::clone(&former.grounds);
        let known = grounds.keys().max().copied().unwrap_or(0);
        let mut new = self.grounds_after(known).await?.peekable();
        if new.peek().is_some() {
            Arc::make_mut(&mut grounds).extend(new);
        }
        Ok((rows, grounds))
    }

    /// Texts of grounds with greater numbers; a ground is never changed.
    async fn grounds_after(&self, number: u32) -> Result<impl Iterator<Item = (u32, Arc<str>)>, Error> {
        let columns = [ground::Column::Id, ground::Column::Text];
        let query = ground::Entity::find().select_only().columns(columns).filter(ground::Column::Id.gt(number));
        let rows: Vec<(i32, String)> = query.into_tuple().all(&self.txn).await?;
        Ok(rows.into_iter().map(|(id, text)| (id.unsigned_abs(), Arc::from(text))))
    }

    async fn offering_rows(&self, points: Option<&[i32]>) -> Result<Rows, Error> {
        let mut records: Rows = Vec::new();
        let mut after = 0;
        loop {
            let page = self.offering_page(points, after).await?;
            let Some(last) = page.last() else { break };
            after = last.0;
            records.extend(page.iter().map(record));
        }
        records.sort_by_key(|(point, row)| (*point, row.service, row.period.from));
        Ok(records)
    }

    /// Some rows after the one with this number.
    async fn offering_page(&self, points: Option<&[i32]>, after: i32) -> Result<Vec<Row>, Error> {
        use offering::Column;
        let columns = [
            Column::Id,
            Column::PointId,
            Column::ServiceId,
            Column::ValidFrom,
            Column::ValidUntil,
            Column::GroundId,
            Column::Source,
            Column::Confirmed,
        ];
        let mut query = offering::Entity::find().select_only().columns(columns).order_by_asc(Column::Id);
        query = query.filter(Column::Id.gt(after)).limit(PAGE);
        if let Some(points) = points {
            query = query.filter(Column::PointId.is_in(points.iter().copied()));
        }
        Ok(query.into_tuple().all(&self.txn).await?)
    }
}

fn record(row: &Row) -> (u32, OfferingRecord) {
    let (_, point, service, from, until, ground, source, confirmed) = *row;
    let record = OfferingRecord {
        service: service.unsigned_abs(),
        period: Period::new(from, until),
        ground: ground.map_or(OfferingRecord::NO_GROUND, i32::unsigned_abs),
        source: source.unsigned_abs(),
        confirmed,
    };
    (point.unsigned_abs(), record)
}
