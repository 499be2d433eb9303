//! `/sources/{entry}`: one entry of the audit log: who learned what, when and from which file.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use maud::{Markup, html};

use super::sources::{as_of, licence};
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::Source;
use crate::site::layout::{self, Page};
use crate::site::parts::chooser::Choose;
use crate::site::parts::facts::yes_no;
use crate::site::parts::{Facts, format, names, source};

pub fn routes() -> Router<AppState> {
    Router::new().route("/sources/{entry}", get(show_source_entry))
}

async fn show_source_entry(Path(number): Path<String>, view: RequestContext) -> Result<Markup, Failure> {
    let records = &view.registry.records;
    let entry = number.parse().ok().and_then(|id| records.source(id));
    Ok(page(&view, entry.ok_or_else(|| Failure::not_found(number))?))
}

fn page(view: &RequestContext, entry: &Source) -> Markup {
    let lang = view.lang;
    let title = lang.with("entry-number", [("entry", entry.id.to_string().into())]);
    let body = html! {
        h1 { (title) }
        p.lead { (source::name(view, entry)) }
        (facts(view, entry))
        p.actions {
            a.button href=(view.url("/network", &[("known", &entry.id.to_string())])) { (lang.text("entry-known-after")) }
            a href=(view.url("/network", &[("known", &(entry.id - 1).to_string())])) { (lang.text("entry-known-before")) }
            a href=(view.data_url(&format!("/api/v1/sources/{}", entry.id), &[])) { "JSON" }
        }
    };
    let page = Page::new(title, body).crumb(lang.text("nav-sources"), view.url("/sources", &[]));
    layout::render(view, &page.choose(Choose::Nothing))
}

fn facts(view: &RequestContext, entry: &Source) -> Facts {
    let lang = view.lang;
    let link = |id: u32| {
        let name = lang.with("entry-number", [("entry", id.to_string().into())]);
        html! { a href=(source::entry_url(view, id)) { (name) } }
    };
    Facts::new()
        .add(lang, "import-at", format::moment(lang, entry.at))
        .add(lang, "entry-actor", names::actor(view.lang, &entry.actor))
        .some(lang, "file", entry.file.as_deref())
        .add(lang, "as-of-column", as_of(view, entry))
        .add(lang, "sample-data", yes_no(lang, Some(entry.sample)))
        .known_fact(lang, "licence", licence(view, entry))
        .add(lang, "changes", source::source_counts(view, entry))
        .some(lang, "entry-undoes", entry.undoes.map(link))
        .some(lang, "entry-undone-by", view.registry.records.undone_by(entry.id).map(link))
}
