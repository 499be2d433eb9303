//! `/api/v1/lists`: mandatory lists, their editions and differences.

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::params::{ApiQuery, parameters, path_parameter};
use super::response::{self, Page};
use super::rule_texts::text_in;
use super::services::withdrawn_since;
use super::shapes;
use super::source::SourceText;
use crate::compliance::compare::difference;
use crate::domain::rows::{ListClass, PositionRow};
use crate::domain::{Condition, Message, parse_day};
use crate::http::{AppState, Failure, Lang};
use crate::registry::{Edition, Registry};

parameters! {
    /// Of all lists.
    AllLists = ["lang", "known"]
}
parameters! {
    /// Of a comparison.
    Comparison = ["list@compare", "from@compare", "to@compare", "known"]
}
path_parameter!(ListName = "list@path");
path_parameter!(InForce = "date@path");

/// A list with its editions.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListItem<'r> {
    #[schema(example = "523-р")]
    pub list: &'r str,
    pub title: Option<&'r str>,
    pub act: Option<&'r str>,
    /// In order of date in force.
    pub editions: Vec<EditionItem<'r>>,
}

/// An edition without its positions.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionItem<'r> {
    pub list: &'r str,
    /// Date in force.
    pub edition: NaiveDate,
    /// True when its positions come from sample data and not from the official text.
    pub sample: bool,
    pub note: Option<&'r str>,
    pub classes: Vec<ClassItem>,
    #[schema(value_type = Option<String>)]
    pub source: Option<SourceText<'r>>,
}

/// How many positions a class has in an edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClassItem {
    /// `cnap`, `raion_centre`, `oblast_city`, `tp` or `vrm`; the sets of centres are cumulative.
    #[schema(value_type = String, example = "cnap")]
    pub class: ListClass,
    /// As the act declares; `null`: not stated.
    #[schema(example = 222)]
    pub declared_count: Option<u32>,
    /// As loaded, before conditions.
    #[schema(example = 118)]
    pub loaded_count: usize,
}

/// An edition with its positions.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionCard<'r> {
    #[serde(flatten)]
    #[schema(inline)]
    pub edition: EditionItem<'r>,
    /// In order of service code.
    pub positions: Vec<PositionItem<'r>>,
}

/// A position of an edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct PositionItem<'r> {
    pub service: &'r str,
    /// `null`: the catalogue does not hold the service.
    pub name: Option<&'r str>,
    pub group: Option<&'r str>,
    /// The classes named; larger classes include the smaller ones' positions.
    #[schema(value_type = Vec<String>)]
    pub classes: &'r [ListClass],
    #[schema(example = "no dms_unit")]
    pub condition: Option<&'r str>,
    /// The day from which the service is withdrawn; its position stays until an edition drops it.
    pub withdrawn: Option<NaiveDate>,
}

impl<'r> EditionItem<'r> {
    fn new(registry: &'r Registry, edition: &'r Edition, lang: Lang) -> Self {
        let remark = registry.records.remark(edition);
        let class = |class| ClassItem {
            class,
            declared_count: edition.declared.get(&class).copied(),
            loaded_count: edition.loaded(class),
        };
        Self {
            list: &edition.list,
            edition: edition.in_force,
            sample: registry.records.edition_is_sample(edition),
            note: remark.and_then(|remark| remark.note.as_ref()).map(|note| text_in(lang, note)),
            classes: ListClass::ALL.map(class).into(),
            source: SourceText::of_source(&registry.records, edition.source),
        }
    }
}

impl<'r> PositionItem<'r> {
    fn new(registry: &'r Registry, row: &'r PositionRow) -> Self {
        let service = registry.records.catalogue.by_code(&row.service);
        let described = service.and_then(|service| service.description_on(registry.date));
        Self {
            service: &row.service,
            name: described.map(|service| service.name.as_str()),
            group: described.map(|service| service.group.as_str()),
            classes: &row.classes,
            condition: row.condition.as_ref().map(Condition::text),
            withdrawn: withdrawn_since(registry, &row.service),
        }
    }
}

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(all))
        .routes(routes!(all_csv))
        .routes(routes!(compare))
        .routes(routes!(get_list_edition))
}

