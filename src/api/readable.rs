//! `/api`: the OpenAPI document as a page for people.

use std::sync::LazyLock;

use maud::{DOCTYPE, Markup, html};
use serde_json::Value;

use super::{hsds, openapi, params};
use crate::http::{Lang, RequestContext, assets, urls};

/// `GET /api` and `GET /en/api`.
pub async fn page(view: RequestContext) -> Markup {
    let lang = view.lang;
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (lang.text("api-title")) " — " (lang.text("site-name")) }
                link rel="stylesheet" href=(assets::url("style.css"));
                link rel="icon" type="image/svg+xml" href=(assets::url("icon.svg"));
            }
            body {
                a.skip href="#main" { (lang.text("skip")) }
                (header(lang))
                main #main tabindex="-1" {
                    h1 { (lang.text("api-title")) }
                    p.lead { (lang.text("api-about")) }
                    p { a href="/api/openapi.json" { (lang.text("api-document")) } }
                    (policy(lang))
                    (contents(lang))
                    (resources(&view))
                }
            }
        }
    }
}

fn header(lang: Lang) -> Markup {
    let other = lang.other();
    html! {
        header.top {
            div.wide {
                a.brand href=(urls::in_lang(lang, "/")) {
                    span.mark aria-hidden="true" { "Ц" }
                    span { (lang.text("site-name")) }
                }
                a.language href=(urls::in_lang(other, "/api")) lang=(other.tag()) hreflang=(other.tag()) {
                    (other.text("language-name"))
                }
            }
        }
    }
}

/// The point the document's examples are of.
const EXAMPLE_POINT: &str = "532";

/// An operation of the document.
#[derive(Clone, Copy)]
struct Operation {
    method: &'static str,
    path: &'static str,
    id: &'static str,
    tag: &'static str,
    parameters: &'static [Value],
}

/// Methods as they are shown and as the document names them, in the order in which they are told.
const METHODS: [(&str, &str); 6] =
    [("GET", "get"), ("HEAD", "head"), ("POST", "post"), ("PUT", "put"), ("PATCH", "patch"), ("DELETE", "delete")];

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(openapi::document()).unwrap_or_default());

/// Every operation, in the order of paths.
static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let paths = DOCUMENT.get("paths").and_then(Value::as_object);
    let both = |(path, item): (&'static String, &'static Value)| {
        METHODS.map(|(method, key)| Some(Operation::read(method, path, item.get(key)?)))
    };
    paths.into_iter().flatten().flat_map(both).flatten().collect()
});

impl Operation {
    fn read(method: &'static str, path: &'static str, told: &'static Value) -> Self {
        let parameters = told.get("parameters").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let tag = told.get("tags").and_then(|tags| tags.get(0)).map_or("", text);
        Self { method, path, id: told.get("operationId").map_or("", text), tag, parameters }
    }

    /// An address one can follow: path parameters filled in, and the query parameters that must be there; `None` where
    /// nothing in view answers at it.
    fn example(self, known: &InView) -> Option<String> {
        let of = |place: &'static str| self.parameters.iter().filter(move |p| field(p, "in") == place);
        let filled = of("path").try_fold(self.path.to_owned(), |path, p| {
            let value = known.instead_of(example(p))?;
            Some(path.replace(&format!("{{{}}}", field(p, "name")), &urls::encode(&value)))
        })?;
        let pairs: Vec<_> = of("query").filter(|p| required(p)).map(|p| (field(p, "name"), example(p))).collect();
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(urls::with_query(&filled, &pairs))
    }
}

/// Things in view that examples may name.
struct InView {
    point: Option<String>,
    offering: Option<String>,
}

impl InView {
    fn of(view: &RequestContext) -> Self {
        let (registry, catalogue) = (&view.registry, &view.registry.records.catalogue);
        let shown = registry.point(EXAMPLE_POINT).or_else(|| registry.points.first());
        let offering = shown.into_iter().chain(&registry.points).find_map(|point| {
            let services = registry.offerings_of(point).filter_map(|row| catalogue.by_id(row.service));
            let described = services.filter(|service| service.description_on(registry.date).is_some());
            described.map(|service| hsds::id_of_offering(point.code(), &service.code).to_string()).next()
        });
        Self { point: shown.map(|point| point.code().to_owned()), offering }
    }

