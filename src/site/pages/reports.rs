//! `/reports`: the forms of reports; `/reports/{id}`: a report filled in; its files beside it.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use chrono::NaiveDate;
use maud::{Markup, html};

use crate::compliance::figures::Span;
use crate::compliance::{Judgement, LeaveOut};
use crate::domain::{Category, Message, collation_key, parse_day};
use crate::http::urls::{in_lang, scope_word, with_query};
use crate::http::{AppState, Failure, Lang, RequestContext, assets};
use crate::registry::{Place, Scope};
use crate::reports::html::{ReportFile, folded, write};
use crate::reports::{Basis, Document, compose, quarter_and_day};
use crate::rulebook::{ReportForm, ReportLevel, Rulebook};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::{links, names};

/// Parameters that make a report what it is.
const OWN: [&str; 5] = ["territory", "quarter", "date", "known", "leave_out"];

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/reports", get(list))
        .route("/reports/{id}", get(show))
        .route("/reports/{id}/{ending}", get(file))
}

async fn list(view: RequestContext) -> Markup {
    let lang = view.lang;
    let title = lang.text("reports");
    let forms = &view.registry.records.rules.reports;
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("reports-lead")) }
        ul.results {
            @for form in forms {
                li {
                    a href=(address(&view, &format!("/reports/{}", form.id))) { b { (names::ruled(lang, &form.title)) } }
                    p { (names::ruled(lang, &form.about)) }
                    p.small { (names::report_levels(lang, form)) }
                }
            }
        }
    };
    layout::render(&view, &Page::new(title, body))
}

/// Address of a page of reports with what was chosen.
fn address(view: &RequestContext, path: &str) -> String {
    let pairs = OWN.map(|name| (name, view.param(name).unwrap_or_default()));
    with_query(&in_lang(view.lang, path), &pairs)
}

/// What a report is asked of.
pub(super) struct Asked {
    rules: Arc<Rulebook>,
    id: String,
    now: Arc<Judgement>,
    before: Arc<Judgement>,
    scope: Scope,
    quarter: Span,
    today: NaiveDate,
    lang: Lang,
}

impl Asked {
    fn read(state: &AppState, view: &RequestContext, id: String) -> Result<Self, Failure> {
        let (quarter, day) = period(view)?;
        let before = quarter.previous().last_day().unwrap_or(day);
        Self::of_days(state, view, id, (quarter, before, day))
    }

    /// Of any two days: that to compare with, and that of the report.
    pub(super) fn of_days(
        state: &AppState,
        view: &RequestContext,
        id: String,
        (quarter, before, day): (Span, NaiveDate, NaiveDate),
    ) -> Result<Self, Failure> {
        let rules = Arc::clone(&view.registry.records.rules);
        if rules.report(&id).is_none() {
            return Err(Failure::not_found(id));
        }
        let audit = |day: NaiveDate, leave_out: LeaveOut| {
            state.live().audit(&state.same_knowledge_on(&view.registry, day), leave_out)
        };
        let leave_out = view.leave_out()?;
        let (now, before) = (audit(day, leave_out), audit(before, leave_out));
        Ok(Self { rules, id, now, before, scope: view.scope, quarter, today: view.today(), lang: view.lang })
    }

    fn form(&self) -> Option<&ReportForm> {
        self.rules.report(&self.id).filter(|form| form.is_of(self.scope))
    }

    /// The document; `None` where the form is of another level of territory.
    fn document(&self) -> Option<Document> {
        let basis = Basis {
            words: &self.lang,
            audit: &self.now,
            before: &self.before,
            scope: self.scope,
            quarter: self.quarter,
            today: self.today,
        };
        self.form().map(|form| compose(form, &basis))
    }
}

/// The quarter and the day asked for.
fn period(view: &RequestContext) -> Result<(Span, NaiveDate), Failure> {
    let quarter = |text: &str| Span::parse(text).filter(|span| matches!(span, Span::Quarter(..)));
    let asked = view.parsed("quarter", "2023Q4", quarter)?;
    let day = view.parsed("date", Message::new("expected-param-day"), parse_day)?;
    let wrong = || view.wrong("date", Message::new("expected-param-quarter-day"));
    quarter_and_day(asked, day, view.today()).ok_or_else(wrong)
}

/// Composing takes a while: it is done off the threads that answer.
pub(super) async fn composed(asked: Asked) -> Result<(Asked, Option<Document>), Failure> {
    let made = tokio::task::spawn_blocking(move || {
        let document = asked.document();
        (asked, document)
    });
    made.await.map_err(|error| Failure::internal(&error))
}

async fn show(State(state): State<AppState>, Path(id): Path<String>, view: RequestContext) -> Result<Markup, Failure> {
    let (asked, document) = composed(Asked::read(&state, &view, id)?).await?;
    let form = asked.rules.report(&asked.id).ok_or_else(|| Failure::not_found(asked.id.as_str()))?;
    let lang = view.lang;
    let title = names::ruled(lang, &form.title).to_owned();
    let content = html! {
        link rel="stylesheet" href=(assets::url("report.css"));
        @if document.is_none() { h1 { (title) } }
        p.lead.paperless { (names::ruled(lang, &form.about)) }
        (chooser(&view, form, &asked))
        @match &document {
            None => p.notice { (lang.with("reports-other-level", [("levels", names::report_levels(lang, form).into())])) },
            Some(document) => {
                p.actions {
                    (lang.text("reports-downloads")) ": "
                    @for kind in ReportFile::ALL {
                        a href=(file_address(&view, &asked, kind)) { (lang.text(&format!("reports-{}", kind.ending()))) } " "
                    }
                    button type="button" data-print hidden { (lang.text("print")) }
                }
                (folded(document, &lang))
                p.small.report-form { a href=(permanent_address(&view, &asked)) { (lang.text("report-again")) } }
            }
        }
    };
    let back = address(&view, "/reports");
    let page = Page::new(title, content).crumb(lang.text("reports"), back).choose(Choose::Nothing).not_indexed();
    Ok(layout::render(&view, &page))
}

