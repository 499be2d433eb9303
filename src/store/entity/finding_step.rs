//! What became of findings, step by step.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "finding_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub finding: i32,
    pub request_key: String,
    /// `answered`, `returned` or `accepted`.
    pub step: String,
    pub text: String,
    pub day: NaiveDate,
    pub account_id: i32,
    /// The entry of the audit log that states it.
    pub source: i32,
    /// Nothing voids such a row.
    pub voided_by: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
