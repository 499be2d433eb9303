//! One way to read and write the rows of any table of facts.

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IdenStatic,
    IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect, Select, Value,
};

use super::confirmations::{Confirmations, ranges};
use super::connect::{Read, Write};
use super::digests::table_name;
use super::entity;
use super::{Error, IdMap, Owner, Partition};
use crate::registry::Sourced;

/// Values one statement may carry; SQLite's own limit is 32,766.
pub(super) const MAX_VALUES: usize = 30_000;
/// Numbers one `IN (…)` may carry.
pub(super) const MAX_LIST: usize = 10_000;
/// Owners whose rows are read by one statement.
const MAX_OWNERS: usize = 1_000;

/// A row with its number in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored<R> {
    pub id: i32,
    pub kept: Sourced<R>,
}

/// Where a new row comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    pub source: i32,
    pub confirmed: NaiveDate,
}

/// A row type of the domain that has a table.
pub trait Table: Sized + Send + Sync {
    type Entity: EntityTrait<Model = Self::Model>;
    type Model: ModelTrait<Entity = Self::Entity> + FromQueryResult + IntoActiveModel<Self::Active> + Send;
    type Active: ActiveModelTrait<Entity = Self::Entity> + Send;

    /// The part of the records that shows this table.
    const PART: Partition;

    /// Reads a stored row.
    ///
    /// # Errors
    /// A stored value that does not fit the domain.
    fn read(model: Self::Model, refs: &IdMap) -> Result<Stored<Self>, Error>;

    /// The row as it is stored.
    fn model(&self, id: i32, origin: Origin, refs: &mut IdMap) -> Self::Model;

    /// The owner with this code, where it is known; a point unless a table says otherwise.
    fn owner_of(code: &str, refs: &IdMap) -> Option<Owner> {
        refs.points.find(code).map(Owner::Point)
    }
}

pub(super) fn id_column<T: Table>() -> Option<<T::Entity as EntityTrait>::Column> {
    <T::Entity as EntityTrait>::PrimaryKey::iter().next().map(PrimaryKeyToColumn::into_column)
}

pub(super) fn column<E: EntityTrait>(name: &str) -> Option<E::Column> {
    E::Column::iter().find(|column| column.as_str() == name)
}

/// Rows that count: those that are not voided, or those that were stated and not yet voided after an entry.
pub(super) fn counting<E: EntityTrait>(known: Option<i32>) -> Condition {
    let (source, voided) = (column::<E>("source"), column::<E>("voided_by"));
    let (Some(source), Some(voided)) = (source, voided) else { return Condition::all() };
    match known {
        None => Condition::all().add(voided.is_null()),
        Some(entry) => {
            let standing = Condition::any().add(voided.is_null()).add(voided.gt(entry));
            Condition::all().add(source.lte(entry)).add(standing)
        }
    }
}

/// How rows are read: over which connection, known after which entry.
pub(super) struct Reading<'a, C> {
    pub db: &'a C,
    pub known: Option<i32>,
}

impl<C: ConnectionTrait> Reading<'_, C> {
    async fn rows<T: Table>(&self, query: Select<T::Entity>, refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        let mut query = query.filter(counting::<T::Entity>(self.known));
        if let Some(id) = id_column::<T>() {
            query = query.order_by_asc(id);
        }
        self.read(query, refs).await
    }

    /// Reads the rows of a query as they are, each with the day it was last confirmed.
    pub async fn read<T: Table>(&self, query: Select<T::Entity>, refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        let confirmations = Confirmations::of_table::<T::Entity, C>(self.db, self.known).await?;
        let shown = |model| -> Result<Stored<T>, Error> {
            let mut row = T::read(model, refs)?;
            row.kept.confirmed = confirmations.latest_day(row.id, row.kept.confirmed);
            row.kept.fields = confirmations.fields(row.id);
            Ok(row)
        };
        query.all(self.db).await?.into_iter().map(shown).collect()
    }

    /// The rows of owners, of some at a time: what the database gives is held beside what is made of it.
    async fn rows_of<T: Table>(&self, owners: &[Owner], refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        let mut rows = Vec::new();
        for some in owners.chunks(MAX_OWNERS) {
            rows.extend(self.rows_of_some::<T>(some, refs).await?);
        }
        Ok(rows)
    }

    async fn rows_of_some<T: Table>(&self, owners: &[Owner], refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        let mut query = T::Entity::find();
        if let Some(column) = column::<T::Entity>("point_id") {
            query = query.filter(column.is_in(owners.iter().filter_map(|owner| owner.point())));
        } else if let Some(column) = column::<T::Entity>("hromada") {
            let codes = owners.iter().filter_map(|owner| owner.hromada());
            query = query.filter(column.is_in(codes.map(|code| code.to_string())));
        }
        self.rows(query, refs).await
    }
}

