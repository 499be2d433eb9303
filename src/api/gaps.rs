//! `/api/v1/gaps`: what is missing in a territory, pooled by service, with the points that lack it.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters};
use super::response::{self, Links, Page};
use super::rule_texts::{audit, text_in};
use crate::compliance::Judgement;
use crate::compliance::gap_needs::{Need, NeedCounts};
use crate::compliance::pooled_gaps::{GapFilter, GapMember, PooledGap, PooledGaps};
use crate::domain::rows::ListClass;
use crate::domain::{PointKind, TerritoryCode};
use crate::http::{AppState, Failure, Lang, gaps};

parameters! {
    /// Of the pooled gaps of a territory.
    GapsIn = [
        "territory", "date", "known", "leave_out", "group", "class@owed", "purchase", "raion", "need@gap", "sort@gaps",
        "lang",
    ]
}
parameters! {
    /// Of the points behind them.
    GapMembersIn = [
        "territory", "date", "known", "leave_out", "service", "group", "class@owed", "purchase", "raion", "need@gap",
        "page", "per_page",
    ]
}
parameters! {
    /// Of all points behind them.
    AllGapMembers = [
        "territory", "date", "known", "leave_out", "service", "group", "class@owed", "purchase", "raion", "need@gap",
    ]
}

const COLUMNS: &[&str] = &[
    "service",
    "name",
    "group",
    "group_name",
    "points",
    "hromadas",
    "given",
    "needs.nothing",
    "needs.neighbour",
    "needs.training",
    "needs.unknown",
    "needs.equipment",
    "needs_equipment",
    "withdrawn",
];
const MEMBER_COLUMNS: &[&str] = &[
    "service",
    "name",
    "group",
    "point",
    "point_name",
    "kind",
    "class",
    "raion",
    "hromada",
    "hromada_name",
    "need",
    "needs_equipment",
    "elsewhere",
];
/// Points whose gaps are written at a time.
const POINTS_AT_A_TIME: usize = 20;

/// What is missing in a territory.
#[derive(Debug, Serialize, ToSchema)]
pub struct GapList<'a> {
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    pub leave_out: String,
    pub list: Option<&'a str>,
    pub edition: Option<NaiveDate>,
    /// Judged points the filter lets through.
    pub judged: usize,
    /// Points that have not declared their services: what they lack is not known.
    pub unknown: usize,
    pub excluded: usize,
    /// Points and hromadas with any gap.
    pub points: usize,
    pub hromadas: usize,
    /// Missing services of points, one for each service of each point.
    pub missing: usize,
    pub items: Vec<GapItem<'a>>,
    pub total: usize,
    pub page: usize,
    pub per_page: usize,
    pub links: Links,
}

/// A service that some points owe and do not give.
#[derive(Debug, Serialize, ToSchema)]
pub struct GapItem<'a> {
    pub service: &'a str,
    pub name: &'a str,
    pub group: &'a str,
    pub group_name: &'a str,
    /// Points that lack it.
    pub points: usize,
    /// Hromadas with such a point.
    pub hromadas: usize,
    /// Judged points that owe it and give it.
    pub given: usize,
    pub needs: NeedItem,
    /// Type of equipment it cannot be given without.
    pub needs_equipment: Option<&'a str>,
    /// The day from which the service is withdrawn.
    pub withdrawn: Option<NaiveDate>,
}

/// The lacking points by what they need; each stands in exactly one.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedItem {
    /// Nothing to buy, and the point gives other services of the group.
    pub nothing: usize,
    /// Nothing to buy, and another point of the hromada gives the service.
    pub neighbour: usize,
    /// Nothing to buy, but nobody in the hromada has experience with it.
    pub training: usize,
    /// It is not known whether the equipment is there.
    pub unknown: usize,
    /// Equipment must be bought.
    pub equipment: usize,
}

/// A point that lacks a service.
#[derive(Debug, Serialize, ToSchema)]
pub struct GapMemberItem<'a> {
    pub service: &'a str,
    pub name: &'a str,
    pub group: &'a str,
    pub point: &'a str,
    pub point_name: &'a str,
    #[schema(value_type = String)]
    pub kind: PointKind,
    /// The set it owes.
    #[schema(value_type = Option<String>)]
    pub class: Option<ListClass>,
    #[schema(value_type = Option<String>)]
    pub raion: Option<TerritoryCode>,
    #[schema(value_type = Option<String>)]
    pub hromada: Option<TerritoryCode>,
    pub hromada_name: Option<&'a str>,
    /// nothing, neighbour, training, unknown or equipment.
    #[schema(value_type = String)]
    pub need: Need,
    pub needs_equipment: Option<&'a str>,
    /// Points of the hromada that give it.
    pub elsewhere: Vec<&'a str>,
}

impl From<NeedCounts> for NeedItem {
    fn from(needs: NeedCounts) -> Self {
        Self {
            nothing: needs.count_of(Need::Nothing),
            neighbour: needs.count_of(Need::Neighbour),
            training: needs.count_of(Need::Training),
            unknown: needs.count_of(Need::Unknown),
            equipment: needs.count_of(Need::Equipment),
        }
    }
}

