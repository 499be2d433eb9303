//! «Тут помилка»: what a citizen said of a point or a service, and what was answered.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "citizen_report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Digest of the secret in the address where the answer is read.
    pub token_sha256: String,
    /// `point` or `service`.
    pub subject: String,
    pub code: String,
    pub hromada: Option<String>,
    pub oblast: Option<String>,
    /// What is wrong, one word.
    pub kind: String,
    pub text: String,
    /// `open`, `answered` or `rejected`.
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
    pub answered_by: Option<i32>,
    pub answer: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