async fn names<E: EntityTrait, C: ConnectionTrait>(
    db: &C,
    columns: [E::Column; 2],
) -> Result<super::id_map::TableIds, Error> {
    let rows = E::find().select_only().columns(columns).into_tuple::<(i32, String)>().all(db).await?;
    Ok(super::id_map::TableIds::new(rows))
}

/// Numbers of the things a table has rows of that are not voided.
async fn in_use<E: EntityTrait, C: ConnectionTrait>(db: &C, thing: E::Column) -> Result<Vec<i32>, Error> {
    let query = E::find().select_only().column(thing).filter(counting::<E>(None));
    Ok(query.distinct().into_tuple().all(db).await?)
}

async fn refs<C: ConnectionTrait>(db: &C) -> Result<IdMap, Error> {
    use entity::{ground, point, point_period, service, service_period};
    let points = names::<point::Entity, C>(db, [point::Column::Id, point::Column::Code]).await?;
    let services = names::<service::Entity, C>(db, [service::Column::Id, service::Column::Code]).await?;
    let live_points = in_use::<point_period::Entity, C>(db, point_period::Column::PointId).await?;
    let live_services = in_use::<service_period::Entity, C>(db, service_period::Column::ServiceId).await?;
    Ok(IdMap {
        points: points.with_use(live_points),
        services: services.with_use(live_services),
        grounds: names::<ground::Entity, C>(db, [ground::Column::Id, ground::Column::Text]).await?,
    })
}

impl Read {
    /// Every row of a table as this reading sees it, in the order they were stated.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn all<T: Table>(&self, refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        Reading { db: &self.txn, known: self.known }.rows(T::Entity::find(), refs).await
    }

    /// The rows of some owners as this reading sees them, for tables that have any.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn all_of<T: Table>(&self, owners: &[Owner], refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        Reading { db: &self.txn, known: self.known }.rows_of(owners, refs).await
    }

    /// Numbers of some points alone.
    ///
    /// # Errors
    /// The database does not answer.
    pub(super) async fn point_refs(&self, points: impl Iterator<Item = i32>) -> Result<IdMap, Error> {
        use entity::point::{Column, Entity};
        let query = Entity::find().select_only().columns([Column::Id, Column::Code]);
        let rows = query.filter(Column::Id.is_in(points)).into_tuple().all(&self.txn).await?;
        Ok(IdMap { points: super::id_map::TableIds::new(rows), ..IdMap::default() })
    }

    /// Numbers of points, services and grounds as this reading sees them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refs(&self) -> Result<IdMap, Error> {
        refs(&self.txn).await
    }
}

impl Write {
    /// Every row of a table as this write sees it.
    ///
    /// # Errors
    /// As [`Read::all`].
    pub async fn all<T: Table>(&self, refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        Reading { db: &self.txn, known: None }.rows(T::Entity::find(), refs).await
    }

    /// The rows of some owners as this write sees them, for tables that have any.
    ///
    /// # Errors
    /// As [`Read::all`].
    pub async fn all_of<T: Table>(&self, owners: &[Owner], refs: &IdMap) -> Result<Vec<Stored<T>>, Error> {
        Reading { db: &self.txn, known: None }.rows_of(owners, refs).await
    }

