//! One way to read and write the rows of any table of facts.

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IdenStatic, IntoActiveModel,
    Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect,
};

use super::connect::{Read, Write};
use super::entity;
use super::{Error, Owner, Part, Refs};
use crate::registry::Kept;

/// Values one statement may carry; SQLite's own limit is 32,766.
pub(super) const MAX_VALUES: usize = 30_000;
/// Numbers one `IN (…)` may carry.
const MAX_LIST: usize = 10_000;

/// A row with its number in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored<R> {
    pub id: i32,
    pub kept: Kept<R>,
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
    const PART: Part;

    /// Reads a stored row.
    ///
    /// # Errors
    /// A stored value that does not fit the domain.
    fn read(model: Self::Model, refs: &Refs) -> Result<Stored<Self>, Error>;

    /// The row as it is stored.
    fn model(&self, id: i32, origin: Origin, refs: &mut Refs) -> Self::Model;

    /// The owner with this code, where it is known; a point unless a table says otherwise.
    fn owner_of(code: &str, refs: &Refs) -> Option<Owner> {
        refs.points.find(code).map(Owner::Point)
    }
}

fn id_column<T: Table>() -> Option<<T::Entity as EntityTrait>::Column> {
    <T::Entity as EntityTrait>::PrimaryKey::iter().next().map(PrimaryKeyToColumn::into_column)
}

fn column<T: Table>(name: &str) -> Option<<T::Entity as EntityTrait>::Column> {
    <T::Entity as EntityTrait>::Column::iter().find(|column| column.as_str() == name)
}

async fn rows<T: Table, C: ConnectionTrait>(db: &C, refs: &Refs) -> Result<Vec<Stored<T>>, Error> {
    let mut query = T::Entity::find();
    if let Some(id) = id_column::<T>() {
        query = query.order_by_asc(id);
    }
    query.all(db).await?.into_iter().map(|model| T::read(model, refs)).collect()
}

async fn rows_of<T: Table, C: ConnectionTrait>(db: &C, owners: &[Owner], refs: &Refs) -> Result<Vec<Stored<T>>, Error> {
    let mut query = T::Entity::find();
    if let Some(column) = column::<T>("point_id") {
        query = query.filter(column.is_in(owners.iter().filter_map(|owner| owner.point())));
    } else if let Some(column) = column::<T>("hromada") {
        let codes = owners.iter().filter_map(|owner| owner.hromada());
        query = query.filter(column.is_in(codes.map(|code| code.to_string())));
    }
    if let Some(id) = id_column::<T>() {
        query = query.order_by_asc(id);
    }
    query.all(db).await?.into_iter().map(|model| T::read(model, refs)).collect()
}

async fn names<E: EntityTrait, C: ConnectionTrait>(db: &C, columns: [E::Column; 2]) -> Result<super::refs::Ids, Error> {
    let rows = E::find().select_only().columns(columns).into_tuple::<(i32, String)>().all(db).await?;
    Ok(super::refs::Ids::new(rows))
}

async fn refs<C: ConnectionTrait>(db: &C) -> Result<Refs, Error> {
    use entity::{ground, point, service};
    Ok(Refs {
        points: names::<point::Entity, C>(db, [point::Column::Id, point::Column::Code]).await?,
        services: names::<service::Entity, C>(db, [service::Column::Id, service::Column::Code]).await?,
        grounds: names::<ground::Entity, C>(db, [ground::Column::Id, ground::Column::Text]).await?,
    })
}

impl Read {
    /// Every row of a table as this reading sees it, in the order they were stated.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn all<T: Table>(&self, refs: &Refs) -> Result<Vec<Stored<T>>, Error> {
        rows::<T, _>(&self.txn, refs).await
    }

    /// The rows of some owners as this reading sees them, for tables that have any.
    ///
    /// # Errors
    /// The database does not answer, or a stored value does not fit.
    pub async fn all_of<T: Table>(&self, owners: &[Owner], refs: &Refs) -> Result<Vec<Stored<T>>, Error> {
        rows_of::<T, _>(&self.txn, owners, refs).await
    }

    /// Numbers of some points alone.
    ///
    /// # Errors
    /// The database does not answer.
    pub(super) async fn point_refs(&self, points: impl Iterator<Item = i32>) -> Result<Refs, Error> {
        use entity::point::{Column, Entity};
        let query = Entity::find().select_only().columns([Column::Id, Column::Code]);
        let rows = query.filter(Column::Id.is_in(points)).into_tuple().all(&self.txn).await?;
        Ok(Refs { points: super::refs::Ids::new(rows), ..Refs::default() })
    }

    /// Numbers of points, services and grounds as this reading sees them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refs(&self) -> Result<Refs, Error> {
        refs(&self.txn).await
    }
}

