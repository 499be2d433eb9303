//! Figures of points for months and quarters.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "figure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub point_id: i32,
    pub period: String,
    pub measure: String,
    pub value: f64,
    pub source: i32,
    pub confirmed: NaiveDate,
}

impl ActiveModelBehavior for ActiveModel {}
