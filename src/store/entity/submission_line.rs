//! A row of a sent table that was returned, and why.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "submission_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub submission: i32,
    /// Row of the sheet as a person counts it.
    pub row: i32,
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
