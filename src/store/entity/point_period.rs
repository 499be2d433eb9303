//! What a point is over a period.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "point_period")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub point_id: i32,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub kind: String,
    pub parent: Option<String>,
    pub hromada: Option<String>,
    pub settlement: Option<String>,
    pub located_in: Option<String>,
    pub starosta_district: Option<String>,
    pub name: String,
    pub address: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub precision: String,
    pub status: String,
    pub diia_centre: Option<bool>,
    pub area_total: Option<f64>,
    pub area_waiting: Option<f64>,
    pub area_service: Option<f64>,
    pub workers: Option<i32>,
    pub hours: Option<String>,
    pub hours_text: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub web: Option<String>,
    pub features: String,
    pub method: Option<String>,
    pub confidence: Option<f64>,
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
