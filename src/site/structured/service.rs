//! A service of the catalogue as a government service.

use serde_json::json;

use super::Thing;
use crate::domain::rows::ServiceRow;
use crate::http::RequestContext;
use crate::http::urls::{encode, in_lang};
use crate::site::parts::names;

/// The service of a card.
#[must_use]
pub fn service(view: &RequestContext, row: &ServiceRow) -> Thing {
    let code = encode(&row.code);
    let page = in_lang(view.lang, &format!("/services/{code}"));
    let audience = row.audience.iter().map(|id| names::audience(view.lang, id));
    let audience: Vec<_> = audience.map(|name| json!({ "@type": "Audience", "audienceType": name })).collect();
    let provider = row.provider.as_deref();
    Thing::new("GovernmentService")
        .field("@id", view.public.absolute(&format!("/id/services/{code}")))
        .field("identifier", row.code.as_str())
        .field("name", row.name.as_str())
        .field("url", view.public.absolute(&page))
        .field("serviceType", names::group(view, &row.group))
        .known("provider", provider.map(|name| json!({ "@type": "GovernmentOrganization", "name": name })))
        .known("serviceOutput", row.result.as_deref().map(|name| json!({ "@type": "Thing", "name": name })))
        .known("audience", (!audience.is_empty()).then_some(audience))
}
