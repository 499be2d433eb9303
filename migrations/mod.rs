//! Migrations of the database, in order. They are the truth about its shape and never import entities.

pub use sea_orm_migration::prelude::*;

mod m20261120_000001_registry;
mod m20261121_000001_immutable_rows;
mod m20261121_000002_targets;
mod m20261121_000003_located_in;
mod m20261121_000004_people;
mod m20261122_000001_service_sheets;
mod m20261130_000010_second_factor;
mod m20261130_000020_form_drafts;
mod m20261130_000030_review;
mod m20261201_000101_visits;

/// Runs the migrations that have not run yet.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261120_000001_registry::Migration),
            Box::new(m20261121_000001_immutable_rows::Migration),
            Box::new(m20261121_000002_targets::Migration),
            Box::new(m20261121_000003_located_in::Migration),
            Box::new(m20261121_000004_people::Migration),
            Box::new(m20261122_000001_service_sheets::Migration),
            Box::new(m20261130_000010_second_factor::Migration),
            Box::new(m20261130_000020_form_drafts::Migration),
            Box::new(m20261130_000030_review::Migration),
            Box::new(m20261201_000101_visits::Migration),
        ]
    }
}