impl<'a> GapItem<'a> {
    fn new(audit: &'a Judgement, lang: Lang, gap: &PooledGap<'a>) -> Self {
        Self {
            service: gap.service,
            name: gap.name,
            group: gap.group,
            group_name: audit.rules().group(gap.group).map_or(gap.group, |group| text_in(lang, &group.title)),
            points: gap.points(),
            hromadas: gap.hromadas,
            given: gap.given,
            needs: gap.needs.into(),
            needs_equipment: gap.needs_equipment,
            withdrawn: gap.withdrawn,
        }
    }
}

impl<'a> GapMemberItem<'a> {
    fn new(audit: &'a Judgement, gap: &PooledGap<'a>, member: GapMember<'a>) -> Self {
        let row = member.point.row();
        let place = row.hromada.and_then(|code| audit.registry().records.territories.get(code));
        Self {
            service: gap.service,
            name: gap.name,
            group: gap.group,
            point: member.point.code(),
            point_name: &row.name,
            kind: row.kind,
            class: member.class,
            raion: member.point.raion,
            hromada: row.hromada,
            hromada_name: place.map(|place| place.name.as_str()),
            need: member.need,
            needs_equipment: gap.needs_equipment,
            elsewhere: member.elsewhere,
        }
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

/// The gaps asked for, sorted.
fn pooled<'a>(audit: &'a Judgement, asked: &ApiQuery<GapsIn>) -> Result<PooledGaps<'a>, Failure> {
    let mut found = audit.pooled_gaps(asked.territory(), &GapFilter::read(asked)?);
    found.sort(gaps::sort(asked)?);
    Ok(found)
}

/// Gaps of a territory pooled by service, the worst first.
#[utoipa::path(get, path = "/api/v1/gaps", operation_id = "gaps", tag = "compliance", params(GapsIn),
    responses((status = 200, body = GapList)))]
async fn list(State(state): State<AppState>, asked: ApiQuery<GapsIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let found = pooled(&audit, &asked)?;
    let items: Vec<GapItem<'_>> = found.gaps.iter().map(|gap| GapItem::new(&audit, asked.lang, gap)).collect();
    let total = items.len();
    response::json(&GapList {
        territory: asked.territory().code(),
        date: audit.date(),
        leave_out: audit.leave_out().to_string(),
        list: audit.edition().map(|edition| edition.list.as_str()),
        edition: audit.edition().map(|edition| edition.in_force),
        judged: found.judged,
        unknown: found.unknown,
        excluded: found.excluded,
        points: found.points,
        hromadas: found.hromadas,
        missing: found.total(),
        items,
        total,
        page: 1,
        per_page: total,
        links: Links { next: None, prev: None },
    })
}

/// Gaps of a territory pooled by service as CSV.
#[utoipa::path(get, path = "/api/v1/gaps.csv", operation_id = "gaps-csv", tag = "compliance", params(GapsIn),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(State(state): State<AppState>, asked: ApiQuery<GapsIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let found = pooled(&audit, &asked)?;
    response::csv("gaps", COLUMNS, found.gaps.iter().map(|gap| GapItem::new(&audit, asked.lang, gap)))
}

/// Points that lack services, in order of point and service.
#[utoipa::path(get, path = "/api/v1/gap-members", operation_id = "gap-members", tag = "compliance",
    params(GapMembersIn), responses((status = 200, body = Page<GapMemberItem>)))]
async fn members(State(state): State<AppState>, asked: ApiQuery<GapMembersIn>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let paging = response::paging(&asked)?;
    let (filter, services) = (GapFilter::read(&asked)?, asked.words("service")?);
    let found = audit.pooled_gaps(asked.territory(), &filter);
    let places = found.by_point(|gap| services.as_ref().is_none_or(|some| some.iter().any(|one| one == gap.service)));
    let item = |(gap, member)| audit.gap_member(gap, member).map(|member| GapMemberItem::new(&audit, gap, member));
    let items = paging.slice(&places).iter().filter_map(|(gap, member)| item((gap, *member))).collect();
    response::page(&asked, paging, places.len(), items)
}

/// Every point that lacks a service as CSV, written while it is read.
#[utoipa::path(get, path = "/api/v1/gap-members.csv", operation_id = "gap-members-csv", tag = "compliance",
    params(AllGapMembers), responses((status = 200, body = String, content_type = "text/csv")))]
async fn members_csv(State(state): State<AppState>, asked: ApiQuery<AllGapMembers>) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let (filter, services) = (GapFilter::read(&asked)?, asked.words("service")?);
    let (scope, count) = (asked.territory(), audit.registry().points.len());
    response::csv_parts("gap-members", MEMBER_COLUMNS, (count, POINTS_AT_A_TIME), move |range, rows| {
        let found = audit.pooled_gaps_among(range, scope, &filter);
        let wanted = |gap: &PooledGap<'_>| services.as_ref().is_none_or(|some| some.iter().any(|s| s == gap.service));
        for (gap, member) in found.by_point(wanted) {
            if let Some(member) = audit.gap_member(gap, member) {
                rows.add(&GapMemberItem::new(&audit, gap, member))?;
            }
        }
        Ok(())
    })
}
