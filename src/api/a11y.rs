//! `/api/v1/a11y.geojson`: access of people to each point, as A11yJSON tells it. A field that is absent is not known.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::geojson::{self, Feature, Features, Shape};
use super::params::{ApiQuery, parameters};
use super::points::{self, OnDate, PointCode};
use super::rule_texts::audit;
use crate::compliance::Judgement;
use crate::compliance::cards::{cards, wheelchair};
use crate::domain::{Answer, Precision, Truth};
use crate::http::urls::{encode, in_lang};
use crate::http::{AppState, Failure, PublicUrl};
use crate::registry::{PointOnDate, Scope};

parameters! {
    /// Of access to all points.
    AccessOf = ["territory", "date", "known"]
}

/// A place and how people can use it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PlaceProperties<'r> {
    /// Code of the point.
    original_id: &'r str,
    name: Localized<'r>,
    category: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number: Option<Localized<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_address: Option<Localized<'r>>,
    info_page_url: Localized<'static>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place_website_url: Option<Localized<'r>>,
    accessibility: Accessibility,
    /// Every answer that is known, by the checklist that asks it, with the area it is about.
    original_data: Vec<Value>,
}

/// A text by its language.
#[derive(Debug, Serialize)]
struct Localized<'r> {
    uk: std::borrow::Cow<'r, str>,
}

/// What of A11yJSON the checklists answer exactly.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Accessibility {
    #[serde(skip_serializing_if = "Option::is_none")]
    accessible_with: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entrances: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    has_braille_signage: Option<bool>,
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(get_point))
}

/// Access to every point as A11yJSON features; what is not known is absent.
#[utoipa::path(get, path = "/api/v1/a11y.geojson", operation_id = "a11y", tag = "barrier-free", params(AccessOf),
    responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn all(State(state): State<AppState>, asked: ApiQuery<AccessOf>) -> Result<Response, Failure> {
    let (audit, public, scope) = (audit(&state, &asked)?, asked.public.clone(), asked.territory());
    let found = positions(&audit, scope);
    geojson::stream_features(found.len(), None, move |range, features| {
        let points = found.get(range).unwrap_or_default().iter().filter_map(|at| audit.registry().point_at(*at));
        points.map(|point| feature(&audit, &public, point)).try_for_each(|feature| features.add(&feature))
    })
}

fn positions(audit: &Judgement, scope: Scope) -> Vec<u32> {
    let registry = audit.registry();
    let all = registry.points.iter().zip(0u32..);
    all.filter(|(point, _)| scope.contains_point(registry, point)).map(|(_, position)| position).collect()
}

/// Access to one point as an A11yJSON feature.
#[utoipa::path(get, path = "/api/v1/points/{code}/a11y", operation_id = "point-a11y", tag = "barrier-free",
    params(PointCode, OnDate), responses((status = 200, body = Object, content_type = "application/geo+json")))]
async fn get_point(
    State(state): State<AppState>,
    Path(code): Path<String>,
    asked: ApiQuery<OnDate>,
) -> Result<Response, Failure> {
    let audit = audit(&state, &asked)?;
    let point = points::find(audit.registry(), &code)?;
    let mut text = Vec::new();
    let written = Features::new(&mut text).add(&feature(&audit, &asked.public, point));
    written.map_err(|error| Failure::internal(&error))?;
    Ok(([(CONTENT_TYPE, "application/geo+json")], text).into_response())
}

fn feature<'r>(audit: &'r Judgement, public: &PublicUrl, point: &'r PointOnDate) -> Feature<'r, PlaceProperties<'r>> {
    let (row, code) = (point.row(), point.code());
    let local = |text: &'r str| Localized { uk: text.into() };
    let page = public.absolute(&in_lang(crate::http::Lang::Uk, &format!("/points/{}", encode(code))));
    let (accessibility, original_data) = answered(audit, point);
    let properties = PlaceProperties {
        original_id: code,
        name: local(&row.name),
        category: "government_office",
        phone_number: row.phone.as_deref().map(local),
        email_address: row.email.as_deref().map(local),
        info_page_url: Localized { uk: page.into() },
        place_website_url: row.web.as_deref().map(local),
        accessibility,
        original_data,
    };
    // Only the place of the address tells where the entrance is.
    let place = point.location.filter(|_| point.precision == Precision::Address);
    Feature { id: code.into(), geometry: place.map(|(lat, lon)| Shape::Point(lat, lon)), properties }
}

/// What A11yJSON has a field for, and every answer as it was given.
fn answered(audit: &Judgement, point: &PointOnDate) -> (Accessibility, Vec<Value>) {
    let (mut access, mut data) = (Accessibility::default(), Vec::new());
    access.accessible_with = match wheelchair::enters(audit.registry(), point) {
        Truth::Unknown => None,
        enters => Some(json!({ "wheelchair": enters == Truth::Yes })),
    };
    for card in cards(audit, point) {
        let Some(checklist) = audit.rules().checklist(card.checklist) else { continue };
        for one in &card.answers {
            let criterion = checklist.criteria.iter().find(|criterion| criterion.id == one.criterion);
            let (Some(criterion), Answer::Yes | Answer::No) = (criterion, one.answer) else { continue };
            access.learn(card.checklist, one.criterion, one.answer == Answer::Yes);
            data.push(json!({
                "checklist": card.checklist,
                "criterion": one.criterion,
                "area": criterion.area,
                "answer": one.answer == Answer::Yes,
                "since": one.date,
            }));
        }
    }
    (access, data)
}

impl Accessibility {
    /// Takes an answer where a field means exactly what the criterion asks. That there is no ramp with handrails on both
    /// sides does not mean that there is none.
    fn learn(&mut self, checklist: &str, criterion: &str, yes: bool) {
        match (checklist, criterion, yes) {
            ("six-flags", "ramp", _) | ("588", "ramp_handrails", true) => {
                self.entrances = Some(json!([{ "hasFixedRamp": yes }]));
            }
            (_, "braille", _) => self.has_braille_signage = Some(self.has_braille_signage.unwrap_or_default() || yes),
            _ => {}
        }
    }
}
