//! The shapes answers take: a page of a list, one item, CSV, GeoJSON.

use std::ops::Range;

use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::formats::formula_guard::guarded;
use crate::formats::workbook::{self, SheetTable};
use crate::http::{Failure, Paging, RequestContext, streaming};

/// Items on a page when `per_page` is absent.
const DEFAULT_PER_PAGE: usize = 20;
/// Largest `per_page`.
const MAX_PER_PAGE: usize = 1_000;

/// How a page begins.
const OPENING: &str = "{\"items\":[";

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Items on all pages.
    #[schema(example = 166)]
    pub total: usize,
    /// Number of this page, from 1.
    #[schema(example = 1)]
    pub page: usize,
    #[schema(example = 20)]
    pub per_page: usize,
    /// Of lists of points: how many of them all have no hromada that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unplaced: Option<usize>,
    pub links: Links,
}

/// Addresses of the pages beside this one.
#[derive(Debug, Serialize, ToSchema)]
pub struct Links {
    /// `null` on the last page.
    pub next: Option<String>,
    /// `null` on the first page.
    pub prev: Option<String>,
}

impl Links {
    fn to_pages(view: &RequestContext, paging: Paging, total: usize) -> Self {
        let pages = paging.pages(total);
        let next = (paging.page < pages).then(|| page_address(view, paging.page + 1));
        let prev = (paging.page > 1).then(|| page_address(view, (paging.page - 1).min(pages)));
        Self { next, prev }
    }
}

/// Reads `page` and `per_page`.
pub fn paging(view: &RequestContext) -> Result<Paging, Failure> {
    Paging::read(view, DEFAULT_PER_PAGE, MAX_PER_PAGE)
}

impl<T> Page<T> {
    /// A page of a list.
    #[must_use]
    pub fn new(view: &RequestContext, paging: Paging, total: usize, items: Vec<T>) -> Self {
        let Paging { page, per_page } = paging;
        let links = Links::to_pages(view, paging, total);
        Self { items, total, page, per_page, unplaced: None, links }
    }
}

/// Answers one page; `items` are those of the page.
pub fn page<T: Serialize>(
    view: &RequestContext,
    paging: Paging,
    total: usize,
    items: Vec<T>,
) -> Result<Response, Failure> {
    json(&Page::new(view, paging, total, items))
}

/// Answers one page of items that are JSON already; `rest` is the page without them.
pub fn ready_page(rest: &Page<()>, items: impl Iterator<Item = String>) -> Result<Response, Failure> {
    let rest = serde_json::to_string(rest).map_err(|error| Failure::internal(&error))?;
    let mut body = String::with_capacity(64 * 1024);
    body.push_str(OPENING);
    for (index, item) in items.enumerate() {
        body.push_str(if index == 0 { "" } else { "," });
        body.push_str(&item);
    }
    body.push_str(rest.strip_prefix(OPENING).unwrap_or_default());
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}

/// Answers a list that is never split into pages.
pub fn whole_list<T: Serialize>(items: Vec<T>) -> Result<Response, Failure> {
    let total = items.len();
    let links = Links { next: None, prev: None };
    json(&Page { items, total, page: 1, per_page: total, unplaced: None, links })
}

fn page_address(view: &RequestContext, page: usize) -> String {
    view.same_data(&[("page", &page.to_string())])
}

/// Answers a value as JSON.
pub fn json<T: Serialize>(value: &T) -> Result<Response, Failure> {
    let mut body = Vec::with_capacity(16 * 1024);
    serde_json::to_writer(&mut body, value).map_err(|error| Failure::internal(&error))?;
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}

/// Answers items as CSV with the given columns: names of fields, `a.b` for a field within a field, titled `a_b` as in the
/// tables that can be imported.
pub fn csv<T: Serialize>(
    name: &str,
    columns: &'static [&'static str],
    items: impl IntoIterator<Item = T>,
) -> Result<Response, Failure> {
    let mut rows = Rows::new(columns, Vec::with_capacity(64 * 1024));
    rows.write_header()?;
    items.into_iter().try_for_each(|item| rows.add(&item))?;
    Ok((csv_headers(name), rows.text()?).into_response())
}

