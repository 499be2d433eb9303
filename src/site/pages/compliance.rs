//! `/compliance`: the indicators of the territory in view, by raion and over time, and its hromadas ranked.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};

use super::overview::scope_name;
use crate::compliance::Audit;
use crate::http::{AppState, Failure, View};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::as_of;
use crate::site::parts::{judging, unplaced};

pub(super) mod indicators;
mod parts;
mod ranking;

pub fn routes() -> Router<AppState> {
    Router::new().route("/compliance", get(answer))
}

async fn answer(State(state): State<AppState>, view: View) -> Result<Markup, Failure> {
    let audit = judging::audit(&state, &view)?;
    let past = indicators::past(&state, &view, audit.leave_out());
    Ok(page(&view, &audit, &past))
}

fn page(view: &View, audit: &Audit, past: &[std::sync::Arc<Audit>]) -> Markup {
    let lang = view.lang;
    let title = lang.text("nav-compliance");
    let ranking = audit.ranking(view.scope);
    let body = html! {
        h1 { (lang.text("compliance-title")) ": " (scope_name(view)) }
        p.lead { (lang.text("compliance-lead")) " " (as_of(view)) "." }
        (judging::form(view, audit, &[], &html! {}))
        (judging::basis(view, audit))
        (judging::loaded_warning(view, audit.edition()))
        (unplaced::notice(view))
        p.actions {
            a href=(judging::url(view, "/compliance/gaps", &[])) { (lang.text("pooled-gaps-link")) } " · "
            a href=(judging::url(view, "/compliance/between", &[])) { (lang.text("between")) } " "
            button type="button" data-print hidden { (lang.text("print")) }
        }
        @if !view.registry.points.is_empty() {
            h2 { (lang.text("indicators")) }
            (indicators::table(view, audit, past))
            (parts::section(view, audit))
            (ranking::section(view, &ranking))
        }
    };
    layout::render(view, &Page::new(title, body))
}
