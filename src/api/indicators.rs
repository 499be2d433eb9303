//! `/api/v1/indicators`: figures with their rule, members and parts.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters, path_parameter};
use super::reason::sentence;
use super::response::{self, Page};
use super::rule_texts::{audit, text_in};
use crate::compliance::By;
use crate::compliance::indicator::{
    Counts, Figure, Goal, Group, Member, MemberState, Reason, YearTarget, evaluate, evaluate_by, figure,
};
use crate::domain::TerritoryCode;
use crate::http::{AppState, Failure, Lang};

parameters! {
    /// Of all indicators.
    AllIndicators = ["territory", "date", "known", "leave_out", "lang"]
}
parameters! {
    /// Of one indicator.
    OneIndicator = ["territory", "date", "known", "leave_out", "by", "lang"]
}
path_parameter!(IndicatorId = "id@indicator");

/// Columns of the CSV.
const COLUMNS: &[&str] = &[
    "id",
    "title",
    "territory",
    "date",
    "numerator",
    "denominator",
    "unknown",
    "undecided",
    "excluded",
    "share",
    "share_high",
    "quantity",
    "baseline",
    "baseline_year",
    "target",
    "target_year",
    "published",
    "programme",
    "rule",
    "act",
    "leave_out",
    "list",
    "edition",
];

/// An indicator of a territory on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorItem<'a> {
    #[schema(example = "passport")]
    pub id: &'a str,
    pub title: &'a str,
    /// KATOTTG code; `null` for the whole country.
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    #[serde(flatten)]
    #[schema(inline)]
    pub counts: CountFields,
    /// Points of the territory whose hromada is not known, of whatever kind: they count in the
    /// territory and in none of its hromadas.
    pub unplaced: usize,
    #[serde(flatten)]
    #[schema(inline)]
    pub goal: GoalFields,
    /// How it is counted, in words.
    pub rule: &'a str,
    pub act: &'a str,
    pub note: Option<&'a str>,
    /// Hromadas left out: occupied, hostilities, both, or none.
    pub leave_out: String,
    /// The list judged by, where the indicator rests on one.
    pub list: Option<&'a str>,
    pub edition: Option<NaiveDate>,
    /// With `by`: the same figure of every part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<GroupItem<'a>>>,
    /// Without `by`: every member with its reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<MemberItem<'a>>>,
}

/// The numbers of a figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountFields {
    #[schema(example = 61)]
    pub numerator: Option<usize>,
    #[schema(example = 65)]
    pub denominator: usize,
    pub unknown: usize,
    /// Membership is not known.
    pub undecided: usize,
    /// Suspended, or in a left-out territory.
    pub excluded: usize,
    /// A fraction of one; `null` of an empty denominator.
    pub share: Option<f64>,
    /// What the share would be if every unknown were a yes.
    pub share_high: Option<f64>,
    /// Pieces, where the indicator tells them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u64>,
}

/// What the programme of the territory says.
#[derive(Debug, Serialize, ToSchema)]
pub struct GoalFields {
    pub baseline: Option<f64>,
    pub baseline_year: Option<i32>,
    pub target: Option<f64>,
    pub target_year: Option<i32>,
    /// The baseline as the programme prints it.
    pub published: Option<String>,
    /// Every target that is stated, in order of year.
    pub targets: Vec<YearTargetItem>,
    /// The act of the programme, where it is stated.
    pub programme: Option<String>,
}

/// What is to be reached by the end of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct YearTargetItem {
    #[schema(example = 2026)]
    pub year: i32,
    /// A fraction of one; a number where the indicator counts things.
    #[schema(example = 1.0)]
    pub value: f64,
}

/// The figure of a part of the territory.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupItem<'a> {
    pub id: &'a str,
    /// `null`: members whose part is not known.
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub name: Option<&'a str>,
    pub date: NaiveDate,
    #[serde(flatten)]
    #[schema(inline)]
    pub counts: CountFields,
    #[serde(flatten)]
    #[schema(inline)]
    pub goal: GoalFields,
}

/// A point or hromada and why it stands so.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberItem<'a> {
    pub code: &'a str,
    pub name: &'a str,
    /// yes, no, unknown, undecided or excluded.
    #[schema(value_type = String, example = "yes")]
    pub state: MemberState,
    /// In words, in the language asked for.
    pub reason: String,
    /// The same for machines: `code` and its numbers.
    #[schema(value_type = Object)]
    pub because: Reason<'a>,
    #[schema(value_type = Option<String>)]
    pub raion: Option<TerritoryCode>,
    #[schema(value_type = Option<String>)]
    pub hromada: Option<TerritoryCode>,
}

