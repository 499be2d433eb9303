//! Free-text timetables of centres («пн: 8:00-17:00; вт: -») into OSM `opening_hours` (`Mo 08:00-17:00; Tu off`).
//!
//! Nothing is invented: a day that is not named is not printed, and a text any part of which is not understood gives
//! `None`. Dashes are closed days, but dashes alone are a form nobody filled in: they give `None` too.

mod segments;
mod spoken;
mod times;
mod words;

use std::fmt::Write as _;

pub use spoken::in_words;
use times::Span;

/// Monday to Sunday.
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// Most letters of what is told as not understood.
const MAX_TOLD: usize = 80;

/// What is said of one day: no spans means closed.
type Day = Vec<Span>;

/// Why a timetable gives no hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing is said, or every day has no more than a dash: a form nobody filled in.
    Empty,
    /// The part of the text that is not understood.
    Part(String),
}

/// True when the text is valid OSM syntax.
#[must_use]
pub fn is_osm(text: &str) -> bool {
    opening_hours_syntax::parse(text).is_ok()
}

/// The timetable in OSM syntax, or `None` where any part of it is not understood.
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    read(text).ok()
}

/// The timetable in OSM syntax: every word and sign of it is accounted for.
///
/// # Errors
/// What is not understood, where any part of it is not.
pub fn read(text: &str) -> Result<String, Unread> {
    let part = |at: std::ops::Range<usize>| {
        let part = text.get(at).unwrap_or(text).trim();
        Unread::Part(part.chars().take(MAX_TOLD).collect())
    };
    let tokens = words::tokens(text).map_err(part)?;
    if segments::is_round_the_clock(&tokens) {
        return Ok("24/7".to_owned());
    }
    let days = segments::week(&tokens).map_err(|at| at.map_or(Unread::Empty, part))?;
    let hours = print(&days);
    if is_osm(&hours) { Ok(hours) } else { Err(part(0..text.len())) }
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
    use proptest::prelude::*;

    use super::*;
    use crate::domain::hours::DayHours;
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
            ("Пн.-Пт. 08.00-17.00, Сб. 9.00-13.00", "Mo-Fr 08:00-17:00; Sa 09:00-13:00"),
            ("Пн.-Чт. 8:00-17:00; Пт. 8:00-16:00", week),
            ("пн. - пт.: 8.00 - 17.00", "Mo-Fr 08:00-17:00"),
            ("вт., чт. 9:00-13:00", "Tu 09:00-13:00; Th 09:00-13:00"),
            ("Пн., Ср., Пт. 8.00-17.00", "Mo 08:00-17:00; We 08:00-17:00; Fr 08:00-17:00"),
            ("з понеділка по п'ятницю з 8.00 до 17.00 год.", "Mo-Fr 08:00-17:00"),
            ("без вихідних 9-18", "Mo-Su 09:00-18:00"),
            ("щодня, без вихідних: 9.00-18.00", "Mo-Su 09:00-18:00"),
            ("щоденно крім неділі 9-18", "Mo-Sa 09:00-18:00; Su off"),
            ("щодня 9-18, крім сб та нд", "Mo-Fr 09:00-18:00; Sa-Su off"),
            ("щодня 9-18, нд вихідний", "Mo-Sa 09:00-18:00; Su off"),
            ("пн-пт 8:00-17:00, вихідні: сб, нд", "Mo-Fr 08:00-17:00; Sa-Su off"),
            ("Пн-Пт 8:00-17:00 без перерви на обід", "Mo-Fr 08:00-17:00"),
            ("Графік роботи: пн-пт 8:00-17:00, вих. - сб., нд.", "Mo-Fr 08:00-17:00; Sa-Su off"),
            ("щодня цілодобово", "24/7"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(hours), "{text}");
        }
    }

    #[test]
    fn a_break_told_apart_at_the_end_is_of_all_days_before_it() {
        let week = "Mo-Th 08:00-12:00,12:45-17:00; Fr 08:00-12:00,12:45-16:00";
        for (text, hours) in [
            ("пн-чт 8:00-17:00, пт 8:00-16:00, перерва 12:00-12:45", week.to_owned()),
            ("пн-чт 8:00-17:00\nпт 8:00-16:00\nОбідня перерва з 12:00 до 12:45", week.to_owned()),
            ("пн-чт 8-17; пт 8-16; перерва 12:00-12:45; сб, нд вихідний", format!("{week}; Sa-Su off")),
            ("пн-чт 8-17, пт 8-16, сб 9-11, перерва 12:00-12:45", format!("{week}; Sa 09:00-11:00")),
            ("пн: 8-17; вт: 8-17; обід 12-13", "Mo-Tu 08:00-12:00,13:00-17:00".to_owned()),
            ("пн 8-17 обід 12-13; вт 8-17", "Mo 08:00-12:00,13:00-17:00; Tu 08:00-17:00".to_owned()),
        ] {
            assert_eq!(parse(text), Some(hours), "{text}");
        }
        for text in [
            "пн-чт 8:00-17:00, пт 8:00-16:00 (перерва 12:00-12:45)",
            "пн-чт 8-17, пт 8-16, перерва 12-13, сб 9-13",
            "пн-пт 8-17, сб 9-13, перерва 12-13",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for (text, part) in [
            ("пн-пт 8:00-17:00, крім свят", "свят"),
            ("пн-пт 8:00-17:00; обід за домовленістю", "за"),
            ("пн-пт 8:00-17:00; сб о 9", "о"),
            ("пн-пт 8:00-17:00; сб 9", "сб 9"),
            ("пн пт 8:00-17:00", "пн пт 8:00-17:00"),
            ("пн: - пт: 8:00-17:00", "пн: - пт: 8:00-17:00"),
            ("без вихідних, пн-пт 8-17", "без вихідних, пн-пт 8-17"),
            ("8:00-17:00", "8:00-17:00"),
            ("пн 8-17, середній 9", "середній"),
        ] {
            assert_eq!(read(text), Err(Unread::Part(part.to_owned())), "{text}");
        }
        for text in ["", "-", "пн: -; вт: -", "пн: -; вт: -; ср: -; чт: -; пт: -; сб: -; нд: -"] {
            assert_eq!(read(text), Err(Unread::Empty), "{text}");
        }
    }

    /// Days in a row with their times, as an office may write them in several ways.
    fn written(days: &[Option<(u16, u16)>], (stop, dash, parting): (&str, &str, &str)) -> String {
        const NAMES: [&str; 7] = ["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Нд"];
        let mut from = 0;
        let mut said = Vec::new();
        for run in days.chunk_by(|a, b| a == b) {
            let last = from + run.len() - 1;
            let ends = if last > from { format!("{dash}{}{stop}", NAMES[last]) } else { String::new() };
            let times = run[0].map_or("вихідний".to_owned(), |(from, to)| format!("{from}.00-{to}:00"));
            said.push(format!("{}{stop}{ends} {times}", NAMES[from]));
            from = last + 1;
        }
        said.join(parting)
    }

    fn a_week() -> impl Strategy<Value = Vec<Option<(u16, u16)>>> {
        let day = prop_oneof![Just(None), Just(Some((8, 17))), Just(Some((9, 13))), Just(Some((8, 16)))];
        proptest::collection::vec(day, 7).prop_filter("some day is open", |days| days.iter().any(Option::is_some))
    }

    fn a_style() -> impl Strategy<Value = (&'static str, &'static str, &'static str)> {
        let stops = proptest::sample::select(vec!["", ".", ".:", ":"]);
        let dashes = proptest::sample::select(vec!["-", " - ", "–", " — "]);
        (stops, dashes, proptest::sample::select(vec![", ", "; ", "\n", ". ", " "])).prop_map(
            |(stop, dash, parting)| {
                // Colons follow the last name of a range only.
                (if stop.contains(':') { "." } else { stop }, dash, parting)
            },
        )
    }

    proptest! {
        #![proptest_config(crate::domain::testing::with_kept_seeds())]

        #[test]
        fn a_week_reads_alike_however_it_is_written(days in a_week(), style in a_style()) {
            let spans = |day: &Option<(u16, u16)>| {
                Some(day.map(|(from, to)| Span::of_hours(from, to)).into_iter().collect::<Vec<_>>())
            };
            let week: Vec<Option<Day>> = days.iter().map(spans).collect();
            let hours = print(&week.try_into().unwrap());
            let text = written(&days, style);
            prop_assert_eq!(read(&text), Ok(hours.clone()), "{}", text);
            let words = in_words(&hours);
            prop_assert_eq!(words.as_deref().and_then(parse), Some(hours), "{:?}", words);
        }

        #[test]
        fn no_word_is_passed_over(days in a_week(), style in a_style(), word in "[бгґдєжзклмпстфхцчшщюя]{4,9}", at in 0_usize..40) {
            let text = written(&days, style);
            let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).collect();
            let (before, after) = text.split_at(spaces[at % spaces.len()]);
            let text = format!("{before} {word}{after}");
            prop_assert_eq!(read(&text), Err(Unread::Part(word)), "{}", text);
        }

        #[test]
        fn every_day_that_is_named_stands_in_the_hours(text in "((пн|вт|ср|чт|пт|сб|нд)\\.?[ ,:;.-]{0,3}(8|9\\.00|17:00)?[ ,;-]{0,2}){1,5}") {
            if let Ok(hours) = read(&text) {
                let week = crate::domain::hours::ordinary_week(&format!("24/7 unknown; {hours}")).unwrap();
                for (name, day) in ["пн", "вт", "ср", "чт", "пт", "сб", "нд"].iter().zip(week) {
                    prop_assert_eq!(text.contains(name) && day == DayHours::Unknown, false, "{} {}", text, hours);
                }
            }
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
