//! Positions of the editions of mandatory lists.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "mandatory_position")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub list: String,
    pub in_force: NaiveDate,
    pub service: String,
    pub classes: String,
    pub condition: Option<String>,
    pub source: i32,
    pub confirmed: NaiveDate,
}

impl ActiveModelBehavior for ActiveModel {}
