//! `/quarters`: the quarterly cycle of an oblast; `/quarters/{quarter}`: who has submitted, and what was closed.

mod closed;
mod reasons;
mod watch;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use maud::{Markup, html};

use super::people::{alert, token};
use crate::actions::actor::Permission;
use crate::actions::{Refusal, quarters};
use crate::compliance::figures::Span;
use crate::domain::TerritoryCode;
use crate::domain::person::Role;
use crate::http::session::Auditor;
use crate::http::urls::{in_lang, with_query};
use crate::http::visitor::Visitor;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::{Column, Table, format, links};
use crate::store::StoredQuarter;

/// Quarters back from today that may be opened.
const OFFERED: usize = 8;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quarters", get(all).post(open))
        .route("/quarters/{quarter}", get(one))
        .route("/quarters/{quarter}/remind", post(remind))
        .route("/quarters/{quarter}/close", post(close))
}

/// The place of the first level in view.
pub fn oblast(view: &RequestContext) -> Option<TerritoryCode> {
    view.registry.records.territories.first_level(view.scope.code()?).map(|place| place.code)
}

async fn stored(state: &AppState) -> Result<Vec<StoredQuarter>, Failure> {
    state.live().store().quarters().await.map_err(|error| Failure::internal(&error))
}

async fn all(
    State(state): State<AppState>,
    view: RequestContext,
    Visitor(visitor): Visitor,
) -> Result<Markup, Failure> {
    let found = stored(&state).await?;
    Ok(list(&view, visitor.as_ref(), &found, None))
}

fn list(view: &RequestContext, visitor: Option<&SignedIn>, found: &[StoredQuarter], fault: Option<&str>) -> Markup {
    let lang = view.lang;
    let only = oblast(view).map(|code| code.to_string());
    let shown = found.iter().filter(|one| only.as_ref().is_none_or(|only| one.oblast == *only));
    let columns = ["quarter", "oblast", "submission-state"].map(|key| Column::text(lang.text(key)));
    let table = Table::new(lang.text("quarters"), columns.to_vec()).stacked().rows(shown.map(|one| row(view, one)));
    let title = lang.text("quarters");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("quarters-lead")) }
        (alert(fault))
        @if table.is_empty() { p { (lang.text("quarters-none")) } } @else { (table) }
        @if let Some(signed_in) = visitor { (opening(view, signed_in, found)) }
    };
    layout::render(view, &Page::new(title.clone(), body).choose(Choose::Nothing))
}

fn row(view: &RequestContext, quarter: &StoredQuarter) -> Vec<Markup> {
    let oblast = TerritoryCode::parse(&quarter.oblast).ok();
    vec![
        html! { a href=(url(view, quarter)) { (name(view, quarter)) } },
        html! { @if let Some(code) = oblast { (links::territory_name(view, code)) } },
        html! { (state_words(view, quarter)) },
    ]
}

/// The page of a quarter of its oblast.
pub fn url(view: &RequestContext, quarter: &StoredQuarter) -> String {
    let path = in_lang(view.lang, &format!("/quarters/{}", quarter.quarter));
    with_query(&path, &[("territory", &quarter.oblast)])
}

/// «IV квартал 2023».
pub fn name(view: &RequestContext, quarter: &StoredQuarter) -> String {
    quarters::parse(&quarter.quarter).map_or_else(|| quarter.quarter.clone(), |span| format::span_text(view.lang, span))
}

fn state_words(view: &RequestContext, quarter: &StoredQuarter) -> String {
    let lang = view.lang;
    let (key, at) = match quarter.closed_at {
        Some(at) => ("quarter-closed", at),
        None => ("quarter-opened", quarter.opened_at),
    };
    lang.with(key, [("moment", format::moment(lang, at).into())])
}

