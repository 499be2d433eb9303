//! The values each parameter of the API may take: its schema and an example of the right type.

use serde_json::{Value, json};
use utoipa::openapi::path::ParameterStyle;
use utoipa::openapi::schema::ArrayBuilder;
use utoipa::openapi::{ObjectBuilder, Schema, Type};

use super::hsds::example_id;
use crate::compliance::gap_needs::{GapSort, Need};
use crate::compliance::gap_order::Purchase;
use crate::domain::rows::ListClass;
use crate::domain::{Category, HromadaClass, HromadaKind, PointKind, TerritoryStatus, Word};
use crate::http::coverage::{FARTHEST_KM, MOST_NEW};
use crate::http::gaps::MAX_STEPS;
use crate::http::points::FARTHEST_M;
use crate::http::points::order::POINT_COLUMNS;
use crate::http::sorting::ORDERS;
use crate::registry::search::HitKind;

/// Days from 1900 to 2199 that exist.
const DAY: &str = "(19|20|21)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)\
                   |02-(0[1-9]|1[0-9]|2[0-8]))|((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29";
const MINUTE: &str = "([01][0-9]|2[0-3]):[0-5][0-9]";
/// An entry of the audit log, a day, or a moment, whose plus sign may have been read as a space.
const KNOWN: &str = "^([0-9]{1,9}|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]{5,15}(Z|[+ -][0-9]{2}:?[0-9]{2})?)?)$";
/// The same, or a cursor.
const SINCE: &str = "^([0-9]{1,9}(\\.[a-z-]{5,20}\\.[0-9]{1,9})?\
                     |[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]{5,15}(Z|[+ -][0-9]{2}:?[0-9]{2})?)?)$";
const PERIOD: &str = "^(19|20|21)[0-9]{2}(Q[1-4]|-(0[1-9]|1[0-2]))?$";
const KATOTTG: &str = "^UA[0-9]{17}$";
const LATITUDE: &str = "-?([0-8]?[0-9](\\.[0-9]{1,15})?|90(\\.0{1,15})?)";
const LONGITUDE: &str = "-?((1[0-7][0-9]|[1-9]?[0-9])(\\.[0-9]{1,15})?|180(\\.0{1,15})?)";
/// Words: something to see, no comma, for a comma parts them.
const WORDS: &str = "^[^\\s,]([^,]*[^\\s,])?$";
const UUID: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
const NOT_BLANK: &str = "\\S";

/// Schema, example, and whether several values stand in it between commas.
#[expect(missing_debug_implementations, reason = "the schema has none")]
pub struct Values {
    pub schema: Schema,
    pub example: Option<Value>,
    several: bool,
}

impl Values {
    fn single(schema: ObjectBuilder, example: impl Into<Value>) -> Self {
        Self { schema: schema.build().into(), example: Some(example.into()), several: false }
    }

    /// Several values between commas.
    fn several(item: ObjectBuilder, example: &[&str]) -> Self {
        let schema = ArrayBuilder::new().items(item.build()).build();
        Self { schema: schema.into(), example: Some(json!(example)), several: true }
    }

    /// The same for a parameter that may be left out: an empty or blank value leaves it out too.
    #[must_use]
    pub fn or_empty(mut self) -> Self {
        if let Schema::Object(object) = &mut self.schema {
            let pattern = object.pattern.take().filter(|pattern| pattern != NOT_BLANK);
            object.pattern = pattern.map(|pattern| format!("{pattern}|^\\s*$"));
            if let Some(words) = &mut object.enum_values {
                words.push(json!(""));
            }
        }
        self
    }

    /// How several values are written: between commas, not by repeating the name.
    #[must_use]
    pub fn style(&self) -> (Option<ParameterStyle>, Option<bool>) {
        if self.several { (Some(ParameterStyle::Form), Some(false)) } else { (None, None) }
    }
}

