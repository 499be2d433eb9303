//! A point as a location of HSDS, with what is known of getting in.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::identity::id_of;
use super::organization::hromada_id;
use super::schedule::{Schedule, schedules};
use crate::compliance::Judgement;
use crate::compliance::cards::{CardAnswer, cards};
use crate::domain::degrees::rounded;
use crate::domain::{Answer, Precision};
use crate::http::urls::{encode, in_lang};
use crate::http::{Lang, RequestContext};
use crate::registry::PointOnDate;

/// Where a service is given.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names of the standard")]
pub struct Location {
    #[schema(value_type = String)]
    pub id: Uuid,
    #[schema(example = "physical")]
    pub location_type: &'static str,
    /// Address of its page.
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub organization_id: Option<Uuid>,
    pub name: String,
    /// The address in one line: its parts are not stated one by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// KATOTTG code of the settlement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "KATOTTG")]
    pub external_identifier_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<Accessibility>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
}

/// One answer about getting in and finding one's way; what nobody answered is not here.
#[derive(Debug, Serialize, ToSchema)]
pub struct Accessibility {
    #[schema(value_type = String)]
    pub id: Uuid,
    #[schema(value_type = String)]
    pub location_id: Uuid,
    /// What was asked, and the answer: yes or no.
    pub description: String,
    /// Which checklist asks it, and since when the answer holds.
    pub details: String,
}

/// A telephone.
#[derive(Debug, Serialize, ToSchema)]
pub struct Phone {
    #[schema(value_type = String)]
    pub id: Uuid,
    #[schema(value_type = String)]
    pub location_id: Uuid,
    pub number: String,
}

/// A point as a location.
pub fn location(view: &RequestContext, audit: &Judgement, point: &PointOnDate) -> Location {
    let (row, id) = (point.row(), id_of("point", point.code()));
    let place = point.location.filter(|_| point.precision != Precision::Unknown);
    let phone = |number: &String| Phone { id: id_of("phone", point.code()), location_id: id, number: number.clone() };
    Location {
        id,
        location_type: "physical",
        url: view.public.absolute(&in_lang(view.lang, &format!("/points/{}", encode(point.code())))),
        organization_id: row.hromada.map(hromada_id),
        name: row.name.clone(),
        description: row.address.clone(),
        latitude: place.map(|at| rounded(at.0)),
        longitude: place.map(|at| rounded(at.1)),
        external_identifier: row.settlement.map(|code| code.to_string()),
        external_identifier_type: row.settlement.map(|_| "KATOTTG"),
        accessibility: accessibility(view.lang, audit, point, id),
        phones: row.phone.iter().map(phone).collect(),
        schedules: schedules(point),
    }
}

fn accessibility(lang: Lang, audit: &Judgement, point: &PointOnDate, location: Uuid) -> Vec<Accessibility> {
    let rules = audit.rules();
    let mut found = Vec::new();
    for card in cards(audit, point) {
        let Some(checklist) = rules.checklist(card.checklist) else { continue };
        let told = card.answers.iter().filter(|one| matches!(one.answer, Answer::Yes | Answer::No));
        found.extend(told.filter_map(|one| {
            let criterion = checklist.criteria.iter().find(|criterion| criterion.id == one.criterion)?;
            let title = criterion.title.get(lang == Lang::En);
            let answer = lang.text(if one.answer == Answer::Yes { "answer-yes" } else { "answer-no" });
            Some(Accessibility {
                id: id_of("accessibility", &format!("{}:{}:{}", point.code(), card.checklist, one.criterion)),
                location_id: location,
                description: format!("{title}: {answer}"),
                details: details(checklist.title.get(lang == Lang::En), one),
            })
        }));
    }
    found
}

fn details(checklist: &str, answer: &CardAnswer<'_>) -> String {
    answer.date.map_or_else(|| checklist.to_owned(), |date| format!("{checklist}, {date}"))
}
