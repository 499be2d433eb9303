//! `/api/dictionary`: the own tables, their columns and the words their cells hold, in both languages.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters};
use super::response;
use crate::formats::tables::dictionary::{CellKind, Field, RuleIds, TableDescription, tables};
use crate::http::{AppState, Failure, Lang};
use crate::rulebook::Rulebook;
use crate::rulebook::Text;

parameters! {
    /// Of the dictionary.
    DictionaryAt = ["known"]
}

/// What the tables are made of.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dictionary {
    pub tables: Vec<TableItem>,
}

/// A text in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BothItem {
    pub uk: String,
    pub en: String,
}

/// An own table.
#[derive(Debug, Serialize, ToSchema)]
pub struct TableItem {
    #[schema(example = "points")]
    pub name: &'static str,
    pub title: BothItem,
    /// Columns that together name one thing; with `from` one row.
    pub key: &'static [&'static str],
    pub columns: Vec<ColumnItem>,
}

/// A column of an own table.
#[derive(Debug, Serialize, ToSchema)]
pub struct ColumnItem {
    #[schema(example = "kind")]
    pub name: &'static str,
    pub title: BothItem,
    /// string, katottg, date, integer, number or boolean.
    #[serde(rename = "type")]
    #[schema(example = "string")]
    pub kind: &'static str,
    /// An empty cell is unknown; in these columns none is.
    pub required: bool,
    pub unit: Option<&'static str>,
    /// The words a cell may hold.
    pub values: Vec<ValueItem>,
}

/// A word a cell may hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct ValueItem {
    pub value: String,
    pub title: BothItem,
}

impl BothItem {
    fn of_key(key: &str) -> Self {
        Self { uk: Lang::Uk.text(key), en: Lang::En.text(key) }
    }

    fn of_text(text: &Text) -> Self {
        Self { uk: text.uk.clone(), en: text.get(true).to_owned() }
    }
}

impl TableItem {
    fn new(rules: &Rulebook, table: &TableDescription) -> Self {
        let name = table.format.word();
        Self {
            name,
            title: BothItem::of_key(&format!("api-table-{name}")),
            key: table.key,
            columns: table.fields.iter().map(|field| ColumnItem::new(rules, name, field)).collect(),
        }
    }
}

impl ColumnItem {
    fn new(rules: &Rulebook, table: &str, field: &Field) -> Self {
        Self {
            name: field.key,
            title: BothItem { uk: field.title.to_owned(), en: english(table, field.key) },
            kind: kind(&field.kind),
            required: field.required,
            unit: field.unit,
            values: values(rules, &field.kind),
        }
    }
}

/// The English title of a column: a text of its own, or its key in words.
pub(super) fn english(table: &str, column: &str) -> String {
    let key = format!("column-{table}-{}", column.replace('_', "-"));
    Some(Lang::En.text(&key)).filter(|text| *text != key).unwrap_or_else(|| column.replace('_', " "))
}

const fn kind(kind: &CellKind) -> &'static str {
    match kind {
        CellKind::Text | CellKind::Words(..) | CellKind::Rule(_) => "string",
        CellKind::Katottg => "katottg",
        CellKind::Date => "date",
        CellKind::Whole => "integer",
        CellKind::Number => "number",
        CellKind::Flag => "boolean",
    }
}

/// The words of a cell: those of the domain, or what the rules name.
pub(super) fn values(rules: &Rulebook, kind: &CellKind) -> Vec<ValueItem> {
    let worded = |prefix: &str, word: &str| {
        let key = format!("{prefix}-{}", word.replace('_', "-").to_lowercase());
        ValueItem { value: word.to_owned(), title: BothItem::of_key(&key) }
    };
    let titled = |id: &str, title: &Text| ValueItem { value: id.to_owned(), title: BothItem::of_text(title) };
    match kind {
        CellKind::Words(prefix, words) => words.iter().map(|word| worded(prefix, word)).collect(),
        CellKind::Flag => ["yes", "no"].map(|word| worded("member", word)).into(),
        CellKind::Rule(RuleIds::Groups) => rules.groups.iter().map(|one| titled(&one.id, &one.title)).collect(),
        CellKind::Rule(RuleIds::Checklists) => rules.checklists.iter().map(|one| titled(&one.id, &one.title)).collect(),
        CellKind::Rule(RuleIds::Equipment) => rules.equipment.iter().map(|one| titled(&one.id, &one.title)).collect(),
        CellKind::Rule(RuleIds::Indicators) => rules.indicators.iter().map(|one| titled(&one.id, &one.title)).collect(),
        CellKind::Rule(RuleIds::Measures) => rules.measures.iter().map(|one| titled(&one.id, &one.title)).collect(),
        _ => Vec::new(),
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(serve))
}

/// The own tables, their columns and words, in both languages.
#[utoipa::path(get, path = "/api/dictionary", operation_id = "dictionary", tag = "tables", params(DictionaryAt),
    responses((status = 200, body = Dictionary)))]
async fn serve(asked: ApiQuery<DictionaryAt>) -> Result<Response, Failure> {
    let rules = &asked.registry.records.rules;
    response::json(&Dictionary { tables: tables().iter().map(|table| TableItem::new(rules, table)).collect() })
}
