//! Fields of the card of a point and of its hours.

use chrono::{Datelike as _, Days};
use maud::{Markup, html};

use super::fields::Sheet;
use crate::actions::service_sheets::points_of;
use crate::domain::hours::{DayHours, on_day};
use crate::domain::{Category, PointKind, PointStatus};
use crate::formats::timetable::{self, Unread};
use crate::http::Lang;
use crate::site::pages::door::card::spans_words;
use crate::site::parts::{format, links, names, unknown};

type Options = Vec<(String, String)>;

pub fn card(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.view.lang;
    let unit = names::unit(lang, "m²");
    html! {
        (sheet.text("name"))
        (sheet.choice("kind", &words(PointKind::ALL, |kind| (kind.word(), names::kind(lang, *kind)))))
        (sheet.choice("status", &words(PointStatus::ALL, |status| (status.word(), names::status(lang, *status)))))
        (sheet.field("until", &sheet.day("until", None)))
        (sheet.choice("parent", &parents(sheet)))
        (sheet.choice("settlement", &settlements(sheet)))
        (sheet.choice("starosta_district", &districts(sheet)))
        (sheet.text("address"))
        (sheet.number("lat", None))
        (sheet.number("lon", None))
        p.hint { (lang.text("form-coordinates-help")) }
        (sheet.choice("diia_centre", &yes_no_unknown(lang)))
        @for name in ["area_total", "area_waiting", "area_service"] { (sheet.number(name, Some(&unit))) }
        (sheet.number("workers", None))
    }
}

fn words<T>(all: &[T], told: impl Fn(&T) -> (&'static str, String)) -> Options {
    all.iter().map(told).map(|(word, title)| (word.to_owned(), title)).collect()
}

/// Nothing chosen is not known, and never no.
fn yes_no_unknown(lang: Lang) -> Options {
    [("", "unknown"), ("yes", "yes"), ("no", "no")].map(|(value, key)| (value.to_owned(), lang.text(key))).to_vec()
}

fn parents(sheet: &Sheet<'_>) -> Options {
    let points = points_of(&sheet.view.registry, sheet.asked.place.hromada).into_iter();
    let centres = points.filter(|point| point.row().kind == PointKind::Cnap);
    let centres = centres.filter(|point| Some(point.code()) != sheet.asked.code.as_deref());
    let none = [(String::new(), sheet.view.lang.text("form-empty"))];
    none.into_iter().chain(centres.map(|point| (point.code().to_owned(), point.row().name.clone()))).collect()
}

fn settlements(sheet: &Sheet<'_>) -> Options {
    let view = sheet.view;
    let own = view.registry.records.territories.children(sheet.asked.place.hromada);
    let is_settlement = |category| matches!(category, Category::City | Category::SettlementType | Category::Village);
    let own = own.filter(|place| is_settlement(place.category));
    let none = [(String::new(), view.lang.text("unknown"))];
    none.into_iter().chain(own.map(|place| (place.code.to_string(), links::full_name(view, place)))).collect()
}

fn districts(sheet: &Sheet<'_>) -> Options {
    let all = sheet.view.registry.records.districts.all.iter();
    let own = all.filter(|district| district.hromada == sheet.asked.place.hromada);
    let none = [(String::new(), sheet.view.lang.text("form-empty"))];
    none.into_iter().chain(own.map(|district| (district.code.clone(), district.name.clone()))).collect()
}

/// Hours as the office words them, with what the registry understands of them.
pub fn hours(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.view.lang;
    html! {
        p { (lang.text("form-hours-lead")) }
        (sheet.area("hours", 4))
        (understood(sheet))
    }
}

fn understood(sheet: &Sheet<'_>) -> Markup {
    let lang = sheet.view.lang;
    let text = sheet.value("hours").trim();
    if text.is_empty() {
        return html! { p.notice { (lang.text("form-hours-unknown")) } };
    }
    let hours = match if timetable::is_osm(text) { Ok(text.to_owned()) } else { timetable::read(text) } {
        Ok(hours) => hours,
        Err(Unread::Empty) => return html! { p.notice { (lang.text("form-hours-unknown")) } },
        Err(Unread::Part(part)) => {
            return html! { p.notice { (lang.with("form-hours-not-read", [("part", part.into())])) } };
        }
    };
    let today = sheet.view.today();
    let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()));
    let week = (0..7).filter_map(|ahead| monday?.checked_add_days(Days::new(ahead)));
    html! {
        table.hours {
            caption { (lang.text("form-hours-understood")) @if let Some(words) = format::hours(lang, &hours) { ": " (words) } }
            tbody {
                @for day in week {
                    tr {
                        th scope="row" { (lang.text(&format!("weekday-{}", day.weekday().number_from_monday()))) }
                        td { @match on_day(&hours, day).unwrap_or(DayHours::Unknown) {
                            DayHours::Open(spans) => (spans_words(&spans)),
                            DayHours::Closed => (lang.text("day-closed")),
                            DayHours::Unknown => (unknown(lang)),
                        } }
                    }
                }
            }
        }
    }
}
