//! Review: returned lines, remarks, what a decision was about, trusted editors; quarters; citizens' reports.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, integer, integer_null, string, string_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let review = [submission_line(), submission_comment(), submission_decision(), submission_link()];
        let others = [trusted_editor(), quarter(), citizen_report(), report_attempt()];
        for table in review.into_iter().chain(others) {
            manager.create_table(table).await?;
        }
        for (table, column) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_{column}")).table(Alias::new(*table)).col(Alias::new(*column));
            manager.create_index(index).await?;
        }
        let mut index = Index::create();
        index.name("quarter_of").table(Alias::new("quarter")).unique();
        index.col(Alias::new("oblast")).col(Alias::new("quarter"));
        manager.create_index(index).await
    }
}

/// Look-ups by what a row belongs to.
const INDEXES: &[(&str, &str)] = &[
    ("submission_line", "submission"),
    ("submission_comment", "submission"),
    ("submission_link", "corrects"),
    ("trusted_editor", "hromada"),
    ("citizen_report", "hromada"),
    ("citizen_report", "token_sha256"),
    ("report_attempt", "key_sha256"),
];

fn named(name: &str) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(Alias::new(name)).col(integer(Alias::new("id")).primary_key());
    table
}

fn of_submission(table: &str) -> ForeignKeyCreateStatement {
    refers(table, "submission", "submission")
}

fn refers(table: &str, column: &str, to: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_of"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(to), Alias::new("id"))
        .to_owned()
}

/// A row of the sent table that was returned, and why.
fn submission_line() -> TableCreateStatement {
    named("submission_line")
        .col(integer(Alias::new("submission")))
        .col(integer(Alias::new("row")))
        .col(text(Alias::new("reason")))
        .foreign_key(&mut of_submission("submission_line"))
        .to_owned()
}

/// What somebody said about a submission.
fn submission_comment() -> TableCreateStatement {
    named("submission_comment")
        .col(integer(Alias::new("submission")))
        .col(integer(Alias::new("account_id")))
        .col(boolean(Alias::new("by_auditor")))
        .col(timestamp_with_time_zone(Alias::new("at")))
        .col(text(Alias::new("text")))
        .foreign_key(&mut of_submission("submission_comment"))
        .foreign_key(&mut refers("submission_comment", "account_id", "account"))
        .to_owned()
}

/// The differences and the effect as they were when a submission was decided about, as JSON; its number is the submission's.
fn submission_decision() -> TableCreateStatement {
    named("submission_decision")
        .col(text(Alias::new("differences")))
        .foreign_key(&mut refers("submission_decision", "id", "submission"))
        .to_owned()
}

/// A submission that corrects what was returned of another; its number is the later one's.
fn submission_link() -> TableCreateStatement {
    named("submission_link")
        .col(integer(Alias::new("corrects")))
        .foreign_key(&mut refers("submission_link", "id", "submission"))
        .foreign_key(&mut refers("submission_link", "corrects", "submission"))
        .to_owned()
}

/// An editor whose tables of a hromada are published at once and reviewed after.
fn trusted_editor() -> TableCreateStatement {
    named("trusted_editor")
        .col(integer(Alias::new("account_id")))
        .col(string(Alias::new("hromada")))
        .col(timestamp_with_time_zone(Alias::new("since")))
        .col(integer(Alias::new("set_by")))
        .foreign_key(&mut refers("trusted_editor", "account_id", "account"))
        .foreign_key(&mut refers("trusted_editor", "set_by", "account"))
        .to_owned()
}

/// A quarter of an oblast: opened, reminded of, closed at an entry of the audit log.
fn quarter() -> TableCreateStatement {
    named("quarter")
        .col(string(Alias::new("oblast")))
        .col(string(Alias::new("quarter")))
        .col(timestamp_with_time_zone(Alias::new("opened_at")))
        .col(timestamp_with_time_zone_null(Alias::new("reminded_at")))
        .col(timestamp_with_time_zone_null(Alias::new("closed_at")))
        .col(integer_null(Alias::new("entry")))
        .to_owned()
}

/// «Тут помилка»: what a citizen said of a point or a service, and what was answered.
fn citizen_report() -> TableCreateStatement {
    named("citizen_report")
        .col(string(Alias::new("token_sha256")))
        .col(string(Alias::new("subject")))
        .col(string(Alias::new("code")))
        .col(string_null(Alias::new("hromada")))
        .col(string_null(Alias::new("oblast")))
        .col(string(Alias::new("kind")))
        .col(text(Alias::new("text")))
        .col(string(Alias::new("state")))
        .col(timestamp_with_time_zone(Alias::new("created_at")))
        .col(timestamp_with_time_zone_null(Alias::new("answered_at")))
        .col(integer_null(Alias::new("answered_by")))
        .col(text_null(Alias::new("answer")))
        .to_owned()
}

/// Reports by the digest of the address they came from, forgotten after the time they count.
fn report_attempt() -> TableCreateStatement {
    named("report_attempt")
        .col(string(Alias::new("key_sha256")))
        .col(timestamp_with_time_zone(Alias::new("at")))
        .to_owned()
}
