//! An editor whose tables of a hromada are published at once and reviewed after.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "trusted_editor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub account_id: i32,
    pub hromada: String,
    pub since: DateTime<Utc>,
    pub set_by: i32,
}

impl ActiveModelBehavior for ActiveModel {}
