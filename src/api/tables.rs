//! `/api/v1/tables`: the own tables as CSV, the package that describes them, and the licences of what they hold.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::dictionary::{english, values};
use super::params::{ApiQuery, parameters, path_parameter};
use super::response::{self, Page};
use super::rule_texts::text_in;
use crate::actions::export::{Selection, Sheet, table};
use crate::formats::Format;
use crate::formats::tables::dictionary::{CellKind, Field, TableDescription, tables};
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::registry::Records;
use crate::rulebook::SourceText;

parameters! {
    /// Of a table.
    TableOf = ["territory", "date", "known"]
}
parameters! {
    /// Of the package and of the licences.
    PackageOf = ["territory", "date", "known", "lang"]
}
parameters! {
    /// Of the licences.
    LicencesOf = ["known", "lang"]
}
path_parameter!(TableFile = "file");

/// Files a table is written to: ending and media type.
const SHEETS: [(Sheet, &str, &str); 2] = [
    (Sheet::Csv, ".csv", "text/csv; charset=utf-8; header=present"),
    (Sheet::Xlsx, ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];
/// Id of the source of boundaries.
const BOUNDARIES: &str = "boundaries";

/// A publisher's terms for what was loaded of theirs.
#[derive(Debug, Serialize, ToSchema)]
pub struct LicenceItem<'r> {
    pub id: &'r str,
    pub title: &'r str,
    pub publisher: &'r str,
    pub licence: &'r str,
    pub used_for: &'r str,
    /// Entries of the audit log that brought it.
    pub entries: Vec<u32>,
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(file)).routes(routes!(package)).routes(routes!(licences))
}

