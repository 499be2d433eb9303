//! What a name in a hromada's own list means there, as a person answered.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "service_choice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub hromada: String,
    /// The folded name.
    pub name: String,
    /// Code of the service; `None`: it is none of the catalogue.
    pub service: Option<String>,
    pub account_id: i32,
    pub at: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
