//! Opening hours of a point: OSM syntax told in words, and whether a point is open at a moment.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use opening_hours::{OpeningHours, RuleKind};
use opening_hours_syntax::rules::day::{DaySelector, WeekDayRange};

/// How far ahead the next opening is looked for, in days.
const HORIZON: u64 = 60;
const WEEKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
const WEEKEND: [(Weekday, &str); 2] = [(Weekday::Sat, "Sa"), (Weekday::Sun, "Su")];

/// Language of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursLanguage {
    Ukrainian,
    English,
}

/// The hours in words («Пн–Пт 08:00–17:00, Сб вихідний»), or `None` where the text is not OSM syntax.
#[must_use]
pub fn describe(hours: &str, language: HoursLanguage) -> Option<String> {
    let closed = unnamed_weekend(hours)?;
    let closed = (!closed.is_empty()).then(|| format!("{} off", closed.join("-")));
    let rules = hours.split(';').map(str::trim).filter(|rule| !rule.is_empty()).chain(closed.as_deref());
    Some(rules.map(|rule| rule_in_words(rule, language)).collect::<Vec<_>>().join(", "))
}

fn rule_in_words(rule: &str, language: HoursLanguage) -> String {
    let parts: Vec<String> = rule.split(',').map(|part| words(part.trim(), language)).collect();
    parts.join(pick(language, " і ", " and "))
}

/// Whether the hours say open at a local moment; `None` where the text is not OSM syntax or does not speak of the day.
#[must_use]
pub fn open_at(hours: &str, moment: NaiveDateTime) -> Option<bool> {
    match complete(hours)?.state(moment).0 {
        RuleKind::Open => Some(true),
        RuleKind::Closed => Some(false),
        RuleKind::Unknown => None,
    }
}

/// The first moment after a local one at which the hours open; `None` where they are open then, where a day before it is
/// not spoken of, and where the text is not OSM syntax.
#[must_use]
pub fn opens_next(hours: &str, moment: NaiveDateTime) -> Option<NaiveDateTime> {
    let until = moment.checked_add_days(Days::new(HORIZON))?;
    let hours = complete(hours)?;
    let next = hours.iter_range(moment, until).find(|span| span.kind != RuleKind::Closed)?;
    (next.kind == RuleKind::Open && next.range.start > moment).then_some(next.range.start)
}

/// What the hours say of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayHours {
    /// From when until when; midnight at the end is 00:00.
    Open(Vec<(NaiveTime, NaiveTime)>),
    Closed,
    Unknown,
}

/// The hours of a day; `None` where the text is not OSM syntax.
#[must_use]
pub fn on_day(hours: &str, day: NaiveDate) -> Option<DayHours> {
    let start = day.and_time(NaiveTime::MIN);
    let hours = complete(hours)?;
    let spans: Vec<_> = hours.iter_range(start, start.checked_add_days(Days::new(1))?).collect();
    let open = spans.iter().filter(|span| span.kind == RuleKind::Open);
    let open: Vec<_> = open.map(|span| (span.range.start.time(), span.range.end.time())).collect();
    let is_unknown = spans.iter().any(|span| span.kind == RuleKind::Unknown);
    Some(match (open.is_empty(), is_unknown) {
        (false, _) => DayHours::Open(open),
        (true, true) => DayHours::Unknown,
        (true, false) => DayHours::Closed,
    })
}

/// The hours of an ordinary week, Monday first; `None` where the text is not OSM syntax, or where what holds changes with
/// the season. Closing on holidays and on single dates is passed over.
#[must_use]
pub fn ordinary_week(hours: &str) -> Option<[DayHours; 7]> {
    let rules = opening_hours_syntax::parse(hours).ok()?.rules;
    let (weekly, dated): (Vec<_>, Vec<_>) = rules.iter().partition(|rule| is_weekly(&rule.day_selector));
    if weekly.is_empty() || dated.iter().any(|rule| rule.kind != RuleKind::Closed) {
        return None;
    }
    let text = weekly.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    // Any week will do, for nothing left depends on the date.
    let monday = NaiveDate::from_isoywd_opt(2023, 10, Weekday::Mon)?;
    let days: Option<Vec<DayHours>> = monday.iter_days().take(7).map(|day| on_day(&text, day)).collect();
    days?.try_into().ok()
}

