//! The answer of the door: where the service is given, which nearer points do not serve and why, what to bring.

use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::candidates::{Candidates, REACH, find};
use super::card;
use super::form::{meanings, places};
use super::origin::{Origin, full_place_name};
use super::question::{About, DoorQuestion, When};
use crate::domain::rows::ServiceRow;
use crate::domain::{PointKind, Truth};
use crate::http::urls::COUNTRY;
use crate::http::{Lang, RequestContext};
use crate::registry::ServiceRecord;
use crate::registry::search::whereabouts::Told;
use crate::site::pages::barrier_free::people;
use crate::site::parts::{Facts, format, links, names};

/// Places of the same name offered beside the one taken.
const OTHERS: usize = 8;
/// Needs offered by one press; the others stand in the form.
const NEEDS: [&str; 2] = ["wheelchair", "stroller"];

/// The answer around a place.
pub(super) fn section(view: &RequestContext, asked: &DoorQuestion<'_>, at: (f64, f64), now: NaiveDateTime) -> Markup {
    let lang = view.lang;
    let found = find(view, asked, at, now);
    html! {
        (understood(view, asked))
        (chips(view, asked))
        (own_unit(view, asked))
        (serving(view, asked, &found, now))
        (nearer(view, asked, &found, now))
        (service_card(view, asked))
        p.rule { (lang.with("door-rule", [("km", format::short_number(lang, REACH / 1000.0).into())])) }
    }
}

/// How the question was read, and what else it may mean.
fn understood(view: &RequestContext, asked: &DoorQuestion<'_>) -> Markup {
    let lang = view.lang;
    let others = match &asked.about {
        About::Service { others, .. } | About::LifeEvent { others, .. } => others.as_slice(),
        _ => &[],
    };
    html! {
        p {
            @if let Some(name) = asked.subject_name(view) { strong lang=[links::foreign(view)] { (name) } br; }
            @if let Some(place) = asked.origin.place() { span.small { (full_place_name(view, place)) } }
        }
        @if links::foreign(view).is_some() && asked.services(view).is_some() {
            p.small { (lang.text("door-names-ukrainian")) }
        }
        (place_note(view, asked))
        @for one in &asked.read_as {
            p.notice { (lang.with("door-read-as", [
                ("typed", one.typed.as_str().into()), ("meant", one.meant.as_str().into())])) }
        }
        @if !asked.unread.is_empty() {
            p.notice { (lang.with("door-unread", [("words", asked.unread.join(" ").into())])) }
        }
        @if !others.is_empty() {
            details { summary { (lang.text("door-other-meanings")) } (meanings(view, asked, others)) }
        }
        @if let Origin::At { others, .. } = &asked.origin {
            @if !others.is_empty() {
                details { summary { (lang.text("near-others")) } (places(view, asked, others, OTHERS)) }
            }
        }
    }
}

/// Where the place was told by a former name, or by what lies around it.
fn place_note(view: &RequestContext, asked: &DoorQuestion<'_>) -> Markup {
    let lang = view.lang;
    let Origin::At { place: Some(place), told: Some(told), .. } = &asked.origin else { return html! {} };
    let place = links::full_name(view, place);
    let words = match told {
        Told::OldName(old) => lang.with("door-place-renamed", [("old", old.as_str().into()), ("place", place.into())]),
        Told::Larger(area) => {
            let area = links::full_name(view, area);
            lang.with("door-place-larger", [("area", area.into()), ("place", place.into())])
        }
    };
    html! { p.notice { (words) } }
}

/// What narrows the answer, each one press away and kept in the address.
fn chips(view: &RequestContext, asked: &DoorQuestion<'_>) -> Markup {
    let lang = view.lang;
    let chip = |name: &str, value: &str, words: String, is_on: bool| {
        let url = asked.url(view, &[(name, if is_on { "" } else { value })]);
        html! { li { a href=(url) aria-current=[is_on.then_some("true")] { (words) } } }
    };
    let others = asked.need.filter(|need| !NEEDS.contains(need));
    html! {
        nav.chips aria-label=(lang.text("door-narrow")) {
            ul {
                @for need in NEEDS.into_iter().chain(others) { (chip("need", need, people(view, need), asked.need == Some(need))) }
                @for when in When::ALL {
                    (chip("when", when.word(), lang.text(&format!("door-when-{}", when.word())), asked.when == Some(*when)))
                }
                (chip("kind", "cnap", lang.text("door-only-centres"), asked.kind == Some(PointKind::Cnap)))
            }
        }
    }
}

/// «У громаді працює підрозділ ДМС»: where an office of another body gives the service too.
fn own_unit(view: &RequestContext, asked: &DoorQuestion<'_>) -> Markup {
    let registry = &view.registry;
    let group = asked.group(view).and_then(|id| registry.records.rules.group(id));
    let fact = group.and_then(|group| group.also_given_by);
    let hromada = asked.origin.place().and_then(|place| registry.records.territories.hromada_of(place.code));
    let facts = hromada.and_then(|place| registry.hromada(place.code)).map(|hromada| hromada.facts);
    let works = fact.zip(facts).is_some_and(|(fact, facts)| facts.truth(fact) == Truth::Yes);
    html! {
        @if let (Some(fact), Some(hromada)) = (fact.filter(|_| works), hromada) {
            p.notice.good { (view.lang.with("door-own-unit", [
                ("unit", names::fact(view.lang, fact).into()), ("hromada", links::full_name(view, hromada).into())])) }
        }
    }
}