/// The form of an auditor: the oblast and a quarter that is not open yet.
fn opening(view: &RequestContext, signed_in: &SignedIn, found: &[StoredQuarter]) -> Markup {
    let lang = view.lang;
    let oblasts: Vec<TerritoryCode> = signed_in.person.territories(Role::Auditor).collect();
    let known = |span: &Span| {
        let text = span.to_string();
        oblasts.iter().all(|code| found.iter().any(|one| one.quarter == text && one.oblast == code.as_str()))
    };
    let offered: Vec<Span> = last_quarters(view.today()).into_iter().filter(|span| !known(span)).collect();
    html! {
        @if !oblasts.is_empty() && !offered.is_empty() {
            h2 { (lang.text("quarter-open")) }
            form.people method="post" action=(in_lang(lang, "/quarters")) {
                (token(signed_in))
                p { label for="oblast" { (lang.text("oblast")) }
                    select #oblast name="oblast" {
                        @for code in &oblasts { option value=(code) { (links::territory_name(view, *code)) } }
                    } }
                p { label for="quarter" { (lang.text("quarter")) }
                    select #quarter name="quarter" {
                        @for span in &offered { option value=(span) { (format::span_text(lang, *span)) } }
                    } }
                button type="submit" { (lang.text("quarter-open")) }
            }
        }
    }
}

/// The quarter of a day and those before it, the latest first.
fn last_quarters(day: NaiveDate) -> Vec<Span> {
    use chrono::Datelike as _;
    let first = Span::Quarter(day.year(), day.month0() / 3 + 1);
    std::iter::successors(Some(first), |span| Some(span.previous())).take(OFFERED).collect()
}

async fn one(
    State(state): State<AppState>,
    Path(text): Path<String>,
    view: RequestContext,
    Visitor(visitor): Visitor,
) -> Result<Markup, Failure> {
    let (quarter, span, oblast) = find(&state, &view, &text).await?;
    render(&state, &view, (visitor.as_ref(), None), (&quarter, span, oblast)).await
}

/// The quarter of the oblast in view, or of the only one that opened it.
async fn find(
    state: &AppState,
    view: &RequestContext,
    text: &str,
) -> Result<(StoredQuarter, Span, TerritoryCode), Failure> {
    let missing = || Failure::not_found(view.path.clone());
    let span = quarters::parse(text).ok_or_else(missing)?;
    let name = span.to_string();
    let mut found = stored(state).await?;
    let only = oblast(view).map(|code| code.to_string());
    found.retain(|one| one.quarter == name && only.as_ref().is_none_or(|only| one.oblast == *only));
    let quarter = found.into_iter().next().ok_or_else(missing)?;
    let oblast = TerritoryCode::parse(&quarter.oblast).map_err(|error| Failure::internal(&error))?;
    Ok((quarter, span, oblast))
}

async fn render(
    state: &AppState,
    view: &RequestContext,
    (visitor, fault): (Option<&SignedIn>, Option<&str>),
    (quarter, span, oblast): (&StoredQuarter, Span, TerritoryCode),
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let title = format!("{}: {}", format::span_text(lang, span), links::territory_name(view, oblast));
    let body = html! {
        h1 { (title) }
        p.lead { (state_words(view, quarter)) }
        (alert(fault))
        @if let Some(at) = quarter.reminded_at {
            p { (lang.with("quarter-reminded", [("moment", format::moment(lang, at).into())])) }
        }
        @if let Some(signed_in) = visitor { (steps(view, signed_in, quarter, (span, oblast))) }
        @if let Some(entry) = quarter.entry {
            (closed::section(state, view, (span, oblast), u64::from(entry.unsigned_abs())).await?)
        }
        (watch::section(state, view, (quarter, span, oblast)).await?)
    };
    let page = Page::new(title.clone(), body).crumb(lang.text("quarters"), in_lang(lang, "/quarters"));
    Ok(layout::render(view, &page.choose(Choose::Nothing)))
}

