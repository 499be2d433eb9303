//! What a hromada submits: a table of hers that waits for an auditor.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "submission")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Who submitted it.
    pub account_id: i32,
    /// Code of the hromada it speaks of.
    pub hromada: String,
    /// Which own table it is.
    pub format: String,
    pub file: Option<String>,
    #[serde(with = "crate::domain::hex")]
    pub bytes: Vec<u8>,
    /// Day from which rows without dates of their own hold.
    pub day: Option<NaiveDate>,
    pub note: Option<String>,
    /// `submitted`, `accepted`, `returned` or `withdrawn`.
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<i32>,
    /// Why it was returned.
    pub reason: Option<String>,
    /// The entry of the audit log that wrote it.
    pub entry: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
