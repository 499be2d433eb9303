//! `/api/v1/search`: services, points, territories and life events by words.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::answer::{self, Page};
use super::params::{Asked, parameters};
use crate::http::read::word_list;
use crate::http::{AppState, Failure, Lang};
use crate::registry::Rulebook;
use crate::registry::rulebook::Text;
use crate::registry::search::{Ask, HitKind, SearchHit, Topic, TopicKind, Topics, find};

parameters! {
    /// Of a search.
    Search = ["q@search", "type@search", "territory", "date", "page", "per_page", "lang"]
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
    OpenApiRouter::new().routes(routes!(search))
}

/// The best hits first; typing errors and endings are forgiven.
#[utoipa::path(get, path = "/api/v1/search", operation_id = "search", tag = "search", params(Search),
    responses((status = 200, body = Page<HitItem>)))]
async fn search(asked: Asked<Search>) -> Result<Response, Failure> {
    let paging = answer::paging(&asked)?;
    let kinds = word_list!(asked, "type", HitKind)?.unwrap_or_default();
    let query = asked.param("q").ok_or_else(|| Failure::bad_parameter("q", "", "words to look for"))?;
    let limit = paging.page.saturating_mul(paging.per_page);
    let ask = Ask { query, kinds: &kinds, scope: asked.territory(), limit };
    let (hits, total) = find(&asked.registry, &topics(&asked.registry.records.rules, asked.lang), &ask);
    let items = hits.into_iter().skip(limit - paging.per_page).map(HitItem::from).collect();
    answer::page(&asked, paging, total, items)
}

/// Groups and life events of the rules as things to be found.
fn topics(rules: &Rulebook, lang: Lang) -> Topics {
    let english = lang == Lang::En;
    let topic = |kind, code: &str, title: &Text| Topic {
        kind,
        code: code.to_owned(),
        title: title.get(english).to_owned(),
        other_words: title.get(!english).to_owned(),
    };
    let groups = rules.groups.iter().map(|group| topic(TopicKind::Group, &group.id, &group.title));
    let events = rules.life_events.iter().map(|event| topic(TopicKind::LifeEvent, &event.id, &event.title));
    Topics::new(groups.chain(events).collect())
}
