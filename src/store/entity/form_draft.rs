//! A form of the workspace as it was last typed.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "form_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Which form it is, such as `points/A/hours`.
    pub form: String,
    /// Code of the hromada it speaks of.
    pub hromada: String,
    /// Who typed last.
    pub account_id: i32,
    /// The fields as they were typed, a JSON object of texts.
    pub fields: String,
    /// Grows with every change, so that two people see when they collide.
    pub version: i32,
    pub updated_at: DateTime<Utc>,
    /// The submission made of it; `None` while it is a draft.
    pub submission: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
