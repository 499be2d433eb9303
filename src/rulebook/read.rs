//! How cells of the rule files become values of the domain.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error};

use crate::domain::{Condition, FactName, PointKind, TerritoryCode, parse_date};

/// Kinds of point by their words.
pub fn kinds<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PointKind>, D::Error> {
    Vec::<String>::deserialize(from)?.iter().map(|word| kind(word)).collect()
}

/// Kinds of point where they are stated at all.
pub fn some_kinds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<PointKind>>, D::Error> {
    kinds(from).map(Some)
}

fn kind<E: Error>(word: &str) -> Result<PointKind, E> {
    PointKind::parse(word).ok_or_else(|| E::custom(format!("«{word}» is not one of cnap, tp, vrm, mobile")))
}

/// A condition; the empty text is none.
pub fn condition<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Condition>, D::Error> {
    let text = String::deserialize(from)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    Condition::parse(&text).map(Some).map_err(|error| D::Error::custom(format!("condition «{text}»: {error}")))
}

/// A text where the empty one means none.
pub fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Some(String::deserialize(from)?).filter(|text| !text.trim().is_empty()))
}

/// A date, bare or in quotes.
pub fn date<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let text = match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        other => other.to_string(),
    };
    parse_date(&text).ok_or_else(|| D::Error::custom(format!("«{text}» is not a date like 2023-11-30")))
}

/// A date where one is stated.
pub fn some_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    date(from).map(Some)
}

/// The name of a fact of a hromada, where one is stated.
pub fn some_fact<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FactName>, D::Error> {
    let word = String::deserialize(from)?;
    let fact = FactName::parse(&word);
    fact.map(Some).ok_or_else(|| D::Error::custom(format!("«{word}» is not the name of a fact")))
}

/// A KATOTTG code.
pub fn territory<'de, D: Deserializer<'de>>(from: D) -> Result<TerritoryCode, D::Error> {
    let text = String::deserialize(from)?;
    TerritoryCode::parse(&text).map_err(|error| D::Error::custom(format!("«{text}»: {error}")))
}

/// Values by year.
pub fn by_year<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<i32, f64>, D::Error> {
    let named = BTreeMap::<String, f64>::deserialize(from)?;
    let year = |text: &str| text.parse().map_err(|_| D::Error::custom(format!("«{text}» is not a year")));
    named.iter().map(|(text, value)| Ok((year(text)?, *value))).collect()
}
