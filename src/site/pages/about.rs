//! `/about`: what the registry is and how its figures are to be read.

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use crate::http::{AppState, RequestContext};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;

/// Sections of the page: keys of heading and text.
const SECTIONS: [&str; 5] = ["what", "who", "unknown", "dates", "reuse"];

pub fn routes() -> Router<AppState> {
    Router::new().route("/about", get(async |view: RequestContext| page(&view)))
}

fn page(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let title = lang.text("nav-about");
    let body = html! {
        h1 { (title) }
        @for section in SECTIONS {
            h2 { (lang.text(&format!("about-{section}"))) }
            p { (lang.text(&format!("about-{section}-text"))) }
        }
    };
    layout::render(view, &Page::new(title, body).choose(Choose::Nothing))
}
