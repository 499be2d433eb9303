//! Places of the KATOTTG tree.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "territory")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub code: String,
    pub category: String,
    pub name: String,
    pub parent: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub kind: Option<String>,
    pub area_km2: Option<f64>,
    pub centre: Option<String>,
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
