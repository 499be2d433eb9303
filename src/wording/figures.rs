//! Figures of indicators in words.

use super::format;
use crate::compliance::indicator::Counts;
use crate::rulebook::Unit;
use crate::texts::Lang;

/// The figure itself where anything is known of any member: a share as a percentage, or a number; from the lowest
/// to the highest it can be where some members are not known.
#[must_use]
pub fn level(lang: Lang, unit: Unit, counts: &Counts) -> Option<String> {
    let lower = goal(lang, unit, counts.known_level(unit)?);
    let upper = counts.upper_level(unit).map(|upper| goal(lang, unit, upper));
    Some(upper.map_or_else(|| lower.clone(), |upper| between(lang, lower.clone(), upper)))
}

/// «від 15,1 % до 30,2 %».
#[must_use]
pub fn between(lang: Lang, lower: String, upper: String) -> String {
    lang.with("share-range", [("low", lower.into()), ("high", upper.into())])
}

/// A baseline or a target: a percentage, or a number where the indicator counts things.
#[must_use]
pub fn goal(lang: Lang, unit: Unit, value: f64) -> String {
    if unit == Unit::Count { format::short_number(lang, value) } else { format::percent(lang, value) }
}
