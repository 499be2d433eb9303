//! The OpenAPI document of the API.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::response::Response;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{ComponentsBuilder, Ref, Server};
use utoipa::openapi::{ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, RefOr, ResponseBuilder};
use utoipa::{PartialSchema as _, ToSchema as _};

use super::problem::{Problem, ProblemFault};
use super::{params, response};
use crate::http::{Failure, Lang};

/// Kinds of resources in the order they are shown.
pub const TAGS: [&str; 19] = [
    "territories",
    "hromadas",
    "points",
    "services",
    "offerings",
    "search",
    "compliance",
    "indicators",
    "lists",
    "barrier-free",
    "equipment",
    "figures",
    "coverage",
    "sources",
    "tables",
    "ogc",
    "linked-data",
    "hsds",
    "writing",
];

static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(|| {
    let mut document = super::resources().split_for_parts().1;
    document.paths.paths.values_mut().flat_map(operations).for_each(complete);
    drop_unused(&mut document);
    document
});

/// The whole document.
#[must_use]
pub fn document() -> &'static OpenApi {
    &DOCUMENT
}

/// What the document says before any resource is added.
#[must_use]
pub fn base() -> OpenApi {
    // The product is Apache-2.0; the data come under the licences of their sources.
    let licence = LicenseBuilder::new().name("Licences of the sources").url(Some("/api/v1/licences")).build();
    let info = InfoBuilder::new()
        .title("cnap")
        .version("1")
        .description(Some(Lang::En.text("api-about")))
        .license(Some(licence));
    let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    let components = ComponentsBuilder::new().schema(Problem::name(), Problem::schema());
    let components = components.schema(ProblemFault::name(), ProblemFault::schema()).security_scheme("token", token);
    let tag = |name: &str| {
        let told = Lang::En.text(&format!("api-tag-{name}"));
        TagBuilder::new().name(name).description(Some(told)).build()
    };
    let tags = TAGS.map(tag);
    let document = OpenApiBuilder::new().info(info).components(Some(components.build())).tags(Some(tags));
    // Reading needs no key.
    document.servers(Some([Server::new("/")])).security(Some([])).build()
}

/// Schemas that nothing in the document names.
fn drop_unused(document: &mut OpenApi) {
    loop {
        let text = serde_json::to_string(&*document).unwrap_or_default();
        let Some(components) = &mut document.components else { return };
        let before = components.schemas.len();
        components.schemas.retain(|name, _| text.contains(&format!("/schemas/{name}\"")));
        if components.schemas.len() == before {
            return;
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let methods = [&mut item.get, &mut item.head, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
    methods.into_iter().filter_map(Option::as_mut)
}

/// What is the same for every operation is said once here.
fn complete(operation: &mut Operation) {
    operation.parameters.iter_mut().for_each(keep_first);
    if answers_csv(operation) {
        let bom = params::describe(&["bom"]).into_iter().map(RefOr::T);
        operation.parameters.get_or_insert_default().extend(bom);
    }
    let summary = operation.summary.clone().unwrap_or_default();
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            response.description.clone_from(&summary);
        }
    }
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    for (status, what) in [("4XX", "What was asked cannot be answered"), ("5XX", "Something broke here")] {
        let problem = ResponseBuilder::new().description(format!("{what}: a problem (RFC 9457)"));
        let problem = problem.content("application/problem+json", content.clone()).build();
        operation.responses.responses.insert(status.to_owned(), RefOr::T(problem));
    }
}

/// True where the answer is CSV, which may begin with a byte order mark.
fn answers_csv(operation: &Operation) -> bool {
    operation.responses.responses.values().any(|response| match response {
        RefOr::T(response) => response.content.contains_key("text/csv"),
        RefOr::Ref(_) => false,
    })
}

/// Parts of a path are told twice: with their meaning by the route, and bare by the handler's own arguments.
fn keep_first(parameters: &mut Vec<RefOr<Parameter>>) {
    let mut seen = BTreeSet::new();
    parameters.retain(|parameter| match parameter {
        RefOr::T(parameter) => seen.insert((parameter.name.clone(), parameter.parameter_in == ParameterIn::Path)),
        RefOr::Ref(_) => true,
    });
}

/// `GET /api/openapi.json`.
pub async fn serve() -> Result<Response, Failure> {
    response::json(document())
}