/// The values of a parameter, by its name with what it means on its own routes (`kind@hromada`).
#[must_use]
pub fn values(full: &str) -> Values {
    match full {
        "territory" => Values::single(matching("^UA([0-9]{17})?$"), "UA53000000000028050"),
        "code@territory" => Values::single(matching(KATOTTG), "UA53000000000028050"),
        "code@hromada" => Values::single(matching(KATOTTG), "UA53080370000025447"),
        "date" | "to@between" | "to@trend" => date_schema("2023-11-30"),
        "confirmed_since" | "confirmed_before" => date_schema("2023-06-01"),
        "from@trend" => date_schema("2023-01-01"),
        "step@trend" => Values::single(one_of_words(&["month", "quarter", "year"]), "quarter"),
        "from@between" => date_schema("2023-09-30"),
        "indicator@between" => Values::several(matching(WORDS), &["civil-acts"]),
        "date@path" | "from@compare" => date_schema("2022-12-01"),
        "to@compare" => date_schema("2023-11-01"),
        "open_at" => Values::single(matching(&format!("^({DAY})T{MINUTE}$")), "2023-11-30T10:00"),
        "since" => Values::single(matching(SINCE), "1"),
        "known" => Values::single(matching(KNOWN), "2024-01-01"),
        "count" => Values::single(whole_up_to(MOST_NEW), 10),
        "per_hromada" => Values::single(whole_up_to(MOST_NEW), 2),
        "page" | "entry" | "number" => Values::single(whole_number_schema(1_000_000), 1),
        "steps" => Values::single(whole_number_schema(MAX_STEPS.into()), 3),
        "per_page" => Values::single(whole_number_schema(1_000), 100),
        "within_m" => Values::single(number(FARTHEST_M), 5000),
        "within_km" => Values::single(number(FARTHEST_KM), 14),
        "bbox" | "bbox@ogc" => {
            Values::single(matching(&format!("^{LONGITUDE},{LATITUDE},{LONGITUDE},{LATITUDE}$")), "34.4,49.5,34.7,49.7")
        }
        "datetime" => {
            Values::single(matching(&format!("^(({DAY})|({DAY})?/(\\.\\.)?|\\.\\./({DAY})?)$")), "2023-11-30")
        }
        "limit" => Values::single(whole_number_schema(1_000_000_000), 10),
        "offset" => Values::single(from_zero(1_000_000), 0),
        "collection" => Values::single(one_of_words(&["points", "hromadas", "coverage"]), "points"),
        "set" => Values::single(matching("^[a-z-]{1,30}$"), "points"),
        "document" => Values::single(matching("^\\S+\\.(jsonld|ttl)$"), "532.jsonld"),
        "search@hsds" => Values::single(text(), "місця"),
        "uuid@service" | "uuid@organization" | "uuid@offering" | "uuid@term" | "uuid@taxonomy" | "taxonomy_id"
        | "taxonomy_term_id" | "organization_id" => Values::single(matching(UUID), example_id(full)),
        "near" => Values::single(matching(&format!("^{LATITUDE},{LONGITUDE}$")), "49.5883,34.5514"),
        "If-Match" => Values::single(matching(NOT_BLANK), "*"),
        "q@search" => Values::single(matching(NOT_BLANK), "паспорт"),
        "q" | "provider" => Values::single(text(), "паспорт"),
        "list@path" | "list@compare" => Values::single(matching(NOT_BLANK), "523-р"),
        "code@point" | "point@closing" | "feature" => Values::single(matching(NOT_BLANK), "532"),
        "file" => Values::single(matching("^[a-z-]{1,30}\\.(csv|xlsx)$"), "targets.csv"),
        "file@bulk" => Values::single(matching("^[a-z]{1,30}\\.(parquet|gpkg)$"), "services.parquet"),
        "code@service" => Values::single(matching(NOT_BLANK), "01-01"),
        "id@indicator" => Values::single(matching(NOT_BLANK), "passport"),
        "id@checklist" | "checklist" | "checklist@full" | "premises" => Values::single(matching(NOT_BLANK), "588"),
        _ => words_of(full),
    }
}

