//! Hromadas' own lists of services while a person answers what their rows mean, and the answers that are remembered.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    binary, date_null, integer, integer_null, string, string_null, text, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(service_sheet()).await?;
        manager.create_table(service_choice()).await?;
        let mut index = Index::create();
        index.name("service_sheet_hromada").table(Alias::new("service_sheet")).col(Alias::new("hromada"));
        manager.create_index(index).await?;
        let mut index = Index::create();
        index.name("service_choice_of").table(Alias::new("service_choice")).unique();
        index.col(Alias::new("hromada")).col(Alias::new("name"));
        manager.create_index(index).await
    }
}

fn of_account(table: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_account"))
        .from(Alias::new(table), Alias::new("account_id"))
        .to(Alias::new("account"), Alias::new("id"))
        .to_owned()
}

fn service_sheet() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("service_sheet"))
        .col(integer(Alias::new("id")).primary_key())
        .col(integer(Alias::new("account_id")))
        .col(string(Alias::new("hromada")))
        .col(string_null(Alias::new("file")))
        .col(binary(Alias::new("bytes")))
        .col(date_null(Alias::new("day")))
        .col(text(Alias::new("answers")))
        .col(timestamp_with_time_zone(Alias::new("created_at")))
        .col(integer_null(Alias::new("submission")))
        .foreign_key(&mut of_account("service_sheet"))
        .to_owned()
}

/// What a name of a hromada's list means there: the code of a service, or nothing where it is none of the catalogue.
fn service_choice() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("service_choice"))
        .col(integer(Alias::new("id")).primary_key())
        .col(string(Alias::new("hromada")))
        .col(text(Alias::new("name")))
        .col(string_null(Alias::new("service")))
        .col(integer(Alias::new("account_id")))
        .col(timestamp_with_time_zone(Alias::new("at")))
        .foreign_key(&mut of_account("service_choice"))
        .to_owned()
}
