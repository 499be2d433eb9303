//! Codes such as `01-02` of which a spreadsheet made a date.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::parse_date;

/// Names of months as spreadsheets shorten them in Ukrainian, Russian and English, and in full.
const MONTHS: [&[&str]; 12] = [
    &["січ", "січень", "січня", "янв", "jan"],
    &["лют", "лютий", "лютого", "фев", "feb"],
    &["бер", "березень", "березня", "мар", "mar"],
    &["кві", "квіт", "квітень", "квітня", "апр", "apr"],
    &["тра", "трав", "травень", "травня", "май", "may"],
    &["чер", "черв", "червень", "червня", "июн", "jun"],
    &["лип", "липень", "липня", "июл", "jul"],
    &["сер", "серп", "серпень", "серпня", "авг", "aug"],
    &["вер", "вересень", "вересня", "сен", "sep"],
    &["жов", "жовт", "жовтень", "жовтня", "окт", "oct"],
    &["лис", "лист", "листопад", "листопада", "ноя", "nov"],
    &["гру", "груд", "грудень", "грудня", "дек", "dec"],
];
/// Numbers under which spreadsheets keep the days of 1990 to 2100.
const SERIALS: std::ops::RangeInclusive<i64> = 32_874..=73_415;

/// True for a date as a spreadsheet shows or keeps it; a bare number is not one.
#[must_use]
pub fn is_date(text: &str) -> bool {
    date(text).is_some() || !with_month_name(text).is_empty()
}

/// The codes of which a spreadsheet may have made this: day and month in either order, or month and year.
pub(in crate::formats) fn codes_behind(text: &str) -> Vec<String> {
    let named = with_month_name(text);
    if !named.is_empty() {
        return named;
    }
    let Some(date) = date(text).or_else(|| serial(text)) else { return Vec::new() };
    let (day, month, year) = (date.day(), date.month(), date.year().rem_euclid(100));
    let mut codes = vec![format!("{day:02}-{month:02}")];
    if day != month {
        codes.push(format!("{month:02}-{day:02}"));
    }
    if day == 1 {
        codes.push(format!("{month:02}-{year:02}"));
    }
    codes.dedup();
    codes
}

/// `2026-01-02`, also with a time, `02.01.2026`, `02/01/2026`.
fn date(text: &str) -> Option<NaiveDate> {
    let day = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    parse_date(&day.replace('/', "."))
}

/// A number under which a spreadsheet keeps a day.
fn serial(text: &str) -> Option<NaiveDate> {
    let number: i64 = text.parse().ok().filter(|number| SERIALS.contains(number))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::Duration::days(number))
}

/// «02.янв», «1 лют», «2-Jan», «янв.24», «1 лютого 2026».
fn with_month_name(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    let parts: Vec<&str> = small.split([' ', '.', '-', '/', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
    match parts.as_slice() {
        [day, name] | [day, name, _] if number(day).is_some_and(|day| day <= 31) => {
            let (Some(day), Some(month)) = (number(day), month(name)) else { return Vec::new() };
            // Where months are named in English the month stood first as often as the day.
            let either = name.is_ascii() && day != month;
            let mut codes = vec![format!("{day:02}-{month:02}")];
            codes.extend(either.then(|| format!("{month:02}-{day:02}")));
            codes
        }
        [name, year] => match (month(name), number(year)) {
            (Some(month), Some(year)) => vec![format!("{month:02}-{:02}", year % 100)],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn month(name: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| names.contains(&name))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_behind_a_date_is_found() {
        let written: [(&str, &[&str]); 9] = [
            ("02.янв", &["02-01"]),
            ("1 лют", &["01-02"]),
            ("01.лют", &["01-02"]),
            ("2-Jan", &["02-01", "01-02"]),
            ("янв.24", &["01-24"]),
            ("2026-01-02", &["02-01", "01-02"]),
            ("2024-04-01T00:00:00", &["01-04", "04-01", "04-24"]),
            ("04.09.2026", &["04-09", "09-04"]),
            ("46024", &["02-01", "01-02"]),
        ];
        for (text, codes) in written {
            assert_eq!(codes_behind(text), codes, "{text}");
        }
        for text in ["01-02", "S1", "20017", "101-02", "523-р", "7-Маяк", "12 серпанків", ""] {
            assert!(codes_behind(text).is_empty() && !is_date(text), "{text}");
        }
        assert!(!is_date("46024") && is_date("02.янв") && is_date("2026-01-02"));
    }
}