/// Parameters of fixed words, and lists.
fn words_of(full: &str) -> Values {
    match full {
        "lang" => Values::single(one_of_words(&["uk", "en"]), "en"),
        "by" => Values::single(one_of_words(&["raion", "hromada"]), "raion"),
        "by@summary" => Values::single(one_of_words(&["oblast", "raion", "hromada", "kind"]), "raion"),
        "by@coverage" => Values::single(one_of_words(&["oblast", "raion", "hromada"]), "raion"),
        "covered" => Values::single(one_of_words(&["yes", "no", "unknown"]), "no"),
        "kind@one" => Values::single(one_of_words(&keys::<PointKind>()), "cnap"),
        "leave_out" => Values::single(
            one_of_words(&["occupied", "hostilities", "occupied,hostilities", "hostilities,occupied", "none"]),
            "occupied",
        ),
        "bom" | "diia_centre" | "open_now" | "wheelchair" | "unsure" | "review" | "full_list" | "starosta_below"
        | "hostilities" => Values::single(one_of_words(&["yes", "no", "true", "false", "1", "0"]), "yes"),
        "class@owed" => Values::several(one_of_words(&keys::<ListClass>()), &["cnap"]),
        "purchase" => Values::several(one_of_words(&keys::<Purchase>()), &["nothing"]),
        "need@gap" => Values::several(one_of_words(&keys::<Need>()), &["training"]),
        "sort@points" => {
            Values::single(one_of_words(&POINT_COLUMNS.iter().map(|(key, _)| *key).collect::<Vec<_>>()), "confirmed")
        }
        "order" => Values::single(one_of_words(&ORDERS), "desc"),
        "sort@gaps" => Values::single(one_of_words(&keys::<GapSort>()), "hromadas"),
        "lift" => Values::single(matching(WORDS), "overall-compliance"),
        "kind" => Values::several(one_of_words(&keys::<PointKind>()), &["cnap", "tp"]),
        "kind@hromada" => Values::several(one_of_words(&keys::<HromadaKind>()), &["urban"]),
        "class" => Values::several(one_of_words(&keys::<HromadaClass>()), &["urban"]),
        "territory_status" => Values::several(one_of_words(&keys::<TerritoryStatus>()), &["ordinary"]),
        "category" => Values::several(one_of_words(&keys::<Category>()), &["H"]),
        "type@search" => Values::several(one_of_words(&keys::<HitKind>()), &["service", "point"]),
        "status" => Values::several(one_of_words(&["active", "suspended"]), &["active"]),
        "period" => Values::several(matching(PERIOD), &["2023Q4"]),
        "hromada" => Values::several(matching("^(UA[0-9]{17}|unknown)$"), &["UA53080370000025447"]),
        "raion" | "oblast" | "settlement" | "located_in" | "parent@territory" => {
            Values::several(matching(KATOTTG), &["UA53000000000028050"])
        }
        "need" => Values::single(matching(WORDS), "stroller"),
        "group" => Values::several(matching(WORDS), &["passport"]),
        "life_event" => Values::several(matching(WORDS), &["emaliatko"]),
        "service" => Values::several(matching(WORDS), &["01-01"]),
        "measure" => Values::several(matching(WORDS), &["services"]),
        "type@equipment" => Values::several(matching(WORDS), &["card_terminal"]),
        "checklist@filter" => Values::several(matching(WORDS), &["588"]),
        _ => Values::several(matching(WORDS), &["532"]),
    }
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn matching(pattern: &str) -> ObjectBuilder {
    text().pattern(Some(pattern))
}

fn one_of_words(words: &[&str]) -> ObjectBuilder {
    text().enum_values(Some(words.iter().copied()))
}

fn keys<T: Word>() -> Vec<&'static str> {
    T::EVERY.iter().map(|value| value.key()).collect()
}

fn date_schema(example: &str) -> Values {
    Values::single(matching(&format!("^({DAY})$")), example)
}

fn whole_number_schema(most: i64) -> ObjectBuilder {
    let numbers = ObjectBuilder::new().schema_type(Type::Integer);
    numbers.minimum(Some(1_i64)).maximum(Some(most))
}

/// Whole numbers from 1 to a limit that is kept as a fraction.
#[expect(clippy::cast_possible_truncation, reason = "limits are small whole numbers")]
fn whole_up_to(most: f64) -> ObjectBuilder {
    whole_number_schema(most as i64)
}

fn from_zero(most: i64) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0_i64)).maximum(Some(most))
}

fn number(most: f64) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Number).minimum(Some(0.0)).maximum(Some(most))
}
