//! The ordinary week of a point as HSDS schedules: days with the same hours stand together.

use chrono::NaiveTime;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::identity::id_of;
use crate::domain::PointStatus;
use crate::domain::hours::{DayHours, ordinary_week};
use crate::registry::PointOnDate;

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Hours of some days of every week.
#[derive(Debug, Serialize, ToSchema)]
pub struct Schedule {
    #[schema(value_type = String)]
    pub id: Uuid,
    #[schema(example = "WEEKLY")]
    pub freq: &'static str,
    /// Days of the week as iCalendar names them.
    #[schema(example = "MO,TU")]
    pub byday: String,
    #[schema(example = "08:00")]
    pub opens_at: String,
    pub closes_at: String,
    /// The hours in OpenStreetMap syntax, exceptions included.
    pub description: String,
}

/// The schedules of a point that serves people; none where its week is not known.
pub fn schedules(point: &PointOnDate) -> Vec<Schedule> {
    let is_shut = point.is_occupied() || point.row().status == PointStatus::Suspended;
    let Some(hours) = point.row().hours.as_deref().filter(|_| !is_shut) else { return Vec::new() };
    let Some(week) = ordinary_week(hours) else { return Vec::new() };
    let mut spans: Vec<((NaiveTime, NaiveTime), Vec<&str>)> = Vec::new();
    for (day, name) in week.iter().zip(DAYS) {
        let DayHours::Open(open) = day else { continue };
        for span in open {
            match spans.iter_mut().find(|(known, _)| known == span) {
                Some((_, days)) => days.push(name),
                None => spans.push((*span, vec![name])),
            }
        }
    }
    let time = |time: NaiveTime| time.format("%H:%M").to_string();
    let schedule = |((opens, closes), days): ((NaiveTime, NaiveTime), Vec<&str>)| Schedule {
        id: id_of("schedule", &format!("{}:{}:{opens}:{closes}", point.code(), days.join(","))),
        freq: "WEEKLY",
        byday: days.join(","),
        opens_at: time(opens),
        closes_at: time(closes),
        description: hours.to_owned(),
    };
    spans.into_iter().map(schedule).collect()
}
