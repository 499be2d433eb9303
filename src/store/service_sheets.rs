//! Hromadas' own lists of services in hand, and what names in them mean.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect};

use super::Error;
use super::connect::{Store, Write};
pub use super::entity::service_sheet::Model as StoredSheet;
use super::entity::{service_choice, service_sheet};
use crate::domain::TerritoryCode;

/// Lists in hand that are told at once.
const MOST: u64 = 50;

/// What a person answered about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The folded name.
    pub name: String,
    /// Code of the service; `None`: it is none of the catalogue.
    pub service: Option<String>,
}

impl Store {
    /// A list by its number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn service_sheet(&self, id: i32) -> Result<Option<StoredSheet>, Error> {
        Ok(service_sheet::Entity::find_by_id(id).one(self.db()).await?)
    }

    /// Numbers, files and moments of the lists of some hromadas that are in hand, the newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn service_sheets_of(
        &self,
        hromadas: &[TerritoryCode],
    ) -> Result<Vec<(i32, Option<String>, DateTime<Utc>)>, Error> {
        use service_sheet::Column;
        let codes = hromadas.iter().map(TerritoryCode::to_string);
        let query = service_sheet::Entity::find().filter(Column::Hromada.is_in(codes));
        let open = query.filter(Column::Submission.is_null()).order_by_desc(Column::Id).limit(MOST);
        let columns = [Column::Id, Column::File, Column::CreatedAt];
        Ok(open.select_only().columns(columns).into_tuple().all(self.db()).await?)
    }

    /// What names in the lists of a hromada mean, by the folded name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn service_choices(&self, hromada: TerritoryCode) -> Result<HashMap<String, Option<String>>, Error> {
        use service_choice::{Column, Entity};
        let rows = Entity::find().filter(Column::Hromada.eq(hromada.to_string())).all(self.db()).await?;
        Ok(rows.into_iter().map(|row| (row.name, row.service)).collect())
    }
}

impl Write {
    /// Keeps a list; gives back its number.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn keep_service_sheet(&self, sheet: StoredSheet) -> Result<i32, Error> {
        let id = self.next_id::<service_sheet::Entity>().await?;
        let model = StoredSheet { id, ..sheet };
        service_sheet::Entity::insert(model.into_active_model()).exec_without_returning(&self.txn).await?;
        Ok(id)
    }

    /// Keeps what was answered about a list, and the submission made of it; false where one was made already.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn answer_service_sheet(&self, sheet: &StoredSheet) -> Result<bool, Error> {
        use service_sheet::{Column, Entity};
        let update = Entity::update_many()
            .col_expr(Column::Answers, Expr::value(sheet.answers.clone()))
            .col_expr(Column::Day, Expr::value(sheet.day))
            .col_expr(Column::Submission, Expr::value(sheet.submission));
        let open = update.filter(Column::Id.eq(sheet.id)).filter(Column::Submission.is_null());
        Ok(open.exec(&self.txn).await?.rows_affected == 1)
    }

    /// Remembers what names of a hromada's list mean; the last answer counts.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn remember_choices(
        &self,
        hromada: TerritoryCode,
        choices: &[Choice],
        (account_id, at): (i32, DateTime<Utc>),
    ) -> Result<(), Error> {
        use service_choice::{Column, Entity, Model};
        let first = self.next_id::<Entity>().await?;
        for (choice, id) in choices.iter().zip(first..) {
            let Choice { name, service } = choice.clone();
            let row = Model { id, hromada: hromada.to_string(), name, service, account_id, at };
            let mut again = OnConflict::columns([Column::Hromada, Column::Name]);
            again.update_columns([Column::Service, Column::AccountId, Column::At]);
            let insert = Entity::insert(row.into_active_model()).on_conflict(again);
            insert.exec_without_returning(&self.txn).await?;
        }
        Ok(())
    }
}
