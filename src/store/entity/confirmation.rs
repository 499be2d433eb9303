//! Rows a file stated again: many rows of a table in one row of this one.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "confirmation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub source: i32,
    pub table_name: String,
    /// Numbers of the rows, as ranges: `1-5000,5007`.
    pub rows: String,
    /// Columns that were stated, separated by spaces; `None`: all of them.
    pub columns: Option<String>,
    pub confirmed: NaiveDate,
    /// For a row an undo stated again: the row it repeats.
    pub restates: Option<i32>,
    /// For such a row: the entry that stated it first.
    pub first_source: Option<i32>,
    /// The entry that voided the row; it counts for nothing since.
    pub voided_by: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
