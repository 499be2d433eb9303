//! `/api/v1/changes`: every change of every row of the own tables, in the order of learning.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, LAST_MODIFIED};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use futures_util::{StreamExt as _, stream};
use serde::{Serialize, Serializer};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters};
use super::response;
use super::source::SourceText;
use crate::actions::changes::{Cells, Change, Changes, Cursor};
use crate::domain::{KnownAt, Message};
use crate::http::streaming::Written;
use crate::http::urls::with_query;
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::Records;
use crate::store::Store;

parameters! {
    /// Of a page of changes.
    ChangesSince = ["since", "known", "per_page"]
}
parameters! {
    /// Of all changes.
    AllChangesSince = ["since", "known"]
}

/// What `since` may be.
const EXPECTED: Message = Message::new("expected-param-since");

/// Changes after a point in the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeList<'r> {
    pub items: Vec<ChangeItem<'r>>,
    /// Where to go on: `since` of the next question.
    #[schema(example = "12")]
    pub cursor: String,
    /// The last entry there is.
    #[schema(example = 12)]
    pub last: u64,
    /// Address of the next changes; `null` where these are the last.
    pub next: Option<String>,
}

/// One row that was stated, stated otherwise, or voided.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeItem<'r> {
    /// Where to go on after this change.
    #[schema(example = "12.points.1")]
    pub cursor: String,
    /// Number of the entry of the audit log.
    #[schema(example = 12)]
    pub entry: u32,
    /// When it was learned.
    pub at: Option<DateTime<Utc>>,
    #[schema(example = "points")]
    pub table: &'static str,
    /// stated, changed or voided.
    #[schema(example = "stated")]
    pub change: &'static str,
    /// The cells that name the thing.
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub key: CellsItem,
    /// Cells as in the CSV of the table, empty ones left out; `null`: nothing was known before.
    #[schema(value_type = Option<std::collections::HashMap<String, String>>)]
    pub before: Option<CellsItem>,
    /// `null`: the row was voided and nothing stands in its place.
    #[schema(value_type = Option<std::collections::HashMap<String, String>>)]
    pub after: Option<CellsItem>,
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'r>>,
    /// Sample data.
    pub sample: bool,
}

/// Cells by column, in the order of the table.
#[derive(Debug)]
pub struct CellsItem(Cells);

impl Serialize for CellsItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(column, text)| (column, text)))
    }
}

impl<'r> ChangeItem<'r> {
    fn new(records: &'r Records, change: Change) -> Self {
        let source = records.source(change.entry);
        let kind = match (&change.before, &change.after) {
            (None, _) => "stated",
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "voided",
        };
        Self {
            cursor: change.cursor.to_string(),
            entry: change.entry,
            at: source.map(|source| source.at),
            table: change.table.word(),
            change: kind,
            key: CellsItem(key(&change)),
            before: change.before.map(CellsItem),
            after: change.after.map(CellsItem),
            source: SourceText::of_source(records, change.entry),
            sample: source.is_some_and(|source| source.sample),
        }
    }
}

/// The cells that name the thing.
fn key(change: &Change) -> Cells {
    let cells = change.after.as_ref().or(change.before.as_ref());
    let is_key = |cell: &&(&'static str, String)| change.key.contains(&cell.0);
    cells.into_iter().flatten().filter(is_key).cloned().collect()
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(page)).routes(routes!(all))
}

/// Reads `since`; without it everything is told.
async fn cursor_since(store: &Store, view: &RequestContext) -> Result<Cursor, Failure> {
    let records = &view.registry.records;
    let Some(text) = view.param("since") else { return stored_cursor(store, Cursor::after_entry(0), "0").await };
    let wrong = || Failure::bad_parameter("since", text, EXPECTED);
    if let Some(cursor) = Cursor::parse(text) {
        return stored_cursor(store, cursor, text).await;
    }
    // A plus that was not encoded arrives as a space.
    let parsed = KnownAt::parse(text).or_else(|| KnownAt::parse(&text.replace(' ', "+")));
    let entry = match parsed.ok_or_else(wrong)? {
        KnownAt::Entry(entry) if entry > records.version => return Err(Failure::no_such("since", text, EXPECTED)),
        KnownAt::Entry(entry) => entry,
        KnownAt::Moment(at) => records.entry_at(at),
    };
    stored_cursor(store, Cursor::after_entry(u32::try_from(entry).map_err(|_| wrong())?), text).await
}

/// The cursor, where the changes after it are still kept: before rows were immutable they were changed in place.
async fn stored_cursor(store: &Store, cursor: Cursor, text: &str) -> Result<Cursor, Failure> {
    let earliest = store.earliest_known().await.map_err(|error| Failure::internal(&error))?;
    if u64::from(cursor.entry) < earliest {
        return Err(Failure::no_such("since", text, &format!("at least {earliest}: earlier changes were not kept")));
    }
    Ok(cursor)
}