    /// The value of the document's example, or what is in view in its place.
    fn instead_of(&self, value: String) -> Option<String> {
        if value == EXAMPLE_POINT {
            return self.point.clone();
        }
        if value == hsds::example_id("uuid@offering") { self.offering.clone() } else { Some(value) }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn field<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).map_or("", text)
}

/// The example of a parameter as it stands in an address.
fn example(parameter: &Value) -> String {
    match parameter.get("example") {
        Some(Value::Array(several)) => several.iter().map(text).collect::<Vec<_>>().join(","),
        Some(Value::String(one)) => one.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn required(parameter: &Value) -> bool {
    parameter.get("required").and_then(Value::as_bool).unwrap_or_default()
}

/// What others may rely on, by the text of each promise.
const PROMISES: [&str; 4] = ["addresses", "versions", "deprecation", "limits"];
/// Where the same data stand by standards of others.
const DIALECTS: [(&str, &str); 8] = [
    ("ogc", "/ogc"),
    ("cpsv", "/api/v1/cpsv-ap.ttl"),
    ("dcat", "/api/v1/dcat-ap.ttl"),
    ("hsds", "/hsds"),
    ("a11y", "/api/v1/a11y.geojson"),
    ("bulk", "/api/v1/bulk/registry.gpkg"),
    ("parquet", "/api/v1/bulk/points.parquet"),
    ("package", "/api/v1/datapackage.json"),
];

fn policy(lang: Lang) -> Markup {
    html! {
        section id="policy" {
            h2 { (lang.text("api-policy")) }
            @for promise in PROMISES { p { (lang.text(&format!("api-policy-{promise}"))) } }
            h2 { (lang.text("api-policy-standards")) }
            ul { @for (key, address) in DIALECTS {
                li { a href=(address) { (lang.text(&format!("api-policy-{key}"))) } " " code { (address) } }
            } }
        }
    }
}

fn contents(lang: Lang) -> Markup {
    html! {
        nav aria-label=(lang.text("api-contents")) {
            ul { @for tag in openapi::TAGS { li { a href={ "#" (tag) } { (lang.text(&format!("api-tag-{tag}"))) } } } }
        }
    }
}

fn resources(view: &RequestContext) -> Markup {
    let (lang, known) = (view.lang, InView::of(view));
    html! {
        @for tag in openapi::TAGS {
            section id=(tag) {
                h2 { (lang.text(&format!("api-tag-{tag}"))) }
                @for operation in OPERATIONS.iter().filter(|operation| operation.tag == tag) { (operation_section(lang, *operation, &known)) }
            }
        }
    }
}

fn operation_section(lang: Lang, operation: Operation, known: &InView) -> Markup {
    let example = (operation.method == "GET").then(|| operation.example(known)).flatten();
    html! {
        article id={ "op-" (operation.id) } {
            h3 { code { (operation.method) " " (operation.path) } }
            p { (lang.text(&format!("api-op-{}", operation.id))) }
            @if let Some(example) = example {
                p { (lang.text("api-example")) ": " a href=(example) { code { (example) } } }
            }
            @if !operation.parameters.is_empty() { (table(lang, operation.parameters)) }
        }
    }
}

fn table(lang: Lang, parameters: &[Value]) -> Markup {
    html! {
        details {
            summary { (lang.count("api-parameters", parameters.len())) }
            div.table-wrap tabindex="0" {
                table {
                    thead { tr {
                        th scope="col" { (lang.text("api-parameter")) }
                        th scope="col" { (lang.text("api-meaning")) }
                        th scope="col" { (lang.text("api-example")) }
                    } }
                    tbody { @for parameter in parameters { (row(lang, parameter)) } }
                }
            }
        }
    }
}

fn row(lang: Lang, parameter: &Value) -> Markup {
    let (name, told) = (field(parameter, "name"), field(parameter, "description"));
    html! {
        tr {
            th scope="row" { code { (name) } @if required(parameter) { " *" } }
            td { @if lang == Lang::En { (told) } @else { (params::translated(name, told)) } }
            td { code { (field(parameter, "example")) } }
        }
    }
}
