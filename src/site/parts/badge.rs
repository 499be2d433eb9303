//! Small marks: kind and status of a point, answers, verdicts.

use chrono::{Datelike as _, Days, NaiveDateTime};
use maud::{Markup, html};

use super::{format, names};
use crate::domain::{Answer, PointKind, PointStatus, TerritoryStatus, Truth};
use crate::http::Lang;
use crate::registry::PointOnDate;

/// The kind of a point, with the class the map uses for its colour.
#[must_use]
pub fn kind(lang: Lang, kind: PointKind) -> Markup {
    html! { span class=(format!("badge kind-{}", kind.word())) { (names::kind(lang, kind)) } }
}

/// The status, only where it is not the ordinary one.
#[must_use]
pub fn status(lang: Lang, status: PointStatus) -> Markup {
    html! {
        @if status != PointStatus::Active {
            span class=(format!("badge status-{}", status.word())) { (names::status(lang, status)) }
        }
    }
}

/// The kind, with the status of the point and of its hromada where they are not the ordinary ones.
#[must_use]
pub fn point(lang: Lang, point: &PointOnDate) -> Markup {
    html! { (kind(lang, point.row().kind)) " " (status(lang, point.row().status)) " " (occupation_badge(lang, point)) }
}

/// The mark of a point in an occupied hromada; nothing elsewhere.
#[must_use]
pub fn occupation_badge(lang: Lang, point: &PointOnDate) -> Markup {
    html! {
        @if point.is_occupied() {
            span class="badge status-occupied" { (names::territory_status(lang, TerritoryStatus::Occupied)) }
        }
    }
}

/// One of the four answers.
#[must_use]
pub fn answer_badge(lang: Lang, answer: Answer) -> Markup {
    html! { span class=(format!("answer answer-{}", answer.word())) { (lang.text(&format!("answer-{}", answer.word()))) } }
}

/// Open, shut or not known at the moment.
#[must_use]
pub fn open(lang: Lang, point: &PointOnDate, now: NaiveDateTime) -> Markup {
    let row = point.row();
    if point.is_occupied() {
        return html! { span.shut { (names::territory_status(lang, TerritoryStatus::Occupied)) } };
    }
    if row.status == PointStatus::Suspended {
        return html! { span.shut { (names::status(lang, row.status)) } };
    }
    match point.open_at(now) {
        Truth::Yes => html! { span.open { (lang.text("open-now")) } },
        Truth::No => html! {
            span.shut { (lang.text("closed-now")) }
            @if let Some(next) = point.opens_next(now) { "; " (opens(lang, now, next)) }
        },
        Truth::Unknown if row.hours.is_some() => html! { span.unknown { (lang.text("hours-day-not-stated")) } },
        Truth::Unknown => super::unknown(lang),
    }
}

/// «відчиниться завтра о 08:00».
fn opens(lang: Lang, now: NaiveDateTime, next: NaiveDateTime) -> String {
    let time = next.format("%H:%M").to_string().into();
    let (day, today) = (next.date(), now.date());
    if day == today {
        return lang.with("opens-today", [("time", time)]);
    }
    if today.checked_add_days(Days::new(1)) == Some(day) {
        return lang.with("opens-tomorrow", [("time", time)]);
    }
    let weekday = lang.text(&format!("on-weekday-{}", day.weekday().number_from_monday()));
    let date = format::date(lang, day);
    lang.with("opens-on", [("weekday", weekday.into()), ("date", date.into()), ("time", time)])
}