/// Every list with its editions.
#[utoipa::path(get, path = "/api/v1/lists", operation_id = "lists", tag = "lists", params(AllLists),
    responses((status = 200, body = Page<ListItem>)))]
async fn all(asked: ApiQuery<AllLists>) -> Result<Response, Failure> {
    let registry = &*asked.registry;
    let lists = &registry.records.lists;
    let item = |name| {
        let text = registry.records.rules.list(name);
        let editions = lists.editions.iter().filter(|edition| edition.list == name);
        ListItem {
            list: name,
            title: text.map(|text| text_in(asked.lang, &text.title)),
            act: text.map(|text| text.act.as_str()).filter(|act| !act.is_empty()),
            editions: editions.map(|edition| EditionItem::new(registry, edition, asked.lang)).collect(),
        }
    };
    response::whole_list(lists.names().into_iter().map(item).collect())
}

/// An edition of a list and what it says of a class.
#[derive(Serialize)]
struct ClassLine<'a, 'r> {
    #[serde(flatten)]
    edition: &'a EditionItem<'r>,
    #[serde(flatten)]
    counts: &'a ClassItem,
}

const LIST_COLUMNS: &[&str] =
    &["list", "edition", "class", "declared_count", "loaded_count", "sample", "note", "source"];

/// Every edition of every list by class as CSV.
#[utoipa::path(get, path = "/api/v1/lists.csv", operation_id = "lists-csv", tag = "lists", params(AllLists),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn all_csv(asked: ApiQuery<AllLists>) -> Result<Response, Failure> {
    let registry = &*asked.registry;
    let editions = registry.records.lists.editions.iter();
    let editions: Vec<EditionItem<'_>> = editions.map(|one| EditionItem::new(registry, one, asked.lang)).collect();
    let lines =
        editions.iter().flat_map(|edition| edition.classes.iter().map(move |counts| ClassLine { edition, counts }));
    response::csv("lists", LIST_COLUMNS, lines)
}

/// One edition with its positions.
#[utoipa::path(get, path = "/api/v1/lists/{list}/editions/{date}", operation_id = "list-edition", tag = "lists",
    params(ListName, InForce, AllLists), responses((status = 200, body = EditionCard)))]
async fn get_list_edition(
    Path((list, date)): Path<(String, String)>,
    asked: ApiQuery<AllLists>,
) -> Result<Response, Failure> {
    let registry = &*asked.registry;
    let in_force =
        parse_day(&date).ok_or_else(|| Failure::bad_parameter("date", &date, Message::new("expected-param-day")))?;
    let edition = edition(registry, &list, in_force)?;
    let positions = edition.positions.iter().map(|row| PositionItem::new(registry, row)).collect();
    response::json(&EditionCard { edition: EditionItem::new(registry, edition, asked.lang), positions })
}

fn edition<'r>(registry: &'r Registry, list: &str, in_force: NaiveDate) -> Result<&'r Edition, Failure> {
    let found = registry.records.lists.get(list, in_force);
    found.ok_or_else(|| Failure::not_found(format!("edition of {in_force} of the list {list}")))
}

/// Positions added, removed and changed between two editions of a list.
#[utoipa::path(get, path = "/api/v1/lists/compare", operation_id = "list-compare", tag = "lists", params(Comparison),
    responses((status = 200, body = shapes::Difference)))]
async fn compare(asked: ApiQuery<Comparison>) -> Result<Response, Failure> {
    let registry = &*asked.registry;
    let missing = |name: &str, expected| Failure::bad_parameter(name, "", Message::new(expected));
    let list = asked.param("list").ok_or_else(|| missing("list", "expected-param-list"))?;
    let day = |name| asked.read_date(name)?.ok_or_else(|| missing(name, "expected-param-edition"));
    let (from, to) = (day("from")?, day("to")?);
    response::json(&difference(edition(registry, list, from)?, edition(registry, list, to)?))
}
