//! `POST /api/v1/lists/preview`: what a draft edition would change; nothing is stored.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters};
use super::response;
use super::shapes;
use crate::actions::list_drafts::{amended, drafted_positions};
use crate::compliance::LeaveOut;
use crate::compliance::preview::{draft, preview};
use crate::domain::rows::{AmendmentRow, ListClass, PositionChange, PositionRow};
use crate::domain::{Condition, Message, Word as _, parse_date};
use crate::formats::{Fault, FaultList, InputLimits, Numbered};
use crate::http::{AppState, Failure, UploadPlace};
use crate::registry::{Edition, Registry};

/// Most reasons of a refusal that are told.
const MAX_REASONS: usize = 50;

parameters! {
    /// Of a preview.
    PreviewOf = ["territory", "leave_out"]
}

/// A draft as JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    list: Option<String>,
    in_force: String,
    positions: Option<Vec<DraftPosition>>,
    changes: Option<Vec<DraftChange>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftPosition {
    service: String,
    classes: Vec<String>,
    condition: Option<String>,
}

/// A change of a position of the edition before.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftChange {
    change: String,
    service: String,
    #[serde(default)]
    classes: Vec<String>,
    condition: Option<String>,
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(post))
}

/// Points a draft would make non-compliant, from which day and by which positions.
#[utoipa::path(post, path = "/api/v1/lists/preview", operation_id = "list-preview", tag = "lists", params(PreviewOf),
    request_body(description = "The table `mandatory` of one edition, or `mandatory-amendment` of one date, as CSV \
        or XLSX; or the same as JSON",
        content((shapes::Draft = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    responses((status = 200, body = shapes::Preview)))]
async fn post(
    State(state): State<AppState>,
    asked: ApiQuery<PreviewOf>,
    _place: UploadPlace,
    body: Bytes,
) -> Result<Response, Failure> {
    let leave_out = asked.leave_out()?;
    let uploads = state.uploads().clone();
    uploads.run(move || compare(&state, &asked, &body, leave_out)).await?
}

fn compare(
    state: &AppState,
    asked: &ApiQuery<PreviewOf>,
    body: &[u8],
    leave_out: LeaveOut,
) -> Result<Response, Failure> {
    let edition = read(&asked.registry, body).map_err(Failure::refused)?;
    let registry = state.registry_on(edition.in_force);
    response::json(&preview(&registry, &edition, asked.territory(), leave_out))
}

fn read(registry: &Registry, body: &[u8]) -> Result<Edition, Vec<Fault>> {
    let json = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let (list, in_force, rows) = if json { from_json(registry, body)? } else { from_table(registry, body)? };
    if rows.is_empty() {
        return Err(vec![Fault::of_file("fault-draft-empty", "")]);
    }
    let mut services: Vec<&str> = rows.iter().map(|row| row.service.as_str()).collect();
    services.sort_unstable();
    let twice = services.windows(2).find_map(|pair| if let [a, b] = pair { (a == b).then_some(*a) } else { None });
    twice.map_or(Ok(()), |code| Err(vec![of_service(code, "fault-draft-service-twice", "expected-service-once")]))?;
    Ok(draft(&list, in_force, rows))
}

type Rows = (String, NaiveDate, Vec<PositionRow>);

fn from_table(registry: &Registry, body: &[u8]) -> Result<Rows, Vec<Fault>> {
    let rows = drafted_positions(InputLimits::ANONYMOUS, body, &registry.records.lists).map_err(first_ones)?;
    let Some(first) = rows.first() else { return Err(vec![Fault::of_file("fault-draft-empty", "")]) };
    let (list, in_force) = (first.list.clone(), first.in_force);
    match rows.iter().find(|row| row.list != list || row.in_force != in_force) {
        Some(_) => Err(vec![Fault::of_file("fault-draft-editions", "expected-one-edition")]),
        None => Ok((list, in_force, rows)),
    }
}

fn first_ones(faults: FaultList) -> Vec<Fault> {
    faults.into_iter().take(MAX_REASONS).collect()
}

/// A fault of the position of a service.
fn of_service(code: &str, reason: impl Into<Message>, expected: impl Into<Message>) -> Fault {
    of_field("service", code, reason, expected)
}

fn of_field(field: &str, value: &str, reason: impl Into<Message>, expected: impl Into<Message>) -> Fault {
    let fault = Fault::of_file(reason, expected);
    Fault { column: field.to_owned(), value: value.to_owned(), ..fault }
}

fn from_json(registry: &Registry, body: &[u8]) -> Result<Rows, Vec<Fault>> {
    let draft: Draft = serde_json::from_slice(body)
        .map_err(|error| vec![Fault::of_file(Message::new("fault-json").with("error", error.to_string()), "")])?;
    let most = InputLimits::ANONYMOUS.rows;
    let stated = draft.positions.as_ref().map_or(0, Vec::len) + draft.changes.as_ref().map_or(0, Vec::len);
    if stated > most as usize {
        let expected = Message::new("expected-at-most-rows").with("most", most);
        return Err(vec![of_field("positions", "", "fault-too-many-rows", expected)]);
    }
    let in_force = parse_date(&draft.in_force)
        .ok_or_else(|| vec![of_field("in_force", &draft.in_force, "fault-not-a-date", "expected-date")])?;
    let now = registry.records.lists.edition_on(in_force).map(|edition| edition.list.clone());
    let list = draft.list.or(now).unwrap_or_else(|| "draft".to_owned());
    let rows = match (draft.positions, draft.changes) {
        (Some(positions), None) => all_of(positions.into_iter().map(|position| position.row(&list, in_force)))?,
        (None, Some(changes)) => {
            let changes = all_of(changes.into_iter().map(|change| change.row(&list, in_force)))?;
            let numbered = (1..).zip(changes).map(|(row, value)| Numbered { row, value });
            amended(&registry.records.lists, &numbered.collect::<Vec<_>>()).map_err(first_ones)?
        }
        _ => return Err(vec![Fault::of_file("fault-draft-shape", "expected-draft-shape")]),
    };
    Ok((list, in_force, rows))
}

/// All the rows, or the reasons why some cannot be read.
fn all_of<T>(rows: impl Iterator<Item = Result<T, Fault>>) -> Result<Vec<T>, Vec<Fault>> {
    let (rows, wrong): (Vec<_>, Vec<_>) = rows.partition(Result::is_ok);
    let reasons: Vec<Fault> = wrong.into_iter().filter_map(Result::err).take(MAX_REASONS).collect();
    if reasons.is_empty() { Ok(rows.into_iter().filter_map(Result::ok).collect()) } else { Err(reasons) }
}

impl DraftChange {
    fn row(self, list: &str, in_force: NaiveDate) -> Result<AmendmentRow, Fault> {
        let Self { change, service, classes, condition } = self;
        let unknown = || {
            let reason = Message::new("fault-draft-change").with("change", &change);
            of_service(&service, reason, "expected-draft-change")
        };
        let change = PositionChange::parse(&change).ok_or_else(unknown)?;
        let list = list.to_owned();
        if change == PositionChange::Remove {
            let (classes, condition) = (Vec::new(), None);
            return Ok(AmendmentRow { list, in_force, change, service, classes, condition });
        }
        let position = DraftPosition { service, classes, condition }.row(&list, in_force)?;
        let PositionRow { service, classes, condition, .. } = position;
        Ok(AmendmentRow { list, in_force, change, service, classes, condition })
    }
}

impl DraftPosition {
    fn row(self, list: &str, in_force: NaiveDate) -> Result<PositionRow, Fault> {
        let Self { service, classes, condition } = self;
        let told = |reason: Message, expected: Message| of_service(&service, reason, expected);
        let expected = || Message::new("expected-one-of").with("words", ListClass::expected());
        let unknown = |word: &String| Message::new("fault-no-class").with("class", word);
        let read = |word: &String| ListClass::parse(word).ok_or_else(|| told(unknown(word), expected()));
        let classes = classes.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        if classes.is_empty() {
            return Err(told("fault-no-class-named".into(), expected()));
        }
        let condition = condition.filter(|text| !text.trim().is_empty());
        let condition = condition.map(|text| Condition::parse(&text)).transpose();
        let condition = condition.map_err(|error| told(error.into(), "expected-condition".into()))?;
        Ok(PositionRow { list: list.to_owned(), in_force, service, classes, condition })
    }
}
