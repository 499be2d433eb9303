//! `PUT /api/v1/points/{code}/…`: programs of a hromada submit what she states of a point; an auditor judges it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::bearer::Bearer;
use super::params::{ApiQuery, parameters, path_parameter};
use super::problem::{Problem, rendered};
use super::response;
use super::sent_body::{self, IfMatch, Sent};
use crate::actions::actor::{Permission, Place};
use crate::actions::changes::Cells;
use crate::actions::point_rows::{Resource, StatedRows, latest, stated};
use crate::actions::submissions::{self, NewSubmission};
use crate::actions::{Actor, Refusal, point_table};
use crate::domain::TerritoryCode;
use crate::formats::Fault;
use crate::formats::tables::dictionary::CellKind;
use crate::http::{AppState, Failure, Lang, RequestContext, UploadPlace};
use crate::registry::network::PointRecord;

parameters! {
    /// Of what is stated, today unless a day is named.
    Stated = ["date"]
}
parameters! {
    /// Of what is written, which takes none.
    Written = []
}
path_parameter!(PointCode = "code@point");
path_parameter!(SubmissionNumber = "number");

/// What is stated of a point today, in the fields that can be written, with the version of each part.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatedPoint {
    /// The row of the point as it is stated; places and coordinates that were worked out are not here.
    pub point: Option<Value>,
    /// Services given today.
    pub offerings: Vec<Value>,
    /// Equipment there is today.
    pub equipment: Vec<Value>,
    /// Every answer to a criterion.
    pub answers: Vec<Value>,
    /// Every measured value.
    pub figures: Vec<Value>,
    /// The version of each part, for `If-Match`.
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub versions: Map<String, Value>,
}

/// A submission that waits, or was decided about.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubmissionItem {
    pub submission: i32,
    /// submitted, accepted, returned or withdrawn.
    #[schema(example = "submitted")]
    pub state: String,
    /// Its page for people.
    #[schema(example = "/submissions/1")]
    pub page: String,
    /// Why it was returned.
    pub reason: Option<String>,
    /// The entry of the audit log by which it was accepted.
    pub entry: Option<i32>,
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(stated_of_point))
        .routes(routes!(offerings_of_point, put_offerings))
        .routes(routes!(answers_of_point, put_answers))
        .routes(routes!(put_equipment))
        .routes(routes!(put_figures))
        .routes(routes!(put_point))
        .routes(routes!(submission))
}

/// What is stated of a point today, with the versions that writing asks for.
#[utoipa::path(get, path = "/api/v1/points/{code}/stated", operation_id = "point-stated", tag = "writing",
    params(PointCode, Stated), responses((status = 200, body = StatedPoint)))]
async fn stated_of_point(Path(code): Path<String>, asked: ApiQuery<Stated>) -> Result<Response, Failure> {
    let point = known_point(&asked, &code)?;
    let mut versions = Map::new();
    let mut items = |resource: Resource| {
        let StatedRows { rows, version } = stated(&asked.registry, Some(&point), resource);
        versions.insert(resource.to_string(), json!(version));
        rows.iter().map(|cells| item(resource, cells)).collect::<Vec<Value>>()
    };
    let told = StatedPoint {
        point: items(Resource::Point).into_iter().next(),
        offerings: items(Resource::Offerings),
        equipment: items(Resource::Equipment),
        answers: items(Resource::Answers),
        figures: items(Resource::Figures),
        versions: Map::new(),
    };
    response::json(&StatedPoint { versions, ..told })
}

fn known_point(view: &RequestContext, code: &str) -> Result<Arc<PointRecord>, Failure> {
    let found = view.registry.records.network.by_code(code);
    found.map(Arc::clone).ok_or_else(|| Failure::not_found(format!("point {code}")))
}

/// A row with every field of its table; numbers and yes/no as the API tells them.
fn item(resource: Resource, cells: &Cells) -> Value {
    let text = |key: &str| cells.iter().find(|(column, _)| *column == key).map(|(_, text)| text.as_str());
    let value = |kind: &CellKind, text: &str| match kind {
        CellKind::Whole | CellKind::Number => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
        CellKind::Flag => json!(text == "yes"),
        _ => json!(text),
    };
    let fields = resource.description().map(|table| table.fields).unwrap_or_default();
    let told = |key: &'static str, kind: &CellKind| (key.to_owned(), text(key).map_or(Value::Null, |t| value(kind, t)));
    Value::Object(fields.iter().map(|field| told(field.key, &field.kind)).collect())
}

/// The items of one table with their version as the tag.
fn tagged(view: &RequestContext, code: &str, resource: Resource) -> Result<Response, Failure> {
    let point = known_point(view, code)?;
    let StatedRows { rows, version } = stated(&view.registry, Some(&point), resource);
    let items: Vec<Value> = rows.iter().map(|cells| item(resource, cells)).collect();
    let mut response = response::json(&json!({ "total": items.len(), "items": items }))?;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.extend(tag(&version).map(|tag| (ETAG, tag)));
    Ok(response)
}

