//! Numbers, shares, dates and plural forms as each language writes them.

use chrono::{DateTime, NaiveDate, Utc};
use fluent_templates::fluent_bundle::FluentValue;

use crate::compliance::figures::Span;
use crate::domain::Period;
use crate::domain::hours::{HoursLanguage, describe};
use crate::texts::Lang;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A whole number with its thousands set apart: «12 345», `12,345`.
#[must_use]
pub fn number(lang: Lang, value: u64) -> String {
    lang.grouped(&value.to_string())
}

/// A count of things.
#[must_use]
pub fn count(lang: Lang, value: usize) -> String {
    number(lang, value as u64)
}

/// A moment by the clock of Kyiv: «20.11.2026 12:00».
#[must_use]
pub fn moment(lang: Lang, at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&chrono_tz::Europe::Kyiv);
    format!("{} {}", date(lang, at.date_naive()), at.format("%H:%M"))
}

/// Words within a line: the first letter is small.
#[must_use]
pub fn small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// A number with a fixed number of digits after the comma (the point in English).
#[must_use]
pub fn decimal(lang: Lang, value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    let sign = if value < 0.0 { "−" } else { "" };
    match (text.split_once('.'), lang) {
        (Some((whole, rest)), Lang::Uk) => format!("{sign}{},{rest}", lang.grouped(whole)),
        (Some((whole, rest)), Lang::En) => format!("{sign}{}.{rest}", lang.grouped(whole)),
        (None, _) => format!("{sign}{}", lang.grouped(&text)),
    }
}

/// A number with no more digits than it needs, two at most.
#[must_use]
pub fn short_number(lang: Lang, value: f64) -> String {
    let whole = |scale: f64| ((value * scale).round() - value * scale).abs() < 1e-6;
    let digits = if whole(1.0) {
        0
    } else if whole(10.0) {
        1
    } else {
        2
    };
    decimal(lang, value, digits)
}

/// A share of one as a percentage: «64,0 %», `64.0%`.
#[must_use]
pub fn percent(lang: Lang, share: f64) -> String {
    let value = decimal(lang, share * 100.0, 1);
    match lang {
        Lang::Uk => format!("{value}\u{a0}%"),
        Lang::En => format!("{value}%"),
    }
}

/// A day: «30.11.2023», `30 November 2023`.
#[must_use]
pub fn date(lang: Lang, day: NaiveDate) -> String {
    use chrono::Datelike as _;
    match lang {
        Lang::Uk => day.format("%d.%m.%Y").to_string(),
        Lang::En => {
            let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
            format!("{}\u{a0}{month}\u{a0}{}", day.day(), day.year())
        }
    }
}

/// A period in words: «з 01.01.2022 до 30.11.2023», with «завжди» where it has no ends.
#[must_use]
pub fn period(lang: Lang, period: &Period) -> String {
    let from = period.from.map(|day| date(lang, day));
    let until = period.until.map(|day| date(lang, day));
    match (from, until) {
        (Some(from), Some(until)) => lang.with("period-both", [("from", from.into()), ("until", until.into())]),
        (Some(from), None) => lang.with("period-from", [("from", from.into())]),
        (None, Some(until)) => lang.with("period-until", [("until", until.into())]),
        (None, None) => lang.text("period-open"),
    }
}

/// Opening hours in words; `None` for a text that is not in the syntax of OSM.
#[must_use]
pub fn hours(lang: Lang, text: &str) -> Option<String> {
    describe(text, if lang == Lang::En { HoursLanguage::English } else { HoursLanguage::Ukrainian })
}

/// «4 квартал 2023 року».
#[must_use]
pub fn span_text(lang: Lang, span: Span) -> String {
    let year = |year: i32| year.to_string();
    match span {
        Span::Year(y) => lang.with("span-year", [("year", year(y).into())]),
        Span::Quarter(y, q) => lang.with("span-quarter", [("quarter", q.to_string().into()), ("year", year(y).into())]),
        Span::Month(y, m) => format!("{} {y}", lang.text(&format!("month-{m}"))),
    }
}

