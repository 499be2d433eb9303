//! A million offerings, read without making a struct with texts of each.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::domain::Period;
use crate::registry::inventory::{ByPoint, OfferingRecord, Offerings};
use crate::store::confirmations::Confirmations;
use crate::store::entity::ground;
use crate::store::entity::offering::{self, Column};
use crate::store::packed::{Page, Row, each_page, one_page};
use crate::store::table::counting;
use crate::store::{Error, Owner, Read};

/// Points whose offerings are read at a time.
const FEW_POINTS: usize = 50;

/// The columns read, in the order [`record`] takes them.
const COLUMNS: [Column; 9] = [
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
        each_page(&self.txn, &self.counting_offerings(), &COLUMNS, Column::Id, |page| {
            add_page(page, &confirmations, &mut records)
        })
        .await?;
        Ok(sorted(records))
    }

    async fn offerings_of_points(&self, points: &[i32]) -> Result<Rows, Error> {
        let confirmations = self.confirmations().await?;
        let mut records = Rows::new();
        for few in points.chunks(FEW_POINTS) {
            // Not in order of number: PostgreSQL would walk all numbers instead of the index by point.
            let query = self.counting_offerings().filter(Column::PointId.is_in(few.iter().copied()));
            if let Some(page) = one_page(&self.txn, query, &COLUMNS, Column::Id).await? {
                add_page(&page, &confirmations, &mut records)?;
            }
        }
        Ok(sorted(records))
    }

    async fn confirmations(&self) -> Result<Confirmations, Error> {
        Confirmations::of_table::<offering::Entity, _>(&self.txn, self.known).await
    }

    fn counting_offerings(&self) -> Select<offering::Entity> {
        offering::Entity::find().filter(counting::<offering::Entity>(self.known))
    }
}

fn sorted(mut records: Rows) -> Rows {
    records.sort_by_key(|(point, row)| (*point, row.service, row.period.from));
    records
}

fn add_page(page: &Page, confirmations: &Confirmations, records: &mut Rows) -> Result<(), Error> {
    for row in page.rows()? {
        records.push(record(row, confirmations)?);
    }
    Ok(())
}

fn record(mut row: Row<'_>, confirmations: &Confirmations) -> Result<(u32, OfferingRecord), Error> {
    let (id, point, service) = (row.value()?, row.value()?, row.value()?);
    let period = Period::new(row.optional()?, row.optional()?);
    let ground: Option<u32> = row.optional()?;
    let (source, confirmed): (u32, NaiveDate) = (row.value()?, row.value()?);
    let first_source: Option<u32> = row.optional()?;
    let record = OfferingRecord {
        service,
        period,
        ground: ground.unwrap_or(OfferingRecord::NO_GROUND),
        source: first_source.unwrap_or(source),
        confirmed: confirmations.latest_day(id, confirmed),
    };
    Ok((point, record))
}