fn tag(version: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("\"{version}\"")).ok()
}

/// Rows of one table of a point.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatedItems {
    pub total: usize,
    pub items: Vec<Value>,
}

/// Services given at a point today, with the tag that writing asks for.
#[utoipa::path(get, path = "/api/v1/points/{code}/offerings", operation_id = "point-offerings", tag = "writing",
    params(PointCode, Stated), responses((status = 200, body = StatedItems)))]
async fn offerings_of_point(Path(code): Path<String>, asked: ApiQuery<Stated>) -> Result<Response, Failure> {
    tagged(&asked, &code, Resource::Offerings)
}

/// Answers to criteria of a point, with the tag that writing asks for.
#[utoipa::path(get, path = "/api/v1/points/{code}/answers", operation_id = "point-answers", tag = "writing",
    params(PointCode, Stated), responses((status = 200, body = StatedItems)))]
async fn answers_of_point(Path(code): Path<String>, asked: ApiQuery<Stated>) -> Result<Response, Failure> {
    tagged(&asked, &code, Resource::Answers)
}

/// Declares a handler that writes one table of a point.
macro_rules! put {
    ($(#[$meta:meta])* $name:ident, $path:literal, $id:literal, $resource:expr, $body:ty) => {
        $(#[$meta])*
        #[utoipa::path(put, path = $path, operation_id = $id, tag = "writing", security(("token" = [])),
            params(PointCode, IfMatch),
            request_body = $body,
            responses((status = 202, body = SubmissionItem), (status = 204)))]
        async fn $name(
            State(state): State<AppState>,
            Path(code): Path<String>,
            asked: ApiQuery<Written>,
            Bearer(actor): Bearer,
            _place: UploadPlace,
            headers: HeaderMap,
            body: Bytes,
        ) -> Result<Response, Failure> {
            let target = Target { resource: $resource, code };
            put_table(&state, &asked, &actor, target, &headers, &body).await
        }
    };
}

put!(
    /// Submits the services of a point; those left out end on the day.
    put_offerings, "/api/v1/points/{code}/offerings", "put-point-offerings", Resource::Offerings, sent_body::SentItems
);
put!(
    /// Submits answers to criteria of a point; those left out stay.
    put_answers, "/api/v1/points/{code}/answers", "put-point-answers", Resource::Answers, sent_body::SentItems
);
put!(
    /// Submits the equipment of a point; what is left out ends on the day.
    put_equipment, "/api/v1/points/{code}/equipment", "put-point-equipment", Resource::Equipment, sent_body::SentItems
);
put!(
    /// Submits measured values of a point; those left out stay.
    put_figures, "/api/v1/points/{code}/figures", "put-point-figures", Resource::Figures, sent_body::SentItems
);
put!(
    /// Submits the row of a point; fields left out stay, and `If-None-Match: *` submits a new one.
    put_point, "/api/v1/points/{code}", "put-point", Resource::Point, sent_body::SentPoint
);

/// What is written.
struct Target {
    resource: Resource,
    code: String,
}

