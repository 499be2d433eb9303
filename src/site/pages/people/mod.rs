//! Pages of people who sign in: the way in, the workspace of a hromada, what she submits, and its review.

mod account;
mod admin;
mod admin_person;
mod changed_rows;
mod changes;
mod changes_csv;
mod correction;
mod decided;
mod differences;
mod forms;
mod invitation;
mod lines;
mod published;
mod remarks;
mod reports;
mod review_lists;
mod second_factor;
mod second_step;
mod sheet;
mod sheet_rows;
mod sign_in;
mod submission;
mod todo;
mod tokens;
mod visits;
mod workspace;

pub use self::visits::overdue_notice;
use axum::Router;
use axum::middleware::map_response;
use axum::response::Response;
use maud::{Markup, html};

use crate::actions::actor::Permission;
use crate::domain::person::Role;
use crate::http::urls::in_lang;
use crate::http::{AppState, RequestContext, SignedIn, cache};
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;

pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(sign_in::routes())
        .merge(second_step::routes())
        .merge(account::routes())
        .merge(second_factor::routes())
        .merge(tokens::routes())
        .merge(admin::routes())
        .merge(admin_person::routes())
        .merge(changes::routes())
        .merge(invitation::routes())
        .merge(workspace::routes())
        .merge(submission::routes())
        .merge(correction::routes())
        .merge(remarks::routes())
        .merge(published::routes())
        .merge(reports::routes())
        .merge(sheet::routes())
        .merge(forms::routes())
        .merge(visits::routes())
        .layer(map_response(async |response: Response| cache::private(response)))
}

/// A page that is nobody's but the one who asked for it.
pub(super) fn page(view: &RequestContext, title: String, body: Markup) -> Markup {
    layout::render(view, &Page::new(title, body).choose(Choose::Nothing).not_indexed())
}

/// Who is signed in, and the way out.
pub(super) fn person_bar(view: &RequestContext, signed_in: &SignedIn) -> Markup {
    let lang = view.lang;
    html! {
        div.person {
            a href=(in_lang(lang, "/account")) { (signed_in.person.name) }
            @for (path, key) in own_pages(signed_in) { a href=(in_lang(lang, path)) { (lang.text(key)) } }
            form method="post" action=(in_lang(lang, "/sign-out")) {
                (token(signed_in))
                button.plain type="submit" { (lang.text("sign-out")) }
            }
        }
    }
}

/// Pages that not everybody who signed in has.
fn own_pages(signed_in: &SignedIn) -> Vec<(&'static str, &'static str)> {
    let mut pages = Vec::new();
    if signed_in.actor().authorize(Permission::SeeWhoChanged).is_ok() {
        pages.push(("/changes", "changes-title"));
    }
    if signed_in.person.has_role(Role::Auditor) {
        pages.push(("/visits", "visits"));
    }
    if signed_in.actor().authorize(Permission::KeepAccounts).is_ok() {
        pages.push(("/admin", "admin-title"));
    }
    pages
}

/// What makes a form ours.
pub(super) fn token(signed_in: &SignedIn) -> Markup {
    html! { input type="hidden" name="token" value=(signed_in.token); }
}

/// What went wrong with a form, said where it is read first.
pub(super) fn alert(text: Option<&str>) -> Markup {
    html! { @if let Some(text) = text { div.notice.bad #alert role="alert" tabindex="-1" { p { strong { (text) } } } } }
}
