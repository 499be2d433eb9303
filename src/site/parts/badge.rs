//! Small marks: kind and status of a point, answers, verdicts.

use maud::{Markup, html};

use super::names;
use crate::domain::{Answer, PointKind, PointStatus};
use crate::http::Lang;

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
