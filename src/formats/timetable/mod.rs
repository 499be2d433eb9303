//! Free-text timetables of centres («пн: 8:00-17:00; вт: -») into OSM `opening_hours` (`Mo 08:00-17:00; Tu off`).
//!
//! Nothing is invented: a day that is not named is not printed, and a text any part of which is not understood gives
//! `None`. Dashes are closed days, but dashes alone are a form nobody filled in: they give `None` too.

mod times;
mod words;

use std::fmt::Write as _;

use times::Span;
use words::{Token, tokens};

/// Monday to Sunday.
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// What is said of one day: no spans means closed.
type Day = Vec<Span>;

/// True when the text is valid OSM syntax.
#[must_use]
pub fn is_osm(text: &str) -> bool {
    opening_hours_syntax::parse(text).is_ok()
}

/// The timetable in OSM syntax, or `None` where any part of it is not understood.
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    let tokens = tokens(text)?;
    if let [Token::RoundTheClock] = tokens.as_slice() {
        return Some("24/7".to_owned());
    }
    let Week { days, dashed } = week(&tokens)?;
    let open = days.iter().flatten().any(|day| !day.is_empty());
    let hours = (open || !dashed).then(|| print(&days))?;
    is_osm(&hours).then_some(hours)
}

/// What is said of the days of a week.
#[derive(Default)]
struct Week {
    days: [Option<Day>; 7],
    /// Some day is closed by no more than a dash.
    dashed: bool,
}

/// Reads segment by segment: the days, then what is said of them.
fn week(tokens: &[Token]) -> Option<Week> {
    let mut week = Week::default();
    let mut rest = tokens;
    let mut segments = 0;
    let mut parted = false;
    while let Some((days, after)) = days(rest) {
        let end = after.iter().position(Token::is_day).unwrap_or(after.len());
        let (said, next) = after.split_at(end);
        let day = times::day_times(said)?;
        parted |= day.lunch_may_be_of_all;
        week.dashed |= day.dashed;
        for at in days {
            let place = week.days.get_mut(at)?;
            if place.as_ref().is_some_and(|known| *known != day.spans) {
                return None;
            }
            *place = Some(day.spans.clone());
        }
        segments += 1;
        rest = next;
    }
    // A break told once at the end of several days may be of the last or of all: not decided here.
    (rest.is_empty() && !(parted && segments > 1)).then_some(week)
}

/// The days a segment begins with («пн», «пн-пт», «сб, нд», «щодня») and what follows them.
fn days(tokens: &[Token]) -> Option<(Vec<usize>, &[Token])> {
    let mut rest = tokens;
    let mut days: Vec<usize> = Vec::new();
    let mut range = false;
    loop {
        match rest {
            [Token::EveryDay, next @ ..] if days.is_empty() => return Some(((0..7).collect(), next)),
            [Token::Day(day), next @ ..] => {
                let from = if range { days.last()? + 1 } else { *day };
                if from > *day {
                    return None;
                }
                days.extend(from..=*day);
                rest = next;
            }
            _ => return None,
        }
        match rest {
            [Token::Dash | Token::To, Token::Day(_), ..] => range = true,
            [Token::Comma | Token::And, Token::Day(_), ..] => range = false,
            [Token::Day(_), ..] if !range => {}
            _ => return Some((days, rest)),
        }
        rest = rest.strip_prefix(&[Token::Dash]).or_else(|| rest.strip_prefix(&[Token::To])).unwrap_or(rest);
        rest = rest.strip_prefix(&[Token::Comma]).or_else(|| rest.strip_prefix(&[Token::And])).unwrap_or(rest);
    }
}

