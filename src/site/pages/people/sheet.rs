//! `/sheets/{id}`: a hromada's own list of services, what its rows were taken for, and the answers a person gives.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::sheet_rows::{asked_rows, folded_rows, passed, services};
use super::{alert, page, person_bar, token};
use crate::actions::actor::Permission;
use crate::actions::service_sheets::{self, AnsweredSheet, Answers, Decision, PointColumn, point_columns, points_of};
use crate::actions::{Refusal, submissions};
use crate::domain::{TerritoryCode, parse_day};
use crate::formats::InputLimits;
use crate::http::session::Editor;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn, UploadPlace};
use crate::site::parts::fault_table::fault_table;
use crate::site::parts::links;

pub fn routes() -> Router<AppState> {
    Router::new().route("/sheets/{id}", get(show).post(answer_questions))
}

/// The list with its rows matched; somebody else's is as if it were not there.
async fn find(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    id: i32,
) -> Result<AnsweredSheet, Failure> {
    let missing = || Failure::not_found(view.path.clone());
    let store = state.live().store();
    let stored = store.service_sheet(id).await.map_err(|error| Failure::internal(&error))?.ok_or_else(missing)?;
    let hromada = TerritoryCode::parse(&stored.hromada).map_err(|error| Failure::internal(&error))?;
    let place = submissions::place(&view.registry.records, hromada);
    signed_in.actor().authorize(Permission::Submit(place)).map_err(|_| missing())?;
    let choices = store.service_choices(hromada).await.map_err(|error| Failure::internal(&error))?;
    let (registry, bytes) = (Arc::clone(&view.registry), stored.bytes.clone());
    let read = move || service_sheets::matched(InputLimits::SUBMITTED, &bytes, &registry.records, registry.date);
    let matched = state.uploads().run(read).await?.map_err(|_| missing())?;
    let answers = Answers::parse(&stored.answers);
    Ok(AnsweredSheet { stored, matched, answers, choices, place })
}

async fn show(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Editor(signed_in): Editor,
) -> Result<Response, Failure> {
    let answered = find(&state, &view, &signed_in, id).await?;
    if let Some(submission) = answered.stored.submission {
        return Ok(Redirect::to(&in_lang(view.lang, &format!("/submissions/{submission}"))).into_response());
    }
    Ok(render(&view, &signed_in, &answered, &html! {}).into_response())
}

/// Keeps the answers; makes the submission where that was asked for.
async fn answer_questions(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Editor(signed_in): Editor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let mut answered = find(&state, &view, &signed_in, id).await?;
    answered.answers = Answers::of_form(&sent.fields);
    answered.stored.answers = answered.answers.text();
    answered.stored.day = answered.answers.get("day").and_then(parse_day).or(answered.stored.day);
    let (store, actor) = (state.live().store(), signed_in.actor());
    service_sheets::save(store, &actor, answered.place, &answered.stored).await?;
    if sent.get("send").is_none() {
        return Ok(Redirect::to(&in_lang(view.lang, &format!("/sheets/{id}?saved=1"))).into_response());
    }
    let refused = match send(&state, &view, &signed_in, answered.clone()).await? {
        Ok(submission) => {
            let path = in_lang(view.lang, &format!("/submissions/{submission}"));
            return Ok(Redirect::to(&path).into_response());
        }
        Err(Refusal::Invalid(faults)) => {
            let text = view.lang.count("sheet-open-questions", faults.len());
            html! { (alert(Some(&text))) (fault_table(view.lang, &faults.iter().cloned().collect::<Vec<_>>())) }
        }
        Err(Refusal::Forbidden(reason) | Refusal::Conflict(reason)) => alert(Some(&view.lang.message(&reason))),
        Err(refusal @ Refusal::Store(_)) => return Err(refusal.into()),
    };
    let page = render(&view, &signed_in, &answered, &refused);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn send(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    answered: AnsweredSheet,
) -> Result<Result<i32, Refusal>, Failure> {
    let (store, registry) = (state.live().store().clone(), Arc::clone(&view.registry));
    let (actor, now) = (signed_in.actor(), view.now);
    let work = move || async move {
        let rules = registry.records.rules.clone();
        service_sheets::submit(&store, &rules, &actor, (answered, &registry), now).await
    };
    state.uploads().run_future(work).await
}

fn render(view: &RequestContext, signed_in: &SignedIn, answered: &AnsweredSheet, told: &Markup) -> Markup {
    let lang = view.lang;
    let decisions = answered.decisions();
    let is_saved = view.param("saved").is_some();
    let title = lang.text("sheet-title");
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) } }
        h1 { (title) }
        (told)
        @if is_saved { div.notice role="status" { p { (lang.text("sheet-saved")) } } }
        (facts(view, answered, &decisions))
        form.upload.sheet method="post" action=(in_lang(lang, &format!("/sheets/{}", answered.stored.id))) {
            (token(signed_in))
            (asked_rows(view, answered, &decisions))
            (points(view, answered))
            (last_fields(view, answered))
            p.buttons {
                button type="submit" name="send" value="1" { (lang.text("workspace-send")) }
                " "
                button.plain type="submit" name="save" value="1" { (lang.text("sheet-save")) }
            }
            (folded_rows(view, answered, &decisions))
        }
        (passed(view, answered))
        (services(view))
    };
    page(view, title, body)
}

