//! Pages of lists as HSDS gives them.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::response;
use crate::domain::Message;
use crate::http::{Failure, Paging, RequestContext};

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct HsdsPage<T> {
    /// Items on all pages.
    pub total_items: usize,
    pub total_pages: usize,
    /// Number of this page, from 1.
    pub page_number: usize,
    /// Items on this page.
    pub size: usize,
    pub first_page: bool,
    pub last_page: bool,
    pub empty: bool,
    pub contents: Vec<T>,
}

/// Answers one page of a list of which `found` are all; `make` makes an item, where the thing has one.
pub fn page<F, T: Serialize>(paging: Paging, found: &[F], make: impl Fn(&F) -> Option<T>) -> Result<Response, Failure> {
    let (total_items, total_pages) = (found.len(), paging.pages(found.len()));
    let contents: Vec<T> = paging.slice(found).iter().filter_map(make).collect();
    response::json(&HsdsPage {
        total_items,
        total_pages,
        page_number: paging.page,
        size: contents.len(),
        first_page: paging.page == 1,
        last_page: paging.page >= total_pages,
        empty: contents.is_empty(),
        contents,
    })
}

/// Reads a parameter that is an id.
pub fn id_asked(view: &RequestContext, name: &str) -> Result<Option<Uuid>, Failure> {
    view.parsed(name, Message::new("expected-param-uuid"), |text| Uuid::try_parse(text).ok())
}

/// The failure that tells there is nothing with this id.
pub fn nothing(kind: &str, id: &str) -> Failure {
    Failure::not_found(format!("{kind} {id}"))
}
