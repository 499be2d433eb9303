//! The place a person wants points near to: coordinates, or a settlement found by its name.

use maud::{Markup, html};

use crate::domain::Category;
use crate::http::points::{Area, spot};
use crate::http::{Failure, View};
use crate::registry::search::find_places;
use crate::registry::{Place, Scope};
use crate::site::parts::{format, links};

/// Points farther than this are not near, in metres.
const REACH: f64 = 100_000.0;
/// Places of the same name that are offered beside the one taken.
const OTHERS: usize = 5;

/// Where distances are counted from.
#[derive(Debug)]
pub(super) struct Near<'a> {
    pub(super) at: (f64, f64),
    /// The settlement, where it was named.
    place: Option<&'a Place>,
    /// Other places the name may mean.
    others: Vec<&'a Place>,
}

impl<'a> Near<'a> {
    /// How far points are looked for, as the API is asked for it.
    pub(super) const REACH_M: &'static str = "100000";

    /// Reads `near`.
    pub(super) fn read(view: &'a View) -> Result<Option<Self>, Failure> {
        let Some(text) = view.param("near") else { return Ok(None) };
        if let Some(at) = spot(text) {
            return Ok(Some(Self { at, place: None, others: Vec::new() }));
        }
        let mut places = located(view, text).into_iter();
        let first = places.next().and_then(|place| Some((place, place.location?)));
        let found = first.map(|(place, at)| Self { at, place: Some(place), others: places.collect() });
        found.map(Some).ok_or_else(|| Failure::bad_parameter("near", text, &view.lang.text("expected-near")))
    }

    pub(super) const fn area(&self) -> Area {
        Area::Near(self.at.0, self.at.1, REACH)
    }

    /// From where the distance is told, how, and what else the name may mean.
    pub(super) fn told(&self, view: &View) -> Markup {
        let lang = view.lang;
        let (lat, lon) = self.at;
        let from = self.place.map_or_else(|| format!("{lat:.4}; {lon:.4}"), |place| full(view, place));
        let again = |place: &Place| view.same_page(&[("near", place.code.as_str()), ("page", "")]);
        html! {
            details { summary { (lang.text("rule")) }
                p.rule { (lang.with("near-rule", [("place", from.into()), ("reach", format::short(lang, REACH / 1000.0).into())])) }
            }
            @if !self.others.is_empty() {
                p.small { (lang.text("near-others")) }
                ul.columns { @for place in &self.others { li { a href=(again(place)) { (full(view, place)) } } } }
            }
        }
    }
}

/// «с. Мачухи, Мачухівська сільська громада, Полтавська область».
fn full(view: &View, place: &Place) -> String {
    let lineage = view.registry.records.territories.lineage(place.code);
    let told = lineage.filter(|one| one.code == place.code || one.category != Category::Raion);
    told.map(|one| links::full_name(view, one)).collect::<Vec<_>>().join(", ")
}

/// Places found by the words that have a place on the map: of the territory in view, else of the country.
fn located<'a>(view: &'a View, text: &str) -> Vec<&'a Place> {
    let found = |scope| {
        let places = find_places(&view.registry, text, scope, OTHERS * 4).into_iter();
        places.filter(|place| is_on_map(place)).take(OTHERS + 1).collect::<Vec<_>>()
    };
    let here = found(view.scope);
    if here.is_empty() { found(Scope::Country) } else { here }
}

/// A settlement has a place on the map; what is larger has only a centre.
fn is_on_map(place: &Place) -> bool {
    place.location.is_some() && place.category.is_settlement_or_city()
}
