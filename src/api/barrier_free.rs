//! `/api/v1/barrier-free`: the two national measures of a territory, and the cards of its points on the map.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::geojson::{self, Feature, Shape};
use super::params::{ApiQuery, parameters};
use super::response;
use super::rule_texts::audit;
use super::shapes;
use crate::compliance::Judgement;
use crate::compliance::cards::{
    AnswerCounts, BarrierFree, CardVerdict, SummaryBy, card, summary, summary_by, summary_of_kind,
};
use crate::domain::PointKind;
use crate::http::read_parameters::word_list;
use crate::http::{AppState, Failure};
use crate::registry::Scope;

/// The checklist asked about where none is named.
const DEFAULT: &str = "588";

parameters! {
    /// Of a summary.
    Summary = ["territory", "checklist", "date", "known", "by@summary", "kind@one", "leave_out"]
}
parameters! {
    /// Of the map layer.
    Layer = ["territory", "checklist", "date", "known", "kind"]
}

/// Parts of a summary.
#[derive(Clone, Copy)]
enum By {
    Oblast,
    Parts(SummaryBy),
}

impl By {
    fn parse(text: &str) -> Option<Self> {
        if text == "oblast" { Some(Self::Oblast) } else { SummaryBy::parse(text).map(Self::Parts) }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_territory)).routes(routes!(of_territory_csv)).routes(routes!(layer))
}

/// The summary of a territory, with its parts where `by` is given.
#[utoipa::path(get, path = "/api/v1/barrier-free", operation_id = "barrier-free", tag = "barrier-free",
    params(Summary), responses((status = 200, body = shapes::BarrierFree)))]
async fn of_territory(State(state): State<AppState>, asked: ApiQuery<Summary>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    response::json(&requested_summary(&audit, &asked)?)
}

/// The summary that is asked for.
fn requested_summary<'a>(audit: &'a Judgement, asked: &ApiQuery<Summary>) -> Result<BarrierFree<'a>, Failure> {
    let by = asked.parsed("by", "oblast | raion | hromada | kind", By::parse)?;
    let kind = asked.parsed("kind", "cnap | tp | vrm | mobile", PointKind::parse)?;
    let id = checklist(asked, audit)?;
    let found = summaries_by(audit, id, asked.territory(), by, kind);
    found.ok_or_else(|| Failure::not_found(format!("checklist {id}")))
}

const COLUMNS: &[&str] = &[
    "territory",
    "kind",
    "checklist",
    "edition",
    "date",
    "leave_out",
    "points",
    "excluded",
    "unplaced",
    "judged",
    "mean_share",
    "full",
    "full_share",
    "verdicts",
    "criteria",
];

/// The summary of a territory as CSV, or of each of its parts where `by` is given.
#[utoipa::path(get, path = "/api/v1/barrier-free.csv", operation_id = "barrier-free-csv", tag = "barrier-free",
    params(Summary), responses((status = 200, body = String, content_type = "text/csv")))]
async fn of_territory_csv(State(state): State<AppState>, asked: ApiQuery<Summary>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let mut whole = requested_summary(&audit, &asked)?;
    let lines = whole.groups.take().unwrap_or_else(|| vec![whole]);
    response::csv("barrier-free", COLUMNS, lines)
}

/// Reads `checklist`, telling the known ones when it is none of them.
fn checklist<'a, P>(asked: &ApiQuery<P>, audit: &'a Judgement) -> Result<&'a str, Failure> {
    let all = &audit.rules().checklists;
    let expected = all.iter().map(|list| list.id.as_str()).collect::<Vec<_>>().join(" | ");
    let find = |id: &str| all.iter().find(|list| list.id == id).map(|list| list.id.as_str());
    let found = asked.parsed("checklist", &expected, find)?.or_else(|| find(DEFAULT));
    found.ok_or_else(|| Failure::not_found(format!("checklist {DEFAULT}")))
}

fn summaries_by<'a>(
    audit: &'a Judgement,
    id: &str,
    scope: Scope,
    by: Option<By>,
    kind: Option<PointKind>,
) -> Option<BarrierFree<'a>> {
    let whole = |scope, by: Option<SummaryBy>| match (kind, by) {
        (Some(kind), by) => summary_of_kind(audit, id, scope, by, kind),
        (None, Some(by)) => summary_by(audit, id, scope, by),
        (None, None) => summary(audit, id, scope),
    };
    match by {
        None => whole(scope, None),
        Some(By::Parts(by)) => whole(scope, Some(by)),
        Some(By::Oblast) => {
            let tree = &audit.registry().records.territories;
            let own = scope.code().and_then(|code| tree.first_level(code)).map(|place| place.code);
            let oblasts = tree.first_levels().filter(|place| own.is_none_or(|own| place.code == own));
            let groups = oblasts.filter_map(|place| whole(audit.registry().scope(place.code)?, None)).collect();
            Some(BarrierFree { groups: Some(groups), ..whole(scope, None)? })
        }
    }
}

/// A point on the map with its card in short.
#[derive(Serialize)]
struct OnMap<'a> {
    code: &'a str,
    name: &'a str,
    kind: PointKind,
    checklist: &'a str,
    #[serde(flatten)]
    counts: AnswerCounts,
    share: Option<f64>,
    full: Option<bool>,
    verdict: CardVerdict,
    blockers: Vec<&'a str>,
    stops: Vec<&'a str>,
}

/// Points with their card in short as GeoJSON.
#[utoipa::path(get, path = "/api/v1/barrier-free.geojson", operation_id = "barrier-free-geojson",
    tag = "barrier-free", params(Layer), responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn layer(State(state): State<AppState>, asked: ApiQuery<Layer>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let kinds = word_list!(asked, "kind", PointKind)?;
    let id = checklist(&asked, &audit)?;
    let points = audit.registry().points_in(asked.territory());
    let points = points.filter(|point| kinds.as_ref().is_none_or(|kinds| kinds.contains(&point.row().kind)));
    let features = points.filter_map(|point| {
        let card = card(&audit, id, point)?;
        let row = point.row();
        let properties = OnMap {
            code: point.code(),
            name: &row.name,
            kind: row.kind,
            checklist: card.checklist,
            counts: card.counts,
            share: card.share,
            full: card.full,
            verdict: card.verdict,
            blockers: card.blockers,
            stops: card.stops,
        };
        Some(Feature {
            id: point.code().into(),
            geometry: point.location.map(|(lat, lon)| Shape::Point(lat, lon)),
            properties,
        })
    });
    geojson::collection(features.collect())
}
