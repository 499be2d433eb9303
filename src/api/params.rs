//! Query parameters of the API: one table of their meanings, the check for unknown ones, and their readers.

use std::marker::PhantomData;
use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, SchemaFormat};
use utoipa::openapi::{ObjectBuilder, Required, Type};

use crate::http::{AppState, Failure, Lang, View};
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
    "id@indicator",
    "id@checklist",
    "list@path",
    "date@path",
    "list@compare",
    "from@compare",
    "to@compare",
    "by@summary",
    "checklist@filter",
    "checklist@full",
];
/// Query parameters that must be given.
const REQUIRED: &[&str] = &["q@search", "list@compare", "from@compare", "to@compare"];

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
pub struct Asked<P>(View, PhantomData<P>);

impl<P> Deref for Asked<P> {
    type Target = View;

    fn deref(&self) -> &View {
        &self.0
    }
}

impl<P: Parameters> FromRequestParts<AppState> for Asked<P> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let view = <View as FromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        check(&view, P::NAMES)?;
        Ok(Self(view, PhantomData))
    }
}

/// Refuses a parameter the route does not know, and one given twice.
fn check(view: &View, known: &[&str]) -> Result<(), Failure> {
    for (index, (name, value)) in view.query.iter().enumerate() {
        if name != "lang" && !known.iter().any(|full| plain(full) == name) {
            let names: Vec<&str> = known.iter().map(|full| plain(full)).collect();
            return Err(Failure::bad_parameter(name, value, &format!("a known parameter: {}", names.join(", "))));
        }
        if view.query.iter().take(index).any(|(earlier, _)| earlier == name) {
            return Err(Failure::bad_parameter(name, value, "given once; several values are separated by commas"));
        }
    }
    Ok(())
}

impl<P> Asked<P> {
    /// The territory asked for; the whole country when none is named.
    #[must_use]
    pub fn territory(&self) -> Scope {
        if self.scope_named { self.scope } else { Scope::Country }
    }
}

fn plain(full: &str) -> &str {
    full.split_once('@').map_or(full, |(name, _)| name)
}

/// Descriptions of query parameters for the OpenAPI document.
pub fn describe(names: &[&str]) -> Vec<Parameter> {
    names.iter().map(|full| described(full, ParameterIn::Query, REQUIRED.contains(full))).collect()
}

/// Description of a part of a path.
pub fn in_path(full: &str) -> Parameter {
    described(full, ParameterIn::Path, true)
}

fn described(full: &str, place: ParameterIn, required: bool) -> Parameter {
    let (kind, format, example) = looks(full);
    let schema = ObjectBuilder::new().schema_type(kind).format(format).build();
    let required = if required { Required::True } else { Required::False };
    let parameter = ParameterBuilder::new().name(plain(full)).parameter_in(place).required(required);
    let parameter = parameter.description(Some(meaning(Lang::En, full))).schema(Some(schema));
    parameter.example((!example.is_empty()).then(|| example.into())).build()
}

/// What a parameter means, in a language.
#[must_use]
pub fn meaning(lang: Lang, full: &str) -> String {
    lang.text(&format!("api-param-{}", full.replace(['@', '_'], "-")))
}

/// The Ukrainian meaning of a parameter whose English one is known.
#[must_use]
pub fn translated(name: &str, english: &str) -> String {
    let full = VARIANTS.iter().find(|full| plain(full) == name && meaning(Lang::En, full) == english);
    meaning(Lang::Uk, full.copied().unwrap_or(name))
}

/// Type, format and an example of a parameter.
fn looks(full: &str) -> (Type, Option<SchemaFormat>, &'static str) {
    let date = Some(SchemaFormat::KnownFormat(KnownFormat::Date));
    match full {
        "territory" | "code@territory" => (Type::String, None, "UA53000000000028050"),
        "date" => (Type::String, date, "2023-11-30"),
        "known" => (Type::String, None, "2024-01-01"),
        "confirmed_since" | "confirmed_before" => (Type::String, date, "2023-06-01"),
        "page" | "entry" => (Type::Integer, None, "1"),
        "per_page" => (Type::Integer, None, "100"),
        "within_m" => (Type::Number, None, "5000"),
        "within_km" => (Type::Number, None, "14"),
        "bbox" => (Type::String, None, "34.4,49.5,34.7,49.7"),
        "near" => (Type::String, None, "49.5883,34.5514"),
        "kind" => (Type::String, None, "cnap,tp"),
        "open_at" => (Type::String, None, "2023-11-30T10:00"),
        "open_now" | "wheelchair" | "unsure" | "review" => (Type::String, None, "yes"),
        "kind@hromada" => (Type::String, None, "urban"),
        "status" => (Type::String, None, "active"),
        "id@checklist" | "checklist" | "checklist@filter" | "checklist@full" => (Type::String, None, "588"),
        "list@path" | "list@compare" => (Type::String, None, "523-р"),
        "date@path" | "from@compare" => (Type::String, date, "2022-12-01"),
        "to@compare" => (Type::String, date, "2023-11-01"),
        "period" => (Type::String, None, "2023Q4"),
        "lang" => (Type::String, None, "en"),
        "kind@one" => (Type::String, None, "cnap"),
        "group" | "id@indicator" => (Type::String, None, "passport"),
        "life_event" => (Type::String, None, "emaliatko"),
        "q" | "q@search" => (Type::String, None, "паспорт"),
        "category" => (Type::String, None, "H"),
        "type@search" => (Type::String, None, "service,point"),
        "type@equipment" => (Type::String, None, "card_terminal"),
        "leave_out" => (Type::String, None, "occupied"),
        "by" | "by@summary" => (Type::String, None, "raion"),
        "measure" => (Type::String, None, "services"),
        "code@point" | "point" => (Type::String, None, "532"),
        "code@hromada" | "hromada" | "located_in" => (Type::String, None, "UA53080370000025447"),
        "code@service" | "service" => (Type::String, None, "01-01"),
        _ => (Type::String, None, ""),
    }
}
