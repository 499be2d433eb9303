//! Baselines and targets of indicators become a table of their own.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, double, integer, integer_null, string, text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(target()).await?;
        for mark in ["voided_by", "restates"] {
            let index = format!("CREATE INDEX target_{mark} ON target ({mark}) WHERE {mark} IS NOT NULL");
            manager.get_connection().execute_unprepared(&index).await?;
        }
        Ok(())
    }
}

/// A value of a programme, with its source, its confirmation and the marks of rows that never change.
fn target() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new("target"))
        .col(integer(Alias::new("id")).primary_key())
        .col(string(Alias::new("territory")))
        .col(string(Alias::new("indicator")))
        .col(string(Alias::new("kind")))
        .col(integer(Alias::new("year")))
        .col(double(Alias::new("value")))
        .col(text_null(Alias::new("act")))
        .col(integer(Alias::new("source")))
        .col(date(Alias::new("confirmed")))
        .col(integer_null(Alias::new("restates")))
        .col(integer_null(Alias::new("first_source")))
        .col(integer_null(Alias::new("voided_by")));
    for column in ["source", "first_source", "voided_by"] {
        table.foreign_key(&mut refers_to_entry(column));
    }
    table.clone()
}

fn refers_to_entry(column: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("target_{column}"))
        .from(Alias::new("target"), Alias::new(column))
        .to(Alias::new("action"), Alias::new("id"))
        .to_owned()
}
