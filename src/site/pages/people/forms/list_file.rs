//! The service list of a point as a workbook, and what came back of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::take::Typed;
use super::{Asked, Told, find, render, take};
use crate::actions::actor::Permission;
use crate::actions::forms::{FormKind, GIVEN, Values};
use crate::domain::parse_day;
use crate::formats::InputLimits;
use crate::formats::references::Vocabulary;
use crate::formats::service_list::{self, ListedService};
use crate::http::session::Editor;
use crate::http::urls::encode;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn, UploadPlace};
use crate::registry::ServiceRecord;

/// What a workbook is.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub async fn download(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let asked = find(&state, &view, &signed_in, (Some(code.clone()), None), Some(FormKind::Services)).await?;
    let name = asked.point().map(|point| point.row().name.clone()).unwrap_or_default();
    let heading = vec![name, view.lang.text("form-list-heading")];
    let services = listed(&view, &asked);
    let book = service_list::write(&code, heading, &services).map_err(|error| Failure::internal(&error))?;
    let name = format!("attachment; filename*=UTF-8''services-{}.xlsx", encode(&code));
    Ok(([(CONTENT_TYPE, XLSX.to_owned()), (CONTENT_DISPOSITION, name)], book).into_response())
}

/// Services in order of code, as they are known.
fn listed(view: &RequestContext, asked: &Asked) -> Vec<ListedService> {
    let registry = &view.registry;
    let services = registry.records.catalogue.all().iter();
    let one = |service: &std::sync::Arc<ServiceRecord>| {
        let field = |column: &str| asked.base.get(&format!("{}.{column}", service.code));
        let is_listed = asked.base.has(&format!("{}.{GIVEN}", service.code));
        let row = service.description_on(registry.date).filter(|_| is_listed)?;
        let group = registry.records.rules.group(&row.group).map_or(&row.group, |group| &group.title.uk);
        Some(ListedService {
            code: service.code.to_string(),
            identifier: row.identifier.clone().unwrap_or_default(),
            name: row.name.clone(),
            group: group.clone(),
            given: (!field(GIVEN).is_empty()).then_some(true),
            from: parse_day(field("from")),
            until: parse_day(field("until")),
            ground: field("ground").to_owned(),
        })
    };
    services.filter_map(one).collect()
}

/// Takes the edited list as if it had been typed: nothing is submitted before it was looked at.
pub async fn upload(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
    Editor(signed_in): Editor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let asked = find(&state, &view, &signed_in, (Some(code.clone()), None), Some(FormKind::Services)).await?;
    signed_in.actor().authorize(Permission::Submit(asked.place)).map_err(|_| Failure::forbidden(""))?;
    let Some(file) = sent.file.clone() else {
        let alert = Some(view.lang.text("form-no-file"));
        return Ok(refused(&state, &view, &signed_in, &asked, &Told { alert, ..Told::default() }));
    };
    let known = known_services(&view, &asked);
    let read = move || service_list::read(InputLimits::SUBMITTED, &file.bytes, &code, &known);
    match state.uploads().run(read).await? {
        Ok((rows, warnings)) => {
            let fields = rows.iter().flat_map(fields).collect::<Vec<_>>();
            let typed = Typed { values: Values::of_form(&fields), warnings };
            take::take_typed(&state, &view, &signed_in, asked, (typed, &sent)).await
        }
        Err(faults) => {
            let alert = Some(view.lang.count("form-faults", faults.len()));
            Ok(refused(&state, &view, &signed_in, &asked, &Told { rest: faults, alert, ..Told::default() }))
        }
    }
}

/// Services that the list may name.
fn known_services(view: &RequestContext, asked: &Asked) -> Vocabulary {
    let services = view.registry.records.catalogue.all().iter();
    let listed = services.filter(|service| asked.base.has(&format!("{}.{GIVEN}", service.code)));
    let name = |service: &ServiceRecord| service.description_on(view.registry.date).map(|row| row.name.clone());
    listed.map(|service| (service.code.to_string(), name(service).unwrap_or_default())).collect()
}

/// The fields of one row; a service that is not given has neither days nor a ground.
fn fields(row: &service_list::ListRow) -> Vec<(String, String)> {
    let field = |column: &str, value: &str| (format!("{}.{column}", row.code), value.to_owned());
    if !row.given {
        return vec![field(GIVEN, "")];
    }
    // A day is compared with the known one as tables write it.
    let day = |text: &str| parse_day(text).map_or_else(|| text.to_owned(), |day| day.to_string());
    let days = [field("from", &day(&row.from)), field("until", &day(&row.until))];
    [field(GIVEN, "yes"), field("ground", &row.ground)].into_iter().chain(days).collect()
}

fn refused(state: &AppState, view: &RequestContext, signed_in: &SignedIn, asked: &Asked, told: &Told) -> Response {
    let page = render::form(state, view, signed_in, (asked, &asked.typed()), told);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