impl Write {
    /// Every row of a table as this write sees it.
    ///
    /// # Errors
    /// As [`Read::all`].
    pub async fn all<T: Table>(&self, refs: &Refs) -> Result<Vec<Stored<T>>, Error> {
        rows::<T, _>(&self.txn, refs).await
    }

    /// The rows of some owners as this write sees them, for tables that have any.
    ///
    /// # Errors
    /// As [`Read::all`].
    pub async fn all_of<T: Table>(&self, owners: &[Owner], refs: &Refs) -> Result<Vec<Stored<T>>, Error> {
        rows_of::<T, _>(&self.txn, owners, refs).await
    }

    /// Numbers of points, services and grounds as this write sees them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refs(&self) -> Result<Refs, Error> {
        refs(&self.txn).await
    }

    /// Adds rows, numbered after the greatest number in the table.
    ///
    /// # Errors
    /// The database refuses a row.
    pub async fn insert<T: Table>(&self, new: &[T], origin: Origin, refs: &mut Refs) -> Result<(), Error> {
        if new.is_empty() {
            return Ok(());
        }
        let mut next = self.next_id::<T>().await?;
        let width = <T::Entity as EntityTrait>::Column::iter().count();
        for chunk in new.chunks((MAX_VALUES / width).max(1)) {
            let models: Vec<T::Active> =
                chunk.iter().zip(next..).map(|(row, id)| row.model(id, origin, refs).into_active_model()).collect();
            next += i32::try_from(models.len()).unwrap_or(i32::MAX);
            self.insert_refs(refs).await?;
            T::Entity::insert_many(models).exec_without_returning(&self.txn).await?;
        }
        Ok(())
    }

    async fn next_id<T: Table>(&self) -> Result<i32, Error> {
        let Some(id) = id_column::<T>() else { return Ok(1) };
        let query = T::Entity::find().select_only().column_as(id.max(), "last");
        let last: Option<Option<i32>> = query.into_tuple().one(&self.txn).await?;
        Ok(last.flatten().unwrap_or(0) + 1)
    }

    async fn insert_refs(&self, refs: &mut Refs) -> Result<(), Error> {
        use entity::{ground, point, service};
        let take = |new: &mut Vec<(i32, std::sync::Arc<str>)>| std::mem::take(new).into_iter();
        let points = take(&mut refs.points.new);
        let points = points.map(|(id, code)| point::Model { id, code: code.to_string() }.into_active_model());
        self.insert_models::<point::ActiveModel>(points.collect()).await?;
        let services = take(&mut refs.services.new);
        let services = services.map(|(id, code)| service::Model { id, code: code.to_string() }.into_active_model());
        self.insert_models::<service::ActiveModel>(services.collect()).await?;
        let grounds = take(&mut refs.grounds.new);
        let grounds = grounds.map(|(id, text)| ground::Model { id, text: text.to_string() }.into_active_model());
        self.insert_models::<ground::ActiveModel>(grounds.collect()).await
    }

    async fn insert_models<A>(&self, models: Vec<A>) -> Result<(), Error>
    where
        A: ActiveModelTrait + Send,
    {
        let mut rest = models.into_iter();
        loop {
            let chunk: Vec<A> = rest.by_ref().take(MAX_LIST).collect();
            if chunk.is_empty() {
                return Ok(());
            }
            A::Entity::insert_many(chunk).exec_without_returning(&self.txn).await?;
        }
    }

    /// Puts a row in the place of the one with this number.
    ///
    /// # Errors
    /// The database refuses the row.
    pub async fn replace<T: Table>(&self, id: i32, row: &T, origin: Origin, refs: &mut Refs) -> Result<(), Error> {
        let model = row.model(id, origin, refs).into_active_model().reset_all();
        self.insert_refs(refs).await?;
        T::Entity::update(model).validate()?.exec(&self.txn).await?;
        Ok(())
    }

    /// Takes rows out; only for editions imported anew, whose former rows stay in the journal.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remove<T: Table>(&self, ids: &[i32]) -> Result<(), Error> {
        let Some(id) = id_column::<T>() else { return Ok(()) };
        for chunk in ids.chunks(MAX_LIST) {
            T::Entity::delete_many().filter(id.is_in(chunk.iter().copied())).exec(&self.txn).await?;
        }
        Ok(())
    }

    /// Marks rows as stated again today, by whom they were last stated.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn confirm<T: Table>(&self, ids: &[i32], origin: Origin) -> Result<(), Error> {
        let (Some(id), Some(confirmed)) = (id_column::<T>(), column::<T>("confirmed")) else { return Ok(()) };
        for chunk in ids.chunks(MAX_LIST) {
            let update = T::Entity::update_many().col_expr(confirmed, Expr::value(origin.confirmed));
            update.filter(id.is_in(chunk.iter().copied())).exec(&self.txn).await?;
        }
        Ok(())
    }
}
