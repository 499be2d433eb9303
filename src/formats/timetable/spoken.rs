//! Hours in the words an office writes and the reader of timetables reads back.

use super::{DAYS, parse};
use crate::domain::hours::ordinary_week;

/// Short names of Monday to Sunday.
const NAMES: [&str; 7] = ["пн", "вт", "ср", "чт", "пт", "сб", "нд"];

/// Hours in OSM syntax as a timetable in words («пн-пт 08:00-17:00; сб вихідний»); `None` where the words would not read
/// back as the same hours.
#[must_use]
pub fn in_words(hours: &str) -> Option<String> {
    if hours.trim() == "24/7" {
        return Some("цілодобово".to_owned());
    }
    let rules: Vec<String> = hours.split(';').map(|rule| rule_in_words(rule.trim())).collect();
    let words = rules.join("; ");
    let read = parse(&words)?;
    let is_same = ordinary_week(&read).is_some_and(|week| ordinary_week(hours) == Some(week));
    is_same.then_some(words)
}

fn rule_in_words(rule: &str) -> String {
    let words = rule.replace("off", "вихідний").replace("closed", "вихідний").replace(',', ", ");
    DAYS.iter().zip(NAMES).fold(words, |words, (osm, name)| words.replace(osm, name))
}
