//! `/api/v1/compliance/between`: every indicator on two days, and the members that stand otherwise.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::indicators::CountFields;
use super::params::{ApiQuery, parameters};
use super::reason::sentence;
use super::response::{self, Page};
use super::rule_texts::text_in;
use crate::compliance::Judgement;
use crate::compliance::between::{ChangedIndicator, ChangedMember, changed_indicator};
use crate::compliance::indicator::{Member, MemberState, Reason};
use crate::domain::TerritoryCode;
use crate::http::{AppState, Failure, Lang, RequestContext, between};
use crate::rulebook::Indicator;

parameters! {
    /// Of the indicators on two days.
    BetweenIn = ["territory", "date", "from@between", "to@between", "known", "leave_out", "lang"]
}
parameters! {
    /// Of the members that stand otherwise.
    BetweenMembersIn = [
        "territory", "date", "from@between", "to@between", "known", "leave_out", "indicator@between", "page",
        "per_page", "lang",
    ]
}
parameters! {
    /// Of all of them at once.
    AllBetweenMembers = [
        "territory", "date", "from@between", "to@between", "known", "leave_out", "indicator@between", "lang",
    ]
}

const COLUMNS: &[&str] = &[
    "id",
    "title",
    "territory",
    "from",
    "to",
    "before.numerator",
    "before.denominator",
    "before.unknown",
    "before.share",
    "before.share_high",
    "after.numerator",
    "after.denominator",
    "after.unknown",
    "after.share",
    "after.share_high",
    "changed_members",
    "leave_out",
];
const MEMBER_COLUMNS: &[&str] = &[
    "indicator",
    "title",
    "code",
    "name",
    "raion",
    "hromada",
    "before.state",
    "before.reason",
    "after.state",
    "after.reason",
];

/// An indicator on both days.
#[derive(Debug, Serialize, ToSchema)]
pub struct BetweenItem<'a> {
    #[schema(example = "passport")]
    pub id: &'a str,
    pub title: &'a str,
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub before: CountFields,
    pub after: CountFields,
    /// Points or hromadas that stand otherwise.
    pub changed_members: usize,
    pub leave_out: String,
}

/// A point or hromada that stands otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub struct BetweenMemberItem<'a> {
    pub indicator: &'a str,
    pub title: &'a str,
    pub code: &'a str,
    pub name: &'a str,
    #[schema(value_type = Option<String>)]
    pub raion: Option<TerritoryCode>,
    #[schema(value_type = Option<String>)]
    pub hromada: Option<TerritoryCode>,
    /// `null` where it was not counted.
    pub before: Option<StandingItem<'a>>,
    /// `null` where it is not counted.
    pub after: Option<StandingItem<'a>>,
}

/// How a member stands on a day, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandingItem<'a> {
    /// yes, no, unknown, undecided or excluded.
    #[schema(value_type = String, example = "yes")]
    pub state: MemberState,
    /// In words, in the language asked for.
    pub reason: String,
    /// The same for machines: `code` and its numbers.
    #[schema(value_type = Object)]
    pub because: Reason<'a>,
}

impl<'a> StandingItem<'a> {
    fn new(lang: Lang, member: &Member<'a>) -> Self {
        Self { state: member.state, reason: sentence(lang, &member.reason), because: member.reason.clone() }
    }
}

impl<'a> BetweenMemberItem<'a> {
    fn new(lang: Lang, indicator: &'a Indicator, member: &ChangedMember<'a>) -> Option<Self> {
        let any = member.latest()?;
        let side = |side: Option<&Member<'a>>| side.map(|member| StandingItem::new(lang, member));
        Some(Self {
            indicator: &indicator.id,
            title: text_in(lang, &indicator.title),
            code: any.code,
            name: any.name,
            raion: any.raion,
            hromada: any.hromada,
            before: side(member.before.as_ref()),
            after: side(member.after.as_ref()),
        })
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(list_csv))
        .routes(routes!(members))
        .routes(routes!(members_csv))
}

/// Both days judged from one state of knowledge.
struct Compared {
    before: Arc<Judgement>,
    after: Arc<Judgement>,
}

impl Compared {
    fn read(state: &AppState, view: &RequestContext) -> Result<Self, Failure> {
        let (from, to) = between::days(view)?;
        let leave_out = view.leave_out()?;
        let audit = |day| state.live().audit(&state.same_knowledge_on(&view.registry, day), leave_out);
        Ok(Self { before: audit(from), after: audit(to) })
    }

