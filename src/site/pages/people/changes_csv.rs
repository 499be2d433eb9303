//! `/changes.csv`: what `/changes` shows as a table, a line for each changed cell.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use super::changes::{People, asked, differing, key, kind};
use crate::actions::change_log::{ACCOUNTS, Found, find};
use crate::formats::formula_guard::guarded;
use crate::http::{AppState, Failure, RequestContext, SignedIn};

/// Changed rows written at most; a narrower period tells the rest.
const MOST: usize = 20_000;

const COLUMNS: [&str; 11] =
    ["entry", "at", "who", "submission", "action", "table", "change", "key", "column", "before", "after"];

/// Made whole in memory, so a few at a time.
pub async fn answer(
    State(state): State<AppState>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let (filter, people) = asked(&state, &view, &signed_in).await?;
    let _turn = state.bulk().acquire().await.map_err(|error| Failure::internal(&error))?;
    let found = find(state.live().store(), &view.registry.records, &filter, None, MOST).await;
    let found = found.map_err(|error| Failure::internal(&error))?;
    let text = written(&view, &people, &found.items, found.next.is_some());
    let text = text.map_err(|error| Failure::internal(&error))?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (CONTENT_DISPOSITION, "attachment; filename=\"changes.csv\""),
    ];
    Ok((headers, text).into_response())
}

fn written(view: &RequestContext, people: &People, found: &[Found], has_more: bool) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for one in found {
        for line in lines(view, people, one) {
            writer.write_record(line.iter().map(|cell| guarded(cell).into_owned()))?;
        }
    }
    if has_more {
        let told = view.lang.text("changes-csv-more");
        writer.write_record(COLUMNS.map(|column| if column == "key" { told.as_str() } else { "" }))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// A line for each cell that differs; one where nothing but the row itself is to tell.
fn lines(view: &RequestContext, people: &People, found: &Found) -> Vec<[String; 11]> {
    let entry = &found.entry;
    let submission = entry.submission.map(|number| number.to_string()).unwrap_or_default();
    let head = [
        entry.number.to_string(),
        entry.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        people.of_entry(view, entry),
        submission,
        entry.name.clone(),
    ];
    let line = |rest: [String; 6]| {
        let [number, at, who, submission, action] = head.clone();
        let [table, change, key, column, before, after] = rest;
        [number, at, who, submission, action, table, change, key, column, before, after]
    };
    let Some(change) = &found.change else {
        let account = entry.account.map(|id| people.name(id)).unwrap_or_default();
        let empty = String::new;
        return vec![line([ACCOUNTS.to_owned(), empty(), account, empty(), empty(), empty()])];
    };
    let row = |column: &str, before: String, after: String| {
        let (table, kind) = (change.table.word().to_owned(), kind(change).to_owned());
        line([table, kind, key(change), column.to_owned(), before, after])
    };
    let cells = differing(change);
    if cells.is_empty() {
        return vec![row("", String::new(), String::new())];
    }
    cells.into_iter().map(|(column, before, after)| row(column, before, after)).collect()
}
