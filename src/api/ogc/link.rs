//! Links between the resources of the OGC API, absolute as its clients expect.

use serde::Serialize;
use utoipa::ToSchema;

use crate::http::RequestContext;

/// Media type of features.
pub const GEOJSON: &str = "application/geo+json";
/// Media type of everything else.
pub const JSON: &str = "application/json";

/// A link to another resource.
#[derive(Debug, Serialize, ToSchema)]
pub struct Link {
    pub href: String,
    /// Relation: self, data, items, next, …
    #[schema(example = "self")]
    pub rel: &'static str,
    #[serde(rename = "type")]
    #[schema(example = "application/json")]
    pub kind: &'static str,
    pub title: String,
}

impl Link {
    /// A link to a path of this service, with the title of a text.
    #[must_use]
    pub fn new(view: &RequestContext, path: &str, rel: &'static str, kind: &'static str, title: &str) -> Self {
        Self { href: view.public.absolute(path), rel, kind, title: view.lang.text(title) }
    }

    /// The link of an answer to itself.
    #[must_use]
    pub fn to_itself(view: &RequestContext, kind: &'static str) -> Self {
        Self::new(view, &view.same_data(&[]), "self", kind, "ogc-link-self")
    }
}
