//! One point as an answer to «where to go».

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};
use maud::{Markup, html};

use super::candidates::{Candidate, Reason};
use super::question::{DoorQuestion, When, is_late, saturday, week};
use crate::compliance::cards::needs::{Access, WHEELCHAIR, access};
use crate::domain::hours::DayHours;
use crate::domain::{Precision, Truth};
use crate::http::{Lang, RequestContext};
use crate::registry::PointOnDate;
use crate::rulebook::Criterion;
use crate::site::pages::barrier_free::people;
use crate::site::parts::{badge, format, links, names, unknown};

/// The points as a list.
pub(super) fn list(
    view: &RequestContext,
    asked: &DoorQuestion<'_>,
    found: &[Candidate<'_>],
    now: NaiveDateTime,
) -> Markup {
    html! { ol.places { @for one in found { li { (card(view, asked, one, now)) } } } }
}

fn card(view: &RequestContext, asked: &DoorQuestion<'_>, one: &Candidate<'_>, now: NaiveDateTime) -> Markup {
    let lang = view.lang;
    let row = one.point.row();
    html! {
        h3 { (links::point(view, one.point)) }
        p.where-line { b { (distance(lang, one)) } " " (badge::kind(lang, row.kind)) }
        @if !one.reasons.is_empty() {
            ul.reasons {
                @for reason in &one.reasons {
                    li.unknown[reason.is_unknown()] { (reason_words(view, asked, reason)) }
                }
            }
        }
        @if !matches!(one.reasons.first(), Some(Reason::Occupied | Reason::Suspended)) {
            p {
                @if one.point.row().hours.is_none() { (lang.text("hours")) ": " }
                (badge::open(lang, one.point, now)) (hours_line(lang, asked, one.point, now))
            }
        }
        p { (address(view, one.point)) }
        p { (lang.text("phone")) ": " (phone(lang, one.point)) }
        @if !one.reasons.iter().any(|reason| matches!(reason, Reason::Barrier(_) | Reason::AccessUnknown)) {
            p { (access_line(view, asked, one)) }
        }
    }
}

fn distance(lang: Lang, one: &Candidate<'_>) -> String {
    if one.metres < 100.0 && one.point.precision != Precision::Address {
        return lang.text("door-same-place");
    }
    let km = format::decimal(lang, one.metres / 1000.0, 1);
    lang.with("door-km", [("km", km.into())])
}

/// Hours of the day in question: of today, of Saturday, or those that go on into an evening.
fn hours_line(lang: Lang, asked: &DoorQuestion<'_>, point: &PointOnDate, now: NaiveDateTime) -> Markup {
    let today = now.date();
    let told = match asked.when {
        None if asked.at.is_some() => asked.at.and_then(|at| day_line(lang, point, at.date())),
        Some(When::Saturday) => day_line(lang, point, saturday(today)),
        Some(When::Evening) => {
            let late = week(today).filter(|day| is_late(&point.hours_on(*day)) == Truth::Yes);
            let days: Vec<String> = late.filter_map(|day| day_line(lang, point, day)).collect();
            (!days.is_empty()).then(|| days.join("; "))
        }
        _ => match point.hours_on(today) {
            DayHours::Open(spans) => Some(lang.with("door-today", [("hours", spans_words(&spans).into())])),
            DayHours::Closed | DayHours::Unknown => None,
        },
    };
    html! { @if let Some(told) = told { ". " (told) } }
}

/// «у суботу 08:00–14:00».
fn day_line(lang: Lang, point: &PointOnDate, day: NaiveDate) -> Option<String> {
    let DayHours::Open(spans) = point.hours_on(day) else { return None };
    let weekday = lang.text(&format!("on-weekday-{}", day.weekday().number_from_monday()));
    Some(format!("{weekday} {}", spans_words(&spans)))
}

/// «08:00–12:00, 13:00–17:00».
pub(in crate::site::pages) fn spans_words(spans: &[(NaiveTime, NaiveTime)]) -> String {
    let end =
        |time: NaiveTime| if time == NaiveTime::MIN { "24:00".to_owned() } else { time.format("%H:%M").to_string() };
    let words = spans.iter().map(|(from, until)| format!("{}–{}", from.format("%H:%M"), end(*until)));
    words.collect::<Vec<_>>().join(", ")
}

fn address(view: &RequestContext, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let settlement = point.row().settlement.map(|code| links::territory_name(view, code));
    html! {
        @match (view.registry.full_address(point), settlement) {
            (Some(address), _) => { span lang=[links::foreign(view)] { (address) } }
            (None, Some(settlement)) => { (settlement) ", " (lang.text("door-no-address")) }
            (None, None) => { (lang.text("door-no-address")) }
        }
        @if let Some(url) = links::geo_url(view, point) { " " a href=(url) { (lang.text("route")) } }
    }
}

fn phone(lang: Lang, point: &PointOnDate) -> Markup {
    let row = point.row();
    html! {
        @match &row.phone {
            Some(phone) => { (links::phone(phone)) }
            None => { (unknown(lang)) @if let Some(web) = &row.web { "; " (lang.text("web")) ": " (links::outside(web)) } }
        }
    }
}

/// The verdict for the need that was asked about, or for a wheelchair.
fn access_line(view: &RequestContext, asked: &DoorQuestion<'_>, one: &Candidate<'_>) -> Markup {
    let need = asked.need.unwrap_or(WHEELCHAIR);
    let known = one.access.clone().unwrap_or_else(|| access(&view.registry, one.point, need));
    let asked_for = asked.need.is_some();
    html! {
        (people(view, need)) ": " (verdict(view.lang, &known))
        @if asked_for { (details(view, &known)) }
    }
}

/// Accessible, not accessible, partly where something is missing that stops nobody at the door, or not known.
pub(in crate::site::pages) fn verdict(lang: Lang, known: &Access<'_>) -> Markup {
    let (class, key) = match (known.suits, known.missing.is_empty()) {
        (Truth::Yes, true) => ("open", "door-access-yes"),
        (Truth::Yes, false) => ("", "door-access-partly"),
        (Truth::No, _) => ("shut", "door-access-no"),
        (Truth::Unknown, _) => return unknown(lang),
    };
    html! { strong class=(class) { (lang.text(key)) } }
}

/// What there is and what there is not.
pub(in crate::site::pages) fn details(view: &RequestContext, known: &Access<'_>) -> Markup {
    let lang = view.lang;
    html! {
        @if !known.there.is_empty() { "; " (lang.text("door-there")) ": " (titles(lang, &known.there)) }
        @if !known.missing.is_empty() { "; " (lang.text("door-missing")) ": " (titles(lang, &known.missing)) }
    }
}

fn titles(lang: Lang, criteria: &[&Criterion]) -> String {
    let titles = criteria.iter().map(|one| format::small(names::ruled(lang, &one.title)));
    titles.collect::<Vec<_>>().join(", ")
}

/// Why it does not serve, or why that is not known.
fn reason_words(view: &RequestContext, asked: &DoorQuestion<'_>, reason: &Reason<'_>) -> String {
    let lang = view.lang;
    let who = || people(view, asked.need.unwrap_or(WHEELCHAIR));
    match reason {
        Reason::Occupied => lang.text("door-reason-occupied"),
        Reason::Suspended => lang.text("door-reason-suspended"),
        Reason::NotGiven => lang.text("door-reason-not-given"),
        Reason::NotDeclared => lang.text("door-reason-not-declared"),
        Reason::NoEquipment(kind) => lang.with("door-reason-no-kit", [("kit", names::ruled(lang, &kind.title).into())]),
        Reason::Barrier(missing) => {
            lang.with("door-reason-barrier", [("who", who().into()), ("what", titles(lang, missing).into())])
        }
        Reason::AccessUnknown => lang.with("door-reason-access-unknown", [("who", who().into())]),
        Reason::Shut => lang.text("door-reason-shut"),
        Reason::HoursUnknown => lang.text("door-reason-hours-unknown"),
    }
}
