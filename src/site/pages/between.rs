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
use crate::domain::Message;
use crate::formats::formula_guard::guarded;
use crate::http::urls::scope_word;
use crate::http::{AppState, Failure, RequestContext, assets, between};
use crate::reports::html::table_markup;
use crate::reports::{Document, Section, Table, quarter_and_day};
use crate::site::layout::{self, Page};
use crate::site::parts::grouped_table::grouped_table;
use crate::site::parts::{compliance_controls, filters, names};

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

async fn document(state: &AppState, view: &RequestContext) -> Result<(Document, NaiveDate, NaiveDate), Failure> {
    let (from, to) = between::days(view)?;
    let wrong =
        || Failure::bad_parameter("to", view.param("to").unwrap_or_default(), Message::new("expected-param-day"));
    let (quarter, _) = quarter_and_day(None, Some(to), to).ok_or_else(wrong)?;
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
            a href=(data_address(&view, "/api/v1/compliance/between.csv", &[("from", &from.to_string()), ("to", &to.to_string())])) {
                (lang.text("between-data"))
            }
            button type="button" data-print hidden { (lang.text("print")) }
        }
        article.report {
            p.subtitle { (document.heading.join(", ")) }
            @for notice in &document.notices { p.notice { (notice) } }
            @for section in &document.sections { (section_markup(&view, section, from, to)) }
            p.basis { (document.basis) }
        }
    };
    let back = compliance_controls::url(&view, "/compliance", &[]);
    let page = Page::new(title, content).crumb(lang.text("nav-compliance"), back).not_indexed();
    Ok(layout::render(&view, &page))
}

/// Totals whole; what stands behind them folded.
fn section_markup(view: &RequestContext, section: &Section, from: NaiveDate, to: NaiveDate) -> Markup {
    let lang = view.lang;
    let rest = |name: &str| rest_address(view, &section.id, name, (from, to));
    html! {
        section id=(format!("report-{}", section.id)) {
            @if let Some(title) = &section.title { h2 { (title) } }
            @for table in &section.tables {
                @if section.id == "indicators" { (table_markup(table, &lang)) }
                @else { (grouped_table(table, &lang, &rest)) }
            }
        }
    }
}

/// All rows of a group: of an indicator from the API, of other things the whole sheet.
fn rest_address(view: &RequestContext, section: &str, name: &str, (from, to): (NaiveDate, NaiveDate)) -> String {
    let rules = &view.registry.records.rules;
    let indicator = rules.indicators.iter().find(|one| names::ruled(view.lang, &one.title) == name);
    let Some(indicator) = indicator.filter(|_| section == "members") else {
        return sheet_address(view, section, from, to);
    };
    let (from, to) = (from.to_string(), to.to_string());
    let pairs = [("from", from.as_str()), ("to", &to), ("indicator", &indicator.id)];
    data_address(view, "/api/v1/compliance/between/members.csv", &pairs)
}

/// An address of the API about the same territory under the same rules.
fn data_address(view: &RequestContext, path: &str, pairs: &[(&str, &str)]) -> String {
    let territory = if view.scope_named { scope_word(view.scope) } else { String::new() };
    let mut pairs = pairs.to_vec();
    pairs.push(("territory", &territory));
    pairs.push(("leave_out", view.param("leave_out").unwrap_or_default()));
    pairs.push(("lang", view.lang.tag()));
    view.data_url(path, &pairs)
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
