//! Quarters of oblasts: opened, reminded of, closed at an entry of the audit log.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect};

use super::Error;
use super::connect::{Store, Write};
pub use super::entity::quarter::Model as StoredQuarter;
use super::entity::quarter::{Column, Entity, Model};
use super::entity::submission;
use crate::domain::TerritoryCode;

/// Quarters told at once.
const MOST: u64 = 400;

/// One submission as the watch over a quarter sees it: the hromada, the state, when.
pub type SubmittedAt = (String, String, DateTime<Utc>);

impl Store {
    /// Every quarter that was opened, the latest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn quarters(&self) -> Result<Vec<StoredQuarter>, Error> {
        let query = Entity::find().order_by_desc(Column::Quarter).order_by_asc(Column::Oblast);
        Ok(query.limit(MOST).all(self.db()).await?)
    }

    /// A quarter of an oblast, if it was opened.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn quarter(&self, oblast: TerritoryCode, quarter: &str) -> Result<Option<StoredQuarter>, Error> {
        let query = Entity::find().filter(Column::Oblast.eq(oblast.to_string()));
        Ok(query.filter(Column::Quarter.eq(quarter)).one(self.db()).await?)
    }

    /// What was submitted from a moment on, until another one, the earliest first; without the tables.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn submitted_between(
        &self,
        from: DateTime<Utc>,
        until: Option<DateTime<Utc>>,
    ) -> Result<Vec<SubmittedAt>, Error> {
        use submission::Column;
        let query = submission::Entity::find().filter(Column::CreatedAt.gte(from));
        let query = match until {
            Some(until) => query.filter(Column::CreatedAt.lte(until)),
            None => query,
        };
        let columns = [Column::Hromada, Column::State, Column::CreatedAt];
        Ok(query.order_by_asc(Column::Id).select_only().columns(columns).into_tuple().all(self.db()).await?)
    }
}

impl Write {
    /// The same quarter as this write sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn quarter_now(&self, oblast: TerritoryCode, quarter: &str) -> Result<Option<StoredQuarter>, Error> {
        let query = Entity::find().filter(Column::Oblast.eq(oblast.to_string()));
        Ok(query.filter(Column::Quarter.eq(quarter)).one(&self.txn).await?)
    }

    /// Opens a quarter.
    ///
    /// # Errors
    /// The database refuses, as where it was opened already.
    pub async fn open_quarter(&self, oblast: TerritoryCode, quarter: &str, at: DateTime<Utc>) -> Result<(), Error> {
        let id = self.next_id::<Entity>().await?;
        let (oblast, quarter) = (oblast.to_string(), quarter.to_owned());
        let model = Model { id, oblast, quarter, opened_at: at, reminded_at: None, closed_at: None, entry: None };
        Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Keeps when it was reminded of; false where it is closed.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn remind_of_quarter(&self, id: i32, at: DateTime<Utc>) -> Result<bool, Error> {
        let update = Entity::update_many().col_expr(Column::RemindedAt, Expr::value(at));
        let open = update.filter(Column::Id.eq(id)).filter(Column::ClosedAt.is_null());
        Ok(open.exec(&self.txn).await?.rows_affected == 1)
    }

    /// Closes a quarter at an entry of the audit log; false where it is closed.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn close_quarter(&self, id: i32, entry: i32, at: DateTime<Utc>) -> Result<bool, Error> {
        let update = Entity::update_many().col_expr(Column::ClosedAt, Expr::value(at));
        let update = update.col_expr(Column::Entry, Expr::value(entry)).filter(Column::Id.eq(id));
        Ok(update.filter(Column::ClosedAt.is_null()).exec(&self.txn).await?.rows_affected == 1)
    }
}
