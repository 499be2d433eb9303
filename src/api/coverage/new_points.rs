//! `/api/v1/coverage/new-points`: where new points help most.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::settlements::{PlaceFields, rounded};
use crate::api::params::{ApiQuery, parameters};
use crate::api::response;
use crate::api::rule_texts::audit;
use crate::compliance::Judgement;
use crate::coverage::new_points::{NewPoint, NewPoints};
use crate::domain::TerritoryCode;
use crate::formats::workbook::{Cell, SheetColumn, SheetTable};
use crate::http::coverage::{CoverageQuery, NewPointsQuery, plan_new_points};
use crate::http::{AppState, Failure, Lang};

parameters! {
    /// Of new points.
    NewPointsIn = [
        "territory", "service", "group", "life_event", "full_list", "kind", "checklist@full", "type@one", "within_km",
        "count", "starosta_below", "premises", "hostilities", "per_hromada", "date", "known", "leave_out", "lang",
    ]
}

const COLUMNS: &[&str] = &[
    "step",
    "settlement",
    "name",
    "oblast",
    "raion",
    "hromada",
    "hromada_name",
    "lat",
    "lon",
    "people",
    "settlements",
    "people_so_far",
];

/// Where new points help most.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewPointsItem<'a> {
    #[schema(value_type = Option<String>)]
    pub territory: Option<TerritoryCode>,
    pub date: NaiveDate,
    pub within_km: f64,
    pub leave_out: String,
    /// Settlements in which a point might be opened under the conditions.
    pub candidates: usize,
    /// Settlements no point reaches now.
    pub uncovered: usize,
    /// No choice of as many points covers more people than this.
    pub upper_bound: f64,
    /// The people newly covered are at least this share of the best possible; `null` where nobody can be.
    pub share_of_best: Option<f64>,
    /// How it is chosen, in words.
    pub rule: String,
    pub points: Vec<NewPointItem<'a>>,
}

/// A settlement in which a new point helps.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewPointItem<'a> {
    #[schema(example = 1)]
    pub step: usize,
    #[schema(value_type = String)]
    pub settlement: TerritoryCode,
    #[serde(flatten)]
    pub place: PlaceFields<'a>,
    /// People newly covered: an estimate.
    pub people: f64,
    /// Settlements newly covered.
    pub settlements: u32,
    /// People newly covered by this point and those before it.
    pub people_so_far: f64,
}

impl<'a> NewPointItem<'a> {
    fn new(audit: &'a Judgement, step: usize, point: &NewPoint) -> Option<Self> {
        Some(Self {
            step,
            settlement: point.settlement.code,
            place: PlaceFields::new(audit, &point.settlement)?,
            people: rounded(point.people, 1.0),
            settlements: point.settlements,
            people_so_far: rounded(point.people_so_far, 1.0),
        })
    }

    fn all(audit: &'a Judgement, found: &NewPoints) -> Vec<Self> {
        (1..).zip(&found.points).filter_map(|(step, point)| Self::new(audit, step, point)).collect()
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(list_csv)).routes(routes!(book))
}

/// The plan a request asks for, with what it was computed from.
async fn plan(
    state: &AppState,
    asked: &ApiQuery<NewPointsIn>,
) -> Result<(Arc<Judgement>, CoverageQuery, NewPoints), Failure> {
    let audit = audit(state, asked)?;
    let coverage = CoverageQuery::read_coded(asked, &audit)?;
    let wanted = NewPointsQuery::read(asked, &audit, &coverage)?;
    let found = plan_new_points(state, &audit, asked.territory(), (coverage.clone(), wanted)).await?;
    Ok((audit, coverage, found))
}

/// Settlements in which new points bring the most people within reach, each after those before it.
#[utoipa::path(get, path = "/api/v1/coverage/new-points", operation_id = "new-points", tag = "coverage",
    params(NewPointsIn), responses((status = 200, body = NewPointsItem)))]
async fn list(State(state): State<AppState>, asked: ApiQuery<NewPointsIn>) -> Result<Response, Failure> {
    let (audit, coverage, found) = plan(&state, &asked).await?;
    response::json(&NewPointsItem {
        territory: asked.territory().code(),
        date: audit.date(),
        within_km: coverage.within_km,
        leave_out: audit.leave_out().to_string(),
        candidates: found.candidates,
        uncovered: found.uncovered,
        upper_bound: rounded(found.upper_bound, 1.0),
        share_of_best: found.share_of_best,
        rule: asked.lang.text("new-points-rule"),
        points: NewPointItem::all(&audit, &found),
    })
}

/// The same as CSV.
#[utoipa::path(get, path = "/api/v1/coverage/new-points.csv", operation_id = "new-points-csv", tag = "coverage",
    params(NewPointsIn), responses((status = 200, body = String, content_type = "text/csv")))]
async fn list_csv(State(state): State<AppState>, asked: ApiQuery<NewPointsIn>) -> Result<Response, Failure> {
    let (audit, _, found) = plan(&state, &asked).await?;
    response::csv("new-points", COLUMNS, NewPointItem::all(&audit, &found))
}

/// The same as a workbook.
#[utoipa::path(get, path = "/api/v1/coverage/new-points.xlsx", operation_id = "new-points-xlsx", tag = "coverage",
    params(NewPointsIn), responses((status = 200, body = String,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn book(State(state): State<AppState>, asked: ApiQuery<NewPointsIn>) -> Result<Response, Failure> {
    let (audit, coverage, found) = plan(&state, &asked).await?;
    response::workbook("new-points", &[sheet(asked.lang, &audit, &coverage, &found)])
}

fn sheet(lang: Lang, audit: &Judgement, coverage: &CoverageQuery, found: &NewPoints) -> SheetTable {
    let tree = &audit.registry().records.territories;
    let place = |code: Option<TerritoryCode>| {
        code.and_then(|code| tree.get(code)).map_or(Cell::Nothing, |place| Cell::text(&place.name))
    };
    let columns = [
        ("new-points-step", 6.0),
        ("settlement", 26.0),
        ("code-katottg", 22.0),
        ("hromada", 26.0),
        ("raion", 24.0),
        ("oblast", 24.0),
        ("new-points-people", 16.0),
        ("new-points-settlements", 16.0),
        ("new-points-so-far", 16.0),
    ];
    let rows = NewPointItem::all(audit, found).into_iter().map(|item| {
        vec![
            Cell::Count(item.step),
            Cell::text(item.place.name),
            Cell::text(item.settlement.as_str()),
            item.place.hromada_name.map_or(Cell::Nothing, Cell::text),
            place(item.place.raion),
            place(item.place.oblast),
            Cell::Count(people_count(item.people)),
            Cell::Count(item.settlements as usize),
            Cell::Count(people_count(item.people_so_far)),
        ]
    });
    let day = audit.date().format("%d.%m.%Y").to_string();
    let args = [("date", day.into()), ("km", coverage.within_km.to_string().into())];
    let mut heading = vec![lang.with("new-points-sheet", args), lang.text("new-points-rule")];
    heading.extend(
        found.share_of_best.map(|share| {
            lang.with("new-points-proved", [("percent", format!("{:.0}", (share * 100.0).floor()).into())])
        }),
    );
    SheetTable {
        name: lang.text("new-points-sheet-name"),
        heading,
        columns: columns.map(|(key, width)| SheetColumn::new(lang.text(key), width)).into(),
        rows: rows.collect(),
        below: vec![String::new(), lang.text("api-coverage-rule")],
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "people of a country; `as` saturates")]
fn people_count(people: f64) -> usize {
    people.round() as usize
}
