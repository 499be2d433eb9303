//! Small marks: kind and status of a point, answers, verdicts.

use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::names;
use crate::domain::{Answer, PointKind, PointStatus, Truth};
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

/// One of the four answers.
#[must_use]
pub fn answer(lang: Lang, answer: Answer) -> Markup {
    html! { span class=(format!("answer answer-{}", answer.word())) { (lang.text(&format!("answer-{}", answer.word()))) } }
}

/// Open, shut or not known at the moment.
#[must_use]
pub fn open(lang: Lang, point: &PointOnDate, now: NaiveDateTime) -> Markup {
    let row = point.row();
    if row.status == PointStatus::Suspended {
        return html! { span.shut { (names::status(lang, row.status)) } };
    }
    match point.open_at(now) {
        Truth::Yes => html! { span.open { (lang.text("open-now")) } },
        Truth::No => html! { span.shut { (lang.text("closed-now")) } },
        Truth::Unknown if row.hours.is_some() => html! { span.unknown { (lang.text("hours-day-not-stated")) } },
        Truth::Unknown => super::unknown(lang),
    }
}
