//! Starosta districts with their settlements.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "district")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub code: String,
    pub hromada: String,
    pub name: String,
    pub settlements: String,
    pub source: i32,
    pub confirmed: NaiveDate,
}

impl ActiveModelBehavior for ActiveModel {}
