//! `/visits` and `/findings`: audit visits, their sheets, and what became of what was found.

mod fields;
mod finding;
mod list;
mod printed;
mod sheet;
mod signed;
mod subjects;
mod take;
mod todo;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub use self::todo::{overdue_notice, section as todo_section};
use crate::actions::actor::{Permission, Place};
use crate::actions::forms::Values;
use crate::actions::visits::{self, Sheet, place_of};
use crate::compliance::{Judgement, LeaveOut};
use crate::domain::TerritoryCode;
use crate::domain::person::Role;
use crate::http::{AppState, Failure, RequestContext, SignedIn};
use crate::registry::PointOnDate;
use crate::store::{FormDraft, Visit, VisitSignature, Within};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/visits", get(list::show).post(list::open))
        .route("/visits/{id}", get(show).post(take::take))
        .route("/visits/{id}/print", get(printed::page))
        .route("/visits/{id}/sheet.xlsx", get(printed::workbook))
        .route("/findings", get(finding::list))
        .route("/findings/{id}", get(finding::show).post(finding::take))
}

/// A visit, for the one who asked for it.
pub struct Found {
    pub visit: Visit,
    pub place: Place,
    pub signature: Option<VisitSignature>,
    pub draft: Option<FormDraft>,
}

impl Found {
    /// What was typed, or signed off.
    pub fn values(&self) -> Values {
        let signed = self.signature.as_ref().map(|signature| signature.fields.as_str());
        let typed = || self.draft.as_ref().map(|draft| draft.fields.as_str());
        signed.or_else(typed).map(Values::parse).unwrap_or_default()
    }

    pub fn version(&self) -> i32 {
        self.draft.as_ref().map_or(0, |draft| draft.version)
    }

    pub fn path(&self) -> String {
        format!("/visits/{}", self.visit.id)
    }

    /// The point as it is today; `None` where it is no more.
    pub fn point<'a>(&self, view: &'a RequestContext) -> Option<&'a PointOnDate> {
        view.registry.point(&self.visit.point)
    }

    pub fn point_name(&self, view: &RequestContext) -> String {
        self.point(view).map_or_else(|| self.visit.point.clone(), |point| point.row().name.clone())
    }
}

fn told(error: &crate::store::Error) -> Failure {
    Failure::internal(error)
}

/// The visit, as if it were not there for those who may not see it; before it is signed it is the auditors' alone.
async fn find(state: &AppState, view: &RequestContext, signed_in: &SignedIn, id: i32) -> Result<Found, Failure> {
    let missing = || Failure::not_found(view.path.clone());
    // Sheets are about what is known today.
    if view.date_named || view.known.is_some() {
        return Err(missing());
    }
    let store = state.live().store();
    let visit = store.visit(id).await.map_err(|error| told(&error))?.ok_or_else(missing)?;
    let place = place_of(&visit.hromada, &visit.oblast).ok_or_else(missing)?;
    let signature = store.visit_signature(id).await.map_err(|error| told(&error))?;
    let needed = if signature.is_some() { Permission::SeeVisit(place) } else { Permission::Inspect(place) };
    signed_in.actor().authorize(needed).map_err(|_| missing())?;
    let draft = store.form_draft(&visits::draft_key(id)).await.map_err(|error| told(&error))?;
    Ok(Found { visit, place, signature, draft })
}

/// Calls something with the sheet of a point.
fn with_sheet<T>(
    state: &AppState,
    view: &RequestContext,
    point: &PointOnDate,
    work: impl FnOnce(&Sheet<'_>) -> T,
) -> T {
    let judgement: std::sync::Arc<Judgement> = state.live().audit(&view.registry, LeaveOut::NONE);
    work(&Sheet::of_point(&judgement, &view.registry, point))
}

/// The places a person edits or audits.
pub fn within(signed_in: &SignedIn) -> Within {
    let of = |role: Role| signed_in.person.territories(role).collect::<Vec<TerritoryCode>>();
    Within { hromadas: of(Role::Editor), oblasts: of(Role::Auditor) }
}

async fn show(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let found = find(&state, &view, &signed_in, id).await?;
    if found.signature.is_some() {
        return Ok(signed::page(&state, &view, (&signed_in, None), &found).await?.into_response());
    }
    let values = found.values();
    Ok(sheet::page(&state, &view, &signed_in, (&found, &values), &sheet::Told::default())?.into_response())
}
