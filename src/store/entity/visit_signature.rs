//! Sheets of audit visits as they were signed off.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "visit_signature")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub visit: i32,
    pub request_key: String,
    /// Field to value, as JSON.
    pub fields: String,
    pub signed_on: NaiveDate,
    pub signed_by: i32,
    /// The entry of the audit log that states it.
    pub source: i32,
    /// Nothing voids such a row.
    pub voided_by: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
