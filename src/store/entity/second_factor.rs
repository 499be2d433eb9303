//! The second step of signing in: the secret from which codes are made, sealed with a key that is not in the database.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub account_id: i32,
    /// Sealed, hexadecimal.
    pub secret: String,
    /// The last half minute whose code was used: no code is good twice.
    pub last_step: i64,
    pub since: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
