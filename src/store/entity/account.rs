//! Accounts of people.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// In small letters.
    pub email: String,
    pub name: String,
    /// Argon2id in the form of PHC; `None` until an invitation was taken.
    pub password: Option<String>,
    pub created_at: DateTime<Utc>,
    pub disabled_at: Option<DateTime<Utc>>,
    /// Made by the demonstration.
    pub is_sample: bool,
    /// When its person last signed in.
    pub signed_in_at: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
