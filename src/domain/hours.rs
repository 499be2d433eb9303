//! Opening hours of a point: OSM syntax told in words, and whether a point is open at a moment.

use chrono::NaiveDateTime;
use opening_hours::{OpeningHours, RuleKind};

/// Language of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursLanguage {
    Ukrainian,
    English,
}

/// The hours in words («Пн–Пт 08:00–17:00, Сб вихідний»), or `None` where the text is not OSM syntax.
#[must_use]
pub fn describe(hours: &str, language: HoursLanguage) -> Option<String> {
    opening_hours_syntax::parse(hours).ok()?;
    let and = pick(language, " і ", " and ");
    let rules = hours.split(';').map(str::trim).filter(|rule| !rule.is_empty());
    let told: Vec<String> = rules
        .map(|rule| {
            let parts: Vec<String> = rule.split(',').map(|part| words(part.trim(), language)).collect();
            parts.join(and)
        })
        .collect();
    Some(told.join(", "))
}

/// Whether the hours say open at a local moment; `None` where the text is not OSM syntax or does not speak of the day.
#[must_use]
pub fn open_at(hours: &str, moment: NaiveDateTime) -> Option<bool> {
    // A day no rule speaks of keeps the state of the first rule: not known, rather than closed.
    let hours: OpeningHours = format!("24/7 unknown; {hours}").parse().ok()?;
    match hours.state(moment).0 {
        RuleKind::Open => Some(true),
        RuleKind::Closed => Some(false),
        RuleKind::Unknown => None,
    }
}

/// Translates the words of a rule; signs and times stay, a dash becomes a long one.
fn words(rule: &str, language: HoursLanguage) -> String {
    if rule == "24/7" {
        return pick(language, "цілодобово", "around the clock").to_owned();
    }
    let mut out = String::new();
    for part in rule.split_inclusive(|c: char| !c.is_ascii_alphabetic()) {
        let end = part.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(part.len());
        let (word, sign) = part.split_at_checked(end).unwrap_or((part, ""));
        out.push_str(translated(word, language));
        out.push_str(if sign == "-" { "–" } else { sign });
    }
    out
}

fn pick<'a>(language: HoursLanguage, ukrainian: &'a str, english: &'a str) -> &'a str {
    match language {
        HoursLanguage::Ukrainian => ukrainian,
        HoursLanguage::English => english,
    }
}

fn translated(word: &str, language: HoursLanguage) -> &str {
    const WORDS: [(&str, &str, &str); 23] = [
        ("Mo", "Пн", "Mon"),
        ("Tu", "Вт", "Tue"),
        ("We", "Ср", "Wed"),
        ("Th", "Чт", "Thu"),
        ("Fr", "Пт", "Fri"),
        ("Sa", "Сб", "Sat"),
        ("Su", "Нд", "Sun"),
        ("PH", "свята", "holidays"),
        ("off", "вихідний", "closed"),
        ("closed", "вихідний", "closed"),
        ("open", "відчинено", "open"),
        ("Jan", "січ.", "Jan"),
        ("Feb", "лют.", "Feb"),
        ("Mar", "бер.", "Mar"),
        ("Apr", "квіт.", "Apr"),
        ("May", "трав.", "May"),
        ("Jun", "черв.", "Jun"),
        ("Jul", "лип.", "Jul"),
        ("Aug", "серп.", "Aug"),
        ("Sep", "вер.", "Sep"),
        ("Oct", "жовт.", "Oct"),
        ("Nov", "лист.", "Nov"),
        ("Dec", "груд.", "Dec"),
    ];
    let known = WORDS.iter().find(|(osm, ..)| *osm == word);
    known.map_or(word, |(_, ukrainian, english)| pick(language, ukrainian, english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_told_in_both_languages() {
        let hours = "Mo-Fr 08:00-12:00,13:00-17:00; Sa off";
        let told = describe(hours, HoursLanguage::Ukrainian).unwrap();
        assert_eq!(told, "Пн–Пт 08:00–12:00 і 13:00–17:00, Сб вихідний");
        let told = describe(hours, HoursLanguage::English).unwrap();
        assert_eq!(told, "Mon–Fri 08:00–12:00 and 13:00–17:00, Sat closed");
        assert_eq!(describe("24/7", HoursLanguage::English).unwrap(), "around the clock");
        assert_eq!(describe("пн: 8", HoursLanguage::English), None);
    }

    #[test]
    fn a_day_that_is_not_named_is_not_known() {
        let hours = "Mo-Fr 08:00-12:00,13:00-17:00; Sa off";
        let at = |text: &str| open_at(hours, text.parse().unwrap());
        assert_eq!(at("2023-11-30T09:00:00"), Some(true));
        assert_eq!(at("2023-11-30T12:30:00"), Some(false));
        assert_eq!(at("2023-11-30T17:00:00"), Some(false));
        assert_eq!(at("2023-12-02T09:00:00"), Some(false));
        assert_eq!(at("2023-12-03T09:00:00"), None);
        assert_eq!(open_at("24/7", "2023-12-03T09:00:00".parse().unwrap()), Some(true));
        assert_eq!(open_at("коли як", "2023-12-03T09:00:00".parse().unwrap()), None);
    }
}
