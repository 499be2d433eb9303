//! Sessions of people in the database, by the digest of their secret number.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result, SessionStore};

use super::Store;
use super::entity::session::{Column, Entity, Model};
use crate::domain::hex;

/// Key under which a session keeps the number of its account.
pub const ACCOUNT: &str = "account";

/// The sessions of a store.
#[derive(Clone, Debug)]
pub struct Sessions(pub Store);

fn key(id: &Id) -> String {
    hex(&Sha256::digest(id.to_string().as_bytes()))
}

#[expect(clippy::needless_pass_by_value, reason = "taken by map_err")]
fn backend(error: DbErr) -> Error {
    Error::Backend(error.to_string())
}

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[async_trait]
impl SessionStore for Sessions {
    /// A number that is taken already is changed for another one; sessions that are over go.
    async fn create(&self, record: &mut Record) -> Result<()> {
        let now = moment(time::OffsetDateTime::now_utc().unix_timestamp());
        Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(self.0.db()).await.map_err(backend)?;
        while Entity::find_by_id(key(&record.id)).one(self.0.db()).await.map_err(backend)?.is_some() {
            record.id = Id::default();
        }
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let data = serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        let account = record.data.get(ACCOUNT).and_then(serde_json::Value::as_i64);
        let account_id = account.and_then(|id| i32::try_from(id).ok());
        let expires_at = moment(record.expiry_date.unix_timestamp());
        let model = Model { id_sha256: key(&record.id), account_id, data, expires_at };
        let replace = OnConflict::column(Column::IdSha256)
            .update_columns([Column::AccountId, Column::Data, Column::ExpiresAt])
            .to_owned();
        let insert = Entity::insert(model.into_active_model()).on_conflict(replace);
        insert.exec_without_returning(self.0.db()).await.map(|_| ()).map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = Entity::find_by_id(key(id)).one(self.0.db()).await.map_err(backend)?;
        let Some(model) = found else { return Ok(None) };
        let data = serde_json::from_str(&model.data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = time::OffsetDateTime::from_unix_timestamp(model.expires_at.timestamp())
            .map_err(|error| Error::Decode(error.to_string()))?;
        let is_over = expiry_date <= time::OffsetDateTime::now_utc();
        Ok((!is_over).then_some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        Entity::delete_by_id(key(id)).exec(self.0.db()).await.map(|_| ()).map_err(backend)
    }
}

/// A session of a person as a person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSession {
    pub begun: Option<DateTime<Utc>>,
    pub used: Option<DateTime<Utc>>,
}

impl Store {
    /// The sessions of an account that are not over, the last to end first; `begun` and `used` are the keys under which
    /// a session keeps its moments, in seconds.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sessions_of(
        &self,
        account: i32,
        (begun, used): (&str, &str),
        now: DateTime<Utc>,
    ) -> std::result::Result<Vec<OpenSession>, super::Error> {
        let query = Entity::find().filter(Column::AccountId.eq(account)).filter(Column::ExpiresAt.gt(now));
        let rows = query.order_by_desc(Column::ExpiresAt).all(self.db()).await?;
        let opened = |row: Model| {
            let data: serde_json::Value = serde_json::from_str(&row.data).unwrap_or_default();
            let at = |key: &str| DateTime::from_timestamp(data.get(key)?.as_i64()?, 0);
            OpenSession { begun: at(begun), used: at(used) }
        };
        Ok(rows.into_iter().map(opened).collect())
    }
}
