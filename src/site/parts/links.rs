//! Links between things, and links out of the registry, which are never trusted.

use std::borrow::Cow;

use maud::{Markup, html};

use super::names;
use crate::domain::latin::latin;
use crate::domain::{Precision, TerritoryCode};
use crate::http::urls::encode;
use crate::http::{Lang, RequestContext};
use crate::registry::{Place, PointOnDate, ServiceRecord};

/// The name of a territory with its type; its code where the tree does not know it.
#[must_use]
pub fn territory_name(view: &RequestContext, code: TerritoryCode) -> String {
    view.registry.records.territories.get(code).map_or_else(|| code.to_string(), |place| full_name(view, place))
}

/// The name with its type, in the letters of the page's language.
#[must_use]
pub fn full_name(view: &RequestContext, place: &Place) -> String {
    names::place(view.lang, &view.registry.records.territories, place)
}

/// The bare name, in the letters of the page's language.
#[must_use]
pub fn short_name<'a>(view: &RequestContext, place: &'a Place) -> Cow<'a, str> {
    match view.lang {
        Lang::Uk => Cow::Borrowed(&place.name),
        Lang::En => Cow::Owned(latin(&place.name)),
    }
}

/// A hromada by its full name.
#[must_use]
pub fn hromada(view: &RequestContext, code: TerritoryCode) -> Markup {
    html! { a href=(hromada_url(view, code)) { (territory_name(view, code)) } }
}

/// The hromada of a point; the city where it has special status and so no hromada; else «невідомо».
#[must_use]
pub fn hromada_of(view: &RequestContext, point: &PointOnDate) -> Markup {
    match (point.row().hromada, view.registry.special_city(point)) {
        (Some(code), _) => hromada(view, code),
        (None, Some(city)) => overview(view, city),
        (None, None) => super::unknown(view.lang),
    }
}

/// The hromada of a point and, where it stands in another one, that one too.
#[must_use]
pub fn hromada_and_place(view: &RequestContext, point: &PointOnDate) -> Markup {
    let elsewhere = point.located_in.filter(|_| point.stands_elsewhere());
    html! {
        (hromada_of(view, point))
        @if let Some(place) = elsewhere {
            br; span.small { (view.lang.text("stands-in")) ": " (hromada(view, place)) }
        }
        @if !point.row().review_reasons().is_empty() {
            br; span.small { (view.lang.text("review-needed")) }
        }
    }
}

#[must_use]
pub fn hromada_url(view: &RequestContext, code: TerritoryCode) -> String {
    view.url(&format!("/hromadas/{code}"), &[])
}

/// The overview of an oblast or a raion.
#[must_use]
pub fn overview(view: &RequestContext, code: TerritoryCode) -> Markup {
    html! { a href=(view.url("/network", &[("territory", code.as_str())])) { (territory_name(view, code)) } }
}

/// The language of a name that is Ukrainian on every page, for those who listen to it.
#[must_use]
pub fn foreign(view: &RequestContext) -> Option<&'static str> {
    (view.lang != Lang::Uk).then_some(Lang::Uk.tag())
}

/// A text that is Ukrainian on every page.
#[must_use]
pub fn ukrainian(view: &RequestContext, text: &str) -> Markup {
    html! { @if let Some(language) = foreign(view) { span lang=(language) { (text) } } @else { (text) } }
}

#[must_use]
pub fn point_url(view: &RequestContext, code: &str) -> String {
    view.url(&format!("/points/{}", encode(code)), &[])
}

#[must_use]
pub fn point(view: &RequestContext, point: &PointOnDate) -> Markup {
    html! { a href=(point_url(view, point.code())) lang=[foreign(view)] { (point.row().name) } }
}

#[must_use]
pub fn service_url(view: &RequestContext, code: &str) -> String {
    view.url(&format!("/services/{}", encode(code)), &[])
}

#[must_use]
pub fn service(view: &RequestContext, service: &ServiceRecord) -> Markup {
    html! {
        a href=(service_url(view, &service.code)) lang=[foreign(view)] { (service_name(view, service)) }
        (withdrawn(view, service))
    }
}

/// «послугу скасовано» beside a service that has ended by the day.
#[must_use]
pub fn withdrawn(view: &RequestContext, service: &ServiceRecord) -> Markup {
    let ended = service.withdrawn_since(view.date()).is_some();
    html! { @if ended { " " span.badge.withdrawn { (view.lang.text("service-withdrawn")) } } }
}

/// The same of a service by its code.
#[must_use]
pub fn withdrawn_code(view: &RequestContext, code: &str) -> Markup {
    let service = view.registry.records.catalogue.by_code(code);
    service.map(|service| withdrawn(view, service)).unwrap_or_default()
}

/// The name of a service on the day, or its last one.
#[must_use]
pub fn service_name<'a>(view: &RequestContext, service: &'a ServiceRecord) -> &'a str {
    service.description_on(view.date()).map_or(&*service.code, |row| row.name.as_str())
}

/// The address that opens a map application at a point: its door where that is known, else its written address.
#[must_use]
pub fn geo_url(view: &RequestContext, point: &PointOnDate) -> Option<String> {
    let door = point.location.filter(|_| point.precision == Precision::Address);
    let door = door.map(|(lat, lon)| format!("geo:{lat:.5},{lon:.5}?q={lat:.5},{lon:.5}"));
    let written = || view.registry.full_address(point).map(|address| format!("geo:0,0?q={}", encode(&address)));
    door.or_else(written)
}

/// A link stated by data: only http and https are followed, anything else is shown as text.
#[must_use]
pub fn outside(address: &str) -> Markup {
    let shown = address.trim();
    let lower = shown.to_ascii_lowercase();
    let safe = lower.starts_with("http://") || lower.starts_with("https://");
    let bare = !lower.contains(':') && lower.contains('.') && !lower.contains(char::is_whitespace);
    html! {
        @if safe { a href=(shown) rel="noopener noreferrer nofollow" { (shown) } }
        @else if bare { a href=(format!("https://{shown}")) rel="noopener noreferrer nofollow" { (shown) } }
        @else { (shown) }
    }
}

/// A phone number as a link where the text holds just one.
#[must_use]
pub fn phone(text: &str) -> Markup {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let single = (9..=13).contains(&digits.len()) && text.chars().all(|c| c.is_ascii_digit() || " +()-–".contains(c));
    html! { @if single { a href=(format!("tel:{digits}")) { (text) } } @else { (text) } }
}

/// A postal address of the electronic kind as a link where it surely is one.
#[must_use]
pub fn email(text: &str) -> Markup {
    let fits = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
    let single = text.matches('@').count() == 1 && text.chars().all(fits);
    html! { @if single { a href=(format!("mailto:{text}")) { (text) } } @else { (text) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert!(outside("https://example.org").into_string().starts_with("<a href"));
        assert!(outside("example.gov.ua/cnap").into_string().contains("https://example.gov.ua/cnap"));
        assert_eq!(outside("javascript:alert(1)").into_string(), "javascript:alert(1)");
        assert_eq!(outside("data:text/html,<b>").into_string(), "data:text/html,&lt;b&gt;");
    }

    #[test]
    fn a_list_of_phones_stays_text() {
        assert!(phone("+38 (044) 123-45-67").into_string().contains("tel:+380441234567"));
        assert_eq!(phone("111111, 222222 Оля").into_string(), "111111, 222222 Оля");
    }
}
