//! Outlines of territories as GeoJSON geometry.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "boundary")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub code: String,
    pub geometry: String,
    pub min_lon: f64,
    pub min_lat: f64,
    pub max_lon: f64,
    pub max_lat: f64,
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
