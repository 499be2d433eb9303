//! `/sitemap.xml`: every page search engines may keep, in both languages.

use std::fmt::Write as _;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use crate::http::urls::{encode, in_lang};
use crate::http::{AppState, Failure, Lang, PublicUrl, RequestContext, streaming};
use crate::registry::Registry;

/// Pages that are always there.
const PAGES: [&str; 12] = [
    "/",
    "/network",
    "/hromadas",
    "/points",
    "/services",
    "/compliance",
    "/barrier-free",
    "/equipment",
    "/figures",
    "/lists",
    "/sources",
    "/about",
];
/// Pages written at a time.
const STEP: usize = 500;
const OPENING: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset \
    xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
const CLOSING: &str = "</urlset>\n";

pub fn routes() -> Router<AppState> {
    Router::new().route("/sitemap.xml", get(answer))
}

async fn answer(view: RequestContext) -> Result<Response, Failure> {
    let (paths, public) = (paths(&view.registry), view.public.clone());
    let count = paths.len();
    let body = streaming::stream_response(count, STEP, move |range, text| {
        let (is_first, is_last) = (range.start == 0, range.end == count);
        text.extend_from_slice(if is_first { OPENING.as_bytes() } else { b"" });
        for path in paths.get(range).unwrap_or_default() {
            text.extend_from_slice(entries(&public, path).as_bytes());
        }
        text.extend_from_slice(if is_last { CLOSING.as_bytes() } else { b"" });
        Ok(())
    })?;
    Ok(([(CONTENT_TYPE, "application/xml; charset=utf-8")], body).into_response())
}

/// Paths without language of all pages: of what exists on the day.
fn paths(registry: &Registry) -> Vec<String> {
    let records = &registry.records;
    let mut paths: Vec<String> = PAGES.map(str::to_owned).into();
    paths.extend(records.rules.life_events.iter().map(|event| format!("/life-events/{}", encode(&event.id))));
    paths.extend(records.lists.editions.iter().map(|one| format!("/lists/{}/{}", encode(&one.list), one.in_force)));
    let services = records.catalogue.all().iter().filter(|service| service.row_on(registry.date).is_some());
    paths.extend(services.map(|service| format!("/services/{}", encode(&service.code))));
    paths.extend(registry.hromadas.iter().map(|hromada| format!("/hromadas/{}", hromada.code)));
    paths.extend(registry.points.iter().map(|point| format!("/points/{}", encode(point.code()))));
    paths
}

/// The page in each language, with its other languages beside it. Paths hold no sign that XML would need escaped.
fn entries(public: &PublicUrl, path: &str) -> String {
    let address = |lang: Lang| public.absolute(&in_lang(lang, path));
    let mut text = String::new();
    for lang in [Lang::Uk, Lang::En] {
        let _ = write!(text, "<url><loc>{}</loc>", address(lang));
        for other in [Lang::Uk, Lang::En] {
            let (tag, href) = (other.tag(), address(other));
            let _ = write!(text, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
        }
        text.push_str("</url>\n");
    }
    text
}
