//! The journal: one row for each action, chained by hash.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "action")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub at: chrono::DateTime<chrono::Utc>,
    pub actor: String,
    pub name: String,
    pub file: Option<String>,
    pub file_sha256: Option<String>,
    pub as_of: Option<NaiveDate>,
    pub sample: bool,
    pub parts: String,
    pub summary: String,
    pub changes: String,
    pub previous: String,
    pub hash: String,
    /// What the entry stated and voided, table by table, as JSON; entries from before rows were immutable have none.
    pub digests: Option<String>,
    /// The entry this one takes back.
    pub undoes: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