/// Changes of rows after an entry, a moment or a cursor, the earliest first.
#[utoipa::path(get, path = "/api/v1/changes", operation_id = "changes", tag = "sources", params(ChangesSince),
    responses((status = 200, body = ChangeList)))]
async fn page(State(state): State<AppState>, asked: ApiQuery<ChangesSince>) -> Result<Response, Failure> {
    let records = &asked.registry.records;
    let most = response::paging(&asked)?.per_page;
    let from = cursor_since(state.live().store(), &asked).await?;
    let mut changes = begin(&state, from, records).await?;
    let mut items: Vec<ChangeItem<'_>> = Vec::new();
    while items.len() <= most {
        let some = changes.next().await.map_err(|error| Failure::internal(&error))?;
        if some.is_empty() {
            break;
        }
        items.extend(some.into_iter().map(|change| ChangeItem::new(records, change)));
    }
    let is_last = items.len() <= most;
    items.truncate(most);
    let told = items.last().map(|item| item.cursor.clone()).filter(|_| !is_last);
    let cursor = told.unwrap_or_else(|| records.version.to_string());
    let per_page = most.to_string();
    let known = asked.param("known").unwrap_or_default();
    let next = with_query("/api/v1/changes", &[("since", &cursor), ("known", known), ("per_page", &per_page)]);
    let next = (!is_last).then_some(next);
    let response = response::json(&ChangeList { items, cursor, last: records.version, next })?;
    Ok(dated(response, records))
}

async fn begin(state: &AppState, from: Cursor, records: &Records) -> Result<Changes, Failure> {
    let begun = Changes::begin(state.live().store(), from, records.version).await;
    begun.map_err(|error| Failure::internal(&error))
}

/// The answer with the moment of the last entry.
fn dated(mut response: Response, records: &Records) -> Response {
    let at = u32::try_from(records.version).ok().and_then(|entry| records.source(entry)).map(|source| source.at);
    let text = at.map(|at| at.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    if let Some(value) = text.and_then(|text| HeaderValue::from_str(&text).ok()) {
        response.headers_mut().insert(LAST_MODIFIED, value);
    }
    response
}

/// The way through all changes for an answer that is written while it is read.
struct ChangeWriter {
    changes: Changes,
    records: Records,
    ended: bool,
}

/// All changes after an entry, a moment or a cursor, one a line, written while they are read; the last line tells that
/// it is the last.
#[utoipa::path(get, path = "/api/v1/changes.ndjson", operation_id = "changes-ndjson", tag = "sources",
    params(AllChangesSince), responses((status = 200, body = String, content_type = "application/x-ndjson")))]
async fn all(State(state): State<AppState>, asked: ApiQuery<AllChangesSince>) -> Result<Response, Failure> {
    let records = asked.registry.records.clone();
    let from = cursor_since(state.live().store(), &asked).await?;
    let changes = begin(&state, from, &records).await?;
    let telling = ChangeWriter { changes, records: records.clone(), ended: false };
    let lines = stream::unfold(telling, |mut telling| async move {
        let lines = telling.lines().await?;
        Some((lines, telling))
    });
    // Fused, for the compression asks once more after the end.
    let mut response = Body::from_stream(lines.fuse()).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    response.extensions_mut().insert(Written);
    Ok(dated(response, &records))
}

impl ChangeWriter {
    /// Some further lines; `None` after the last.
    async fn lines(&mut self) -> Option<Result<Bytes, std::io::Error>> {
        if self.ended {
            return None;
        }
        let found = self.changes.next().await;
        let mut text = Vec::with_capacity(256 * 1024);
        match found {
            Ok(some) if some.is_empty() => {
                self.ended = true;
                let last = json!({ "cursor": self.records.version.to_string(), "end": true });
                text.extend_from_slice(last.to_string().as_bytes());
                text.push(b'\n');
            }
            Ok(some) => {
                for change in some {
                    self.line(change, &mut text);
                }
            }
            Err(error) => {
                self.ended = true;
                tracing::error!(%error, "the feed of changes broke off");
                return Some(Err(std::io::Error::other("the answer broke off")));
            }
        }
        Some(Ok(Bytes::from(text)))
    }

    fn line(&self, change: Change, text: &mut Vec<u8>) {
        // Nothing of a change is no text, so it can be written.
        if serde_json::to_writer(&mut *text, &ChangeItem::new(&self.records, change)).is_ok() {
            text.push(b'\n');
        }
    }
}
