//! `/compliance/between`: what changed between any two days, and why; the same as CSV.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use chrono::NaiveDate;
use maud::{Markup, html};

use super::overview::scope_name;
use super::reports::{Asked, composed};
use crate::compliance::figures::Span;
use crate::domain::{Message, parse_day};
use crate::formats::formula_guard::guarded;
use crate::http::{AppState, Failure, RequestContext, assets};
use crate::reports::{Document, Table, quarter_and_day};
use crate::site::layout::{self, Page};
use crate::site::parts::{compliance_controls, filters, report};

/// The form that tells changes.
const FORM: &str = "changes";
/// Parameters of the page.
const OWN: [&str; 2] = ["from", "to"];
/// Sections that can be had as CSV, with the keys of their links.
const SHEETS: [(&str, &str); 3] =
    [("indicators", "between-csv-indicators"), ("members", "between-csv-members"), ("things", "between-csv-things")];

pub fn routes() -> Router<AppState> {
    Router::new().route("/compliance/between", get(show)).route("/compliance/between/{file}", get(csv))
}

/// The two days, with the quarter of the later: without them the day in view and the last of the quarter before it.
fn days(view: &RequestContext) -> Result<(Span, NaiveDate, NaiveDate), Failure> {
    let to = view.parsed("to", Message::new("expected-param-day"), parse_day)?.unwrap_or_else(|| view.date());
    let from = view.parsed("from", Message::new("expected-param-day"), parse_day)?;
    let wrong = || {
        Failure::bad_parameter("from", view.param("from").unwrap_or_default(), Message::new("expected-param-before-to"))
    };
    let (quarter, _) = quarter_and_day(None, Some(to), to).ok_or_else(wrong)?;
    let from = from.or_else(|| quarter.previous().last_day()).filter(|from| *from < to);
    Ok((quarter, from.ok_or_else(wrong)?, to))
}

async fn document(state: &AppState, view: &RequestContext) -> Result<(Document, NaiveDate, NaiveDate), Failure> {
    let (quarter, from, to) = days(view)?;
    let asked = Asked::of_days(state, view, FORM.to_owned(), (quarter, from, to))?;
    let (_, made) = composed(asked).await?;
    // Every level but that of a settlement can be compared.
    let wrong = || Failure::bad_parameter("territory", &scope_name(view), Message::new("expected-param-level"));
    Ok((made.ok_or_else(wrong)?, from, to))
}

async fn show(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let (document, from, to) = document(&state, &view).await?;
    let lang = view.lang;
    let title = lang.text("between");
    let days = [("from", "between-from", from), ("to", "between-to", to)];
    let fields = html! {
        @for (name, label, day) in days {
            label { span { (lang.text(label)) } input type="date" name=(name) value=(day) min="1990-01-01" max="2199-12-31"; }
        }
    };
    let content = html! {
        link rel="stylesheet" href=(assets::url("report.css"));
        h1 { (title) ": " (scope_name(&view)) }
        p.lead { (lang.text("between-lead")) }
        (filters::form(&view, &OWN, &fields))
        p.actions {
            @for (sheet, key) in SHEETS { a href=(sheet_address(&view, sheet, from, to)) { (lang.text(key)) } " " }
            button type="button" data-print hidden { (lang.text("print")) }
        }
        (report::body(&document, &lang, 2))
    };
    let back = compliance_controls::url(&view, "/compliance", &[]);
    let page = Page::new(title, content).crumb(lang.text("nav-compliance"), back).not_indexed();
    Ok(layout::render(&view, &page))
}

fn sheet_address(view: &RequestContext, sheet: &str, from: NaiveDate, to: NaiveDate) -> String {
    let (from, to) = (from.to_string(), to.to_string());
    compliance_controls::url(view, &format!("/compliance/between/{sheet}.csv"), &[("from", &from), ("to", &to)])
}

async fn csv(
    State(state): State<AppState>,
    Path(file): Path<String>,
    view: RequestContext,
) -> Result<Response, Failure> {
    let known = |sheet: &&str| SHEETS.iter().any(|(name, _)| name == sheet);
    let sheet = file.strip_suffix(".csv").filter(known).ok_or_else(|| Failure::not_found(file.clone()))?;
    let (document, ..) = document(&state, &view).await?;
    let found = document.sections.iter().find(|section| section.id == sheet);
    let table = found.and_then(|section| section.tables.first()).ok_or_else(|| Failure::not_found(file.clone()))?;
    let bytes = table_as_csv(&view, table).map_err(|error| Failure::internal(&error))?;
    let name = format!("attachment; filename=\"{}-{file}\"", document.file);
    let kind = "text/csv; charset=utf-8; header=present".to_owned();
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

fn table_as_csv(view: &RequestContext, table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.title.as_str()))?;
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.words(&view.lang)).collect();
        writer.write_record(cells.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