/// True for rules that name days of the week alone, every one of them, or all days.
fn is_weekly(days: &DaySelector) -> bool {
    let every = |range: &WeekDayRange| match range {
        WeekDayRange::Fixed { offset, nth_from_start, nth_from_end, .. } => {
            *offset == 0 && nth_from_start.iter().all(|nth| *nth) && nth_from_end.iter().all(|nth| *nth)
        }
        WeekDayRange::Holiday { .. } => false,
    };
    days.year.is_empty() && days.monthday.is_empty() && days.week.is_empty() && days.weekday.iter().all(every)
}

/// The hours with what they leave unsaid: a day no rule speaks of is not known, rather than closed; but hours that name
/// Monday to Friday are closed on the weekend days they do not name.
fn complete(hours: &str) -> Option<OpeningHours> {
    let closed: String = unnamed_weekend(hours)?.iter().map(|day| format!("{day} off; ")).collect();
    format!("24/7 unknown; {closed}{hours}").parse().ok()
}

/// Saturday and Sunday where the hours name Monday to Friday and not them; `None` where the text is not OSM syntax.
fn unnamed_weekend(hours: &str) -> Option<Vec<&'static str>> {
    let rules = opening_hours_syntax::parse(hours).ok()?.rules;
    // A rule without days speaks of all of them; one of dates or holidays names no day of the week.
    let every_day = rules.iter().any(|rule| rule.day_selector.is_empty());
    let ranges: Vec<&WeekDayRange> = rules.iter().flat_map(|rule| &rule.day_selector.weekday).collect();
    let named = |day: Weekday| ranges.iter().any(|range| names_day(range, day));
    if every_day || !WEEKDAYS.into_iter().all(named) {
        return Some(Vec::new());
    }
    Some(WEEKEND.into_iter().filter(|(day, _)| !named(*day)).map(|(_, name)| name).collect())
}

