//! A million offerings, read without making a struct with texts of each.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::domain::Period;
use crate::registry::inventory::{ByPoint, OfferingRecord, Offerings};
use crate::store::confirmations::Confirmations;
use crate::store::entity::ground;
use crate::store::entity::offering::{self, Column};
use crate::store::table::counting;
use crate::store::{Error, Owner, Read};

/// Offerings read at a time: a million of them at once would take a gigabyte.
const PAGE: u64 = 20_000;
/// Points whose offerings are read at a time.
const FEW_POINTS: usize = 50;

/// A row of the offering table: id, point, service, from, until, ground, source, confirmed, first source.
type Row = (i32, i32, i32, Option<NaiveDate>, Option<NaiveDate>, Option<i32>, i32, NaiveDate, Option<i32>);

type Rows = Vec<(u32, OfferingRecord)>;
type Grounds = Arc<HashMap<u32, Arc<str>>>;

impl Read {
    pub(super) async fn offerings(&self) -> Result<Offerings, Error> {
        let grounds = Arc::new(self.grounds_after(0).await?.collect());
        Ok(Offerings { rows: ByPoint::new(self.all_offerings().await?), grounds })
    }

    /// The offerings of some points, and all grounds.
    pub(super) async fn offerings_of(&self, owners: &[Owner], former: &Offerings) -> Result<(Rows, Grounds), Error> {
        let points: Vec<i32> = owners.iter().filter_map(|owner| owner.point()).collect();
        let rows = self.offerings_of_points(&points).await?;
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

    async fn all_offerings(&self) -> Result<Rows, Error> {
        let confirmations = self.confirmations().await?;
        let mut records = Rows::new();
        let mut after = 0;
        loop {
            let query = self.select().filter(Column::Id.gt(after)).order_by_asc(Column::Id).limit(PAGE);
            let page: Vec<Row> = query.into_tuple().all(&self.txn).await?;
            let Some(last) = page.last() else { return Ok(sorted(records)) };
            after = last.0;
            records.extend(page.iter().map(|row| record(row, &confirmations)));
        }
    }

    async fn offerings_of_points(&self, points: &[i32]) -> Result<Rows, Error> {
        let confirmations = self.confirmations().await?;
        let mut records = Rows::new();
        for few in points.chunks(FEW_POINTS) {
            // Not in order of number: PostgreSQL would walk all numbers instead of the index by point.
            let query = self.select().filter(Column::PointId.is_in(few.iter().copied()));
            let rows: Vec<Row> = query.into_tuple().all(&self.txn).await?;
            records.extend(rows.iter().map(|row| record(row, &confirmations)));
        }
        Ok(sorted(records))
    }

    async fn confirmations(&self) -> Result<Confirmations, Error> {
        Confirmations::of_table::<offering::Entity, _>(&self.txn, self.known).await
    }

    fn select(&self) -> Select<offering::Entity> {
        let columns = [
            Column::Id,
            Column::PointId,
            Column::ServiceId,
            Column::ValidFrom,
            Column::ValidUntil,
            Column::GroundId,
            Column::Source,
            Column::Confirmed,
            Column::FirstSource,
        ];
        offering::Entity::find().select_only().columns(columns).filter(counting::<offering::Entity>(self.known))
    }
}

fn sorted(mut records: Rows) -> Rows {
    records.sort_by_key(|(point, row)| (*point, row.service, row.period.from));
    records
}

fn record(row: &Row, confirmations: &Confirmations) -> (u32, OfferingRecord) {
    let (id, point, service, from, until, ground, source, confirmed, first_source) = *row;
    let record = OfferingRecord {
        service: service.unsigned_abs(),
        period: Period::new(from, until),
        ground: ground.map_or(OfferingRecord::NO_GROUND, i32::unsigned_abs),
        source: first_source.unwrap_or(source).unsigned_abs(),
        confirmed: confirmations.latest(id, confirmed),
    };
    (point.unsigned_abs(), record)
}