/// Equal days in a row stand together: `Mo-Fr 08:00-17:00; Sa off`.
fn print(week: &[Option<Day>; 7]) -> String {
    let mut out = String::new();
    let mut from = 0;
    for runs in week.chunk_by(|a, b| a == b) {
        let last = from + runs.len() - 1;
        if let Some(Some(day)) = runs.first() {
            let names = DAYS.get(from).zip(DAYS.get(last));
            let Some((first, end)) = names else { continue };
            let parting = if out.is_empty() { "" } else { "; " };
            let _ = write!(out, "{parting}{first}");
            if last > from {
                let _ = write!(out, "-{end}");
            }
            let spans: Vec<String> = day.iter().map(ToString::to_string).collect();
            let _ = write!(out, " {}", if spans.is_empty() { "off".to_owned() } else { spans.join(",") });
        }
        from = last + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{guide_registry, real};

    #[test]
    fn usual_timetables_become_osm_hours() {
        let week = "Mo-Th 08:00-17:00; Fr 08:00-16:00";
        for (text, hours) in [
            ("пн: 8:00-17:00; вт: 8.00 - 17.00; ср: з 8:00 - до 17:00; чт: 08-00 до 17-00; пт: 8:00 16:00 год", week),
            ("пн: 8:00-17:00 вт: -", "Mo 08:00-17:00; Tu off"),
            ("пн: 8.00-17.15 вт: 8.00-17.15 сб: -", "Mo-Tu 08:00-17:15; Sa off"),
            ("пн: 12:0020:00; вт: 9-18; ср: вихідний", "Mo 12:00-20:00; Tu 09:00-18:00; We off"),
            ("Понеділок – п’ятниця: 0800-1700, сб, нд - вихідний", "Mo-Fr 08:00-17:00; Sa-Su off"),
            ("пн: 8:00-17:00 (обід 13:00-14:00)", "Mo 08:00-13:00,14:00-17:00"),
            ("пн: 8:00-12:00, 13:00-17:00", "Mo 08:00-12:00,13:00-17:00"),
            ("щодня 9:00-18:00", "Mo-Su 09:00-18:00"),
            ("цілодобово", "24/7"),
            ("пн: 3 8:00 до 17:00; сб: 0; нд: ні", "Mo 08:00-17:00; Sa-Su off"),
            ("пн: 900-16.00; вт: 8:00-15:0; ср: 08-17,00", "Mo 09:00-16:00; Tu 08:00-15:00; We 08:00-17:00"),
            ("Пн-Пт з 8.00 дo 17.00", "Mo-Fr 08:00-17:00"),
            ("пн-пт: 8:00-17:00; сб: не працює; нд: -", "Mo-Fr 08:00-17:00; Sa-Su off"),
            ("Пн – Пт 09:00–18:00. Сб, Нд не працюємо", "Mo-Fr 09:00-18:00; Sa-Su off"),
            ("пн-пт: не працює", "Mo-Fr off"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(hours), "{text}");
        }
    }

    #[test]
    fn what_is_not_wholly_understood_stays_text() {
        for text in [
            "",
            "-",
            "за графіком",
            "8:00-17:00",
            "пн: 8:00-17:00 крім свят",
            "пн: 17:00-8:00",
            "пн: 8:70-17:00",
            "пн: 8:00",
            "пн: -; вт: -",
            "пн: 8:00-17:00; пн: 9:00-17:00",
            "пн: 8:00-17:00; обід за домовленістю",
            "пн: 8-17; вт: 8-17; обід 12-13",
            "нд-пн: 8:00-17:00",
            "пн: 9-13, 14-18",
            "пн: 8:00-17:00 вихідний",
            "пн: 0:.00-16:00",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn nearly_all_timetables_of_the_real_registry_are_understood() {
        let Some(bytes) = real::file("guide/cnap-registry-2023-06-16.xlsx") else { return };
        let points = guide_registry::read(&bytes);
        let stated: Vec<&str> = points.values().filter_map(|point| point.timetable.as_deref()).collect();
        let left: Vec<&&str> = stated.iter().filter(|text| parse(text).is_none()).collect();
        for text in &left {
            println!("not understood: {text}");
        }
        println!("{} timetables, {} not understood", stated.len(), left.len());
        assert!(left.len() * 20 < stated.len());
    }
}
