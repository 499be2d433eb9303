//! The second step of signing in, recovery codes, tokens of the API, and what else accounts keep.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, string, string_null, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column at a time.
        for mut column in [
            boolean(Alias::new("is_sample")).default(false).take(),
            timestamp_with_time_zone_null(Alias::new("signed_in_at")).take(),
        ] {
            let mut alter = Table::alter();
            alter.table(Alias::new("account")).add_column(&mut column);
            manager.alter_table(alter.take()).await?;
        }
        for table in [second_factor(), recovery_code(), api_token()] {
            manager.create_table(table).await?;
        }
        for table in ["recovery_code", "api_token"] {
            let mut index = Index::create();
            index.name(format!("{table}_account_id"));
            index.table(Alias::new(table)).col(Alias::new("account_id"));
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn of_account(name: &str) -> TableCreateStatement {
    let mut key = ForeignKey::create();
    key.name(format!("{name}_account"));
    key.from(Alias::new(name), Alias::new("account_id"));
    key.to(Alias::new("account"), Alias::new("id"));
    let mut table = Table::create();
    table.table(Alias::new(name)).col(integer(Alias::new("id")).primary_key());
    table.foreign_key(&mut key);
    table
}

fn second_factor() -> TableCreateStatement {
    of_account("second_factor")
        .col(integer(Alias::new("account_id")).unique_key())
        .col(text(Alias::new("secret")))
        .col(big_integer(Alias::new("last_step")))
        .col(timestamp_with_time_zone(Alias::new("since")))
        .to_owned()
}

fn recovery_code() -> TableCreateStatement {
    of_account("recovery_code")
        .col(integer(Alias::new("account_id")))
        .col(string(Alias::new("code_mac")))
        .col(timestamp_with_time_zone_null(Alias::new("used_at")))
        .to_owned()
}

fn api_token() -> TableCreateStatement {
    of_account("api_token")
        .col(integer(Alias::new("account_id")))
        .col(string(Alias::new("name")))
        .col(string(Alias::new("token_sha256")).unique_key())
        .col(string(Alias::new("role")))
        .col(string_null(Alias::new("territory")))
        .col(timestamp_with_time_zone(Alias::new("created_at")))
        .col(timestamp_with_time_zone(Alias::new("expires_at")))
        .col(timestamp_with_time_zone_null(Alias::new("ended_at")))
        .col(timestamp_with_time_zone_null(Alias::new("used_at")))
        .to_owned()
}