/// The page of the same report as it is known now, whatever is learned later.
fn permanent_address(view: &RequestContext, asked: &Asked) -> String {
    let known = asked.now.registry().records.version.to_string();
    let (territory, quarter, day) = (scope_word(asked.scope), asked.quarter.to_string(), asked.now.date().to_string());
    let leave_out = view.param("leave_out").unwrap_or_default();
    let values = [territory.as_str(), &quarter, &day, &known, leave_out];
    let pairs: Vec<(&str, &str)> = OWN.into_iter().zip(values).collect();
    with_query(&in_lang(view.lang, &view.path), &pairs)
}

/// The file of what the page shows: quarter, day and territory are named even where the page took them by default.
fn file_address(view: &RequestContext, asked: &Asked, kind: ReportFile) -> String {
    let path = format!("/reports/{}/{}", asked.id, kind.ending());
    let (territory, quarter, day) = (scope_word(asked.scope), asked.quarter.to_string(), asked.now.date().to_string());
    let known = view.param("known").unwrap_or_default();
    let leave_out = view.param("leave_out").unwrap_or_default();
    let pairs = [territory.as_str(), &quarter, &day, known, leave_out];
    let pairs: Vec<(&str, &str)> = OWN.into_iter().zip(pairs).collect();
    with_query(&in_lang(view.lang, &path), &pairs)
}

/// The form that chooses territory, quarter, day and state of knowledge.
fn chooser(view: &RequestContext, form: &ReportForm, asked: &Asked) -> Markup {
    let lang = view.lang;
    let known = view.param("known").unwrap_or_default();
    html! {
        form.filters.report-form method="get" action=(in_lang(lang, &view.path)) {
            label {
                span { (lang.text("chooser-territory")) }
                select name="territory" {
                    @for (code, name) in territories(view, form) {
                        option value=(code) selected[code == scope_word(view.scope)] { (name) }
                    }
                }
            }
            label {
                span { (lang.text("reports-quarter")) }
                input type="text" name="quarter" value=(asked.quarter) pattern="[0-9]{4}[Qq][1-4]" placeholder="2023Q4";
            }
            label {
                span { (lang.text("reports-day")) }
                input type="date" name="date" value=[view.param("date")] min="1990-01-01" max="2199-12-31";
            }
            label {
                span { (lang.text("reports-known")) }
                input type="text" name="known" value=(known) maxlength="40";
            }
            button type="submit" { (lang.text("reports-make")) }
        }
        p.rule.report-form { (lang.text("reports-quarter-hint")) " " (lang.text("reports-day-hint")) }
    }
}

/// Territories the form can be made of: the country, oblasts, and of the oblast in view its raions and hromadas.
fn territories(view: &RequestContext, form: &ReportForm) -> Vec<(String, String)> {
    let tree = &view.registry.records.territories;
    let first = view.scope.code().and_then(|code| tree.first_level(code)).map(|place| place.code);
    let level = |level: ReportLevel| form.territories.contains(&level);
    let mut found = Vec::new();
    if level(ReportLevel::Country) || (first.is_none() && !level(ReportLevel::Oblast)) {
        found.push((scope_word(Scope::Country), view.lang.text("country")));
    }
    if level(ReportLevel::Oblast) || first.is_none() {
        found.extend(named(view, tree.first_levels().collect()));
    }
    let below = |category: Category| -> Vec<&Place> {
        let inside = |place: &&Place| first.is_some_and(|first| tree.lies_in(place.code, first));
        tree.all().iter().filter(|place| place.category == category).filter(inside).collect()
    };
    if level(ReportLevel::Raion) {
        found.extend(named(view, below(Category::Raion)));
    }
    if level(ReportLevel::Hromada) {
        found.extend(named(view, below(Category::Hromada)));
    }
    found
}

/// Codes with full names, in alphabetical order.
fn named(view: &RequestContext, mut places: Vec<&Place>) -> Vec<(String, String)> {
    places.sort_by_cached_key(|place| collation_key(&place.name));
    places.into_iter().map(|place| (place.code.to_string(), links::full_name(view, place))).collect()
}

async fn file(
    State(state): State<AppState>,
    Path((id, ending)): Path<(String, String)>,
    view: RequestContext,
) -> Result<Response, Failure> {
    let kind = ReportFile::parse(&ending).ok_or_else(|| Failure::not_found(ending))?;
    let _turn = state.bulk().acquire().await.map_err(|error| Failure::internal(&error))?;
    let (asked, document) = composed(Asked::read(&state, &view, id)?).await?;
    let wrong = || {
        let levels =
            asked.rules.report(&asked.id).map(|form| names::report_levels(asked.lang, form)).unwrap_or_default();
        Failure::bad_parameter("territory", &scope_word(asked.scope), &levels)
    };
    let document = document.ok_or_else(wrong)?;
    let name = format!("attachment; filename=\"{}.{}\"", document.file, kind.ending());
    let lang = asked.lang;
    let written = tokio::task::spawn_blocking(move || write(&document, &lang, kind)).await;
    let bytes = written.map_err(|error| Failure::internal(&error))?.map_err(|error| Failure::internal(&error))?;
    Ok(([(CONTENT_TYPE, kind.media_type().to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}
