//! A quarter of an oblast: opened, reminded of, closed at an entry of the audit log.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "quarter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub oblast: String,
    /// `2023Q4`.
    pub quarter: String,
    pub opened_at: DateTime<Utc>,
    pub reminded_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    /// The entry of the audit log that closed it: its figures are made again from what was known then.
    pub entry: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
