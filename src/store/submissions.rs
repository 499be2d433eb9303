//! Tables that hromadas submit, and what became of them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect};

use super::Error;
use super::connect::{Store, Write};
pub use super::entity::submission::Model as Submission;
use super::entity::submission::{Column, Entity};
use crate::domain::TerritoryCode;

/// Submissions told at once.
const MOST: u64 = 200;

/// What was decided about a submission.
#[derive(Clone, Debug)]
pub struct Decision {
    pub submission: i32,
    /// The state it gets.
    pub state: &'static str,
    pub by: i32,
    pub at: DateTime<Utc>,
    pub reason: Option<String>,
    pub entry: Option<i32>,
}

/// The state of a submission nobody decided about yet.
pub const SUBMITTED: &str = "submitted";
/// The state of one that was published at once and waits to be reviewed after.
pub const PUBLISHED: &str = "published";

impl Store {
    /// A submission by its number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn submission(&self, id: i32) -> Result<Option<Submission>, Error> {
        Ok(Entity::find_by_id(id).one(self.db()).await?)
    }

    /// Who submitted some submissions: numbers of accounts by those of submissions.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn submission_authors(&self, ids: &[i32]) -> Result<HashMap<i32, i32>, Error> {
        let query = Entity::find().select_only().columns([Column::Id, Column::AccountId]);
        let rows: Vec<(i32, i32)> =
            query.filter(Column::Id.is_in(ids.iter().copied())).into_tuple().all(self.db()).await?;
        Ok(rows.into_iter().collect())
    }

    /// The number of the very same table of an account that waits already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn waiting_submission(
        &self,
        account: i32,
        hromada: TerritoryCode,
        (format, bytes): (&str, &[u8]),
    ) -> Result<Option<i32>, Error> {
        let query = Entity::find().select_only().column(Column::Id).filter(Column::AccountId.eq(account));
        let query = query.filter(Column::Hromada.eq(hromada.to_string())).filter(Column::State.eq(SUBMITTED));
        let query = query.filter(Column::Format.eq(format)).filter(Column::Bytes.eq(bytes.to_vec()));
        Ok(query.into_tuple().one(self.db()).await?)
    }

    /// The last submissions of some hromadas, the newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn submissions_of(&self, hromadas: &[TerritoryCode]) -> Result<Vec<Submission>, Error> {
        let codes = hromadas.iter().map(TerritoryCode::to_string);
        let query = Entity::find().filter(Column::Hromada.is_in(codes)).order_by_desc(Column::Id);
        Ok(query.limit(MOST).all(self.db()).await?)
    }
}

impl Write {
    /// Keeps a submission; gives back its number.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn submit(&self, submission: Submission) -> Result<i32, Error> {
        let id = self.next_id::<Entity>().await?;
        let model = Submission { id, ..submission };
        Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(id)
    }

    /// Decides about a submission; false where it was decided about already.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn decide(&self, decision: &Decision) -> Result<bool, Error> {
        let update = Entity::update_many()
            .col_expr(Column::State, Expr::value(decision.state))
            .col_expr(Column::DecidedAt, Expr::value(decision.at))
            .col_expr(Column::DecidedBy, Expr::value(decision.by))
            .col_expr(Column::Reason, Expr::value(decision.reason.clone()))
            .col_expr(Column::Entry, Expr::value(decision.entry));
        let open = update.filter(Column::Id.eq(decision.submission)).filter(Column::State.eq(SUBMITTED));
        Ok(open.exec(&self.txn).await?.rows_affected == 1)
    }

    /// Decides about what was published at once; the entry that wrote it stays named. False where that was done already.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn review_published(&self, decision: &Decision) -> Result<bool, Error> {
        let update = Entity::update_many()
            .col_expr(Column::State, Expr::value(decision.state))
            .col_expr(Column::DecidedAt, Expr::value(decision.at))
            .col_expr(Column::DecidedBy, Expr::value(decision.by))
            .col_expr(Column::Reason, Expr::value(decision.reason.clone()));
        let open = update.filter(Column::Id.eq(decision.submission)).filter(Column::State.eq(PUBLISHED));
        Ok(open.exec(&self.txn).await?.rows_affected == 1)
    }
}
