//! Failed sign-ins, by the digest of an account's e-mail or a visitor's address.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_failure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub key_sha256: String,
    pub at: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
