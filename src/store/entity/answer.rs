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
    /// For a row an undo stated again: the row it repeats.
    pub restates: Option<i32>,
    /// For such a row: the entry that stated it first, shown as its source.
    pub first_source: Option<i32>,
    /// The entry that voided the row; it counts for nothing since.
    pub voided_by: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