impl<'a> IndicatorItem<'a> {
    /// The figure in a language; `names` tells the names of its parts.
    pub fn new(lang: Lang, figure: Figure<'a>, names: &dyn Fn(TerritoryCode) -> Option<&'a str>) -> Self {
        let group = |group: Group<'a>| GroupItem::new(group, names);
        let member = |member: Member<'a>| MemberItem::new(lang, member);
        Self {
            id: figure.id,
            title: text_in(lang, figure.title),
            territory: figure.territory,
            date: figure.date,
            counts: figure.counts.into(),
            goal: figure.goal.into(),
            rule: text_in(lang, figure.rule),
            act: figure.act,
            note: figure.note.map(|note| text_in(lang, note)),
            leave_out: figure.leave_out.to_string(),
            list: figure.list,
            unplaced: figure.unplaced,
            edition: figure.edition,
            groups: figure.groups.map(|groups| groups.into_iter().map(group).collect()),
            members: figure.members.map(|members| members.into_iter().map(member).collect()),
        }
    }
}

impl<'a> GroupItem<'a> {
    fn new(group: Group<'a>, names: &dyn Fn(TerritoryCode) -> Option<&'a str>) -> Self {
        Self {
            id: group.id,
            territory: group.territory,
            name: group.territory.and_then(names),
            date: group.date,
            counts: group.counts.into(),
            goal: group.goal.into(),
        }
    }
}

impl<'a> MemberItem<'a> {
    fn new(lang: Lang, member: Member<'a>) -> Self {
        let Member { code, name, state, reason, raion, hromada, .. } = member;
        Self { code, name, state, reason: sentence(lang, &reason), because: reason, raion, hromada }
    }
}

impl From<Counts> for CountFields {
    fn from(counts: Counts) -> Self {
        let Counts { numerator, denominator, unknown, undecided, excluded, share, share_high, quantity } = counts;
        Self { numerator, denominator, unknown, undecided, excluded, share, share_high, quantity }
    }
}

impl From<Goal> for GoalFields {
    fn from(goal: Goal) -> Self {
        let Goal { baseline, baseline_year, target, target_year, published, targets, programme } = goal;
        let item = |target: YearTarget| YearTargetItem { year: target.year, value: target.value };
        let targets = targets.into_iter().map(item).collect();
        Self { baseline, baseline_year, target, target_year, published, targets, programme }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(all_csv)).routes(routes!(get_indicator))
}

/// Every indicator of the territory, without members.
#[utoipa::path(get, path = "/api/v1/indicators", operation_id = "indicators", tag = "indicators",
    params(AllIndicators), responses((status = 200, body = Page<IndicatorItem>)))]
async fn all(State(state): State<AppState>, asked: ApiQuery<AllIndicators>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let scope = asked.territory();
    let none = |_| None;
    let indicators = audit.rules().indicators.iter();
    let items = indicators.map(|one| IndicatorItem::new(asked.lang, figure(&audit, one, scope), &none));
    response::whole_list(items.collect())
}

/// Every indicator of the territory as CSV.
#[utoipa::path(get, path = "/api/v1/indicators.csv", operation_id = "indicators-csv", tag = "indicators",
    params(AllIndicators), responses((status = 200, body = String, content_type = "text/csv")))]
async fn all_csv(State(state): State<AppState>, asked: ApiQuery<AllIndicators>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let scope = asked.territory();
    let indicators = audit.rules().indicators.iter();
    let item = |one| IndicatorItem::new(asked.lang, figure(&audit, one, scope), &|_| None);
    response::csv("indicators", COLUMNS, indicators.map(item))
}

/// One indicator: with its members, or with its parts where `by` is given.
#[utoipa::path(get, path = "/api/v1/indicators/{id}", operation_id = "indicator", tag = "indicators",
    params(IndicatorId, OneIndicator), responses((status = 200, body = IndicatorItem)))]
async fn get_indicator(
    State(state): State<AppState>,
    Path(id): Path<String>,
    asked: ApiQuery<OneIndicator>,
) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let by = asked.parsed("by", "raion | hromada", By::parse)?;
    let indicator = audit.rules().indicator(&id).ok_or_else(|| Failure::not_found(format!("indicator {id}")))?;
    let scope = asked.territory();
    let found = by.map_or_else(|| evaluate(&audit, indicator, scope), |by| evaluate_by(&audit, indicator, scope, by));
    let tree = &audit.registry().records.territories;
    response::json(&IndicatorItem::new(asked.lang, found, &|code| tree.get(code).map(|place| place.name.as_str())))
}
