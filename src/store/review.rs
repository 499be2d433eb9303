//! What stands around submissions: returned lines, remarks, what a decision was about, whose tables are published at once.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect};

use super::Error;
use super::connect::{Store, Write};
pub use super::entity::submission_comment::Model as Comment;
use super::entity::trusted_editor;
use super::entity::{account, account_role, submission_comment, submission_decision, submission_line, submission_link};
use crate::domain::TerritoryCode;
use crate::domain::person::Role;

/// Remarks of one submission that are told.
const MOST_COMMENTS: u64 = 500;
/// Numbers in one question to the database.
const MOST_NUMBERS: usize = 500;

/// A row of a sent table that was returned, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedLine {
    /// Row of the sheet as a person counts it.
    pub row: u32,
    pub reason: String,
}

/// An editor of a hromada, and since when her tables are published at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorOf {
    pub account: i32,
    pub name: String,
    pub hromada: TerritoryCode,
    pub trusted_since: Option<DateTime<Utc>>,
}

impl Store {
    /// The returned rows of a submission in their order.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn returned_lines(&self, submission: i32) -> Result<Vec<ReturnedLine>, Error> {
        use submission_line::{Column, Entity};
        let query = Entity::find().filter(Column::Submission.eq(submission)).order_by_asc(Column::Row);
        let line = |row: submission_line::Model| ReturnedLine { row: row.row.unsigned_abs(), reason: row.reason };
        Ok(query.all(self.db()).await?.into_iter().map(line).collect())
    }

    /// What was said about a submission, the earliest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn comments(&self, submission: i32) -> Result<Vec<Comment>, Error> {
        use submission_comment::{Column, Entity};
        let query = Entity::find().filter(Column::Submission.eq(submission)).order_by_asc(Column::Id);
        Ok(query.limit(MOST_COMMENTS).all(self.db()).await?)
    }

    /// Of each of some submissions whether its last remark is an auditor's; those without remarks are left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn last_remarks(&self, submissions: &[i32]) -> Result<Vec<(i32, bool)>, Error> {
        use submission_comment::{Column, Entity};
        let mut told = Vec::new();
        for some in submissions.chunks(MOST_NUMBERS) {
            let query = Entity::find().filter(Column::Submission.is_in(some.iter().copied()));
            let query = query.select_only().columns([Column::Submission, Column::ByAuditor]);
            let rows: Vec<(i32, bool)> = query.order_by_asc(Column::Id).into_tuple().all(self.db()).await?;
            told.extend(rows);
        }
        let last: std::collections::BTreeMap<i32, bool> = told.into_iter().collect();
        Ok(last.into_iter().collect())
    }

    /// What a decision was about, as JSON.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn decision_differences(&self, submission: i32) -> Result<Option<String>, Error> {
        let found = submission_decision::Entity::find_by_id(submission).one(self.db()).await?;
        Ok(found.map(|row| row.differences))
    }

    /// The submission this one corrects.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn corrects(&self, submission: i32) -> Result<Option<i32>, Error> {
        Ok(submission_link::Entity::find_by_id(submission).one(self.db()).await?.map(|row| row.corrects))
    }

    /// Of some submissions those that others correct, each with the last one that does.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn corrected(&self, submissions: &[i32]) -> Result<Vec<(i32, i32)>, Error> {
        use submission_link::{Column, Entity};
        let mut found = Vec::new();
        for some in submissions.chunks(MOST_NUMBERS) {
            let query = Entity::find().filter(Column::Corrects.is_in(some.iter().copied())).order_by_asc(Column::Id);
            found.extend(query.all(self.db()).await?.into_iter().map(|row| (row.corrects, row.id)));
        }
        Ok(found)
    }

    /// True when what an editor submits of a hromada is published at once.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn is_trusted(&self, account: i32, hromada: TerritoryCode) -> Result<bool, Error> {
        use trusted_editor::{Column, Entity};
        let query =
            Entity::find().filter(Column::AccountId.eq(account)).filter(Column::Hromada.eq(hromada.to_string()));
        Ok(query.one(self.db()).await?.is_some())
    }

    /// The editors of hromadas, in order of hromada and name, with since when they are trusted.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn editors(&self) -> Result<Vec<EditorOf>, Error> {
        let trusted = trusted_editor::Entity::find().all(self.db()).await?;
        let since = |account: i32, hromada: &str| {
            trusted.iter().find(|row| row.account_id == account && row.hromada == hromada).map(|row| row.since)
        };
        let roles = account_role::Entity::find().filter(account_role::Column::Role.eq(Role::Editor.word()));
        let accounts = account::Entity::find().filter(account::Column::DisabledAt.is_null());
        let names: Vec<(i32, String)> =
            accounts.all(self.db()).await?.into_iter().map(|row| (row.id, row.name)).collect();
        let editor = |row: account_role::Model| {
            let (account, name) = names.iter().find(|(id, _)| *id == row.account_id)?.clone();
            let code = row.territory?;
            let hromada = TerritoryCode::parse(&code).ok()?;
            Some(EditorOf { account, name, hromada, trusted_since: since(account, &code) })
        };
        let mut found: Vec<EditorOf> = roles.all(self.db()).await?.into_iter().filter_map(editor).collect();
        found.sort_by(|a, b| (a.hromada, &a.name).cmp(&(b.hromada, &b.name)));
        Ok(found)
    }
}

impl Write {
    /// Keeps the returned rows of a submission.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn return_lines(&self, submission: i32, lines: &[ReturnedLine]) -> Result<(), Error> {
        use submission_line::{Entity, Model};
        let first = self.next_id::<Entity>().await?;
        for (line, id) in lines.iter().zip(first..) {
            let row = i32::try_from(line.row).unwrap_or(i32::MAX);
            let model = Model { id, submission, row, reason: line.reason.clone() };
            Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        }
        Ok(())
    }

    /// Keeps a remark; its number is given here.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn comment(&self, comment: Comment) -> Result<(), Error> {
        use submission_comment::Entity;
        let id = self.next_id::<Entity>().await?;
        let model = Comment { id, ..comment };
        Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Keeps what a decision was about, as JSON.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn keep_differences(&self, submission: i32, differences: String) -> Result<(), Error> {
        let model = submission_decision::Model { id: submission, differences };
        let insert = submission_decision::Entity::insert(model.into_active_model());
        insert.exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Keeps that a submission corrects what was returned of another.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn link_correction(&self, submission: i32, corrects: i32) -> Result<(), Error> {
        let model = submission_link::Model { id: submission, corrects };
        submission_link::Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(())
    }

    /// Sets whether what an editor submits of a hromada is published at once.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn trust(
        &self,
        (account_id, hromada): (i32, TerritoryCode),
        trusted: bool,
        (set_by, since): (i32, DateTime<Utc>),
    ) -> Result<(), Error> {
        use trusted_editor::{Column, Entity, Model};
        let earlier = Entity::delete_many().filter(Column::AccountId.eq(account_id));
        earlier.filter(Column::Hromada.eq(hromada.to_string())).exec(&self.txn).await?;
        if trusted {
            let id = self.next_id::<Entity>().await?;
            let model = Model { id, account_id, hromada: hromada.to_string(), since, set_by };
            Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        }
        Ok(())
    }
}
