//! Every row that was ever stated of a thing, voided ones too, with the entries that confirmed it.

use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, QueryFilter, QueryOrder, QuerySelect, Value};

use super::confirmations::parse_ranges;
use super::connect::Read;
use super::digests::table_name;
use super::entity::confirmation;
use super::table::{Table, column, counting, id_column};
use super::{Error, IdMap};

/// A row as it was stated once.
#[derive(Clone, Debug)]
pub struct StatedRow<R> {
    pub row: R,
    /// Number of the entry that stated it.
    pub stated_by: u32,
    /// Number of the entry since which it counts for nothing.
    pub voided_by: Option<u32>,
    /// Numbers of the entries that stated the same again, in their order.
    pub confirmed_by: Vec<u32>,
}

/// Whose rows are wanted.
#[derive(Clone, Copy, Debug)]
pub enum RowsOf<'a> {
    /// Of a point by its number.
    Point(i32),
    /// Of a service by its number.
    Service(i32),
    /// Of a service in tables that keep its code.
    ServiceCode(&'a str),
    /// Of a hromada in tables that name it so.
    Hromada(&'a str),
    /// Of a territory by its code.
    Territory(&'a str),
}

impl RowsOf<'_> {
    /// The column that names the owner, and its value.
    fn condition(self) -> (&'static str, Value) {
        match self {
            Self::Point(id) => ("point_id", id.into()),
            Self::Service(id) => ("service_id", id.into()),
            Self::ServiceCode(code) => ("service", code.into()),
            Self::Hromada(code) => ("hromada", code.into()),
            Self::Territory(code) => ("code", code.into()),
        }
    }
}

/// Rows of a table that an entry stated again.
struct Confirmation {
    entry: i32,
    ranges: Vec<(i32, i32)>,
}

impl Confirmation {
    fn contains_row(&self, id: i32) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&id))
    }
}

impl Read {
    /// Every row of an owner, voided ones too, in the order they were stated.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn ever_stated<T: Table>(&self, owner: RowsOf<'_>, refs: &IdMap) -> Result<Vec<StatedRow<T>>, Error> {
        let (name, value) = owner.condition();
        let columns = (id_column::<T>(), column::<T::Entity>(name));
        let (Some(id), Some(owner)) = columns else { return Ok(Vec::new()) };
        let query = T::Entity::find().filter(owner.eq(value)).order_by_asc(id);
        let models = query.all(&self.txn).await?;
        let confirmations = self.confirmations_of::<T>().await?;
        let mut rows = Vec::with_capacity(models.len());
        for model in models {
            let entry = |name| self.known_entry(number::<T>(&model, name));
            let (Some(stated_by), voided_by) = (entry("source"), entry("voided_by")) else { continue };
            let stored = T::read(model, refs)?;
            let confirmed = confirmations.iter().filter(|one| one.contains_row(stored.id));
            let confirmed_by = confirmed.map(|one| one.entry.unsigned_abs()).collect();
            rows.push(StatedRow { row: stored.kept.row, stated_by, voided_by, confirmed_by });
        }
        Ok(rows)
    }

    /// The number of an entry that this reading knows.
    fn known_entry(&self, entry: Option<i32>) -> Option<u32> {
        entry.filter(|entry| self.known.is_none_or(|known| *entry <= known)).map(i32::unsigned_abs)
    }

    async fn confirmations_of<T: Table>(&self) -> Result<Vec<Confirmation>, Error> {
        use confirmation::{Column, Entity};
        let query = Entity::find().select_only().columns([Column::Source, Column::Rows]);
        let query = query.filter(Column::TableName.eq(table_name::<T::Entity>())).order_by_asc(Column::Id);
        // Those with another source keep where fields of new rows came from: they confirm nothing.
        let query = query.filter(Column::FirstSource.is_null()).filter(counting::<Entity>(self.known));
        let rows: Vec<(i32, String)> = query.into_tuple().all(&self.txn).await?;
        Ok(rows
            .into_iter()
            .map(|(entry, rows)| Confirmation { entry, ranges: parse_ranges(&rows).collect() })
            .collect())
    }
}

/// A number in a column of a stored row.
fn number<T: Table>(model: &T::Model, name: &str) -> Option<i32> {
    match model.get(column::<T::Entity>(name)?) {
        Value::Int(number) => number,
        _ => None,
    }
}
