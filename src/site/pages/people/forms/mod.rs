//! `/workspace/points/{code}/…`: the forms of a hromada's things, pre-filled with what is known; each makes a submission.

mod access;
mod bodies;
mod card;
mod fields;
pub(super) mod labels;
mod list_file;
pub(super) mod point;
mod render;
mod services;
mod take;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::actions::actor::{Permission, Place};
use crate::actions::forms::{Base, FieldFault, FormKind, Subject, Values, last_quarter};
use crate::actions::submissions;
use crate::domain::TerritoryCode;
use crate::formats::Fault;
use crate::http::session::Editor;
use crate::http::urls::{encode, in_lang};
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn, UploadPlace};
use crate::registry::{PointOnDate, Registry};
use crate::store::FormDraft;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/workspace/points/{code}", get(point::show))
        .route("/workspace/points/{code}/figures", get(to_figures))
        .route("/workspace/points/{code}/services.xlsx", get(list_file::download))
        .route("/workspace/points/{code}/services/file", get(to_services).post(list_file::upload))
        .route("/workspace/points/{code}/{form}", get(show).post(take_form))
        .route("/workspace/points/{code}/{form}/{part}", get(show_part).post(take_part))
        .route("/workspace/hromadas/{code}/districts", get(show_districts).post(take_districts))
}

/// A form of a thing, for the one who asked for it.
pub struct Asked {
    registry: Arc<Registry>,
    pub kind: FormKind,
    /// Code of the point; `None` for forms of the hromada itself.
    pub code: Option<String>,
    pub place: Place,
    pub base: Base,
    /// What was last typed.
    pub stored: Option<FormDraft>,
    /// The one who asks may look and not change.
    pub is_read_only: bool,
}

impl Asked {
    pub fn point(&self) -> Option<&PointOnDate> {
        self.code.as_deref().and_then(|code| self.registry.point(code))
    }

    pub fn subject(&self) -> Subject<'_> {
        Subject { registry: &self.registry, hromada: self.place.hromada, point: self.point() }
    }

    /// The address of the form, without the language.
    pub fn path(&self) -> String {
        match &self.code {
            Some(code) => form_path(code, &self.kind),
            None => format!("/workspace/hromadas/{}/districts", self.place.hromada),
        }
    }

    /// Tells which draft and which known values a page was made of.
    pub fn version(&self) -> String {
        format!("{}-{}", self.draft_version(), self.base.digest())
    }

    pub fn draft_version(&self) -> i32 {
        self.stored.as_ref().map_or(0, |draft| draft.version)
    }

    /// Tells whether two looks would submit the same.
    pub fn digest(&self, values: &Values) -> String {
        values.digest(&self.base, self.registry.date)
    }

    /// What was typed and not submitted yet.
    pub fn typed(&self) -> Values {
        let open = self.stored.as_ref().filter(|draft| draft.submission.is_none());
        open.map(|draft| Values::parse(&draft.fields)).unwrap_or_default()
    }
}

/// What a page tells beside the form.
#[derive(Default)]
pub struct Told {
    /// Faults at their fields.
    pub faults: Vec<FieldFault>,
    /// Faults of the table that are about no field, and its warnings.
    pub rest: Vec<Fault>,
    pub warnings: Vec<Fault>,
    /// What is worth saying of fields and no reason to refuse.
    pub cautions: Vec<FieldFault>,
    /// What went wrong as a whole.
    pub alert: Option<String>,
    /// The values were found to be good: they may be submitted.
    pub is_checked: bool,
    /// What somebody else typed or what became known meanwhile, with who did it.
    pub theirs: Option<(Values, Option<String>)>,
}

/// The address of a form of a point.
pub fn form_path(code: &str, kind: &FormKind) -> String {
    format!("/workspace/points/{}/{}", encode(code), kind.word())
}

/// The form a draft is of, with the code of its point; `None` where there is no such form any more.
fn of_draft(draft: &FormDraft) -> Option<(Option<&str>, FormKind)> {
    let Some(rest) = draft.form.strip_prefix("points/") else { return Some((None, FormKind::Districts)) };
    // The code of a point may hold the sign that parts.
    let of_point = |(at, _): (usize, &str)| {
        let (code, form) = (rest.get(..at)?, rest.get(at + 1..)?);
        let (word, part) = form.split_once('/').map_or((form, None), |(word, part)| (word, Some(part)));
        Some((Some(code), FormKind::of_point(word, part)?))
    };
    rest.match_indices('/').find_map(of_point)
}

