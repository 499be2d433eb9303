//! `/workspace/points/{code}`: a point with its forms, what each lacks and when it was last confirmed.

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::{Asked, find, form_path, labels};
use crate::actions::forms::{Base, FormKind};
use crate::compliance::LeaveOut;
use crate::http::urls::{encode, in_lang};
use crate::http::{AppState, Failure, RequestContext, SignedIn};
use crate::site::pages::people::todo::{forms_of, is_stale, tasks_of, words};
use crate::site::pages::people::{page, person_bar};
use crate::site::parts::{Column, Table, badge, format, links};

/// The address of the page, without the language.
pub fn path(code: &str) -> String {
    format!("/workspace/points/{}", encode(code))
}

pub async fn show(
    State(state): State<AppState>,
    Path(code): Path<String>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Markup, Failure> {
    let asked = find(&state, &view, &signed_in, (Some(code), None), Some(FormKind::Card)).await?;
    Ok(render(&state, &view, &signed_in, &asked))
}

fn render(state: &AppState, view: &RequestContext, signed_in: &SignedIn, asked: &Asked) -> Markup {
    let lang = view.lang;
    let Some(point) = asked.point() else { return html! {} };
    let forms = forms_of(view, &asked.subject());
    let audit = state.live().audit(&view.registry, LeaveOut::NONE);
    let tasks = tasks_of(view, &audit, point, &forms);
    let columns = ["form-form", "form-oldest", "form-to-do"].map(|key| Column::text(lang.text(key))).to_vec();
    let rows = forms.iter().map(|(kind, base)| {
        let address = in_lang(lang, &form_path(point.code(), kind));
        let own = tasks.iter().filter(|task| task.kind == *kind);
        vec![
            html! { a href=(address) { (labels::form(view, kind)) } },
            oldest(view, base),
            html! { @for task in own { div { (lang.text(&format!("todo-reason-{}", task.reason.word()))) ": " (words(view, point.code(), task)) } } },
        ]
    });
    let title = point.row().name.clone();
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/workspace")) { "‹ " (lang.text("workspace")) } }
        h1 { (title) }
        p { (badge::point(lang, point)) " " code { (point.code()) } " · " a href=(links::point_url(view, point.code())) { (lang.text("form-public-page")) } }
        (Table::new(lang.text("form-forms"), columns).stacked().rows(rows))
    };
    page(view, title, body)
}

fn oldest(view: &RequestContext, base: &Base) -> Markup {
    let lang = view.lang;
    let Some(day) = base.oldest() else { return html! { (lang.text("not-stated")) } };
    html! { (format::date(lang, day)) @if is_stale(view, day) { " " span.badge.stale { (lang.text("form-stale")) } } }
}
