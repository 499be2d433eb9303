//! Findings of audit visits.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "finding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub visit: i32,
    pub point: String,
    pub hromada: String,
    pub oblast: String,
    /// What of the sheet it is about, such as `criterion:588/ramp`.
    pub subject: String,
    pub what: String,
    pub act: Option<String>,
    pub clause: Option<String>,
    pub responsible: String,
    pub deadline: NaiveDate,
    pub recheck: Option<NaiveDate>,
    /// The entry of the audit log that states it.
    pub source: i32,
    /// Nothing voids such a row.
    pub voided_by: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