/// The address of the form a draft is of, without the language.
pub fn draft_path(draft: &FormDraft) -> String {
    match of_draft(draft) {
        Some((Some(code), kind)) => form_path(code, &kind),
        Some((None, _)) => format!("/workspace/hromadas/{}/districts", encode(&draft.hromada)),
        None => "/workspace".to_owned(),
    }
}

/// What a draft is about.
pub fn draft_title(view: &RequestContext, draft: &FormDraft) -> String {
    let Some((code, kind)) = of_draft(draft) else { return draft.form.clone() };
    let point = code.and_then(|code| view.registry.point(code)).map(|point| format!("{}: ", point.row().name));
    format!("{}{}", point.unwrap_or_default(), labels::form(view, &kind))
}

/// The form, as if it were not there for those who may not even look.
async fn find(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    (code, hromada): (Option<String>, Option<TerritoryCode>),
    kind: Option<FormKind>,
) -> Result<Asked, Failure> {
    let missing = || Failure::not_found(view.path.clone());
    // Forms are about what is known today.
    if view.date_named || view.known.is_some() {
        return Err(missing());
    }
    let registry = Arc::clone(&view.registry);
    let kind = kind.ok_or_else(missing)?;
    let point = code.as_deref().map(|code| registry.point(code).ok_or_else(missing)).transpose()?;
    let hromada = hromada.or_else(|| point?.row().hromada).ok_or_else(missing)?;
    registry.hromada(hromada).ok_or_else(missing)?;
    let place = submissions::place(&registry.records, hromada);
    let actor = signed_in.actor();
    actor.authorize(Permission::SeeSubmission(place)).map_err(|_| missing())?;
    let is_read_only = actor.authorize(Permission::Submit(place)).is_err();
    let subject = Subject { registry: &registry, hromada, point };
    let base = subject.base(&kind).ok_or_else(missing)?;
    let stored = state.live().store().form_draft(&subject.key(&kind)).await;
    let stored = stored.map_err(|error| Failure::internal(&error))?;
    Ok(Asked { registry, kind, code, place, base, stored, is_read_only })
}

async fn show(
    State(state): State<AppState>,
    Path((code, form)): Path<(String, String)>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let kind = FormKind::of_point(&form, None);
    let asked = find(&state, &view, &signed_in, (Some(code), None), kind).await?;
    Ok(render::known(&state, &view, &signed_in, &asked))
}

async fn show_part(
    State(state): State<AppState>,
    Path((code, form, part)): Path<(String, String, String)>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let kind = FormKind::of_point(&form, Some(&part));
    let asked = find(&state, &view, &signed_in, (Some(code), None), kind).await?;
    Ok(render::known(&state, &view, &signed_in, &asked))
}

async fn show_districts(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let code = TerritoryCode::parse(&code).map_err(|_| Failure::not_found(view.path.clone()))?;
    let asked = find(&state, &view, &signed_in, (None, Some(code)), Some(FormKind::Districts)).await?;
    Ok(render::known(&state, &view, &signed_in, &asked))
}

async fn take_form(
    State(state): State<AppState>,
    Path((code, form)): Path<(String, String)>,
    view: RequestContext,
    Editor(signed_in): Editor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    let kind = FormKind::of_point(&form, None);
    let asked = find(&state, &view, &signed_in, (Some(code), None), kind).await?;
    take::take(&state, &view, &signed_in, asked, &sent).await
}

async fn take_part(
    State(state): State<AppState>,
    Path((code, form, part)): Path<(String, String, String)>,
    view: RequestContext,
    Editor(signed_in): Editor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    let kind = FormKind::of_point(&form, Some(&part));
    let asked = find(&state, &view, &signed_in, (Some(code), None), kind).await?;
    take::take(&state, &view, &signed_in, asked, &sent).await
}

async fn take_districts(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
    Editor(signed_in): Editor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    let code = TerritoryCode::parse(&code).map_err(|_| Failure::not_found(view.path.clone()))?;
    let asked = find(&state, &view, &signed_in, (None, Some(code)), Some(FormKind::Districts)).await?;
    take::take(&state, &view, &signed_in, asked, &sent).await
}

/// The figures that are due: of the quarter in the address, else of the one that ended last.
async fn to_figures(Path(code): Path<String>, view: RequestContext, _signed_in: SignedIn) -> Redirect {
    let named = view.param("period").and_then(|period| FormKind::of_point("figures", Some(period)));
    let kind = named.unwrap_or_else(|| FormKind::Figures(last_quarter(view.today()).to_string()));
    Redirect::to(&in_lang(view.lang, &form_path(&code, &kind)))
}

async fn to_services(Path(code): Path<String>, view: RequestContext) -> Response {
    Redirect::to(&in_lang(view.lang, &form_path(&code, &FormKind::Services))).into_response()
}
