//! Tokens of the API: by which program of which person, until when, last used when.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder};

use super::Error;
use super::connect::{Store, Write};
use super::entity::api_token::{Column, Entity, Model};
use crate::domain::TerritoryCode;
use crate::domain::person::{Grant, Role};

/// A stored token.
pub type ApiToken = Model;

/// How often the use of a token is kept.
const KEPT_EVERY: TimeDelta = TimeDelta::minutes(1);

impl ApiToken {
    /// The role of the token and where it holds; `None` for what is no role here.
    #[must_use]
    pub fn grant(&self) -> Option<Grant> {
        let territory = self.territory.as_deref().map(TerritoryCode::parse).transpose().ok()?;
        Some(Grant { role: Role::parse(&self.role)?, territory })
    }

    /// True while the token may be used.
    #[must_use]
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && self.expires_at > now
    }
}

impl Store {
    /// The tokens of an account, the latest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn api_tokens_of(&self, account: i32) -> Result<Vec<ApiToken>, Error> {
        let query = Entity::find().filter(Column::AccountId.eq(account));
        Ok(query.order_by_desc(Column::Id).all(self.db()).await?)
    }

    /// The token with this digest.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn api_token(&self, token_sha256: &str) -> Result<Option<ApiToken>, Error> {
        Ok(Entity::find().filter(Column::TokenSha256.eq(token_sha256)).one(self.db()).await?)
    }

    /// Keeps that a token was used, once a minute at most.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn note_token_use(&self, token: &ApiToken, now: DateTime<Utc>) -> Result<(), Error> {
        if token.used_at.is_some_and(|used| now - used < KEPT_EVERY) {
            return Ok(());
        }
        let update = Entity::update_many().col_expr(Column::UsedAt, Expr::value(now));
        update.filter(Column::Id.eq(token.id)).exec(self.db()).await?;
        Ok(())
    }
}

impl Write {
    /// Keeps a token under the next number, which it gives back.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn add_api_token(&self, token: ApiToken) -> Result<i32, Error> {
        let id = self.next_id::<Entity>().await?;
        let model = ApiToken { id, ..token };
        Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(id)
    }

    /// Ends a token of an account; `false` where it has no such token that is not ended.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn end_api_token(&self, account: i32, id: i32, now: DateTime<Utc>) -> Result<bool, Error> {
        let update = Entity::update_many().col_expr(Column::EndedAt, Expr::value(now));
        let update = update.filter(Column::Id.eq(id)).filter(Column::AccountId.eq(account));
        Ok(update.filter(Column::EndedAt.is_null()).exec(&self.txn).await?.rows_affected == 1)
    }

    /// Ends every token of an account.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn end_api_tokens(&self, account: i32, now: DateTime<Utc>) -> Result<(), Error> {
        let update = Entity::update_many().col_expr(Column::EndedAt, Expr::value(now));
        let update = update.filter(Column::AccountId.eq(account)).filter(Column::EndedAt.is_null());
        update.exec(&self.txn).await?;
        Ok(())
    }
}