fn serving(view: &RequestContext, asked: &DoorQuestion<'_>, found: &Candidates<'_>, now: NaiveDateTime) -> Markup {
    let lang = view.lang;
    let reach = || format::short_number(lang, REACH / 1000.0);
    html! {
        @if found.serving.is_empty() {
            div.notice { p { strong { (nobody(view, asked)) } " " (lang.with("door-nobody-near", [("km", reach().into())])) } }
            @if !found.to_ask.is_empty() {
                h2 { (lang.text("door-to-ask")) }
                (card::list(view, asked, &found.to_ask, now))
            }
        } @else {
            h2 { (lang.text(if asked.services(view).is_some() { "door-serving" } else { "door-nearest" })) }
            (card::list(view, asked, &found.serving, now))
            p { (all_of_them(view, asked, found.total)) }
        }
    }
}

/// Whether anybody in the country has declared it, or the question is only too narrow here.
fn nobody(view: &RequestContext, asked: &DoorQuestion<'_>) -> String {
    let services = asked.services(view);
    let gives =
        |services| view.registry.points.iter().any(|point| !point.is_occupied() && point.offered.intersects(services));
    let key = match &services {
        Some(services) if !gives(services) => "door-nobody-declared",
        Some(_) if asked.is_narrowed() => "door-nobody-fits",
        Some(_) => "door-nobody-here",
        None => "door-nobody-fits",
    };
    view.lang.text(key)
}

/// How many serve, and the way to all who have told of the service, as a page and as data, where the list there can be
/// narrowed alike.
fn all_of_them(view: &RequestContext, asked: &DoorQuestion<'_>, total: usize) -> Markup {
    let lang = view.lang;
    let is_alike = asked.when.is_none_or(|when| when == When::Now);
    html! {
        (format::plural(lang, "door-total", total)) " "
        @if is_alike {
            a href=(list_url(view, asked, "/points")) { (lang.text("door-all")) } " · "
            a href=(list_url(view, asked, "/api/v1/points.csv")) { "CSV" }
        }
    }
}

fn list_url(view: &RequestContext, asked: &DoorQuestion<'_>, path: &str) -> String {
    let near = asked.origin.coordinates().map(|(lat, lon)| format!("{lat:.5},{lon:.5}")).unwrap_or_default();
    let (service, event) = match &asked.about {
        About::Service { service, .. } => (&*service.code, ""),
        About::LifeEvent { event, .. } => ("", event.id.as_str()),
        _ => ("", ""),
    };
    let reach = if path.starts_with("/api") { format!("{REACH:.0}") } else { String::new() };
    let at = asked.at_word();
    let pairs = [
        ("service", service),
        ("life_event", event),
        ("near", near.as_str()),
        ("within_m", reach.as_str()),
        ("need", asked.need.unwrap_or_default()),
        ("open_now", asked.when.map_or("", |_| "yes")),
        ("open_at", at.as_str()),
        ("kind", asked.kind.map_or("", PointKind::word)),
        ("territory", COUNTRY),
    ];
    if path.starts_with("/api") { view.data_url(path, &pairs) } else { view.url(path, &pairs) }
}

/// Points before the first that serves, each with the reason.
fn nearer(view: &RequestContext, asked: &DoorQuestion<'_>, found: &Candidates<'_>, now: NaiveDateTime) -> Markup {
    let lang = view.lang;
    html! {
        @if !found.nearer.is_empty() {
            details.nearer open[found.serving.is_empty() && found.to_ask.is_empty()] {
                summary { (seen_words(lang, found)) }
                (card::list(view, asked, &found.nearer, now))
            }
        }
    }
}

/// «Переглянуто 209 місць: 3 не підходять, про 206 невідомо, чи підходять».
fn seen_words(lang: Lang, found: &Candidates<'_>) -> String {
    let key = if found.serving.is_empty() { "door-nearest-seen" } else { "door-nearer-seen" };
    let counts = [
        ("door-seen-not", found.count_nearer.saturating_sub(found.count_unknown)),
        ("door-seen-unknown", found.count_unknown),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let words: Vec<String> = counts.map(|(key, count)| format::plural(lang, key, count)).collect();
    format!("{}: {}", format::plural(lang, key, found.count_nearer), words.join(", "))
}

/// What to bring, how long it takes and what it costs, as far as the catalogue knows.
fn service_card(view: &RequestContext, asked: &DoorQuestion<'_>) -> Markup {
    let lang = view.lang;
    let About::Service { service, .. } = &asked.about else { return html! {} };
    let row = service.description_on(view.date());
    html! {
        section {
            h2 { (lang.text("door-bring")) }
            @if let Some(row) = row { (known_of(view, row)) }
            p { (to_card(view, service)) }
        }
    }
}

fn known_of(view: &RequestContext, row: &ServiceRow) -> Markup {
    let lang = view.lang;
    let documents = (!row.documents.is_empty()).then(|| html! { ul { @for one in &row.documents { li { (one) } } } });
    let is_nothing = documents.is_none() && row.term_days.is_none() && row.fee.is_none();
    let term = row.term_days.map(|days| format::plural(lang, "days-count", days as usize));
    let channels = row.channels.iter().map(|id| names::channel(lang, id)).collect::<Vec<_>>().join(", ");
    let facts = Facts::new()
        .some(lang, "service-documents", documents)
        .some(lang, "service-term", term)
        .some(lang, "service-fee", row.fee.as_deref())
        .some(lang, "service-result", row.result.as_deref())
        .some(lang, "service-channels", (!channels.is_empty()).then_some(channels));
    html! {
        @if is_nothing { p { (lang.text("door-bring-unknown")) } }
        (facts)
    }
}

fn to_card(view: &RequestContext, service: &ServiceRecord) -> Markup {
    html! { a href=(links::service_url(view, &service.code)) { (view.lang.text("door-service-card")) } }
}
