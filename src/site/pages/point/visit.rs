//! What a visitor needs first: whether it is open and when, how to get there, whom to call, who can get in.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime};
use maud::{Markup, html};

use crate::compliance::cards::needs::{self, access};
use crate::domain::Truth;
use crate::domain::hours::DayHours;
use crate::http::{Lang, RequestContext};
use crate::registry::PointOnDate;
use crate::site::pages::barrier_free::people;
use crate::site::pages::door::card::{details, spans_words, verdict};
use crate::site::parts::{Facts, badge, format, links, unknown};

pub(super) fn section(view: &RequestContext, point: &PointOnDate, now: NaiveDateTime) -> Markup {
    html! {
        (way(view, point))
        (hours(view, point, now))
        (access_by_need(view, point))
    }
}

/// The address, the way there and whom to call.
fn way(view: &RequestContext, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let row = point.row();
    let address = view.registry.full_address(point).map(|address| {
        html! {
            (links::ukrainian(view, &address))
            @if let Some(url) = links::geo_url(view, point) { " " a href=(url) { (lang.text("route")) } }
        }
    });
    let facts = Facts::new()
        .known_fact(lang, "address", address)
        .known_fact(lang, "phone", row.phone.as_deref().map(links::phone))
        .some(lang, "email", row.email.as_deref().map(links::email))
        .some(lang, "web", row.web.as_deref().map(links::outside));
    html! { (facts) }
}

/// Whether it is open now, and the seven days of the week in view.
fn hours(view: &RequestContext, point: &PointOnDate, now: NaiveDateTime) -> Markup {
    let lang = view.lang;
    let row = point.row();
    let week: Vec<(NaiveDate, DayHours)> = week_of(view.date()).map(|day| (day, point.hours_on(day))).collect();
    let is_stated = week.iter().any(|(_, hours)| *hours != DayHours::Unknown);
    let stated = row.hours_text.as_deref().filter(|text| !text.trim().is_empty());
    html! {
        h2 #hours { (lang.text("hours")) }
        @if !view.date_named { p { (badge::open(lang, point, now)) } }
        @if is_stated {
            table.hours {
                caption.small { (row.hours.as_deref().and_then(|hours| format::hours(lang, hours)).unwrap_or_default()) }
                tbody { @for (day, hours) in &week { (day_row(view, *day, hours)) } }
            }
        } @else if let Some(text) = stated.or(row.hours.as_deref()) { p { (text) } } @else { p { (unknown(lang)) } }
        @if let Some(text) = stated.filter(|_| is_stated) {
            details { summary { (lang.text("hours-stated")) } p { (text) } }
        }
    }
}

fn day_row(view: &RequestContext, day: NaiveDate, hours: &DayHours) -> Markup {
    let lang = view.lang;
    let words = match hours {
        DayHours::Open(spans) => html! { (spans_words(spans)) },
        DayHours::Closed => html! { (lang.text("day-closed")) },
        DayHours::Unknown => unknown(lang),
    };
    let is_today = day == view.date();
    html! {
        tr class=[is_today.then_some("today")] {
            th scope="row" { (weekday(lang, day)) @if is_today { " " span.small { (lang.text("day-in-view")) } } }
            td { (words) }
        }
    }
}

fn weekday(lang: Lang, day: NaiveDate) -> String {
    lang.text(&format!("weekday-{}", day.weekday().number_from_monday()))
}

/// Monday to Sunday of the week of a day.
fn week_of(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()));
    (0..7).filter_map(move |ahead| monday?.checked_add_days(Days::new(ahead)))
}

/// For each need whether it suits, and what there is or is not.
fn access_by_need(view: &RequestContext, point: &PointOnDate) -> Markup {
    let lang = view.lang;
    let registry = &view.registry;
    let needs = needs::all(&registry.records.rules).into_iter().map(|need| (need, access(registry, point, need)));
    let (known, silent): (Vec<_>, Vec<_>) = needs.partition(|(_, access)| access.suits != Truth::Unknown);
    html! {
        h2 #access { (lang.text("point-access")) }
        ul.access {
            @for (need, access) in &known {
                li {
                    (people(view, need)) ": "
                    (verdict(lang, access))
                    (details(view, access))
                }
            }
            @if !silent.is_empty() {
                li {
                    @for (index, (need, _)) in silent.iter().enumerate() { @if index > 0 { ", " } (people(view, need)) }
                    ": " (unknown(lang))
                }
            }
        }
        p { a href="#barrier-free" { (lang.text("point-access-all")) } }
    }
}
