//! `/api/v1/sources`: entries of the audit log: which file or person stated what, and when.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters, path_parameter};
use super::response::{self, Page};
use crate::domain::person::public_actor;
use crate::http::{AppState, Failure};
use crate::registry::{CountsByTable, Records, Source};
use crate::rulebook::Text;

parameters! {
    /// Of the list of entries.
    SourceList = ["known", "page", "per_page", "lang"]
}
parameters! {
    /// Of one entry.
    OneSource = ["known", "lang"]
}

path_parameter!(EntryNumber = "entry");

/// An entry of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceItem<'r> {
    /// Its number: `known` takes it.
    #[schema(example = 1)]
    pub entry: u32,
    pub at: DateTime<Utc>,
    /// The role of a person and where it holds; never who it is.
    pub actor: &'r str,
    /// What was done, for an import the format.
    #[schema(example = "points")]
    pub action: &'r str,
    pub file: Option<&'r str>,
    /// Day from which rows without dates of their own hold; `null`: always.
    pub as_of: Option<NaiveDate>,
    /// Sample data.
    pub sample: bool,
    pub publisher: Option<&'r str>,
    pub licence: Option<&'r str>,
    /// Rows added, changed, ended, removed and unchanged, by table.
    #[schema(value_type = HashMap<String, HashMap<String, u64>>)]
    pub counts: &'r CountsByTable,
    /// The entry it takes back.
    pub undoes: Option<u32>,
    /// The entry that took it back.
    pub undone_by: Option<u32>,
}

impl<'r> SourceItem<'r> {
    fn new<P>(asked: &'r ApiQuery<P>, source: &'r Source) -> Self {
        let records: &Records = &asked.registry.records;
        let text = records.rules.source_of(&source.action, source.sample);
        let said = |text: &'r Text| super::rule_texts::text_in(asked.lang, text);
        Self {
            entry: source.id,
            at: source.at,
            actor: public_actor(&source.actor),
            action: &source.action,
            file: source.file.as_deref(),
            as_of: source.as_of,
            sample: source.sample,
            publisher: text.map(|text| said(&text.publisher)),
            licence: text.map(|text| said(&text.licence)),
            counts: &source.counts,
            undoes: source.undoes,
            undone_by: records.undone_by(source.id),
        }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(get_source))
}

/// Entries of the audit log, the newest first.
#[utoipa::path(get, path = "/api/v1/sources", operation_id = "sources", tag = "sources", params(SourceList),
    responses((status = 200, body = Page<SourceItem>)))]
async fn list(asked: ApiQuery<SourceList>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let entries: Vec<&Source> = asked.registry.records.sources.iter().rev().map(AsRef::as_ref).collect();
    let items = paging.slice(&entries).iter().map(|source| SourceItem::new(&asked, source)).collect();
    response::page(&asked, paging, entries.len(), items)
}

/// One entry of the audit log; 404 where there is none.
#[utoipa::path(get, path = "/api/v1/sources/{entry}", operation_id = "source", tag = "sources",
    params(EntryNumber, OneSource), responses((status = 200, body = SourceItem)))]
async fn get_source(Path(entry): Path<String>, asked: ApiQuery<OneSource>) -> Result<Response, Failure> {
    let source = entry.parse().ok().and_then(|id| asked.registry.records.source(id));
    let source = source.ok_or_else(|| Failure::not_found(format!("entry {entry}")))?;
    response::json(&SourceItem::new(&asked, source))
}
