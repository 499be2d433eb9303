//! Audit visits, their signed sheets, findings, and what became of each.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Error;
use super::connect::{Store, Write};
pub use super::entity::finding::Model as Finding;
pub use super::entity::finding_step::Model as FindingStep;
pub use super::entity::visit::Model as Visit;
pub use super::entity::visit_signature::Model as VisitSignature;
use super::entity::{finding, finding_step, visit, visit_signature};
use crate::domain::TerritoryCode;

/// Visits or findings told at once.
const MOST: u64 = 2_000;
/// Numbers in one question to the database.
const MOST_NUMBERS: usize = 500;

/// The places whose visits and findings somebody may see.
#[derive(Clone, Debug, Default)]
pub struct Within {
    pub hromadas: Vec<TerritoryCode>,
    pub oblasts: Vec<TerritoryCode>,
}

fn codes(codes: &[TerritoryCode]) -> impl Iterator<Item = String> {
    codes.iter().map(TerritoryCode::to_string)
}

impl Store {
    /// A visit by its number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn visit(&self, id: i32) -> Result<Option<Visit>, Error> {
        Ok(visit::Entity::find_by_id(id).one(self.db()).await?)
    }

    /// The signed sheet of a visit.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn visit_signature(&self, id: i32) -> Result<Option<VisitSignature>, Error> {
        use visit_signature::{Column, Entity};
        Ok(Entity::find().filter(Column::Visit.eq(id)).one(self.db()).await?)
    }

    /// Visits in some places, the newest first, each with its signed sheet.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn visits_within(&self, within: &Within) -> Result<Vec<(Visit, Option<VisitSignature>)>, Error> {
        use visit::{Column, Entity};
        let places = Condition::any()
            .add(Column::Hromada.is_in(codes(&within.hromadas)))
            .add(Column::Oblast.is_in(codes(&within.oblasts)));
        let query = Entity::find().filter(places).order_by_desc(Column::Day).order_by_desc(Column::Id);
        let visits = query.limit(MOST).all(self.db()).await?;
        let mut found = Vec::with_capacity(visits.len());
        for some in visits.chunks(MOST_NUMBERS) {
            let numbers = some.iter().map(|visit| visit.id);
            let signed = visit_signature::Entity::find().filter(visit_signature::Column::Visit.is_in(numbers));
            let signed = signed.all(self.db()).await?;
            let of = |visit: &Visit| signed.iter().find(|one| one.visit == visit.id).cloned();
            found.extend(some.iter().map(|visit| (visit.clone(), of(visit))));
        }
        Ok(found)
    }

    /// A finding by its number.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn finding(&self, id: i32) -> Result<Option<Finding>, Error> {
        Ok(finding::Entity::find_by_id(id).one(self.db()).await?)
    }

    /// Findings of a visit in their order.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn findings_of_visit(&self, visit: i32) -> Result<Vec<Finding>, Error> {
        use finding::{Column, Entity};
        Ok(Entity::find().filter(Column::Visit.eq(visit)).order_by_asc(Column::Id).all(self.db()).await?)
    }

    /// Findings in some places, by deadline.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn findings_within(&self, within: &Within) -> Result<Vec<Finding>, Error> {
        use finding::{Column, Entity};
        let places = Condition::any()
            .add(Column::Hromada.is_in(codes(&within.hromadas)))
            .add(Column::Oblast.is_in(codes(&within.oblasts)));
        let query = Entity::find().filter(places).order_by_asc(Column::Deadline).order_by_asc(Column::Id);
        Ok(query.limit(MOST).all(self.db()).await?)
    }

    /// What became of some findings, the earliest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn finding_steps(&self, findings: &[i32]) -> Result<Vec<FindingStep>, Error> {
        use finding_step::{Column, Entity};
        let mut steps = Vec::new();
        for some in findings.chunks(MOST_NUMBERS) {
            let query = Entity::find().filter(Column::Finding.is_in(some.iter().copied()));
            steps.extend(query.order_by_asc(Column::Id).all(self.db()).await?);
        }
        Ok(steps)
    }
}

impl Write {
    /// The visit that a form opened.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn visit_of_request(&self, request_key: &str) -> Result<Option<Visit>, Error> {
        use visit::{Column, Entity};
        Ok(Entity::find().filter(Column::RequestKey.eq(request_key)).one(&self.txn).await?)
    }

    /// The signed sheet of a visit as this write sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn signature_now(&self, visit: i32) -> Result<Option<VisitSignature>, Error> {
        use visit_signature::{Column, Entity};
        Ok(Entity::find().filter(Column::Visit.eq(visit)).one(&self.txn).await?)
    }

    /// Keeps a visit within the entry that was begun; its number is given here.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn add_visit(&mut self, visit: Visit) -> Result<i32, Error> {
        let id = self.next_id::<visit::Entity>().await?;
        self.append::<visit::Entity, visit::ActiveModel>(vec![Visit { id, ..visit }], id).await?;
        Ok(id)
    }

    /// Keeps a signed sheet and its findings within the entry that was begun; numbers are given here.
    ///
    /// # Errors
    /// The database refuses, also where the visit is signed already.
    pub async fn sign_visit(&mut self, signature: VisitSignature, findings: &[Finding]) -> Result<(), Error> {
        let id = self.next_id::<visit_signature::Entity>().await?;
        let row = VisitSignature { id, ..signature };
        self.append::<visit_signature::Entity, visit_signature::ActiveModel>(vec![row], id).await?;
        let first = self.next_id::<finding::Entity>().await?;
        let rows = (first..).zip(findings).map(|(id, finding)| Finding { id, ..finding.clone() });
        self.append::<finding::Entity, finding::ActiveModel>(rows.collect(), first).await
    }

    /// What became of a finding as this write sees it, the earliest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn steps_now(&self, finding: i32) -> Result<Vec<FindingStep>, Error> {
        use finding_step::{Column, Entity};
        Ok(Entity::find().filter(Column::Finding.eq(finding)).order_by_asc(Column::Id).all(&self.txn).await?)
    }

    /// Keeps a step of a finding within the entry that was begun; its number is given here.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn add_finding_step(&mut self, step: FindingStep) -> Result<(), Error> {
        let id = self.next_id::<finding_step::Entity>().await?;
        let row = FindingStep { id, ..step };
        self.append::<finding_step::Entity, finding_step::ActiveModel>(vec![row], id).await
    }
}
