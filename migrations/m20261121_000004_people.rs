//! People: accounts with their roles, invitations, sessions, failed sign-ins, and what people submit.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    binary, date_null, integer, integer_null, string, string_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [account(), account_role(), invitation(), session(), sign_in_failure(), submission()] {
            manager.create_table(table).await?;
        }
        for (table, column) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_{column}")).table(Alias::new(*table)).col(Alias::new(*column));
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// Look-ups by the person or the key a row belongs to.
const INDEXES: &[(&str, &str)] = &[
    ("account_role", "account_id"),
    ("session", "account_id"),
    ("sign_in_failure", "key_sha256"),
    ("submission", "hromada"),
    ("submission", "account_id"),
];

fn named(name: &str) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(Alias::new(name)).col(integer(Alias::new("id")).primary_key());
    table
}

fn of_account(table: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_account"))
        .from(Alias::new(table), Alias::new("account_id"))
        .to(Alias::new("account"), Alias::new("id"))
        .to_owned()
}

fn account() -> TableCreateStatement {
    named("account")
        .col(string(Alias::new("email")).unique_key())
        .col(string(Alias::new("name")))
        .col(text_null(Alias::new("password")))
        .col(timestamp_with_time_zone(Alias::new("created_at")))
        .col(timestamp_with_time_zone_null(Alias::new("disabled_at")))
        .to_owned()
}

fn account_role() -> TableCreateStatement {
    named("account_role")
        .col(integer(Alias::new("account_id")))
        .col(string(Alias::new("role")))
        .col(string_null(Alias::new("territory")))
        .foreign_key(&mut of_account("account_role"))
        .to_owned()
}

fn invitation() -> TableCreateStatement {
    named("invitation")
        .col(integer(Alias::new("account_id")))
        .col(string(Alias::new("token_sha256")).unique_key())
        .col(timestamp_with_time_zone(Alias::new("expires_at")))
        .col(timestamp_with_time_zone_null(Alias::new("used_at")))
        .foreign_key(&mut of_account("invitation"))
        .to_owned()
}

/// A session's own number is secret: only its digest is kept.
fn session() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new("session"))
        .col(string(Alias::new("id_sha256")).primary_key())
        .col(integer_null(Alias::new("account_id")))
        .col(text(Alias::new("data")))
        .col(timestamp_with_time_zone(Alias::new("expires_at")))
        .to_owned()
}

fn sign_in_failure() -> TableCreateStatement {
    named("sign_in_failure")
        .col(string(Alias::new("key_sha256")))
        .col(timestamp_with_time_zone(Alias::new("at")))
        .to_owned()
}

fn submission() -> TableCreateStatement {
    named("submission")
        .col(integer(Alias::new("account_id")))
        .col(string(Alias::new("hromada")))
        .col(string(Alias::new("format")))
        .col(string_null(Alias::new("file")))
        .col(binary(Alias::new("bytes")))
        .col(date_null(Alias::new("day")))
        .col(text_null(Alias::new("note")))
        .col(string(Alias::new("state")))
        .col(timestamp_with_time_zone(Alias::new("created_at")))
        .col(timestamp_with_time_zone_null(Alias::new("decided_at")))
        .col(integer_null(Alias::new("decided_by")))
        .col(text_null(Alias::new("reason")))
        .col(integer_null(Alias::new("entry")))
        .foreign_key(&mut of_account("submission"))
        .to_owned()
}
