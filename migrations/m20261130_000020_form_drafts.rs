//! Forms of the workspace as they were last typed, one draft for each form.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, integer_null, string, text, timestamp_with_time_zone};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(form_draft()).await?;
        let mut index = Index::create();
        index.name("form_draft_of").table(Alias::new("form_draft")).unique();
        index.col(Alias::new("form"));
        manager.create_index(index).await?;
        let mut index = Index::create();
        index.name("form_draft_hromada").table(Alias::new("form_draft"));
        index.col(Alias::new("hromada"));
        manager.create_index(index).await
    }
}

fn form_draft() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("form_draft"))
        .col(integer(Alias::new("id")).primary_key())
        .col(text(Alias::new("form")))
        .col(string(Alias::new("hromada")))
        .col(integer(Alias::new("account_id")))
        .col(text(Alias::new("fields")))
        .col(integer(Alias::new("version")))
        .col(timestamp_with_time_zone(Alias::new("updated_at")))
        .col(integer_null(Alias::new("submission")))
        .foreign_key(
            ForeignKey::create()
                .name("form_draft_account")
                .from(Alias::new("form_draft"), Alias::new("account_id"))
                .to(Alias::new("account"), Alias::new("id")),
        )
        .to_owned()
}
