//! Reports by the digest of the address they came from, forgotten after the time they count.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub key_sha256: String,
    pub at: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
