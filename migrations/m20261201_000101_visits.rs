//! Audit visits: the visit, its signed sheet, findings, and what became of each; rows are never changed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, date_null, integer, integer_null, string, string_null, text, text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [visit(), visit_signature(), finding(), finding_step()] {
            manager.create_table(table).await?;
        }
        for (table, column, is_unique) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_{column}")).table(Alias::new(*table)).col(Alias::new(*column));
            if *is_unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// Look-ups by what a row belongs to; what is sent twice is kept once.
const INDEXES: &[(&str, &str, bool)] = &[
    ("visit", "request_key", true),
    ("visit", "oblast", false),
    ("visit_signature", "visit", true),
    ("finding", "visit", false),
    ("finding", "hromada", false),
    ("finding", "oblast", false),
    ("finding_step", "finding", false),
    ("finding_step", "request_key", true),
];

/// A table whose rows an entry of the audit log states.
fn stated(name: &str) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(Alias::new(name)).col(integer(Alias::new("id")).primary_key());
    table.col(integer(Alias::new("source"))).col(integer_null(Alias::new("voided_by")));
    table.foreign_key(&mut refers(name, "source", "action"));
    table.foreign_key(&mut refers(name, "voided_by", "action"));
    table
}

fn refers(table: &str, column: &str, to: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_of"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(to), Alias::new("id"))
        .to_owned()
}

fn visit() -> TableCreateStatement {
    stated("visit")
        .col(string(Alias::new("request_key")))
        .col(string(Alias::new("point")))
        .col(string(Alias::new("hromada")))
        .col(string(Alias::new("oblast")))
        .col(date(Alias::new("day")))
        .col(text(Alias::new("present")))
        .col(integer(Alias::new("opened_by")))
        .to_owned()
}

/// The sheet as it was signed off: its fields as JSON.
fn visit_signature() -> TableCreateStatement {
    stated("visit_signature")
        .col(integer(Alias::new("visit")))
        .col(string(Alias::new("request_key")))
        .col(text(Alias::new("fields")))
        .col(date(Alias::new("signed_on")))
        .col(integer(Alias::new("signed_by")))
        .foreign_key(&mut refers("visit_signature", "visit", "visit"))
        .to_owned()
}

fn finding() -> TableCreateStatement {
    stated("finding")
        .col(integer(Alias::new("visit")))
        .col(string(Alias::new("point")))
        .col(string(Alias::new("hromada")))
        .col(string(Alias::new("oblast")))
        .col(string(Alias::new("subject")))
        .col(text(Alias::new("what")))
        .col(text_null(Alias::new("act")))
        .col(string_null(Alias::new("clause")))
        .col(text(Alias::new("responsible")))
        .col(date(Alias::new("deadline")))
        .col(date_null(Alias::new("recheck")))
        .foreign_key(&mut refers("finding", "visit", "visit"))
        .to_owned()
}

/// What became of a finding: answered, returned or accepted.
fn finding_step() -> TableCreateStatement {
    stated("finding_step")
        .col(integer(Alias::new("finding")))
        .col(string(Alias::new("request_key")))
        .col(string(Alias::new("step")))
        .col(text(Alias::new("text")))
        .col(date(Alias::new("day")))
        .col(integer(Alias::new("account_id")))
        .foreign_key(&mut refers("finding_step", "finding", "finding"))
        .to_owned()
}
