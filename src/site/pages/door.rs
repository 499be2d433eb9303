//! `/`: where to go: what a person needs and where they are, answered with the nearest points.

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::NaiveDateTime;
use maud::{Markup, html};

use crate::http::urls::{in_lang, with_query};
use crate::http::{AppState, RequestContext};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;

mod answer;
mod candidates;
pub(super) mod card;
mod form;
pub(super) mod origin;
mod question;
mod suggest;

pub(super) use form::group_links;
use origin::Origin;
use question::{About, DoorQuestion};

/// Parameters which only the overview had when it stood here.
const OF_OVERVIEW: [&str; 3] = ["territory", "date", "known"];

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(async |view: RequestContext| respond(&view)))
        .route("/suggest", get(async |view: RequestContext| suggest::respond(&view)))
}

fn respond(view: &RequestContext) -> Response {
    if asks_for_overview(view) {
        let kept: Vec<(&str, &str)> = view.query.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        return Redirect::permanent(&with_query(&in_lang(view.lang, "/network"), &kept)).into_response();
    }
    let now = view.kyiv_time();
    let now = if view.date_named { view.date().and_time(now.time()) } else { now };
    page(view, now).into_response()
}

/// Old addresses of the overview lead to it; a question of where to go may carry a day.
fn asks_for_overview(view: &RequestContext) -> bool {
    let names = |names: &[&str]| names.iter().any(|name| view.param(name).is_some());
    names(&OF_OVERVIEW) && !names(&["q", "place", "service", "life_event"])
}

fn page(view: &RequestContext, now: NaiveDateTime) -> Markup {
    let lang = view.lang;
    let asked = DoorQuestion::read(view);
    let answer = match &asked.origin {
        Origin::At { at, .. } if !matches!(asked.about, About::Unknown | About::Several(_) | About::Likely(_)) => {
            Some(answer::section(view, &asked, *at, now))
        }
        _ => None,
    };
    let title = answer.as_ref().map_or_else(|| lang.text("door-title"), |_| title(view, &asked));
    let heading = answer.as_ref().map_or_else(|| title.clone(), |_| heading(view, &asked));
    let body = html! {
        h1 { (heading) }
        @match &answer {
            Some(answer) => {
                (answer)
                h2 { (lang.text("door-again")) }
                (form::form(view, &asked))
            }
            None => {
                (form::form(view, &asked))
                (form::help(view, &asked))
            }
        }
    };
    let page = Page::new(title, body).choose(Choose::Nothing);
    layout::render(view, &if asked.is_asked() { page.not_indexed() } else { page })
}

/// Where, in so few words that the answer stands on the first screen of a phone.
fn heading(view: &RequestContext, asked: &DoorQuestion<'_>) -> String {
    view.lang.with("door-answer-heading", [("place", asked.origin.short_name(view).into())])
}

/// What is asked for and where.
fn title(view: &RequestContext, asked: &DoorQuestion<'_>) -> String {
    let what = asked.subject_name(view).unwrap_or_else(|| view.lang.text("door-any-centre"));
    let place = asked.origin.short_name(view);
    view.lang.with("door-answer-title", [("what", what.into()), ("place", place.into())])
}
