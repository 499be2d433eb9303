//! `/api/v1/points/{code}/cards` and `/api/v1/checklists`: barrier-free cards and the forms they fill in.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters, path_parameter};
use super::points::{self, PointCode};
use super::response::{self, Page};
use super::rule_texts::{audit, text_in};
use super::source::SourceText;
use crate::compliance::cards::{Basis, Card, CardAnswer, CardVerdict, cards};
use crate::domain::{Answer, PointKind};
use crate::http::{AppState, Failure, Lang};
use crate::registry::Records;
use crate::rulebook::{Checklist, Criterion, MeasureRule};

parameters! {
    /// Of the cards of a point.
    CardsOf = ["date", "known", "checklist@filter"]
}
parameters! {
    /// Of checklists.
    AllChecklists = ["lang", "known"]
}
path_parameter!(ChecklistId = "id@checklist");

/// A point's card of a checklist on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardItem<'a> {
    pub point: &'a str,
    #[schema(example = "588")]
    pub checklist: &'a str,
    /// Date in force of the checklist's edition.
    pub edition: NaiveDate,
    pub date: NaiveDate,
    pub yes: u32,
    pub no: u32,
    pub unknown: u32,
    /// Not applicable: leaves the count.
    pub na: u32,
    /// yes / (yes + no); `null` when both are 0.
    pub share: Option<f64>,
    /// Whether everything applicable is fulfilled; `null` while some of it is not known.
    pub full: Option<bool>,
    /// `barrier_free`, `partly`, `barrier` or `undetermined`.
    #[schema(value_type = String, example = "partly")]
    pub verdict: CardVerdict,
    /// Critical criteria answered no.
    pub blockers: Vec<&'a str>,
    /// People the blockers stop.
    pub stops: Vec<&'a str>,
    pub newest: Option<NaiveDate>,
    pub oldest: Option<NaiveDate>,
    pub answers: Vec<AnswerItem<'a>>,
    /// True while not every criterion of the act is loaded.
    pub partial: bool,
}

/// One answer of a card.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerItem<'a> {
    pub criterion: &'a str,
    /// yes, no, na or unknown.
    #[schema(value_type = String, example = "yes")]
    pub answer: Answer,
    pub measure: Option<f64>,
    /// Since when; `null`: since always, or not stated.
    pub date: Option<NaiveDate>,
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'a>>,
    /// stated, measured, areas (the point's areas decided) or nothing.
    #[schema(value_type = String, example = "stated")]
    pub basis: Basis,
    pub note: Option<&'a str>,
}

impl<'a> CardItem<'a> {
    fn new(records: &'a Records, card: Card<'a>) -> Self {
        let answers = card.answers.iter().map(|answer| AnswerItem::new(records, answer)).collect();
        Self {
            point: card.point,
            checklist: card.checklist,
            edition: card.edition,
            date: card.date,
            yes: card.counts.yes,
            no: card.counts.no,
            unknown: card.counts.unknown,
            na: card.counts.na,
            share: card.share,
            full: card.full,
            verdict: card.verdict,
            blockers: card.blockers,
            stops: card.stops,
            newest: card.newest,
            oldest: card.oldest,
            answers,
            partial: card.partial,
        }
    }
}

impl<'a> AnswerItem<'a> {
    fn new(records: &'a Records, answer: &CardAnswer<'a>) -> Self {
        let CardAnswer { criterion, answer, measure, date, source, basis, note } = *answer;
        let source = source.and_then(|id| SourceText::of_source(records, id));
        Self { criterion, answer, measure, date, source, basis, note }
    }
}

/// A checklist: an act's questions.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecklistItem<'a> {
    #[schema(example = "588")]
    pub id: &'a str,
    pub title: &'a str,
    pub act: &'a str,
    /// True while not every criterion of the act is loaded.
    pub partial: bool,
    #[schema(value_type = Vec<String>)]
    pub kinds: &'a [PointKind],
    pub note: Option<&'a str>,
    /// Dates in force.
    pub editions: Vec<NaiveDate>,
    pub criteria: Vec<CriterionItem<'a>>,
}

/// A question of a checklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct CriterionItem<'a> {
    #[schema(example = "ramp_handrails")]
    pub id: &'a str,
    pub title: &'a str,
    /// physical, informational, digital, communicative or organisational.
    pub area: &'a str,
    /// Without it people cannot get in.
    pub critical: bool,
    /// People it stops.
    pub stops: &'a [String],
    pub weight: f64,
    /// The edition that brought it; `null`: the first.
    pub since: Option<NaiveDate>,
    pub measure: Option<MeasureItem<'a>>,
}

/// The measure that decides an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeasureItem<'a> {
    pub unit: &'a str,
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// The least value by the hromada's population, in rising order.
    pub by_population: Vec<ThresholdItem>,
}

