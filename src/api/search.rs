//! `/api/v1/search`: services, points, territories and life events by words.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters};
use super::response::{self, Page};
use crate::domain::Message;
use crate::http::read_parameters::word_list;
use crate::http::{AppState, Failure, Lang};
use crate::registry::search::{Ask, HitKind, SearchHit, find};

parameters! {
    /// Of a search.
    Search = ["q@search", "type@search", "territory", "date", "known", "page", "per_page", "lang"]
}

parameters! {
    /// Of all hits.
    AllHits = ["q@search", "type@search", "territory", "date", "known", "lang"]
}

/// A thing found.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitItem {
    /// `service`, `point`, `territory` or `life_event`.
    #[serde(rename = "type")]
    #[schema(value_type = String, example = "service")]
    pub kind: HitKind,
    pub code: String,
    pub name: String,
    /// 0 to 1, the best first.
    pub score: f32,
}

impl From<SearchHit> for HitItem {
    fn from(SearchHit { kind, code, name, score }: SearchHit) -> Self {
        Self { kind, code, name, score }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(search)).routes(routes!(search_csv))
}

const COLUMNS: &[&str] = &["type", "code", "name", "score"];
/// Hits told in a CSV at most.
const MOST: usize = 1_000;

/// The best hits first as CSV, a thousand at most.
#[utoipa::path(get, path = "/api/v1/search.csv", operation_id = "search-csv", tag = "search", params(AllHits),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn search_csv(asked: ApiQuery<AllHits>) -> Result<Response, Failure> {
    let kinds = word_list!(asked, "type", HitKind)?.unwrap_or_default();
    let query =
        asked.param("q").ok_or_else(|| Failure::bad_parameter("q", "", Message::new("expected-param-query")))?;
    let ask = Ask { query, kinds: &kinds, scope: asked.territory(), limit: MOST };
    let (hits, _) = find(&asked.registry, asked.registry.records.topics(asked.lang == Lang::En), &ask);
    response::csv("search", COLUMNS, hits.into_iter().map(HitItem::from))
}

/// The best hits first; typing errors and endings are forgiven.
#[utoipa::path(get, path = "/api/v1/search", operation_id = "search", tag = "search", params(Search),
    responses((status = 200, body = Page<HitItem>)))]
async fn search(asked: ApiQuery<Search>) -> Result<Response, Failure> {
    let paging = response::paging(&asked)?;
    let kinds = word_list!(asked, "type", HitKind)?.unwrap_or_default();
    let query =
        asked.param("q").ok_or_else(|| Failure::bad_parameter("q", "", Message::new("expected-param-query")))?;
    let limit = paging.page.saturating_mul(paging.per_page);
    let ask = Ask { query, kinds: &kinds, scope: asked.territory(), limit };
    let (hits, total) = find(&asked.registry, asked.registry.records.topics(asked.lang == Lang::En), &ask);
    let items = hits.into_iter().skip(limit - paging.per_page).map(HitItem::from).collect();
    response::page(&asked, paging, total, items)
}
