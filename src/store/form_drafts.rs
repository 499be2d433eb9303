//! Forms of the workspace as they were last typed.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect};

use super::Error;
use super::connect::{Store, Write};
pub use super::entity::form_draft::Model as FormDraft;
use super::entity::form_draft::{Column, Entity};
use crate::domain::TerritoryCode;

/// Drafts told at once.
const MOST: u64 = 100;

impl Store {
    /// What was last typed in a form.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn form_draft(&self, form: &str) -> Result<Option<FormDraft>, Error> {
        Ok(Entity::find().filter(Column::Form.eq(form)).one(self.db()).await?)
    }

    /// Drafts of some hromadas that are not submitted, the newest first; sheets of visits are an auditor's.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_form_drafts(&self, hromadas: &[TerritoryCode]) -> Result<Vec<FormDraft>, Error> {
        let codes = hromadas.iter().map(TerritoryCode::to_string);
        let query = Entity::find().filter(Column::Hromada.is_in(codes)).filter(Column::Submission.is_null());
        let query = query.filter(Column::Form.not_like("visits/%"));
        Ok(query.order_by_desc(Column::UpdatedAt).limit(MOST).all(self.db()).await?)
    }
}

impl Write {
    /// Keeps what was typed as the version after `draft.version`; false where somebody else kept another one since.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn keep_form_draft(&self, draft: &FormDraft) -> Result<bool, Error> {
        let next = draft.version.saturating_add(1);
        let update = Entity::update_many()
            .col_expr(Column::AccountId, Expr::value(draft.account_id))
            .col_expr(Column::Fields, Expr::value(draft.fields.clone()))
            .col_expr(Column::Version, Expr::value(next))
            .col_expr(Column::UpdatedAt, Expr::value(draft.updated_at))
            .col_expr(Column::Submission, Expr::value(draft.submission));
        let same = update.filter(Column::Form.eq(&draft.form)).filter(Column::Version.eq(draft.version));
        if same.exec(&self.txn).await?.rows_affected == 1 {
            return Ok(true);
        }
        let is_known = Entity::find().filter(Column::Form.eq(&draft.form)).one(&self.txn).await?.is_some();
        if is_known || draft.version != 0 {
            return Ok(false);
        }
        let id = self.next_id::<Entity>().await?;
        let model = FormDraft { id, version: next, ..draft.clone() };
        Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(true)
    }
}
