//! A point as a government office with its place and hours.

use chrono::NaiveTime;
use serde_json::{Value, json};

use super::Thing;
use crate::domain::degrees::rounded;
use crate::domain::hours::{DayHours, ordinary_week};
use crate::domain::{PointStatus, Precision};
use crate::http::RequestContext;
use crate::http::urls::{encode, in_lang};
use crate::registry::PointOnDate;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The office of a point.
#[must_use]
pub fn point(view: &RequestContext, point: &PointOnDate) -> Thing {
    let (row, code) = (point.row(), encode(point.code()));
    let page = in_lang(view.lang, &format!("/points/{code}"));
    // Coordinates of a settlement are not those of an office.
    let place = point.location.filter(|_| point.precision == Precision::Address);
    let hours = opening_hours(point);
    let hromada = row.hromada.and_then(|code| view.registry.records.territories.get(code));
    let hromada = hromada.map(|place| view.registry.records.territories.full_name(place));
    Thing::new("GovernmentOffice")
        .field("@id", view.public.absolute(&format!("/id/points/{code}")))
        .field("identifier", point.code())
        .field("name", row.name.as_str())
        .field("url", view.public.absolute(&page))
        .known("address", row.address.as_deref())
        .known("geo", place.map(|(lat, lon)| geo(lat, lon)))
        .known("telephone", row.phone.as_deref())
        .known("email", row.email.as_deref())
        .known("sameAs", row.web.as_deref())
        .known("parentOrganization", hromada.map(|name| json!({ "@type": "GovernmentOrganization", "name": name })))
        .known("openingHoursSpecification", (!hours.is_empty()).then_some(hours))
}

fn geo(lat: f64, lon: f64) -> Value {
    json!({ "@type": "GeoCoordinates", "latitude": rounded(lat), "longitude": rounded(lon) })
}

/// The ordinary week; days whose hours are not known, and a point that serves nobody, are not told of.
fn opening_hours(point: &PointOnDate) -> Vec<Value> {
    let is_shut = point.is_occupied() || point.row().status == PointStatus::Suspended;
    let hours = point.row().hours.as_deref().filter(|_| !is_shut);
    let Some(week) = hours.and_then(ordinary_week) else { return Vec::new() };
    let mut found = Vec::new();
    for (day, name) in week.iter().zip(DAYS) {
        match day {
            DayHours::Open(spans) => found.extend(spans.iter().map(|(opens, closes)| span(name, *opens, *closes))),
            // The standard tells of a closed day by an opening and a closing at midnight.
            DayHours::Closed => found.push(span(name, NaiveTime::MIN, NaiveTime::MIN)),
            DayHours::Unknown => {}
        }
    }
    found
}

fn span(day: &str, opens: NaiveTime, closes: NaiveTime) -> Value {
    let time = |time: NaiveTime| time.format("%H:%M").to_string();
    let (opens_text, mut closes_text) = (time(opens), time(closes));
    // Open until midnight is not closed.
    if closes == NaiveTime::MIN && opens != closes {
        "23:59".clone_into(&mut closes_text);
    }
    json!({
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": format!("https://schema.org/{day}"),
        "opens": opens_text,
        "closes": closes_text,
    })
}
