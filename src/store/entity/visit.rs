//! Audit visits to points, as they were opened.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "visit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// What the form that opened it carried: sent twice it opens one visit.
    pub request_key: String,
    pub point: String,
    pub hromada: String,
    pub oblast: String,
    pub day: NaiveDate,
    /// Who was there.
    pub present: String,
    pub opened_by: i32,
    /// The entry of the audit log that states it.
    pub source: i32,
    /// Nothing voids such a row.
    pub voided_by: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
