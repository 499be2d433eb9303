//! What somebody said about a submission.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "submission_comment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub submission: i32,
    pub account_id: i32,
    /// Said by somebody who judges it, not by the hromada.
    pub by_auditor: bool,
    pub at: DateTime<Utc>,
    pub text: String,
}

impl ActiveModelBehavior for ActiveModel {}
