//! Answers to criteria of checklists.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub point_id: i32,
    pub checklist: String,
    pub criterion: String,
    pub answered_on: Option<NaiveDate>,
    pub answer: String,
    pub measure: Option<f64>,
    pub note: Option<String>,
    pub source: i32,
    pub confirmed: NaiveDate,
}

impl ActiveModelBehavior for ActiveModel {}