/// What an auditor of the oblast may do with an open quarter.
fn steps(
    view: &RequestContext,
    signed_in: &SignedIn,
    quarter: &StoredQuarter,
    (span, oblast): (Span, TerritoryCode),
) -> Markup {
    let lang = view.lang;
    let may = quarter.closed_at.is_none() && signed_in.actor().authorize(Permission::KeepQuarter(oblast)).is_ok();
    html! {
        @if may {
            form method="post" action=(step_path(view, quarter, "remind")) {
                (token(signed_in))
                input type="hidden" name="oblast" value=(oblast);
                button type="submit" { (lang.text("quarter-remind")) }
            }
            p.small { (lang.text("quarter-remind-help")) }
            (closing(view, signed_in, quarter, (span, oblast)))
        }
    }
}

fn step_path(view: &RequestContext, quarter: &StoredQuarter, step: &str) -> String {
    in_lang(view.lang, &format!("/quarters/{}/{step}", quarter.quarter))
}

/// Closing cannot be taken back: it is folded, warned of, and confirmed by a tick; before the last day has passed
/// there is nothing to press.
fn closing(
    view: &RequestContext,
    signed_in: &SignedIn,
    quarter: &StoredQuarter,
    (span, oblast): (Span, TerritoryCode),
) -> Markup {
    let lang = view.lang;
    let last = span.last_day().map(|day| format::date(lang, day)).unwrap_or_default();
    if !quarters::has_ended(span, view.now) {
        return html! { p { (lang.with("quarter-ends", [("date", last.into())])) } };
    }
    html! {
        details {
            summary { (lang.text("quarter-close")) }
            form.people method="post" action=(step_path(view, quarter, "close")) {
                (token(signed_in))
                input type="hidden" name="oblast" value=(oblast);
                p { (lang.with("quarter-close-warning", [("date", last.into())])) }
                p.tick { label { input type="checkbox" name="sure" value="yes" required;
                    " " (lang.text("quarter-close-sure")) } }
                button.plain type="submit" { (lang.text("quarter-close")) }
            }
        }
    }
}

/// The oblast and the quarter a form names.
fn named(sent: &Sent, text: &str) -> Result<(TerritoryCode, Span), Failure> {
    let oblast = sent.get("oblast").and_then(|code| TerritoryCode::parse(code).ok());
    oblast.zip(quarters::parse(text)).ok_or_else(Failure::unreadable)
}

async fn open(
    State(state): State<AppState>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let (oblast, span) = named(&sent, sent.get("quarter").unwrap_or_default())?;
    let done = quarters::open(state.live().store(), &signed_in.actor(), (oblast, span), view.now).await;
    after(&state, &view, &signed_in, (oblast, span), done).await
}

async fn remind(
    State(state): State<AppState>,
    Path(text): Path<String>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let (oblast, span) = named(&sent, &text)?;
    let done = quarters::remind(state.live().store(), &signed_in.actor(), (oblast, span), view.now).await;
    after(&state, &view, &signed_in, (oblast, span), done).await
}

async fn close(
    State(state): State<AppState>,
    Path(text): Path<String>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let (oblast, span) = named(&sent, &text)?;
    let is_sure = sent.get("sure") == Some("yes");
    let done = quarters::close(state.live().store(), &signed_in.actor(), (oblast, span), is_sure, view.now).await;
    after(&state, &view, &signed_in, (oblast, span), done.map(|_| ())).await
}

/// To the quarter, or to the list with why not.
async fn after(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    (oblast, span): (TerritoryCode, Span),
    done: Result<(), Refusal>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => {
            state.live().catch_up().await.map_err(|error| Failure::internal(&error))?;
            let path = in_lang(view.lang, &format!("/quarters/{span}"));
            Ok(Redirect::to(&with_query(&path, &[("territory", oblast.as_str())])).into_response())
        }
        Err(Refusal::Conflict(reason)) => {
            let page = list(view, Some(signed_in), &stored(state).await?, Some(&view.lang.message(&reason)));
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}