fn names_day(range: &WeekDayRange, day: Weekday) -> bool {
    let WeekDayRange::Fixed { range, .. } = range else { return false };
    let (from, to, day) = (*range.start() as u8, *range.end() as u8, day as u8);
    if from <= to { (from..=to).contains(&day) } else { day >= from || day <= to }
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
        assert_eq!(told, "Пн–Пт 08:00–12:00 і 13:00–17:00, Сб вихідний, Нд вихідний");
        let told = describe(hours, HoursLanguage::English).unwrap();
        assert_eq!(told, "Mon–Fri 08:00–12:00 and 13:00–17:00, Sat closed, Sun closed");
        assert_eq!(describe("24/7", HoursLanguage::English).unwrap(), "around the clock");
        assert_eq!(describe("пн: 8", HoursLanguage::English), None);
    }

    #[test]
    fn an_ordinary_week_leaves_holidays_out_and_is_not_told_where_seasons_differ() {
        let open = |day: &DayHours| matches!(day, DayHours::Open(_));
        let week = |hours: &str| ordinary_week(hours).map(|days| days.iter().map(open).collect::<Vec<_>>());
        let five = [true, true, true, true, true, false, false].to_vec();
        assert_eq!(week("Mo-Fr 08:00-17:00; PH off"), Some(five.clone()));
        assert_eq!(week("Mo-Fr 08:00-12:00,13:00-17:00; Dec 31 off"), Some(five));
        assert_eq!(week("24/7"), Some(vec![true; 7]));
        for hours in
            ["Jun-Aug Mo-Fr 08:00-15:00; Sep-May Mo-Fr 08:00-17:00", "коли як", "PH 10:00-12:00", "Sa[1] 09:00-12:00"]
        {
            assert_eq!(ordinary_week(hours), None, "{hours}");
        }
        assert_eq!(ordinary_week("Mo-Th 08:00-17:00").unwrap()[6], DayHours::Unknown);
    }

    #[test]
    fn a_weekend_day_is_closed_where_all_working_days_are_named_and_it_is_not() {
        for hours in [
            "Mo-Fr 08:00-12:00,13:00-17:00",
            "Mo-Fr 08:00-12:00,13:00-17:00; Sa off",
            "Mo,We,Fr 08:00-12:00,13:00-17:00; Tu,Th 08:00-12:00,13:00-17:00",
            "Mo-Fr 08:00-12:00,13:00-17:00; PH off; Dec 31 off",
        ] {
            let at = |text: &str| open_at(hours, text.parse().unwrap());
            assert_eq!(at("2023-11-30T09:00:00"), Some(true), "{hours}");
            assert_eq!(at("2023-11-30T12:30:00"), Some(false), "{hours}");
            assert_eq!(at("2023-11-30T17:00:00"), Some(false), "{hours}");
            assert_eq!(at("2023-12-02T09:00:00"), Some(false), "{hours}");
            assert_eq!(at("2023-12-03T09:00:00"), Some(false), "{hours}");
        }
        assert_eq!(open_at("Mo-Fr 08:00-17:00; Sa 09:00-13:00", "2023-12-02T10:00:00".parse().unwrap()), Some(true));
        let words = describe("Mo-Fr 08:00-17:00", HoursLanguage::Ukrainian).unwrap();
        assert_eq!(words, "Пн–Пт 08:00–17:00, Сб–Нд вихідний");
    }

    #[test]
    fn a_day_that_is_not_named_is_not_known_where_a_working_day_is_missing_too() {
        for hours in ["Mo-Th 08:00-17:00", "Mo,Tu,We,Fr 08:00-17:00; Sa off", "Dec 31 off", "PH off"] {
            for day in ["2023-12-03T09:00:00", "2023-12-10T20:00:00"] {
                assert_eq!(open_at(hours, day.parse().unwrap()), None, "{hours}");
            }
        }
        assert_eq!(describe("Mo-Th 08:00-17:00", HoursLanguage::English).unwrap(), "Mon–Thu 08:00–17:00");
        assert_eq!(open_at("24/7", "2023-12-03T09:00:00".parse().unwrap()), Some(true));
        assert_eq!(open_at("коли як", "2023-12-03T09:00:00".parse().unwrap()), None);
    }

    #[test]
    fn the_next_opening_is_told_only_where_all_before_it_is_known_to_be_shut() {
        for (hours, at, next) in [
            ("Mo-Fr 08:00-12:00,13:00-17:00", "2023-11-30T07:00:00", Some("2023-11-30T08:00:00")),
            ("Mo-Fr 08:00-12:00,13:00-17:00", "2023-11-30T12:00:00", Some("2023-11-30T13:00:00")),
            ("Mo-Fr 08:00-12:00,13:00-17:00", "2023-11-30T17:00:00", Some("2023-12-01T08:00:00")),
            ("Mo-Fr 08:00-12:00,13:00-17:00", "2023-12-01T17:00:00", Some("2023-12-04T08:00:00")),
            ("Mo-Fr 08:00-12:00,13:00-17:00", "2023-11-30T09:00:00", None),
            ("Mo-Th 08:00-17:00", "2023-11-30T18:00:00", None),
            ("Mo-Th 08:00-17:00", "2023-11-29T18:00:00", Some("2023-11-30T08:00:00")),
            ("Mo 08:00-17:00; Tu-Su off", "2023-11-30T18:00:00", Some("2023-12-04T08:00:00")),
            ("24/7", "2023-11-30T18:00:00", None),
            ("Mo-Su off", "2023-11-30T18:00:00", None),
            ("коли як", "2023-11-30T18:00:00", None),
        ] {
            let next = next.map(|text| text.parse().unwrap());
            assert_eq!(opens_next(hours, at.parse().unwrap()), next, "{hours} at {at}");
        }
    }

    proptest::proptest! {
        #![proptest_config(crate::domain::testing::with_kept_seeds())]
        #[test]
        fn it_is_shut_before_the_next_opening_and_open_at_it(day in 0_u64..14, minute in 0_i64..1_440, week in 0_u8..128) {
            let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
            let said = names.iter().enumerate().filter(|(at, _)| week >> at & 1 == 1);
            let rules: Vec<String> = said.map(|(_, name)| format!("{name} 09:00-13:00,14:00-18:00")).collect();
            let hours = if rules.is_empty() { "PH off".to_owned() } else { rules.join("; ") };
            let start: NaiveDateTime = "2023-11-27T00:00:00".parse().unwrap();
            let moment = start.checked_add_days(Days::new(day)).unwrap() + chrono::Duration::minutes(minute);
            let next = opens_next(&hours, moment);
            if let Some(next) = next {
                    let before = next - chrono::Duration::minutes(1);
                    proptest::prop_assert_eq!(open_at(&hours, next), Some(true));
                    proptest::prop_assert_eq!(open_at(&hours, before), Some(false));
                    proptest::prop_assert_eq!(open_at(&hours, moment), Some(false));
            } else {
                proptest::prop_assert_ne!((open_at(&hours, moment), week & 31), (Some(false), 31));
            }
        }
    }
}
