//! A hromada's own list of services, kept while a person answers what its rows mean.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "service_sheet")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub account_id: i32,
    /// Code of the hromada whose list it is.
    pub hromada: String,
    pub file: Option<String>,
    #[serde(with = "crate::domain::hex")]
    pub bytes: Vec<u8>,
    /// Day from which the services hold.
    pub day: Option<NaiveDate>,
    /// Fields of the form as they were last sent, a JSON object of texts.
    pub answers: String,
    pub created_at: DateTime<Utc>,
    /// The submission made of it.
    pub submission: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