/// A text with `$count` for the plural form and `$n` for the number as written.
#[must_use]
pub fn plural(lang: Lang, key: &str, value: usize) -> String {
    lang.with(key, [("count", FluentValue::from(value)), ("n", count(lang, value).into())])
}

/// The form of a unit that goes with a number, from its forms: «послуга|послуги|послуг», with a fourth for fractions.
#[must_use]
pub fn unit(lang: Lang, forms: &str, value: f64) -> &str {
    let all: Vec<&str> = forms.split('|').collect();
    let whole = value.abs().round();
    let ones = whole % 10.0;
    let teens = (11.0..15.0).contains(&(whole % 100.0));
    let place = match lang {
        _ if (value.abs() - whole).abs() > 0.005 => {
            if lang == Lang::Uk && all.len() > 3 {
                3
            } else {
                1
            }
        }
        Lang::En => usize::from((whole - 1.0).abs() > 0.5),
        Lang::Uk if teens => 2,
        Lang::Uk if (1.0..2.0).contains(&ones) => 0,
        Lang::Uk if (2.0..5.0).contains(&ones) => 1,
        Lang::Uk => 2,
    };
    all.get(place).or(all.last()).copied().unwrap_or_default()
}

/// «61 із 65».
#[must_use]
pub fn part_of_whole(lang: Lang, part: usize, whole: usize) -> String {
    lang.with("n-of-m", [("part", count(lang, part).into()), ("whole", count(lang, whole).into())])
}

/// «61 із 65» for `61 of 65`, as data write it; other texts stand as they are.
#[must_use]
pub fn published(lang: Lang, text: &str) -> String {
    let parts = text.split_once(" of ").and_then(|(part, whole)| Some((part.parse().ok()?, whole.parse().ok()?)));
    parts.map_or_else(|| text.to_owned(), |(part, whole)| part_of_whole(lang, part, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_does() {
        assert_eq!(number(Lang::Uk, 12_345), "12\u{a0}345");
        assert_eq!(number(Lang::En, 1_234_567), "1,234,567");
        assert_eq!(number(Lang::Uk, 999), "999");
        assert_eq!(percent(Lang::Uk, 0.64), "64,0\u{a0}%");
        assert_eq!(percent(Lang::En, 0.64), "64.0%");
        assert_eq!(short_number(Lang::Uk, 12.0), "12");
        assert_eq!(short_number(Lang::Uk, 12.5), "12,5");
        assert_eq!(short_number(Lang::En, 1_012.345), "1,012.35");
    }

    #[test]
    fn dates_are_written_as_each_language_does() {
        let day = NaiveDate::from_ymd_opt(2023, 11, 30).unwrap();
        assert_eq!(date(Lang::Uk, day), "30.11.2023");
        assert_eq!(date(Lang::En, day), "30\u{a0}November\u{a0}2023");
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let forms: Vec<String> = [1, 2, 5, 11, 21].iter().map(|n| plural(Lang::Uk, "points-count", *n)).collect();
        assert_eq!(forms, ["1 точка", "2 точки", "5 точок", "11 точок", "21 точка"]);
        assert_eq!(plural(Lang::En, "points-count", 1), "1 point");
        assert_eq!(plural(Lang::En, "points-count", 2), "2 points");
    }

    #[test]
    fn units_take_the_form_of_their_number() {
        let uk = |value| unit(Lang::Uk, "виїзд|виїзди|виїздів|виїзду", value);
        let told = [1.0, 2.0, 5.0, 11.0, 12.0, 21.0, 22.0, 111.0, 0.0, 1.5].map(uk);
        let expected =
            ["виїзд", "виїзди", "виїздів", "виїздів", "виїздів", "виїзд", "виїзди", "виїздів", "виїздів", "виїзду"];
        assert_eq!(told, expected);
        assert_eq!([1.0, 2.0, 1.5].map(|value| unit(Lang::En, "trip|trips", value)), ["trip", "trips", "trips"]);
        assert_eq!(unit(Lang::Uk, "хв", 3.0), "хв");
    }
}
