//! Where a person is: coordinates, or a settlement or hromada by its name.

use crate::domain::Category;
use crate::http::RequestContext;
use crate::http::points::parse_lat_lon;
use crate::registry::Place;
use crate::registry::search::whereabouts::{NamedPlace, Told, named_place};
use crate::site::parts::{format, links};

/// Where distances are counted from.
#[derive(Debug)]
pub(in crate::site::pages) enum Origin<'a> {
    NotAsked,
    /// No place is called so; these are written alike.
    NotFound(Vec<&'a Place>),
    /// Several places of one name.
    Ambiguous(Vec<&'a Place>),
    /// A place of which the registry does not know where it is.
    OffTheMap(&'a Place),
    At {
        at: (f64, f64),
        place: Option<&'a Place>,
        others: Vec<&'a Place>,
        /// How the place was told, where not by its own name.
        told: Option<Told<'a>>,
    },
}

impl<'a> Origin<'a> {
    pub(in crate::site::pages) fn find(view: &'a RequestContext, text: &str) -> Self {
        if text.is_empty() {
            return Self::NotAsked;
        }
        if let Some(at) = parse_lat_lon(text) {
            return Self::At { at, place: None, others: Vec::new(), told: None };
        }
        match named_place(&view.registry, text, view.scope) {
            NamedPlace::One(place, others) => Self::at_place(view, place, others, None),
            NamedPlace::Instead(place, told) => Self::at_place(view, place, Vec::new(), Some(told)),
            NamedPlace::Several(places) => Self::Ambiguous(places),
            NamedPlace::Alike(places) => Self::NotFound(places),
        }
    }

    fn at_place(view: &RequestContext, place: &'a Place, others: Vec<&'a Place>, told: Option<Told<'a>>) -> Self {
        match view.registry.location_of(place) {
            Some(at) => Self::At { at, place: Some(place), others, told },
            None => Self::OffTheMap(place),
        }
    }

    pub(in crate::site::pages) const fn place(&self) -> Option<&'a Place> {
        match self {
            Self::At { place, .. } => *place,
            _ => None,
        }
    }

    pub(in crate::site::pages) const fn coordinates(&self) -> Option<(f64, f64)> {
        match self {
            Self::At { at, .. } => Some(*at),
            _ => None,
        }
    }

    /// «м. Миргород», or coordinates.
    pub(in crate::site::pages) fn short_name(&self, view: &RequestContext) -> String {
        match self {
            Self::At { place: Some(place), .. } => links::full_name(view, place),
            Self::At { at: (lat, lon), .. } => {
                let degrees = |value| format::decimal(view.lang, value, 3);
                view.lang.with("door-your-place", [("at", format!("{}; {}", degrees(*lat), degrees(*lon)).into())])
            }
            _ => String::new(),
        }
    }
}

/// «с. Мачухи, Мачухівська сільська громада, Полтавський район, Полтавська область».
pub(in crate::site::pages) fn full_place_name(view: &RequestContext, place: &Place) -> String {
    let lineage = view.registry.records.territories.lineage(place.code);
    let told = lineage.filter(|one| one.code == place.code || one.category != Category::City);
    told.map(|one| links::full_name(view, one)).collect::<Vec<_>>().join(", ")
}

/// The name with so much of what it lies in that it names one place: «с. Байрак, Мачухівська громада, Полтавська
/// область».
pub(in crate::site::pages) fn name_to_type(view: &RequestContext, place: &Place) -> String {
    let tree = &view.registry.records.territories;
    let mut name = tree.full_name(place);
    if let Some(hromada) = tree.hromada_of(place.code).filter(|one| one.code != place.code) {
        name = format!("{name}, {} громада", hromada.name);
    }
    match tree.first_level(place.code).filter(|one| one.code != place.code) {
        Some(oblast) => format!("{name}, {}", tree.full_name(oblast)),
        None => name,
    }
}
