//! The second step of signing in: sealed secrets, the half minutes that were used, recovery codes.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _, QueryFilter};

use super::Error;
use super::connect::{Store, Write};
use super::entity::{recovery_code, second_factor};

/// A stored second factor.
pub type SecondFactor = second_factor::Model;

impl Store {
    /// The second factor of an account, where it has one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn second_factor(&self, account: i32) -> Result<Option<SecondFactor>, Error> {
        use second_factor::{Column, Entity};
        Ok(Entity::find().filter(Column::AccountId.eq(account)).one(self.db()).await?)
    }

    /// Recovery codes of an account that were not used.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn recovery_codes_left(&self, account: i32) -> Result<u64, Error> {
        use recovery_code::{Column, Entity};
        let query = Entity::find().filter(Column::AccountId.eq(account)).filter(Column::UsedAt.is_null());
        Ok(query.count(self.db()).await?)
    }
}

impl Write {
    /// The second factor of an account as this write sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn second_factor(&self, account: i32) -> Result<Option<SecondFactor>, Error> {
        use second_factor::{Column, Entity};
        Ok(Entity::find().filter(Column::AccountId.eq(account)).one(&self.txn).await?)
    }

    /// Gives an account a second factor in place of any it had.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn set_second_factor(
        &self,
        account_id: i32,
        secret: String,
        last_step: i64,
        since: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.remove_second_factor(account_id).await?;
        let id = self.next_id::<second_factor::Entity>().await?;
        let model = SecondFactor { id, account_id, secret, last_step, since };
        let insert = second_factor::Entity::insert(model.into_active_model());
        insert.exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Takes the second factor and the recovery codes of an account away.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn remove_second_factor(&self, account: i32) -> Result<(), Error> {
        use second_factor::{Column, Entity};
        Entity::delete_many().filter(Column::AccountId.eq(account)).exec(&self.txn).await?;
        self.remove_recovery_codes(account).await
    }

    async fn remove_recovery_codes(&self, account: i32) -> Result<(), Error> {
        use recovery_code::{Column, Entity};
        Entity::delete_many().filter(Column::AccountId.eq(account)).exec(&self.txn).await?;
        Ok(())
    }

    /// Uses up the code of a half minute; `false` where it, or a later one, was used already.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn take_step(&self, account: i32, step: i64) -> Result<bool, Error> {
        use second_factor::{Column, Entity};
        let update = Entity::update_many().col_expr(Column::LastStep, Expr::value(step));
        let update = update.filter(Column::AccountId.eq(account)).filter(Column::LastStep.lt(step));
        Ok(update.exec(&self.txn).await?.rows_affected == 1)
    }

    /// Keeps recovery codes in place of earlier ones.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn set_recovery_codes(&self, account_id: i32, macs: Vec<String>) -> Result<(), Error> {
        use recovery_code::{Entity, Model};
        self.remove_recovery_codes(account_id).await?;
        let first = self.next_id::<Entity>().await?;
        let model = |(id, code_mac)| Model { id, account_id, code_mac, used_at: None }.into_active_model();
        let models: Vec<_> = (first..).zip(macs).map(model).collect();
        Entity::insert_many(models).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Uses up a recovery code; `false` where the account has no such code any more.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn take_recovery_code(&self, account: i32, mac: &str, now: DateTime<Utc>) -> Result<bool, Error> {
        use recovery_code::{Column, Entity};
        let update = Entity::update_many().col_expr(Column::UsedAt, Expr::value(now));
        let update = update.filter(Column::AccountId.eq(account)).filter(Column::CodeMac.eq(mac));
        Ok(update.filter(Column::UsedAt.is_null()).exec(&self.txn).await?.rows_affected == 1)
    }
}