async fn put_table(
    state: &AppState,
    view: &RequestContext,
    actor: &Actor,
    target: Target,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Response, Failure> {
    let sent = match sent_body::read(target.resource, body, view.today()) {
        Ok(sent) => sent,
        Err(fault) => return Err(invalid([fault])),
    };
    let registry = &view.registry;
    let point = registry.records.network.by_code(&target.code).map(AsRef::as_ref);
    let place = place_of(view, point, &target, &sent)?;
    actor.authorize(Permission::Submit(place))?;
    let known = stated(registry, point, target.resource);
    if let Some(refused) = precondition(view.lang, headers, point.map(|_| known.version.as_str())) {
        return Ok(refused);
    }
    let bytes = match point_table::table(target.resource, &target.code, &known.rows, &sent.rows) {
        Ok(bytes) => bytes,
        Err(faults) => return Err(invalid(faults)),
    };
    let new = NewSubmission {
        format: target.resource.format(),
        bytes,
        file: Some(format!("api-{}.csv", target.resource)),
        day: Some(sent.rows.day),
        note: sent.note,
        place,
    };
    let kept = keep_submission(state, view, actor, new).await?;
    submission_response(kept, &known.version)
}

/// The hromada of a point; of a new one the hromada it states.
fn place_of(
    view: &RequestContext,
    point: Option<&PointRecord>,
    target: &Target,
    sent: &Sent,
) -> Result<Place, Failure> {
    let records = &view.registry.records;
    let missing = || Failure::not_found(format!("point {}", target.code));
    let hromada = match point {
        Some(point) => latest(view.registry.date, point).and_then(|row| row.hromada),
        None if target.resource == Resource::Point => sent.hromada().and_then(|code| TerritoryCode::parse(code).ok()),
        None => None,
    };
    hromada.map(|hromada| submissions::place(records, hromada)).ok_or_else(missing)
}

/// What was kept: the number of a submission, none where nothing would change, or why nothing was kept.
type KeptSubmission = Result<Option<i32>, Refusal>;

/// Rehearses what was sent and keeps it where it changes anything; the same sent again is the same submission.
async fn keep_submission(
    state: &AppState,
    view: &RequestContext,
    actor: &Actor,
    new: NewSubmission,
) -> Result<KeptSubmission, Failure> {
    let (store, rules) = (state.live().store().clone(), Arc::clone(&view.registry.records.rules));
    let (actor, now) = (actor.clone(), view.now);
    let work = move || async move {
        let counts = submissions::try_out(&store, &rules, &actor, &new, now).await?.counts;
        if counts.added + counts.changed + counts.ended + counts.removed == 0 {
            return Ok(None);
        }
        let account = actor.person().map(|person| person.id).unwrap_or_default();
        let format = new.format.word();
        let waiting = store.waiting_submission(account, new.place.hromada, (format, &new.bytes)).await?;
        match waiting {
            Some(number) => Ok(Some(number)),
            None => submissions::submit(&store, &rules, &actor, new, now).await.map(Some),
        }
    };
    state.uploads().run_future(work).await
}

fn submission_response(kept: KeptSubmission, version: &str) -> Result<Response, Failure> {
    match kept {
        Ok(Some(number)) => {
            let mut response = response::json(&submitted(number))?;
            *response.status_mut() = StatusCode::ACCEPTED;
            let location = HeaderValue::from_str(&format!("/api/v1/submissions/{number}")).ok();
            response.headers_mut().extend(location.map(|location| (LOCATION, location)));
            Ok(response)
        }
        Ok(None) => {
            let mut response = StatusCode::NO_CONTENT.into_response();
            response.headers_mut().extend(tag(version).map(|tag| (ETAG, tag)));
            Ok(response)
        }
        Err(Refusal::Invalid(faults)) => {
            // The header of the table is a row of its own: what was sent first is row 1.
            let sent = |fault: &Fault| Fault { row: fault.row.saturating_sub(1), ..fault.clone() };
            Err(invalid(faults.iter().map(sent)))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn submitted(number: i32) -> SubmissionItem {
    let (state, page) = (crate::store::SUBMITTED.to_owned(), format!("/submissions/{number}"));
    SubmissionItem { submission: number, state, page, reason: None, entry: None }
}

/// Why what was sent is not taken up: it does not say which version it was made from, or another one.
fn precondition(lang: Lang, headers: &HeaderMap, version: Option<&str>) -> Option<Response> {
    let header = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let (status, title, detail) = match (version, header(IF_MATCH), header(IF_NONE_MATCH)) {
        (Some(version), Some(sent), _) if is_match(sent, version) => return None,
        (None, _, Some("*")) => return None,
        (_, None, None) => {
            (StatusCode::PRECONDITION_REQUIRED, "problem-version-needed", "problem-version-needed-detail")
        }
        _ => (StatusCode::PRECONDITION_FAILED, "problem-version-other", "problem-version-other-detail"),
    };
    let problem = Problem {
        kind: "urn:cnap:problem:version",
        title: lang.text(title),
        detail: Some(lang.text(detail)),
        version: version.map(str::to_owned),
        ..Problem::default()
    };
    let mut response = rendered(status, problem);
    response.headers_mut().extend(version.and_then(tag).map(|tag| (ETAG, tag)));
    Some(response)
}

fn is_match(sent: &str, version: &str) -> bool {
    let bare = |word: &str| word.trim().trim_start_matches("W/").trim_matches('"').to_owned();
    sent.split(',').map(bare).any(|word| word == "*" || word == version)
}

fn invalid(faults: impl IntoIterator<Item = Fault>) -> Failure {
    Failure::refused(faults.into_iter().take(sent_body::MAX_FAULTS).collect())
}

/// What became of a submission.
#[utoipa::path(get, path = "/api/v1/submissions/{number}", operation_id = "submission", tag = "writing",
    security(("token" = [])), params(SubmissionNumber), responses((status = 200, body = SubmissionItem)))]
async fn submission(
    State(state): State<AppState>,
    Path(number): Path<String>,
    asked: ApiQuery<Written>,
    Bearer(actor): Bearer,
) -> Result<Response, Failure> {
    let missing = || Failure::not_found(format!("submission {number}"));
    let id = number.parse().map_err(|_| missing())?;
    let found = state.live().store().submission(id).await.map_err(|error| Failure::internal(&error))?;
    let found = found.ok_or_else(missing)?;
    let hromada = TerritoryCode::parse(&found.hromada).map_err(|error| Failure::internal(&error))?;
    let place = submissions::place(&asked.registry.records, hromada);
    actor.authorize(Permission::SeeSubmission(place)).map_err(|_| missing())?;
    response::json(&SubmissionItem {
        submission: found.id,
        state: found.state,
        page: format!("/submissions/{}", found.id),
        reason: found.reason,
        entry: found.entry,
    })
}
