//! `/compliance`: the indicators of the territory in view, by raion and over time, and its hromadas ranked.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};

use super::overview::scope_name;
use crate::compliance::Judgement;
use crate::http::sorting::Sorting;
use crate::http::{AppState, Failure, RequestContext};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::as_of;
use crate::site::parts::{compliance_controls, unplaced};

pub(super) mod indicators;
mod ranking;
mod sections;

pub fn routes() -> Router<AppState> {
    Router::new().route("/compliance", get(show_compliance))
}

async fn show_compliance(State(state): State<AppState>, view: RequestContext) -> Result<Markup, Failure> {
    let audit = compliance_controls::audit(&state, &view)?;
    let past = indicators::past(&state, &view, audit.leave_out());
    let sorting = ranking::sorting(&view)?;
    Ok(page(&view, &audit, &past, &sorting))
}

fn page(view: &RequestContext, audit: &Judgement, past: &[Arc<Judgement>], sorting: &Sorting) -> Markup {
    let lang = view.lang;
    let title = lang.text("nav-compliance");
    let ranking = audit.ranking(view.scope);
    let body = html! {
        h1 { (lang.text("compliance-title")) ": " (scope_name(view)) }
        p.lead { (lang.text("compliance-lead")) " " (as_of(view)) "." }
        (compliance_controls::form(view, audit, &[], &html! {}))
        (compliance_controls::basis(view, audit))
        (compliance_controls::loaded_warning(view, audit.edition()))
        (unplaced::notice(view))
        p.actions {
            a href=(compliance_controls::url(view, "/compliance/gaps", &[])) { (lang.text("pooled-gaps-link")) } " · "
            a href=(compliance_controls::url(view, "/compliance/between", &[])) { (lang.text("between")) } " "
            button type="button" data-print hidden { (lang.text("print")) }
        }
        @if !view.registry.points.is_empty() {
            h2 { (lang.text("indicators")) }
            (indicators::table(view, audit, past))
            (sections::section(view, audit))
            (ranking::section(view, &ranking, sorting))
        }
    };
    layout::render(view, &Page::new(title, body))
}
