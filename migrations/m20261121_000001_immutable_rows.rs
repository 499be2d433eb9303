//! Rows of facts become immutable: a change voids a row and adds another; confirmations and digests of entries are kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, integer, integer_null, string, text, text_null};
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        manager.create_table(confirmation()).await?;
        add_marks(manager, "confirmation").await?;
        add(manager, "action", text_null(Alias::new("digests"))).await?;
        add(manager, "action", integer_null(Alias::new("undoes"))).await?;
        for table in TABLES {
            add_marks(manager, table).await?;
        }
        for (table, columns) in UNIQUE {
            drop_unique_code(manager, table, columns, postgres).await?;
        }
        for (table, mark) in TABLES.iter().flat_map(|table| [(table, "voided_by"), (table, "restates")]) {
            run(manager, &format!("CREATE INDEX {table}_{mark} ON {table} ({mark}) WHERE {mark} IS NOT NULL")).await?;
        }
        Ok(())
    }
}

/// Tables of facts.
const TABLES: &[&str] = &[
    "territory",
    "boundary",
    "hromada_fact",
    "district",
    "point_period",
    "service_period",
    "service_step",
    "mandatory_position",
    "mandatory_declared",
    "offering",
    "answer",
    "equipment",
    "figure",
];

/// Tables whose `code` was unique among all rows, with their columns as SQLite needs them to make the table anew.
const UNIQUE: &[(&str, &str)] = &[
    (
        "territory",
        "code varchar NOT NULL, category varchar NOT NULL, name varchar NOT NULL, parent varchar, lat double, \
         lon double, kind varchar, area_km2 double, centre varchar",
    ),
    (
        "boundary",
        "code varchar NOT NULL, geometry text NOT NULL, min_lon double NOT NULL, min_lat double NOT NULL, \
         max_lon double NOT NULL, max_lat double NOT NULL",
    ),
    ("district", "code varchar NOT NULL, hromada varchar NOT NULL, name varchar NOT NULL, settlements text NOT NULL"),
];

/// A file that stated rows again, in one row whatever their number.
fn confirmation() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("confirmation"))
        .col(integer(Alias::new("id")).primary_key())
        .col(integer(Alias::new("source")))
        .col(string(Alias::new("table_name")))
        .col(text(Alias::new("rows")))
        .col(text_null(Alias::new("columns")))
        .col(date(Alias::new("confirmed")))
        .foreign_key(
            ForeignKey::create()
                .name("confirmation_source")
                .from(Alias::new("confirmation"), Alias::new("source"))
                .to(Alias::new("action"), Alias::new("id")),
        )
        .to_owned()
}

async fn run(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await.map(|_| ())
}

async fn add(manager: &SchemaManager<'_>, table: &str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(Alias::new(table)).add_column(column).to_owned()).await
}

/// Which entry voided the row; for a row an undo stated again the row it repeats and the entry that stated it first.
async fn add_marks(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    for mark in
        ["restates integer", "first_source integer REFERENCES action (id)", "voided_by integer REFERENCES action (id)"]
    {
        run(manager, &format!("ALTER TABLE {table} ADD COLUMN {mark}")).await?;
    }
    Ok(())
}

/// A code may stand in several rows now, in one that is not voided.
async fn drop_unique_code(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &str,
    postgres: bool,
) -> Result<(), DbErr> {
    if postgres {
        run(manager, &format!("ALTER TABLE {table} DROP CONSTRAINT {table}_code_key")).await?;
    } else {
        let marks = "source integer NOT NULL, confirmed date_text NOT NULL, restates integer, \
                     first_source integer, voided_by integer";
        let keys = ["source", "first_source", "voided_by"]
            .map(|column| format!("FOREIGN KEY ({column}) REFERENCES action (id)"))
            .join(", ");
        for statement in [
            format!("CREATE TABLE {table}_new (id integer NOT NULL PRIMARY KEY, {columns}, {marks}, {keys})"),
            format!("INSERT INTO {table}_new SELECT * FROM {table} ORDER BY id"),
            format!("DROP TABLE {table}"),
            format!("ALTER TABLE {table}_new RENAME TO {table}"),
        ] {
            run(manager, &statement).await?;
        }
    }
    run(manager, &format!("CREATE UNIQUE INDEX {table}_code_once ON {table} (code) WHERE voided_by IS NULL")).await
}