/// An own table as CSV or XLSX: all periods, or with a day what holds on it; of the whole country or of a territory.
#[utoipa::path(get, path = "/api/v1/tables/{file}", operation_id = "table", tag = "tables",
    params(TableFile, TableOf), responses((status = 200, content((String = "text/csv"),
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
async fn file(
    State(state): State<AppState>,
    Path(file): Path<String>,
    asked: ApiQuery<TableOf>,
) -> Result<Response, Failure> {
    let kind =
        SHEETS.iter().find_map(|(sheet, ending, kind)| Some((file.strip_suffix(ending)?, *sheet, *ending, *kind)));
    let found = kind.and_then(|(name, sheet, ending, kind)| {
        Some((Format::parse(name).filter(|format| is_own(*format))?, sheet, ending, kind))
    });
    let (format, sheet, ending, kind) = found.ok_or_else(|| Failure::not_found(format!("table {file}")))?;
    let selection = Selection {
        day: asked.read_date("date")?,
        known: Some(asked.registry.records.version),
        territory: asked.territory().code(),
    };
    let _turn = state.bulk().acquire().await.map_err(|error| Failure::internal(&error))?;
    let made = table(state.live().store(), format, sheet, selection).await;
    let (bytes, _) = made.map_err(|error| Failure::internal(&error))?.unwrap_or_default();
    let name = format!("attachment; filename=\"{}{ending}\"", format.word());
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

fn is_own(format: Format) -> bool {
    tables().iter().any(|table| table.format == format)
}

/// The tables as a Data Package: a Table Schema for each, and the sources with their licences.
#[utoipa::path(get, path = "/api/v1/datapackage.json", operation_id = "datapackage", tag = "tables",
    params(PackageOf), responses((status = 200, body = Object)))]
async fn package(asked: ApiQuery<PackageOf>) -> Result<Response, Failure> {
    response::json(&descriptor(&asked))
}

/// What the package says; paths of its files are addresses beside it.
fn descriptor(view: &RequestContext) -> Value {
    let records = &view.registry.records;
    let query: Vec<(&str, &str)> =
        ["territory", "date", "known"].iter().map(|name| (*name, view.param(name).unwrap_or_default())).collect();
    let path = |name: &str| crate::http::urls::with_query(&format!("tables/{name}.csv"), &query);
    let resource = |table: &TableDescription| {
        json!({
            "profile": "tabular-data-resource",
            "name": table.format.word(),
            "title": view.lang.text(&format!("api-table-{}", table.format.word())),
            "path": path(table.format.word()),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema(view.lang, records, table),
        })
    };
    let sources = loaded(records).into_values().map(|(source, _)| {
        json!({
            "title": text_in(view.lang, &source.title),
            "publisher": text_in(view.lang, &source.publisher),
            "licence": text_in(view.lang, &source.licence),
        })
    });
    json!({
        "profile": "data-package",
        "name": "cnap",
        "title": view.lang.text("api-package-title"),
        "version": records.version.to_string(),
        "sources": sources.collect::<Vec<_>>(),
        "resources": tables().iter().map(resource).collect::<Vec<_>>(),
    })
}

/// The Table Schema of a table: an empty cell is unknown.
fn schema(lang: Lang, records: &Records, table: &TableDescription) -> Value {
    let fields: Vec<Value> = table.fields.iter().map(|one| field(lang, records, table, one)).collect();
    json!({ "fields": fields, "missingValues": [""] })
}

fn field(lang: Lang, records: &Records, table: &TableDescription, field: &Field) -> Value {
    let title = match lang {
        Lang::Uk => field.title.to_owned(),
        Lang::En => english(table.format.word(), field.key),
    };
    let mut told = json!({ "name": field.key, "title": title, "type": table_schema_type(&field.kind) });
    let mut constraints = json!({});
    if field.required {
        constraints["required"] = json!(true);
    }
    match &field.kind {
        CellKind::Katottg => constraints["pattern"] = json!("UA[0-9]{17}"),
        CellKind::Whole => constraints["minimum"] = json!(0),
        CellKind::Words(_, words) => constraints["enum"] = json!(words),
        CellKind::Flag => {
            told["trueValues"] = json!(["yes"]);
            told["falseValues"] = json!(["no"]);
        }
        _ => {}
    }
    if constraints != json!({}) {
        told["constraints"] = constraints;
    }
    if let Some(unit) = field.unit {
        told["unit"] = json!(unit);
    }
    let words = values(&records.rules, &field.kind);
    if !words.is_empty() {
        let word = |one: &super::dictionary::ValueItem| json!({ "value": one.value, "label": if lang == Lang::En { &one.title.en } else { &one.title.uk } });
        told["categories"] = words.iter().map(word).collect();
    }
    told
}

const fn table_schema_type(kind: &CellKind) -> &'static str {
    match kind {
        CellKind::Date => "date",
        CellKind::Whole => "integer",
        CellKind::Number => "number",
        CellKind::Flag => "boolean",
        _ => "string",
    }
}

/// What is known of the publishers of loaded files, with the entries that brought them.
fn loaded(records: &Records) -> BTreeMap<u32, (&SourceText, Vec<u32>)> {
    let mut found: BTreeMap<u32, (&SourceText, Vec<u32>)> = BTreeMap::new();
    for source in records.sources.iter() {
        if let Some(text) = records.rules.source_of(&source.action, source.sample) {
            found.entry(text.order).or_insert_with(|| (text, Vec::new())).1.push(source.id);
        }
    }
    found
}

/// Whose the loaded boundaries are and on what terms: a file that holds them must say so.
#[must_use]
pub fn boundaries_attribution(records: &Records) -> Option<String> {
    let (source, _) = loaded(records).into_values().find(|(source, _)| source.id == BOUNDARIES)?;
    let text = |text| text_in(Lang::En, text);
    Some(format!("{}: {}. {}", text(&source.title), text(&source.publisher), text(&source.licence)))
}

/// The licences of what is loaded, from whom it is and what it is used for.
#[utoipa::path(get, path = "/api/v1/licences", operation_id = "licences", tag = "tables", params(LicencesOf),
    responses((status = 200, body = Page<LicenceItem>)))]
async fn licences(asked: ApiQuery<LicencesOf>) -> Result<Response, Failure> {
    let item = |(source, entries)| licence(asked.lang, source, entries);
    response::whole_list(loaded(&asked.registry.records).into_values().map(item).collect())
}

fn licence(lang: Lang, source: &SourceText, entries: Vec<u32>) -> LicenceItem<'_> {
    LicenceItem {
        id: &source.id,
        title: text_in(lang, &source.title),
        publisher: text_in(lang, &source.publisher),
        licence: text_in(lang, &source.licence),
        used_for: text_in(lang, &source.used_for),
        entries,
    }
}
