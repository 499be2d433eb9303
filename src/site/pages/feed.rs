//! `/feed.atom`: what was learned of the territory in view, for readers of feeds.

use std::collections::HashSet;
use std::fmt::Write as _;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use maud::html;

use super::overview::scope_name;
use crate::http::{AppState, Failure, RequestContext};
use crate::registry::{Records, Scope, Source};
use crate::site::parts::{names, source};
use crate::store::{ChangeSet, Owner, StoredAuditEntry};

/// Entries of the audit log that are looked through.
const LOOKED_THROUGH: u64 = 300;
/// Entries of the feed at most.
const SHOWN: usize = 50;

pub fn routes() -> Router<AppState> {
    Router::new().route("/feed.atom", get(show_feed))
}

async fn show_feed(State(state): State<AppState>, view: RequestContext) -> Result<Response, Failure> {
    let journal = state.live().store().journal(None, LOOKED_THROUGH).await;
    let journal = journal.map_err(|error| Failure::internal(&error))?;
    let area = Area::new(&view);
    let speaking = journal.iter().filter(|entry| area.is_touched(entry));
    let entries: Vec<(&StoredAuditEntry, &Source)> =
        speaking.filter_map(|entry| Some((entry, entry_source(&view.registry.records, entry)?))).take(SHOWN).collect();
    let text = feed(&view, &entries);
    Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], text).into_response())
}

/// The entry as the registry in view knows it.
fn entry_source<'r>(records: &'r Records, entry: &StoredAuditEntry) -> Option<&'r Source> {
    records.source(u32::try_from(entry.id).ok()?)
}

/// The territory in view with the numbers of its points.
struct Area<'v> {
    view: &'v RequestContext,
    points: HashSet<i32>,
}

impl<'v> Area<'v> {
    fn new(view: &'v RequestContext) -> Self {
        let points = view.registry.points_in(view.scope).filter_map(|point| i32::try_from(point.id()).ok());
        Self { view, points: points.collect() }
    }

    /// True where the entry changed something here, or so much that it does not say where.
    fn is_touched(&self, entry: &StoredAuditEntry) -> bool {
        let mut touched = entry.parts.split_whitespace().filter_map(ChangeSet::parse);
        touched.any(|touched| touched.owners.is_none_or(|owners| owners.iter().any(|owner| self.contains_owner(owner))))
    }

    fn contains_owner(&self, owner: &Owner) -> bool {
        let tree = &self.view.registry.records.territories;
        match (self.view.scope, owner) {
            (Scope::Country, _) => true,
            (_, Owner::Point(id)) => self.points.contains(id),
            (Scope::Within(code, _), Owner::Hromada(hromada)) => *hromada == code || tree.lies_in(*hromada, code),
        }
    }
}

fn feed(view: &RequestContext, entries: &[(&StoredAuditEntry, &Source)]) -> String {
    let lang = view.lang;
    let title = escaped(&format!("{}: {}", lang.text("feed-title"), scope_name(view)));
    let own = escaped(&view.same_page(&[]));
    let updated = entries.first().map_or_else(|| view.now.to_rfc3339(), |(entry, _)| entry.at.to_rfc3339());
    let first = view.registry.records.sources.first().map(|source| source.at.timestamp_millis()).unwrap_or_default();
    let territory = view.scope.code().map(|code| code.to_string()).unwrap_or_default();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = write!(
        text,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\"><title>{title}</title>\
         <id>urn:x-cnap:feed:{first}:{territory}</id><updated>{updated}</updated>\
         <link rel=\"self\" href=\"{own}\"/><author><name>{name}</name></author>",
        tag = lang.tag(),
        name = escaped(&lang.text("site-name")),
    );
    for (entry, told) in entries {
        add(view, entry, told, &mut text);
    }
    text.push_str("</feed>\n");
    text
}

fn add(view: &RequestContext, entry: &StoredAuditEntry, told: &Source, text: &mut String) {
    let number = view.lang.with("entry-number", [("entry", entry.id.to_string().into())]);
    let title = escaped(&format!("{}. {number}", names::action(view.lang, &told.action)));
    let summary = escaped(&html! { (source::source_counts(view, told)) }.into_string());
    let _ = write!(
        text,
        "<entry><title>{title}</title><id>urn:x-cnap:entry:{hash}</id><updated>{at}</updated>\
         <link href=\"{url}\"/><summary type=\"html\">{summary}</summary></entry>",
        hash = entry.hash,
        at = entry.at.to_rfc3339(),
        url = escaped(&source::entry_url(view, told.id)),
    );
}

/// The text as it stands in XML.
fn escaped(text: &str) -> String {
    html! { (text) }.into_string()
}