    /// Numbers of points, services and grounds as this write sees them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refs(&self) -> Result<IdMap, Error> {
        refs(&self.txn).await
    }

    /// Adds rows, numbered after the greatest number in the table; gives back the first number.
    ///
    /// # Errors
    /// The database refuses a row.
    pub async fn insert<T: Table>(&mut self, new: &[&T], origin: Origin, refs: &mut IdMap) -> Result<i32, Error> {
        let begin = self.next_id::<T::Entity>().await?;
        let mut next = begin;
        for chunk in new.chunks(rows_at_a_time::<T::Entity>()) {
            let models: Vec<T::Model> = chunk.iter().zip(next..).map(|(row, id)| row.model(id, origin, refs)).collect();
            let first = next;
            next += i32::try_from(models.len()).unwrap_or(i32::MAX);
            self.insert_refs(refs).await?;
            self.append::<T::Entity, T::Active>(models, first).await?;
        }
        Ok(begin)
    }

    /// Adds stored rows with their numbers, the first of which is given, and takes them into the entry's digests.
    pub(super) async fn append<E, A>(&mut self, models: Vec<E::Model>, first: i32) -> Result<(), Error>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = E> + Send,
    {
        if models.is_empty() {
            return Ok(());
        }
        if let Some(entry) = &mut self.entry {
            entry.digests.state::<E>(&models, first);
        }
        let marks: Vec<E::Column> = MARKS.into_iter().filter_map(column::<E>).collect();
        let stated = models.into_iter().map(|model| without_empty(model.into_active_model(), &marks));
        E::insert_many(stated.collect::<Vec<A>>()).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    pub(super) async fn next_id<E: EntityTrait>(&self) -> Result<i32, Error> {
        let Some(id) = column::<E>("id") else { return Ok(1) };
        let query = E::find().select_only().column_as(id.max(), "last");
        let last: Option<Option<i32>> = query.into_tuple().one(&self.txn).await?;
        Ok(last.flatten().unwrap_or(0) + 1)
    }

    async fn insert_refs(&mut self, refs: &mut IdMap) -> Result<(), Error> {
        use entity::{ground, point, service};
        let named = |new: NewTexts| new.into_iter().map(|(id, text)| (id, text.to_string()));
        let points = named(std::mem::take(&mut refs.points.new)).map(|(id, code)| point::Model { id, code });
        self.insert_models::<point::Entity, _>(points, |row| row.id).await?;
        let services = named(std::mem::take(&mut refs.services.new)).map(|(id, code)| service::Model { id, code });
        self.insert_models::<service::Entity, _>(services, |row| row.id).await?;
        let grounds = named(std::mem::take(&mut refs.grounds.new)).map(|(id, text)| ground::Model { id, text });
        self.insert_models::<ground::Entity, _>(grounds, |row| row.id).await
    }

    async fn insert_models<E, A>(
        &mut self,
        models: impl Iterator<Item = E::Model>,
        number: fn(&E::Model) -> i32,
    ) -> Result<(), Error>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = E> + Send,
    {
        let mut rest = models.peekable();
        while let Some(first) = rest.peek().map(number) {
            let chunk: Vec<E::Model> = rest.by_ref().take(MAX_LIST).collect();
            self.append::<E, A>(chunk, first).await?;
        }
        Ok(())
    }

    /// Voids rows: they count for nothing since this entry. A row is voided once, and nothing else of it ever changes.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn void<T: Table>(&mut self, ids: &[i32], entry: i32) -> Result<(), Error> {
        self.void_rows::<T::Entity>(ids, entry).await
    }

    pub(super) async fn void_rows<E: EntityTrait>(&mut self, ids: &[i32], entry: i32) -> Result<(), Error> {
        let columns = (column::<E>("id"), column::<E>("voided_by"));
        let (Some(id), Some(voided)) = columns else { return Ok(()) };
        for chunk in ids.chunks(MAX_LIST) {
            let update = E::update_many().col_expr(voided, Expr::value(entry)).filter(voided.is_null());
            update.filter(id.is_in(chunk.iter().copied())).exec(&self.txn).await?;
        }
        if let Some(entry) = &mut self.entry {
            entry.digests.void::<E>(ids);
        }
        Ok(())
    }

    /// Marks rows as stated again, all of them by one row of the table of confirmations.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn confirm<T: Table>(&mut self, ids: &[i32], origin: Origin) -> Result<(), Error> {
        self.state_origin::<T>(ids, None, origin, None).await
    }

    /// Marks some fields of rows as stated again by a file that had only their columns.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn confirm_fields<T: Table>(
        &mut self,
        ids: &[i32],
        columns: &[&str],
        origin: Origin,
    ) -> Result<(), Error> {
        self.state_origin::<T>(ids, Some(columns.join(" ")), origin, None).await
    }

    /// Keeps where some fields of new rows came from: a file that lacked their columns did not state them. `source` is
    /// the entry that did, `origin` holds this entry's number and the day they were confirmed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn carry_fields<T: Table>(
        &mut self,
        ids: &[i32],
        columns: &[&str],
        origin: Origin,
        source: u32,
    ) -> Result<(), Error> {
        let source = i32::try_from(source).ok();
        self.state_origin::<T>(ids, Some(columns.join(" ")), origin, source).await
    }

    async fn state_origin<T: Table>(
        &mut self,
        ids: &[i32],
        columns: Option<String>,
        origin: Origin,
        first_source: Option<i32>,
    ) -> Result<(), Error> {
        if ids.is_empty() {
            return Ok(());
        }
        let id = self.next_id::<entity::confirmation::Entity>().await?;
        let row = entity::confirmation::Model {
            id,
            source: origin.source,
            table_name: table_name::<T::Entity>(),
            rows: ranges(ids),
            columns,
            confirmed: origin.confirmed,
            restates: None,
            first_source,
            voided_by: None,
        };
        self.append::<entity::confirmation::Entity, _>(vec![row], id).await
    }
}

/// Columns that stay empty in all but few rows.
const MARKS: [&str; 3] = ["restates", "first_source", "voided_by"];

/// A row that leaves out those of some columns that are empty, so that a statement carries no nulls for them.
fn without_empty<A: ActiveModelTrait>(mut row: A, columns: &[<A::Entity as EntityTrait>::Column]) -> A {
    for column in columns {
        if let ActiveValue::Set(Value::Int(None)) | ActiveValue::Unchanged(Value::Int(None)) = row.get(*column) {
            row.not_set(*column);
        }
    }
    row
}

/// Numbers with texts that were given and are not written yet.
type NewTexts = Vec<(i32, std::sync::Arc<str>)>;

/// Rows one statement may carry.
pub(super) fn rows_at_a_time<E: EntityTrait>() -> usize {
    (MAX_VALUES / E::Column::iter().count().max(1)).max(1)
}
