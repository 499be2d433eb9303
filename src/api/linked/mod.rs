//! `/id`: stable addresses of things. Each leads, by what the asker accepts, to a page, to JSON-LD or to Turtle; what has
//! ended answers 410 and says since when.

mod negotiation;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::negotiation::{Wanted, wanted};
use super::cpsv_ap::{Sets, Thing};
use super::ended::{missing_point, missing_service};
use super::params::{ApiQuery, parameters, path_parameter};
use super::rdf::{self, Document, Ids};
use crate::http::urls::{encode, with_query};
use crate::http::{AppState, Failure, PublicUrl};
use crate::registry::{Registry, Scope};

parameters! {
    /// Of a document about a thing.
    DocumentOf = ["known"]
}
path_parameter!(SetOfThings = "set");
path_parameter!(DocumentName = "document");

/// Stable addresses, which only lead on.
pub fn addresses() -> Router<AppState> {
    Router::new().route("/id/{set}", get(collection)).route("/id/{set}/{code}", get(thing))
}

/// Documents about single things.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(document))
}

/// `/id/catalogue` and the like: the whole of something.
async fn collection(Path(set): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let (page, whole) = match &*set {
        "catalogue" => ("/services", "/api/v1/cpsv-ap"),
        "registry" | "data" => ("/about", "/api/v1/dcat-ap"),
        _ => return Err(Failure::not_found(format!("address /id/{set}"))),
    };
    Ok(lead(&headers, Some(page.to_owned()), |document| format!("{whole}.{}", document.ending())))
}

/// `/id/points/532` and the like: one thing.
async fn thing(
    State(state): State<AppState>,
    Path((set, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let registry = state.today();
    if matches!(&*set, "datasets" | "data-services") {
        return Ok(lead(&headers, None, |document| format!("/api/v1/dcat-ap.{}", document.ending())));
    }
    find(&registry, state.public(), &set, &code)?;
    let (set, code) = (canonical(&set).to_owned(), encode(&code));
    let document = |document: Document| format!("/api/v1/linked-data/{set}/{code}.{}", document.ending());
    Ok(lead(&headers, page_of(&set, &code), document))
}

/// A territory is told of where its hromada is.
fn canonical(set: &str) -> &str {
    if set == "territories" { "hromadas" } else { set }
}

/// The page about a thing of a set, where there is one.
fn page_of(set: &str, code: &str) -> Option<String> {
    match set {
        "points" | "services" | "hromadas" | "life-events" => Some(format!("/{set}/{code}")),
        "groups" => Some(with_query("/services", &[("group", code)])),
        "rules" => code.rsplit_once("%3A").map(|(list, date)| format!("/lists/{list}/{date}")),
        _ => None,
    }
}

/// Sends the asker on, with 303: the thing itself is no document.
fn lead(headers: &HeaderMap, page: Option<String>, document: impl Fn(Document) -> String) -> Response {
    let accepted: Vec<&str> = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let to = match wanted(&accepted.join(","), page.is_some()) {
        Some(Wanted::Page) => page.unwrap_or_default(),
        Some(Wanted::Document(kind)) => document(kind),
        None => return (StatusCode::NOT_ACCEPTABLE, [(VARY, "accept")]).into_response(),
    };
    let Ok(to) = HeaderValue::from_str(&to) else { return StatusCode::NOT_FOUND.into_response() };
    (StatusCode::SEE_OTHER, [(LOCATION, to), (VARY, HeaderValue::from_static("accept"))]).into_response()
}

/// A document about one thing as it stands today; 410 where it ended.
#[utoipa::path(get, path = "/api/v1/linked-data/{set}/{document}", operation_id = "linked-data", tag = "linked-data",
    params(SetOfThings, DocumentName, DocumentOf),
    responses((status = 200, content((Object = "application/ld+json"), (String = "text/turtle")))))]
async fn document(Path((set, name)): Path<(String, String)>, asked: ApiQuery<DocumentOf>) -> Result<Response, Failure> {
    let named = |kind: Document| Some((name.strip_suffix(kind.ending())?.strip_suffix('.')?, kind));
    let (code, kind) = Document::ALL.into_iter().find_map(named).ok_or_else(|| nothing(&set, &name))?;
    let (sets, thing) = find(&asked.registry, &asked.public, &set, code)?;
    rdf::answer(kind, "thing", 1, move |_, graph| sets.describe(&thing, graph))
}

fn nothing(set: &str, code: &str) -> Failure {
    Failure::not_found(format!("thing {code} of {set}"))
}

/// The thing with everything it is described by; a failure that says whether it ended or never was.
fn find(registry: &Arc<Registry>, public: &PublicUrl, set: &str, code: &str) -> Result<(Sets, Thing), Failure> {
    let sets = Sets::new(Arc::clone(registry), Ids::new(public.clone()), Scope::Country);
    let missing = || match set {
        "points" => missing_point(registry, code),
        "services" => missing_service(registry, code),
        _ => nothing(set, code),
    };
    let thing = sets.find(canonical(set), code).ok_or_else(missing)?;
    Ok((sets, thing))
}
