//! Figures of indicators in words.

use super::format;
use crate::compliance::indicator::Counts;
use crate::rulebook::Unit;
use crate::texts::Lang;

/// The figure itself where anything is known of any member: a share as a percentage, or a number.
#[must_use]
pub fn level(lang: Lang, unit: Unit, counts: &Counts) -> Option<String> {
    counts.known_level(unit).map(|level| goal(lang, unit, level))
}

/// A baseline or a target: a percentage, or a number where the indicator counts things.
#[must_use]
pub fn goal(lang: Lang, unit: Unit, value: f64) -> String {
    if unit == Unit::Count { format::short_number(lang, value) } else { format::percent(lang, value) }
}
