//! The place a person wants points near to, read as on the first page: coordinates, a settlement or a hromada.

use maud::{Markup, html};

use crate::http::RequestContext;
use crate::http::points::Area;
use crate::registry::Place;
use crate::site::pages::door::origin::{Origin, full_place_name};
use crate::site::parts::format;

/// Points farther than this are not near, in metres.
const REACH: f64 = 100_000.0;
/// Places of the same name that are offered.
const OTHERS: usize = 12;

/// Where distances are counted from.
#[derive(Debug)]
pub(super) struct Near<'a> {
    origin: Origin<'a>,
    typed: &'a str,
}

impl<'a> Near<'a> {
    /// How far points are looked for, as the API is asked for it.
    pub(super) const REACH_M: &'static str = "100000";

    /// Reads `near`; what is not understood is told by [`Near::fault`].
    pub(super) fn read(view: &'a RequestContext) -> Option<Self> {
        let typed = view.param("near")?;
        Some(Self { origin: Origin::find(view, typed), typed })
    }

    pub(super) const fn coordinates(&self) -> Option<(f64, f64)> {
        self.origin.coordinates()
    }

    pub(super) fn area(&self) -> Area {
        self.coordinates().map_or(Area::Everywhere, |(lat, lon)| Area::Near(lat, lon, REACH))
    }

    /// What to do about a place that is not understood.
    pub(super) fn fault(&self, view: &RequestContext) -> Option<Markup> {
        let lang = view.lang;
        let typed = || [("place", self.typed.into())];
        match &self.origin {
            Origin::NotAsked | Origin::At { .. } => None,
            Origin::NotFound(alike) => Some(html! {
                p { (lang.with("door-where-unknown", typed())) }
                @if !alike.is_empty() { p { (lang.text("did-you-mean")) } (places(view, alike)) }
            }),
            Origin::Ambiguous(all) => Some(html! {
                p { (lang.with("door-where-several", typed())) }
                (places(view, all))
                @if all.len() > OTHERS { p { (format::plural(lang, "door-where-more", all.len() - OTHERS)) } }
            }),
            Origin::OffTheMap(place) => Some(html! {
                p { (lang.with("door-where-off-map", [("place", full_place_name(view, place).into())])) }
            }),
        }
    }

    /// From where the distance is told, how, and what else the name may mean.
    pub(super) fn origin_notice(&self, view: &RequestContext) -> Markup {
        let lang = view.lang;
        let Origin::At { at: (lat, lon), place, others, .. } = &self.origin else { return html! {} };
        let from = place.map_or_else(|| format!("{lat:.4}; {lon:.4}"), |place| full_place_name(view, place));
        let reach = format::short_number(lang, REACH / 1000.0);
        html! {
            details { summary { (lang.text("rule")) }
                p.rule { (lang.with("near-rule", [("place", from.into()), ("reach", reach.into())])) }
            }
            @if !others.is_empty() { p.small { (lang.text("near-others")) } (places(view, others)) }
        }
    }
}

/// Places to choose from, each with what it lies in.
fn places(view: &RequestContext, all: &[&Place]) -> Markup {
    let url = |place: &Place| view.same_page(&[("near", place.code.as_str()), ("page", "")]);
    html! {
        ul.columns { @for place in all.iter().take(OTHERS) { li { a href=(url(place)) { (full_place_name(view, place)) } } } }
    }
}
