//! What a decision about a submission was about: its number is the submission's.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "submission_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Changes and effect as they were then, as JSON.
    pub differences: String,
}

impl ActiveModelBehavior for ActiveModel {}
