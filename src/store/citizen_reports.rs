//! «Тут помилка»: what citizens said of points and services, what was answered, and how often an address asked.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoActiveModel as _, PaginatorTrait as _, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Error;
use super::connect::{Store, Write};
pub use super::entity::citizen_report::Model as CitizenReport;
use super::entity::citizen_report::{Column, Entity};
use super::entity::report_attempt;
use crate::domain::TerritoryCode;

/// Reports told at once.
const MOST: u64 = 200;

/// The state of a report nobody answered yet.
pub const REPORT_OPEN: &str = "open";

/// What somebody answered to a report.
#[derive(Clone, Debug)]
pub struct ReportAnswer {
    pub report: i32,
    /// `answered` or `rejected`.
    pub state: &'static str,
    pub by: i32,
    pub at: DateTime<Utc>,
    pub text: String,
}

impl Store {
    /// A report by its number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn citizen_report(&self, id: i32) -> Result<Option<CitizenReport>, Error> {
        Ok(Entity::find_by_id(id).one(self.db()).await?)
    }

    /// A report by the digest of the secret in its address.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn report_by_token(&self, token_sha256: &str) -> Result<Option<CitizenReport>, Error> {
        Ok(Entity::find().filter(Column::TokenSha256.eq(token_sha256)).one(self.db()).await?)
    }

    /// Reports of some hromadas and oblasts, open ones first, then the newest; those of no oblast where `placeless`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn citizen_reports_of(
        &self,
        hromadas: &[TerritoryCode],
        oblasts: &[TerritoryCode],
        placeless: bool,
    ) -> Result<Vec<CitizenReport>, Error> {
        let codes = |codes: &[TerritoryCode]| codes.iter().map(TerritoryCode::to_string).collect::<Vec<_>>();
        let mut of = Condition::any().add(Column::Hromada.is_in(codes(hromadas)));
        of = of.add(Column::Oblast.is_in(codes(oblasts)));
        if placeless {
            of = of.add(Column::Oblast.is_null());
        }
        let rows = Entity::find().filter(of).order_by_desc(Column::Id).limit(MOST).all(self.db()).await?;
        let (mut open, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.state == REPORT_OPEN);
        open.extend(rest);
        Ok(open)
    }
}

impl Write {
    /// Counts attempts since a moment: of one address and of all; forgets those before.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn report_attempts(&self, key_sha256: &str, since: DateTime<Utc>) -> Result<(u64, u64), Error> {
        use report_attempt::{Column, Entity};
        Entity::delete_many().filter(Column::At.lt(since)).exec(&self.txn).await?;
        let all = Entity::find().count(&self.txn).await?;
        let own = Entity::find().filter(Column::KeySha256.eq(key_sha256)).count(&self.txn).await?;
        Ok((own, all))
    }

    /// Keeps an attempt under the digest of its address.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn note_report_attempt(&self, key_sha256: &str, at: DateTime<Utc>) -> Result<(), Error> {
        use report_attempt::{Entity, Model};
        let id = self.next_id::<Entity>().await?;
        let model = Model { id, key_sha256: key_sha256.to_owned(), at };
        Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Keeps a report; its number is given here.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn keep_report(&self, report: CitizenReport) -> Result<(), Error> {
        let id = self.next_id::<Entity>().await?;
        let model = CitizenReport { id, ..report };
        Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Answers a report; false where it was answered already.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn answer_report(&self, answer: &ReportAnswer) -> Result<bool, Error> {
        let update = Entity::update_many()
            .col_expr(Column::State, Expr::value(answer.state))
            .col_expr(Column::AnsweredAt, Expr::value(answer.at))
            .col_expr(Column::AnsweredBy, Expr::value(answer.by))
            .col_expr(Column::Answer, Expr::value(answer.text.clone()));
        let open = update.filter(Column::Id.eq(answer.report)).filter(Column::State.eq(REPORT_OPEN));
        Ok(open.exec(&self.txn).await?.rows_affected == 1)
    }
}