/// Answers CSV about `count` things, written while it is read; `each` adds the rows of a range.
pub fn csv_parts<W>(
    name: &str,
    columns: &'static [&'static str],
    (count, step): (usize, usize),
    each: W,
) -> Result<Response, Failure>
where
    W: Fn(Range<usize>, &mut Rows) -> Result<(), Failure> + Send + 'static,
{
    let body = streaming::stream_response(count, step, move |range, text| {
        let mut rows = Rows::new(columns, std::mem::take(text));
        if range.start == 0 {
            rows.write_header()?;
        }
        each(range, &mut rows)?;
        *text = rows.text()?;
        Ok(())
    })?;
    Ok((csv_headers(name), body).into_response())
}

fn csv_headers(name: &str) -> [(HeaderName, String); 2] {
    let kind = String::from("text/csv; charset=utf-8; header=present");
    [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\""))]
}

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Answers a workbook to save.
pub fn workbook(name: &str, sheets: &[SheetTable]) -> Result<Response, Failure> {
    let bytes = workbook::book(sheets).map_err(|error| Failure::internal(&error))?;
    let saved = format!("attachment; filename=\"{name}.xlsx\"");
    Ok(([(CONTENT_TYPE, XLSX.to_owned()), (CONTENT_DISPOSITION, saved)], bytes).into_response())
}

/// Rows of a CSV text.
#[derive(Debug)]
pub struct Rows {
    writer: csv::Writer<Vec<u8>>,
    columns: &'static [&'static str],
}

impl Rows {
    fn new(columns: &'static [&'static str], text: Vec<u8>) -> Self {
        Self { writer: csv::Writer::from_writer(text), columns }
    }

    fn write_header(&mut self) -> Result<(), Failure> {
        let titles = self.columns.iter().map(|column| column.replace('.', "_"));
        self.writer.write_record(titles).map_err(|error| Failure::internal(&error))
    }

    /// Adds the row of an item.
    ///
    /// # Errors
    /// A field cannot be written.
    pub fn add<T: Serialize>(&mut self, item: &T) -> Result<(), Failure> {
        let value = serde_json::to_value(item).map_err(|error| Failure::internal(&error))?;
        let cells = self.columns.iter().map(|column| guarded_cell(&value, column));
        self.writer.write_record(cells).map_err(|error| Failure::internal(&error))
    }

    fn text(self) -> Result<Vec<u8>, Failure> {
        self.writer.into_inner().map_err(|error| Failure::internal(&error))
    }
}

/// A cell as a spreadsheet may open it: a text that would run as a formula is guarded, a number never is.
fn guarded_cell(item: &serde_json::Value, column: &str) -> String {
    guarded(&cell(item, column)).into_owned()
}

/// A value as the CSV writes it.
pub fn cell(item: &serde_json::Value, column: &str) -> String {
    let value = column.split('.').try_fold(item, |value, name| value.get(name));
    value.map(text).unwrap_or_default()
}

fn text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::Bool(yes) => String::from(if *yes { "yes" } else { "no" }),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(parts) => parts.iter().map(text).collect::<Vec<_>>().join("; "),
        serde_json::Value::Object(fields) => {
            fields.iter().map(|(name, value)| format!("{name}={}", text(value))).collect::<Vec<_>>().join(" ")
        }
        serde_json::Value::Number(number) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::cell;

    #[test]
    fn a_cell_reaches_into_fields_and_leaves_the_unknown_empty() {
        let item =
            json!({"a": {"b": 2}, "list": ["x", "y"], "yes": true, "none": null, "map": {"x": true, "y": false}});
        let cells = ["a.b", "list", "yes", "none", "absent.b", "map"].map(|column| cell(&item, column));
        assert_eq!(cells, ["2", "x; y", "yes", "", "", "x=yes y=no"]);
    }
}