/// The least value for hromadas of up to so many people; `null`: any larger.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThresholdItem {
    pub up_to: Option<u32>,
    pub min: f64,
}

impl<'a> ChecklistItem<'a> {
    fn new(lang: Lang, list: &'a Checklist) -> Self {
        Self {
            id: &list.id,
            title: text_in(lang, &list.title),
            act: &list.act,
            partial: list.partial,
            kinds: &list.kinds,
            note: list.note.as_ref().map(|note| text_in(lang, note)),
            editions: list.editions.iter().map(|edition| edition.in_force).collect(),
            criteria: list.criteria.iter().map(|criterion| CriterionItem::new(lang, criterion)).collect(),
        }
    }
}

impl<'a> CriterionItem<'a> {
    fn new(lang: Lang, criterion: &'a Criterion) -> Self {
        Self {
            id: &criterion.id,
            title: text_in(lang, &criterion.title),
            area: &criterion.area,
            critical: criterion.critical,
            stops: &criterion.stops,
            weight: criterion.weight,
            since: criterion.since,
            measure: criterion.measure.as_ref().map(MeasureItem::new),
        }
    }
}

impl<'a> MeasureItem<'a> {
    fn new(rule: &'a MeasureRule) -> Self {
        let steps = rule.by_population.iter().map(|step| ThresholdItem { up_to: step.up_to, min: step.min });
        Self { unit: &rule.unit, min: rule.min, max: rule.max, by_population: steps.collect() }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(of_point))
        .routes(routes!(checklists))
        .routes(routes!(checklists_csv))
        .routes(routes!(checklist))
}

/// Cards of a point, one for each checklist that applies to its kind.
#[utoipa::path(get, path = "/api/v1/points/{code}/cards", operation_id = "point-cards", tag = "barrier-free",
    params(PointCode, CardsOf), responses((status = 200, body = Page<CardItem>)))]
async fn of_point(
    State(state): State<AppState>,
    Path(code): Path<String>,
    asked: ApiQuery<CardsOf>,
) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let point = points::find(audit.registry(), &code)?;
    let wanted = asked.list("checklist", "ids of checklists", |id| audit.rules().checklist(id).map(|list| &list.id))?;
    let kept = cards(&audit, point).into_iter();
    let kept = kept.filter(|card| wanted.as_ref().is_none_or(|ids| ids.iter().any(|id| *id == card.checklist)));
    response::whole_list(kept.map(|card| CardItem::new(&audit.registry().records, card)).collect())
}

/// Every checklist with its criteria.
#[utoipa::path(get, path = "/api/v1/checklists", operation_id = "checklists", tag = "barrier-free",
    params(AllChecklists), responses((status = 200, body = Page<ChecklistItem>)))]
async fn checklists(asked: ApiQuery<AllChecklists>) -> Result<Response, Failure> {
    let rules = &asked.registry.records.rules;
    response::whole_list(rules.checklists.iter().map(|list| ChecklistItem::new(asked.lang, list)).collect())
}

/// A criterion with its checklist.
#[derive(Serialize)]
struct CriterionLine<'a> {
    checklist: &'a str,
    act: &'a str,
    #[serde(flatten)]
    criterion: &'a CriterionItem<'a>,
}

const CRITERION_COLUMNS: &[&str] =
    &["checklist", "id", "title", "area", "critical", "stops", "weight", "since", "measure", "act"];

/// Every criterion of every checklist as CSV.
#[utoipa::path(get, path = "/api/v1/checklists.csv", operation_id = "checklists-csv", tag = "barrier-free",
    params(AllChecklists), responses((status = 200, body = String, content_type = "text/csv")))]
async fn checklists_csv(asked: ApiQuery<AllChecklists>) -> Result<Response, Failure> {
    let lists = asked.registry.records.rules.checklists.iter();
    let lists: Vec<ChecklistItem<'_>> = lists.map(|list| ChecklistItem::new(asked.lang, list)).collect();
    let lines = lists.iter().flat_map(|list| {
        list.criteria.iter().map(|criterion| CriterionLine { checklist: list.id, act: list.act, criterion })
    });
    response::csv("checklists", CRITERION_COLUMNS, lines)
}

/// One checklist with its criteria.
#[utoipa::path(get, path = "/api/v1/checklists/{id}", operation_id = "checklist", tag = "barrier-free",
    params(ChecklistId, AllChecklists), responses((status = 200, body = ChecklistItem)))]
async fn checklist(Path(id): Path<String>, asked: ApiQuery<AllChecklists>) -> Result<Response, Failure> {
    let list = asked.registry.records.rules.checklist(&id);
    let list = list.ok_or_else(|| Failure::not_found(format!("checklist {id}")))?;
    response::json(&ChecklistItem::new(asked.lang, list))
}