fn facts(view: &RequestContext, answered: &AnsweredSheet, decisions: &[Decision]) -> Markup {
    let lang = view.lang;
    let open = decisions.iter().filter(|decision| **decision == Decision::Open).count();
    let meant = decisions.iter().filter(|decision| decision.service().is_some()).count();
    html! {
        p { (links::territory_name(view, answered.place.hromada))
            @if let Some(file) = &answered.stored.file { ", " (file) } }
        ul.counts {
            li { b { (decisions.len()) } span { (lang.text("sheet-rows")) } }
            li { b { (meant) } span { (lang.text("sheet-meant")) } }
            li { b { (open) } span { (lang.text("sheet-open")) } }
        }
        @if answered.matched.sheet.header.is_none() { p { (lang.text("sheet-no-header")) } }
    }
}

/// The points that give what the list tells: by the columns of the list, else ticked.
fn points(view: &RequestContext, answered: &AnsweredSheet) -> Markup {
    let lang = view.lang;
    let hromada = answered.place.hromada;
    let columns = point_columns(&answered.matched, &answered.answers, &view.registry, hromada);
    let points = points_of(&view.registry, hromada);
    html! {
        h2 #points { (lang.text("sheet-points")) }
        @if points.is_empty() { p { (lang.text("sheet-no-points")) } }
        @else if columns.is_empty() {
            fieldset {
                legend { (lang.text("sheet-points-ticked")) }
                @for point in &points {
                    @let ticked = points.len() == 1 || answered.answers.all("point").any(|code| code == point.code());
                    p { label { input type="checkbox" name="point" value=(point.code()) checked[ticked];
                        " " (point.row().name) } }
                }
            }
        } @else {
            p { (lang.text("sheet-points-columns")) }
            @for (at, column) in columns.iter().enumerate() {
                (choose_point(view, at, column, &points.iter().map(|point| (point.code(), point.row().name.as_str())).collect::<Vec<_>>()))
            }
        }
    }
}

fn choose_point(view: &RequestContext, at: usize, column: &PointColumn, points: &[(&str, &str)]) -> Markup {
    let name = format!("column-{at}");
    html! {
        p { label for=(name) { "«" (column.title) "»" }
            select id=(name) name=(name) {
                option value="-" selected[column.point.is_none()] { (view.lang.text("sheet-no-point")) }
                @for (code, title) in points {
                    option value=(code) selected[column.point.as_deref() == Some(code)] { (title) }
                }
            } }
    }
}

fn last_fields(view: &RequestContext, answered: &AnsweredSheet) -> Markup {
    let lang = view.lang;
    let day = answered.stored.day.unwrap_or_else(|| view.today());
    html! {
        p { label for="day" { (lang.text("workspace-day")) }
            input #day type="date" name="day" value=(day) aria-describedby="day-help"; }
        p.small #day-help { (lang.text("sheet-day-help")) }
        p { label for="note" { (lang.text("workspace-note")) }
            textarea #note name="note" rows="3" maxlength="2000" { (answered.answers.note().unwrap_or_default()) } }
    }
}
