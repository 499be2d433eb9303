//! What entries of the journal did to the rows of tables, read some rows at a time.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::connect::Read;
use super::digests::{self, table_name};
use super::entity::action;
use super::table::{Table, column, id_column};
use super::{Error, IdMap};

/// Numbers in one statement.
const MAX_NUMBERS: usize = 500;

/// What an entry did to the tables of facts.
#[derive(Clone, Debug)]
pub struct EntryChange {
    /// Number of the entry.
    pub entry: i32,
    pub tables: Vec<TableChange>,
}

/// What an entry did to one table.
#[derive(Clone, Debug)]
pub struct TableChange {
    /// Name of the table in the database.
    pub table: String,
    /// Number of the first row it stated; the others follow one after another.
    pub first: i32,
    pub stated: usize,
    pub voided: usize,
}

/// Name of the table of a row type in the database.
#[must_use]
pub fn name_of<T: Table>() -> String {
    table_name::<T::Entity>()
}

impl Read {
    /// Entries after one and up to another with what they did, `limit` of them at most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn changes_after(&self, after: i32, last: i32, limit: u64) -> Result<Vec<EntryChange>, Error> {
        use action::{Column, Entity};
        let query = Entity::find().select_only().columns([Column::Id, Column::Digests]);
        let query = query.filter(Column::Id.gt(after)).filter(Column::Id.lte(last)).order_by_asc(Column::Id);
        let rows: Vec<(i32, Option<String>)> = query.limit(limit).into_tuple().all(&self.txn).await?;
        let change = |(entry, told): (i32, Option<String>)| {
            let tables = digests::read(told.as_deref()).into_iter().map(|(table, told)| TableChange {
                table,
                first: told.first,
                stated: usize::try_from(told.stated).unwrap_or(0),
                voided: told.voided,
            });
            EntryChange { entry, tables: tables.collect() }
        };
        Ok(rows.into_iter().map(change).collect())
    }

    /// Some rows by their numbers, voided or not, in order of number.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn rows_numbered<T: Table>(&self, numbers: &[i32], refs: &IdMap) -> Result<Vec<(i32, T)>, Error> {
        let Some(id) = id_column::<T>() else { return Ok(Vec::new()) };
        let mut rows = Vec::with_capacity(numbers.len());
        for some in numbers.chunks(MAX_NUMBERS) {
            let query = match (some.first(), some.last()) {
                (Some(first), Some(last)) if is_run(some) => T::Entity::find().filter(id.between(*first, *last)),
                _ => T::Entity::find().filter(id.is_in(some.iter().copied())),
            };
            for model in query.order_by_asc(id).all(&self.txn).await? {
                let stored = T::read(model, refs)?;
                rows.push((stored.id, stored.kept.row));
            }
        }
        Ok(rows)
    }

    /// Rows an entry voided after the one with a number, `limit` of them at most, in order of number.
    ///
    /// # Errors
    /// As [`Read::rows_numbered`].
    pub async fn rows_voided<T: Table>(
        &self,
        entry: i32,
        after: i32,
        limit: u64,
        refs: &IdMap,
    ) -> Result<Vec<(i32, T)>, Error> {
        let columns = (id_column::<T>(), column::<T::Entity>("voided_by"));
        let (Some(id), Some(voided)) = columns else { return Ok(Vec::new()) };
        let query = T::Entity::find().filter(voided.eq(entry)).filter(id.gt(after));
        let models = query.order_by_asc(id).limit(limit).all(&self.txn).await?;
        let row = |model| T::read(model, refs).map(|stored| (stored.id, stored.kept.row));
        models.into_iter().map(row).collect()
    }
}

/// True for numbers that follow one after another.
fn is_run(numbers: &[i32]) -> bool {
    numbers.iter().zip(numbers.iter().skip(1)).all(|(a, b)| a + 1 == *b)
}
