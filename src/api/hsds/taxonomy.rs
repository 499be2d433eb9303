//! `/hsds/taxonomies` and `/hsds/taxonomy_terms`: groups of services and life events.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::identity::id_of;
use super::listed::{HsdsPage, id_asked, nothing, page};
use super::{HsdsOne, TaxonomyUuid, TermUuid};
use crate::api::params::{ApiQuery, parameters};
use crate::api::response;
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::rulebook::Rulebook;

parameters! {
    /// Of taxonomies.
    HsdsTaxonomies = ["page", "per_page", "lang"]
}
parameters! {
    /// Of terms.
    HsdsTerms = ["taxonomy_id", "page", "per_page", "lang"]
}

/// The two ways services are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Groups,
    LifeEvents,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Groups, Self::LifeEvents];

    const fn word(self) -> &'static str {
        match self {
            Self::Groups => "groups",
            Self::LifeEvents => "life-events",
        }
    }

    fn id(self) -> Uuid {
        id_of("taxonomy", self.word())
    }
}

/// A way of sorting services.
#[derive(Debug, Serialize, ToSchema)]
pub struct Taxonomy {
    #[schema(value_type = String)]
    pub id: Uuid,
    pub name: String,
    pub description: String,
}

/// A sort of services.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaxonomyTerm {
    #[schema(value_type = String)]
    pub id: Uuid,
    /// Id of the group or life event.
    #[schema(example = "residence")]
    pub code: String,
    pub name: String,
    pub description: String,
    /// Name of the taxonomy.
    pub taxonomy: String,
    #[schema(value_type = String)]
    pub taxonomy_id: Uuid,
    #[schema(example = "uk")]
    pub language: &'static str,
}

/// What a thing is sorted under.
#[derive(Debug, Serialize, ToSchema)]
pub struct Attribute {
    #[schema(value_type = String)]
    pub id: Uuid,
    #[schema(value_type = String)]
    pub link_id: Uuid,
    #[schema(value_type = String)]
    pub taxonomy_term_id: Uuid,
    #[schema(example = "service")]
    pub link_entity: &'static str,
    pub taxonomy_term: TaxonomyTerm,
}

/// The id of the term of a group.
pub fn group_id(id: &str) -> Uuid {
    id_of("groups", id)
}

/// The id of the term of a life event.
pub fn life_event_id(id: &str) -> Uuid {
    id_of("life-events", id)
}

/// The attributes of a service of a group and of life events.
pub fn attributes(rules: &Rulebook, lang: Lang, service: Uuid, group: &str, events: &[String]) -> Vec<Attribute> {
    let events = events.iter().filter_map(|event| term(rules, lang, Kind::LifeEvents, event));
    let terms = term(rules, lang, Kind::Groups, group).into_iter().chain(events);
    let attribute = |taxonomy_term: TaxonomyTerm| Attribute {
        id: id_of("attribute", &format!("{service}:{}", taxonomy_term.id)),
        link_id: service,
        taxonomy_term_id: taxonomy_term.id,
        link_entity: "service",
        taxonomy_term,
    };
    terms.map(attribute).collect()
}

fn term(rules: &Rulebook, lang: Lang, kind: Kind, code: &str) -> Option<TaxonomyTerm> {
    let english = lang == Lang::En;
    let (title, text) = match kind {
        Kind::Groups => (rules.group(code)?.title.get(english), None),
        Kind::LifeEvents => {
            let event = rules.life_event(code)?;
            (event.title.get(english), event.text.as_ref().map(|text| text.get(english)))
        }
    };
    let taxonomy = lang.text(&format!("hsds-{}", kind.word()));
    let description = text.map_or_else(|| format!("{taxonomy}: {title}"), str::to_owned);
    Some(TaxonomyTerm {
        id: id_of(kind.word(), code),
        code: code.to_owned(),
        name: title.to_owned(),
        description,
        taxonomy,
        taxonomy_id: kind.id(),
        language: lang.tag(),
    })
}

fn taxonomy(lang: Lang, kind: Kind) -> Taxonomy {
    let text = |suffix: &str| lang.text(&format!("hsds-{}{suffix}", kind.word()));
    Taxonomy { id: kind.id(), name: text(""), description: text("-about") }
}

fn codes(rules: &Rulebook) -> Vec<(Kind, &str)> {
    let groups = rules.groups.iter().map(|group| (Kind::Groups, group.id.as_str()));
    groups.chain(rules.life_events.iter().map(|event| (Kind::LifeEvents, event.id.as_str()))).collect()
}

fn rules(view: &RequestContext) -> &Rulebook {
    &view.registry.records.rules
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(taxonomies))
        .routes(routes!(one_taxonomy))
        .routes(routes!(terms))
        .routes(routes!(one_term))
}

/// The ways services are sorted: groups and life events.
#[utoipa::path(get, path = "/hsds/taxonomies", operation_id = "hsds-taxonomies", tag = "hsds", params(HsdsTaxonomies),
    responses((status = 200, body = HsdsPage<Taxonomy>)))]
async fn taxonomies(asked: ApiQuery<HsdsTaxonomies>) -> Result<Response, Failure> {
    page(response::paging(&asked)?, &Kind::ALL, |kind| Some(taxonomy(asked.lang, *kind)))
}

/// One way of sorting.
#[utoipa::path(get, path = "/hsds/taxonomies/{uuid}", operation_id = "hsds-taxonomy", tag = "hsds",
    params(TaxonomyUuid, HsdsOne), responses((status = 200, body = Taxonomy)))]
async fn one_taxonomy(Path(id): Path<String>, asked: ApiQuery<HsdsOne>) -> Result<Response, Failure> {
    let wanted = Uuid::try_parse(&id).ok();
    let kind = Kind::ALL.into_iter().find(|kind| Some(kind.id()) == wanted);
    response::json(&taxonomy(asked.lang, kind.ok_or_else(|| nothing("taxonomy", &id))?))
}

/// Groups of services and life events.
#[utoipa::path(get, path = "/hsds/taxonomy_terms", operation_id = "hsds-terms", tag = "hsds", params(HsdsTerms),
    responses((status = 200, body = HsdsPage<TaxonomyTerm>)))]
async fn terms(asked: ApiQuery<HsdsTerms>) -> Result<Response, Failure> {
    let wanted = id_asked(&asked, "taxonomy_id")?;
    let mut found = codes(rules(&asked));
    found.retain(|(kind, _)| wanted.is_none_or(|wanted| kind.id() == wanted));
    page(response::paging(&asked)?, &found, |(kind, code)| term(rules(&asked), asked.lang, *kind, code))
}

/// One group or life event.
#[utoipa::path(get, path = "/hsds/taxonomy_terms/{uuid}", operation_id = "hsds-term", tag = "hsds",
    params(TermUuid, HsdsOne), responses((status = 200, body = TaxonomyTerm)))]
async fn one_term(Path(id): Path<String>, asked: ApiQuery<HsdsOne>) -> Result<Response, Failure> {
    let (wanted, rules) = (Uuid::try_parse(&id).ok(), rules(&asked));
    let found = codes(rules).into_iter().find(|(kind, code)| Some(id_of(kind.word(), code)) == wanted);
    let found = found.and_then(|(kind, code)| term(rules, asked.lang, kind, code));
    response::json(&found.ok_or_else(|| nothing("taxonomy term", &id))?)
}
