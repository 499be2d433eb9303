//! Query parameters of the API: one table of their meanings, the check for unknown ones, and their readers.

use std::marker::PhantomData;
use std::ops::Deref;
use std::path::Path;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};

use super::parameter_values::values;
use crate::domain::Message;
use crate::http::{AppState, Failure, Lang, RequestContext};
use crate::registry::Scope;

/// Parameters which mean something of their own on some routes.
const VARIANTS: &[&str] = &[
    "code@point",
    "code@hromada",
    "code@territory",
    "code@service",
    "kind@hromada",
    "kind@one",
    "parent@territory",
    "q@search",
    "type@search",
    "type@equipment",
    "type@one",
    "id@indicator",
    "id@checklist",
    "list@path",
    "date@path",
    "list@compare",
    "from@compare",
    "to@compare",
    "from@between",
    "from@trend",
    "to@trend",
    "step@trend",
    "to@between",
    "indicator@between",
    "by@summary",
    "checklist@filter",
    "checklist@full",
    "class@owed",
    "need@gap",
    "sort@gaps",
    "sort@points",
    "by@coverage",
    "point@closing",
    "bbox@ogc",
    "file@bulk",
    "search@hsds",
    "uuid@service",
    "uuid@organization",
    "uuid@offering",
    "uuid@term",
    "uuid@taxonomy",
];
/// Of every CSV: whether it begins with a byte order mark.
const BOM: &str = "bom";
/// Query parameters that must be given.
const REQUIRED: &[&str] = &["q@search", "list@compare", "from@compare", "to@compare", "point@closing"];

/// The parameters a route knows, for its check and for its description.
pub trait Parameters: Send + Sync + 'static {
    /// Names in the order of the description; `kind@hromada` is `kind` with a meaning of its own.
    const NAMES: &'static [&'static str];
}

/// Declares the parameters of a route.
macro_rules! parameters {
    ($(#[$meta:meta])* $name:ident = [$($parameter:literal),* $(,)?]) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name;

        impl $crate::api::params::Parameters for $name {
            const NAMES: &'static [&'static str] = &[$($parameter),*];
        }

        impl ::utoipa::IntoParams for $name {
            fn into_params(
                _: impl Fn() -> Option<::utoipa::openapi::path::ParameterIn>,
            ) -> Vec<::utoipa::openapi::path::Parameter> {
                $crate::api::params::describe(<Self as $crate::api::params::Parameters>::NAMES)
            }
        }
    };
}
pub(crate) use parameters;

/// Declares a part of a path, described as `code@point`.
macro_rules! path_parameter {
    ($name:ident = $full:literal) => {
        /// A part of the path.
        #[derive(Debug)]
        pub struct $name;

        impl ::utoipa::IntoParams for $name {
            fn into_params(
                _: impl Fn() -> Option<::utoipa::openapi::path::ParameterIn>,
            ) -> Vec<::utoipa::openapi::path::Parameter> {
                vec![$crate::api::params::in_path($full)]
            }
        }
    };
}
pub(crate) use path_parameter;

/// A request whose parameters are all known to the route.
#[derive(Debug)]
pub struct ApiQuery<P>(RequestContext, PhantomData<P>);

impl<P> Deref for ApiQuery<P> {
    type Target = RequestContext;

    fn deref(&self) -> &RequestContext {
        &self.0
    }
}

impl<P: Parameters> FromRequestParts<AppState> for ApiQuery<P> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let view = <RequestContext as FromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        check(&view, P::NAMES)?;
        Ok(Self(view, PhantomData))
    }
}

/// Refuses a parameter the route does not know, and one given twice.
fn check(view: &RequestContext, known: &[&str]) -> Result<(), Failure> {
    let is_csv = Path::new(&view.path).extension().is_some_and(|ending| ending == "csv");
    if is_csv {
        view.yes_no(BOM)?;
    }
    for (index, (name, value)) in view.query.iter().enumerate() {
        let everywhere = name == "lang" || name == BOM && is_csv;
        if !everywhere && !known.iter().any(|full| plain_name(full) == name) {
            let names: Vec<&str> = known.iter().map(|full| plain_name(full)).collect();
            return Err(Failure::bad_parameter(
                name,
                value,
                Message::new("expected-param-known-parameter").with("names", names.join(", ")),
            ));
        }
        // An empty parameter is an absent one.
        let is_same = |(earlier, text): &(String, String)| earlier == name && !text.trim().is_empty();
        if !value.trim().is_empty() && view.query.iter().take(index).any(is_same) {
            return Err(Failure::bad_parameter(name, value, Message::new("expected-param-once")));
        }
    }
    Ok(())
}

impl<P> ApiQuery<P> {
    /// The territory asked for; the whole country when none is named.
    #[must_use]
    pub fn territory(&self) -> Scope {
        if self.scope_named { self.scope } else { Scope::Country }
    }
}

fn plain_name(full: &str) -> &str {
    full.split_once('@').map_or(full, |(name, _)| name)
}

/// Descriptions of query parameters for the OpenAPI document.
pub fn describe(names: &[&str]) -> Vec<Parameter> {
    names.iter().map(|full| described_parameter(full, ParameterIn::Query, REQUIRED.contains(full))).collect()
}

/// Description of a part of a path.
pub fn in_path(full: &str) -> Parameter {
    described_parameter(full, ParameterIn::Path, true)
}

/// Description of a header that may be sent.
pub fn in_header(name: &str) -> Parameter {
    described_parameter(name, ParameterIn::Header, false)
}

fn described_parameter(full: &str, place: ParameterIn, required: bool) -> Parameter {
    let values = if required { values(full) } else { values(full).or_empty() };
    let (style, explode) = values.style();
    let required = if required { Required::True } else { Required::False };
    let parameter = ParameterBuilder::new().name(plain_name(full)).parameter_in(place).required(required);
    let parameter = parameter.description(Some(meaning(Lang::En, full))).style(style).explode(explode);
    parameter.schema(Some(values.schema)).example(values.example).build()
}

/// What a parameter means, in a language.
#[must_use]
pub fn meaning(lang: Lang, full: &str) -> String {
    lang.text(&format!("api-param-{}", full.replace(['@', '_'], "-")))
}

/// The Ukrainian meaning of a parameter whose English one is known.
#[must_use]
pub fn translated(name: &str, english: &str) -> String {
    let full = VARIANTS.iter().find(|full| plain_name(full) == name && meaning(Lang::En, full) == english);
    meaning(Lang::Uk, full.copied().unwrap_or(name))
}