    fn change<'a, P>(&'a self, asked: &ApiQuery<P>, indicator: &'a Indicator) -> ChangedIndicator<'a> {
        changed_indicator(&self.before, &self.after, indicator, asked.territory())
    }

    fn items<'a, P>(&'a self, asked: &'a ApiQuery<P>) -> impl Iterator<Item = BetweenItem<'a>> {
        self.after.rules().indicators.iter().map(move |indicator| {
            let change = self.change(asked, indicator);
            BetweenItem {
                id: &indicator.id,
                title: text_in(asked.lang, &indicator.title),
                territory: asked.territory().code(),
                from: self.before.date(),
                to: self.after.date(),
                before: change.before.into(),
                after: change.after.into(),
                changed_members: change.members.len(),
                leave_out: self.after.leave_out().to_string(),
            }
        })
    }

    /// The indicators named; all where none is.
    fn chosen<P>(&self, asked: &ApiQuery<P>) -> Result<Vec<&Indicator>, Failure> {
        let all = &self.after.rules().indicators;
        let known = all.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(" | ");
        let named = asked.list("indicator", &known, |id| all.iter().find(|one| one.id == id))?;
        Ok(named.unwrap_or_else(|| all.iter().collect()))
    }
}

/// Every indicator of the territory on two days, with how many members stand otherwise.
#[utoipa::path(get, path = "/api/v1/compliance/between", operation_id = "compliance-between", tag = "compliance",
    params(BetweenIn), responses((status = 200, body = Page<BetweenItem>)))]
async fn list(State(state): State<AppState>, asked: ApiQuery<BetweenIn>) -> Result<Response, Failure> {
    let compared = Compared::read(&state, &asked)?;
    response::whole_list(compared.items(&asked).collect())
}

/// Every indicator of the territory on two days as CSV.
#[utoipa::path(get, path = "/api/v1/compliance/between.csv", operation_id = "compliance-between-csv",
    tag = "compliance", params(BetweenIn), responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(State(state): State<AppState>, asked: ApiQuery<BetweenIn>) -> Result<Response, Failure> {
    let compared = Compared::read(&state, &asked)?;
    response::csv("compliance-between", COLUMNS, compared.items(&asked))
}

/// Points and hromadas that stand otherwise on the later day, by indicator, with the reason on both days.
#[utoipa::path(get, path = "/api/v1/compliance/between/members", operation_id = "compliance-between-members",
    tag = "compliance", params(BetweenMembersIn), responses((status = 200, body = Page<BetweenMemberItem>)))]
async fn members(State(state): State<AppState>, asked: ApiQuery<BetweenMembersIn>) -> Result<Response, Failure> {
    let compared = Compared::read(&state, &asked)?;
    let paging = response::paging(&asked)?;
    let changes: Vec<ChangedIndicator<'_>> =
        compared.chosen(&asked)?.into_iter().map(|one| compared.change(&asked, one)).collect();
    let all: Vec<(&Indicator, &ChangedMember<'_>)> =
        changes.iter().flat_map(|change| change.members.iter().map(|one| (change.indicator, one))).collect();
    let shown = paging.slice(&all).iter();
    let items = shown.filter_map(|(indicator, one)| BetweenMemberItem::new(asked.lang, indicator, one)).collect();
    response::page(&asked, paging, all.len(), items)
}

/// Every member that stands otherwise as CSV, written while it is read.
#[utoipa::path(get, path = "/api/v1/compliance/between/members.csv", operation_id = "compliance-between-members-csv",
    tag = "compliance", params(AllBetweenMembers),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn members_csv(State(state): State<AppState>, asked: ApiQuery<AllBetweenMembers>) -> Result<Response, Failure> {
    let compared = Compared::read(&state, &asked)?;
    let ids: Vec<String> = compared.chosen(&asked)?.into_iter().map(|one| one.id.clone()).collect();
    let count = ids.len();
    response::csv_parts("compliance-between-members", MEMBER_COLUMNS, (count, 1), move |range, rows| {
        let rules = compared.after.rules();
        let named = ids.get(range).unwrap_or_default();
        for indicator in named.iter().filter_map(|id| rules.indicator(id)) {
            for member in &compared.change(&asked, indicator).members {
                BetweenMemberItem::new(asked.lang, indicator, member).map_or(Ok(()), |item| rows.add(&item))?;
            }
        }
        Ok(())
    })
}
